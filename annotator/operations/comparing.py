"""The sets of a document compared: which are to be, what agrees, and the cases in which they differ."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from annotator.analysis import adoption
from annotator.analysis.adoption import Names, OwnNames, can_be_both, can_be_mixed
from annotator.analysis.cases import QUEUE, AnnotationSetOf, Case, CaseKind, Comparison, Version, compared
from annotator.model.annotation import Annotation
from annotator.model.document import Document
from annotator.model.errors import RuleError, message
from annotator.model.identity import ADJUDICATED, AnnotationId, DocumentId, RelationId, SetName
from annotator.model.relation import Relation
from annotator.model.workflow import Status
from annotator.operations.session import Session

__all__ = (
    "HANDED_IN", "QUEUE", "Case", "CaseKind", "Compared", "Comparison", "Names", "OwnNames", "Version", "can_be_both",
    "can_be_mixed", "compare", "handed_in", "in_order", "shown",
)  # fmt: skip
"""What the faces read of cases, which they reach through here."""

HANDED_IN: Final = frozenset((Status.SUBMITTED, Status.APPROVED))
"""Statuses of work that can be compared."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A document whose sets were compared.

    Attributes:
        document: The article.
        comparison: What agrees and what does not.
    """

    document: Document
    comparison: Comparison


def handed_in(session: Session, document: DocumentId) -> tuple[SetName, ...]:
    """The sets of a document that wait to be compared and that the person may see, sorted; the adjudicated one is none.

    Raises:
        NotFound: If the corpus has no such document.
    """
    statuses = session.sets_of(document)
    return tuple(sorted(name for name, status in statuses.items() if name != ADJUDICATED and status in HANDED_IN))


def compare(session: Session, document: DocumentId, sets: Sequence[SetName]) -> Compared:
    """Compare sets of a document.

    Args:
        session: Who looks.
        document: The article.
        sets: One or more of its sets.

    Raises:
        NotFound: If the corpus has no such document.
        Hidden: If the person works blind and may not see one of them yet.
        RuleError: If no set is given.
    """
    if not sets:
        raise RuleError(message("Nobody has submitted work on this document yet."))
    sight = session.sight
    records = {name: sight.annotated(document, name) for name in sets}
    article = next(iter(records.values())).document
    merged = {r.id: r.same_as for r in session.corpus.referents().values() if r.same_as is not None}
    symmetric = [name for name, known in session.scheme.relation_types.items() if known.symmetric]
    compared_sets = (AnnotationSetOf(name, record.annotations, record.relations) for name, record in records.items())
    return Compared(article, compared(article.text, compared_sets, same=merged, symmetric=symmetric))


def in_order(case: Case, *, seed: str | None = None) -> tuple[Version, ...]:
    """The versions of a case as they are shown: by the names of their sets, or shuffled.

    Args:
        case: The case.
        seed: What the shuffling hangs on, besides the case; the same seed always gives the same order. None: as they
            are, the first set's first.
    """
    versions = list(case.versions)
    if seed is not None:
        digest = hashlib.sha256(f"{seed}\x1f{case.key}".encode()).digest()
        random.Random(int.from_bytes(digest[:8])).shuffle(versions)
    return tuple(versions)


def shown(
    comparison: Comparison,
    *,
    settled: Iterable[Annotation],
    settled_ties: Collection[Relation],
    undecided: Iterable[tuple[Case, Version]],
    takes_agreed: bool,
    names: Names = adoption.DERIVED,
) -> tuple[tuple[Annotation, ...], tuple[Relation, ...]]:
    """What stands in the text while its cases are looked at: what is settled, what agrees, and one version of the rest.

    Args:
        comparison: The comparison.
        settled: The annotations of the adjudicated set.
        settled_ties: Its relations.
        undecided: The cases that are open, each with the version that is shown.
        takes_agreed: Whether what agrees is to be added: it was not taken over yet.
        names: Under which ids.
    """
    annotations: dict[AnnotationId, Annotation] = {}
    relations: dict[RelationId, Relation] = {}
    if takes_agreed:
        own = isinstance(names, OwnNames)
        agreed = adoption.agreed_as_shown(comparison) if own else adoption.agreed(comparison, names=names)
        annotations.update((a.id, a) for a in agreed)
    # A tie on which all agree may still wait for the borders of what it ties.
    known = {relation.id for relation in settled_ties}
    waiting = [tie for tie in comparison.agreed_ties if names.of_tie(tie) not in known]
    relations.update((r.id, r) for r in adoption.agreed_ties(comparison, waiting, names=names))
    for case, version in undecided:
        more, more_ties = adoption.says(comparison, case, version, names=names)
        annotations.update((a.id, a) for a in more)
        relations.update((r.id, r) for r in more_ties)
    annotations.update((a.id, a) for a in settled)
    relations.update((r.id, r) for r in settled_ties)
    there = annotations.keys()
    whole = (r for r in relations.values() if there >= set(chain.from_iterable(r.roles.values())))
    return tuple(annotations.values()), tuple(whole)
