"""Correcting what was just marked: its borders by letters and words, another label, further fragments."""

from __future__ import annotations

from tests.journeys.hands import Analyst


def only(analyst: Analyst, layer: str) -> str:
    """The words of the one annotation of a layer."""
    [(words, _annotation)] = analyst.marked(layer)
    return words


def test_the_end_goes_over_the_space_to_the_next_word_and_back(analyst: Analyst) -> None:
    analyst.go_to("وزير النقل")
    analyst.press("S", "Shift+Ctrl+Left")
    assert only(analyst, "source") == "وزير النقل"
    analyst.press("Shift+Left")
    assert only(analyst, "source") == "وزير النقل س"
    analyst.press("Shift+Right", "Shift+Ctrl+Left", "Shift+Ctrl+Left")
    assert only(analyst, "source") == "وزير النقل سامر الخطيب"
    analyst.press("Shift+Ctrl+Left", "Shift+Ctrl+Right")
    # Not «…الخطيب،»: the comma between the words goes with the word that is left.
    assert only(analyst, "source") == "وزير النقل سامر الخطيب"


def test_a_cue_is_marked_without_its_conjunction_and_pronoun(analyst: Analyst) -> None:
    analyst.go_to("وزعمت")
    analyst.press("Q", "Esc", "Esc")
    analyst.go_to("نفته")
    analyst.press("Q")
    assert [words for words, _cue in analyst.marked("cue")] == ["زعمت", "نفت"]


def test_another_label_on_the_selected_letters_of_an_entity_means_that_entity(analyst: Analyst) -> None:
    analyst.drag("روسيا")
    analyst.press("G")
    analyst.drag("روسيا")
    analyst.press("L")
    [(words, entity)] = analyst.marked("entity")
    assert (words, entity.label) == ("روسيا", "LOC")


def test_the_second_half_of_a_cue_is_added_over_what_lies_between(analyst: Analyst) -> None:
    analyst.go_to("ونقلت")
    analyst.press("Q")
    analyst.go_to("عن مسؤول")
    analyst.press("Shift+Q")
    assert only(analyst, "cue") == "نقلت عن"


def test_what_was_refused_is_no_longer_said_after_the_next_key(analyst: Analyst) -> None:
    analyst.go_to("وزعمت")
    analyst.press("Shift+Q")
    assert "Choose the annotation first" in analyst.window.status.text
    analyst.press("Q")
    assert "Choose the annotation first" not in analyst.window.status.text


def test_a_name_in_quotation_marks_ends_before_the_mark_that_opened_before_it(analyst: Analyst) -> None:
    """The claim may take the quotation mark in, the phrase that began inside it may not."""
    analyst.drag("حتى")
    analyst.press("V", ".")
    assert only(analyst, "entity") == "حتى نهاية العام"


def test_what_was_undone_is_taken_again_by_the_same_key(analyst: Analyst) -> None:
    analyst.go_to("ونقلت صحيفة")
    analyst.press("Q", "S")
    first = only(analyst, "source")
    analyst.press("Ctrl+Z")
    assert analyst.marked("source") == []
    analyst.press("S")
    assert only(analyst, "source") == first


def test_the_caret_stands_where_an_undone_entity_stood(analyst: Analyst) -> None:
    analyst.go_to("تركيا")
    analyst.press("G")
    analyst.go_to("بيروت")
    analyst.press("Ctrl+Z")
    assert analyst.window.reader.caret == analyst.document.text.index("تركيا")
