"""The next words that report, ahead of the hands."""

from __future__ import annotations

import pytest

from annotator.operations.cuesahead import cue_ahead


def ahead(text: str, behind: str = "") -> list[str] | None:
    """The fragments of the next cue behind the first such words, or from the beginning."""
    found = cue_ahead(text, text.index(behind) + len(behind) if behind else 0)
    return [span.of(text) for span in found] if found is not None else None


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        # "The road was closed on Monday. And the governor announced that it opens tomorrow."
        ("أُغلق الطريق الاثنين. وأعلن المحافظ أن الطريق سيفتح غدا.", ["أعلن"]),
        # "The club is in crisis, as its former coach says."
        ("يمر النادي بأزمة، كما يقول مدربه السابق.", ["يقول"]),
        # "The price fell, according to the market's council."
        ("تراجع السعر، بحسب مجلس السوق.", ["حسب"]),
        # "The bridge was closed, adding that ..."
        ("أُغلق الجسر، مضيفا أن الصيانة بدأت.", ["مضيفا"]),
        # "The radio quoted a doctor as saying that the ward was full."
        ("ونقلت الإذاعة عن طبيب أن القسم ممتلئ.", ["نقلت", "عن"]),
        # "There is no doubt that the season was hard."
        ("ولا شك في أن الموسم كان صعبا.", ["لا شك"]),
        # "The market, in his words, needs a good season."
        ("والسوق، على حد تعبيره، تحتاج إلى موسم جيد.", ["حد تعبير"]),
        # "As for the factory, it neither confirmed the report nor denied it."
        ("أما المصنع فلم يؤكد الخبر ولم ينفه.", ["يؤكد"]),
        # "And the coach replied that the numbers flatter nobody": not «ورد», "arrived".
        ("ورد المدرب بأن الأرقام لا تجامل أحدا.", ["رد"]),
    ],
)
def test_the_next_reporting_words_are_found(text: str, cue: list[str]) -> None:
    assert ahead(text) == cue


@pytest.mark.parametrize(
    "text",
    [
        "كتبت: هدى العطار",  # a byline
        "إذاعة «الوادي» تبث من الجبل.",  # "radio" looks like "he broadcast it"
        "طلب المسؤول عدم ذكر اسمه.",  # "without mention of his name"
        "ذهب الرجل إلى السوق واشترى خبزا.",
    ],
)
def test_other_words_are_passed_over(text: str) -> None:
    assert ahead(text) is None


def test_nothing_is_looked_for_farther_than_a_screen_shows() -> None:
    # "He walked to the market." many times, then "And the judge said that …".
    text = "سار الرجل إلى السوق. " * 80 + "وقال القاضي إن الجلسة أجلت."
    assert ahead(text) is None


# "As for the factory, it neither confirmed the report nor denied it, according to the paper."
def test_the_second_of_two_negated_verbs_reports_too() -> None:
    assert ahead("أما المصنع فلم يؤكد الخبر ولم ينفه، بحسب الصحيفة.", "الخبر") == ["ينف"]


# "The factory did not open its doors nor deny visitors a tour, according to the paper."
def test_one_negated_verb_alone_is_no_second() -> None:
    assert ahead("لم يفتح المصنع أبوابه ولم ينفه أحد، بحسب الصحيفة.", "أبوابه") == ["حسب"]
