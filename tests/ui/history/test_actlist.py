"""The list of acts: days as headings, arrows over acts only."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.model.history import ActSummary
from annotator.model.identity import ActId, DocumentId, Handle
from annotator.ui.history.actlist import ActList, ActRow, DayRow, gesture_title
from annotator.ui.theme import LIGHT


def act(number: int, at: str, undoes: str | None = None) -> ActSummary:
    undone = ActId(undoes) if undoes else None
    return ActSummary(ActId(f"a-{number}"), "Erase", Handle("huda"), at, undone, (DocumentId("d"),), 1, False)


def row(summary: ActSummary) -> ActRow:
    return ActRow(summary, gesture_title(summary), "هدى", "")


def test_acts_stand_under_their_days_and_keys_pass_over_these(dressed: QApplication, qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    listed = ActList(theme=LIGHT, parent=holder)
    late, early = act(2, "2026-11-21T12:00:00.000Z"), act(1, "2026-11-19T12:00:00.000Z")
    listed.show_acts([row(late), row(early)])
    assert [type(entry) for entry in listed.rows] == [DayRow, ActRow, DayRow, ActRow]
    assert listed.current == late
    QTest.keyClick(listed, Qt.Key.Key_Down)
    assert listed.current == early
    listed.show_acts([row(act(3, "2026-11-21T13:00:00.000Z")), row(late), row(early)])
    assert listed.current == early
    with qtbot.waitSignal(listed.current_changed) as told:
        listed.show_acts([])
    assert told.args == [None]


def test_an_undoing_says_so() -> None:
    assert gesture_title(act(1, "2026-11-21T12:00:00.000Z", "a-0")) == "Undo: Erase"
