"""What the actions on labels, borders and attributions do to the open article, and what they say."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.model.annotation import Annotation
from annotator.model.span import Span
from annotator.operations.opendocument import OpenDocument
from annotator.ui.window import Window


@pytest.fixture
def document(window: Window) -> OpenDocument:
    assert window.reader.document is not None
    return window.reader.document


def select(window: Window, document: OpenDocument, words: str) -> Span:
    """Select words in the article."""
    start = document.text.index(words)
    window.reader.select(Span(start, start + len(words)))
    return Span(start, start + len(words))


def chosen(window: Window, document: OpenDocument) -> Annotation:
    assert window.reader.chosen is not None
    return document.annotations[window.reader.chosen]


def the(document: OpenDocument, words: str) -> Annotation:
    """The annotation of these words."""
    return next(a for a in document.annotations.values() if a.text(document.text) == words)


def test_a_selection_is_labelled_as_it_is_and_chosen(window: Window, document: OpenDocument) -> None:
    span = select(window, document, "شركة النقل")
    window.perform("label.entity.ORG")
    made = chosen(window, document)
    assert (made.label, made.fragments) == ("ORG", (span,))
    assert window.reader.selection is None


def test_what_lies_across_another_claim_is_stored_and_said(window: Window, document: OpenDocument) -> None:
    select(window, document, "المحصول تضاعف، مضيفة أن التصدير")
    window.perform("label.claim.Claim")
    assert chosen(window, document).text(document.text) == "المحصول تضاعف، مضيفة أن التصدير"
    assert window.status.text.startswith("Lies across “إن المحصول تضاعف”")


def test_erasing_says_what_and_which_claims_are_open_again(window: Window, document: OpenDocument) -> None:
    window.reader.choose(the(document, "وزيرة الزراعة ليلى حداد").id)
    window.perform("label.erase")
    assert window.status.text == "Erased “وزيرة الزراعة ليلى حداد”. Claim 1 is open again."
    assert window.reader.chosen is None
    before = dict(document.annotations)
    window.perform("label.erase")
    assert window.status.text == "Nothing is chosen."
    assert dict(document.annotations) == before


def test_the_claim_at_hand_is_the_chosen_one_or_that_of_what_is_chosen_or_the_innermost_at_the_caret(
    window: Window, document: OpenDocument
) -> None:
    claim = the(document, "إن المحصول تضاعف")
    window.reader.choose(the(document, "قالت").id)
    window.perform("attribution.attribute")
    assert window.reader.chosen == claim.id
    window.perform("attribution.new_frame")
    inner = select(window, document, "المحصول")
    window.perform("label.claim.Claim")
    nested = chosen(window, document)
    window.reader.choose(None)
    window.reader.place_caret(inner.start + 2)
    window.perform("attribution.attribute")
    assert window.reader.chosen == nested.id
    window.perform("attribution.new_frame")
    window.reader.choose(None)
    # Right behind the last letter of a claim one is still at it.
    window.reader.place_caret(claim.end)
    window.perform("attribution.attribute")
    assert window.reader.chosen == claim.id


def test_away_from_every_claim_there_is_nothing_to_attribute(window: Window, document: OpenDocument) -> None:
    window.reader.choose(None)
    window.reader.place_caret(document.text.index("الموسم"))
    window.perform("attribution.attribute")
    assert window.status.text == "Choose a claim first."


def test_the_way_outward_leads_from_the_selection_to_what_is_around_and_to_nothing(
    window: Window, document: OpenDocument
) -> None:
    claim = the(document, "إن المحصول تضاعف")
    select(window, document, "المحصول")
    window.perform("label.entity.EVENT")
    entity = window.reader.chosen
    select(window, document, "تضاعف")
    window.perform("attribution.new_frame")
    assert window.reader.selection is None
    window.reader.choose(entity)
    way = []
    for _ in range(3):
        window.perform("attribution.new_frame")
        way.append(window.reader.chosen)
    assert way == [claim.id, None, None]


def test_shift_and_an_arrow_move_the_border_of_what_was_just_marked_and_select_otherwise(
    window: Window, document: OpenDocument
) -> None:
    select(window, document, "وكالة الساحل")
    window.perform("label.entity.ORG")
    made = chosen(window, document)
    window.reader.setFocus()
    # The text runs from right to left: leftwards is onwards.
    QTest.keyClick(window.reader, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    moved = document.annotations[made.id]
    assert (moved.start, moved.end > made.end) == (made.start, True)
    QTest.keyClick(window.reader, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert document.annotations[made.id].fragments == made.fragments
    window.reader.choose(None)
    window.reader.place_caret(made.start)
    QTest.keyClick(window.reader, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert window.reader.selection is not None
    assert document.annotations[made.id].fragments == made.fragments
