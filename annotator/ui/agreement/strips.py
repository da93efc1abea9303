"""A figure kept as pictures, strip by strip: painted when a strip first comes into sight, copied after that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from annotator.ui.agreement.figure import Spot

_TALL: Final = 240
"""Height of a strip in logical pixels: six rows of a table are painted well within a frame."""
_KEPT: Final = 16
"""Strips that stay in memory: more than any screen shows."""


class Strips:
    """The strips of one figure at one size, in one theme.

    Args:
        size: Of the card, in logical pixels.
        ratio: Pixels for each of them.
        draw: Paints the figure, at least what the clipping of the painter lets through, and tells its numbers.
    """

    def __init__(self, size: QSize, ratio: float, draw: Callable[[QPainter], list[Spot]]) -> None:
        self._size, self._ratio, self._draw = size, ratio, draw
        self._pictures: dict[int, QPixmap] = {}
        self._spots: dict[int, list[Spot]] = {}
        self.count = max(1, -(-size.height() // _TALL))

    def paint(self, painter: QPainter, seen: QRect) -> None:
        """Copy what is seen."""
        for number in range(max(0, seen.top() // _TALL), min(self.count, seen.bottom() // _TALL + 1)):
            painter.drawPixmap(QPointF(0, number * _TALL), self._picture(number))

    def spots(self, number: int) -> list[Spot]:
        """The numbers of a strip, in reading order."""
        if number not in self._spots:
            self._picture(number)
        return self._spots[number]

    def spots_at(self, y: float) -> list[Spot]:
        """The numbers that may lie at a height, in logical pixels."""
        number = max(0, min(self.count - 1, int(y // _TALL)))
        around = range(max(0, number - 1), min(self.count, number + 2))
        return [spot for one in around if one == number or one in self._spots for spot in self.spots(one)]

    def spot(self, place: int) -> Spot | None:
        """The number of a place in reading order, from 0, or None behind the last; strips before it are painted."""
        for number in range(self.count):
            spots = self.spots(number)
            if place < len(spots):
                return spots[place]
            place -= len(spots)
        return None

    def _picture(self, number: int) -> QPixmap:
        known = self._pictures.pop(number, None)
        if known is None:
            known = self._painted(number)
            while len(self._pictures) >= _KEPT:
                self._pictures.pop(next(iter(self._pictures)))
        self._pictures[number] = known
        return known

    def _painted(self, number: int) -> QPixmap:
        place = QRectF(0, number * _TALL, self._size.width(), _TALL)
        picture = QPixmap(place.size().toSize() * self._ratio)
        picture.setDevicePixelRatio(self._ratio)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(0, -place.top())
            painter.setClipRect(place)
            spots = self._draw(painter)
        self._spots[number] = [
            spot for spot in spots if place.top() <= spot.rect.center().y() < place.bottom() or self.count == 1
        ]
        return picture
