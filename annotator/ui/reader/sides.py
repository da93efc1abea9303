"""What two or more people say about one place: the first above the letters, solid, the others below, hollow.

Both are in ink, so that they never look like a source.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from annotator.model.span import Fragments
from annotator.ui.reader import ink
from annotator.ui.reader.page import Page, Stretch
from annotator.ui.theme import Theme

_AWAY: Final = 7.4
"""From the letters' band to the middle of the bar: the bar stands in the gap between the lines."""
_SOLID: Final = 3.0
_HOLLOW: Final = 4.6
_PILL: Final = 15.5
_PX: Final = 10.5
_LEAST: Final = 3.0
_Taken: TypeAlias = dict[tuple[int, int, bool], float]
"""How far the tags of a line reach: by block, line, and whether it is above."""


@dataclass(frozen=True, slots=True)
class SideMark:
    """One stretch as one side has it.

    Attributes:
        fragments: The stretch.
        text: What stands in its tag, such as «أ ناقل».
        place: 0 for the first side, above the letters; 1 and on for the others, below.
    """

    fragments: Fragments
    text: str
    place: int


def paint_sides(painter: QPainter, marks: Sequence[SideMark], page: Page, theme: Theme) -> None:
    """Paint the bars and tags of all sides, as far as their lines are laid out; in page units."""
    laid = [(mark, [p for p in _parts(mark, page) if p.right - p.left >= _LEAST]) for mark in marks]
    # First every bar, then every tag: a claim's bar runs over the tags of the source and cue within it.
    for mark, parts in laid:
        for part in parts:
            _bar(painter, part, mark, page, theme)
    taken: _Taken = {}
    for mark, parts in laid:
        first = next((part for part in parts if part.starts), parts[0] if parts else None)
        if first is not None and mark.text:
            _tag(painter, first, mark, page, theme=theme, taken=taken)


def sides_rect(marks: Iterable[SideMark], page: Page) -> QRectF:
    """Where the sides are painted; empty where there is none."""
    rect = QRectF()
    for mark in marks:
        for part in _parts(mark, page):
            pitch = page.blocks[part.block].style.pitch
            rect = rect.united(QRectF(part.left - 80, part.baseline - pitch, part.right - part.left + 160, 2 * pitch))
    return rect


def _parts(mark: SideMark, page: Page) -> list[Stretch]:
    return [
        part
        for span in mark.fragments
        if page.blocks[page.block_of(span.start)].is_laid_out and page.blocks[page.block_of(span.end - 1)].is_laid_out
        for part in page.stretches(span)
    ]


def _middle(part: Stretch, mark: SideMark, page: Page) -> float:
    style = page.blocks[part.block].style
    if mark.place == 0:
        return part.baseline - style.above - _AWAY
    # Further sides share the gap below, one a little under the other.
    return part.baseline + style.below + _AWAY + (mark.place - 1) * (_HOLLOW + 1)


def _bar(painter: QPainter, part: Stretch, mark: SideMark, page: Page, theme: Theme) -> None:
    y = _middle(part, mark, page)
    if mark.place == 0:
        bar = QRectF(part.left, y - _SOLID / 2, part.right - part.left, _SOLID)
        ink.fill(painter, bar, theme.ink, radius=_SOLID / 2)
        return
    painter.setPen(ink.pen(theme.ink, 1.2))
    painter.setBrush(theme.page)
    bar = QRectF(part.left, y - _HOLLOW / 2, part.right - part.left, _HOLLOW)
    painter.drawRoundedRect(bar, _HOLLOW / 2, _HOLLOW / 2)


def _tag(painter: QPainter, part: Stretch, mark: SideMark, page: Page, *, theme: Theme, taken: _Taken) -> None:
    """The tag at the start of a stretch, moved on where another one stands already."""
    rtl = page.blocks[part.block].rtl
    width = ink.width_of(mark.text, _PX, 600) + 13
    line = (part.block, part.line, mark.place == 0)
    start = part.right + 1 if rtl else part.left - 1
    border = taken.get(line)
    if border is not None:
        start = min(start, border - 2) if rtl else max(start, border + 2)
    left = start - width if rtl else start
    taken[line] = left if rtl else left + width
    pill = QRectF(left, _middle(part, mark, page) - _PILL / 2, width, _PILL)
    solid = mark.place == 0
    painter.setPen(Qt.PenStyle.NoPen if solid else ink.pen(theme.ink, 1.2))
    painter.setBrush(theme.ink if solid else theme.page)
    painter.drawRoundedRect(pill, _PILL / 2, _PILL / 2)
    words = QPointF(pill.center().x() + ink.width_of(mark.text, _PX, 600) / 2, pill.center().y() - 0.6)
    ink.word(painter, words, mark.text, theme.page if solid else theme.ink, px=_PX, weight=600)
