"""Annotations in order, against a list that is sorted anew each time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId
from annotator.model.span import Span
from annotator.operations.sorting import SortedAnnotations

ANNOTATIONS = st.lists(
    st.builds(
        lambda id, start, length: Annotation(AnnotationId(f"a{id}"), "cue", "Cue", (Span(start, start + length),)),
        st.integers(0, 9),
        st.integers(0, 20),
        st.integers(1, 5),
    ),
    max_size=30,
)


@given(ANNOTATIONS, ANNOTATIONS, st.integers(0, 25))
def test_the_order_is_kept_while_annotations_come_and_go(
    there: list[Annotation], changed: list[Annotation], offset: int
) -> None:
    expected = {a.order: a for a in there}
    kept = SortedAnnotations(expected.values(), key=lambda a: a.order)
    for annotation in changed:
        if annotation.order in expected:
            del expected[annotation.order]
            kept.discard(annotation)
        else:
            expected[annotation.order] = annotation
            kept.add(annotation)
        assert (annotation in kept) == (annotation.order in expected)
    ordered = [expected[order] for order in sorted(expected)]
    assert list(kept) == ordered
    assert len(kept) == len(ordered)
    assert [kept.index(a) for a in ordered] == list(range(len(ordered)))
    assert list(kept.starting_before(offset)) == [a for a in reversed(ordered) if a.start < offset]
    assert list(kept.starting_from(offset)) == [a for a in ordered if a.start >= offset]


def test_what_is_not_there_can_be_discarded() -> None:
    kept = SortedAnnotations([], key=lambda a: a.order)
    kept.discard(Annotation(AnnotationId("a"), "cue", "Cue", (Span(0, 1),)))
    assert list(kept) == []
