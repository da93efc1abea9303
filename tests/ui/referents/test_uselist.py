"""The list of referents: what is marked stays marked."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.model.identity import ReferentId
from annotator.model.referent import Referent
from annotator.operations.referents import Use
from annotator.ui.referents.uselist import UseList
from annotator.ui.theme import LIGHT


def use(number: int) -> Use:
    return Use(Referent(ReferentId(f"e{number}"), f"اسم {number}", "PERS", ("آخر",), "Q1"), number, 1)


def test_the_marked_one_stays_marked_and_an_empty_list_marks_none(dressed: QApplication, qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    listed = UseList(lambda kind: kind.lower(), theme=LIGHT, parent=holder)
    listed.show_uses([use(1), use(2)])
    listed.choose(ReferentId("e2"))
    listed.show_uses([use(3), use(2), use(1)])
    assert listed.current == "e2"
    assert "3 mentions" in str(listed.model().index(0, 0).data())
    listed.resize(300, 200)
    listed.grab()
    with qtbot.waitSignal(listed.current_changed) as told:
        listed.show_uses([])
    assert told.args == [None]
