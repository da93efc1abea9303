"""Which documents wait for a reviewer: handed in by several, answered by their authors, under way, done."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from annotator.model.decision import Decision, Verdict
from annotator.model.document import DocumentSummary
from annotator.model.identity import ADJUDICATED, DocumentId, Handle, SetName
from annotator.model.workflow import Assignment, Status, Task
from annotator.operations.comparing import HANDED_IN
from annotator.operations.people import leads
from annotator.operations.session import Session


class Stage(StrEnum):
    """How far the review of a document is, in the order of the list."""

    RETURNED_TO_ME = "returned_to_me"
    """One's own work came back."""
    ANSWERED = "answered"
    """Authors answered what was returned to them, and submitted again."""
    UNDER_WAY = "under_way"
    WAITING = "waiting"
    """Two or more submitted sets, and nobody settles them yet."""
    ELSEWHERE = "elsewhere"
    """Somebody else settles it."""
    ALONE = "alone"
    """One submitted set, to be read and returned or approved."""
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A document in the list of what waits.

    Attributes:
        summary: The document.
        stage: How far it is.
        sets: The sets that were handed in.
        holder: Who settles it, or None.
        decided: How many cases were decided.
        answers: How many decisions their authors answered.
    """

    summary: DocumentSummary
    stage: Stage
    sets: tuple[SetName, ...]
    holder: Handle | None
    decided: int
    answers: int


def waiting(session: Session) -> list[ReviewItem]:
    """The documents that there is something to review in, what is most urgent first."""
    holders: dict[DocumentId, Handle] = {}
    for given in session.corpus.remarks(Assignment):
        if given.task is Task.ADJUDICATE and (given.document not in holders or _is_mine(given, session)):
            holders[given.document] = given.annotator
    decisions: dict[DocumentId, list[Decision]] = defaultdict(list)
    for decision in session.corpus.remarks(Decision):
        decisions[decision.document].append(decision)
    items = [
        item
        for summary in session.sight.documents()
        if (item := _item(session, summary, holders.get(summary.id), decisions[summary.id])) is not None
    ]
    if not leads(session.corpus, session.annotator):
        # The work of one person waits for a reviewer; its author has nothing to do about it.
        items = [item for item in items if item.stage is not Stage.ALONE]
    order = list(Stage)
    return sorted(items, key=lambda item: (order.index(item.stage), item.summary.title, item.summary.id))


def _item(
    session: Session, summary: DocumentSummary, holder: Handle | None, decisions: list[Decision]
) -> ReviewItem | None:
    statuses = summary.statuses
    sets = tuple(sorted(n for n, status in statuses.items() if n != ADJUDICATED and status in HANDED_IN))
    returned = [d for d in decisions if d.case and d.verdict is Verdict.RETURNED]
    answers = sum(d.answer is not None and d.author == session.annotator and d.sets[0] in sets for d in returned)
    decided = sum(bool(d.case) and d.verdict is not Verdict.RETURNED for d in decisions)
    if statuses.get(session.own_set) is Status.RETURNED:
        stage: Stage | None = Stage.RETURNED_TO_ME
    else:
        mine = holder in (None, session.annotator)
        stage = _stage(sets, statuses.get(ADJUDICATED), answers=answers, holder=holder, mine=mine)
    return None if stage is None else ReviewItem(summary, stage, sets, holder, decided, answers)


def _stage(
    sets: tuple[SetName, ...], settled: Status | None, *, answers: int, holder: Handle | None, mine: bool
) -> Stage | None:
    if not sets:
        return None
    if settled is Status.APPROVED:
        return Stage.APPROVED
    if answers:
        return Stage.ANSWERED
    if not mine:
        return Stage.ELSEWHERE
    if settled is not None or holder is not None:
        return Stage.UNDER_WAY
    return Stage.WAITING if len(sets) > 1 else Stage.ALONE


def _is_mine(given: Assignment, session: Session) -> bool:
    return given.annotator == session.annotator
