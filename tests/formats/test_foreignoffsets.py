"""The unit of foreign offsets is found by the text that spans cover."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.foreignoffsets import Place, UnitUnknown, located
from annotator.model.span import Span

# "😀 The minister said 🇹🇳 that the port was open." in three lines with CRLF
_TEXT = "😀 قال الوزير\r\nأمس 🇹🇳\r\nإن الميناء مفتوح"


def _utf16(text: str, offset: int) -> int:
    return len(text[:offset].encode("utf-16-le")) // 2


_STORED = _TEXT.replace("\r\n", "\n")
_UNITS: Mapping[str, Callable[[int], int]] = {
    "code points": lambda offset: offset,
    "UTF-16": lambda offset: _utf16(_TEXT, offset),
    "CRLF as one": lambda offset: len(_TEXT[:offset].replace("\r\n", "\n")),
    "UTF-16 with CRLF as one": lambda offset: _utf16(_STORED, len(_TEXT[:offset].replace("\r\n", "\n"))),
}


@pytest.mark.parametrize("unit", _UNITS)
@given(words=st.lists(st.sampled_from(["قال", "الوزير", "أمس", "🇹🇳", "الميناء", "مفتوح"]), min_size=2, unique=True))
def test_whatever_the_unit_spans_cover_what_they_say(unit: str, words: list[str]) -> None:
    convert = _UNITS[unit]
    found = [(word, _TEXT.index(word)) for word in {*words, "مفتوح"}]
    places = [Place(convert(at), convert(at + len(word)), word) for word, at in found]
    assert [span.of(_STORED) for span in located(_TEXT, places)] == [word for word, _ in found]


def test_programs_that_fold_white_space_are_understood() -> None:
    assert located("قال\nالوزير", [Place(0, 10, "قال\\nالوزير")]) == [Span(0, 10)]


def test_what_fits_in_no_unit_is_refused_with_both_texts() -> None:
    with pytest.raises(UnitUnknown, match=r"stands “قال”, not “قيل”"):
        located("قال الوزير", [Place(4, 10, "الوزير"), Place(0, 3, "قيل")])


def test_spans_outside_the_text_reversed_or_empty_are_refused() -> None:
    for place in (Place(0, 99), Place(3, 3), Place(5, 2), Place(-1, 2)):
        with pytest.raises(UnitUnknown):
            located("قال الوزير", [place])


def test_without_covered_text_code_points_are_taken_unless_another_unit_is_likelier() -> None:
    text = "😀 قال الوزير"
    assert located(text, [Place(2, 5)]) == [Span(2, 5)]
    with pytest.raises(UnitUnknown, match="cannot be told"):
        located(text, [Place(3, 6)])
