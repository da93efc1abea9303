"""Borders never part what a person sees as one letter."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.span import Span
from annotator.text.graphemes import is_boundary, next_boundary, previous_boundary, snapped

texts = st.text(
    st.sampled_from(
        "مل اـ\n\r\u064f\u0651\u0670\u06d6\u200d\u200c\u200f\u202b👨👩🏽🇹🇳🏴\U000e0067\ufe0f1\u20e3e\u0301\u0600"
    )
    | st.characters(exclude_categories=["Cs"])
)


@pytest.mark.parametrize(
    "letters",
    [
        ["مُ", "دَ", "رِّ", "سٌ"],  # "a teacher", with harakat
        ["ا", "ل", "رَّ", "حْ", "مَ", "ـٰ", "نِ"],  # a tatweel may be cut off
        ["هٰ", "ذَ", "ا"],
        ["ا\u0654", "ك", "د"],
        ["م", "ی\u200c", "خ", "و"],
        ["ه\u200d", " ", "1"],
        ["👨\u200d👩\u200d👧", " ", "👍🏽", "❤\ufe0f"],
        ["🇹🇳", "🇪🇬", "!"],
        ["🏴\U000e0067\U000e0062\U000e007f", "ق"],
        ["1\ufe0f\u20e3", "2"],
        ["e\u0301", "t", "e\u0301"],
        ["ق", "\r\n", "ل"],
        ["ق", "\n", "\u064e", "ل"],  # a mark at the start of a line has no letter
        ["\u06dd١", "٢"],
    ],
)
def test_the_caret_goes_letter_by_letter_both_ways(letters: list[str]) -> None:
    text = "".join(letters)
    stops = [0]
    while stops[-1] < len(text):
        stops.append(next_boundary(text, stops[-1]))
    assert [text[a:b] for a, b in itertools.pairwise(stops)] == letters
    back = [len(text)]
    while back[-1] > 0:
        back.append(previous_boundary(text, back[-1]))
    assert back[::-1] == stops


def test_a_character_without_width_is_not_selected_alone_but_may_be_left_out() -> None:
    text = "قال\u200f نعم"
    assert next_boundary(text, 2) == 4
    assert previous_boundary(text, 4) == 2
    assert is_boundary(text, 3)
    assert snapped(Span(0, 3), text) == Span(0, 3)


def test_a_character_without_width_at_the_start_of_a_line_goes_with_the_first_letter() -> None:
    assert next_boundary("\u202bقال", 0) == 2
    assert previous_boundary("نعم\n\u200fقال", 6) == 4


@given(texts)
def test_the_stops_of_the_caret_are_the_same_both_ways_and_are_borders(text: str) -> None:
    forward, backward = [0], [len(text)]
    while forward[-1] < len(text):
        forward.append(next_boundary(text, forward[-1]))
    while backward[-1] > 0:
        backward.append(previous_boundary(text, backward[-1]))
    assert forward == backward[::-1]
    assert all(is_boundary(text, offset) for offset in forward)


@given(texts, st.integers(0, 40), st.integers(1, 40))
def test_a_snapped_span_never_splits_a_letter_from_its_marks(text: str, start: int, length: int) -> None:
    if start >= len(text):
        return
    asked = Span(start, start + length)
    span = snapped(asked, text)
    assert span.start <= asked.start
    assert span.end >= min(asked.end, len(text))
    for offset in (span.start, span.end):
        is_inside_a_letter = 0 < offset < len(text) and unicodedata.category(text[offset])[0] == "M"
        # Only a mark without a letter, after a line end, a control or nothing, begins one.
        assert not is_inside_a_letter or unicodedata.category(text[offset - 1]) in ("Cc", "Cf", "Zl", "Zp")
    assert snapped(span, text) == span


def test_the_ends_of_the_text_are_the_ends_of_the_way() -> None:
    assert next_boundary("قال", 3) == next_boundary("قال", 7) == 3
    assert previous_boundary("قال", 0) == 0
    assert is_boundary("", 0)
