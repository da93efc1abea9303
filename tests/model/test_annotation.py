"""Annotations refuse what cannot be."""

from __future__ import annotations

import pytest

from annotator.model.annotation import Annotation
from annotator.model.errors import ValueRefused
from annotator.model.identity import AnnotationId
from annotator.model.span import Span, fragments_of


def claim(*pairs: tuple[int, int], origin: str = "manual", name: str = "a1") -> Annotation:
    return Annotation(AnnotationId(name), "claim", "Claim", fragments_of(pairs), origin=origin)


def test_a_discontinuous_annotation_has_outer_borders_and_a_hole() -> None:
    annotation = claim((3, 9), (20, 31))
    assert (annotation.start, annotation.end, annotation.extent) == (3, 31, Span(3, 31))
    assert annotation.covers(5)
    assert not annotation.covers(12)


@pytest.mark.parametrize("origin", ["", "guessed", "suggested:", "edited"])
def test_only_the_origins_of_the_contract_are_taken(origin: str) -> None:
    with pytest.raises(ValueRefused):
        claim((0, 1), origin=origin)


@pytest.mark.parametrize("origin", ["manual", "occurrences", "imported", "suggested:cues", "edited:cues"])
def test_every_origin_of_the_contract_is_taken(origin: str) -> None:
    assert claim((0, 1), origin=origin).origin == origin


def test_an_annotation_needs_an_id() -> None:
    with pytest.raises(ValueRefused):
        claim((0, 1), name="")


def test_annotations_sort_by_start_end_layer_and_id() -> None:
    first, second, third = claim((0, 4), name="b"), claim((0, 9), name="a"), claim((1, 2), name="c")
    assert sorted([third, second, first], key=lambda a: a.order) == [first, second, third]
