from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel, QWidget

from annotator.ui.panels.keyrows import HintRow
from annotator.ui.theme import LIGHT


def test_a_long_hint_takes_a_second_line_instead_of_losing_its_end(dressed: QApplication) -> None:
    panel = QWidget()
    panel.resize(240, 200)
    row = HintRow(("C",), "Mark what is said; all three are tied", theme=LIGHT, parent=panel)
    [words] = row.findChildren(QLabel)
    assert row.heightForWidth(240) > row.heightForWidth(600)
    assert words.text() == "Mark what is said; all three are tied"
