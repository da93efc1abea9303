"""Decisions back to authors: returned work as a list of cases, taken one by one or kept with an answer.

Between the author's set and the reviewer's version (the adjudicated set) each difference is a case, as between any two
sets. Returning the work writes a decision for each; the author's answer stands in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from annotator.analysis import adoption
from annotator.analysis.adoption import OwnNames
from annotator.analysis.cases import Case, Comparison
from annotator.language import N_
from annotator.model.decision import Answer, AnswerKind, Choice, Decision, Verdict
from annotator.model.errors import RuleError, message
from annotator.model.identity import ADJUDICATED, DecisionId, DocumentId, SetName, derive
from annotator.model.workflow import Assignment, Status, Task
from annotator.operations import comparing
from annotator.operations.adjudicate import whole_verdict
from annotator.operations.adopting import Adopting
from annotator.operations.annotate import set_status
from annotator.operations.casework import AGREED
from annotator.operations.opendocument import OpenDocument
from annotator.operations.people import ensure_leads
from annotator.operations.session import Session, SharedAct
from annotator.store.revisions import now


@dataclass(frozen=True, slots=True)
class Returned:
    """One thing that came back to an author.

    Attributes:
        decision: The reviewer's, with the author's answer where there is one.
        case: The difference as it stands; None where it is none any more, because the author took the reviewer's.
    """

    decision: Decision
    case: Case | None


class ReturnedWork:
    """The work of a person on one document that came back, as a list of cases.

    Attributes:
        session: The author's.
        document: The author's own set, live.
        comparison: The author's set against the reviewer's version.
    """

    def __init__(self, session: Session, document: DocumentId) -> None:
        """Compare the person's own set with the reviewer's version.

        Args:
            session: The author's.
            document: The article.

        Raises:
            NotFound: If the corpus has no such document.
        """
        self.session = session
        self.document: OpenDocument = session.read(document)
        self.refresh()

    def refresh(self) -> None:
        """Compare anew and read the decisions anew, after an act."""
        document, own = self.document.document.id, self.session.own_set
        self.comparison: Comparison = comparing.compare(self.session, document, [own, ADJUDICATED]).comparison
        cases = {case.key: case for case in self.comparison.cases}
        decisions = [d for d in self.session.corpus.remarks(Decision, document) if _is_returned_to(d, own)]
        order = {case.key: at for at, case in enumerate(self.comparison.cases)}
        decisions.sort(key=lambda d: (order.get(d.case, -1), d.id))
        # The order of the list must not change under the person's hands: what was answered keeps its place.
        before = {item.decision.id: at for at, item in enumerate(getattr(self, "items", ()))}
        decisions.sort(key=lambda d: before.get(d.id, len(before)))
        self.items: tuple[Returned, ...] = tuple(Returned(d, cases.get(d.case)) for d in decisions)

    @property
    def reason(self) -> str:
        """Why the reviewer returned the work as a whole; empty where they gave no reason."""
        whole = (
            d
            for d in self.session.corpus.remarks(Decision, self.document.document.id)
            if not d.case and d.sets == (self.session.own_set,) and d.verdict is Verdict.RETURNED
        )
        return max(((d.at, d.reason or "") for d in whole), default=("", ""))[1]

    def open_items(self) -> list[Returned]:
        """What is not answered yet."""
        return [item for item in self.items if item.decision.answer is None]

    def take(self, item: Returned) -> None:
        """Take the reviewer's version into one's own set.

        Raises:
            RuleError: If it is the same already.
        """
        case = item.case
        if case is None:
            raise RuleError(message("It is as the reviewer has it already."))
        theirs = next(version for version in case.versions if ADJUDICATED in version.sets)
        names = OwnNames(self.session.own_set)
        adopted = adoption.taken(self.comparison, case, theirs, names=names)
        own = case.side(self.session.own_set)
        kept = {*(a.id for a in adopted.annotations), *(r.id for r in adopted.relations)}
        with self.session.shared_act(N_("Take the reviewer's version")) as shared:
            adopting = Adopting(self.document, shared.within(self.document))
            adopting.drop(name for name in reversed(own.ids) if name not in kept)
            adopting.put(a for a in adopted.needed if a.id not in self.document.annotations)
            adopting.put(adopted.annotations)
            adopting.put_ties(adopted.relations)
            self._answer(shared, item, AnswerKind.TAKEN, None)
        self.refresh()

    def keep(self, item: Returned, text: str) -> None:
        """Keep one's own, and say why in one line.

        Raises:
            RuleError: If nothing is said.
        """
        line = " ".join(text.split())
        if not line:
            raise RuleError(message("Say in a few words why you keep yours."))
        with self.session.shared_act(N_("Keep one's own version")) as shared:
            self._answer(shared, item, AnswerKind.KEPT, line)
        self.refresh()

    def resubmit(self) -> None:
        """Submit the work again; what is not answered counts as kept without a word."""
        set_status(self.session, self.document, Status.SUBMITTED)

    def _answer(self, shared: SharedAct, item: Returned, kind: AnswerKind, text: str | None) -> None:
        shared.put(replace(item.decision, answer=Answer(kind, text, now(), self.session.annotator)))


def return_work(session: Session, document: DocumentId, set_name: SetName, *, reason: str | None = None) -> int:
    """Return somebody's work with what the reviewer has otherwise, a decision for each difference, in one act.

    Args:
        session: The reviewer's.
        document: The article.
        set_name: Whose work.
        reason: What is said to the whole of it, or None.

    Returns:
        How many differences went back.

    Raises:
        RuleError: If the person neither leads nor settles the document, the work was not handed in, or there is
            neither a reason nor a difference.
    """
    settles = any(
        given.task is Task.ADJUDICATE and given.annotator == session.annotator
        for given in session.corpus.remarks(Assignment, document)
    )
    if not settles:
        ensure_leads(session.corpus, session.annotator)
    header = session.corpus.annotated(document, set_name).annotation_set
    if header is None or header.status not in comparing.HANDED_IN:
        raise RuleError(message("Only submitted work can be returned."))
    cases: Iterable[Case] = ()
    settled = [d for d in session.corpus.remarks(Decision, document) if d.case and d.verdict is not Verdict.RETURNED]
    if session.corpus.status(document, ADJUDICATED) is not None:
        cases = comparing.compare(session, document, [set_name, ADJUDICATED]).comparison.cases
        cases = [case for case in cases if case.differs is not None]
    if not (reason or cases):
        raise RuleError(message("There is nothing to return: say why, or settle the cases first."))
    with session.shared_act(N_("Return work")) as act:
        act.put_header(document, replace(header, status=Status.RETURNED, layers_done=()))
        act.put(whole_verdict(session, document, set_name, Verdict.RETURNED, reason))
        for case in cases:
            adopted = case.side(ADJUDICATED).ids
            earlier = next((d for d in settled if d.case != AGREED and set(adopted) & set(d.adopted)), None)
            act.put(
                Decision(
                    DecisionId(derive("d", document, set_name, case.key)),
                    document,
                    case.key,
                    (set_name, ADJUDICATED),
                    Choice.B,
                    Verdict.RETURNED,
                    earlier.reason if earlier is not None else None,
                    session.annotator,
                    now(),
                    adopted,
                )
            )
    return len(list(cases))


def wait_for_answer(session: Session, document: DocumentId) -> bool:
    """Whether decisions came back to this person with a document, and some of them are not answered."""
    if session.corpus.status(document, session.own_set) is not Status.RETURNED:
        return False
    decisions = session.corpus.remarks(Decision, document)
    return any(_is_returned_to(d, session.own_set) and d.answer is None for d in decisions)


def answered(session: Session, document: DocumentId) -> list[Decision]:
    """What authors answered to decisions of this person on a document, the answers in words first."""
    own = (d for d in session.corpus.remarks(Decision, document) if d.author == session.annotator)
    mine = (d for d in own if d.answer is not None)
    return sorted(mine, key=lambda d: (d.answer is None or d.answer.kind is not AnswerKind.KEPT, d.id))


def _is_returned_to(decision: Decision, set_name: SetName) -> bool:
    return bool(decision.case) and decision.verdict is Verdict.RETURNED and decision.sets == (set_name, ADJUDICATED)
