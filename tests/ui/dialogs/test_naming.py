from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.naming import NameSheet, handle_from
from annotator.ui.theme import LIGHT


@pytest.mark.parametrize(
    ("name", "handle"), [("Salma Al-Ali", "salma_al_ali"), ("سلمى العلي", "سلمى_العلي"), ("  ", "annotator")]
)
def test_a_handle_comes_from_the_name(name: str, handle: str) -> None:
    assert handle_from(name) == handle


def test_a_handle_that_was_chosen_does_not_follow_the_name(dressed: object, qtbot: QtBot) -> None:
    sheet = NameSheet("Salma", "salma", known=(), theme=LIGHT, parent=None)
    qtbot.addWidget(sheet)
    sheet.name.setText("Huda")
    sheet.name.textEdited.emit("Huda")
    assert sheet.handle.text() == "salma"


def test_the_name_of_the_adjudicated_set_is_refused(dressed: object, qtbot: QtBot) -> None:
    sheet = NameSheet("Salma", "adjudicated", known=(), theme=LIGHT, parent=None)
    qtbot.addWidget(sheet)
    named: list[tuple[str, str]] = []
    sheet.named.connect(lambda *given: named.append(given))
    sheet._save.click()
    assert not named
