"""The people of a corpus: who they are, what they may do, and how far their work is.

Reviewers lead: they give out work, return and approve it, give roles, and begin and end the blind phase. While nobody
is a reviewer, everybody leads, so that somebody can begin.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from annotator.language import N_
from annotator.model.annotator import Annotator, Role
from annotator.model.errors import RuleError, message
from annotator.model.identity import ADJUDICATED, DocumentId, Handle
from annotator.model.workflow import Assignment, Status, Task
from annotator.operations.session import Session
from annotator.store.corpus import Corpus

_CONTROL: Final = frozenset(map(chr, (*range(32), 127)))


@dataclass(frozen=True, slots=True)
class AtWork:
    """A person and how far their work is, as far as the viewer may see it.

    Attributes:
        person: Who it is.
        statuses: How many articles they have in each status; given out and not begun counts as ``assigned``.
        settling: How many articles they are to adjudicate.
        settled: How many of those have an approved adjudicated set.
        hidden: Whether the viewer works blind, so that only what was given out is told of them.
    """

    person: Annotator
    statuses: Mapping[Status, int] = field(hash=False)
    settling: int = 0
    settled: int = 0
    hidden: bool = False

    @property
    def total(self) -> int:
        """How many articles they have in any status."""
        return sum(self.statuses.values())

    @property
    def done(self) -> int:
        """How many they are done with."""
        return sum(self.statuses.get(status, 0) for status in (Status.SUBMITTED, Status.APPROVED, Status.SKIPPED))


def leads(corpus: Corpus, person: Handle) -> bool:
    """Whether somebody may lead: a reviewer, or anybody while nobody is one."""
    roles = {handle: annotator.role for handle, annotator in corpus.annotators().items()}
    return roles.get(person) is Role.REVIEWER or Role.REVIEWER not in roles.values()


def ensure_leads(corpus: Corpus, person: Handle) -> None:
    """Refuse what only reviewers do.

    Raises:
        RuleError: If somebody else is a reviewer; names them.
    """
    if not leads(corpus, person):
        reviewers = (a.name for a in corpus.annotators().values() if a.role is Role.REVIEWER)
        raise RuleError(
            message("Only reviewers do this."), message("Reviewers here are: {names}.", names=", ".join(reviewers))
        )


def people(session: Session) -> list[AtWork]:
    """Everybody who is known here, and whose sets there are, by name, with how far their work is."""
    corpus, sight = session.corpus, session.sight
    known = dict(corpus.annotators())
    statuses: dict[Handle, dict[DocumentId, Status]] = {handle: {} for handle in known}
    adjudicated: dict[DocumentId, Status] = {}
    for summary in sight.documents():
        for name, status in summary.statuses.items():
            if name == ADJUDICATED:
                adjudicated[summary.id] = status
            elif Handle(name) in statuses:
                statuses[Handle(name)][summary.id] = status
    settling: dict[Handle, list[DocumentId]] = {}
    for work in corpus.remarks(Assignment):
        if work.task is Task.ADJUDICATE:
            settling.setdefault(work.annotator, []).append(work.document)
        else:
            statuses.setdefault(work.annotator, {}).setdefault(work.document, Status.ASSIGNED)
            known.setdefault(work.annotator, Annotator(work.annotator, work.annotator))
    return sorted(
        (
            AtWork(
                person,
                Counter(statuses[handle].values()),
                len(settling.get(handle, ())),
                sum(adjudicated.get(document) is Status.APPROVED for document in settling.get(handle, ())),
                not sight.everything and handle != session.annotator,
            )
            for handle, person in known.items()
        ),
        key=lambda entry: (entry.person.role is not Role.REVIEWER, entry.person.name, entry.person.handle),
    )


def add_person(session: Session, handle: str, name: str, *, role: Role = Role.ANNOTATOR) -> Annotator:
    """Make somebody known who has not opened this file yet, so that work can be given to them.

    Raises:
        RuleError: If the person may not lead, or the handle is taken, kept for other sets, or cannot be one.
    """
    ensure_leads(session.corpus, session.annotator)
    person = newcomer(session.corpus, handle, name, role=role)
    with session.shared_act(N_("Add a person")) as act:
        act.put(person)
    return person


def ensure_handle(handle: str) -> None:
    """Refuse what cannot be the handle of a person.

    Raises:
        RuleError: If it is empty, has control characters, or is the name of the adjudicated set.
    """
    if not handle or handle == ADJUDICATED or _CONTROL & set(handle):
        raise RuleError(
            message("“{handle}” cannot be a handle.", handle=handle),
            message("A handle is a short name, such as huda; “adjudicated” is kept for the settled annotations."),
        )


def newcomer(corpus: Corpus, handle: str, name: str = "", *, role: Role = Role.ANNOTATOR) -> Annotator:
    """A person whom the corpus does not know yet.

    Raises:
        RuleError: If the handle is taken, kept for other sets, or cannot be one.
    """
    handle, name = handle.strip(), " ".join(name.split())
    ensure_handle(handle)
    if Handle(handle) in corpus.annotators():
        raise RuleError(message("Somebody goes by the handle “{handle}” already.", handle=handle))
    return Annotator(Handle(handle), name or handle, role)


def rename(session: Session, handle: Handle, name: str) -> None:
    """Give a person another display name; the handle stays for ever.

    Raises:
        RuleError: If it is somebody else and the person may not lead, the name is empty, or nobody goes by the handle.
    """
    if handle != session.annotator:
        ensure_leads(session.corpus, session.annotator)
    person, name = _known(session.corpus, handle), " ".join(name.split())
    if not name:
        raise RuleError(message("A person needs a name."))
    if name != person.name:
        with session.shared_act(N_("Rename a person")) as act:
            act.put(replace(person, name=name))


def set_role(session: Session, handle: Handle, role: Role) -> None:
    """Make somebody a reviewer or an annotator.

    Raises:
        RuleError: If the person may not lead, or nobody goes by the handle.
    """
    ensure_leads(session.corpus, session.annotator)
    person = _known(session.corpus, handle)
    if person.role is not role:
        with session.shared_act(N_("Change a role")) as act:
            act.put(replace(person, role=role))


def set_blind(session: Session, blind: bool) -> None:
    """Begin or end the blind phase. Whoever begins it becomes a reviewer where nobody is one yet: somebody has to see.

    Raises:
        RuleError: If the person may not lead.
    """
    corpus = session.corpus
    ensure_leads(corpus, session.annotator)
    workflow = corpus.workflow()
    if workflow.blind == blind:
        return
    with session.shared_act(N_("Begin the blind phase") if blind else N_("End the blind phase")) as act:
        me = _known(corpus, session.annotator)
        if blind and me.role is not Role.REVIEWER:
            act.put(replace(me, role=Role.REVIEWER))
        act.put(replace(workflow, blind=blind))


def _known(corpus: Corpus, handle: Handle) -> Annotator:
    person = corpus.annotators().get(handle)
    if person is None:
        raise RuleError(message("Nobody here goes by the handle “{handle}”.", handle=handle))
    return person
