"""The command box: found by the name of the interface and by the English one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
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


@pytest.mark.parametrize(
    ("keys", "caps"),
    [("Ctrl+N", ("Ctrl", "N")), ("Ctrl++", ("Ctrl", "+")), ("Ctrl+,", ("Ctrl", ",")), ("F9", ("F9",)), ("", ())],
)
def test_the_keys_of_a_command_stand_on_caps_beside_it(
    dressed: object, qtbot: QtBot, keys: str, caps: tuple[str, ...]
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    action = QAction("Export…", window)
    action.setShortcut(QKeySequence(keys))
    box = CommandList([action], theme=LIGHT, parent=window)
    row = box._model.index(0)
    assert row.data() == "Export…"
    assert row.data(Qt.ItemDataRole.UserRole) == caps
    assert row.data(Qt.ItemDataRole.AccessibleTextRole).startswith("Export…")
