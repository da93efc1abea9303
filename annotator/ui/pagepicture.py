"""Paints one annotated article: a picture as long as the article, or a PDF of A4 pages."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QImage, QImageWriter, QPagedPaintDevice, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication

from annotator.language import _, use
from annotator.model.annotated import AnnotatedDocument
from annotator.model.errors import AnnotatorError, message
from annotator.model.identity import SetName
from annotator.model.scheme import Scheme
from annotator.operations.opendocument import OpenDocument
from annotator.operations.outfiles import write_whole
from annotator.operations.pages import write_page
from annotator.operations.transfer import ExportCancelled
from annotator.ui.fonts import load_fonts, ui_font, use_reading_family
from annotator.ui.panels.lettering import draw_line
from annotator.ui.paper import BREADTH, PAPER, Paper
from annotator.ui.reader.styles import style_of

_SCALE: Final = 2.0
_HIGHEST: Final = 32_000
"""Pixels: what Qt and most programs that show pictures can do."""
DOTS_AN_INCH: Final = 96
"""Nothing is painted as dots; but fonts of 10.5 pixels are so large only where an inch has as many as on a screen."""
MARGINS: Final = QMarginsF(14, 16, 14, 16)
"""Of a sheet, in millimetres."""
_FOOT: Final = 26.0
_MOST_LETTERS_A_LINE: Final = 140
"""Twice what a line of news has."""


Progress = Callable[[int, int], None]
"""Told how many sheets are painted, and of how many."""
Cancelled = Callable[[], bool]
"""Whether to stop."""


def _tell_nobody(_done: int, _total: int) -> None:
    """Nobody waits for it."""


def _never() -> bool:
    return False


def save_beside(
    annotated: AnnotatedDocument,
    scheme: Scheme,
    out: Path,
    *,
    spoken: str,
    arabic_digits: bool,
    family: str,
    progress: Progress,
    cancelled: Cancelled,
) -> None:
    """Write an article as PNG, PDF or HTML in a process of its own, as the suffix says.

    Args:
        annotated: The article with one set of annotations.
        scheme: Its scheme.
        out: The file; it appears whole or not at all.
        spoken: The language of legend and table.
        arabic_digits: Whether Arabic shows ٠١٢ rather than 012.
        family: The family that articles are set in; empty for the bundled one.
        progress: Told how many sheets are painted.
        cancelled: Asked between two sheets whether to stop.

    Raises:
        AnnotatorError: If it is too long for a picture, or a span does not stand where it says.
        ExportCancelled: If it was stopped.
        OSError: If the file cannot be written.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    use(spoken, arabic_digits=arabic_digits)
    use_reading_family(family)
    if out.suffix.lower() == ".html":
        write_page(annotated, scheme, out, language=spoken)
    else:
        paint(annotated, scheme, out, progress=progress, cancelled=cancelled)


def paint(
    annotated: AnnotatedDocument,
    scheme: Scheme,
    out: Path,
    *,
    progress: Progress = _tell_nobody,
    cancelled: Cancelled = _never,
) -> None:
    """Paint into a PNG, or a PDF, as the suffix says.

    Raises:
        AnnotatorError: If it is too long for a picture.
        ExportCancelled: If it was stopped.
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
        _paint_pdf(document, buffer, progress, cancelled)
    else:
        _paint_png(document, buffer)
    write_whole(out, bytes(buffer.data().data()))
    app.processEvents()


def _paint_png(document: OpenDocument, device: QIODevice) -> None:
    """One picture of everything, at half the scale where it would be too high for a picture file."""
    # A line has at most so many letters; told before hours of an article are laid out for nothing.
    if len(document.text) / _MOST_LETTERS_A_LINE * style_of(None).pitch > _HIGHEST:
        raise _too_long()
    paper = Paper(document)
    scale = _SCALE if paper.height * _SCALE <= _HIGHEST else 1.0
    if paper.height * scale > _HIGHEST:
        raise _too_long()
    image = QImage(round(BREADTH * scale), round(paper.height * scale), QImage.Format.Format_RGB32)
    image.fill(PAPER.page)
    with QPainter(image) as painter:
        painter.scale(scale, scale)
        paper.paint(painter, list(paper.pieces))
    writer = QImageWriter(device, QByteArray(b"png"))
    if not writer.write(image):
        raise OSError(writer.errorString())


def _too_long() -> AnnotatorError:
    return AnnotatorError(
        message("The article is too long for one picture."),
        message("Save it as PDF: that has as many pages as it takes."),
    )


def _paint_pdf(document: OpenDocument, device: QIODevice, progress: Progress, cancelled: Cancelled) -> None:
    writer = QPdfWriter(device)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(MARGINS)
    writer.setResolution(DOTS_AN_INCH)
    writer.setTitle(document.document.title)
    paint_sheets(document, writer, progress=progress, cancelled=cancelled)


def paint_sheets(
    document: OpenDocument,
    device: QPagedPaintDevice,
    *,
    progress: Progress = _tell_nobody,
    cancelled: Cancelled = _never,
) -> None:
    """Paint an article on the sheets of a printer or a PDF, numbered where there are several.

    Raises:
        ExportCancelled: If it was stopped between two sheets.
    """
    scale = device.width() / BREADTH
    height = device.height() / scale
    paper = Paper(document)
    sheets = list(paper.sheets(height - _FOOT))
    with QPainter(device) as painter:
        for at, sheet in enumerate(sheets):
            progress(at, len(sheets))
            if cancelled():
                raise ExportCancelled
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
