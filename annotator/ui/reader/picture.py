"""Pictures of a page without a window: for exports, reports and tests."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from annotator.operations.opendocument import OpenDocument
from annotator.ui.fonts import load_fonts
from annotator.ui.reader.drawing import Drawing
from annotator.ui.reader.page import Page
from annotator.ui.reader.styles import COLUMN, RIGHT_MARGIN
from annotator.ui.reader.view import View


def drawing_of(document: OpenDocument, view: View | None = None, *, width: float = COLUMN) -> Drawing:
    """A whole document, laid out and ready to be painted by ``Drawing.paint``.

    Args:
        document: What to show.
        view: How; plain and light when it is left out.
        width: Of the column, in page units.
    """
    load_fonts()
    view = view or View()
    page = Page(document, width, manner=view.manner)
    for block in range(len(page.blocks)):
        page.lay_out(block)
    return Drawing(page, view)


def page_picture(
    document: OpenDocument,
    view: View | None = None,
    *,
    width: float = COLUMN,
    scale: float = 1.0,
    top: float = 0.0,
    height: float | None = None,
) -> QImage:
    """A picture of a document with its margins.

    Args:
        document: What to show.
        view: How; plain and light when it is left out.
        width: Of the column, in page units.
        scale: Pixels a page unit.
        top: Where on the page the picture begins.
        height: Of the picture in page units; the rest of the page when it is left out.
    """
    drawing = drawing_of(document, view, width=width)
    high = drawing.page.height - top if height is None else height
    margin = drawing.page.manner.far_margin
    breadth = margin + width + RIGHT_MARGIN
    image = QImage(round(breadth * scale), round(high * scale), QImage.Format.Format_RGB32)
    # A border that falls into a pixel is blended with what is there.
    image.fill(drawing.view.theme.page)
    with QPainter(image) as painter:
        painter.scale(scale, scale)
        painter.translate(margin, -top)
        drawing.paint(painter, QRectF(-margin, top, breadth, high))
    return image
