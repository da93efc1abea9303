from __future__ import annotations

import pytest

from annotator.suggest.heads import kind_of_head


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("صحيفة «المال اليوم» المصرية", "ORG"),  # the Egyptian daily Money Today
        ("الوزارة", "ORG"),  # the ministry
        ("وكالة الساحل للأنباء", "ORG"),  # the news agency of the coast
        ("مدينة صيدا", "GPE"),  # the city of Sidon
        ("أهالي الحي", "NORP"),  # the people of the quarter
        ("مدير شركة الكهرباء", None),  # the director of the electricity company
        ("سامر الخطيب", None),  # a name
        ("", None),
    ],
)
def test_the_first_noun_tells_what_is_named(words: str, label: str | None) -> None:
    assert kind_of_head(words) == label
