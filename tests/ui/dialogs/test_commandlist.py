"""The command box: found by the name of the interface and by the English one."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.commandlist import CommandList
from annotator.ui.menus import SOURCE_WORDS
from annotator.ui.theme import LIGHT


def test_a_command_is_found_by_its_own_name_and_by_the_one_in_the_readme(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    people, export = QAction("الأشخاص والعمل…", window), QAction("تصدير…", window)
    people.setProperty(SOURCE_WORDS, "People and work…")
    export.setProperty(SOURCE_WORDS, "Export…")
    box = CommandList([people, export], theme=LIGHT, parent=window)
    for words, found in (("العمل", [people]), ("WORK peo", [people]), ("تصدير", [export]), ("work تصدير", [])):
        box._field.setText(words)
        assert box._shown == found
