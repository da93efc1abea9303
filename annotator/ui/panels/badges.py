"""Badges of the status line: things that a person should know of while they read, and can click."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import draw_line, width_of
from annotator.ui.theme import Theme

_HEIGHT: Final = 21


class Badges(QWidget):
    """A row of badges, each under a name; empty most of the time."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._badges: dict[str, Badge] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)

    def show_badge(self, name: str, text: str, *, tip: str, warning: bool, act: Callable[[], None]) -> None:
        """Show a badge, or change it; an empty text takes it away.

        Args:
            name: Which badge.
            text: What it says.
            tip: What a click does.
            warning: Whether it is drawn as a warning.
            act: What a click does.
        """
        known = self._badges.pop(name, None)
        if known is not None:
            known.hide()
            known.deleteLater()
        if text:
            badge = Badge(text, tip=tip, warning=warning, theme=self._theme, parent=self)
            badge.clicked.connect(lambda _on=False: act())
            self._row.addWidget(badge)
            self._badges[name] = badge

    def text_of(self, name: str) -> str:
        """What a badge says; empty where there is none."""
        return self._badges[name].text() if name in self._badges else ""

    def click(self, name: str) -> None:
        """Click a badge."""
        self._badges[name].click()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        for badge in self._badges.values():
            badge.set_theme(theme)


class Badge(QAbstractButton):
    """One badge."""

    def __init__(self, text: str, *, tip: str, warning: bool, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._warning, self._theme = warning, theme
        self.setText(text)
        self.setToolTip(tip)
        self.setAccessibleName(text)
        self.setAccessibleDescription(tip)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """The words with some room around them."""
        return QSize(round(width_of(self.text(), ui_font(11.5, 500))) + 18, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A pill: a warning in its own colour, anything else in that of the person's own act."""
        theme, rect = self._theme, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ground, shade = (theme.warn_bg, theme.warn) if self._warning else (theme.accent_bg, theme.accent)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            edge = shade if self.hasFocus() or self.underMouse() else QColor(Qt.GlobalColor.transparent)
            painter.setPen(QPen(edge, 1))
            painter.setBrush(ground)
            painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
            font = ui_font(11.5, 500)
            draw_line(painter, rect, self.text(), font=font, colour=shade, align=Qt.AlignmentFlag.AlignHCenter)
