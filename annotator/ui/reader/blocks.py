"""A block of the page: one paragraph, or a piece of a very long one, laid out when it is first needed."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QTextLayout, QTextOption

from annotator.model.span import Span
from annotator.text.graphemes import is_boundary, previous_boundary
from annotator.text.offsets import OffsetMap
from annotator.ui.reader.cells import Cells, Run, cells_of
from annotator.ui.reader.measures import Measures
from annotator.ui.reader.strokes import joins
from annotator.ui.reader.styles import TextStyle

LONGEST: Final = 4_000
"""Characters of a paragraph that is still laid out as one, in a part of a frame; longer ones are cut."""
_MOST_RUNS: Final = 1_000
_PIECE: Final = 2_000
# Behind these a line that ends early is what the eye expects: a sentence is over, else a part of one.
_ENDS: Final = (re.compile(r"[.؟?!…][»”\"')\]]* "), re.compile("[،؛:] "), re.compile(" "))
# Qt breaks lines at some of these, leaves holes for others, takes U+FFFC for an embedded image, shows a hyphen out of
# the column for U+00AD, and PySide swallows U+FEFF at the start of a string. What is drawn has the same length as what
# is stored, so offsets do not care.
_DRAWN_INSTEAD: Final = {
    **dict.fromkeys([*range(0x20), 0x7F, 0x85, 0x2028, 0x2029], " "),
    0x00AD: "\u2060",
    0xFEFF: "\u2060",
    0xFFFC: "\u25a1",
}
_UNDRAWABLE: Final = re.compile("[\x00-\x1f\x7f\x85\xad\u2028\u2029\ufeff\ufffc]")


class Line:
    """One line of a block.

    Attributes:
        start: Offset of its first character, in code points of the document.
        end: Offset just past its last one, the hanging space included.
        baseline: In page units from the top of the block.
        left: Left border of what is drawn.
        right: Right border of what is drawn.
    """

    __slots__ = ("baseline", "cells", "end", "left", "right", "start")

    def __init__(self, start: int, end: int, *, baseline: float, left: float, right: float) -> None:
        self.start = start
        self.end = end
        self.baseline = baseline
        self.left = left
        self.right = right
        self.cells: Cells | None = None


class Block:
    """A stretch of text that is laid out as one.

    Belongs to the page, which tells it when to lay itself out and when to forget that again.

    Attributes:
        span: What it covers, in code points of the document.
        paragraph: Number of its paragraph, from zero.
        style: How it is set.
        rtl: Whether it runs from right to left; known once it has been laid out.
        ends_paragraph: Whether the paragraph's gap follows.
    """

    __slots__ = (
        "_layout", "_line_starts", "_lines", "_measures", "_offsets", "_runs", "_text", "ends_paragraph", "paragraph",
        "rtl", "span", "style",
    )  # fmt: skip

    def __init__(self, span: Span, *, paragraph: int, style: TextStyle, ends_paragraph: bool) -> None:
        self.span = span
        self.paragraph = paragraph
        self.style = style
        self.rtl = True
        self.ends_paragraph = ends_paragraph
        # Shaped once and kept open: it is broken into lines again and again, as the column changes.
        self._layout: QTextLayout | None = None
        self._lines: list[Line] = []
        self._line_starts: list[int] = []
        # A change to one annotation of a paragraph asks again for those of all others.
        self._runs: dict[tuple[int, int], tuple[tuple[int, Run], ...]] = {}
        self._text = ""
        self._offsets: OffsetMap | None = None
        self._measures: Measures | None = None

    @property
    def is_laid_out(self) -> bool:
        """Whether its lines are known."""
        return bool(self._lines)

    @property
    def remembers_letters(self) -> bool:
        """Whether it holds what is known of its letters, laid out or not."""
        return self._offsets is not None

    @property
    def lines(self) -> list[Line]:
        """Its lines; empty until it is laid out."""
        return self._lines

    @property
    def height(self) -> float:
        """Its height with the gap below, once it is laid out."""
        return len(self._lines) * self.style.pitch + self.gap

    @property
    def gap(self) -> int:
        """What follows its last line."""
        return self.style.gap if self.ends_paragraph else 0

    def estimated_height(self, width: float) -> float:
        """A guess at its height, for the scroll bar, until it is laid out."""
        return math.ceil(len(self.span) / self.style.letters_a_line(width)) * self.style.pitch + self.gap

    def lay_out(self, text: str, width: float, *, rtl: bool) -> None:
        """Break it into lines.

        Args:
            text: The text of the document.
            width: Of the column, in page units.
            rtl: Whether its paragraph runs from right to left.
        """
        if self._offsets is None or rtl != self.rtl:
            stored = self.span.of(text)
            self._text = stored.translate(_DRAWN_INSTEAD) if _UNDRAWABLE.search(stored) else stored
            self._offsets = OffsetMap(self._text)
            self._measures = Measures(len(self._text)) if rtl else None
            self._layout = None
        self.rtl = rtl
        self.forget_lines()
        layout = self._layout = self._layout or self._shaped()
        line = layout.createLine()
        while line.isValid():
            line.setLineWidth(width)
            baseline = len(self._lines) * self.style.pitch + self.style.baseline
            line.setPosition(QPointF(0.0, baseline - line.ascent()))
            drawn = line.naturalTextRect()
            first = self._offsets.codepoint_of(line.textStart())
            last = self._offsets.codepoint_of(line.textStart() + line.textLength())
            self._lines.append(
                Line(
                    self.span.start + first,
                    self.span.start + last,
                    baseline=baseline,
                    left=drawn.left() if rtl else 0.0,
                    # Qt counts the bearing of the last glyph into the right border.
                    right=width if rtl else min(drawn.right(), width),
                )
            )
            line = layout.createLine()
        self._line_starts = [line.start for line in self._lines]

    def _shaped(self) -> QTextLayout:
        """A layout that waits for its lines.

        It is never ended: begun anew, Qt would shape all letters again, which takes six times as long as breaking.
        """
        layout = QTextLayout(self._text, self.style.font)
        layout.setTextOption(_option(rtl=self.rtl))
        layout.setCacheEnabled(True)
        layout.beginLayout()
        return layout

    def forget_lines(self) -> None:
        """Have its lines broken anew, in the same letters."""
        self._lines = []
        self._line_starts = []
        self._runs = {}
        if self._layout is not None:
            self._layout.clearLayout()

    def forget_layout(self) -> None:
        """Free everything that was measured; the page keeps its height."""
        self.forget_lines()
        self._layout = None
        self._offsets = None
        self._measures = None
        self._text = ""

    def draw(self, painter: QPainter, top: float, clip: QRectF) -> None:
        """Draw its text, plain and once, in the painter's pen.

        Args:
            painter: In page units.
            top: Where the block begins.
            clip: Lines outside are left out.
        """
        if self._layout is not None:
            self._layout.draw(painter, QPointF(0.0, top), [], clip)

    def draw_line(self, painter: QPainter, number: int, origin: QPointF) -> None:
        """Draw the text of one line in the painter's pen, with the block's upper left corner at ``origin``."""
        if self._layout is not None:
            self._layout.lineAt(number).draw(painter, origin)

    def cells(self, number: int) -> Cells:
        """The cells of a line, in offsets of the document; computed when first asked for."""
        line = self._lines[number]
        if line.cells is None:
            if self._layout is None or self._offsets is None:
                raise IndexError(number)
            start, end = line.start - self.span.start, line.end - self.span.start
            cells = self._measures.cells(self._text, start, end, right=line.right) if self._measures else None
            if cells is None:
                # The QTextLine must not outlive its layout, so it is fetched anew and never kept.
                cells = cells_of(
                    self._layout.lineAt(number), self._text, self._offsets, start=start, end=end, rtl_paragraph=self.rtl
                )
                if self._measures is not None:
                    self._measures.learn(cells, self._text, right=line.right)
            cells.starts = [start + self.span.start for start in cells.starts]
            cells.end += self.span.start
            line.cells = cells
        return line.cells

    def line_of(self, offset: int) -> int:
        """The line that holds the character at ``offset``; the last one at the block's end."""
        return max(0, bisect_right(self._line_starts, offset) - 1)

    def line_at(self, y: float) -> int:
        """The line that stands at ``y`` from the block's top; the nearest one beyond the ends."""
        return max(0, min(len(self._lines) - 1, int(y // self.style.pitch)))

    def runs(self, start: int, end: int) -> tuple[tuple[int, Run], ...]:
        """The visual stretches of ``[start, end)`` with their line numbers.

        Only lines on which the stretch begins or ends are measured letter by letter.
        """
        start, end = max(start, self.span.start), min(end, self.span.end)
        if start >= end or not self._lines:
            return ()
        known = self._runs.get((start, end))
        if known is None:
            if len(self._runs) >= _MOST_RUNS:
                self._runs.clear()
            known = self._runs[start, end] = tuple(self._measured(start, end))
        return known

    def _measured(self, start: int, end: int) -> Iterator[tuple[int, Run]]:
        for number in range(self.line_of(start), self.line_of(end - 1) + 1):
            line = self._lines[number]
            if start <= line.start and line.end <= end:
                if line.right > line.left:
                    yield number, Run(line.left, line.right, start >= line.start, end <= line.end)
                continue
            for run in self._runs_on(number, max(start, line.start), min(end, line.end)):
                yield number, Run(run.left, run.right, run.starts and start >= line.start, run.ends and end <= line.end)

    def _runs_on(self, number: int, start: int, end: int) -> Sequence[Run]:
        """The visual stretches of some letters of one line: added up where that is possible, else by its cells."""
        line, origin = self._lines[number], self.span.start
        if line.cells is None and self._measures is not None:
            ends = (line.start - origin, line.end - origin)
            run = self._measures.run(self._text, start - origin, end - origin, line=ends, right=line.right)
            if run is not None:
                return (run,)
        return self.cells(number).runs(start, end)


def pieces(text: str, paragraph: Span) -> list[Span]:
    """A paragraph as it is laid out: whole, or where it is longer than ``LONGEST`` cut where it is least seen.

    That is behind a sentence, else behind a part of one, else behind a word. A word of thousands of letters is cut
    between two that are not joined; only where there is no such place, between two that are.
    """
    if len(paragraph) <= LONGEST:
        return [paragraph]
    result, start = [], paragraph.start
    while paragraph.end - start > _PIECE:
        cut = _cut(text, start + _PIECE // 2, start + _PIECE)
        result.append(Span(start, cut))
        start = cut
    result.append(Span(start, paragraph.end))
    return result


def _cut(text: str, earliest: int, latest: int) -> int:
    """Where a piece ends that begins well before ``earliest``."""
    for end in _ENDS:
        found = [match.end() for match in end.finditer(text, earliest, latest)]
        if found:
            return found[-1]
    graphemes_end = latest if is_boundary(text, latest) else previous_boundary(text, latest)
    cut = graphemes_end
    while cut > earliest and joins(text, cut):
        cut = previous_boundary(text, cut)
    # A single grapheme of thousands of marks has no boundary to cut at; it is cut all the same.
    return next((place for place in (cut, graphemes_end) if place > earliest), latest)


def _option(*, rtl: bool) -> QTextOption:
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
