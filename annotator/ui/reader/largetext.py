"""Letters too large for Qt to keep: a line that stays in view is shown from a picture of it.

Qt keeps the pictures of letters of up to 64 pixels. Larger ones it fills as outlines in every frame, thirty times as
slowly: at a zoom of 300 %, or at half of that on a screen with two pixels a pixel.
"""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from annotator.ui.reader.blocks import Block, Line

_LARGEST_KEPT_PX: Final = 64
"""Qt's own limit (QT_MAX_CACHED_GLYPH_SIZE), in pixels of the screen."""
_MOST_BYTES: Final = 48_000_000
_ABOVE, _BELOW = 1.7, 1.2
"""How far ink may reach from the baseline, in sizes of the font: vocalised letters, and the tails of others."""
_BESIDE: Final = 12.0
_MOST_WANTED: Final = 64


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A line that was painted without a picture, and how it stood on the screen."""

    block: Block
    line: Line
    colour: QColor
    scale: float
    inside: QPointF
    wide: float


class LargeText:
    """The pictures of lines that are in view, within a limit of bytes.

    Belongs to what paints the page. A line is painted from its picture where there is one, else as usual; its picture
    is made when there is time for it.
    """

    __slots__ = ("_bytes", "_pictures", "_scale", "_wanted")

    def __init__(self) -> None:
        self._pictures: dict[Hashable, QImage] = {}
        self._wanted: dict[Hashable, _Wanted] = {}
        self._bytes = 0
        self._scale = 0.0

    def draw(self, painter: QPainter, block: Block, top: float, clip: QRectF, *, colour: QColor, width: float) -> bool:
        """Draw the text of a block whose letters are large; says whether they are, else it is to be drawn as usual.

        Args:
            painter: In page units.
            block: The block, laid out.
            top: Where it begins on the page.
            clip: Lines outside are left out.
            colour: Of the letters.
            width: Of the column.
        """
        transform, ratio = painter.combinedTransform(), painter.device().devicePixelRatio()
        scale, px = transform.m11(), block.style.px
        if scale != self._scale:
            self._forget(scale)
        plain = transform.m22() == scale and not transform.m12() and not transform.m21() and ratio == round(ratio)
        if not plain or scale * px < _LARGEST_KEPT_PX:
            return False
        for number, line in enumerate(block.lines):
            y = top + line.baseline - _ABOVE * px
            if y > clip.bottom() or y + (_ABOVE + _BELOW) * px < clip.top():
                continue
            corner = transform.map(QPointF(-_BESIDE, y))
            left, upper = math.floor(corner.x()), math.floor(corner.y())
            inside = QPointF(corner.x() - left, corner.y() - upper)
            wanted = _Wanted(block, line, colour, scale, inside, width + 2 * _BESIDE)
            picture = self._picture(wanted)
            if picture is None:
                block.draw_line(painter, number, QPointF(0.0, top))
                continue
            painter.save()
            painter.resetTransform()
            picture.setDevicePixelRatio(ratio)
            painter.drawImage(QPointF(left / ratio, upper / ratio), picture)
            painter.restore()
        return True

    def make_one(self) -> bool:
        """Make the picture of one line that was painted without; says whether there was one to make."""
        while self._wanted:
            key = next(iter(self._wanted))
            wanted = self._wanted.pop(key)
            if any(line is wanted.line for line in wanted.block.lines):
                picture = _painted(wanted)
                self._bytes += picture.sizeInBytes()
                while self._bytes > _MOST_BYTES and self._pictures:
                    self._bytes -= self._pictures.pop(next(iter(self._pictures))).sizeInBytes()
                self._pictures[key] = picture
                return True
        return False

    def _forget(self, scale: float) -> None:
        """Free the pictures of another scale."""
        self._pictures.clear()
        self._wanted.clear()
        self._bytes, self._scale = 0, scale

    def _picture(self, wanted: _Wanted) -> QImage | None:
        line, inside = wanted.line, wanted.inside
        key = (
            line.start, line.end, wanted.block.style, wanted.block.rtl, wanted.colour.rgba(), wanted.scale, wanted.wide,
            round(inside.x(), 3), round(inside.y(), 3),
        )  # fmt: skip
        known = self._pictures.pop(key, None)
        if known is not None:
            self._pictures[key] = known
        else:
            if len(self._wanted) >= _MOST_WANTED:
                self._wanted.clear()
            self._wanted[key] = wanted
        return known


def _painted(wanted: _Wanted) -> QImage:
    block, scale = wanted.block, wanted.scale
    px, number = block.style.px, next(n for n, line in enumerate(block.lines) if line is wanted.line)
    high = (_ABOVE + _BELOW) * px
    picture = QImage(
        math.ceil(wanted.wide * scale) + 2, math.ceil(high * scale) + 2, QImage.Format.Format_ARGB32_Premultiplied
    )
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.translate(wanted.inside)
        painter.scale(scale, scale)
        painter.setPen(wanted.colour)
        block.draw_line(painter, number, QPointF(_BESIDE, _ABOVE * px - wanted.line.baseline))
    return picture
