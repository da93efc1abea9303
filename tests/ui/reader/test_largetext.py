"""Large letters: shown from pictures, they stand where they would be painted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.operations.opendocument import OpenDocument
from annotator.ui.reader.drawing import Drawing
from annotator.ui.reader.picture import drawing_of
from annotator.ui.reader.reader import Reader

_SHADE = 24
"""Of 255: what a 64th of a pixel may do to an edge."""


def _painted(drawing: Drawing, scale: float) -> QImage:
    image = QImage(round(800 * scale), round(300 * scale), QImage.Format.Format_RGB32)
    image.fill(drawing.view.theme.page)
    with QPainter(image) as painter:
        painter.scale(scale, scale)
        painter.translate(30, -120.0)
        drawing.paint(painter, QRectF(-30, 120, 800, 300))
    return image


def _apart(one: QImage, other: QImage) -> int:
    a, b = bytes(one.constBits()), bytes(other.constBits())
    return max(abs(x - y) for x, y in zip(a, b, strict=True))


@pytest.mark.parametrize("scale", [2.9, 3.0])
def test_from_a_picture_a_line_has_the_pixels_of_a_painted_one(article: OpenDocument, scale: float) -> None:
    drawing = drawing_of(article)
    painted = _painted(drawing, scale)
    made = 0
    while drawing.keep_large_text():
        made += 1
    assert made > 3
    assert _apart(painted, _painted(drawing, scale)) <= _SHADE


def test_letters_that_qt_keeps_need_no_pictures(article: OpenDocument) -> None:
    drawing = drawing_of(article)
    _painted(drawing, 1.5)
    assert not drawing.keep_large_text()


def test_a_line_that_is_broken_elsewhere_meanwhile_gets_no_picture(article: OpenDocument) -> None:
    drawing = drawing_of(article)
    _painted(drawing, 3.0)
    drawing.page.set_width(300.0)
    assert not drawing.keep_large_text()


def test_at_rest_the_window_keeps_what_it_shows_large(qtbot: QtBot, opened: Callable[[str], OpenDocument]) -> None:
    reader = Reader()
    qtbot.addWidget(reader)
    reader.resize(868, 500)
    reader.show()
    # The ministry of energy said on Tuesday that the stations would be ready before winter.
    reader.show_document(opened("قالت وزارة الطاقة يوم الثلاثاء إن المحطات ستكون جاهزة قبل الشتاء. " * 12))
    reader.set_zoom(300)
    QApplication.processEvents()
    before = reader.screen().grabWindow(reader.winId()).toImage()
    for _ in range(20):
        reader._look_ahead()
    reader.viewport().update()
    QApplication.processEvents()
    after = reader.screen().grabWindow(reader.winId()).toImage()
    assert _apart(before, after) <= _SHADE
    assert reader._drawing is not None
    assert not reader._drawing.keep_large_text()
