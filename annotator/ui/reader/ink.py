"""Pens, fonts and small words for painting signs: made once, used in every frame."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from annotator.ui.fonts import ui_font


@lru_cache(maxsize=32)
def face(px: float, weight: int = 400) -> QFont:
    """The interface font of a size and weight."""
    return ui_font(px, weight)


@lru_cache(maxsize=2048)
def width_of(text: str, px: float, weight: int = 400) -> float:
    """How wide the text is in the interface font."""
    return QFontMetricsF(face(px, weight)).horizontalAdvance(text)


@lru_cache(maxsize=512)
def shortened(text: str, room: float, *, px: float, weight: int = 400) -> str:
    """The text as far as it fits, ended by … where it does not."""
    return QFontMetricsF(face(px, weight)).elidedText(text, Qt.TextElideMode.ElideRight, room)


@lru_cache(maxsize=2048)
def _ink_centre(text: str, px: float, weight: int) -> QPointF:
    return QFontMetricsF(face(px, weight)).tightBoundingRect(text).center()


@lru_cache(maxsize=32)
def _middle(px: float, weight: int) -> float:
    """From the baseline up to the middle of a line of that font."""
    metrics = QFontMetricsF(face(px, weight))
    return (metrics.ascent() - metrics.descent()) / 2


def letter(painter: QPainter, centre: QPointF, text: str, colour: QColor, *, px: float, weight: int = 600) -> None:
    """Draw a letter or a number centred by its ink."""
    painter.setFont(face(px, weight))
    painter.setPen(colour)
    painter.drawText(centre - _ink_centre(text, px, weight), text)


def word(painter: QPainter, right: QPointF, text: str, colour: QColor, *, px: float, weight: int = 400) -> None:
    """Draw words that end at a right border, centred on a height."""
    painter.setFont(face(px, weight))
    painter.setPen(colour)
    left = right.x() - width_of(text, px, weight)
    painter.drawText(QPointF(left, right.y() + _middle(px, weight)), text)


def pen(
    colour: QColor, width: float, *, round_ends: bool = False, dashes: Sequence[float] = (), dotted: float = 0.0
) -> QPen:
    """A pen; always the same one for the same wishes, not to be changed.

    Args:
        colour: Its colour.
        width: Its width, in page units.
        round_ends: Whether its ends are round, else flat.
        dashes: Lengths of strokes and gaps in widths of the pen; dashes mean proposal or empty, nothing else.
        dotted: Length of the gap between round dots, in widths of the pen; 0 draws a whole line.
    """
    return _pen(colour.rgba(), width, round_ends, tuple(dashes), dotted)


@lru_cache(maxsize=512)
def _pen(rgba: int, width: float, round_ends: bool, dashes: tuple[float, ...], dotted: float) -> QPen:
    result = QPen(QColor.fromRgba(rgba), width)
    result.setCapStyle(Qt.PenCapStyle.RoundCap if round_ends or dotted else Qt.PenCapStyle.FlatCap)
    result.setJoinStyle(Qt.PenJoinStyle.RoundJoin if round_ends else Qt.PenJoinStyle.MiterJoin)
    if dotted:
        result.setDashPattern([0.02, dotted])
    elif dashes:
        result.setDashPattern(list(dashes))
    return result


def fill(painter: QPainter, rect: QRectF, colour: QColor, *, radius: float = 0.0) -> None:
    """Fill a rectangle."""
    if radius <= 0:
        painter.fillRect(rect, colour)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(rect, radius, radius)


def line(painter: QPainter, start: QPointF, end: QPointF) -> None:
    """Draw a line with the painter's pen."""
    painter.drawLine(start, end)


def corner(painter: QPainter, along: QPointF, at: QPointF, down: QPointF) -> None:
    """Draw a bracket of two strokes that meet in a corner."""
    path = QPainterPath(along)
    path.lineTo(at)
    path.lineTo(down)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
