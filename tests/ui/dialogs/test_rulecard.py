"""The rule card says by which version of the guideline what is shown was annotated, where it is another one."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from annotator.model.scheme import Scheme
from annotator.operations import guideline
from annotator.ui.dialogs.rulecard import RuleCard
from annotator.ui.theme import LIGHT


@pytest.mark.parametrize(("made_under", "said"), [("0", True), ("1", False), (None, False)])
def test_another_version_of_the_guideline_is_named(
    qtbot: QtBot, scheme: Scheme, made_under: str | None, said: bool
) -> None:
    rules = guideline.guideline_for(scheme)
    assert rules is not None
    assert rules.version == "1"
    card = RuleCard("Person", rules, [], iter(()), "", theme=LIGHT, parent=None, made_under=made_under)
    qtbot.addWidget(card)
    told = [label.text() for label in card.findChildren(QLabel)]
    assert ("These annotations were made under version 0." in told) is said


def test_the_card_fits_into_a_low_window_and_is_tall_in_a_tall_one(qtbot: QtBot, scheme: Scheme) -> None:
    rules = guideline.guideline_for(scheme)
    assert rules is not None
    heights = []
    for height in (560, 760):
        window = QWidget()
        qtbot.addWidget(window)
        window.resize(1024, height)
        card = RuleCard("Person", rules, list(rules.rules), iter(()), "", theme=LIGHT, parent=window)
        card.open()
        assert card.minimumSizeHint().height() <= card.height() <= height
        heights.append(card.height())
        card.close()
    assert heights[0] < heights[1]
