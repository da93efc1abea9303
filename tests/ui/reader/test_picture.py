"""Pictures: as they were stored in both themes, and with the letters that the bare text has."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from annotator.model.identity import AnnotationId
from annotator.model.scheme import Scheme
from annotator.operations.opendocument import OpenDocument
from annotator.ui.reader.picture import page_picture
from annotator.ui.reader.styles import Manner
from annotator.ui.reader.view import View
from annotator.ui.theme import LIGHT
from tests.ui.reader import references

MOST_OTHER = 0.001
"""The share of pixels that may differ from a stored picture: another rounding of the edges, no stroke."""
WIDTH = 652.0


@pytest.mark.parametrize("name", references.names())
def test_the_page_looks_as_it_was_stored(name: str, scheme: Scheme) -> None:
    # Changed on purpose? Make them anew with: python -m tests.ui.reader.references
    stored = references.stored(name)
    assert not stored.isNull()
    assert references.share_of_other_pixels(references.painted(name, scheme), stored) < MOST_OTHER


def test_no_picture_is_stored_that_nobody_compares() -> None:
    assert sorted(path.stem for path in references.FOLDER.iterdir()) == sorted(references.names())


def test_the_comparison_sees_a_stroke_of_two_pixels(scheme: Scheme) -> None:
    name = references.names()[0]
    picture = references.painted(name, scheme)
    with QPainter(picture) as painter:
        painter.fillRect(100, 20, 2, 300, QColor("black"))
    assert references.share_of_other_pixels(picture, references.stored(name)) > MOST_OTHER


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.25, 1.5, 3.0])
@pytest.mark.parametrize("manner", list(Manner))
def test_annotations_change_no_pixel_of_a_letter(
    manner: Manner, scale: float, article: OpenDocument, bare_article: OpenDocument
) -> None:
    plain = _letters(bare_article, View(manner=manner), scale)
    with_signs = _letters(article, View(manner=manner, chosen=AnnotationId("c7")), scale)
    inked = _where(plain, more_than=2)
    assert inked.bit_count() > 10_000
    # Where a bar of the dense manner reaches into the depth of a letter, its shade is rounded another way.
    tolerance = 32 if manner is Manner.DENSE else 2
    assert (_where(_difference(plain, with_signs), more_than=tolerance) & inked).bit_count() == 0


def _letters(document: OpenDocument, view: View, scale: float) -> QImage:
    """How much of each pixel of the column the letters cover: what black ink makes other than white ink."""
    pictures = []
    for ink in ("black", "white"):
        theme = replace(LIGHT, ink=QColor(ink), zone=QColor(ink))
        pictures.append(page_picture(document, replace(view, theme=theme), scale=scale))
    left, width = round(view.manner.far_margin * scale), round(WIDTH * scale)
    black, white = (picture.copy(left, 0, width, picture.height()) for picture in pictures)
    return _difference(black, white)


def _difference(a: QImage, b: QImage) -> QImage:
    difference = a.copy()
    with QPainter(difference) as painter:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
        painter.drawImage(0, 0, b)
    return difference


def _where(image: QImage, *, more_than: int) -> int:
    """A bit for every pixel that is lighter than a shade of grey."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    lighter = bytes(shade > more_than for shade in range(256))
    pixels, stride = bytes(grey.constBits()), grey.bytesPerLine()
    rows = (pixels[y * stride : y * stride + grey.width()] for y in range(grey.height()))
    return int.from_bytes(b"".join(rows).translate(lighter), "big")
