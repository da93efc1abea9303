"""Counting the annotations of a set, as lists of documents show them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeAlias

from annotator.model.annotation import Annotation
from annotator.model.relation import Relation
from annotator.model.scheme import ATTRIBUTION, CLAIM_LAYER

RELATIONS = "relations"
OPEN = "open"
UNSURE = "unsure"

Mark: TypeAlias = tuple[str, str, bool]
"""Layer, id and doubt of an annotation."""


def seen(relations: Iterable[Relation], known: Collection[str]) -> list[Relation]:
    """The relations whose members are all there; the others wait, unseen.

    Args:
        relations: Of one set.
        known: Ids of the set's annotations and of the document's zones.
    """
    are_known = frozenset(known).issuperset
    return [r for r in relations if all(map(are_known, r.roles.values()))]


def marks_of(annotations: Iterable[Annotation]) -> list[Mark]:
    """What is counted of annotations."""
    return [(a.layer, a.id, a.unsure) for a in annotations]


def tally(marks: Iterable[Mark], relations: Collection[Relation]) -> dict[str, int]:
    """Annotations by layer, and beside them ``relations``, ``open`` and ``unsure``.

    Args:
        marks: The annotations of one set.
        relations: Those of the set that are seen.
    """
    counts: dict[str, int] = {}
    claims: list[str] = []
    unsure = 0
    for layer, annotation, in_doubt in marks:
        counts[layer] = counts.get(layer, 0) + 1
        unsure += in_doubt
        if layer == CLAIM_LAYER:
            claims.append(annotation)
    attributed = {claim for r in relations if r.type == ATTRIBUTION for claim in r.roles.get("claim", ())}
    counts[RELATIONS] = len(relations)
    counts[OPEN] = sum(claim not in attributed for claim in claims)
    counts[UNSURE] = unsure
    return counts


def total(tallies: Iterable[dict[str, int]]) -> dict[str, int]:
    """The sum of several tallies, by key."""
    result: dict[str, int] = {}
    for counts in tallies:
        for name, count in counts.items():
            result[name] = result.get(name, 0) + count
    return result
