"""By how many words the ends of claims differ, as columns around nought."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from annotator.language import _, is_rtl, ngettext, number
from annotator.model.scheme import CLAIM_LAYER
from annotator.operations.agreementplaces import SHIFT_MOST, PlaceKind, Query
from annotator.ui.agreement.figure import Figure, Spot, draw_number
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import draw_line
from annotator.ui.theme import Theme, mix

_TALL: Final = 118.0
_AXIS: Final = 20.0
_ROOM: Final = 20.0


class ShiftColumns(Figure):
    """The columns.

    Args:
        shifts: Pairs of claims by how many words the second end lies after the first.
    """

    def __init__(self, shifts: Mapping[int, int]) -> None:
        self._shifts = shifts
        self.title = _("End of the claim: difference in words")
        moved = sum(count for shift, count in shifts.items() if shift)
        self.remark = ngettext("{count} place", "{count} places", moved)

    def height(self, width: float) -> float:
        """Always the same."""
        return _TALL

    def rows(self) -> list[tuple[str, ...]]:
        """Shift and count."""
        return [
            (_("words"), _("pairs of claims")),
            *((str(shift), str(self._shifts.get(shift, 0))) for shift in range(-SHIFT_MOST, SHIFT_MOST + 1)),
        ]

    def draw(self, painter: QPainter, rect: QRectF, theme: Theme) -> list[Spot]:
        """From the earlier ends to the later ones, in the direction of reading."""
        shown = range(-SHIFT_MOST, SHIFT_MOST + 1)
        most = max((self._shifts.get(shift, 0) for shift in shown), default=0) or 1
        pitch = rect.width() / len(shown)
        base = rect.bottom() - _AXIS
        tallest = base - rect.top() - _ROOM
        spots = []
        for place, shift in enumerate(shown):
            count = self._shifts.get(shift, 0)
            at = len(shown) - 1 - place if is_rtl() else place
            column = QRectF(rect.left() + pitch * at, rect.top(), pitch, rect.height())
            tall = max(3.0, tallest * count / most) if count else 1.5
            bar = QRectF(column.center().x() - pitch * 0.36, base - tall, pitch * 0.72, tall)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent if shift == 0 else mix(theme.ink3, theme.card, 0.62))
            painter.drawRoundedRect(bar, min(3, tall / 2), min(3, tall / 2))
            opens = bool(shift and count)
            over = QRectF(column.left(), bar.top() - _ROOM, pitch, _ROOM)
            taken = draw_number(painter, over, number(count), theme=theme, font=ui_font(11.5, 500), opens=opens)
            below = QRectF(column.left(), base + 3, pitch, _AXIS - 3)
            draw_line(
                painter,
                below,
                _signed(shift),
                font=ui_font(11.5),
                colour=theme.ink3,
                align=Qt.AlignmentFlag.AlignHCenter,
            )
            query = Query(layer=CLAIM_LAYER, kinds=frozenset({PlaceKind.BOUNDARY}), shift=shift) if opens else None
            spots.append(Spot(taken.united(bar), _told(shift, count), query))
        return spots


def _signed(shift: int) -> str:
    """«+2», with the sign before the number in either direction, and «≥» where it stands for more."""
    sign = "+" if shift > 0 else "−" if shift < 0 else ""
    more = "…" if abs(shift) == SHIFT_MOST else ""
    return f"\u2066{sign}{number(abs(shift))}{more}\u2069"


def _told(shift: int, count: int) -> str:
    if shift == 0:
        return ngettext("{count} claim ends at the same letter", "{count} claims end at the same letter", count)
    if shift > 0:
        return ngettext("{count} claim ends later with the second", "{count} claims end later with the second", count)
    return ngettext("{count} claim ends earlier with the second", "{count} claims end earlier with the second", count)
