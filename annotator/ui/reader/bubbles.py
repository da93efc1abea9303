"""Speech bubbles in the margin: beside each line where something with an open thread of comments begins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath

from annotator.model.identity import AnnotationId
from annotator.ui.reader import ink
from annotator.ui.theme import Theme

IN_MARGIN: Final = -31.0
"""Where their centres stand, from the column's left border: outside everything that belongs to the text."""
BESIDE_CARDS: Final = -12.0
"""The same where cards fill the margin."""
_ABOVE_BASELINE: Final = 6.0
_REACH: Final = 9.0


def paint_bubbles(painter: QPainter, baselines: Mapping[AnnotationId, float], x: float, theme: Theme) -> None:
    """Paint one bubble a line.

    Args:
        painter: In page units.
        baselines: Of the lines where the commented annotations begin.
        x: Of their centres, from the column's left border.
        theme: The colours.
    """
    painter.setPen(ink.pen(theme.accent, 1.2))
    painter.setBrush(theme.accent_bg)
    for baseline in set(baselines.values()):
        painter.drawPath(_bubble(_centre(x, baseline)))


def bubble_at(baselines: Mapping[AnnotationId, float], centre_x: float, x: float, y: float) -> AnnotationId | None:
    """The commented annotation whose bubble covers the point (x, y) of the page, or None."""
    for annotation, baseline in baselines.items():
        centre = _centre(centre_x, baseline)
        if abs(centre.x() - x) <= _REACH and abs(centre.y() - y) <= _REACH:
            return annotation
    return None


def _centre(x: float, baseline: float) -> QPointF:
    return QPointF(x, baseline - _ABOVE_BASELINE)


def _bubble(centre: QPointF) -> QPainterPath:
    body = QRectF(centre.x() - 6, centre.y() - 5.5, 12, 9)
    path = QPainterPath()
    path.addRoundedRect(body, 2.8, 2.8)
    tail = QPainterPath(QPointF(body.left() + 3, body.bottom() - 0.5))
    tail.lineTo(body.left() + 3, body.bottom() + 3)
    tail.lineTo(body.left() + 6.5, body.bottom() - 0.5)
    tail.closeSubpath()
    return path.united(tail)
