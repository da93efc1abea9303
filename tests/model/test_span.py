"""Spans: half-open stretches of code points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.errors import SpanError
from annotator.model.span import Span, covered_text, fragments_of, merged

spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 60), st.integers(1, 20))


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-1, 4)])
def test_a_span_is_never_empty_reversed_or_negative(start: int, end: int) -> None:
    with pytest.raises(SpanError):
        Span(start, end)


@given(spans, spans)
def test_two_spans_touch_contain_or_cross_as_their_letters_do(one: Span, other: Span) -> None:
    mine, theirs = set(range(one.start, one.end)), set(range(other.start, other.end))
    assert one.touches(other) == bool(mine & theirs)
    assert one.contains(other) == (theirs <= mine)
    assert one.crosses(other) == bool(mine & theirs and mine - theirs and theirs - mine)


@pytest.mark.parametrize("pairs", [[], [(4, 6), (0, 2)], [(0, 2), (2, 4)], [(0, 5), (3, 8)]])
def test_fragments_are_ascending_and_apart(pairs: list[tuple[int, int]]) -> None:
    with pytest.raises(SpanError):
        fragments_of(pairs)


@given(st.lists(spans, min_size=1, max_size=8))
def test_merging_keeps_every_letter_and_leaves_fragments_apart(parts: list[Span]) -> None:
    joined = merged(parts)
    assert {i for s in joined for i in range(s.start, s.end)} == {i for s in parts for i in range(s.start, s.end)}
    assert fragments_of([(s.start, s.end) for s in joined]) == joined


def test_covered_text_joins_fragments_by_one_space() -> None:
    # "The newspaper quoted officials as saying…": the cue is «نقلت … عن».
    text = "ونقلت الصحيفة عن مسؤولين قولهم إن المرفأ جاهز"
    assert covered_text(fragments_of([(1, 5), (14, 16)]), text) == "نقلت عن"
