"""Words and sentences of the press."""

from __future__ import annotations

import itertools
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.span import Span
from annotator.text.words import (
    SentencesOf,
    count_words,
    is_abbreviation_dot,
    line_at,
    next_word,
    previous_word,
    quotations,
    sentence_at,
    sentences,
    stretch_at,
    word_at,
    words_in,
)

texts = st.text(st.sampled_from("قالَـ  .،؟!…\"«»\n-'٣5%٪,د😀\u200d\u200fA"), max_size=40)


def words_of(text: str) -> list[str]:
    return [word.of(text) for word in words_in(text, Span(0, len(text)))] if text else []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # "The 5 provinces and the 12 agreed."
        ("اتفقت الـ5 محافظات والـ12", ["اتفقت", "الـ5", "محافظات", "والـ12"]),
        # "It rose 7.5% or ٧٫٥٪, to 3,400 dirhams."
        ("ارتفع 7.5% أو ٧٫٥٪، إلى 3,400 درهم.", ["ارتفع", "7.5%", "أو", "٧٫٥٪", "إلى", "3,400", "درهم"]),
        ("يوم 4/11/2026 عند 18:45", ["يوم", "4/11/2026", "عند", "18:45"]),
        ("بنسبة 3،7 بالمائة", ["بنسبة", "3،7", "بالمائة"]),
        # "The 'tender' woman said: “no” – then 'yes'."
        ("«الحنون» قالت:\"لا\"–ثم 'نعم'", ["الحنون", "قالت", "لا", "ثم", "نعم"]),
        ("قَالَتْ مُدِيـــرَةُ المَعْهَدِ", ["قَالَتْ", "مُدِيـــرَةُ", "المَعْهَدِ"]),
        ('بـ"البطل" ...الأمر', ["بـ", "البطل", "الأمر"]),
        ("خانه‌ها\u00a0باز", ["خانه‌ها", "باز"]),
        ("5٪َ قال", ["5٪َ", "قال"]),
        ("قال😀نعم", ["قال", "نعم"]),
        ("الرئ\u200fيس", ["الرئ\u200fيس"]),
        ("شركة Apple Inc. (AAPL)", ["شركة", "Apple", "Inc", "AAPL"]),
        ("، . «»", []),
    ],
)
def test_words_are_those_of_a_reader(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@given(texts)
def test_words_are_apart_and_never_begin_or_end_inside_a_letter(text: str) -> None:
    spans = list(words_in(text, Span(0, len(text)))) if text else []
    assert all(first.end <= second.start for first, second in itertools.pairwise(spans))
    for span in spans:
        assert unicodedata.category(text[span.start])[0] != "M"
        assert span.end == len(text) or unicodedata.category(text[span.end])[0] != "M"


@given(texts)
def test_the_word_at_an_offset_is_the_one_that_covers_it_or_ends_there(text: str) -> None:
    spans = list(words_in(text, Span(0, len(text)))) if text else []
    for offset in range(len(text) + 1):
        covering = [span for span in spans if span.start <= offset < span.end]
        ending = [span for span in spans if span.end == offset]
        assert word_at(text, offset) == next(iter(covering + ending), None)


@given(texts)
def test_going_from_word_to_word_meets_each_beginning_in_both_directions(text: str) -> None:
    starts = [span.start for span in words_in(text, Span(0, len(text)))] if text else []
    for offset in range(len(text) + 1):
        assert next_word(text, offset) == next((start for start in starts if start > offset), len(text))
        assert previous_word(text, offset) == next((start for start in reversed(starts) if start < offset), 0)


@pytest.mark.parametrize(
    "expected",
    [
        # "The price rose by 3.5 percent. Will it fall? Perhaps!"
        ["ارتفع السعر بنسبة 3.5 بالمئة.", "هل ينخفض؟", "ربما!"],
        # "Dr. Salma Najjar, advisor of the ministry, arrived." with an abbreviation
        ["وصلت د. سلمى النجار، مستشارة الوزارة.", "وغادر أ. د. كريم."],
        # "The first reason; the second: the cold." Neither ؛ nor : ends a sentence
        ["السبب الأول؛ والثاني: البرد."],
        # inside a quotation of one line no sentence ends, unless the full stop closes it
        ["قال: «سنعمل. سننجح. سنرى» ثم خرج.", 'وأضاف: "انتهى الأمر."', "وغادر القاعة."],
        ["سألت: «لماذا الآن؟» ولم يجب أحد."],
        # dots without a space, in an unclosed quotation
        ['أكد " أن الفريق وصل...', "الأمر الذي نفته الإدارة."],
        ["عنوان بلا نقطة", "فقرة أولى."],
        ["1. البند الأول", "2. البند الثاني"],
        ["زار موقع example.com وشركة Widget Co. في لندن."],
        ["عاد في 2016.", "ثم سافر."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(expected: list[str]) -> None:
    lines = {"عنوان بلا نقطة", "1. البند الأول"}
    text = "".join(sentence + ("\n" if sentence in lines else " ") for sentence in expected)
    assert [sentence.of(text) for sentence in sentences(text)] == expected


@given(texts)
def test_sentences_hold_every_word_and_are_apart(text: str) -> None:
    found = sentences(text)
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))
    for word in words_in(text, Span(0, len(text))) if text else []:
        assert sum(sentence.contains(word) for sentence in found) == 1
        assert sentence_at(text, word.start).contains(word)


@given(texts.filter(bool))
def test_every_offset_has_a_sentence(text: str) -> None:
    for offset in range(len(text) + 1):
        assert sentence_at(text, offset).end <= len(text)


@pytest.mark.parametrize("repeated", [1, 300])
@given(st.text(alphabet="قال إنّ.؟!…«»:؛\n\r\u2028 د9", min_size=1, max_size=60))
def test_who_asks_for_many_sentences_of_a_text_hears_the_same(repeated: int, text: str) -> None:
    text = text * repeated
    kept = SentencesOf(text)
    places = range(0, len(text) + 1, max(1, len(text) // 90))
    assert [kept.at(place) for place in places] == [sentence_at(text, place) for place in places]


def test_quotations_are_outermost_pairs_and_unclosed_ones_are_none() -> None:
    text = 'قال «نقلت عن "الفجر" خبرا» ثم "صمت'
    assert [span.of(text) for span in quotations(text, 0, len(text))] == ['«نقلت عن "الفجر" خبرا»']


def test_a_dot_shortens_single_letters_and_known_words_only() -> None:
    text = "أ. سامي وInc. وكتب."
    assert is_abbreviation_dot(text, 1)
    assert not is_abbreviation_dot(text, text.rindex("."))


# The ministry announced that the harbour opens. And it did.
_SENTENCES = "أعلنت الوزارة أن المرفأ يفتح أبوابه. وقد «فتحها». "


def test_a_line_of_common_length_is_looked_at_as_a_whole() -> None:
    text = f"{_SENTENCES * 20}\n{_SENTENCES * 300}\nخبر قصير"
    first, last = _SENTENCES * 20, "خبر قصير"
    assert stretch_at(text, 5) == (0, len(first)) == line_at(text, 5)
    assert stretch_at(text, len(text)) == (len(text) - len(last), len(text))


def test_a_line_as_long_as_a_book_is_looked_at_in_parts_that_cover_it() -> None:
    text = f"عنوان\n{_SENTENCES * 300}\nنهاية"
    start, end = line_at(text, 10)
    parts = sorted({stretch_at(text, offset) for offset in range(start, end)})
    assert len(parts) > 3
    assert (parts[0][0], parts[-1][1]) == (start, end)
    assert all(before[1] == after[0] for before, after in pairwise(parts))
    assert all(text[:part_end].endswith((". ", "». ")) for _, part_end in parts)
    assert all(sentence_at(text, offset).start <= offset for offset in range(start, end, 7))


def test_a_word_as_long_as_a_book_is_looked_at_in_parts_too() -> None:
    text = "س" * 30_000
    assert stretch_at(text, 29_999)[1] == len(text)
    assert {b - a for a, b in (stretch_at(text, offset) for offset in range(0, 26_000, 99))} == {4_000}


def test_words_are_counted_as_they_are_given() -> None:
    text = "ارتفع 15.5% أو «خُمس» الـ3\nثم 1,200.\u200f"
    assert count_words(text) == len(list(words_in(text, Span(0, len(text))))) == 7
