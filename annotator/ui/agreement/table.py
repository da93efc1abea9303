"""The table of measures: a row a layer, a label or an article, with two bars, α and the places behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from annotator.language import _, is_rtl, ngettext, number
from annotator.operations.agreement import Interval, Measure
from annotator.operations.agreementplaces import Query
from annotator.ui.agreement.figure import (
    Figure,
    Spot,
    draw_bar,
    draw_number,
    reason_said,
    signed,
    value_said,
    value_written,
)
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import draw_line, start_of
from annotator.ui.theme import Theme

_HEAD: Final = 30.0
_ROW: Final = 38.0
_FOOT: Final = 26.0
MARK: Final = 0.8
"""The line in the bars: Krippendorff's limit of what may be relied on."""
_TENTATIVE: Final = 0.667
"""Below it α is shown in red: Krippendorff's lowest limit even for tentative conclusions."""


@dataclass(frozen=True, slots=True)
class Value:
    """A measure in a cell.

    Attributes:
        measure: The measure.
        interval: Its 95 % interval, or None.
        tip: What it is, in a few words.
    """

    measure: Measure
    tip: str
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table.

    Attributes:
        name: What it is about.
        first: The first bar.
        second: The second bar.
        alpha: The value beside them; None leaves the place empty.
        places: How many places lie behind it.
        query: Which.
    """

    name: str
    first: Value
    second: Value
    alpha: Value | None
    places: int
    query: Query


class MeasureTable(Figure):
    """The table.

    Args:
        title: What it shows.
        heads: Over the columns: name, first bar, second bar, α, places.
        rows: Its rows.
        wide_names: Whether names need much room, as titles of articles do.
    """

    def __init__(
        self, title: str, heads: tuple[str, str, str, str, str], rows: list[Row], *, wide_names: bool = False
    ) -> None:
        self.title = title
        self._heads = heads
        self._rows = rows
        self._wide = wide_names

    def height(self, width: float) -> float:
        """Head, rows, foot."""
        return _HEAD + _ROW * max(1, len(self._rows)) + _FOOT

    def rows(self) -> list[tuple[str, ...]]:
        """Every cell."""
        return [
            self._heads,
            *(
                (
                    row.name, value_written(row.first.measure), value_written(row.second.measure),
                    value_written(row.alpha.measure) if row.alpha else "", str(row.places),
                )
                for row in self._rows
            ),
        ]  # fmt: skip

    def draw(self, painter: QPainter, rect: QRectF, theme: Theme) -> list[Spot]:
        """Head, hairline, rows, and what the line in the bars means."""
        head = QRectF(rect.left(), rect.top(), rect.width(), _HEAD)
        name, first, second, alpha, places = self._columns(rect)
        font = ui_font(12)
        leading, trailing = Qt.AlignmentFlag.AlignLeading, Qt.AlignmentFlag.AlignTrailing
        for (left, width), text, align in (
            (name, self._heads[0], leading), (first, self._heads[1], leading), (second, self._heads[2], leading),
            (alpha, self._heads[3], leading), (places, self._heads[4], trailing),
        ):  # fmt: skip
            place = QRectF(left, head.top(), width, head.height() - 6)
            draw_line(painter, place, text, font=font, colour=theme.ink3, align=align)
        painter.fillRect(QRectF(rect.left(), head.bottom() - 1, rect.width(), 1), theme.line2)
        spots: list[Spot] = []
        # A corpus may have thousands of articles: of those only what comes into sight is painted.
        begin, end = 0, len(self._rows)
        if painter.hasClipping():
            seen = painter.clipBoundingRect()
            begin = max(0, int((seen.top() - head.bottom()) // _ROW))
            end = min(end, int((seen.bottom() - head.bottom()) // _ROW) + 1)
        for index in range(begin, end):
            line = QRectF(rect.left(), head.bottom() + _ROW * index, rect.width(), _ROW)
            spots += self._draw_row(painter, line, self._rows[index], theme)
        foot = QRectF(rect.left(), rect.bottom() - _FOOT + 4, rect.width(), _FOOT - 4)
        words = _("The line in the bars is {mark} · every dotted number opens its places", mark=number(MARK, digits=2))
        draw_line(painter, foot, words, font=ui_font(11.5), colour=theme.ink3)
        return spots

    def _columns(self, rect: QRectF) -> list[tuple[float, float]]:
        """Left edge and width of each column, mirrored with the interface."""
        name = rect.width() * (0.37 if self._wide else 0.19 if rect.width() < 560 else 0.17)
        count = max(92.0, 0.11 * rect.width())
        rest = rect.width() - name - count
        alpha = 0.21 * rest if any(row.alpha is not None for row in self._rows) else 0.0
        columns = []
        at = 0.0
        for wide in (name, (rest - alpha) / 2, (rest - alpha) / 2, alpha, count):
            place = start_of(rect, wide, offset=at)
            columns.append((place.left(), place.width()))
            at += wide
        return columns

    def _draw_row(self, painter: QPainter, line: QRectF, row: Row, theme: Theme) -> list[Spot]:
        places = [QRectF(left, line.top(), width, line.height()) for left, width in self._columns(line)]
        name, first, second, alpha, count = places
        draw_line(
            painter,
            name.adjusted(0, 0, -8, 0) if not is_rtl() else name.adjusted(8, 0, 0, 0),
            row.name,
            font=ui_font(13, 500),
            colour=theme.ink,
        )
        query = row.query if row.places else None
        spots = [
            self._draw_bar_cell(painter, first, row.first, query, theme, strong=True),
            self._draw_bar_cell(painter, second, row.second, query, theme, strong=False),
        ]
        if row.alpha is not None:
            spots.append(self._draw_alpha(painter, alpha, row.alpha, query, theme))
        taken = draw_number(
            painter,
            count,
            number(row.places),
            theme=theme,
            opens=bool(row.places),
            align=Qt.AlignmentFlag.AlignTrailing,
        )
        spots.append(Spot(taken, ngettext("{count} place", "{count} places", row.places), query))
        return spots

    def _draw_bar_cell(
        self, painter: QPainter, cell: QRectF, value: Value, query: Query | None, theme: Theme, *, strong: bool
    ) -> Spot:
        measure = value.measure
        defined = measure.value is not None
        text = start_of(cell, 44)
        font = ui_font(13, 600) if strong else ui_font(13, 500)
        taken = draw_number(
            painter, text, value_said(measure), theme=theme, font=font, colour=theme.ink if defined else theme.ink3,
            opens=defined and query is not None, align=Qt.AlignmentFlag.AlignLeading,
        )  # fmt: skip
        if measure.value is not None:
            track = start_of(cell, max(20.0, cell.width() - 44 - 26), offset=48)
            track = QRectF(track.left(), cell.center().y() - 3.5, track.width(), 7)
            colour = theme.accent if strong else theme.ink3
            draw_bar(painter, track, measure.value, colour=colour, theme=theme, mark=MARK)
        return Spot(taken, _tip(value), query if defined else None)

    def _draw_alpha(self, painter: QPainter, cell: QRectF, value: Value, query: Query | None, theme: Theme) -> Spot:
        measure = value.measure
        defined = measure.value is not None
        low = measure.value is not None and measure.value < _TENTATIVE
        wide = value.interval is not None and value.interval[0] != value.interval[1]
        place = cell.adjusted(0, 0, 0, -13) if wide else cell
        taken = draw_number(
            painter, place, value_said(measure), theme=theme, font=ui_font(13, 500),
            colour=theme.bad if low else theme.ink if defined else theme.ink3,
            opens=defined and query is not None, align=Qt.AlignmentFlag.AlignLeading,
        )  # fmt: skip
        if wide:
            below = cell.adjusted(0, 19, 0, -1)
            draw_line(painter, below, interval_said(value.interval), font=ui_font(10.5), colour=theme.ink3)
        return Spot(taken, _tip(value), query if defined else None)


def interval_said(interval: Interval | None) -> str:
    """«0.68–0.79», or nothing."""
    return "" if interval is None else f"{signed(interval[0], digits=2)}–{signed(interval[1], digits=2)}"


def _tip(value: Value) -> str:
    if value.measure.value is None:
        return f"{value.tip}: {reason_said(value.measure)}"
    if value.interval is None:
        return value.tip
    return value.tip + "\n" + _("Interval of 95 %: {interval}", interval=interval_said(value.interval))
