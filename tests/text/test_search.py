"""A search finds words as people write them, and gives whole letters of the stored text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.folding import Folded, fold
from annotator.text.search import find


@pytest.mark.parametrize(
    ("text", "query", "hits"),
    [
        # "Salem said the river rose." with harakat: the hit takes along those of its last letter
        ("قَالَ سَالِمٌ إِنَّ النَّهْرَ ارْتَفَعَ", "سالم", ["سَالِمٌ"]),
        ("المدرســـة قبل المدرسه", "المدرسة", ["المدرســـة", "المدرسه"]),
        ("هٰذا الخبر", "هذا", ["هٰذا"]),
        ("ﺍﻟﻮﺯﺍﺭﺓ", "الوزارة", ["ﺍﻟﻮﺯﺍﺭﺓ"]),
        # lam-alef as one character and as two, and inside a word
        ("ﻻ ﻷ لا الأمل", "لا", ["ﻻ", "ﻷ", "لا", "لأ"]),
        # one character that is a whole sentence: two hits in it are one
        ("النبي ﷺ", "الله", ["ﷺ"]),
        ("النبي ﷺ", "ل", ["ل", "ﷺ"]),
        ("خانه‌های", "خانههاي", ["خانه‌های"]),
        # controls around a word are not part of the hit
        ("\u200fثم\u200e قال", "ثم", ["ثم"]),
        ("في ٢٠٢٥ و۲۰۲۵", "2025", ["٢٠٢٥", "۲۰۲۵"]),
        ("ا\u0654مل كبير", "أمل", ["ا\u0654مل"]),
        ("محمَّد ومحمد", "مُحمّد", ["محمَّد", "محمد"]),
        ("سلمى وسلمي", "سلمى", ["سلمى", "سلمي"]),
        ("کابل وايران", "كابل", ["کابل"]),
        # behind proclitics
        ("وتركيا ولتركيا وبتركيا", "تركيا", ["تركيا", "تركيا", "تركيا"]),
        ("😀 قالت 👍", "قالت", ["قالت"]),
        # white space of one line is white space
        ("وزير\u00a0 الخارجية ووزير\nالخارجية", "وزير الخارجية", ["وزير\u00a0 الخارجية"]),
        ("OPEC وopec", "Opec", ["OPEC", "opec"]),
    ],
)
def test_a_query_finds_every_spelling(text: str, query: str, hits: list[str]) -> None:
    assert [span.of(text) for span in find(text, query)] == hits


def test_a_text_folded_before_gives_the_same_hits() -> None:
    # "The port reopened; the minister visited the port."
    text = "أُعيد فتح المرفأ وزار الوزير المرفأ"
    assert list(find(Folded(text), "المرفأ")) == list(find(text, "المرفأ"))


@pytest.mark.parametrize("query", ["", "  ", "\u064e\u0651", "ـ"])
def test_a_query_without_letters_is_found_nowhere(query: str) -> None:
    assert list(find("مُدُن ـــ", query)) == []


@given(st.text(st.sampled_from("ابأةهى ًَـﻻﷺ")), st.text(st.sampled_from("ابأةهى"), min_size=1, max_size=3))
def test_every_hit_folds_to_something_with_the_query_in_it(text: str, query: str) -> None:
    hits = list(find(text, query))
    assert all(fold(query) in fold(span.of(text)) for span in hits)
    assert bool(hits) == (fold(query) in fold(text))
    assert hits == sorted(set(hits))
