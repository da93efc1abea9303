"""Kept pictures: painted anew when the widget looks different, and never otherwise."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.panels.kept import KeptPicture


class _Plate(QWidget):
    """A widget of one colour that counts how often it has to paint."""

    def __init__(self) -> None:
        super().__init__()
        self.colour, self.painted = QColor("red"), 0
        self._kept = KeptPicture()

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._kept.paint(self, self.colour.name(), self._draw, ground=QColor("white"))

    def _draw(self, painter: QPainter) -> None:
        self.painted += 1
        painter.fillRect(5, 5, 10, 10, self.colour)


def _shade(plate: _Plate, x: int, y: int) -> str:
    picture = QPixmap(plate.size())
    plate.render(picture)
    return picture.toImage().pixelColor(x, y).name()


def test_a_widget_that_looks_the_same_is_painted_once(dressed: object, qtbot: QtBot) -> None:
    plate = _Plate()
    qtbot.addWidget(plate)
    plate.resize(20, 20)
    assert {_shade(plate, 6, 6) for _ in range(3)} == {"#ff0000"}
    assert _shade(plate, 1, 1) == "#ffffff"
    assert plate.painted == 1


def test_another_look_or_size_is_painted_anew(dressed: object, qtbot: QtBot) -> None:
    plate = _Plate()
    qtbot.addWidget(plate)
    plate.resize(20, 20)
    _shade(plate, 6, 6)
    plate.colour = QColor("blue")
    assert _shade(plate, 6, 6) == "#0000ff"
    plate.resize(30, 20)
    assert _shade(plate, 25, 6) == "#ffffff"
    assert plate.painted == 3
