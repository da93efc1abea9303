"""A chip with a box to tick: a group of places, and how many there are."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from annotator.language import number
from annotator.ui.fonts import ui_font
from annotator.ui.panels.caps import caps_width, draw_caps
from annotator.ui.panels.lettering import draw_line, start_of, width_of
from annotator.ui.theme import Theme

_HEIGHT: Final = 28
_BOX: Final = 13.0
_CAP_HEIGHT: Final = 15.0


class TickChip(QAbstractButton):
    """A group of places.

    Args:
        text: What the group has in common.
        count: How many places it has; None shows none.
        keys: Caps of the key that turns it.
    """

    def __init__(
        self, text: str, *, count: int | None = None, keys: tuple[str, ...] = (), theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self._count, self._keys, self._theme = count, keys, theme
        self.setAccessibleName(text if count is None else f"{text}, {number(count)}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_count(self, count: int) -> None:
        """Show another number."""
        if count != self._count:
            self._count = count
            self.setAccessibleName(f"{self.text()}, {number(count)}")
            self.updateGeometry()
            self.update()

    def nextCheckState(self) -> None:
        """Do nothing: whether it is ticked is told from outside."""

    def sizeHint(self) -> QSize:
        """As wide as its words, number and key."""
        return QSize(round(_BOX + 30 + width_of(self.text(), ui_font(12.5, 500)) + self._count_width()
                           + self._caps_width()), _HEIGHT)  # fmt: skip

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Edge, box, words, number, key."""
        theme, on, rect = self._theme, self.isChecked(), QRectF(self.rect())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.accent if on or self.hasFocus() else theme.line2, 1.6 if self.hasFocus() else 1))
            lit = theme.accent_bg if on else theme.hover if self.underMouse() else theme.page
            painter.setBrush(lit)
            painter.drawRoundedRect(rect.adjusted(0.8, 0.8, -0.8, -0.8), _HEIGHT / 2, _HEIGHT / 2)
            self._draw_box(painter, start_of(rect, _BOX, offset=10), on=on)
            offset = 10 + _BOX + 7
            font = ui_font(12.5, 500)
            words = start_of(rect, rect.width() - offset - 8, offset=offset)
            offset += draw_line(painter, words, self.text(), font=font, colour=theme.accent if on else theme.ink2) + 8
            if self._count is not None:
                place = start_of(rect, self._count_width() + 2, offset=offset)
                draw_line(painter, place, number(self._count), font=ui_font(11.5), colour=theme.ink3)
                offset += self._count_width()
            if self._keys:
                draw_caps(painter, start_of(rect, 20, offset=offset), self._keys, theme=theme, height=_CAP_HEIGHT)

    def _draw_box(self, painter: QPainter, place: QRectF, *, on: bool) -> None:
        theme = self._theme
        box = QRectF(place.left(), place.center().y() - _BOX / 2, _BOX, _BOX)
        painter.setPen(QPen(theme.accent if on else theme.ink3, 1.1))
        painter.setBrush(theme.accent if on else theme.page)
        painter.drawRoundedRect(box, 3.4, 3.4)
        if on:
            painter.setPen(QPen(theme.on_accent, 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            middle = box.center()
            points = (QPointF(-3, 0.1), QPointF(-1, 2.4), QPointF(3.2, -2.4))
            painter.drawPolyline([middle + point for point in points])

    def _count_width(self) -> float:
        return width_of(number(self._count), ui_font(11.5)) + 8 if self._count is not None else 0.0

    def _caps_width(self) -> float:
        return caps_width(self._keys, height=_CAP_HEIGHT) + 8 if self._keys else 0.0
