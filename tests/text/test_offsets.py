"""Offsets of other programs come back as they went."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.offsets import OffsetMap

texts = st.text(st.sampled_from("قا َ😀👨\u200d🇹🇳a\n") | st.characters(exclude_categories=["Cs"]))


@given(texts)
def test_every_offset_comes_back_from_utf16(text: str) -> None:
    offsets = OffsetMap(text)
    assert [offsets.codepoint_of(offsets.utf16_of(i)) for i in range(len(text) + 1)] == list(range(len(text) + 1))


@given(texts)
def test_utf16_offsets_are_those_of_the_encoded_text(text: str) -> None:
    offsets = OffsetMap(text)
    for i in range(len(text) + 1):
        assert offsets.utf16_of(i) == len(text[:i].encode("utf-16-le")) // 2


def test_inside_a_surrogate_pair_stands_the_character_it_belongs_to() -> None:
    # "An emoji 😀 in the headline, and another 👍."
    offsets = OffsetMap("رمز 😀 في العنوان وآخر 👍")
    assert [offsets.codepoint_of(utf16) for utf16 in (4, 5, 6, 7)] == [4, 4, 5, 6]


def test_text_of_the_bmp_is_its_own_map() -> None:
    # "The minister: bread prices are unchanged."
    offsets = OffsetMap("الوزير: أسعار الخبز ثابتة")
    assert offsets.utf16_of(13) == offsets.codepoint_of(13) == 13


@pytest.mark.parametrize("offset", [-1, 4])
def test_an_offset_outside_the_text_is_refused(offset: int) -> None:
    offsets = OffsetMap("قال")
    with pytest.raises(IndexError):
        offsets.utf16_of(offset)
    with pytest.raises(IndexError):
        offsets.codepoint_of(offset)
