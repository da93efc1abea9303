"""The search form, and the way back from it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarabic import araby

from annotator.model.errors import SpanError
from annotator.text.folding import Folded, fold
from annotator.text.graphemes import is_boundary

LETTERS = "اأإآٱبتثجحخدذرزسشصضطظعغفقكلمنهويىةؤئءیک"
MARKS = "\u064b\u064e\u0650\u0651\u0652\u0654\u0670\u06d6"
texts = st.text(
    st.sampled_from(LETTERS + MARKS + "ـ \n\u200c\u200d\u200f\u202bﻻﷺﷲﺔ٠٩۵aÉß😀👍🏽")
    | st.characters(exclude_categories=["Cs"])
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        # "The president of the country thanked the doctors." with harakat, shadda and tanwin
        ("شَكَرَ رَئِيسُ البِلادِ الأَطِبَّاءَ", "شكر رييس البلاد الاطباء"),
        # "The national team reached the final." with kashida
        ("وصـــل المنتخب إلى النهائـــــي", "وصل المنتخب الي النهايي"),
        # "In the name of God, the Merciful" with dagger alef, alef wasla and a pause sign
        ("بسم ٱللَّهِ ٱلرَّحْمَـٰنِ ۖ", "بسم الله الرحمن "),
        # "The ministry" in presentation forms, as PDFs give them
        ("ﺍﻟﻮﺯﺍﺭﺓ", "الوزاره"),
        # the ligatures lam-alef, isolated and final
        ("ﻵ ﻷ ﻹ ﻻ ﻼ", "لا لا لا لا لا"),
        ("رسول الله ﷺ", "رسول الله صلي الله عليه وسلم"),
        ("ﷲ أكبر", "الله اكبر"),
        # Persian: "our house", with ZWNJ
        ("خانه‌های ما", "خانههاي ما"),
        ("سنة ه‍ 1446", "سنه ه 1446"),
        # bidi controls, isolates, BOM, zero-width space
        ("\u202bوصلت Boeing أمس\u202c \u200fثم\u200e", "وصلت boeing امس ثم"),
        ("\u2067قالت\u2069 NATO", "قالت nato"),
        ("\ufeffبيروت\u200b", "بيروت"),
        # digits; separators and percent signs stay
        ("ارتفع ١٢٫٥٪ في ۱۴۰۳", "ارتفع 12٫5٪ في 1403"),
        ("الـ7 والـ20", "ال7 وال20"),
        # seats of hamza
        ("مسؤول مسئول شؤون شئون", "مسوول مسيول شوون شيون"),
        ("مصطفى فى المدينه والمدينة", "مصطفي في المدينه والمدينه"),
        ("گفت کیهان", "گفت كيهان"),
        # decomposed hamza and madda
        ("ا\u0654كد ا\u0653خرون", "اكد اخرون"),
        # quotes, line ends, NUL and no-break spaces are nobody's letters
        ('«نعم» “لا” "ثم"\r\nأ\u00a0ب\x00', '«نعم» “لا” "ثم"\r\nا\u00a0ب\x00'),
        ("👩‍🚀 😀", "👩🚀 😀"),
        # isolated harakat and the tatweel that carries one
        ("\ufe70\ufe71\ufc60", ""),
    ],
)
def test_what_people_take_for_the_same_word_becomes_the_same_letters(written: str, folded: str) -> None:
    assert fold(written) == folded
    assert Folded(written).folded == folded


@given(texts)
def test_folding_again_changes_nothing(text: str) -> None:
    # One character may take two passes: the capital of a letter whose small form is expanded.
    assert fold(fold(fold(text))) == fold(fold(text))


@given(texts, texts)
def test_folding_goes_character_by_character(first: str, second: str) -> None:
    assert fold(first + second) == fold(first) + fold(second)


@given(st.text(st.sampled_from("ابتنحمديلرو " + "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652ـ")))
def test_harakat_and_tatweel_fall_as_in_pyarabic(text: str) -> None:
    assert fold(text) == araby.strip_tatweel(araby.strip_tashkeel(text))


@given(texts)
def test_the_map_is_monotone_and_covers_what_each_character_came_from(text: str) -> None:
    folded = Folded(text)
    previous = 0
    for i in range(len(folded.folded)):
        span = folded.span_of(i, i + 1)
        assert previous <= span.start < span.end <= len(text)
        assert folded.folded[i] in fold(span.of(text))
        previous = span.start


@given(texts, st.data())
def test_a_stretch_folds_to_what_it_was_mapped_from(text: str, data: st.DataObject) -> None:
    folded = Folded(text)
    if not folded.folded:
        return
    start = data.draw(st.integers(0, len(folded.folded) - 1))
    end = data.draw(st.integers(start + 1, len(folded.folded)))
    assert folded.folded[start:end] in fold(folded.span_of(start, end).of(text))


@given(st.text(st.sampled_from(LETTERS + MARKS + "ـ ")), st.data())
def test_a_mapped_stretch_never_parts_a_letter_from_its_marks(text: str, data: st.DataObject) -> None:
    folded = Folded(text)
    if not folded.folded:
        return
    start = data.draw(st.integers(0, len(folded.folded) - 1))
    end = data.draw(st.integers(start + 1, len(folded.folded)))
    assert is_boundary(text, folded.span_of(start, end).end)


@given(texts)
def test_offsets_of_the_text_map_to_how_much_of_it_was_folded(text: str) -> None:
    folded = Folded(text)
    for offset in range(len(text) + 1):
        assert folded.offset_of(offset) == len(fold(text[:offset]))


@pytest.mark.parametrize(("start", "end"), [(2, 2), (3, 1), (-1, 2)])
def test_an_empty_or_reversed_stretch_is_refused(start: int, end: int) -> None:
    with pytest.raises(SpanError):
        Folded("قالت الوزيرة").span_of(start, end)
