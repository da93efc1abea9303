"""What one, two and three clicks take."""

from __future__ import annotations

from annotator.model.span import Span
from annotator.text.vocabulary import Vocabulary
from annotator.ui.reader.units import Unit, joined, unit_at

# The agreement between Turkey and Russia was signed. Nobody denied it.
TEXT = "وُقّع الاتفاق بين تركيا وروسيا. لم ينفه أحد."


def test_two_clicks_take_the_word_without_what_is_attached_in_front() -> None:
    offset = TEXT.index("وروسيا")
    taken = unit_at(TEXT, offset + 3, Unit.WORD, vocabulary=Vocabulary({"روسيا": 20}))
    assert taken.of(TEXT) == "روسيا"


def test_a_word_that_nothing_is_known_about_stays_whole() -> None:
    offset = TEXT.index("وروسيا")
    assert unit_at(TEXT, offset + 3, Unit.WORD, vocabulary=Vocabulary()).of(TEXT) == "وروسيا"


def test_three_clicks_take_the_sentence() -> None:
    assert unit_at(TEXT, 8, Unit.SENTENCE, vocabulary=Vocabulary()).of(TEXT) == "وُقّع الاتفاق بين تركيا وروسيا."


def test_a_click_on_a_space_takes_the_character() -> None:
    space = TEXT.index("وروسيا.") + len("وروسيا.")
    assert len(unit_at(TEXT, space, Unit.WORD, vocabulary=Vocabulary())) == 1
    assert unit_at(TEXT, len(TEXT) + 5, Unit.LETTER, vocabulary=Vocabulary()) == Span(len(TEXT) - 1, len(TEXT))


def test_units_go_round() -> None:
    assert [Unit.LETTER.larger, Unit.WORD.larger, Unit.SENTENCE.larger] == [Unit.WORD, Unit.SENTENCE, Unit.LETTER]


def test_joined_spans_reach_from_the_first_to_the_last() -> None:
    assert joined(Span(8, 9), Span(2, 4)) == Span(2, 9)
