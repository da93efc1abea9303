"""A small tag as a widget: a label and how many there are, a state, a remark."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.fonts import ui_font
from annotator.ui.panels.marks import draw_pill, pill_width

_HEIGHT: Final = 22
_WIDEST: Final = 420


class TagPill(QWidget):
    """A tag.

    Args:
        text: What it says.
        ink: Of the letters, and of the edge where it has one.
        ground: What they stand on.
        edged: Whether it has an edge.
    """

    def __init__(self, text: str, *, ink: QColor, ground: QColor, parent: QWidget, edged: bool = False) -> None:
        super().__init__(parent)
        self._text, self._ink, self._ground, self._edged = text, ink, ground, edged
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as its words, within reason."""
        return QSize(min(_WIDEST, round(pill_width(self._text, ui_font(11.5))) + 2), _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The tag."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_pill(
                painter, QRectF(self.rect()), self._text, font=ui_font(11.5), ink=self._ink, ground=self._ground,
                edge=self._ink if self._edged else None,
            )  # fmt: skip
