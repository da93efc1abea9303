"""The whole page: where each block stands, what is under a point, where a stretch of text is drawn."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from annotator.model.span import Span
from annotator.operations.opendocument import OpenDocument
from annotator.text.direction import Direction, paragraph_direction
from annotator.ui.reader.blocks import Block, pieces
from annotator.ui.reader.heights import Heights
from annotator.ui.reader.styles import BOTTOM_MARGIN, TOP_MARGIN, Manner, style_of


@dataclass(frozen=True, slots=True)
class Place:
    """Where a caret can stand.

    Attributes:
        offset: Between two characters, in code points of the document.
        clings_back: Whether it stands at the border of the letter before, not of the one after; that makes a
            difference where a line wraps or the direction changes.
    """

    offset: int
    clings_back: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """A visual part of an annotation on one line, in page units.

    Attributes:
        block: Number of the block.
        line: Number of the line in the block.
        left: Left border.
        right: Right border.
        baseline: Of the line, from the top of the page.
        starts: Whether it holds the first letter.
        ends: Whether it holds the last letter.
    """

    block: int
    line: int
    left: float
    right: float
    baseline: float
    starts: bool
    ends: bool


class Page:
    """The geometry of one document at one column width.

    Belongs to the reader (or to a picture). All lengths are page units: logical pixels at a zoom of 100 %.
    x runs from the left border of the column, y from the top of the page.

    Attributes:
        document: What is read.
        width: Of the column.
        manner: How it is shown.
        blocks: In reading order.
    """

    def __init__(
        self,
        document: OpenDocument,
        width: float,
        *,
        manner: Manner = Manner.CALM,
        directions: Mapping[int, Direction] | None = None,
    ) -> None:
        self.document = document
        self.width = width
        self.manner = manner
        self.blocks: list[Block] = list(_blocks(document, manner))
        # Directions that the person gave to paragraphs; the others follow the majority of their letters.
        self._rtl = {paragraph: given is Direction.RTL for paragraph, given in (directions or {}).items()}
        self._starts = [block.span.start for block in self.blocks]
        self._guessed_width = width
        self._heights = Heights(
            (block.estimated_height(width) - block.gap for block in self.blocks), (block.gap for block in self.blocks)
        )
        self._laid_out: set[int] = set()
        # Blocks that remember their letters, laid out at the width in use or only at an earlier one.
        self._measured: set[int] = set()

    def set_width(self, width: float) -> None:
        """Give the column another width; nothing is laid out until it is needed."""
        self.width = width
        for number in self._laid_out:
            self.blocks[number].forget_lines()
        self._laid_out.clear()
        body = style_of(None, self.manner)
        self._heights.guess_again(body.letters_a_line(self._guessed_width) / body.letters_a_line(width))

    @property
    def height(self) -> float:
        """Of the page with its margins; a guess where blocks have not been laid out."""
        return TOP_MARGIN + self._heights.total + BOTTOM_MARGIN

    def top(self, block: int) -> float:
        """The upper border of a block."""
        return TOP_MARGIN + self._heights.before(block)

    def block_at(self, y: float) -> int:
        """The block at a height; the nearest one beyond the ends."""
        return self._heights.index_at(y - TOP_MARGIN)

    def block_of(self, offset: int) -> int:
        """The block that holds an offset; between two paragraphs the one before."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def blocks_within(self, top: float, bottom: float) -> range:
        """The blocks that share a height with ``[top, bottom]``."""
        return range(self.block_at(top), self.block_at(bottom) + 1)

    def blocks_of(self, span: Span) -> range:
        """The blocks that share a character with a span."""
        return range(self.block_of(span.start), self.block_of(span.end - 1) + 1)

    # ------------------------------------------------------------------ laying out

    def lay_out(self, block: int) -> bool:
        """Lay a block out if that has not been done; says whether it had to be done."""
        laid = self.blocks[block]
        if laid.is_laid_out:
            return False
        laid.lay_out(self.document.text, self.width, rtl=self._is_rtl(laid.paragraph))
        self._laid_out.add(block)
        self._measured.add(block)
        if laid.height != self._heights[block]:
            self._heights.change(block, laid.height)
        return True

    def _is_rtl(self, paragraph: int) -> bool:
        """Whether a paragraph runs from right to left, looked at when one of its blocks is first laid out."""
        known = self._rtl.get(paragraph)
        if known is None:
            spans = self.document.paragraphs
            words = spans[paragraph].of(self.document.text) if spans else ""
            known = self._rtl[paragraph] = paragraph_direction(words) is Direction.RTL
        return known

    def restyle(self, span: Span) -> None:
        """Set the paragraphs of a span as their zones ask for now."""
        for number in self.blocks_of(span):
            block = self.blocks[number]
            paragraphs = self.document.paragraphs
            zone = self.document.zone_of(paragraphs[block.paragraph]) if paragraphs else None
            block.style = style_of(zone, self.manner)
            self._guess(number)

    def turn(self, paragraph: int, direction: Direction | None) -> None:
        """Let a paragraph run in a direction; None lets it follow the majority of its letters."""
        self._rtl.pop(paragraph, None)
        if direction is not None:
            self._rtl[paragraph] = direction is Direction.RTL
        for number in self.blocks_of(self.document.paragraphs[paragraph]):
            self._guess(number)

    def _guess(self, block: int) -> None:
        """Forget the lines of a block; its height is guessed until they are needed."""
        self.blocks[block].forget_layout()
        self._laid_out.discard(block)
        self._measured.discard(block)
        self._heights.change(block, math.ceil(self.blocks[block].estimated_height(self.width)))

    def settle(self, top: float, height: float) -> float:
        """Lay out everything that a window shows, and hold still what stands in it.

        Args:
            top: Upper border of the window.
            height: Of the window.

        Returns:
            The upper border that shows the same letters at the same place.
        """
        while True:
            shown = self.blocks_within(top, top + height)
            anchor = next((b for b in shown if self.blocks[b].is_laid_out), shown.start)
            away = top - self.top(anchor)
            laid = [block for block in shown if self.lay_out(block)]
            top = self.top(anchor) + away
            if not laid:
                return top

    def forget_far(self, kept: range) -> None:
        """Free the layouts of all blocks but these."""
        for number in [number for number in self._measured if number not in kept]:
            self.blocks[number].forget_layout()
            self._laid_out.discard(number)
            self._measured.discard(number)

    # ------------------------------------------------------------------ from points to text

    def line_at(self, y: float) -> tuple[int, int]:
        """The block and the line in it that stand at a height; the nearest ones in gaps and beyond the ends."""
        block = self.block_at(y)
        self.lay_out(block)
        return block, self.blocks[block].line_at(y - self.top(block))

    def place_at(self, x: float, y: float) -> Place:
        """The place for a caret nearest to a point."""
        return self.place_on(*self.line_at(y), x)

    def place_on(self, block: int, line: int, x: float) -> Place:
        """The place on a line nearest to ``x``."""
        cells = self.blocks[block].cells(line)
        cell = cells.nearest(x)
        if cell is None:
            return Place(self.blocks[block].lines[line].start)
        right_half = x >= (cells.lefts[cell] + cells.rights[cell]) / 2
        if right_half == cells.rtl[cell]:
            return Place(cells.starts[cell])
        return Place(cells.end_of(cell), clings_back=True)

    def character_at(self, x: float, y: float) -> int | None:
        """The offset of the letter under a point, or None where there is none."""
        if not TOP_MARGIN <= y < self.height - BOTTOM_MARGIN:
            return None
        block, line = self.line_at(y)
        if y - self.top(block) >= len(self.blocks[block].lines) * self.blocks[block].style.pitch:
            return None
        cells = self.blocks[block].cells(line)
        cell = cells.under(x)
        return None if cell is None else cells.starts[cell]

    # ------------------------------------------------------------------ from text to points

    def spot(self, place: Place) -> tuple[int, int, float]:
        """Where a caret stands: block, line, and x."""
        number = self.block_of(place.offset)
        self.lay_out(number)
        block = self.blocks[number]
        offset = min(place.offset, block.span.end)
        back = offset > block.span.start and (place.clings_back or offset == block.span.end)
        line = block.line_of(offset - 1 if back else offset)
        cells = block.cells(line)
        if back:
            return number, line, cells.trailing(cells.index_of(offset - 1))
        return number, line, cells.leading(cells.index_of(offset))

    def caret_rect(self, place: Place) -> QRectF:
        """The stroke of a caret, without width."""
        number, line, x = self.spot(place)
        block = self.blocks[number]
        baseline = self.top(number) + block.lines[line].baseline
        return QRectF(x, baseline - block.style.above, 0.0, block.style.above + block.style.below)

    def stretches(self, span: Span) -> list[Stretch]:
        """Where a span is drawn; laid out where that has not been done."""
        result = []
        for number in self.blocks_of(span):
            self.lay_out(number)
            top, block = self.top(number), self.blocks[number]
            result += [
                Stretch(
                    number,
                    line,
                    run.left,
                    run.right,
                    top + block.lines[line].baseline,
                    run.starts and span.start >= block.span.start,
                    run.ends and span.end <= block.span.end,
                )
                for line, run in block.runs(span.start, span.end)
            ]
        return result

    def lines_before(self, block: int) -> int | None:
        """How many lines stand above a block, or None while some of those have not been laid out."""
        count = 0
        for number in range(block):
            above = self.blocks[number]
            if not above.is_laid_out:
                return None
            count += len(above.lines)
        return count


def _blocks(document: OpenDocument, manner: Manner) -> Iterator[Block]:
    # A text of nothing but newlines has no paragraph; it is shown as one empty one.
    for number, paragraph in enumerate(document.paragraphs or (Span(0, len(document.text)),)):
        style = style_of(document.zone_of(paragraph), manner)
        cut = pieces(document.text, paragraph)
        for piece in cut:
            yield Block(piece, paragraph=number, style=style, ends_paragraph=piece is cut[-1])
