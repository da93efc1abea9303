"""The help: every measure with its meaning, and its source where it has one."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from annotator import language
from annotator.ui.agreement.definitions import DefinitionSheet, definitions
from annotator.ui.theme import LIGHT


def test_definitions_are_given_in_both_languages(qtbot: QtBot) -> None:
    english = definitions()
    language.use("ar")
    arabic = definitions()
    assert [source for _, _, source in english] == [source for _, _, source in arabic]
    assert all(one[1] != other[1] for one, other in zip(english, arabic, strict=True))
    assert "Krippendorff 1995, 2004" in [source for _, _, source in english]
    qtbot.addWidget(DefinitionSheet(theme=LIGHT, parent=None))
