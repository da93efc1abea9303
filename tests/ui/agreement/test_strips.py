"""A long figure is painted where it is seen, and once."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from annotator.ui.agreement.figure import Spot
from annotator.ui.agreement.strips import Strips

ROW = 50


class Ladder:
    """Numbers below each other; remembers how often it was painted."""

    def __init__(self) -> None:
        self.painted = 0

    def draw(self, painter: QPainter) -> list[Spot]:
        self.painted += 1
        return [Spot(QRectF(0, ROW * row, 20, 20), str(row)) for row in range(40)]


def test_only_what_is_seen_is_painted_and_only_once(dressed: QApplication) -> None:
    ladder = Ladder()
    strips = Strips(QSize(100, 40 * ROW), 1.0, ladder.draw)
    image = QImage(100, 40 * ROW, QImage.Format.Format_ARGB32)
    with QPainter(image) as painter:
        strips.paint(painter, QRect(0, 1000, 100, 100))
        seen = ladder.painted
        strips.paint(painter, QRect(0, 1000, 100, 100))
    assert ladder.painted == seen <= 2


def test_every_number_belongs_to_one_strip_and_keys_find_it_by_its_place(dressed: QApplication) -> None:
    strips = Strips(QSize(100, 40 * ROW), 1.0, Ladder().draw)
    assert [spot.tip for number in range(strips.count) for spot in strips.spots(number)] == [str(n) for n in range(40)]
    found = strips.spot(17)
    assert found is not None
    assert found.tip == "17"
    assert strips.spot(40) is None
    assert "20" in [spot.tip for spot in strips.spots_at(20 * ROW + 5)]
