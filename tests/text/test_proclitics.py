"""Proclitics are cut where the evidence says so, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.span import Span
from annotator.text.folding import fold
from annotator.text.graphemes import is_boundary
from annotator.text.proclitics import Proclitic, cuts, enclitics, stem
from annotator.text.vocabulary import Vocabulary

BUNDLED = Vocabulary.bundled()
words = st.text(st.sampled_from("وفسبكلاليتنرمدَّـ"), min_size=1, max_size=10)


def stem_of(word: str, vocabulary: Vocabulary = BUNDLED) -> str:
    return stem(word, Span(0, len(word)), vocabulary).of(word)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("وتركيا", "تركيا"),
        ("ولتركيا", "تركيا"),
        ("فبتونس", "تونس"),
        ("كروسيا", "روسيا"),
        ("للأردن", "لأردن"),  # the span begins on the second lam
        ("وللولايات", "لولايات"),
        ("للبنان", "لبنان"),  # here the lam is the country's own
        ("والرئيس", "الرئيس"),  # the article belongs to the entity
        ("بالقاهرة", "القاهرة"),
        ("وأضافت", "أضافت"),
        ("بحسب", "حسب"),
        ("وسيقول", "يقول"),
        ("وَرُوسِيَا", "رُوسِيَا"),
        ("وـــروسيا", "روسيا"),
    ],
)
def test_a_proclitic_before_a_known_stem_is_cut(word: str, expected: str) -> None:
    assert stem_of(word) == expected


@pytest.mark.parametrize(
    "word",
    [
        "وزير",
        "وليد",
        "فلسطين",
        "فرنسا",
        "بكين",
        "بريطانيا",
        "كندا",
        "كوريا",
        "لبنان",
        "لندن",
        "سوريا",
        "ولاية",
        "وكالة",
        "كمال",
        "كريم",
        "لجنة",
        "وفد",
        "بلدية",
        "فكرة",
        "سامي",
        "وائل",
        "والي",
        "كتاب",
        "لقاء",
        "بيان",
        "فيصل",
        "وسام",
        "بلال",
        "لبنى",
        "فؤاد",
        "بنغازي",
        "كركوك",
        "بيروت",
        "باريس",
        "ليبيا",
        "السودان",
        "ـ",
        "1,200",
        "Obama",
    ],
)
def test_a_word_that_only_looks_as_if_it_had_one_stays_whole(word: str) -> None:
    assert stem_of(word) == word


def test_every_name_of_the_lexicon_stays_whole() -> None:
    cut = [word for word in BUNDLED.names() if stem_of(word) != word]
    assert cut == []


def test_the_corpus_own_words_are_evidence() -> None:
    vocabulary = Vocabulary.bundled()
    assert stem_of("وتمبكتان", vocabulary) == "وتمبكتان"
    vocabulary.add(["تمبكتان"] * 3)
    assert stem_of("وتمبكتان", vocabulary) == "تمبكتان"
    vocabulary.add(["وتمبكتان"] * 4)
    assert stem_of("وتمبكتان", vocabulary) == "وتمبكتان"


def test_cuts_are_offered_with_their_kinds() -> None:
    kinds = {cut.offset: cut.proclitics for cut in cuts("وبالسلام")}
    assert kinds == {
        1: (Proclitic.CONJUNCTION,),
        2: (Proclitic.CONJUNCTION, Proclitic.PREPOSITION),
        4: (Proclitic.CONJUNCTION, Proclitic.PREPOSITION, Proclitic.ARTICLE),
    }


def test_the_future_is_offered_only_before_a_verb() -> None:
    assert [cut.proclitics[-1] for cut in cuts("سيكتبون")] == [Proclitic.FUTURE]
    assert cuts("سمكتان") == ()


@given(words)
def test_a_cut_keeps_letters_whole_and_leaves_three_at_least(word: str) -> None:
    for cut in cuts(word):
        assert 0 < cut.offset < len(word)
        assert is_boundary(word, cut.offset)
        assert len(fold(word[cut.offset :])) >= 3
        assert cut.stem.removeprefix("ا") in fold(word)


@given(words)
def test_a_stem_is_the_end_of_its_word(word: str) -> None:
    text = f"قال {word} نعم"
    span = stem(text, Span(4, 4 + len(word)), BUNDLED)
    assert 4 <= span.start < span.end == 4 + len(word)


def test_enclitics_are_offered() -> None:
    assert [("حكومتها"[:at], "حكومتها"[at:]) for at in enclitics("حكومتها")] == [("حكومت", "ها")]
    assert enclitics("منتقدوهم") == (6,)
    assert enclitics("له") == ()
