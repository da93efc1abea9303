"""The panel and the dock of a case: cards that can be clicked, keys, reasons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.review.casedock import CaseDock
from annotator.ui.review.casepanel import CasePanel, VersionView
from annotator.ui.review.queuelist import QueueList
from annotator.ui.review.settling import SettlingBoard
from annotator.ui.theme import DARK, LIGHT


def test_a_click_on_a_card_takes_its_version(board: SettlingBoard, qtbot: QtBot) -> None:
    board.step(1)
    host = QWidget()
    qtbot.addWidget(host)
    panel = CasePanel(theme=LIGHT, parent=host)
    panel.resize(306, 800)
    panel.show_sheet(board.sheet(), rule=("Chain", "The source said it."))
    host.show()
    cards = panel.findChildren(VersionView)
    assert [card.card.letter for card in cards] == ["A", "B"]
    with qtbot.waitSignal(panel.performed) as told:
        QTest.mouseClick(cards[1], Qt.MouseButton.LeftButton)
    assert told.args == ["case.second"]
    panel.show_precedents("Precedents", [("نقلت الوكالة عن شاهد", "A")])
    panel.set_theme(DARK)
    assert panel.precedents == (("نقلت الوكالة عن شاهد", "A"),)


def test_the_dock_says_keys_and_reasons(board: SettlingBoard, qtbot: QtBot) -> None:
    board.step(1)
    host = QWidget()
    qtbot.addWidget(host)
    dock = CaseDock(theme=LIGHT, parent=host)
    dock.show_sheet(board.sheet())
    assert [button.hint.action for button in dock.hints][:2] == ["case.first", "case.second"]
    assert [chip.isChecked() for chip in dock.chips] == [True] + [False] * (len(dock.chips) - 1)
    with qtbot.waitSignal(dock.reason_given) as given:
        dock.chips[1].click()
    assert given.args == [dock.chips[1].value]
    with qtbot.waitSignal(dock.performed) as told:
        dock.hints[0].click()
    assert told.args == ["case.first"]


def test_rows_of_the_queue_are_sentences_and_headings_cannot_be_chosen(board: SettlingBoard, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    listed = QueueList(theme=lambda: LIGHT, parent=host)
    listed.show_rows(board.rows(), current=board.current)
    model = listed.model()
    assert model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole) == "Doubts 1"
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert listed.currentIndex().row() == 1
