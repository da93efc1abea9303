"""Paints one annotated article: a picture as long as the article, or a PDF of A4 pages."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QImage, QImageWriter, QPagedPaintDevice, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication

from annotator.language import _
from annotator.model.annotated import AnnotatedDocument
from annotator.model.errors import AnnotatorError, message
from annotator.model.identity import SetName
from annotator.model.scheme import Scheme
from annotator.operations.opendocument import OpenDocument
from annotator.operations.outfiles import write_whole
from annotator.ui.fonts import load_fonts, ui_font
from annotator.ui.panels.lettering import draw_line
from annotator.ui.paper import BREADTH, PAPER, Paper

_SCALE: Final = 2.0
_HIGHEST: Final = 32_000
"""Pixels: what Qt and most programs that show pictures can do."""
DOTS_AN_INCH: Final = 96
"""Nothing is painted as dots; but fonts of 10.5 pixels are so large only where an inch has as many as on a screen."""
MARGINS: Final = QMarginsF(14, 16, 14, 16)
"""Of a sheet, in millimetres."""
_FOOT: Final = 26.0


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
    # Painted in memory: Qt keeps quiet about a disk that fills up on the way.
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if out.suffix.lower() == ".pdf":
        _paint_pdf(document, buffer)
    else:
        _paint_png(document, buffer)
    write_whole(out, bytes(buffer.data().data()))
    app.processEvents()


def _paint_png(document: OpenDocument, device: QIODevice) -> None:
    """One picture of everything, at half the scale where it would be too high for a picture file."""
    paper = Paper(document)
    scale = _SCALE if paper.height * _SCALE <= _HIGHEST else 1.0
    if paper.height * scale > _HIGHEST:
        raise AnnotatorError(
            message("The article is too long for one picture."),
            message("Save it as PDF: that has as many pages as it takes."),
        )
    image = QImage(round(BREADTH * scale), round(paper.height * scale), QImage.Format.Format_RGB32)
    image.fill(PAPER.page)
    with QPainter(image) as painter:
        painter.scale(scale, scale)
        paper.paint(painter, list(paper.pieces))
    writer = QImageWriter(device, QByteArray(b"png"))
    if not writer.write(image):
        raise OSError(writer.errorString())


def _paint_pdf(document: OpenDocument, device: QIODevice) -> None:
    writer = QPdfWriter(device)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(MARGINS)
    writer.setResolution(DOTS_AN_INCH)
    writer.setTitle(document.document.title)
    paint_sheets(document, writer)


def paint_sheets(document: OpenDocument, device: QPagedPaintDevice) -> None:
    """Paint an article on the sheets of a printer or a PDF, numbered where there are several."""
    scale = device.width() / BREADTH
    height = device.height() / scale
    paper = Paper(document)
    sheets = list(paper.sheets(height - _FOOT))
    with QPainter(device) as painter:
        for at, sheet in enumerate(sheets):
            if at:
                device.newPage()
            painter.save()
            painter.scale(scale, scale)
            painter.save()
            paper.paint(painter, sheet)
            painter.restore()
            if len(sheets) > 1:
                foot = QRectF(0, height - _FOOT, BREADTH, _FOOT)
                told = _("{number} of {count}", number=at + 1, count=len(sheets))
                centred = Qt.AlignmentFlag.AlignHCenter
                draw_line(painter, foot, told, font=ui_font(11), colour=PAPER.ink3, align=centred)
            painter.restore()
