"""Bars in groups, one colour a person: how often each label was given, what was done on each day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from annotator.language import is_rtl, number
from annotator.ui.agreement.figure import Figure, Spot
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import draw_line, start_of, width_of
from annotator.ui.theme import Theme

_HEIGHT: Final = 246.0
_LEGEND: Final = 26.0
_AXIS: Final = 24.0
_TOP: Final = 18.0
_SCALE: Final = 34.0


@dataclass(frozen=True, slots=True)
class Group:
    """Bars that stand together.

    Attributes:
        name: Below them.
        values: One a person; 0 where there is none.
    """

    name: str
    values: tuple[float, ...]


class GroupedBars(Figure):
    """The bars. Groups stand in the direction of reading; where they are days, both ends are dated.

    Args:
        title: What they show.
        remark: A few words beside it.
        people: What people are called.
        groups: The groups.
        empty: What is said where there is none.
        every_name: Whether every group is named, rather than the first and the last.
        written: All groups where fewer are shown, for the spreadsheet.
    """

    def __init__(
        self,
        title: str,
        remark: str,
        people: Sequence[str],
        groups: Sequence[Group],
        *,
        empty: str,
        every_name: bool = True,
        written: Sequence[Group] | None = None,
    ) -> None:
        self.title, self.remark = title, remark
        self._people, self._groups, self._empty = list(people), list(groups), empty
        self._every_name = every_name
        self._written = list(written) if written is not None else self._groups

    def height(self, width: float) -> float:
        """As high as its neighbours."""
        return _HEIGHT

    def rows(self) -> list[tuple[str, ...]]:
        """A row a group, a column a person."""
        return [
            ("", *self._people),
            *((group.name, *(f"{value:g}" for value in group.values)) for group in self._written),
        ]

    def draw(self, painter: QPainter, rect: QRectF, theme: Theme) -> list[Spot]:
        """Scale, bars, names, and who has which colour."""
        if not self._groups:
            draw_line(
                painter, rect, self._empty, font=ui_font(12.5), colour=theme.ink3, align=Qt.AlignmentFlag.AlignHCenter
            )
            return []
        left, right = (6.0, _SCALE) if is_rtl() else (_SCALE, 6.0)
        plot = rect.adjusted(left, _TOP, -right, -_LEGEND - _AXIS)
        most = max(max(group.values, default=0) for group in self._groups) or 1
        top = _rounded_up(most)
        for share in (0.0, 0.5, 1.0):
            y = plot.bottom() - plot.height() * share
            painter.fillRect(QRectF(plot.left(), y, plot.width(), 1), theme.line)
            scale = QRectF(plot.right() + 6 if is_rtl() else rect.left(), y - 8, _SCALE - 8, 16)
            draw_line(painter, scale, number(top * share), font=ui_font(10.5), colour=theme.ink3)
        pitch = plot.width() / len(self._groups)
        spots: list[Spot] = []
        for place, group in enumerate(self._groups):
            column = start_of(plot, pitch, offset=pitch * place)
            spots += self._draw_group(painter, column, group, top, theme)
            if self._every_name or place in (0, len(self._groups) - 1):
                wide = column if self._every_name else column.adjusted(-40, 0, 40, 0)
                below = QRectF(wide.left(), plot.bottom() + 4, wide.width(), _AXIS - 6)
                draw_line(painter, below, group.name, font=ui_font(11), colour=theme.ink3,
                          align=Qt.AlignmentFlag.AlignHCenter)  # fmt: skip
        self._draw_legend(painter, QRectF(rect.left(), rect.bottom() - _LEGEND + 4, rect.width(), _LEGEND - 4), theme)
        return spots

    def _draw_group(self, painter: QPainter, column: QRectF, group: Group, top: float, theme: Theme) -> list[Spot]:
        room = column.width() * 0.76
        each = max(1.5, min(18.0, room / max(1, len(group.values))))
        start = column.center().x() - each * len(group.values) / 2
        spots = []
        painter.setPen(Qt.PenStyle.NoPen)
        for place, value in enumerate(group.values):
            if not value:
                continue
            at = len(group.values) - 1 - place if is_rtl() else place
            tall = max(1.5, column.height() * value / top)
            bar = QRectF(start + each * at + 0.5, column.bottom() - tall, max(1.0, each - 1), tall)
            painter.setBrush(person_colour(place, theme))
            painter.drawRoundedRect(bar, min(2.0, bar.width() / 3), min(2.0, tall / 3))
            spots.append(Spot(bar, f"{group.name} · {self._people[place]}: {number(value)}"))
        return spots

    def _draw_legend(self, painter: QPainter, line: QRectF, theme: Theme) -> None:
        at = 0.0
        for place, name in enumerate(self._people):
            wide = width_of(name, ui_font(11.5))
            if at + 15 + wide > line.width():
                break
            square = start_of(line, 10, offset=at)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(person_colour(place, theme))
            painter.drawRoundedRect(QRectF(square.left(), line.center().y() - 5, 10, 10), 2.5, 2.5)
            draw_line(painter, start_of(line, wide + 4, offset=at + 15), name, font=ui_font(11.5), colour=theme.ink3)
            at += 15 + wide + 16


def person_colour(place: int, theme: Theme) -> QColor:
    """The colour of the ``place``-th person, from 0; from the ninth on they come again."""
    return theme.hues[place % len(theme.hues)]


def _rounded_up(value: float) -> float:
    """The next of 1, 2, 4, 5, 10, 20 … so that half of it is a plain number too.

    >>> [_rounded_up(value) for value in (1, 3, 7, 12, 55)]
    [2, 4, 10, 20, 100]
    """
    step = 1
    while True:
        for times in (2, 4, 10):
            if value <= times * step:
                return times * step
        step *= 10
