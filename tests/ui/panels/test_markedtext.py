from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from annotator import language
from annotator.model.span import Span
from annotator.ui.fonts import reading_font
from annotator.ui.panels.markedtext import MarkedLabel, MarkedText
from annotator.ui.theme import LIGHT

# The talks between Turkey and Russia have not settled it.
TEXT = "لكن المحادثات بين تركيا وروسيا لم تحسم ذلك"


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def test_a_box_begins_exactly_where_the_letter_before_it_ends(dressed: QApplication) -> None:
    waw, russia = span("وروسيا").start, span("روسيا")
    boxes = MarkedText(TEXT, (Span(waw, waw + 1), russia), font=reading_font(19)).boxes
    assert boxes[0].left() == pytest.approx(boxes[1].right(), abs=0.05)


def test_a_mark_over_two_lines_has_two_boxes(dressed: QApplication) -> None:
    whole = Span(0, len(TEXT))
    words = MarkedText(TEXT, (whole,), font=reading_font(19), width=120)
    assert len(words.boxes) == round(words.height / words._pitch) > 1


def test_boxes_leave_the_letters_where_they_are(dressed: QApplication) -> None:
    def ink(marks: tuple[Span, ...], edge: QColor) -> bytes:
        image = QImage(420, 50, QImage.Format.Format_RGB32)
        image.fill(LIGHT.page)
        with QPainter(image) as painter:
            words = MarkedText(TEXT, marks, font=reading_font(19))
            words.draw(painter, QPointF(4, 4), ink=LIGHT.ink, edge=edge, ground=LIGHT.page)
        return bytes(image.constBits())

    # A box in the colour of the paper is none that could be seen: the letters are all there is.
    assert ink((span("روسيا"),), LIGHT.page) == ink((), LIGHT.page)
    assert ink((span("روسيا"),), LIGHT.ink) != ink((), LIGHT.page)


def test_a_label_grows_as_it_gets_narrower(dressed: QApplication) -> None:
    label = MarkedLabel(TEXT, (span("روسيا"),), font=reading_font(18), theme=LIGHT, edge=LIGHT.ink)
    assert label.heightForWidth(100) > label.heightForWidth(600)
    label.show_text("", (), edge=LIGHT.ink)
    assert label.heightForWidth(100) < 60


@pytest.mark.parametrize(("spoken", "at_right"), [("ar", True), ("en", False)])
def test_a_leading_text_begins_where_the_interface_does(dressed: QApplication, spoken: str, at_right: bool) -> None:
    language.use(spoken)
    try:
        words = MarkedText(TEXT, (Span(0, 3),), font=reading_font(18), width=600, leading=True)
    finally:
        language.use("en")
    assert (words.boxes[0].right() > 590) is at_right
