"""Painting what a mode lays over the page: number badges on annotations, small slots in the gap under a claim."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from annotator.ui.reader import ink
from annotator.ui.reader.page import Page, Stretch
from annotator.ui.reader.view import Slot, Tone, View
from annotator.ui.theme import Theme

_PX: Final = 11.0
_CAP_PX: Final = 9.5
_HEIGHT: Final = 16.0
_BELOW_BAND: Final = 9.4
_BETWEEN: Final = 5.0


def slot_width(slot: Slot) -> float:
    """The width of a slot with its key caps, in page units."""
    return ink.width_of(slot.text, _PX, 500) + 14 + sum(_cap_width(cap) + 2 for cap in slot.keys)


def slot_rects(slots: Sequence[Slot], claim: Stretch, page: Page, *, right: float | None = None) -> list[QRectF]:
    """Where slots stand in the gap under a line, the first one at the right.

    Args:
        slots: What to place.
        claim: The part under which they begin.
        page: Its geometry.
        right: Where to begin, when something stands under the claim's start already.
    """
    block = page.blocks[claim.block]
    widths = [slot_width(slot) for slot in slots]
    total = sum(widths) + _BETWEEN * (len(widths) - 1)
    begin = right if right is not None else (claim.right + 2 if block.rtl else claim.left - 2 + total)
    # Rather a little beside the claim than out of the column.
    begin = min(max(begin, total), max(page.width, total))
    y = claim.baseline + block.style.below + _BELOW_BAND
    rects = []
    for width in widths:
        rects.append(QRectF(begin - width, y - _HEIGHT / 2, width, _HEIGHT))
        begin -= width + _BETWEEN
    return rects


def paint_slots(painter: QPainter, slots: Sequence[Slot], rects: Sequence[QRectF], theme: Theme) -> None:
    """Paint slots where ``slot_rects`` has placed them."""
    for slot, rect in zip(slots, rects, strict=True):
        _paint_slot(painter, slot, rect, theme)


def _paint_slot(painter: QPainter, slot: Slot, rect: QRectF, theme: Theme) -> None:
    colour = {
        Tone.EMPTY: theme.ink3,
        Tone.NEUTRAL: theme.ink3,
        Tone.CUE: theme.cue,
        Tone.SOURCE: theme.hue(slot.hue),
        Tone.ACCENT: theme.accent,
    }[slot.tone]
    on_colour = theme.on_accent if slot.tone is Tone.ACCENT else theme.page
    painter.setPen(ink.pen(colour, 1.1, dashes=(3, 2.4) if slot.tone is Tone.EMPTY else ()))
    painter.setBrush(colour if slot.filled else theme.page)
    painter.drawRoundedRect(rect, 5, 5)
    middle = rect.center().y() - 0.6
    ink.word(
        painter,
        QPointF(rect.right() - 7, middle),
        slot.text,
        on_colour if slot.filled else theme.ink,
        px=_PX,
        weight=500,
    )
    right = rect.right() - 7 - ink.width_of(slot.text, _PX, 500) - 3
    for cap in slot.keys:
        width = _cap_width(cap)
        edge = QRectF(right - width, rect.center().y() - 6, width, 12)
        ink.fill(painter, edge, theme.page if slot.filled else theme.hover, radius=3)
        ink.letter(painter, edge.center(), cap, theme.ink2, px=_CAP_PX)
        right -= width + 2


def paint_badge(painter: QPainter, text: str, start: QPointF, theme: Theme, *, current: bool) -> None:
    """Paint the number of a candidate over the start of its letters.

    Args:
        painter: In page units.
        text: The number.
        start: The upper corner at which the annotation starts.
        theme: The colours.
        current: Whether it is the one that Enter takes.
    """
    width = max(19.0, ink.width_of(text, 12, 600) + 10)
    rect = QRectF(start.x() + 4 - width, start.y() - 13, width, 17)
    ink.fill(painter, rect.adjusted(-1, -1, 1, 1), theme.page, radius=6)
    painter.setPen(ink.pen(theme.accent, 1.4))
    painter.setBrush(theme.accent if current else theme.page)
    painter.drawRoundedRect(rect, 5, 5)
    ink.letter(painter, rect.center(), text, theme.on_accent if current else theme.accent, px=12)


def paint_caret(painter: QPainter, rect: QRectF, view: View) -> None:
    """Paint the caret: it does not blink, nothing on the page does."""
    painter.fillRect(QRectF(rect.x() - 1.0, rect.y(), 2.0, rect.height()), view.theme.accent)


def _cap_width(cap: str) -> float:
    return max(14.0, ink.width_of(cap, _CAP_PX, 600) + 7)
