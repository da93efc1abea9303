"""Where the name of a speaker is over."""

from __future__ import annotations

import pytest

from annotator.text.objects import begins_object
from annotator.text.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("before", "word"),
    [
        # "the supreme court | to postpone", "the sovereign fund | the sale of"
        # "the ministry of defence | the finding of"
        ("المحكمة العليا", "إرجاء"),
        ("صندوق الاستثمار السيادي", "بيع"),
        ("وزارة الدفاع", "العثور"),
        # "the sailors' families | the recovery of", "the astronomer | how"
        ("عائلات البحارة", "انتشال"),
        ("عالمة", "كيف"),
        # "the head of the chamber Nabil Sarhan | the authority"
        ("رئيس الغرفة نبيل سرحان", "الهيئة"),
    ],
)
def test_what_the_verb_is_about_is_no_part_of_the_name(before: str, word: str) -> None:
    assert begins_object(before.split(), word, Vocabulary.bundled())


@pytest.mark.parametrize(
    ("before", "word"),
    [
        # "the head of | the administration", "board of | administration"
        # "the minister | Ilyas", "the coach Nabil | Al-Khazen"
        ("رئيس", "الإدارة"),
        ("مجلس", "إدارة"),
        ("الوزير", "إلياس"),
        ("المدرب نبيل", "الخازن"),
        # "the striker Nabil Sarhan | the Brazilian"
        ("المهاجم نبيل سرحان", "البرازيلي"),
    ],
)
def test_a_name_goes_on(before: str, word: str) -> None:
    assert not begins_object(before.split(), word, Vocabulary.bundled())
