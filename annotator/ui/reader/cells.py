"""Where each letter of a laid-out line stands: visual cells, read from the glyphs that Qt drew.

Qt's own hit test is wrong on wrapped Arabic lines, so nothing here asks it. A cell belongs to one grapheme: marks share
their letter's cell, a ligature is split evenly among its letters, and what has no ink of its own (bidi controls, the
space that hangs at a wrapped line's end) gets a cell without width.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from PySide6.QtGui import QGlyphRun, QTextLayout, QTextLine

from annotator.text.graphemes import next_boundary
from annotator.text.offsets import OffsetMap

_Retrieval = QTextLayout.GlyphRunRetrievalFlag
_EVERYTHING: Final = (
    _Retrieval.RetrieveGlyphIndexes | _Retrieval.RetrieveGlyphPositions | _Retrieval.RetrieveStringIndexes
)
_NARROWEST: Final = 0.01
_TOUCHING: Final = 1.0


@dataclass(frozen=True, slots=True)
class Run:
    """A visual stretch of one line without a gap.

    Attributes:
        left: Left border, in page units.
        right: Right border, in page units.
        starts: Whether it holds the first letter that was asked for.
        ends: Whether it holds the last one.
    """

    left: float
    right: float
    starts: bool
    ends: bool


class Cells:
    """The cells of one line, in logical order.

    Attributes:
        starts: Offset of each cell's grapheme, in code points of the block's text.
        end: Offset just past the last one.
        lefts: Left border of each cell.
        rights: Right border of each cell; equal to the left one where nothing is drawn.
        rtl: Whether each cell is read from right to left.
    """

    __slots__ = ("end", "lefts", "rights", "rtl", "starts")

    def __init__(
        self, starts: list[int], *, end: int, lefts: list[float], rights: list[float], rtl: list[bool]
    ) -> None:
        self.starts = starts
        self.end = end
        self.lefts = lefts
        self.rights = rights
        self.rtl = rtl

    def __len__(self) -> int:
        return len(self.starts)

    def index_of(self, offset: int) -> int:
        """The cell that holds the character at ``offset``; the nearest one when it lies outside the line."""
        return max(0, min(len(self.starts) - 1, bisect_right(self.starts, offset) - 1))

    def end_of(self, cell: int) -> int:
        """Offset just past a cell."""
        return self.starts[cell + 1] if cell + 1 < len(self.starts) else self.end

    def leading(self, cell: int) -> float:
        """The border at which a cell's letter begins."""
        return self.rights[cell] if self.rtl[cell] else self.lefts[cell]

    def trailing(self, cell: int) -> float:
        """The border at which a cell's letter ends."""
        return self.lefts[cell] if self.rtl[cell] else self.rights[cell]

    def under(self, x: float) -> int | None:
        """The cell that is drawn at ``x``, or None beside the line."""
        for cell, (left, right) in enumerate(zip(self.lefts, self.rights, strict=True)):
            if left <= x < right:
                return cell
        return None

    def nearest(self, x: float) -> int | None:
        """The drawn cell nearest to ``x``, or None where the line draws nothing."""
        best, distance = None, float("inf")
        for cell, (left, right) in enumerate(zip(self.lefts, self.rights, strict=True)):
            if right - left < _NARROWEST:
                continue
            away = left - x if x < left else x - right if x > right else 0.0
            if away < distance:
                best, distance = cell, away
        return best

    def beside(self, x: float, *, leftwards: bool) -> int | None:
        """The next drawn cell to the left or right of ``x``, or None at the line's visual end."""
        best: int | None = None
        for cell, (left, right) in enumerate(zip(self.lefts, self.rights, strict=True)):
            if right - left < _NARROWEST:
                continue
            middle = (left + right) / 2
            if (middle >= x) if leftwards else (middle <= x):
                continue
            if best is None or (left > self.lefts[best]) == leftwards:
                best = cell
        return best

    def runs(self, start: int, end: int) -> list[Run]:
        """The visual stretches of ``[start, end)``, left to right; several on a line of mixed direction."""
        first, last = self.index_of(start), self.index_of(end - 1)
        borders = sorted(
            (self.lefts[i], self.rights[i], i)
            for i in range(first, last + 1)
            if self.rights[i] - self.lefts[i] >= _NARROWEST
        )
        if not borders:
            return []
        first_drawn = min(i for _, _, i in borders)
        last_drawn = max(i for _, _, i in borders)
        merged: list[tuple[float, float, bool, bool]] = []
        for left, right, i in borders:
            starts, ends = i == first_drawn, i == last_drawn
            if merged and left <= merged[-1][1] + _TOUCHING:
                low, high, had_start, had_end = merged[-1]
                merged[-1] = (low, max(high, right), had_start or starts, had_end or ends)
            else:
                merged.append((left, right, starts, ends))
        return [Run(*parts) for parts in merged]


def graphemes(text: str, start: int, end: int) -> list[int]:
    """Offsets at which the graphemes of ``text[start:end]`` begin, in code points."""
    starts = []
    while start < end:
        starts.append(start)
        start = next_boundary(text, start)
    return starts


def cells_of(line: QTextLine, text: str, offsets: OffsetMap, *, start: int, end: int, rtl_paragraph: bool) -> Cells:
    """The cells of a laid-out line.

    Args:
        line: The line; it is not kept.
        text: The text of its layout.
        offsets: From code points of that text to Qt's UTF-16 units.
        start: Offset of the line's first character, in code points.
        end: Offset just past its last one.
        rtl_paragraph: Whether the paragraph runs from right to left.
    """
    starts = graphemes(text, start, end)
    runs = line.glyphRuns(offsets.utf16_of(start), offsets.utf16_of(end) - offsets.utf16_of(start), _EVERYTHING)
    # Fonts are compared, never asked for their name: the box that stands for a missing font dies of that question.
    if not runs or all(run.rawFont() == runs[0].rawFont() for run in runs[1:]):
        drawn = _by_string_index(runs, text, offsets, starts=starts, end=end)
    else:
        drawn = _by_asking_for_each(line, text, offsets, starts=starts, end=end)
    return _completed(drawn, text, starts=starts, end=end, rtl_paragraph=rtl_paragraph)


@dataclass(slots=True)
class _Drawn:
    """What is known of one grapheme: its borders, or None where no glyph begins in it."""

    borders: tuple[float, float] | None
    rtl: bool


def _by_string_index(
    runs: Sequence[QGlyphRun], text: str, offsets: OffsetMap, *, starts: list[int], end: int
) -> list[_Drawn]:
    """Borders from one question for the whole line: quick, but the indexes lie as soon as a second font takes part."""
    drawn = [_Drawn(None, True) for _ in starts]
    for run in runs:
        rtl = run.isRightToLeft()
        for utf16, left, right in _measured(run, text, offsets):
            cell = drawn[max(0, bisect_right(starts, offsets.codepoint_of(utf16)) - 1)]
            if cell.borders is None or cell.borders[1] - cell.borders[0] < _NARROWEST:
                cell.borders = (left, right)
            elif right - left >= _NARROWEST:
                cell.borders = (min(cell.borders[0], left), max(cell.borders[1], right))
            cell.rtl = rtl
    return drawn


def _measured(run: QGlyphRun, text: str, offsets: OffsetMap) -> list[tuple[int, float, float]]:
    """String index, left and right border of each glyph of a run."""
    # Qt hides what should not be seen, but its font goes on reporting the advance.
    widths = [
        0.0 if _is_ignorable(text[offsets.codepoint_of(utf16)]) else advance.x()
        for utf16, advance in zip(
            run.stringIndexes(), run.rawFont().advancesForGlyphIndexes(run.glyphIndexes()), strict=True
        )
    ]
    lefts = [position.x() for position in run.positions()]
    # A kerned letter ends where the next one begins, not where its own advance would end.
    borders = sorted(left for left, width in zip(lefts, widths, strict=True) if width >= _NARROWEST)
    following = dict(pairwise(borders))
    return [
        (utf16, left, following.get(left, left + width) if width >= _NARROWEST else left)
        for utf16, left, width in zip(run.stringIndexes(), lefts, widths, strict=True)
    ]


def _by_asking_for_each(line: QTextLine, text: str, offsets: OffsetMap, *, starts: list[int], end: int) -> list[_Drawn]:
    """Borders from a question for each grapheme: slower, and right where several fonts share a line."""
    stops = [*starts[1:], end]
    asked = [_ask(line, offsets, start, stop) for start, stop in zip(starts, stops, strict=True)]
    drawn: list[_Drawn] = []
    first = 0
    for cell, (start, runs) in enumerate(zip(starts, asked, strict=True)):
        follows = cell > 0 and bool(runs) and _glyphs(runs) == _glyphs(asked[first])
        if not runs or (follows and not _is_ignorable(text[start])):
            drawn.append(_Drawn(None, drawn[-1].rtl if drawn else True))
            if follows:
                # Asked for a part of a ligature, Qt gives a wrong box; asked for all of it, the right one.
                drawn[first].borders = _box(_ask(line, offsets, starts[first], stops[cell]))
            continue
        first = cell
        drawn.append(_Drawn(_box(runs), runs[0].isRightToLeft()))
    return drawn


def _ask(line: QTextLine, offsets: OffsetMap, start: int, stop: int) -> list[QGlyphRun]:
    utf16 = offsets.utf16_of(start)
    return line.glyphRuns(utf16, offsets.utf16_of(stop) - utf16, _EVERYTHING)


def _glyphs(runs: Sequence[QGlyphRun]) -> list[tuple[int, float]]:
    """Which glyphs stand where; the letters of a ligature give the same answer."""
    return [
        (glyph, position.x())
        for run in runs
        for glyph, position in zip(run.glyphIndexes(), run.positions(), strict=True)
    ]


def _box(runs: Sequence[QGlyphRun]) -> tuple[float, float]:
    """The borders of all glyphs together; hidden ones have no width."""
    boxes = [run.boundingRect() for run in runs]
    boxes = [box for box in boxes if box.width() >= _NARROWEST] or boxes[:1]
    return min(box.left() for box in boxes), max(box.left() + max(0.0, box.width()) for box in boxes)


def _completed(drawn: list[_Drawn], text: str, *, starts: list[int], end: int, rtl_paragraph: bool) -> Cells:
    """Share ligatures among their letters, and place what is not drawn at the border of what is."""
    lefts, rights = [0.0] * len(starts), [0.0] * len(starts)
    known = [cell.borders for cell in drawn if cell.borders is not None]
    tail = _hanging_from(text, starts, drawn)
    if rtl_paragraph:
        line_end = min((left for left, _ in known), default=0.0)
    else:
        line_end = max((right for _, right in known), default=0.0)
    for group in _clusters(drawn, tail):
        borders, rtl = drawn[group[0]].borders, drawn[group[0]].rtl
        if borders is None:
            borders = (line_end, line_end)
        left, width = borders[0], (borders[1] - borders[0]) / len(group)
        for place, cell in enumerate(group):
            lefts[cell] = left + (len(group) - 1 - place if rtl else place) * width
            rights[cell] = lefts[cell] + width
    for cell in range(tail, len(starts)):
        lefts[cell] = rights[cell] = line_end
    directions = [cell.rtl for cell in drawn[:tail]] + [rtl_paragraph] * (len(starts) - tail)
    return Cells(starts, end=end, lefts=lefts, rights=rights, rtl=directions)


def _hanging_from(text: str, starts: list[int], drawn: list[_Drawn]) -> int:
    """The first cell of the white space that hangs, undrawn, at the line's end."""
    tail = len(starts)
    while tail and drawn[tail - 1].borders is None and text[starts[tail - 1]].isspace():
        tail -= 1
    return tail


def _clusters(drawn: list[_Drawn], tail: int) -> Iterator[list[int]]:
    """Cells that share one glyph, in logical order."""
    group: list[int] = []
    for cell in range(tail):
        if drawn[cell].borders is not None and group:
            yield group
            group = []
        group.append(cell)
    if group:
        yield group


@lru_cache(maxsize=4096)
def _is_ignorable(character: str) -> bool:
    """Whether Qt hides the character (Unicode: Default_Ignorable_Code_Point, as far as news has it)."""
    point = ord(character)
    return (
        (unicodedata.category(character) == "Cf" and not 0x600 <= point <= 0x605 and point not in (0x6DD, 0x70F))
        or point in (0x034F, 0x115F, 0x1160, 0x3164, 0xFFA0)
        or 0x180B <= point <= 0x180F
        or 0xFE00 <= point <= 0xFE0F
        or 0xE0000 <= point <= 0xE0FFF
    )
