from __future__ import annotations

from annotator.operations import alike
from annotator.text.folding import Folded
from annotator.text.vocabulary import Vocabulary

VOCABULARY = Vocabulary.bundled()


def found(text: str, words: str, **named: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Proclitic, letters and doubt of every hit."""
    return [
        (hit.proclitic, hit.span.of(text), hit.doubt.english() if hit.doubt else "")
        for hit in alike.hits(Folded(text), words, VOCABULARY, longer_names=frozenset(named.get("names", ())))
    ]


def test_whole_words_and_stems_behind_proclitics_are_alike() -> None:
    # Between Turkey and Russia; to Russia; and with Russia; the Russian is another word.
    text = "بين تركيا وروسيا، ثم لروسيا، فبروسيا، والروسي."
    assert [(before, letters) for before, letters, _doubt in found(text, "روسيا")] == [
        ("و", "روسيا"), ("ل", "روسيا"), ("فب", "روسيا"),
    ]  # fmt: skip


def test_marks_and_seats_of_hamza_make_no_difference() -> None:
    assert found("قال مُحَمَّدٌ", "محمد") == [("", "مُحَمَّدٌ", "")]
    assert found("في ايران", "إيران") == [("", "ايران", "")]


def test_other_letters_are_found_but_doubted() -> None:
    # Ali arrived; on the table: «على» folds to «علي».
    assert found("وصل علي، على الطاولة", "علي")[1][2].startswith("written otherwise")


def test_what_is_better_known_as_one_word_is_doubted() -> None:
    # Walid is no «and Lid».
    [(before, letters, doubt)] = found("قال وليد ذلك", "ليد")
    assert (before, letters) == ("و", "ليد")
    assert doubt.startswith("perhaps one word")


def test_the_article_that_lost_its_alef_is_found_from_the_second_lam() -> None:
    assert [(before, letters) for before, letters, _doubt in found("وصل المرفأ ثم عاد للمرفأ", "المرفأ")] == [
        ("", "المرفأ"), ("ل", "لمرفأ"),
    ]  # fmt: skip


def test_a_part_of_a_longer_name_or_of_a_quoted_one_is_doubted() -> None:
    # With White Russia («روسيا البيضاء»); the paper “Russia Today”.
    [(_, _, doubt)] = found("مع روسيا البيضاء أمس", "روسيا", names=("روسيا البيضاء",))
    assert doubt == "goes on as a name: روسيا البيضاء"
    [(_, _, doubt)] = found("وقالت «روسيا اليوم» أمس", "روسيا")
    assert doubt == "part of a name in quotation marks"
    assert found("وقالت «روسيا» أمس", "روسيا")[0][2] == ""


def test_the_middle_of_a_word_is_not_alike() -> None:
    assert found("البروسيات", "روسيا") == []
