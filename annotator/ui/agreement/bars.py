"""Named bars with a number each: in what attributions differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from annotator.language import _, number
from annotator.operations.agreementplaces import Query
from annotator.ui.agreement.figure import Figure, Spot, draw_number
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import draw_line, end_of, start_of
from annotator.ui.theme import Theme, mix

_LEAST_ROW: Final = 34.0
_MOST_ROW: Final = 50.0
_LEAST_HEIGHT: Final = 246.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar."""

    name: str
    count: int
    query: Query | None = None


class NamedBars(Figure):
    """Bars from the longest on.

    Args:
        title: What they show.
        remark: A few words beside it.
        bars: The bars.
        empty: What is said where there is none.
    """

    def __init__(self, title: str, remark: str, bars: list[Bar], *, empty: str) -> None:
        self.title, self.remark = title, remark
        self._bars = sorted(bars, key=lambda bar: -bar.count)
        self._empty = empty

    def height(self, width: float) -> float:
        """At least as high as its neighbours."""
        return max(_LEAST_HEIGHT, _LEAST_ROW * len(self._bars))

    def rows(self) -> list[tuple[str, ...]]:
        """Name and count."""
        return [(self.title, _("places")), *((bar.name, str(bar.count)) for bar in self._bars)]

    def draw(self, painter: QPainter, rect: QRectF, theme: Theme) -> list[Spot]:
        """Name, bar, number."""
        if not self._bars:
            draw_line(
                painter, rect, self._empty, font=ui_font(12.5), colour=theme.ink3, align=Qt.AlignmentFlag.AlignHCenter
            )
            return []
        pitch = min(_MOST_ROW, rect.height() / len(self._bars))
        most = self._bars[0].count or 1
        spots = []
        for index, bar in enumerate(self._bars):
            line = QRectF(rect.left(), rect.top() + pitch * index, rect.width(), pitch)
            draw_line(painter, start_of(line, rect.width() * 0.47), bar.name, font=ui_font(12.5), colour=theme.ink)
            room = rect.width() * 0.53 - 40
            long = max(3.0, room * bar.count / most)
            place = start_of(line, long, offset=rect.width() * 0.47 + 4)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mix(theme.ink3, theme.card, 0.72))
            painter.drawRoundedRect(QRectF(place.left(), line.center().y() - 5, long, 10), 3, 3)
            opens = bar.query is not None and bar.count > 0
            taken = draw_number(
                painter, end_of(line, 36), number(bar.count), theme=theme, opens=opens,
                align=Qt.AlignmentFlag.AlignTrailing,
            )  # fmt: skip
            spots.append(Spot(taken, f"{bar.name}: {number(bar.count)}", bar.query if opens else None))
        return spots
