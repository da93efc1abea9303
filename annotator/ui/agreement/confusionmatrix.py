"""Which labels are taken for which, as a matrix."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from annotator.language import _, number
from annotator.operations.agreementpanel import Confusion
from annotator.operations.agreementplaces import Query
from annotator.ui.agreement.figure import Figure, Spot, draw_number
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import draw_line, start_of
from annotator.ui.theme import Theme, mix

_HEAD: Final = 26.0
_HEIGHT: Final = 246.0
_GAP: Final = 4.0
_SHOWN: Final = 6


class ConfusionMatrix(Figure):
    """Rows are what the first says, columns what the second says; agreement stands on the diagonal.

    Args:
        layer: The layer.
        matrix: What was counted.
        titles: What people call the labels.
    """

    def __init__(self, layer: str, matrix: Confusion, titles: Mapping[str, str]) -> None:
        self.title = _("Labels taken for others")
        self._layer, self._whole, self._titles = layer, matrix, titles
        self._matrix = matrix.most_confused(_SHOWN)

    def height(self, width: float) -> float:
        """As high as its neighbours."""
        return _HEIGHT

    def rows(self) -> list[tuple[str, ...]]:
        """The whole matrix, labels that are not shown among them."""
        labels = self._whole.labels
        return [
            ("", *labels),
            *((first, *(str(self._whole.count(first, second)) for second in labels)) for first in labels),
        ]

    def draw(self, painter: QPainter, rect: QRectF, theme: Theme) -> list[Spot]:
        """The redder a field, the more often the two were confused."""
        labels = self._matrix.labels
        if not labels:
            words = _("No two annotations of this layer met.")
            draw_line(painter, rect, words, font=ui_font(12.5), colour=theme.ink3, align=Qt.AlignmentFlag.AlignHCenter)
            return []
        side = min(84.0, rect.width() * 0.24)
        across = (rect.width() - side) / len(labels)
        down = min(52.0, (rect.height() - _HEAD) / len(labels))
        most = self._matrix.greatest or 1
        spots = []
        for column, label in enumerate(labels):
            head = start_of(QRectF(rect.left(), rect.top(), rect.width(), _HEAD), across, offset=side + across * column)
            draw_line(painter, head, self._titles.get(label, label), font=ui_font(11.5), colour=theme.ink3,
                      align=Qt.AlignmentFlag.AlignHCenter)  # fmt: skip
        for row, first in enumerate(labels):
            line = QRectF(rect.left(), rect.top() + _HEAD + down * row, rect.width(), down - _GAP)
            draw_line(
                painter, start_of(line, side - 6), self._titles.get(first, first), font=ui_font(12), colour=theme.ink2
            )
            for column, second in enumerate(labels):
                cell = start_of(line, across - _GAP, offset=side + across * column + _GAP / 2)
                count = self._matrix.count(first, second)
                same = first == second
                painter.setPen(Qt.PenStyle.NoPen)
                strength = 0.10 + 0.36 * count / most
                red = mix(theme.bad, theme.card, strength) if count else mix(theme.line, theme.card, 0.55)
                painter.setBrush(theme.line if same else red)
                painter.drawRoundedRect(cell, 4, 4)
                if not count:
                    continue
                font, colour = ui_font(11.5, 400 if same else 600), theme.ink3 if same else theme.ink
                draw_number(painter, cell, number(count), theme=theme, font=font, colour=colour, opens=not same)
                tip = f"{self._titles.get(first, first)} · {self._titles.get(second, second)}: {number(count)}"
                spots.append(Spot(cell, tip, None if same else Query(layer=self._layer, labels=(first, second))))
        return spots
