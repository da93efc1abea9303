"""A pill at the reader's foot: reading can go on where it stopped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from annotator.ui.fonts import ui_font
from annotator.ui.panels.caps import caps_width, draw_caps
from annotator.ui.panels.floating import draw_shadow
from annotator.ui.panels.lettering import draw_line, interface_direction, start_of, width_of
from annotator.ui.theme import Theme

_MARGIN: Final = 12
_KEYS: Final = ("Shift", "Space")


class ResumePill(QAbstractButton):
    """Floats over the foot of another widget, in its middle; hidden until something is offered."""

    def __init__(self, over: QWidget, *, theme: Callable[[], Theme]) -> None:
        super().__init__(over)
        self._over, self._theme = over, theme
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        over.installEventFilter(self)
        self.hide()

    def offer(self, text: str) -> None:
        """Show an offer; an empty one hides the pill."""
        self.setText(text)
        self.setAccessibleName(text)
        self.setLayoutDirection(interface_direction())
        self.setVisible(bool(text))
        if text:
            self._place()
            self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle of the foot."""
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """Words, caps and the shadow."""
        width = width_of(self.text(), ui_font(13, 500)) + caps_width(_KEYS) + 40
        return QSize(round(width) + 2 * _MARGIN, 34 + 2 * _MARGIN)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Shadow, pill, words, caps."""
        theme = self._theme()
        pill = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_shadow(painter, pill, radius=pill.height() / 2, theme=theme)
            painter.setBrush(theme.hover if self.underMouse() else theme.card)
            painter.setPen(QPen(theme.line2, 1))
            painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), pill.height() / 2, pill.height() / 2)
            font = ui_font(13, 500)
            width = width_of(self.text(), font) + 2
            draw_line(painter, start_of(pill, width, offset=16), self.text(), font=font, colour=theme.accent)
            caps = start_of(pill, caps_width(_KEYS), offset=16 + width + 8)
            draw_caps(painter, caps, _KEYS, theme=theme)

    def _place(self) -> None:
        hint = self.sizeHint()
        left = (self._over.width() - hint.width()) // 2
        self.setGeometry(left, self._over.height() - hint.height() - 4, hint.width(), hint.height())
