from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import QApplication

from annotator.ui.fonts import READING_FAMILY, UI_FAMILY, load_fonts, reading_font, ui_font


@pytest.mark.parametrize(
    ("font", "family", "weight"),
    [
        (ui_font, UI_FAMILY, 400),
        (ui_font, UI_FAMILY, 500),
        (ui_font, UI_FAMILY, 600),
        (reading_font, READING_FAMILY, 400),
        (reading_font, READING_FAMILY, 700),
    ],
)
def test_every_weight_that_is_used_comes_with_the_program(
    qapp: QApplication, font: object, family: str, weight: int
) -> None:
    load_fonts()
    assert callable(font)
    made: QFont = font(23, weight)
    found = QFontInfo(made)
    assert (found.family(), found.weight(), found.pixelSize()) == (family, weight, 23)


def test_fractions_of_a_pixel_are_kept(qapp: QApplication) -> None:
    assert ui_font(10.5).pointSizeF() == pytest.approx(7.875)
