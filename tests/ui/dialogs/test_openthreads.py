"""The list of open threads: arrows, Enter, both themes, and an empty one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.operations import comments
from annotator.ui.dialogs.openthreads import OpenThreads
from annotator.ui.theme import DARK, LIGHT
from tests.operations.desk import Desk


def test_enter_goes_to_the_thread_that_arrows_lead_to(article: Desk, dressed: QApplication, qtbot: QtBot) -> None:
    for text in ("أول", "ثان"):
        comments.write(article.session, article.document.document.id, text)
    for theme in (LIGHT, DARK):
        listed = OpenThreads(article.session, theme=theme, parent=None)
        listed.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(listed)
        listed.show()
        listed.activateWindow()
        assert {row.text() for row in listed.rows} == {"أول", "ثان"}
        listed.rows[1].setFocus()
        with qtbot.waitSignal(listed.thread_wanted) as wanted:
            QTest.keyClick(listed, Qt.Key.Key_Return)
        assert wanted.args == [listed.rows[1].thread_shown]


def test_without_threads_it_says_so(article: Desk, dressed: QApplication, qtbot: QtBot) -> None:
    listed = OpenThreads(article.session, theme=LIGHT, parent=None)
    qtbot.addWidget(listed)
    assert listed.rows == []
