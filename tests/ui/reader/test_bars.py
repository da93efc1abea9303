"""The dense manner: bars in lanes under their letters, tags inside their starts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QImage

from annotator import language
from annotator.model.annotation import Annotation
from annotator.model.changes import Change, ChangeSet, RecordKey, RecordKind
from annotator.model.identity import ActId, AnnotationId, Handle
from annotator.model.span import Span
from annotator.operations.opendocument import OpenDocument
from annotator.ui.reader.bars import Bar, bars_of, tags_of
from annotator.ui.reader.drawing import Drawing
from annotator.ui.reader.picture import drawing_of, page_picture
from annotator.ui.reader.styles import Manner
from annotator.ui.reader.view import View
from annotator.ui.theme import DARK, LIGHT, Theme

BLACK_INK = replace(LIGHT, ink=QColor("black"), zone=QColor("black"))


def dense(document: OpenDocument) -> Drawing:
    return drawing_of(document, View(manner=Manner.DENSE), width=Manner.DENSE.column)


def named(bars: tuple[Bar, ...], name: str) -> list[Bar]:
    return [bar for bar in bars if bar.sign.annotation.id == name]


def test_lines_stand_77_apart_and_a_bar_below_its_letters(article: OpenDocument) -> None:
    drawing = dense(article)
    block = drawing.page.blocks[3]
    assert {b.baseline - a.baseline for a, b in zip(block.lines, block.lines[1:], strict=False)} == {77.0}
    for bar in drawing.bars(3):
        assert bar.part.baseline < bar.rect.top()
        assert bar.lane > 0 or bar.rect.top() < bar.part.baseline + block.style.below
        assert bar.rect.left() >= bar.part.left
        assert bar.rect.right() <= max(bar.part.right, bar.rect.left() + 1) + 0.01


def test_bars_of_a_line_never_lie_over_each_other(article: OpenDocument) -> None:
    drawing = dense(article)
    for block in range(len(drawing.page.blocks)):
        bars = drawing.bars(block)
        for at, bar in enumerate(bars):
            assert not any(bar.rect.intersects(other.rect) for other in bars[at + 1 :])


def test_three_lanes_fit_above_the_next_line(article: OpenDocument) -> None:
    drawing = dense(article)
    block = drawing.page.blocks[3]
    lowest = max(bar.rect.bottom() - bar.part.baseline for bar in drawing.bars(3))
    assert lowest + block.style.above <= block.style.pitch


def test_a_nested_claim_lies_below_its_parent_and_an_entity_below_its_source(article: OpenDocument) -> None:
    bars = dense(article).bars(3)
    assert max(bar.lane for bar in named(bars, "c4")) == 0
    assert min(bar.lane for bar in named(bars, "c5")) == 1
    assert named(bars, "e2")[0].lane > named(bars, "s4")[0].lane


def test_a_seventh_lane_thins_the_bars_instead_of_reaching_into_the_next_line(article: OpenDocument) -> None:
    around = article.annotations[AnnotationId("e3")]
    for at in range(6):
        _add(article, replace(around, id=AnnotationId(f"n{at}"), fragments=(Span(around.start, around.end - at),)))
    drawing = dense(article)
    block = drawing.page.blocks[3]
    bars = drawing.bars(3)
    assert max(bar.lane for bar in bars) >= 6
    lowest = max(bar.rect.bottom() - bar.part.baseline for bar in bars)
    assert lowest + block.style.above <= block.style.pitch


def test_a_tag_tells_the_type_as_far_as_there_is_room(article: OpenDocument) -> None:
    language.use("ar")
    drawing = dense(article)
    by_name = {bar.sign.annotation.id: bar.sign for block in (2, 3, 4) for bar in drawing.bars(block)}
    assert next(tags_of(by_name[AnnotationId("c4")], article)) == "قول ٤"
    assert list(tags_of(by_name[AnnotationId("e6")], article)) == ["دولة أو مدينة", "دولة", "م"]
    assert list(tags_of(by_name[AnnotationId("q2")], article))[-1] == "ل"


def test_no_letter_is_covered_by_a_bar(article: OpenDocument, bare_article: OpenDocument) -> None:
    view = View(theme=BLACK_INK, manner=Manner.DENSE, chosen=AnnotationId("c4"))
    bare = page_picture(bare_article, replace(view, chosen=None), width=690)
    with_bars = page_picture(article, view, width=690)
    assert _dark(bare) > 1_000
    assert _lost(bare, with_bars) == 0


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_a_claim_has_its_hue_above_and_a_source_below(article: OpenDocument, theme: Theme) -> None:
    drawing = drawing_of(article, View(theme=theme, manner=Manner.DENSE), width=690)
    image = page_picture(article, View(theme=theme, manner=Manner.DENSE), width=690, scale=2.0)
    top = drawing.page.top(2)
    claim = max(named(drawing.bars(2), "c2"), key=lambda bar: bar.rect.width())
    hue = theme.hue(article.hue(AnnotationId("c2")))
    middle = claim.rect.left() + 8
    assert _near(image, middle, top + claim.rect.top() + 1.2, hue)
    assert not _near(image, middle, top + claim.rect.bottom() - 1.2, hue)
    source = named(drawing.bars(2), "s2")[0]
    assert _near(image, source.rect.left() + 6, top + source.rect.bottom() - 1.0, hue)


def test_the_pointer_on_a_bar_is_on_its_annotation(article: OpenDocument) -> None:
    drawing = dense(article)
    for block in (2, 3, 4):
        for bar in drawing.bars(block):
            centre = bar.rect.center()
            assert drawing.annotation_at(centre.x(), drawing.page.top(block) + centre.y()) == bar.sign.annotation.id


def test_bars_are_measured_anew_with_their_signs(article: OpenDocument) -> None:
    drawing = dense(article)
    before = drawing.bars(3)
    assert drawing.bars(3) is before
    extra = Annotation(AnnotationId("n"), "entity", "GPE", (article.annotations[AnnotationId("c5")].fragments[0],))
    _add(article, extra)
    drawing.forget(extra.extent)
    assert len(drawing.bars(3)) > len(before)
    assert bars_of(drawing.signs(3), drawing.page.blocks[3]) == drawing.bars(3)


def _add(document: OpenDocument, annotation: Annotation) -> None:
    key = RecordKey(RecordKind.ANNOTATION, document.document.id, document.set_name, annotation.id)
    document.apply(ChangeSet(ActId("1-1"), "Mark", Handle("layla"), created=(Change(key, None, annotation),)))


def _near(image: QImage, x: float, y: float, colour: QColor) -> bool:
    """Whether the pixel at a point of the page (at twice its size) is nearly of a colour."""
    found = image.pixelColor(round((x + 40) * 2), round(y * 2))
    return all(
        abs(a - b) < 40
        for a, b in zip(found.getRgb()[:3], colour.getRgb()[:3], strict=True)  # type: ignore[index]
    )


def _dark(image: QImage) -> int:
    return sum(byte < 8 for byte in _grey(image))


def _lost(bare: QImage, signs: QImage) -> int:
    return sum(a < 8 and b >= 8 for a, b in zip(_grey(bare), _grey(signs), strict=True))


def _grey(image: QImage) -> bytes:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return bytes(grey.constBits())
