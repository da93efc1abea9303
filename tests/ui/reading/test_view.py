from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from annotator.model.span import Span
from annotator.ui.window import Window
from tests.ui.test_keys import pressed


@pytest.fixture
def reading(window: Window) -> Window:
    """The window with the reading view over its page."""
    window.run("view.reading")
    return window


def test_it_shows_the_article_and_takes_the_keyboard(reading: Window) -> None:
    document = reading.reader.document
    assert document is not None
    assert reading.reading.toPlainText() == document.text
    assert reading.reading.isVisible()
    assert reading.focusWidget() is reading.reading
    reading.run("view.reading")
    assert not reading.reading.isVisible()
    assert reading.focusWidget() is reading.reader


def test_the_caret_of_the_page_and_its_cursor_go_together(reading: Window) -> None:
    reading.reader.place_caret(20)
    assert reading.reading.textCursor().position() == 20
    cursor = reading.reading.textCursor()
    cursor.setPosition(31)
    reading.reading.setTextCursor(cursor)
    assert reading.reader.caret == 31
    cursor.setPosition(36, QTextCursor.MoveMode.KeepAnchor)
    reading.reading.setTextCursor(cursor)
    assert reading.reader.selection == Span(31, 36)


def test_the_cursor_is_seen_and_lines_begin_at_the_right(reading: Window) -> None:
    view, document = reading.reading, reading.reader.document
    assert document is not None
    view.moveCursor(QTextCursor.MoveOperation.Start)
    assert view.cursorRect().x() > view.viewport().width() * 0.8
    reading.run("view.reading")
    reading.resize(reading.width(), 420)
    reading.reader.place_caret(len(document.text))
    reading.run("view.reading")
    QApplication.processEvents()
    assert view.viewport().rect().contains(view.cursorRect().center())


def test_label_keys_mark_from_the_reading_view(reading: Window) -> None:
    document = reading.reader.document
    assert document is not None
    cursor = reading.reading.textCursor()
    cursor.setPosition(document.text.index("سامي") + 1)
    reading.reading.setTextCursor(cursor)
    QApplication.sendEvent(reading.reading, pressed("ح"))
    marked = [a.text(document.text) for a in document.annotations.values() if a.label == "PERS"]
    assert marked == ["سامي"]


def test_arrows_read_and_leave_behind_what_was_chosen(reading: Window) -> None:
    document = reading.reader.document
    assert document is not None
    first = min(document.annotations.values(), key=lambda annotation: annotation.order)
    reading.reader.choose(first.id)
    before = reading.reader.caret
    QApplication.sendEvent(reading.reading, pressed("", key=Qt.Key.Key_Left))
    assert reading.reader.caret == before + 1
    assert reading.reader.chosen is None


def test_an_emoji_before_the_caret_shifts_nothing(reading: Window) -> None:
    # The stored text counts 🚢 as one, Qt as two.
    reading.reading._offsets = type(reading.reading._offsets)("🚢 وصلت السفينة")
    reading.reading.setPlainText("🚢 وصلت السفينة")
    cursor = reading.reading.textCursor()
    cursor.setPosition(3)
    reading.reading.setTextCursor(cursor)
    assert reading.reader.caret == 2
