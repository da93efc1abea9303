"""A figure saved: as a picture, as a drawing, or as a table for spreadsheets."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter

from annotator.model.errors import AnnotatorError, message
from annotator.ui.agreement.card import draw_titled
from annotator.ui.agreement.figure import Figure
from annotator.ui.theme import Theme

SUFFIXES: Final = (".png", ".svg", ".csv")
_WIDTH: Final = 720
_MARGIN: Final = 24
_TITLE: Final = 38
_PIXEL_RATIO: Final = 2


def save_figure(figure: Figure, out: Path, *, theme: Theme, width: int = _WIDTH) -> None:
    """Write a figure as the suffix of the file says; what is there is replaced once the file is whole.

    Args:
        figure: The figure.
        out: A file with one of ``SUFFIXES``.
        theme: The colours of pictures.
        width: Of pictures, in logical pixels; PNG has twice as many.

    Raises:
        AnnotatorError: If the suffix is another one.
        OSError: If the file cannot be written.
    """
    suffix = out.suffix.lower()
    if suffix not in SUFFIXES:
        raise AnnotatorError(
            message("A picture is a file with the suffix .png, .svg or .csv, not “{name}”.", name=out.name)
        )
    unfinished = out.with_name(f".{out.name}.{os.getpid()}{suffix}")
    try:
        if suffix == ".csv":
            unfinished.write_bytes(table_of(figure))
        elif suffix == ".svg":
            _write_svg(figure, unfinished, theme, width)
        elif not picture_of(figure, theme=theme, width=width).save(str(unfinished)):
            raise OSError(f"{out} cannot be written")
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)


def table_of(figure: Figure) -> bytes:
    """The numbers of a figure as CSV in UTF-8 with BOM, as spreadsheets expect of Arabic.

    A cell that starts like a formula is defused with an apostrophe.
    """
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    for row in figure.rows():
        writer.writerow([_defused(cell) for cell in row])
    return "\ufeff".encode() + written.getvalue().encode("utf-8")


def picture_of(figure: Figure, *, theme: Theme, width: int = _WIDTH) -> QImage:
    """A figure as a picture, with twice as many pixels as logical ones."""
    size = _size(figure, width)
    image = QImage(size * _PIXEL_RATIO, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(_PIXEL_RATIO)
    image.fill(theme.card)
    with QPainter(image) as painter:
        _paint(painter, figure, size, theme)
    return image


def _write_svg(figure: Figure, out: Path, theme: Theme, width: int) -> None:
    # Only who saves a drawing needs this part of Qt.
    from PySide6.QtSvg import QSvgGenerator

    size = _size(figure, width)
    generator = QSvgGenerator()
    generator.setFileName(str(out))
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setTitle(figure.title)
    painter = QPainter()
    if not painter.begin(generator):
        raise OSError(f"{out} cannot be written")
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), theme.card)
    _paint(painter, figure, size, theme)
    painter.end()


def _paint(painter: QPainter, figure: Figure, size: QSize, theme: Theme) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    inside = QRectF(_MARGIN, _MARGIN / 2, size.width() - 2 * _MARGIN, size.height() - 1.5 * _MARGIN)
    draw_titled(painter, inside, figure, theme)


def _size(figure: Figure, width: int) -> QSize:
    return QSize(width, round(figure.height(width - 2 * _MARGIN) + _TITLE + 1.5 * _MARGIN))


def _defused(cell: str) -> str:
    if cell[:1] in ("=", "@", "\t", "\r") or (cell[:1] in ("+", "-") and not _is_number(cell)):
        return "'" + cell
    return cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
