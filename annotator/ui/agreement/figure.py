"""What a card shows: it paints itself at any width, in any theme and direction, and knows its numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from annotator.language import is_rtl, number, said
from annotator.operations.agreement import Measure
from annotator.operations.agreementplaces import Query
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import draw_line, width_of
from annotator.ui.theme import Theme, mix

UNDEFINED: Final = "—"
_LRI, _PDI = "\u2066", "\u2069"


@dataclass(frozen=True, slots=True)
class Spot:
    """A number that was painted.

    Attributes:
        rect: Where, in the coordinates of the painter.
        tip: What it means, with its interval or why it is undefined.
        query: The places behind it; None where there are none to open.
    """

    rect: QRectF
    tip: str
    query: Query | None = None


class Figure:
    """A table or a picture.

    Attributes:
        title: What it shows.
        remark: A few words at the far end of the title, such as how many places it is about.
    """

    title: str = ""
    remark: str = ""

    def height(self, width: float) -> float:
        """How high it is at a width, both in logical pixels, without its title."""
        raise NotImplementedError

    def draw(self, painter: QPainter, rect: QRectF, theme: Theme) -> list[Spot]:
        """Paint it.

        Args:
            painter: An open painter.
            rect: Where, in logical pixels.
            theme: The colours.

        Returns:
            Its numbers, in reading order.
        """
        raise NotImplementedError

    def rows(self) -> list[tuple[str, ...]]:
        """The same as a table for spreadsheets, the head first; numbers are written with a full stop."""
        raise NotImplementedError


def value_said(measure: Measure) -> str:
    """A measure in two digits, or a dash."""
    return UNDEFINED if measure.value is None else signed(measure.value, digits=2)


def value_written(measure: Measure) -> str:
    """A measure for a spreadsheet: four digits, empty where it is undefined."""
    return "" if measure.value is None else f"{measure.value:.4f}"


def reason_said(measure: Measure) -> str:
    """Why a measure is undefined; empty where it is not."""
    return said(measure.reason) if measure.reason is not None else ""


def signed(value: float, *, digits: int = 0) -> str:
    """A number whose minus stands before it in either direction."""
    if round(value, digits) >= 0:
        return number(abs(value), digits=digits)
    return f"{_LRI}−{number(-value, digits=digits)}{_PDI}"


def draw_number(
    painter: QPainter,
    rect: QRectF,
    text: str,
    *,
    theme: Theme,
    font: QFont | None = None,
    colour: QColor | None = None,
    opens: bool = True,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter,
) -> QRectF:
    """Paint a number, dotted below where it opens its places.

    Args:
        painter: An open painter.
        rect: Where it may be.
        text: The number as it is read.
        theme: The colours.
        font: Its font; semibold unless told.
        colour: Its colour; ink unless told.
        opens: Whether it opens its places.
        align: Where in ``rect`` it stands.

    Returns:
        The stretch that it takes, to be clicked on.
    """
    font = font or ui_font(13, 600)
    colour = colour or theme.ink
    width = width_of(text, font)
    draw_line(painter, rect, text, font=font, colour=colour, align=align)
    leading = align == Qt.AlignmentFlag.AlignLeading
    if align == Qt.AlignmentFlag.AlignHCenter:
        left = rect.center().x() - width / 2
    else:
        left = rect.right() - width if leading == is_rtl() else rect.left()
    taken = QRectF(left, rect.center().y() - 10, width, 20)
    if opens:
        pen = QPen(colour, 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.01, 2.1])
        painter.setPen(pen)
        at = taken.bottom() - 1
        painter.drawLine(QPointF(taken.left() + 0.5, at), QPointF(taken.right() - 0.5, at))
    return taken


def draw_bar(
    painter: QPainter, rect: QRectF, share: float, *, colour: QColor, theme: Theme, mark: float | None = None
) -> None:
    """Paint a bar that grows from the reading side, on its track.

    Args:
        painter: An open painter.
        rect: The track.
        share: How much of it is full, 0 to 1; what is outside is cut off.
        colour: Of the bar.
        theme: The colours.
        mark: Where a line parts the track, 0 to 1, or None.
    """
    radius = rect.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(mix(theme.line2, theme.card, 0.55))
    painter.drawRoundedRect(rect, radius, radius)
    full = rect.width() * max(0.0, min(1.0, share))
    if full > 0:
        left = rect.right() - full if is_rtl() else rect.left()
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(left, rect.top(), full, rect.height()), min(radius, full / 2), radius)
    if mark is not None:
        at = rect.right() - rect.width() * mark if is_rtl() else rect.left() + rect.width() * mark
        painter.fillRect(QRectF(at - 0.9, rect.top() - 1, 1.8, rect.height() + 2), theme.card)
