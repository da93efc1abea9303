"""Giving out work: who annotates or settles which articles, and taking back what was not begun."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from annotator.language import N_
from annotator.model.annotator import Annotator
from annotator.model.changes import ChangeSet, RecordKey
from annotator.model.errors import AnnotatorError, RuleError, message
from annotator.model.identity import ADJUDICATED, DocumentId, Handle, SetName
from annotator.model.workflow import Assignment, Task
from annotator.operations.distribution import Overlap, distribute
from annotator.operations.people import ensure_leads, newcomer
from annotator.store.corpus import Corpus
from annotator.store.remarks import key_of_remark
from annotator.store.revisions import now

ASSIGN = N_("Assign")
_NAMED = 20


class UnknownDocuments(AnnotatorError):
    """Articles that were named and are not in the corpus; nothing was given out."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be given out.

    Attributes:
        task: What is to be done.
        new: The new people by article.
        people: Articles by person, of those that are new.
        loads: Articles by person, with those that they had before.
        newcomers: People whom the corpus does not know yet.
        overlap: As it was asked for.
    """

    task: Task
    new: Mapping[DocumentId, tuple[Handle, ...]] = field(hash=False)
    people: Mapping[Handle, int] = field(hash=False)
    loads: Mapping[Handle, int] = field(hash=False)
    newcomers: tuple[Annotator, ...]
    overlap: Overlap


def plan(
    corpus: Corpus,
    people: Sequence[Handle],
    *,
    task: Task = Task.ANNOTATE,
    documents: Collection[DocumentId] | None = None,
    overlap: Overlap | None = None,
) -> Plan:
    """Who would get which articles.

    Who has begun an article without being asked counts as having it. Nobody settles what they annotated themselves
    while there is somebody else.

    Args:
        corpus: The corpus.
        people: Whom to give work, in the order in which they come where all else is equal.
        task: What is to be done.
        documents: Only these articles; None: all.
        overlap: How many people for an article; None: as it was last agreed on, as far as there are people. Settling is
            for one person always.

    Raises:
        RuleError: If nobody is named, or more people are to annotate an article than are named.
        UnknownDocuments: If articles are named that are not there; names them.
    """
    people = list(dict.fromkeys(people))
    if not people:
        raise RuleError(message("Nobody was named to give work to."))
    summaries = corpus.documents()
    here = [summary.id for summary in summaries]
    if documents is not None:
        _refuse_unknown(sorted(set(documents) - set(here)))
        here = [document for document in here if document in documents]
    known = corpus.annotators()
    newcomers = tuple(newcomer(corpus, person) for person in people if person not in known)
    annotating: dict[DocumentId, dict[Handle, None]] = {
        summary.id: {Handle(name): None for name in summary.statuses if Handle(name) in known} for summary in summaries
    }
    settling: dict[DocumentId, dict[Handle, None]] = {}
    for work in corpus.remarks(Assignment):
        (annotating if work.task is Task.ANNOTATE else settling).setdefault(work.document, {})[work.annotator] = None
    given = annotating if task is Task.ANNOTATE else settling
    if task is Task.ADJUDICATE:
        overlap = Overlap(1)
    elif overlap is None:
        overlap = Overlap(min(corpus.workflow().overlap, len(people)))
    elif any(len({*given.get(document, ()), *people}) < overlap.people for document in here):
        raise RuleError(
            message("More people are to annotate an article than are named: {count}.", count=overlap.people),
            message("Name more people, or ask for a smaller overlap."),
        )
    avoid = annotating if task is Task.ADJUDICATE else None
    new = distribute(here, people, overlap=overlap, given=given, avoid=avoid)
    counts = Counter(person for chosen in new.values() for person in chosen)
    before = Counter(person for holders in given.values() for person in holders)
    return Plan(
        task, new, {p: counts[p] for p in people}, {p: counts[p] + before[p] for p in people}, newcomers, overlap
    )


def assign(corpus: Corpus, plan: Plan, *, by: Handle) -> ChangeSet | None:
    """Give out what was planned, as one act; announcing it to a session is the caller's.

    Args:
        corpus: The corpus.
        plan: From ``plan``.
        by: Who gives it out.

    Returns:
        What changed, or None where there was nothing to give out.

    Raises:
        RuleError: If the person may not lead.
    """
    ensure_leads(corpus, by)
    if not plan.new:
        return None
    at = now()
    with corpus.act(ASSIGN, author=by) as act:
        for newcomer_here in plan.newcomers:
            act.put(newcomer_here)
        for document, people in plan.new.items():
            for person in people:
                act.put(Assignment(document, person, plan.task, by, at))
        workflow = corpus.workflow()
        if plan.task is Task.ANNOTATE and plan.overlap.share == 1 and plan.overlap.people != workflow.overlap:
            act.put(replace(workflow, overlap=plan.overlap.people))
    return act.changes


def untouched(corpus: Corpus, person: Handle, *, task: Task = Task.ANNOTATE) -> list[Assignment]:
    """What a person was given and has not begun, by article."""
    mine = (work for work in corpus.remarks(Assignment) if work.annotator == person and work.task is task)
    return [work for work in mine if corpus.status(work.document, _set_of(work)) is None]


def withdraw(corpus: Corpus, works: Iterable[Assignment], *, by: Handle) -> ChangeSet | None:
    """Take back work that was given out, as one act; what was annotated stays.

    Returns:
        What changed, or None where there was nothing to take back.

    Raises:
        RuleError: If the person may not lead.
    """
    ensure_leads(corpus, by)
    keys: list[RecordKey] = [key_of_remark(work) for work in works]
    if not keys:
        return None
    with corpus.act(N_("Take work back"), author=by) as act:
        for key in keys:
            act.erase(key)
    return act.changes


def assignments_of(corpus: Corpus, person: Handle) -> dict[Task, frozenset[DocumentId]]:
    """The articles that a person was given, by task."""
    found: dict[Task, set[DocumentId]] = {task: set() for task in Task}
    for work in corpus.remarks(Assignment):
        if work.annotator == person:
            found[work.task].add(work.document)
    return {task: frozenset(documents) for task, documents in found.items()}


def _set_of(work: Assignment) -> SetName:
    return ADJUDICATED if work.task is Task.ADJUDICATE else SetName(work.annotator)


def _refuse_unknown(documents: list[DocumentId]) -> None:
    if documents:
        names = ", ".join(documents[:_NAMED]) + (" …" if len(documents) > _NAMED else "")
        raise UnknownDocuments(message("The corpus does not have these documents: {names}.", names=names))
