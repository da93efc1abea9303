"""One line of plain text that ends in … where its room ends."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.panels.lettering import draw_line


class OneLine(QWidget):
    """A label that never asks for more room than it gets; the whole text is its tool tip."""

    def __init__(self, text: str = "", *, font: QFont, colour: QColor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._font, self._colour = "", font, colour
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def setText(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.update()

    def set_colour(self, colour: QColor) -> None:
        """Paint it in another colour."""
        self._colour = colour
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its letters."""
        return QSize(60, round(QFontMetricsF(self._font).height()) + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The text."""
        with QPainter(self) as painter:
            draw_line(painter, QRectF(self.rect()), self._text, font=self._font, colour=self._colour)
