"""Sheets that float over the article: stretched from a kept picture, they look as if they were painted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from annotator.ui.panels.floating import draw_sheet
from annotator.ui.theme import DARK, LIGHT, Theme


def _painted(sheet: QRectF, theme: Theme, ratio: float, *, shift: float = 0.0) -> QImage:
    picture = QImage(round(400 * ratio), round(120 * ratio), QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(ratio)
    picture.fill(theme.page)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(shift, 0)
        draw_sheet(painter, sheet.translated(-shift, 0), theme=theme)
    return picture


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize("width", [52.0, 53.0, 311.0])
def test_a_stretched_sheet_has_the_pixels_of_a_painted_one(
    dressed: object, theme: Theme, ratio: float, width: float
) -> None:
    sheet = QRectF(30, 24, width, 46)
    stretched = _painted(sheet, theme, ratio)
    # Off whole pixels it is painted stroke by stroke; the painter puts it back where it belongs.
    painted = _painted(sheet, theme, ratio, shift=0.25)
    for y in range(painted.height()):
        for x in range(painted.width()):
            one, other = painted.pixelColor(x, y), stretched.pixelColor(x, y)
            assert abs(one.lightness() - other.lightness()) <= 2, (x, y)


def test_a_sheet_off_whole_pixels_or_too_narrow_is_painted(dressed: object) -> None:
    for sheet in (QRectF(30.5, 24, 200, 46), QRectF(30, 24, 40, 46)):
        picture = _painted(sheet, LIGHT, 1.0)
        assert picture.pixelColor(sheet.center().toPoint()).name() == LIGHT.card.name()
        assert picture.pixelColor(5, 5).name() == LIGHT.page.name()
        below = picture.pixelColor(round(sheet.center().x()), round(sheet.bottom()) + 4)
        assert below.lightness() < LIGHT.page.lightness()
