from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.newcorpus import NewCorpus
from annotator.ui.theme import LIGHT


def test_the_name_makes_the_file(dressed: object, qtbot: QtBot, tmp_path: Path) -> None:
    sheet = NewCorpus(tmp_path, theme=LIGHT, parent=None)
    sheet.name.setText("قمح ٢٠٢٦")
    with qtbot.waitSignal(sheet.wanted) as wanted:
        sheet._make.click()
    assert wanted.args == [str(tmp_path / "قمح ٢٠٢٦.isnad")]


@pytest.mark.parametrize("name", ["", "  ", "///", "taken"])
def test_a_name_that_cannot_be_is_refused(dressed: object, qtbot: QtBot, tmp_path: Path, name: str) -> None:
    (tmp_path / "taken.isnad").write_text("")
    sheet = NewCorpus(tmp_path, theme=LIGHT, parent=None)
    qtbot.addWidget(sheet)
    sheet.name.setText(name)
    assert not sheet._make.isEnabled()
