"""Painting what a mode lays over the page: number badges on annotations, small slots in the gap under a claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
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
_ENOUGH: Final = 150.0
"""Room in which a name can be told from others."""
_LEAST: Final = 64.0
"""To what a slot is shortened before the last ones are left out."""


def slot_width(slot: Slot) -> float:
    """The width of a slot with its key caps, in page units."""
    return ink.width_of(slot.text, _PX, 500) + 14 + sum(_cap_width(cap) + 2 for cap in slot.keys)


@dataclass(frozen=True, slots=True)
class PlacedSlot:
    """A slot where it stands.

    Attributes:
        slot: What it says; its words are shortened where the column is narrow.
        rect: Where, in page units.
    """

    slot: Slot
    rect: QRectF


def placed_slots(slots: Sequence[Slot], claim: Stretch, page: Page, *, right: float | None = None) -> list[PlacedSlot]:
    """Slots where they stand in the gap under a line, the first one at the right.

    None leaves the column: long words are shortened, and where even that does not help, the last slots are left out
    (the dock and the inspector have them all).

    Args:
        slots: What to place.
        claim: The part under which they begin.
        page: Its geometry.
        right: Where to begin, when something stands under the claim's start already. Where too little room is left
            there, they stand under the next line.
    """
    block = page.blocks[claim.block]
    line = claim.line
    if right is not None and right < min(_ENOUGH, _row_width([slot_width(slot) for slot in slots])):
        right = None
        line = min(line + 1, len(block.lines) - 1)
    room = page.width if right is None else min(right, page.width)
    fitting = _fitting(slots, max(room, _LEAST))
    total = _row_width([slot_width(slot) for slot in fitting])
    begin = right if right is not None else (claim.right + 2 if block.rtl else claim.left - 2 + total)
    # Rather a little beside the claim than out of the column.
    begin = min(max(begin, total), max(page.width, total))
    baseline = claim.baseline + (line - claim.line) * block.style.pitch
    y = baseline + block.style.below + _BELOW_BAND
    placed = []
    for slot in fitting:
        width = slot_width(slot)
        placed.append(PlacedSlot(slot, QRectF(begin - width, y - _HEIGHT / 2, width, _HEIGHT)))
        begin -= width + _BETWEEN
    return placed


def _row_width(widths: Sequence[float]) -> float:
    return sum(widths) + _BETWEEN * (len(widths) - 1)


def _fitting(slots: Sequence[Slot], room: float) -> list[Slot]:
    """The slots that a room takes, the widest of them shortened to one width."""
    kept = list(slots)
    while len(kept) > 1 and _row_width([min(slot_width(slot), _LEAST) for slot in kept]) > room:
        kept.pop()
    widths = sorted(slot_width(slot) for slot in kept)
    left = room - _BETWEEN * (len(kept) - 1)
    widest = widths[-1] if widths else 0.0
    for place, width in enumerate(widths):
        share = left / (len(widths) - place)
        if width > share:
            widest = share
            break
        left -= width
    return [slot if slot_width(slot) <= widest else _shortened(slot, widest) for slot in kept]


def _shortened(slot: Slot, width: float) -> Slot:
    words = max(0.0, width - slot_width(replace(slot, text="")))
    return replace(slot, text=ink.shortened(slot.text, words, px=_PX, weight=500))


def paint_slots(painter: QPainter, placed: Sequence[PlacedSlot], theme: Theme) -> None:
    """Paint slots where ``placed_slots`` has placed them."""
    for one in placed:
        _paint_slot(painter, one.slot, one.rect, theme)


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
    """Paint the caret: it does not blink, nothing on the page does. Hollow and pale while the keys go elsewhere."""
    if not view.has_keys:
        painter.setPen(ink.pen(view.theme.ink3, 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(rect.x() - 1.5, rect.y() + 0.5, 3.0, rect.height() - 1.0))
        return
    painter.fillRect(QRectF(rect.x() - 1.0, rect.y(), 2.0, rect.height()), view.theme.accent)


def _cap_width(cap: str) -> float:
    return max(14.0, ink.width_of(cap, _CAP_PX, 600) + 7)
