"""The ground of a row in a list: tinted where it is chosen, lit where the pointer is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from annotator.ui.theme import Theme


def paint_row_ground(painter: QPainter, option: QStyleOptionViewItem, *, theme: Theme) -> None:
    """Paint it, where there is anything to paint.

    Args:
        painter: Smooth already.
        option: How the row stands, and where.
        theme: The colours.
    """
    current = bool(option.state & QStyle.StateFlag.State_Selected)
    if current or option.state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.accent_bg if current else theme.hover)
        painter.drawRoundedRect(QRectF(option.rect).adjusted(4, 1, -4, -1), 8, 8)
