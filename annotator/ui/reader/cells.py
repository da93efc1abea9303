"""Where each letter of a laid-out line stands: visual cells, read from the glyphs that Qt drew.

Qt's own hit test is wrong on wrapped Arabic lines, so nothing here asks it. A cell belongs to one grapheme: marks share
their letter's cell, a ligature is split evenly among its letters, and what has no ink of its own (bidi controls, the
space that hangs at a wrapped line's end) gets a cell without width.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from PySide6.QtGui import QGlyphRun, QTextLayout, QTextLine

from annotator.text.graphemes import next_boundary
from annotator.text.offsets import OffsetMap

_Retrieval = QTextLayout.GlyphRunRetrievalFlag
_EVERYTHING: Final = (
    _Retrieval.RetrieveGlyphIndexes | _Retrieval.RetrieveGlyphPositions | _Retrieval.RetrieveStringIndexes
)
NARROWEST: Final = 0.01
"""What is narrower draws nothing, in page units."""
# Plain letters, digits and punctuation of news, each a grapheme of its own: most lines have nothing else.
_LETTER_BY_LETTER: Final = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u02ff\u060c\u061b\u061f-\u064a\u0660-\u066d\u2010-\u2027]*"
)
# What Qt hides (Unicode: Default_Ignorable_Code_Point, as far as news has it).
_IGNORABLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_TOUCHING: Final = 1.0


class Run(NamedTuple):
    """A visual stretch of one line without a gap; a tuple, for every frame of a new width makes hundreds.

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
            if right - left < NARROWEST:
                continue
            away = left - x if x < left else x - right if x > right else 0.0
            if away < distance:
                best, distance = cell, away
        return best

    def beside(self, x: float, *, leftwards: bool) -> int | None:
        """The next drawn cell to the left or right of ``x``, or None at the line's visual end."""
        best: int | None = None
        for cell, (left, right) in enumerate(zip(self.lefts, self.rights, strict=True)):
            if right - left < NARROWEST:
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
            if self.rights[i] - self.lefts[i] >= NARROWEST
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


def graphemes(text: str, start: int, end: int) -> Sequence[int]:
    """Offsets at which the graphemes of ``text[start:end]`` begin, in code points."""
    if _LETTER_BY_LETTER.fullmatch(text, start, end):
        return range(start, end)
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


class _Drawn:
    """What is known of the graphemes of a line.

    Attributes:
        borders: Of each, or None where no glyph begins in it.
        rtl: Whether each is read from right to left.
    """

    __slots__ = ("borders", "rtl")

    def __init__(self, count: int) -> None:
        self.borders: list[tuple[float, float] | None] = [None] * count
        self.rtl = [True] * count


def _by_string_index(
    runs: Sequence[QGlyphRun], text: str, offsets: OffsetMap, *, starts: Sequence[int], end: int
) -> _Drawn:
    """Borders from one question for the whole line: quick, but the indexes lie as soon as a second font takes part."""
    drawn = _Drawn(len(starts))
    borders, directions, straight = drawn.borders, drawn.rtl, isinstance(starts, range)
    hides = not straight and _IGNORABLE.search(text, starts[0], end) is not None
    for run in runs:
        rtl = run.isRightToLeft()
        for offset, left, right in _measured(run, text, offsets, hides=hides):
            cell = offset - starts[0] if straight else max(0, bisect_right(starts, offset) - 1)
            before = borders[cell]
            if before is None or before[1] - before[0] < NARROWEST:
                borders[cell] = (left, right)
            elif right - left >= NARROWEST:
                borders[cell] = (min(before[0], left), max(before[1], right))
            directions[cell] = rtl
    return drawn


def _measured(run: QGlyphRun, text: str, offsets: OffsetMap, *, hides: bool) -> Iterator[tuple[int, float, float]]:
    """Offset of its letter, left and right border of each glyph of a run."""
    letters = run.stringIndexes()
    if offsets.utf16_length != offsets.length:
        letters = [offsets.codepoint_of(utf16) for utf16 in letters]
    widths = [advance.x() for advance in run.rawFont().advancesForGlyphIndexes(run.glyphIndexes())]
    if hides:
        # Qt hides what should not be seen, but its font goes on reporting the advance.
        widths = [0.0 if _IGNORABLE.match(text, at) else width for at, width in zip(letters, widths, strict=True)]
    lefts = [position.x() for position in run.positions()]
    # A kerned letter ends where the next one begins, not where its own advance would end.
    drawn = sorted([left for left, width in zip(lefts, widths, strict=True) if width >= NARROWEST])
    following = dict(pairwise(drawn))
    rights = [
        following.get(left, left + width) if width >= NARROWEST else left
        for left, width in zip(lefts, widths, strict=True)
    ]
    return zip(letters, lefts, rights, strict=True)


def _by_asking_for_each(line: QTextLine, text: str, offsets: OffsetMap, *, starts: Sequence[int], end: int) -> _Drawn:
    """Borders from a question for each grapheme: slower, and right where several fonts share a line."""
    stops = [*starts[1:], end]
    asked = [_ask(line, offsets, start, stop) for start, stop in zip(starts, stops, strict=True)]
    drawn = _Drawn(len(starts))
    first = 0
    for cell, (start, runs) in enumerate(zip(starts, asked, strict=True)):
        follows = cell > 0 and bool(runs) and _glyphs(runs) == _glyphs(asked[first])
        if not runs or (follows and not _IGNORABLE.match(text, start)):
            drawn.rtl[cell] = drawn.rtl[cell - 1] if cell else True
            if follows:
                # Asked for a part of a ligature, Qt gives a wrong box; asked for all of it, the right one.
                drawn.borders[first] = _box(_ask(line, offsets, starts[first], stops[cell]))
            continue
        first = cell
        drawn.borders[cell], drawn.rtl[cell] = _box(runs), runs[0].isRightToLeft()
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
    boxes = [box for box in boxes if box.width() >= NARROWEST] or boxes[:1]
    return min(box.left() for box in boxes), max(box.left() + max(0.0, box.width()) for box in boxes)


def _completed(drawn: _Drawn, text: str, *, starts: Sequence[int], end: int, rtl_paragraph: bool) -> Cells:
    """Share ligatures among their letters, and place what is not drawn at the border of what is."""
    known = [borders for borders in drawn.borders if borders is not None]
    edges = [left for left, _ in known] if rtl_paragraph else [right for _, right in known]
    line_end = (min if rtl_paragraph else max)(edges, default=0.0)
    tail = _hanging_from(text, starts, drawn)
    lefts, rights = [line_end] * len(starts), [line_end] * len(starts)
    cell = 0
    while cell < tail:
        # Letters without a glyph of their own share the one before them.
        following = cell + 1
        while following < tail and drawn.borders[following] is None:
            following += 1
        left, right = drawn.borders[cell] or (line_end, line_end)
        _share(left, right, lefts, rights, range(cell, following), rtl=drawn.rtl[cell])
        cell = following
    directions = drawn.rtl[:tail] + [rtl_paragraph] * (len(starts) - tail)
    return Cells(list(starts), end=end, lefts=lefts, rights=rights, rtl=directions)


def _share(left: float, right: float, lefts: list[float], rights: list[float], cells: range, *, rtl: bool) -> None:
    """Give each of some cells, in logical order, an even part of a stretch."""
    if len(cells) == 1:
        lefts[cells.start], rights[cells.start] = left, right
        return
    width = (right - left) / len(cells)
    for place, cell in enumerate(reversed(cells) if rtl else cells):
        lefts[cell] = left + place * width
        rights[cell] = lefts[cell] + width


def _hanging_from(text: str, starts: Sequence[int], drawn: _Drawn) -> int:
    """The first cell of the white space that hangs, undrawn, at the line's end."""
    tail = len(starts)
    while tail and drawn.borders[tail - 1] is None and text[starts[tail - 1]].isspace():
        tail -= 1
    return tail
