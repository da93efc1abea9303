from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.welcome import Welcome
from annotator.ui.theme import LIGHT


def test_the_first_start_asks_for_a_name_and_opens_the_sample(dressed: object, qtbot: QtBot) -> None:
    sheet = Welcome("huda", theme=LIGHT, parent=None)
    sheet.show()
    names: list[str] = []
    sheet.named.connect(names.append)
    primary = next(button for button in sheet.findChildren(QPushButton) if button.property("primary"))
    with qtbot.waitSignal(sheet.sample_wanted):
        primary.click()
    assert names == ["huda"]
