"""The index of annotations by place finds what a search through all of them finds."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId
from annotator.model.span import Span, merged
from annotator.model.spanindex import Run, SpanIndex


def annotation(number: int, *spans: Span) -> Annotation:
    return Annotation(AnnotationId(f"a{number}"), "entity", "GPE", spans)


@st.composite
def _spans(draw: st.DrawFn) -> Span:
    # Lengths over several levels of the index, many of them at the borders of its buckets.
    start = draw(st.integers(0, 6000) | st.sampled_from([0, 511, 512, 513, 1024, 4096]))
    return Span(start, start + draw(st.integers(1, 40) | st.sampled_from([511, 512, 513, 4096, 5000])))


def _fragments(spans: list[Span]) -> tuple[Span, ...]:
    return merged(spans)


fragment_lists = st.lists(_spans(), min_size=1, max_size=3).map(_fragments)
documents = st.lists(fragment_lists, max_size=25).map(
    lambda lists: [annotation(number, *fragments) for number, fragments in enumerate(lists)]
)
windows = st.tuples(st.integers(0, 9000), st.integers(0, 9000)).map(sorted)


def touching_by_hand(annotations: list[Annotation], start: int, end: int) -> list[Annotation]:
    found = [a for a in annotations if start < end and a.start < end and a.end > start]
    return sorted(found, key=lambda a: a.order)


@given(documents, windows)
def test_a_window_gives_what_touches_it_in_the_order_of_records(
    annotations: list[Annotation], window: list[int]
) -> None:
    start, end = window
    assert SpanIndex(annotations).touching(start, end) == touching_by_hand(annotations, start, end)


@given(documents, st.data())
def test_removing_and_adding_leaves_the_index_of_what_remains(
    annotations: list[Annotation], data: st.DataObject
) -> None:
    index = SpanIndex(annotations)
    gone = data.draw(st.sets(st.sampled_from(annotations), max_size=10) if annotations else st.just(set()))
    for one in gone:
        index.remove(one.id)
    remaining = [a for a in annotations if a not in gone]
    start, end = data.draw(windows)
    assert index.touching(start, end) == touching_by_hand(remaining, start, end)
    assert len(index) == len(remaining)
    assert list(index) == sorted(remaining, key=lambda a: a.order)


@given(documents, windows)
def test_runs_name_for_each_character_the_annotations_that_cover_it(
    annotations: list[Annotation], window: list[int]
) -> None:
    start, end = window
    runs = SpanIndex(annotations).runs(start, end)
    borders = {start, end, *(border for a in annotations for span in a.fragments for border in (span.start, span.end))}
    for offset in (border for border in borders if start <= border < end):
        expected = frozenset(a.id for a in annotations if a.covers(offset))
        assert [run.active for run in runs if run.start <= offset < run.end] == ([expected] if expected else [])


@given(documents, windows)
def test_runs_are_ascending_lie_in_the_window_and_change_at_each_border(
    annotations: list[Annotation], window: list[int]
) -> None:
    start, end = window
    runs = SpanIndex(annotations).runs(start, end)
    assert all(run.start < run.end and run.active for run in runs)
    assert not runs or (start <= runs[0].start and runs[-1].end <= end)
    assert all(first.end <= second.start for first, second in itertools.pairwise(runs))


def test_an_annotation_of_the_same_id_is_replaced() -> None:
    index = SpanIndex([annotation(1, Span(0, 5))])
    index.add(annotation(1, Span(900, 905)))
    assert index.touching(0, 10) == []
    assert [found.start for found in index.touching(890, 910)] == [900]
    assert AnnotationId("a1") in index


def test_an_annotation_is_found_between_its_fragments_but_active_only_on_them() -> None:
    index = SpanIndex([annotation(1, Span(0, 4), Span(20, 24))])
    assert len(index.touching(8, 12)) == 1
    assert index.runs(8, 12) == []
    assert index.runs(2, 30) == [
        Run(2, 4, frozenset({AnnotationId("a1")})),
        Run(20, 24, frozenset({AnnotationId("a1")})),
    ]


def test_what_is_not_there_cannot_be_removed() -> None:
    with pytest.raises(KeyError):
        SpanIndex().remove(AnnotationId("a1"))
