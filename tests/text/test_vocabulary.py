"""The vocabulary knows frequent words and names in every spelling."""

from __future__ import annotations

from annotator.text.vocabulary import Kind, Vocabulary


def test_counts_do_not_depend_on_the_spelling() -> None:
    vocabulary = Vocabulary({"المدرسة": 2, "المدرسه": 1})
    assert vocabulary.count("المَدْرَســة") == 3
    assert vocabulary.count("الملعب") == 0


def test_an_article_that_joins_the_corpus_adds_its_words() -> None:
    vocabulary = Vocabulary()
    # "Tarfaya is a port. The people of Tarfaya fish."
    vocabulary.add_text("طرفاية ميناء. أهل طَرْفاية يصيدون.")
    assert vocabulary.count("طرفاية") == 2


def test_what_one_corpus_adds_is_unknown_to_another() -> None:
    first, second = Vocabulary.bundled(), Vocabulary.bundled()
    first.add(["زغبراوي"])
    assert (first.count("زغبراوي"), second.count("زغبراوي")) == (1, 0)


def test_the_lexicon_tells_what_a_name_names() -> None:
    vocabulary = Vocabulary.bundled()
    assert vocabulary.kind("رام الله") is Kind.PLACE
    assert vocabulary.kind("الأمم المتحدة") is Kind.BODY
    assert vocabulary.kind("انطونيو غوتيريش") is Kind.PERSON
    assert vocabulary.kind("مجهول تماما") is None


def test_the_thresholds_come_from_the_lexicon() -> None:
    vocabulary = Vocabulary.bundled()
    assert (vocabulary.least_count, vocabulary.least_ratio) == (3, 1.0)
