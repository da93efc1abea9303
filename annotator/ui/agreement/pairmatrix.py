"""The annotators in pairs: one measure of everybody with everybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from annotator.language import _, ngettext
from annotator.model.identity import SetName
from annotator.operations.agreement import Measure
from annotator.operations.agreementplaces import Query
from annotator.ui.agreement.figure import UNDEFINED, Figure, Spot, draw_number, reason_said, value_said, value_written
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import draw_line, start_of
from annotator.ui.theme import Theme, contrast, mix

_HEAD: Final = 24.0
_ROW: Final = 37.0
_GAP: Final = 6.0


class PairMatrix(Figure):
    """The matrix; its diagonal is empty.

    Args:
        title: What is measured.
        names: The sets.
        titles: What people call them.
        values: By pair, in the order in which it was measured, with how many articles they share.
        query: Which places lie behind a value, without its pair.
    """

    def __init__(
        self,
        title: str,
        names: Sequence[SetName],
        titles: Mapping[SetName, str],
        values: Mapping[tuple[SetName, SetName], tuple[Measure, int]],
        *,
        layer: str,
    ) -> None:
        self.title = title
        self._names, self._titles, self._values, self._layer = list(names), titles, values, layer

    def height(self, width: float) -> float:
        """A row each."""
        return _HEAD + _ROW * len(self._names)

    def rows(self) -> list[tuple[str, ...]]:
        """A row a pair."""
        return [
            ("a", "b", _("articles"), self.title),
            *((a, b, str(documents), value_written(measure)) for (a, b), (measure, documents) in self._values.items()),
        ]

    def draw(self, painter: QPainter, rect: QRectF, theme: Theme) -> list[Spot]:
        """Names at the start and on top; the darker a field, the greater the agreement."""
        side = min(96.0, rect.width() * 0.28)
        pitch = (rect.width() - side) / max(1, len(self._names))
        spots = []
        for column, name in enumerate(self._names):
            head = start_of(QRectF(rect.left(), rect.top(), rect.width(), _HEAD), pitch, offset=side + pitch * column)
            draw_line(painter, head.adjusted(2, 0, -2, 0), self._titles[name], font=ui_font(12), colour=theme.ink3,
                      align=Qt.AlignmentFlag.AlignHCenter)  # fmt: skip
        for row, first in enumerate(self._names):
            line = QRectF(rect.left(), rect.top() + _HEAD + _ROW * row, rect.width(), _ROW - _GAP)
            draw_line(painter, start_of(line, side - 6), self._titles[first], font=ui_font(12), colour=theme.ink3)
            for column, second in enumerate(self._names):
                cell = start_of(line, pitch - _GAP, offset=side + pitch * column + _GAP / 2)
                spot = self._draw_cell(painter, cell, first, second, theme)
                if spot is not None:
                    spots.append(spot)
        return spots

    def _draw_cell(self, painter: QPainter, cell: QRectF, first: SetName, second: SetName, theme: Theme) -> Spot | None:
        pair = (first, second) if (first, second) in self._values else (second, first)
        measure, documents = self._values.get(pair, (None, 0))
        share = 0.0 if measure is None or measure.value is None else max(0.0, min(1.0, measure.value))
        ground = mix(theme.accent, theme.card, 0.08 + 0.42 * share**2) if measure is not None else theme.hover
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(cell, 5, 5)
        if measure is None:
            return None
        text = UNDEFINED if measure.value is None else value_said(measure)
        ink = theme.ink if contrast(theme.ink, ground) >= 4.5 else theme.page
        opens = measure.value is not None
        taken = draw_number(painter, cell, text, theme=theme, font=ui_font(12.5, 600), colour=ink, opens=opens)
        tip = f"{self._titles[pair[0]]} · {self._titles[pair[1]]}: " + ngettext(
            "{count} shared article", "{count} shared articles", documents
        )
        if measure.value is None:
            tip += f"\n{reason_said(measure)}"
        return Spot(cell.united(taken), tip, Query(pair=pair, layer=self._layer) if opens else None)
