"""Tokens: nothing of a text is lost but white space and signs without width."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.tokens import sentence_starts, tokens_of

# "Ankara and Russia rejected it, said «Minister» 👩‍👩‍👧‍👦 Ali 🇹🇳 15.5%."
_TEXT = "رفضته أنقرة وروسيا، قال «الوزيرُ» 👩‍👩‍👧‍👦 علي 🇹🇳 15.5%.\nثم صمت."
_PIECES = (
    "وروسيا",
    "وزيرُ الصِّحة",
    "«نعم»",
    "👩‍👩‍👧‍👦",
    "🇹🇳",
    "1,200",
    "\u2028",
    "\n",
    " ",
    "\u200f",
    "ﷺ",
    "...",
    "ــ",
    "\u0301",
)


def _is_blank(gap: str) -> bool:
    return all(sign.isspace() or sign == "\u200f" for sign in gap)


def _words(text: str, *cuts: int) -> list[str]:
    return [text[start:end] for start, end in tokens_of(text, cuts)]


def test_words_punctuation_and_emoji_are_tokens() -> None:
    assert _words(_TEXT) == [
        "رفضته", "أنقرة", "وروسيا", "،", "قال", "«", "الوزيرُ", "»", "👩‍👩‍👧‍👦", "علي", "🇹🇳", "15.5%", ".",
        "ثم", "صمت", ".",
    ]  # fmt: skip


def test_a_word_is_cut_where_it_is_asked_for_and_only_inside() -> None:
    start = _TEXT.index("وروسيا")
    assert _words(_TEXT, start + 1, start, 0, len(_TEXT), start + 6)[2:5] == ["و", "روسيا", "،"]


def test_sentences_begin_at_tokens() -> None:
    tokens = tokens_of(_TEXT)
    assert [_TEXT[slice(*tokens[number])] for number in sentence_starts(_TEXT, tokens)] == ["رفضته", "ثم"]
    assert sentence_starts("  ", []) == []


@given(st.lists(st.sampled_from(_PIECES), max_size=20).map("".join), st.lists(st.integers(0, 80), max_size=5))
def test_tokens_are_apart_ascending_and_leave_out_only_blanks(text: str, cuts: list[int]) -> None:
    tokens = tokens_of(text, cuts)
    end = 0
    for start, stop in tokens:
        assert end <= start < stop
        assert _is_blank(text[end:start])
        end = stop
    assert _is_blank(text[end:])
    inside = {cut for cut in cuts for start, stop in tokens_of(text) if start < cut < stop}
    assert inside <= {border for token in tokens for border in token}
