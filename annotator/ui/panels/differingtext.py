"""A whole article to be compared with another: passages that the other does not have stand on a tint."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.model.span import Span
from annotator.text.clauses import paragraphs
from annotator.ui.fonts import reading_font
from annotator.ui.panels.markedtext import MarkedText
from annotator.ui.theme import Theme

_PX: Final = 17
_GAP: Final = 6.0
_MARGIN: Final = 6.0


class DifferingText(QWidget):
    """Paragraphs one below the other, laid out once for each width and painted where they are seen."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        self._marks: tuple[Span, ...] = ()
        self._laid_out: list[tuple[float, MarkedText]] = []
        self._width = -1
        self._height = 0.0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def marks(self) -> tuple[Span, ...]:
        """The passages on a tint, in code points of the text."""
        return self._marks

    def show_text(self, text: str, marks: Sequence[Span]) -> None:
        """Show another article.

        Args:
            text: The article.
            marks: Passages that differ, in code points of ``text``.
        """
        self._text, self._marks, self._width = text, tuple(marks), -1
        self.setAccessibleName(text)
        differing = " … ".join(mark.of(text) for mark in self._marks)
        self.setAccessibleDescription(differing)
        self.updateGeometry()
        self.update()

    def mark_tops(self) -> list[float]:
        """How far down each passage that differs begins, in pixels."""
        self._lay_out(self.width())
        return sorted({top + box.top() for top, words in self._laid_out for box in words.boxes})

    def hasHeightForWidth(self) -> bool:
        """Narrower means more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height in pixels at ``width`` pixels."""
        self._lay_out(width)
        return round(self._height)

    def sizeHint(self) -> QSize:
        """As high as it is at its present width."""
        width = max(self.width(), 160)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(120, self.heightForWidth(max(self.width(), 160)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The paragraphs that are seen."""
        self._lay_out(self.width())
        theme = self._theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for top, words in self._laid_out:
                if top <= event.rect().bottom() and top + words.height >= event.rect().top():
                    at = QPointF(_MARGIN, top)
                    words.draw(painter, at, ink=theme.ink, edge=theme.warn, ground=theme.page)

    def _lay_out(self, width: int) -> None:
        if width == self._width:
            return
        self._width, self._laid_out, self._height = width, [], 0.0
        font = reading_font(_PX)
        for span in paragraphs(self._text) if self._text else ():
            if not span.of(self._text).strip():
                continue
            here = [
                Span(max(mark.start, span.start) - span.start, min(mark.end, span.end) - span.start)
                for mark in self._marks
                if mark.start < span.end and mark.end > span.start
            ]
            words = MarkedText(span.of(self._text), here, font=font, width=max(40.0, width - 2 * _MARGIN))
            self._laid_out.append((self._height, words))
            self._height += words.height + _GAP
