"""What is told to the inspector is written at once, and what a rule forbids is said."""

from __future__ import annotations

import pytest

from annotator.operations.opendocument import OpenDocument
from annotator.ui.window import Window


@pytest.fixture
def document(window: Window) -> OpenDocument:
    assert window.reader.document is not None
    return window.reader.document


def test_an_answer_is_stored_taken_back_and_undone(window: Window, document: OpenDocument) -> None:
    claim = document.claims()[0].id
    window.inspector.attribute_given.emit(claim, "quote_type", "direct")
    assert document.annotations[claim].attributes["quote_type"] == "direct"
    window.inspector.attribute_given.emit(claim, "quote_type", "")
    assert "quote_type" not in document.annotations[claim].attributes
    window.perform("edit.undo")
    assert document.annotations[claim].attributes["quote_type"] == "direct"


def test_attributions_are_answered_noted_and_taken_apart(window: Window, document: OpenDocument) -> None:
    (tie,) = document.relations
    window.inspector.attribute_given.emit(tie, "stance", "deny")
    window.inspector.note_given.emit(tie, "قالته لاحقا أيضا")  # “she said it later, too”
    assert (document.relations[tie].attributes["stance"], document.relations[tie].note) == ("deny", "قالته لاحقا أيضا")
    window.inspector.note_given.emit(tie, "")
    assert document.relations[tie].note is None
    annotations = dict(document.annotations)
    window.inspector.detach_wanted.emit(tie)
    assert tie not in document.relations
    assert dict(document.annotations) == annotations
    window.perform("edit.undo")
    assert document.relations[tie].attributes["stance"] == "deny"


def test_what_the_scheme_does_not_allow_is_said_and_not_stored(window: Window, document: OpenDocument) -> None:
    claim = document.claims()[0].id
    before = document.annotations[claim]
    window.inspector.attribute_given.emit(claim, "quote_type", "whispered")
    assert document.annotations[claim] == before
    assert "whispered" in window.status.text
    window.inspector.attribute_given.emit("gone", "quote_type", "direct")
    assert document.annotations[claim] == before
