"""Agreement over weeks as lines. Time runs in the direction of reading, and both of its ends say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from annotator.language import _, digits, is_rtl
from annotator.operations.agreement import Path
from annotator.operations.agreementpanel import Week
from annotator.operations.agreementplaces import Query
from annotator.ui.agreement.figure import Figure, Spot, signed, value_written
from annotator.ui.fonts import ui_font
from annotator.ui.panels.inbox import short_date
from annotator.ui.panels.lettering import draw_line, width_of
from annotator.ui.theme import Theme

_HEIGHT: Final = 246.0
_TOP: Final = 24.0
_FOOT: Final = 34.0
_SCALE: Final = 34.0
_NAMES: Final = 100.0


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a measure of each week."""

    name: str
    path: Path
    layer: str


class WeekLines(Figure):
    """The lines.

    Args:
        weeks: The weeks, the oldest first.
        lines: What is drawn of each, the most important first.
    """

    def __init__(self, weeks: Sequence[Week], lines: Sequence[Line]) -> None:
        self.title = _("Over the weeks")
        self._weeks, self._lines = list(weeks), list(lines)

    def height(self, width: float) -> float:
        """As high as its neighbours."""
        return _HEIGHT

    def rows(self) -> list[tuple[str, ...]]:
        """A row a week."""
        return [
            (_("week from"), _("guideline"), _("articles"), *(line.name for line in self._lines)),
            *(
                (
                    week.start.isoformat(), " ".join(week.guidelines), str(len(week.documents)),
                    *(value_written(week.agreement.measures[line.path]) for line in self._lines),
                )
                for week in self._weeks
            ),
        ]  # fmt: skip

    def draw(self, painter: QPainter, rect: QRectF, theme: Theme) -> list[Spot]:
        """Scale, guidelines, lines, and which end is today's."""
        if not self._weeks:
            words = _("Nothing has been finished yet.")
            draw_line(painter, rect, words, font=ui_font(12.5), colour=theme.ink3, align=Qt.AlignmentFlag.AlignHCenter)
            return []
        names = self._names_width()
        left, right = (names, _SCALE) if is_rtl() else (_SCALE, names)
        plot = rect.adjusted(left, _TOP, -right, -_FOOT)
        least = self._least()
        self._draw_scale(painter, rect, plot, least, theme)
        self._draw_guidelines(painter, plot, theme)
        spots: list[Spot] = []
        for place, line in enumerate(self._lines):
            spots += self._draw_line(painter, plot, line, least, theme, strong=place == 0)
        self._draw_ends(painter, rect, plot, theme)
        return spots

    def _names_width(self) -> float:
        """Room beside the last points for the names of the lines."""
        return min(_NAMES, max((width_of(line.name, ui_font(11.5, 500)) for line in self._lines), default=0.0) + 14)

    def _least(self) -> float:
        values = [
            value
            for week in self._weeks
            for line in self._lines
            if (value := week.agreement.measures[line.path].value) is not None
        ]
        lowest = min(values, default=0.6)
        return 0.4 if lowest >= 0.5 else 0.0 if lowest >= 0 else -1.0

    def _x(self, plot: QRectF, week: int) -> float:
        share = week / (len(self._weeks) - 1) if len(self._weeks) > 1 else 0.5
        return plot.right() - plot.width() * share if is_rtl() else plot.left() + plot.width() * share

    @staticmethod
    def _y(plot: QRectF, value: float, least: float) -> float:
        return plot.bottom() - plot.height() * (max(value, least) - least) / (1 - least)

    def _draw_scale(self, painter: QPainter, rect: QRectF, plot: QRectF, least: float, theme: Theme) -> None:
        step = 0.2 if least >= 0 else 0.5
        value = 1.0
        while value >= least - 1e-9:
            y = self._y(plot, value, least)
            painter.fillRect(QRectF(plot.left() - 6, y, plot.width() + 12, 1), theme.line)
            at = QRectF(plot.right() + 8 if is_rtl() else rect.left(), y - 8, _SCALE - 8, 16)
            draw_line(painter, at, signed(value, digits=1), font=ui_font(10.5), colour=theme.ink3)
            value -= step

    def _draw_guidelines(self, painter: QPainter, plot: QRectF, theme: Theme) -> None:
        """A dashed line where a version of the guidelines is met for the first time, but for the first week."""
        seen = set(self._weeks[0].guidelines)
        for place, week in enumerate(self._weeks):
            new = [version for version in week.guidelines if version not in seen]
            seen.update(week.guidelines)
            if not new:
                continue
            x = self._x(plot, place)
            painter.setPen(QPen(theme.ink3, 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            words = _("Guideline {version}", version=digits(new[-1]))
            place_of = QRectF(x - 60, plot.top() - _TOP, 120, _TOP - 4)
            draw_line(
                painter, place_of, words, font=ui_font(11.5), colour=theme.ink2, align=Qt.AlignmentFlag.AlignHCenter
            )

    def _draw_line(
        self, painter: QPainter, plot: QRectF, line: Line, least: float, theme: Theme, *, strong: bool
    ) -> list[Spot]:
        colour = theme.accent if strong else theme.ink3
        points: list[tuple[QPointF, Week, float]] = []
        for place, week in enumerate(self._weeks):
            value = week.agreement.measures[line.path].value
            if value is not None:
                points.append((QPointF(self._x(plot, place), self._y(plot, value, least)), week, value))
        painter.setPen(QPen(colour, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline([point for point, _week, _value in points])
        painter.setBrush(theme.card)
        spots = []
        for point, week, value in points:
            painter.drawEllipse(point, 3.2, 3.2)
            tip = _(
                "{name}, week from {date}: {value}",
                name=line.name,
                date=short_date(week.start.isoformat()),
                value=signed(value, digits=2),
            )
            around = QRectF(point.x() - 8, point.y() - 8, 16, 16)
            spots.append(Spot(around, tip, Query(layer=line.layer, documents=frozenset(week.documents))))
        if points:
            end = points[-1][0]
            room = self._names_width() - 6
            at = QRectF(end.x() - room - 8 if is_rtl() else end.x() + 8, end.y() - 9, room, 18)
            draw_line(painter, at, line.name, font=ui_font(11.5, 500), colour=colour)
        return spots

    def _draw_ends(self, painter: QPainter, rect: QRectF, plot: QRectF, theme: Theme) -> None:
        """«6 weeks ago → last week»: otherwise a line from right to left is read as falling."""
        foot = QRectF(plot.left() - 20, rect.bottom() - 22, plot.width() + 40, 20)
        font = ui_font(11.5)
        first, last = (short_date(self._weeks[place].start.isoformat()) for place in (0, -1))
        draw_line(painter, foot, first, font=font, colour=theme.ink3)
        if len(self._weeks) < 2:
            return
        draw_line(painter, foot, last, font=font, colour=theme.ink3, align=Qt.AlignmentFlag.AlignTrailing)
        arrow = "←" if is_rtl() else "→"
        draw_line(painter, foot, arrow, font=font, colour=theme.ink3, align=Qt.AlignmentFlag.AlignHCenter)
