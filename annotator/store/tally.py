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
    given = list(relations)
    if are_known([member for r in given for ids in r.roles.values() for member in ids]):
        return given  # Nearly always: asked for all at once.
    return [r for r in given if all(map(are_known, r.roles.values()))]


def marks_of(annotations: Iterable[Annotation]) -> list[Mark]:
    """What is counted of annotations."""
    return [(a.layer, a.id, a.unsure) for a in annotations]


def tally(marks: Iterable[Mark], relations: Collection[Relation]) -> dict[str, int]:
    """Annotations by layer, and beside them ``relations``, ``open`` and ``unsure``.

    Args:
        marks: The annotations of one set.
        relations: Those of the set that are seen.
    """
    marked = list(marks)
    # Counted layer by layer, of which there are few: an import asks for every article.
    layers = [layer for layer, _, _ in marked]
    counts = {layer: layers.count(layer) for layer in dict.fromkeys(layers)}
    attributed = {claim for r in relations if r.type == ATTRIBUTION for claim in r.roles.get("claim", ())}
    counts[RELATIONS] = len(relations)
    counts[OPEN] = len([claim for layer, claim, _ in marked if layer == CLAIM_LAYER and claim not in attributed])
    counts[UNSURE] = len([True for _, _, in_doubt in marked if in_doubt])
    return counts


def total(tallies: Iterable[dict[str, int]]) -> dict[str, int]:
    """The sum of several tallies, by key."""
    result: dict[str, int] = {}
    for counts in tallies:
        for name, count in counts.items():
            result[name] = result.get(name, 0) + count
    return result
