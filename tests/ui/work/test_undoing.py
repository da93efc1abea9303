"""Undo and redo at the window: what they ask, show and say."""

from __future__ import annotations

import pytest

from annotator.operations.opendocument import OpenDocument
from annotator.ui.window import Window


@pytest.fixture
def document(window: Window) -> OpenDocument:
    """The open article; its acts were done in an earlier sitting."""
    assert window.reader.document is not None
    return window.reader.document


def test_going_behind_this_sitting_asks_once(
    window: Window, document: OpenDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def agree(question: str) -> bool:
        asked.append(question)
        return True

    monkeypatch.setattr(window, "confirm", agree)
    before = len(document.annotations)
    window.perform("edit.undo")
    window.perform("edit.undo")
    assert len(asked) == 1
    assert len(document.annotations) == before - 2


def test_whoever_says_no_keeps_what_was_done(
    window: Window, document: OpenDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window, "confirm", lambda _question: False)
    before = dict(document.annotations)
    window.perform("edit.undo")
    assert dict(document.annotations) == before


def test_redo_chooses_what_it_brought_back(window: Window, document: OpenDocument) -> None:
    window.reader.place_caret(document.text.index("المحصول"))
    window.perform("label.entity.PERS")
    made = window.reader.chosen
    window.perform("edit.undo")
    assert window.reader.chosen is None
    window.perform("edit.redo")
    assert window.reader.chosen == made
    assert "Redone" in window.status.text


def test_with_nothing_left_it_says_so(window: Window, document: OpenDocument) -> None:
    window.perform("edit.redo")
    assert window.status.text == "Nothing to redo in this document."
