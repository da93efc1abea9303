"""A small card that floats over a corner of the article, with a field and buttons, and takes nothing from the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLineEdit, QWidget

from annotator.ui.panels.floating import draw_sheet
from annotator.ui.panels.lettering import interface_direction
from annotator.ui.theme import Theme

_MARGIN: Final = 12
_HEIGHT: Final = 46


class Overlay(QWidget):
    """A card over the far upper corner of another widget, whose size it follows.

    Keys that the field does not take for itself come as ``press``; Esc and the cross end it.
    """

    closed = Signal()
    """It has been put away, by Esc or its cross."""

    def __init__(self, over: QWidget, *, theme: Callable[[], Theme], width: int) -> None:
        super().__init__(over)
        self._over, self._wanted, self._theme = over, width, theme
        self.field = QLineEdit(self)
        self.field.installEventFilter(self)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(_MARGIN + 8, _MARGIN + 5, _MARGIN + 8, _MARGIN + 5)
        self.row.setSpacing(6)
        self.row.addWidget(self.field, 1)
        over.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show it with its text selected, ready to be typed over."""
        self.setLayoutDirection(interface_direction())
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def put_away(self) -> None:
        """Hide it, and say so."""
        if not self.isHidden():
            self.hide()
            self._over.setFocus()
            self.closed.emit()

    @property
    def theme(self) -> Theme:
        """The colours in use; the card asks for them anew with every painting."""
        return self._theme()

    def press(self, event: QKeyEvent) -> bool:
        """Take a key before the field does; says whether it was taken."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
            return True
        return False

    def keeps(self, event: QKeyEvent) -> bool:
        """Whether a key that is also a shortcut of the window belongs to the card."""
        return event.key() == Qt.Key.Key_Escape

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the widget below; look at keys before the field does."""
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._place()
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and self.keeps(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self.press(event):
                return True
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """The card with its shadow."""
        return QSize(self._wanted, _HEIGHT + 2 * _MARGIN)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Shadow, card, edge."""
        card = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_sheet(painter, card, theme=self.theme)

    def _place(self) -> None:
        hint = self.sizeHint()
        width = min(hint.width(), self._over.width())
        # The article is read from the right, so that is where it must stay free, in every language.
        self.setGeometry(6, 0, width, hint.height())


class ToolButton(QAbstractButton):
    """A small round button with a sign drawn by a pen: up, down or a cross.

    Args:
        sign: ``up``, ``down`` or ``cross``.
        card: The card that it stands on.
    """

    def __init__(self, sign: str, *, card: Overlay) -> None:
        super().__init__(card)
        self._sign, self._card = sign, card
        self.setFixedSize(26, 26)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def call(self, name: str) -> None:
        """Say what it does, in the tip and to a screen reader."""
        self.setToolTip(name)
        self.setAccessibleName(name)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The sign, and a ground under the pointer or the focus."""
        theme, middle = self._card.theme, QRectF(self.rect()).center()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.underMouse() or self.hasFocus():
                painter.setPen(QPen(theme.accent, 1) if self.hasFocus() else Qt.PenStyle.NoPen)
                painter.setBrush(theme.hover)
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
            colour = theme.ink2 if self.isEnabled() else theme.line2
            painter.setPen(QPen(colour, 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.translate(middle)
            if self._sign == "cross":
                painter.drawLine(-4, -4, 4, 4)
                painter.drawLine(-4, 4, 4, -4)
            else:
                rise = -2 if self._sign == "up" else 2
                painter.drawLine(-4, -rise, 0, rise)
                painter.drawLine(0, rise, 4, -rise)
