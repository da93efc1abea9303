"""The bar at the top: the name of the program, which opens the menu; palette or sections; the command box."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QWidget

from annotator.language import _, is_rtl
from annotator.ui.fonts import reading_font, ui_font
from annotator.ui.panels.caps import caps_width, draw_caps
from annotator.ui.panels.kept import KeptPicture
from annotator.ui.panels.lettering import draw_line, end_of, start_of, width_of
from annotator.ui.panels.palette import Palette
from annotator.ui.panels.sectiontabs import SectionSwitch, SectionTabs
from annotator.ui.sections import READING, SECTIONS
from annotator.ui.theme import Theme

HEIGHT: Final = 58
_KEYS: Final = ("Ctrl K",)
_TIGHT: Final = 1240
"""Logical pixels: below this width of the window the command box shows its key alone."""
_LEAST_WORDS: Final = 60


class TopBar(QWidget):
    """Name, palette, command box; in other sections than Reading the sections stand where the palette does."""

    command_wanted = Signal()
    section_wanted = Signal(str)

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._offered = False
        self.brand = _Brand(theme=theme, parent=self)
        self.palette_bar = Palette(theme=theme, parent=self)
        self.switch = SectionSwitch(theme=theme, parent=self)
        self.sections = SectionTabs(theme=theme, parent=self)
        for leading in (self.switch, self.sections):
            leading.wanted.connect(self.section_wanted)
            leading.hide()
        self.box = _CommandBox(theme=theme, parent=self)
        self.box.clicked.connect(self.command_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 16, 6)
        row.setSpacing(14)
        row.addWidget(self.brand)
        row.addWidget(self.switch)
        row.addWidget(self.palette_bar, 1)
        row.addWidget(self.sections, 1)
        row.addWidget(self.box)
        self.setFixedHeight(HEIGHT)
        self.retranslate()

    def show_sections(self, *, shown: bool) -> None:
        """Offer the way to the other sections, where there are any."""
        self._offered = shown and len(SECTIONS) > 1
        self.show_section(READING)

    def show_section(self, section: str) -> None:
        """The palette for Reading, the tabs for everything else."""
        reading = section == READING
        self.sections.choose(section)
        self.palette_bar.setVisible(reading)
        self.sections.setVisible(not reading)
        self.switch.setVisible(reading and self._offered)

    def set_menu(self, menu: QMenu) -> None:
        """The menu that the name of the program opens."""
        self.brand.menu = menu

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.brand.set_theme(theme)
        for part in (self.palette_bar, self.switch, self.sections):
            part.set_theme(theme)
        self.box.set_theme(theme)
        self.update()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.brand.setText(_("Isnad"))
        self.brand.setToolTip(_("Menu (Ctrl+M)"))
        self.box.setText(_("Search or run a command"))
        self.brand.updateGeometry()
        self.box.set_tight(self.width() < _TIGHT)
        for part in (self.palette_bar, self.switch, self.sections):
            part.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the labels where there is little."""
        self.box.set_tight(event.size().width() < _TIGHT)
        super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The quiet ground and its hairline."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.desk)
            painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.line)


class _Brand(QAbstractButton):
    """The name of the program with a small arrow: it opens the menu."""

    menu: QMenu | None = None

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kept = KeptPicture()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self.open_menu)

    def open_menu(self) -> None:
        """Show the menu below the name."""
        if self.menu is None:
            return
        rtl = is_rtl()
        corner = self.mapToGlobal(self.rect().bottomRight() if rtl else self.rect().bottomLeft())
        self.menu.setLayoutDirection(self.layoutDirection())
        self.menu.popup(corner - QPoint(self.menu.sizeHint().width(), 0) if rtl else corner)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(width_of(self.text(), reading_font(26, 700))) + 34, 46)

    def paintEvent(self, _event: QPaintEvent) -> None:
        looks = self.text(), reading_font(26, 700), self._theme, self.underMouse(), self.hasFocus(), is_rtl()
        self._kept.paint(self, looks, self._draw, ground=self._theme.desk)

    def _draw(self, painter: QPainter) -> None:
        theme, rect = self._theme, QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.hover)
            painter.drawRoundedRect(rect, 8, 8)
        words = start_of(rect, rect.width() - 10, offset=6).translated(0, -3)
        width = draw_line(painter, words, self.text(), font=reading_font(26, 700), colour=theme.ink)
        arrow = start_of(rect, 8, offset=width + 14).center() + QPointF(0, 1)
        painter.setPen(QPen(theme.ink3, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline([arrow + QPointF(-3.5, -2), arrow + QPointF(0, 2), arrow + QPointF(3.5, -2)])


class _CommandBox(QAbstractButton):
    """Looks like a field and opens the list of all commands."""

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kept = KeptPicture()
        self.setFixedHeight(32)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_tight(self, tight: bool) -> None:
        """Show the key alone, or the words too."""
        width = round(caps_width(_KEYS)) + 17 if tight else self.sizeHint().width()
        if width != self.width() or self.minimumWidth() != width:
            self.setFixedWidth(width)
            self.setToolTip(self.text() if tight else "")

    def sizeHint(self) -> QSize:
        return QSize(max(214, round(width_of(self.text(), ui_font(13)) + caps_width(_KEYS)) + 30), 32)

    def minimumSizeHint(self) -> QSize:
        return QSize(84, 32)

    def paintEvent(self, _event: QPaintEvent) -> None:
        looks = self.text(), self._theme, self.hasFocus(), is_rtl()
        self._kept.paint(self, looks, self._draw, ground=self._theme.desk)

    def _draw(self, painter: QPainter) -> None:
        theme, rect = self._theme, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.accent if self.hasFocus() else theme.line2, 1))
        painter.setBrush(theme.page)
        painter.drawRoundedRect(rect, 8, 8)
        keys = caps_width(_KEYS)
        room = rect.width() - keys - 26
        if room >= _LEAST_WORDS:
            draw_line(painter, start_of(rect, room, offset=10), self.text(), font=ui_font(13), colour=theme.ink3)
        draw_caps(painter, end_of(rect, keys, offset=8), _KEYS, theme=theme)
