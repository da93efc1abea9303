"""Key caps: the small painted keys that stand beside every action."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from annotator.language import is_rtl
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import draw_line, width_of
from annotator.ui.theme import Theme

CAP_HEIGHT: Final = 18.0
_GAP: Final = 3.0
_FOOT: Final = 1.2
_RADIUS: Final = 4.5


def caps_width(keys: Sequence[str], *, height: float = CAP_HEIGHT) -> float:
    """Width of several caps side by side, in logical pixels."""
    font = _font(height)
    return sum(_cap_width(key, font, height) for key in keys) + _GAP * max(0, len(keys) - 1)


def draw_caps(
    painter: QPainter,
    at: QRectF,
    keys: Sequence[str],
    *,
    theme: Theme,
    height: float = CAP_HEIGHT,
    chosen: bool = False,
) -> None:
    """Paint caps from the leading edge of ``at``, centred in its height.

    Args:
        painter: An open, antialiased painter.
        at: Where they begin; a rectangle narrower than the caps is overrun.
        keys: What stands on them, the first at the leading edge.
        theme: The colours.
        height: Of a cap, in logical pixels.
        chosen: Whether they are the person's own choice, in the accent.
    """
    font = _font(height)
    rtl = is_rtl()
    x = at.right() if rtl else at.left()
    top = at.center().y() - height / 2
    for key in keys:
        width = _cap_width(key, font, height)
        left = x - width if rtl else x
        _draw_cap(painter, QRectF(left, top, width, height), key, font=font, theme=theme, chosen=chosen)
        x += -(width + _GAP) if rtl else width + _GAP


def _draw_cap(painter: QPainter, cap: QRectF, key: str, *, font: QFont, theme: Theme, chosen: bool) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.line2)
    painter.drawRoundedRect(cap.translated(0, _FOOT), _RADIUS, _RADIUS)
    painter.setBrush(theme.accent_bg if chosen else theme.page)
    painter.setPen(QPen(theme.accent if chosen else theme.line2, 1))
    painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
    direction = Qt.LayoutDirection.LeftToRight if key.isascii() else Qt.LayoutDirection.RightToLeft
    ink = theme.accent if chosen else theme.ink2
    draw_line(
        painter, cap.adjusted(-4, -0.4, 4, 0), key, font=font, colour=ink, align=Qt.AlignmentFlag.AlignHCenter,
        direction=direction,
    )  # fmt: skip


def _cap_width(key: str, font: QFont, height: float) -> float:
    return max(height, width_of(key, font) + 10)


def _font(height: float) -> QFont:
    return ui_font(11 if height >= CAP_HEIGHT else 10.5, 500)
