"""Speech bubbles in the margin: outside the text, found under the pointer."""

from __future__ import annotations

from PySide6.QtGui import QImage, QPainter

from annotator.model.identity import AnnotationId
from annotator.ui.reader.bubbles import BESIDE_CARDS, IN_MARGIN, bubble_at, paint_bubbles
from annotator.ui.theme import LIGHT

ONE, OTHER = AnnotationId("a1"), AnnotationId("a2")
BASELINES = {ONE: 40.0, OTHER: 89.0}


def test_a_bubble_is_found_where_it_is_painted_and_nowhere_in_the_text() -> None:
    assert bubble_at(BASELINES, IN_MARGIN, IN_MARGIN, 34) == ONE
    assert bubble_at(BASELINES, IN_MARGIN, IN_MARGIN, 83) == OTHER
    assert bubble_at(BASELINES, IN_MARGIN, 1, 34) is None
    assert bubble_at({}, IN_MARGIN, IN_MARGIN, 34) is None


def test_bubbles_touch_no_letter_of_the_column() -> None:
    for x in (IN_MARGIN, BESIDE_CARDS):
        image = QImage(120, 120, QImage.Format.Format_ARGB32)
        image.fill(LIGHT.page)
        with QPainter(image) as painter:
            painter.translate(60, 0)
            paint_bubbles(painter, BASELINES, x, LIGHT)
        touched = {at for at in range(120) for y in range(120) if image.pixelColor(at, y) != LIGHT.page}
        assert touched
        assert max(touched) < 60
