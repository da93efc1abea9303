from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.panels.dock import DockHint, DockSlot, DockStage
from annotator.ui.theme import LIGHT

_SLOTS = (
    DockSlot("cue", "نفت", "cue", filled=True),
    DockSlot("source", "إدارة المرفأ", "source", hue=7, filled=True),
    DockSlot("claim", keys=("C", "ؤ")),
)


def stage(qtbot: QtBot) -> DockStage:
    made = DockStage(QWidget(), theme=LIGHT)
    qtbot.addWidget(made)
    made.resize(868, 700)
    made.show()
    return made


def test_the_strip_is_there_only_while_it_says_something(dressed: object, qtbot: QtBot) -> None:
    made = stage(qtbot)
    assert not made.dock.isVisible()
    made.dock.show_frame(_SLOTS, "Open frame", DockHint(("Esc",), "New frame"))
    assert made.dock.isVisible()
    assert made.dock.geometry().bottom() < made.height()
    made.dock.clear()
    assert not made.dock.isVisible()


def test_a_click_tells_which_slot(dressed: object, qtbot: QtBot) -> None:
    made = stage(qtbot)
    made.dock.show_frame(_SLOTS, "Open frame", DockHint(("Esc",), "New frame"))
    middle = made.dock.height() // 2
    clicked: list[int] = []
    made.dock.slot_activated.connect(clicked.append)
    for x in range(0, made.dock.width(), 6):
        QTest.mouseClick(made.dock, Qt.MouseButton.LeftButton, pos=QPoint(x, middle))
    assert list(dict.fromkeys(clicked)) == [0, 1, 2]


def test_the_hint_can_be_clicked(dressed: object, qtbot: QtBot) -> None:
    made = stage(qtbot)
    made.dock.show_frame(_SLOTS, "Open frame", DockHint(("Esc",), "New frame"))
    with qtbot.waitSignal(made.dock.hint_activated):
        for x in range(made.dock.width() - 90, made.dock.width() - 30, 6):
            QTest.mouseClick(made.dock, Qt.MouseButton.LeftButton, pos=QPoint(x, made.dock.height() // 2))
