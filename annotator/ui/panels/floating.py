"""The sheet of what floats over the article: a card with its edge and a soft shadow, stretched from a kept picture."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from annotator.ui.theme import Theme

RADIUS: Final = 12.0
_AROUND: Final = 14
"""How far the shadow may reach, in logical pixels."""
_CORNER: Final = 26
"""From its ends on a sheet looks alike all along: corner and the widest shadow lie within."""


def draw_sheet(painter: QPainter, sheet: QRectF, *, theme: Theme) -> None:
    """Paint shadow, card and edge; the middle is stretched, so that a sheet of another width costs nothing.

    Args:
        painter: Of a widget, antialiased.
        sheet: Where the card lies; the shadow reaches beyond it.
        theme: The colours.
    """
    ratio = painter.device().devicePixelRatio()
    whole = QRectF(sheet.toRect()) == sheet and ratio == round(ratio)
    if not whole or sheet.width() < 2 * _CORNER:
        _paint(painter, sheet, theme.card, theme.line2, theme.shadow)
        return
    colours = theme.card.rgba(), theme.line2.rgba(), theme.shadow.rgba()
    picture = _picture(round(sheet.height()), round(ratio), *colours)
    height, end, middle = sheet.height() + 2 * _AROUND, _AROUND + _CORNER, sheet.width() - 2 * _CORNER
    left, top = sheet.left() - _AROUND, sheet.top() - _AROUND
    for x, width, taken_at, taken in ((0, end, 0, end), (end, middle, end, 1), (end + middle, end, end + 1, end)):
        source = QRectF(taken_at * ratio, 0, taken * ratio, height * ratio)
        painter.drawImage(QRectF(left + x, top, width, height), picture, source)


def draw_shadow(painter: QPainter, strip: QRectF, *, radius: float, theme: Theme) -> None:
    """The soft shadow below a strip that lies on the page."""
    _shade(painter, strip, radius=radius, shadow=theme.shadow)


# A QImage, not a QPixmap: it may outlive the application.
@lru_cache(maxsize=16)
def _picture(height: int, ratio: int, card: int, edge: int, shadow: int) -> QImage:
    """A sheet just wide enough for its two ends and one column between them, with its shadow."""
    width = 2 * (_AROUND + _CORNER) + 1
    tall = height + 2 * _AROUND
    picture = QImage(width * ratio, tall * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sheet = QRectF(_AROUND, _AROUND, width - 2 * _AROUND, height)
        _paint(painter, sheet, *(QColor.fromRgba(colour) for colour in (card, edge, shadow)))
    return picture


def _paint(painter: QPainter, sheet: QRectF, card: QColor, edge: QColor, shadow: QColor) -> None:
    _shade(painter, sheet, radius=RADIUS, shadow=shadow)
    painter.setBrush(card)
    painter.setPen(QPen(edge, 1))
    painter.drawRoundedRect(sheet.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)


def _shade(painter: QPainter, strip: QRectF, *, radius: float, shadow: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    for spread in range(10, 0, -2):
        colour = QColor(shadow)
        colour.setAlpha(max(1, int(shadow.alpha() * (1 - spread / 11) * 0.22)))
        painter.setBrush(colour)
        grown = strip.adjusted(-spread, -spread + 3, spread, spread + 3)
        painter.drawRoundedRect(grown, radius + spread, radius + spread)
