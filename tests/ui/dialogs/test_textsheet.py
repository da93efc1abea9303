"""A few words of one's own: Enter takes them, nothing is taken from an empty field."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.textsheet import TextSheet
from annotator.ui.theme import LIGHT


def made(qtbot: QtBot, text: str = "") -> TextSheet:
    sheet = TextSheet("Comment", "", text, hint="", verb="Write", theme=LIGHT, parent=None)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(sheet)
    return sheet


def test_enter_takes_the_words_and_shift_enter_begins_a_line(dressed: QApplication, qtbot: QtBot) -> None:
    sheet = made(qtbot, "سطر")
    sheet.field.moveCursor(sheet.field.textCursor().MoveOperation.End)
    QTest.keyClick(sheet.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(sheet.field, "b ")
    with qtbot.waitSignal(sheet.given) as given:
        QTest.keyClick(sheet.field, Qt.Key.Key_Return)
    assert given.args == ["سطر\nb"]


def test_an_empty_field_gives_nothing(dressed: QApplication, qtbot: QtBot) -> None:
    sheet = made(qtbot)
    told: list[str] = []
    sheet.given.connect(told.append)
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)
    assert told == []
