"""How wide the letters of a block are set: learned from its lines, kept when they break anew at another width.

A line of a paragraph breaks elsewhere in another column, but every letter keeps its shape and its width, for Qt shapes
a paragraph before it breaks it. So the cells of a line whose letters are all known are added up, not asked for again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from annotator.ui.reader.cells import NARROWEST, Cells, Run

_INSIDE: Final = -1.0
"""Stands for a character that belongs to the grapheme before it."""
_WITHOUT_WIDTH: Final = frozenset(("Mn", "Me", "Cf"))
_NESTING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Embeds, overrides and isolates: behind them letters stand in another order on every line, so none are added up."""
_EXACT: Final = 1 / 32
"""Qt counts in 64ths of a pixel; what is added up must agree with what was measured."""


class Measures:
    """The widths of the letters of one block that runs from right to left, as far as its lines have been measured.

    Belongs to the block. Only lines are learned that can be added up again: the cells of each are compared with what
    was measured, and forgotten where they differ (controls of direction, deeper nesting of directions).

    Args:
        length: Of the block, in code points.
    """

    __slots__ = ("_leftwards", "_nests", "_sums", "_unknown", "_widths")

    def __init__(self, length: int) -> None:
        self._widths: list[float | None] = [None] * length
        self._leftwards = bytearray(length)
        self._unknown = bytearray(b"\1") * length
        self._nests: bool | None = None
        # How far from the first letter each one begins, as if all stood on one line; made when it is asked for.
        self._sums: list[float] = []

    def learn(self, cells: Cells, text: str, *, right: float) -> None:
        """Remember a line that was measured.

        Args:
            cells: Its cells, in offsets of the block.
            text: The text of the block.
            right: Right border of the line.
        """
        start, end = cells.starts[0], cells.end
        if self._nests is None:
            self._nests = _NESTING.search(text) is not None
        drawn = _without_hanging(text, start, end)
        if drawn is None or self._nests:
            return
        before = self._widths[start:drawn]
        self._widths[start:drawn] = [_INSIDE] * (drawn - start)
        for cell, offset in enumerate(cells.starts):
            if offset < drawn:
                self._widths[offset] = cells.rights[cell] - cells.lefts[cell]
                self._leftwards[offset] = not cells.rtl[cell]
        again = self.cells(text, start, end, right=right)
        if again is None or not _agree(again, cells):
            self._widths[start:drawn] = before
        self._unknown[start:drawn] = bytes(width is None for width in self._widths[start:drawn])
        self._sums = []

    def run(self, text: str, start: int, end: int, *, line: tuple[int, int], right: float) -> Run | None:
        """The one visual stretch of some letters of a line; None where that takes the cells of the line.

        Args:
            text: The text of the block.
            start: Offset of the first letter in the block.
            end: Offset just past the last one.
            line: Where the line begins and ends.
            right: Right border of the line.
        """
        first, past = line
        drawn = _without_hanging(text, first, past)
        if drawn is None or not first <= start < drawn or self._unknown.find(1, first, drawn) >= 0:
            return None
        widths, last = self._widths, min(end, drawn)
        while last < drawn and widths[last] == _INSIDE:
            last += 1
        while start > first and widths[start] == _INSIDE:
            start -= 1
        if widths[first] == _INSIDE or any(
            first < border < drawn and self._is_among_leftward(border) for border in (start, last)
        ):
            return None
        if not self._sums:
            self._sums = [0.0, *accumulate(width if width and width > 0 else 0.0 for width in widths)]
        begins, ends = self._sums[start], self._sums[last]
        if ends - begins < NARROWEST:
            return None
        from_right = right + self._sums[first]
        return Run(from_right - ends, from_right - begins, starts=True, ends=True)

    def _is_among_leftward(self, border: int) -> bool:
        """Whether the letters on both sides of a border are read from left to right, so that it is no border of ink."""
        before = border - 1
        while self._widths[before] == _INSIDE:
            before -= 1
        return bool(self._leftwards[before] and self._leftwards[border])

    def cells(self, text: str, start: int, end: int, *, right: float) -> Cells | None:
        """The cells of a line, or None where it has to be measured.

        Args:
            text: The text of the block.
            start: Offset of its first character in the block.
            end: Offset just past its last one.
            right: Right border of the line.
        """
        drawn = _without_hanging(text, start, end)
        if drawn is None:
            return None
        known = self._widths[start:drawn]
        if None in known or (known and known[0] == _INSIDE):
            return None
        widths: list[float] = [width for width in known if width is not None]
        starts: Sequence[int] = range(start, drawn)
        if _INSIDE in widths:
            starts = [start + at for at, width in enumerate(widths) if width != _INSIDE]
            widths = [width for width in widths if width != _INSIDE]
        if self._leftwards.find(1, start, drawn) < 0:
            lefts = [right - width for width in accumulate(widths)]
            rights = [right, *lefts[:-1]]
            rtl = [True] * len(lefts)
        else:
            rtl = [not self._leftwards[offset] for offset in starts]
            lefts, rights = _in_visual_order(widths, rtl, right=right)
        if drawn < end:
            border = min(lefts, default=right)
            lefts.append(border)
            rights.append(border)
            rtl.append(True)
            starts = [*starts, drawn]
        return Cells(list(starts), end=end, lefts=lefts, rights=rights, rtl=rtl)


def _without_hanging(text: str, start: int, end: int) -> int | None:
    """Where the space that hangs at the end of a wrapped line begins; None where more than one plain space does."""
    last = end - 1
    while last > start and unicodedata.category(text[last]) in _WITHOUT_WIDTH:
        last -= 1
    if not text[last].isspace():
        return end
    # A mark on a space hangs with it.
    if last < end - 1 or end == len(text) or text[end - 1] != " " or end - 1 == start or text[end - 2].isspace():
        return None
    return end - 1


def _in_visual_order(widths: list[float], rtl: list[bool], *, right: float) -> tuple[list[float], list[float]]:
    """The borders of letters on a line from right to left, in which stretches run from left to right."""
    lefts, rights = [0.0] * len(widths), [0.0] * len(widths)
    x, cell = right, 0
    while cell < len(widths):
        following = cell + 1
        if rtl[cell]:
            rights[cell], x = x, x - widths[cell]
            lefts[cell] = x
        else:
            while following < len(widths) and not rtl[following]:
                following += 1
            x -= sum(widths[cell:following])
            border = x
            for inside in range(cell, following):
                lefts[inside] = border
                border += widths[inside]
                rights[inside] = border
        cell = following
    return lefts, rights


def _agree(one: Cells, other: Cells) -> bool:
    return (
        one.starts == other.starts
        and one.rtl == other.rtl
        and all(abs(a - b) <= _EXACT for a, b in zip(one.lefts, other.lefts, strict=True))
        and all(abs(a - b) <= _EXACT for a, b in zip(one.rights, other.rights, strict=True))
    )
