"""Marks for characters that nobody sees: a small tag in the gap above the place, which moves no letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPolygonF

from annotator.model.span import Span
from annotator.ui.reader import ink
from annotator.ui.reader.blocks import Block
from annotator.ui.reader.cells import Cells
from annotator.ui.reader.view import View

_UNSEEN: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f"
    "\u3000\u3164\ufeff\uffa0\ufff9-\ufffc\U000e0000-\U000e007f]"
)
_NAMES: Final = {
    0x09: "TAB", 0xA0: "NBSP", 0xAD: "SHY", 0x34F: "CGJ", 0x61C: "ALM", 0x200B: "ZWSP", 0x200C: "ZWNJ",
    0x200D: "ZWJ", 0x200E: "LRM", 0x200F: "RLM", 0x2028: "LSEP", 0x2029: "PSEP", 0x202A: "LRE", 0x202B: "RLE",
    0x202C: "PDF", 0x202D: "LRO", 0x202E: "RLO", 0x202F: "NNBSP", 0x2060: "WJ", 0x2066: "LRI", 0x2067: "RLI",
    0x2068: "FSI", 0x2069: "PDI", 0xFEFF: "BOM", 0xFFFC: "OBJ",
}  # fmt: skip
_PX: Final = 8.5
_HEIGHT: Final = 11.0
_THIN: Final = 0.5


@dataclass(frozen=True, slots=True)
class Unseen:
    """One or more characters without ink at one place of a line.

    Attributes:
        line: Number of the line in the block.
        x: Where they stand.
        text: What they are, such as ``ZWNJ`` or ``RLO ×3``.
        suspicious: Whether one of them deceives or disturbs.
    """

    line: int
    x: float
    text: str
    suspicious: bool


def short_name(character: str) -> str:
    """The usual abbreviation of a character without ink, else its code.

    >>> short_name("\\u200f"), short_name("\\x00")
    ('RLM', 'U+0000')
    """
    code = ord(character)
    return _NAMES.get(code) or ("SP" if unicodedata.category(character) == "Zs" else f"U+{code:04X}")


def unseen_of(block: Block, text: str, letters: Span | None, suspicious: frozenset[int]) -> Iterator[Unseen]:
    """The characters without ink among some letters of a block that is laid out.

    Args:
        block: The block.
        text: Of the document.
        letters: Where to look, inside the block.
        suspicious: Offsets of those that deceive or disturb.
    """
    found: dict[tuple[int, float], list[int]] = {}
    for match in _UNSEEN.finditer(text, letters.start, letters.end) if letters is not None else ():
        offset = match.start()
        line = block.line_of(offset)
        found.setdefault((line, round(_place(block.cells(line), text, offset), 1)), []).append(offset)
    for (line, x), offsets in found.items():
        names = [short_name(text[offset]) for offset in offsets]
        kinds = dict.fromkeys(names)
        words = " ".join(name if names.count(name) == 1 else f"{name} ×{names.count(name)}" for name in kinds)
        yield Unseen(line, x, words, not suspicious.isdisjoint(offsets))


def _place(cells: Cells, text: str, offset: int) -> float:
    """Where a character without ink stands: a space in its own middle, any other behind the letter before it."""
    cell = cells.index_of(offset)
    if offset == cells.starts[cell]:
        if cells.rights[cell] - cells.lefts[cell] > _THIN:
            middle = (cells.lefts[cell] + cells.rights[cell]) / 2
            return middle if text[offset].isspace() else cells.leading(cell)
        drawn = [n for n in range(len(cells)) if cells.rights[n] - cells.lefts[n] > _THIN]
        before = [n for n in drawn if n < cell]
        if not before:
            return cells.leading(drawn[0]) if drawn else cells.leading(cell)
        cell = before[-1]
    return cells.trailing(cell)


def paint_unseen(painter: QPainter, block: Block, text: str, letters: Span | None, *, view: View) -> None:
    """Paint the marks among some letters of a block; the painter's origin is the block's."""
    borders: dict[int, float] = {}
    for mark in sorted(unseen_of(block, text, letters, view.suspicious), key=lambda m: (m.line, -m.x)):
        style, baseline = block.style, block.lines[mark.line].baseline
        colour = view.theme.bad if mark.suspicious else view.theme.ink3
        width = ink.width_of(mark.text, _PX, 500) + 6
        bottom = baseline - style.above + 0.5
        # Tags of one line stand side by side; the tip still shows the place.
        right = min(mark.x + width / 2, borders.get(mark.line, mark.x + width))
        borders[mark.line] = right - width - 1
        tag = QRectF(right - width, bottom - 3 - _HEIGHT, width, _HEIGHT)
        painter.setPen(ink.pen(colour, 1.0))
        painter.setBrush(view.theme.bad_bg if mark.suspicious else view.theme.card)
        painter.drawRoundedRect(tag, 3, 3)
        painter.setBrush(colour)
        tip = [QPointF(mark.x - 2.5, bottom - 3), QPointF(mark.x + 2.5, bottom - 3), QPointF(mark.x, bottom + 0.5)]
        painter.drawPolygon(QPolygonF(tip))
        centre = QPointF(tag.right() - 3, tag.center().y() - 0.4)
        ink.word(painter, centre, mark.text, colour, px=_PX, weight=500)
