"""Keys pressed on somebody's behalf, and keys kept from the article."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.keypress import KeysKeptBack, press


class _Listening(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[int, Qt.KeyboardModifier, str]] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.heard.append((event.key(), event.modifiers(), event.text()))


def test_a_click_on_a_cap_presses_the_key_that_is_drawn_on_it(qtbot: QtBot) -> None:
    widget = _Listening()
    qtbot.addWidget(widget)
    press(widget, "Shift+Enter")
    press(widget, "A")
    assert widget.heard == [
        (Qt.Key.Key_Return.value, Qt.KeyboardModifier.ShiftModifier, ""),
        (Qt.Key.Key_A.value, Qt.KeyboardModifier.NoModifier, "a"),
    ]


def test_while_an_article_may_only_be_read_the_caret_still_moves(qtbot: QtBot) -> None:
    widget = _Listening()
    qtbot.addWidget(widget)
    kept = KeysKeptBack(widget)

    def is_kept(key: Qt.Key) -> bool:
        return kept.eventFilter(widget, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))

    assert is_kept(Qt.Key.Key_C)
    assert is_kept(Qt.Key.Key_Delete)
    assert not is_kept(Qt.Key.Key_Left)
    assert not is_kept(Qt.Key.Key_PageDown)
