"""Which status of work follows which, and who moves it: the person whose work it is, or a reviewer."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from annotator.language import N_
from annotator.model.annotated import AnnotationSet
from annotator.model.decision import Decision, Verdict
from annotator.model.errors import RuleError, message
from annotator.model.identity import ADJUDICATED, DecisionId, DocumentId, SetName, derive
from annotator.model.scheme import ATTRIBUTION, ZONE_LAYER, Scheme
from annotator.model.workflow import Assignment, Status, Task
from annotator.operations.guideline import version_for
from annotator.operations.people import ensure_leads
from annotator.operations.session import Session
from annotator.store.revisions import now

_BEGUN: Final = frozenset((Status.IN_PROGRESS, Status.SUBMITTED, Status.SKIPPED))
OWN_MOVES: Final = {
    None: _BEGUN,
    Status.ASSIGNED: _BEGUN,
    Status.IN_PROGRESS: _BEGUN,
    Status.SUBMITTED: _BEGUN,
    Status.RETURNED: _BEGUN,
    Status.SKIPPED: _BEGUN,
    # What is approved stands until a reviewer returns it.
    Status.APPROVED: frozenset[Status](),
}
"""What a person makes of their own work."""
REVIEWERS_MOVES: Final = {
    None: frozenset[Status](),
    Status.ASSIGNED: frozenset[Status](),
    Status.IN_PROGRESS: frozenset[Status](),
    Status.SUBMITTED: frozenset((Status.RETURNED, Status.APPROVED)),
    Status.RETURNED: frozenset((Status.APPROVED,)),
    Status.APPROVED: frozenset((Status.RETURNED,)),
    Status.SKIPPED: frozenset((Status.RETURNED,)),
}
"""What a reviewer makes of the work of others."""


def finished(header: AnnotationSet, status: Status, scheme: Scheme) -> AnnotationSet:
    """The header of a set whose work is done: every layer and the attributions, by the guideline as it stands now.

    Whoever hands in vouches for all of it, so what was begun under an earlier version counts as made under this one;
    where the program brings no guideline for the scheme, the version that is known stays.
    """
    layers = tuple(layer for layer in scheme.layers if layer != ZONE_LAYER)
    guideline = version_for(scheme) or header.guideline
    return replace(header, status=status, layers_done=(*layers, ATTRIBUTION), guideline=guideline)


def ensure_own_move(before: Status | None, after: Status) -> None:
    """Refuse a status that a person cannot give their own work.

    Raises:
        RuleError: If the work is approved.
    """
    if after not in OWN_MOVES[before]:
        raise RuleError(message("This work is approved."), message("A reviewer has to return it first."))


def ensure_judges(session: Session, document: DocumentId) -> None:
    """Refuse to judge the work of others to who neither leads nor settles the document.

    Raises:
        RuleError: If the person may not; names the reviewers.
    """
    given = session.corpus.remarks(Assignment, document)
    if not any(work.task is Task.ADJUDICATE and work.annotator == session.annotator for work in given):
        ensure_leads(session.corpus, session.annotator)


def ensure_returnable(session: Session, document: DocumentId, set_name: SetName) -> None:
    """Refuse to return what was not handed in, and the settled annotations, which are nobody's own.

    Raises:
        RuleError: If it cannot be returned, or not by this person.
    """
    ensure_judges(session, document)
    status = session.corpus.status(document, set_name)
    if set_name == ADJUDICATED or Status.RETURNED not in REVIEWERS_MOVES[status]:
        raise RuleError(message("Only submitted work can be returned."))


def approve(session: Session, document: DocumentId, set_name: SetName) -> None:
    """Approve handed-in work as it is; its annotations stay as they are, only its status changes.

    Raises:
        RuleError: If the person neither leads nor settles the document, or the work was not handed in.
    """
    ensure_judges(session, document)
    header = session.sight.annotated(document, set_name).annotation_set
    if header is None or Status.APPROVED not in REVIEWERS_MOVES[header.status]:
        raise RuleError(message("Only submitted work can be approved."))
    with session.shared_act(N_("Approve work")) as act:
        act.put_header(document, replace(header, status=Status.APPROVED))
        if set_name != ADJUDICATED:
            act.put(
                Decision(
                    DecisionId(derive("d", document, "whole", set_name)),
                    document,
                    "",
                    (set_name,),
                    None,
                    Verdict.ACCEPTED,
                    None,
                    session.annotator,
                    now(),
                )
            )
