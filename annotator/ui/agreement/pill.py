"""A pill: one of several views, of which one is chosen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen

from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import draw_line, width_of
from annotator.ui.panels.titlebutton import TitleButton

_HEIGHT: Final = 30


class Pill(TitleButton):
    """The title of a view."""

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        return QSize(round(width_of(self.text(), ui_font(12.5, 600))) + 28, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Tinted where it is chosen."""
        theme, on = self.theme, self.isChecked()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.accent if on or self.hasFocus() else theme.line2, 1.8 if self.hasFocus() else 1))
            painter.setBrush(theme.accent_bg if on else theme.hover if self.underMouse() else theme.page)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)
            font, colour = ui_font(12.5, 600 if on else 500), theme.accent if on else theme.ink2
            draw_line(painter, QRectF(self.rect()), self.text(), font=font, colour=colour,
                      align=Qt.AlignmentFlag.AlignHCenter)  # fmt: skip
