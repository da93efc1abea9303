"""Paints one annotated article: a picture as long as the article, or a PDF of A4 pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication

from annotator.model.annotated import AnnotatedDocument
from annotator.model.identity import SetName
from annotator.model.scheme import Scheme
from annotator.operations.opendocument import OpenDocument
from annotator.ui.fonts import load_fonts
from annotator.ui.reader.page import Page
from annotator.ui.reader.picture import drawing_of, page_picture
from annotator.ui.reader.styles import COLUMN, LEFT_MARGIN, RIGHT_MARGIN

_SCALE: Final = 2.0
_DOTS_AN_INCH: Final = 300
# The letters' tails, the underlines and the pills below them.
_BELOW_BASELINE: Final = 28.0


def paint(annotated: AnnotatedDocument, scheme: Scheme, out: Path) -> None:
    """Paint into a PNG, or a PDF, as the suffix says.

    Raises:
        OSError: If the file cannot be written.
    """
    # An application without widgets would be the only one of this process, and no window could open after it.
    app = QApplication.instance() or QApplication(["annotator"])
    load_fonts()
    name = annotated.annotation_set.name if annotated.annotation_set is not None else SetName("")
    document = OpenDocument(annotated, scheme=scheme, set_name=name)
    if out.suffix.lower() == ".pdf":
        _paint_pdf(document, out)
    elif not page_picture(document, scale=_SCALE).save(str(out)):
        raise OSError(f"{out}")
    app.processEvents()


def _paint_pdf(document: OpenDocument, out: Path) -> None:
    """Pages that are cut between two lines, never through one."""
    writer = QPdfWriter(str(out))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(14, 16, 14, 16))
    writer.setResolution(_DOTS_AN_INCH)
    writer.setTitle(document.document.title)
    breadth = LEFT_MARGIN + COLUMN + RIGHT_MARGIN
    scale = writer.width() / breadth
    drawing = drawing_of(document)
    painter = QPainter()
    if not painter.begin(writer):
        raise OSError(f"{out}")
    with painter:
        for at, (top, bottom) in enumerate(_pages(drawing.page, writer.height() / scale)):
            if at:
                writer.newPage()
            painter.save()
            painter.scale(scale, scale)
            painter.setClipRect(QRectF(0, 0, breadth, bottom - top))
            painter.translate(LEFT_MARGIN, -top)
            drawing.paint(painter, QRectF(-LEFT_MARGIN, top, breadth, bottom - top))
            painter.restore()


def _pages(page: Page, height: float) -> Iterator[tuple[float, float]]:
    """Top and bottom of each sheet in page units, cut in the gap below a line."""
    top, cut = 0.0, 0.0
    for number, block in enumerate(page.blocks):
        for line in block.lines:
            below = page.top(number) + line.baseline + _BELOW_BASELINE
            if below - top > height and cut > top:
                yield top, cut
                top = cut
            cut = below
    yield top, page.height
