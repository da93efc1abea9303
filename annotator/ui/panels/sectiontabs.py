"""The sections of the window in the top bar: as tabs, and beside the palette as one small button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QMenu, QWidget

from annotator.language import _, is_rtl
from annotator.ui.fonts import ui_font
from annotator.ui.panels.kept import KeptPicture
from annotator.ui.panels.lettering import draw_line, width_of
from annotator.ui.panels.titlebutton import TitleButton
from annotator.ui.sections import SECTIONS
from annotator.ui.theme import Theme

_TAB_HEIGHT: Final = 32
_PADDING: Final = 16


class SectionTabs(QWidget):
    """One tab a section; the chosen one is tinted."""

    wanted = Signal(str)

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 0, 0)
        row.setSpacing(6)
        self._group = QButtonGroup(self)
        self._tabs = {section.id: _Tab(theme=theme, parent=self) for section in SECTIONS}
        for identifier, tab in self._tabs.items():
            tab.clicked.connect(lambda _on=False, name=identifier: self.wanted.emit(name))
            self._group.addButton(tab)
            row.addWidget(tab)
        row.addStretch(1)
        self.retranslate()

    def choose(self, section: str) -> None:
        """Show where the person is."""
        self._tabs[section].setChecked(True)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        for tab in self._tabs.values():
            tab.set_theme(theme)

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        for section in SECTIONS:
            tab = self._tabs[section.id]
            tab.setText(_(section.text))
            tab.setToolTip(f"{_(section.text)}  {section.shortcut}")
            tab.updateGeometry()


class SectionSwitch(QAbstractButton):
    """Leads from the palette to the other sections: it opens a list of them, and takes no room of the labels."""

    wanted = Signal(str)

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kept = KeptPicture()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._open)
        self.retranslate()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.setText(_("Sections"))
        names = " · ".join(f"{_(section.text)} {section.shortcut}" for section in SECTIONS)
        self.setToolTip(_("Sections: {names}", names=names))

    def sizeHint(self) -> QSize:
        """A small square."""
        return QSize(30, 30)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Four small squares, the first of which is where the person is."""
        looks = self._theme, self.underMouse() or self.hasFocus() or self.isDown(), is_rtl()
        self._kept.paint(self, looks, self._draw, ground=self._theme.desk)

    def _draw(self, painter: QPainter) -> None:
        theme, rect = self._theme, QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.underMouse() or self.hasFocus() or self.isDown():
            painter.setBrush(theme.hover)
            painter.drawRoundedRect(rect, 8, 8)
        first = 1 if is_rtl() else 0
        for row in range(2):
            for column in range(2):
                painter.setBrush(theme.accent if (row, column) == (0, first) else theme.ink3)
                left, top = rect.center().x() - 6.5 + 7.5 * column, rect.center().y() - 6.5 + 7.5 * row
                painter.drawRoundedRect(QRectF(left, top, 5.5, 5.5), 1.6, 1.6)

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setLayoutDirection(self.layoutDirection())
        for section in SECTIONS:
            # A tab sets the key apart in the shortcut column, without making it a shortcut a second time.
            action = menu.addAction(f"{_(section.text)}\t{section.shortcut}")
            action.triggered.connect(_wanting(self.wanted.emit, section.id))
        corner = self.mapToGlobal(self.rect().bottomRight() if is_rtl() else self.rect().bottomLeft())
        menu.popup(corner - QPoint(menu.sizeHint().width(), 0) if is_rtl() else corner)


def _wanting(emit: Callable[[str], None], section: str) -> Callable[[], None]:
    return lambda: emit(section)


class _Tab(TitleButton):
    """The title of a section."""

    def sizeHint(self) -> QSize:
        return QSize(round(width_of(self.text(), ui_font(13, 500))) + 2 * _PADDING, _TAB_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, rect = self.theme, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        chosen = self.isChecked()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(theme.accent if self.hasFocus() else Qt.PenStyle.NoPen)
            if chosen or self.underMouse() or self.isDown():
                painter.setBrush(theme.accent_bg if chosen or self.isDown() else theme.hover)
            if chosen or self.underMouse() or self.isDown() or self.hasFocus():
                painter.drawRoundedRect(rect, 8, 8)
            font, colour = ui_font(13, 600 if chosen else 500), theme.accent if chosen else theme.ink2
            draw_line(painter, rect, self.text(), font=font, colour=colour, align=Qt.AlignmentFlag.AlignHCenter)
