"""Single lines of painted text, and the plain labels of the window."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextOption
from PySide6.QtWidgets import QLabel, QWidget

from annotator.language import is_rtl

_LRM, _RLM = "\u200e", "\u200f"


def interface_direction() -> Qt.LayoutDirection:
    """The direction that the interface runs in."""
    return Qt.LayoutDirection.RightToLeft if is_rtl() else Qt.LayoutDirection.LeftToRight


@lru_cache(maxsize=4096)
def width_of(text: str, font: QFont) -> float:
    """Advance of one line of ``text`` in logical pixels."""
    return QFontMetricsF(font).horizontalAdvance(text)


def draw_line(
    painter: QPainter,
    rect: QRectF,
    text: str,
    *,
    font: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
    direction: Qt.LayoutDirection | None = None,
) -> float:
    """Paint one line of plain text, centred in the height of ``rect`` and ended by … where it does not fit.

    Args:
        painter: An open painter.
        rect: Where the line may be, in logical pixels.
        text: Plain text; nothing in it is read as markup.
        font: Its font.
        colour: Its colour.
        align: ``AlignLeading``, ``AlignTrailing`` (both follow the interface) or ``AlignHCenter``.
        direction: The direction of the text itself; that of the interface unless told.

    Returns:
        The width that was painted, in logical pixels.
    """
    width = width_of(text, font)
    if width > rect.width():
        text = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, max(rect.width(), 0))
        width = width_of(text, font)
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, text, _option(_absolute(align), interface_direction() if direction is None else direction))
    return width


@lru_cache(maxsize=8)
def _option(side: Qt.AlignmentFlag, direction: Qt.LayoutDirection) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(direction)
    option.setAlignment(side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute)
    return option


def draw_letter(painter: QPainter, centre: QPointF, letter: str, *, font: QFont, colour: QColor) -> None:
    """Paint a letter or digit centred by its ink, as badges and circles need it."""
    ink = QFontMetricsF(font).tightBoundingRect(letter)
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(centre - ink.center(), letter)


def start_of(rect: QRectF, width: float, *, offset: float = 0.0) -> QRectF:
    """The stretch of ``rect`` that begins ``offset`` from its leading edge and is ``width`` wide, both in pixels."""
    left = rect.right() - offset - width if is_rtl() else rect.left() + offset
    return QRectF(left, rect.top(), width, rect.height())


def end_of(rect: QRectF, width: float, *, offset: float = 0.0) -> QRectF:
    """The stretch of ``rect`` that ends ``offset`` before its trailing edge and is ``width`` wide, both in pixels."""
    left = rect.left() + offset if is_rtl() else rect.right() - offset - width
    return QRectF(left, rect.top(), width, rect.height())


def led(text: str) -> str:
    """A line that runs as the interface does, though it may begin with words of either script.

    Qt asks the first letter that is not isolated, and takes a line of isolated words for one from left to right.
    """
    return f"{_RLM if is_rtl() else _LRM}{text}" if text else ""


class PlainLabel(QLabel):
    """A label that stands on the leading side of the interface, whatever script its words are in.

    Qt lets the words decide, so that a path in an Arabic window would stand at the far end of its line.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._lead()

    def changeEvent(self, event: QEvent) -> None:
        """Turn round with the interface."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._lead()

    def _lead(self) -> None:
        if not self.alignment() & Qt.AlignmentFlag.AlignHCenter:
            rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
            self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)


def plain_label(text: str = "", *, font: QFont | None = None, parent: QWidget | None = None) -> QLabel:
    """A label that never guesses rich text: a title such as ``<img src=…>`` stays letters."""
    label = PlainLabel(parent)
    label.setText(text)
    if font is not None:
        label.setFont(font)
    return label


def coloured(label: QLabel, colour: QColor) -> None:
    """Give a label's text a colour."""
    palette = label.palette()
    palette.setColor(label.foregroundRole(), colour)
    label.setPalette(palette)


def _absolute(align: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
    if align == Qt.AlignmentFlag.AlignHCenter:
        return align
    leading = align == Qt.AlignmentFlag.AlignLeading
    return Qt.AlignmentFlag.AlignRight if leading == is_rtl() else Qt.AlignmentFlag.AlignLeft
