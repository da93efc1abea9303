"""A few words of an article with some of them boxed: letters are drawn once and plain, the boxes lie behind them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.language import is_rtl
from annotator.model.span import Span
from annotator.text.direction import Direction, paragraph_direction
from annotator.text.offsets import OffsetMap
from annotator.ui.reader.cells import Cells, cells_of
from annotator.ui.theme import Theme, mix

_ENDLESS: Final = 100_000.0
_ABOVE, _BELOW = 0.93, 0.5
"""Height of Arabic letters above and below the baseline, in parts of the font size."""


class MarkedText:
    """Words laid out on one line, or wrapped to a width, with the places of what is marked in them.

    Args:
        text: The words.
        marks: What is marked, in code points of ``text``.
        font: The font.
        width: Where lines wrap, in logical pixels; None for a single line as long as it needs.
        pitch: From line to line, in logical pixels.
        leading: Whether wrapped lines begin where those of the interface do, rather than where the text's do.
    """

    def __init__(
        self, text: str, marks: Sequence[Span], *, font: QFont, width: float | None = None, pitch: float | None = None,
        leading: bool = False,
    ) -> None:  # fmt: skip
        rtl = paragraph_direction(text) is Direction.RTL
        metrics = QFontMetricsF(font)
        self._pixels = metrics.ascent() / 1.37 if font.pixelSize() <= 0 else float(font.pixelSize())
        self._pitch = pitch or round(self._pixels * 1.75)
        self._baseline = round(self._pitch * 0.62)
        self._layout = QTextLayout(text, font)
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        at_right = width is not None and (is_rtl() if leading else rtl)
        side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        wraps = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
        option.setWrapMode(wraps if width is not None else QTextOption.WrapMode.NoWrap)
        self._layout.setTextOption(option)
        self.width = 0.0
        self.boxes: list[QRectF] = []
        self._lay_out(text, marks, width, rtl=rtl)

    @property
    def height(self) -> float:
        """Of all lines, in logical pixels."""
        return self._layout.lineCount() * self._pitch

    def draw(
        self, painter: QPainter, at: QPointF, *, ink: QColor, edge: QColor, ground: QColor, dashed: bool = False
    ) -> None:
        """Paint boxes, then letters.

        Args:
            painter: An open, antialiased painter.
            at: The upper left corner.
            ink: Of the letters.
            edge: Of the boxes.
            ground: Of what lies below, for the tint.
            dashed: Whether the boxes are only offered.
        """
        pen = QPen(edge, 1.2)
        if dashed:
            pen.setDashPattern([3, 2.5])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush if dashed else mix(edge, ground, 0.10))
        for box in self.boxes:
            painter.drawRoundedRect(box.translated(at), 4.2, 4.2)
        painter.setPen(ink)
        self._layout.draw(painter, at)

    def _lay_out(self, text: str, marks: Sequence[Span], width: float | None, *, rtl: bool) -> None:
        offsets = OffsetMap(text)
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            number = self._layout.lineCount() - 1
            line.setLineWidth(width if width is not None else _ENDLESS)
            line.setPosition(QPointF(0, number * self._pitch + self._baseline - line.ascent()))
        self._layout.endLayout()
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            self.width = max(self.width, line.naturalTextWidth())
            start = offsets.codepoint_of(line.textStart())
            end = offsets.codepoint_of(line.textStart() + line.textLength())
            here = [mark for mark in marks if mark.start < end and mark.end > start]
            if here:
                cells = cells_of(line, text, offsets, start=start, end=end, rtl_paragraph=rtl)
                self._add_boxes(cells, here, Span(start, end), number)

    def _add_boxes(self, cells: Cells, marks: Sequence[Span], line: Span, number: int) -> None:
        top = number * self._pitch + self._baseline - _ABOVE * self._pixels
        height = (_ABOVE + _BELOW) * self._pixels
        for mark in marks:
            for run in cells.runs(max(mark.start, line.start), min(mark.end, line.end)):
                self.boxes.append(QRectF(run.left, top, run.right - run.left, height))


class MarkedLabel(QWidget):
    """A paragraph of an article with boxes, as a widget that wraps; its arguments are those of ``MarkedText``."""

    def __init__(
        self,
        text: str,
        marks: Sequence[Span],
        *,
        font: QFont,
        theme: Theme,
        edge: QColor,
        leading: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text, self._marks, self._font, self._theme, self._edge = text, tuple(marks), font, theme, edge
        self._leading = leading
        self._known: dict[int, MarkedText] = {}
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_text(self, text: str, marks: Sequence[Span], *, edge: QColor) -> None:
        """Show other words."""
        self._text, self._marks, self._edge = text, tuple(marks), edge
        self._known.clear()
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_font(self, font: QFont) -> None:
        """Show the words in another font."""
        self._font = font
        self._known.clear()
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Narrower means more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height in pixels at ``width`` pixels."""
        return round(self._laid_out(width).height) + 4

    def sizeHint(self) -> QSize:
        """As high as it is at its present width."""
        width = max(self.width(), 160)
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The words and their boxes."""
        words = self._laid_out(self.width())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            words.draw(painter, QPointF(0, 0), ink=self._theme.ink, edge=self._edge, ground=self._theme.page)

    def _laid_out(self, width: int) -> MarkedText:
        # A layout asks for the same widths again and again.
        if width not in self._known:
            self._known[width] = MarkedText(
                self._text, self._marks, font=self._font, width=float(width), leading=self._leading
            )
        return self._known[width]
