"""Near-duplicates are found whatever the marks, exactly among few and by signatures among many."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis import duplicates
from annotator.analysis.duplicates import grams_of, likeness, near_duplicates
from annotator.model.identity import DocumentId

# "The ministry of health announced that the vaccination campaign begins on Sunday in all provinces of the country."
_NEWS = "أعلنت وزارة الصحة أن حملة التلقيح تبدأ يوم الأحد في جميع محافظات البلاد بعد وصول دفعة جديدة من اللقاح"


def _groups(texts: dict[str, str]) -> list[tuple[str, ...]]:
    found = near_duplicates([DocumentId(name) for name in texts], lambda identifier: texts[identifier])
    return [tuple(group) for group in found]


def test_marks_and_forms_of_letters_make_no_difference() -> None:
    marked = _NEWS.replace("وزارة", "وِزارة").replace("أعلنت", "اعلنت").replace("الأحد", "الاحـــد")
    assert grams_of(marked) == grams_of(_NEWS)
    assert grams_of(_NEWS.replace(" في ", "، في ")) == grams_of(_NEWS)


def test_an_article_with_a_new_ending_is_a_near_duplicate_and_another_one_is_not() -> None:
    # "The national team won its second match in the cup of nations thanks to a goal in the last minute of play."
    other = "فاز المنتخب الوطني في مباراته الثانية ضمن كأس الأمم بفضل هدف في الدقيقة الأخيرة من عمر اللقاء"
    assert _groups({"a": _NEWS, "b": other, "c": _NEWS + " مساء أمس الأول"}) == [("a", "c")]


def test_short_texts_are_compared_as_a_whole() -> None:
    assert _groups({"a": "خبر عاجل", "b": "خبر عاجل.", "c": "خبر قديم", "d": "!", "e": "؟"}) == [("a", "b"), ("d", "e")]


@st.composite
def _corpora(draw: st.DrawFn) -> dict[str, str]:
    random = Random(draw(st.integers(0, 2**32)))
    words = [f"كلمة{n}" for n in range(40)]
    texts = [" ".join(random.choice(words) for _ in range(random.randint(6, 30))) for _ in range(6)]
    for text in list(texts):
        for _ in range(random.randint(0, 2)):
            kept = text.split()
            kept[random.randrange(len(kept))] = "غيرها"
            texts.append(" ".join(kept + ["زيادة"] * random.randint(0, 6)))
    return {f"d{number:02}": text for number, text in enumerate(texts)}


@given(_corpora())
def test_groups_are_those_of_comparing_every_pair(texts: dict[str, str]) -> None:
    near = {
        (one, other)
        for one, other in combinations(texts, 2)
        if likeness(grams_of(texts[one]), grams_of(texts[other])) >= 0.5
    }
    grouped = {name: {name} for name in texts}
    for one, other in sorted(near):
        merged = grouped[one] | grouped[other]
        for member in merged:
            grouped[member] = merged
    expected = sorted({tuple(sorted(group)) for group in grouped.values() if len(group) > 1})
    assert sorted(_groups(texts)) == expected


def test_signatures_find_the_same_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("datasketch", reason="the extra “duplicates” is not installed")
    random = Random(5)
    words = [f"كلمة{n}" for n in range(3000)]
    texts: dict[str, str] = {}
    for number in range(60):
        base = [random.choice(words) for _ in range(120)]
        texts[f"a{number:02}"] = " ".join(base)
        if number % 3 == 0:
            texts[f"b{number:02}"] = " ".join([*base[:110], "خاتمة", "أخرى"])
    exact = _groups(texts)
    assert len(exact) == 20
    monkeypatch.setattr(duplicates, "MOST_COMPARED", 10)
    assert _groups(texts) == exact


def test_without_the_library_many_articles_are_refused_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicates, "MOST_COMPARED", 1)
    monkeypatch.setitem(__import__("sys").modules, "datasketch", None)
    with pytest.raises(duplicates.LibraryMissing, match="datasketch"):
        _groups({"a": _NEWS, "b": _NEWS})
