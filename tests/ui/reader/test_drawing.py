"""What is painted: signs never cover or move a letter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from annotator.model.identity import AnnotationId
from annotator.model.span import Span
from annotator.operations.opendocument import OpenDocument
from annotator.ui.reader.drawing import Drawing
from annotator.ui.reader.page import Place
from annotator.ui.reader.picture import drawing_of, page_picture
from annotator.ui.reader.signs import BlockSigns
from annotator.ui.reader.view import Slot, Tone, View
from annotator.ui.theme import DARK, LIGHT

_SHADE = 12
"""Of 255: what a 32nd of a pixel may do to an edge."""
BLACK_INK = replace(LIGHT, ink=QColor("black"), zone=QColor("black"))
VIEWS = {
    "all signs": View(),
    "tags everywhere and a trunk": View(chosen=AnnotationId("c4"), tags_everywhere=True),
    "a trunk over two lines": View(chosen=AnnotationId("c2"), tags_everywhere=True),
    "a final tag": View(chosen=AnnotationId("c6"), tags_everywhere=True),
    "a selection": View(selection=Span(100, 400)),
    "slots": View(chosen=AnnotationId("c7"), slots=(Slot("source", Tone.EMPTY, keys=("S", "س")),)),
    "fading": View(focus=frozenset()),
}


@pytest.mark.parametrize("name", VIEWS)
def test_no_solid_ink_of_a_letter_is_covered_or_moved(
    name: str, article: OpenDocument, bare_article: OpenDocument
) -> None:
    view = replace(VIEWS[name], theme=BLACK_INK)
    assert _lost_ink(page_picture(bare_article, View(theme=BLACK_INK)), page_picture(article, view)) == 0


def test_the_measure_sees_lanes_that_are_too_high(
    article: OpenDocument, bare_article: OpenDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BlockSigns, "lane_offset", lambda self, line, lane: -7.0)
    signs = page_picture(article, View(theme=BLACK_INK))
    assert _lost_ink(page_picture(bare_article, View(theme=BLACK_INK)), signs) > 0


def test_light_and_dark_paint_the_same_letters_at_the_same_places(article: OpenDocument) -> None:
    light = drawing_of(article, View(theme=LIGHT))
    dark = drawing_of(article, View(theme=DARK))
    assert [line.left for b in light.page.blocks for line in b.lines] == [
        line.left for b in dark.page.blocks for line in b.lines
    ]


def test_painting_twice_gives_the_same_picture(article: OpenDocument) -> None:
    view = View(chosen=AnnotationId("c4"), caret=Place(180), has_caret=True, read_mark=2, hovered_paragraph=1)
    assert page_picture(article, view) == page_picture(article, view)


def test_a_part_of_a_page_is_painted_as_in_the_whole(article: OpenDocument) -> None:
    view = View(chosen=AnnotationId("c4"), tags_everywhere=True)
    whole = page_picture(article, view)
    part = page_picture(article, view, top=200.0, height=300.0)
    assert whole.copy(0, 200, whole.width(), 300) == part


def test_a_column_that_was_dragged_and_came_back_is_painted_as_before(article: OpenDocument) -> None:
    view = View(chosen=AnnotationId("c4"), tags_everywhere=True)
    drawing = drawing_of(article, view)
    before, width = _painted(drawing), drawing.page.width
    for other in (520.0, 300.0, 471.0, width):
        drawing.page.set_width(other)
        drawing.forget_ties()
        _painted(drawing)
    after = _painted(drawing)
    # What is added up may differ from what was measured by a 32nd of a pixel, never a letter.
    assert _most_different(before, after) <= _SHADE
    assert _painted(drawing_of(article, view, width=width)) == before


def test_signs_that_did_not_change_are_not_measured_again_and_changed_ones_are(article: OpenDocument) -> None:
    drawing = drawing_of(article)
    _painted(drawing)
    block = drawing.page.blocks_of(article.annotations[AnnotationId("e2")].extent).start
    before = {sign.annotation.id: sign.parts for sign in drawing.signs(block).all}
    drawing.forget(article.annotations[AnnotationId("e2")].extent)
    again = {sign.annotation.id: sign for sign in drawing.signs(block).all}
    assert all(sign.is_measured for sign in again.values())
    assert {annotation: sign.parts for annotation, sign in again.items()} == before
    drawing.page.set_width(400.0)
    narrower = {sign.annotation.id: sign for sign in drawing.signs(block).all}
    assert not any(sign.is_measured for sign in narrower.values())
    assert {annotation: sign.parts for annotation, sign in narrower.items()} != before


def test_a_larger_scale_paints_the_same_page_larger(article: OpenDocument) -> None:
    once, twice = page_picture(article), page_picture(article, scale=2.0)
    assert (twice.width(), twice.height()) == (2 * once.width(), 2 * once.height())


def test_a_circle_of_the_rail_belongs_to_its_claim(article: OpenDocument) -> None:
    drawing = drawing_of(article)
    assert drawing.circle_at(652.0 + 56.0, _first_baseline(drawing, 3) - 5) == "c4"
    assert drawing.circle_at(652.0 + 56.0, _first_baseline(drawing, 3) + 300) is None
    assert drawing.annotation_at(652.0 + 56.0, _first_baseline(drawing, 3) - 5) == "c4"


def test_the_innermost_annotation_is_under_the_pointer(article: OpenDocument) -> None:
    drawing = drawing_of(article)
    cedar = article.annotations[AnnotationId("e3")]
    stretch = drawing.page.stretches(cedar.extent)[0]
    assert drawing.annotation_at((stretch.left + stretch.right) / 2, stretch.baseline - 4) == "e3"


def test_looks_change_with_what_is_painted_and_with_nothing_else(article: OpenDocument) -> None:
    drawing = drawing_of(article)
    before = [drawing.looks(block) for block in range(len(drawing.page.blocks))]
    drawing.forget_all()
    assert [drawing.looks(block) for block in range(len(drawing.page.blocks))] == before


def test_hostile_text_is_painted_without_harm(opened: Callable[[str], OpenDocument]) -> None:
    texts = (
        "\u202e" * 50 + "abc",
        "\u0301" * 300,
        "\x00\x01\x1f",
        "\ufffc" * 9,
        "👨‍👩‍👧" * 90,
        "\U0010fffd" * 20,
        "ﷺ" * 50,
    )
    for text in texts:
        assert not page_picture(opened(text), width=160.0).isNull()


def _first_baseline(drawing: Drawing, block: int) -> float:
    return drawing.page.top(block) + drawing.page.blocks[block].lines[0].baseline


def _lost_ink(bare: QImage, signs: QImage) -> int:
    """How many pixels are solid ink in the bare picture and are not in the other."""
    assert bare.size() == signs.size()
    solid, missing = bytearray(256), bytearray(256)
    solid[:8] = b"\x01" * 8
    missing[8:] = b"\x01" * 248
    before = int.from_bytes(_grey(bare).translate(bytes(solid)), "big")
    after = int.from_bytes(_grey(signs).translate(bytes(missing)), "big")
    assert before.bit_count() > 1_000
    return (before & after).bit_count()


def _grey(image: QImage) -> bytes:
    # The converted image has to outlive the view of its bytes.
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return bytes(grey.constBits())


def test_signs_are_measured_ahead_a_little_at_a_time(article: OpenDocument) -> None:
    drawing = drawing_of(article)
    block = max(range(len(drawing.page.blocks)), key=lambda number: len(list(drawing.signs(number).all)))
    signs = list(drawing.signs(block).all)
    assert len(signs) > 1 and not any(sign.is_measured for sign in signs)
    assert drawing.measure_ahead(block, until=0.0)
    assert [sign.is_measured for sign in signs].count(True) == 1
    while drawing.measure_ahead(block, until=0.0):
        pass
    assert all(sign.is_measured for sign in signs)
    assert [sign.parts for sign in signs] == [sign.parts for sign in drawing_of(article).signs(block).all]


def _painted(drawing: Drawing) -> QImage:
    """All of a page at the width that it has now."""
    for block in range(len(drawing.page.blocks)):
        drawing.page.lay_out(block)
    image = QImage(round(drawing.page.width) + 120, round(drawing.page.height), QImage.Format.Format_RGB32)
    image.fill(drawing.view.theme.page)
    with QPainter(image) as painter:
        painter.translate(30, 0)
        drawing.prepare()
        drawing.paint(painter, QRectF(-30, 0, image.width(), image.height()))
    return image


def _most_different(one: QImage, other: QImage) -> int:
    """How far the channels of two pictures of the same size are apart, at the worst pixel."""
    assert one.size() == other.size()
    a, b = bytes(one.constBits()), bytes(other.constBits())
    return max(abs(x - y) for x, y in zip(a, b, strict=True))
