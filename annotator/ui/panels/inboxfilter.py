"""Which articles the list shows: a value, and the button in the panel that opens its menu."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from annotator.language import _, is_rtl, isolated, number
from annotator.ui.theme import Theme

_OUTLETS_NAMED: Final = 25
"""So many outlets stand in the menu, those with the most articles: a corpus can have thousands."""


@dataclass(frozen=True, slots=True)
class InboxFilter:
    """What an article must have to be shown; nothing is asked of it unless said.

    Attributes:
        open_claims: A claim without an attribution.
        doubts: An annotation in doubt.
        comments: An open comment.
        outlet: This outlet, or None for any.
    """

    open_claims: bool = False
    doubts: bool = False
    comments: bool = False
    outlet: str | None = None

    def lets(self, *, open_claims: int, doubts: int, comments: int, outlet: str | None) -> bool:
        """Whether an article with so many of each is shown."""
        return (
            (open_claims > 0 or not self.open_claims)
            and (doubts > 0 or not self.doubts)
            and (comments > 0 or not self.comments)
            and (self.outlet is None or self.outlet == outlet)
        )

    @property
    def asks(self) -> bool:
        """Whether any article can be hidden by it."""
        return self != EVERYTHING

    def questions(self) -> list[tuple[str, bool, InboxFilter]]:
        """What can be asked for by a tick: its words, whether it is asked for, and the filter with that turned."""
        return [
            (_("With open claims"), self.open_claims, replace(self, open_claims=not self.open_claims)),
            (_("With doubts"), self.doubts, replace(self, doubts=not self.doubts)),
            (_("With open comments"), self.comments, replace(self, comments=not self.comments)),
        ]

    def sentence(self) -> str:
        """What it asks for, to be read in the tip of its button."""
        parts = [title for title, asked, _turned in self.questions() if asked]
        if self.outlet is not None:
            parts.append(isolated(self.outlet))
        return " · ".join(parts)


EVERYTHING: Final = InboxFilter()


class FilterButton(QAbstractButton):
    """Three lines that grow shorter; on a ground of its own while articles are hidden.

    Args:
        outlets: Tells the outlets of all articles, each with how many there are, most first.
    """

    changed = Signal(object)
    """``InboxFilter``: what the person asks for now."""

    def __init__(self, *, outlets: Callable[[], Mapping[str, int]], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._outlets, self._theme = outlets, theme
        self.filter = EVERYTHING
        self.setFixedSize(31, 31)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self.open)
        self.retranslate()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        name = _("Filter articles")
        self.setToolTip(f"{name}: {self.filter.sentence()}" if self.filter.asks else name)
        self.setAccessibleName(self.toolTip())

    def set_filter(self, wanted: InboxFilter) -> None:
        """Ask for something else."""
        if wanted != self.filter:
            self.filter = wanted
            self.retranslate()
            self.update()
            self.changed.emit(wanted)

    def menu(self) -> QMenu:
        """What can be asked for, with ticks at what is."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setLayoutDirection(self.layoutDirection())
        self._add(menu, _("All articles"), chosen=not self.filter.asks, after=EVERYTHING)
        menu.addSeparator()
        for title, asked, turned in self.filter.questions():
            self._add(menu, title, chosen=asked, after=turned)
        outlets = dict(list(self._outlets().items())[:_OUTLETS_NAMED])
        if outlets:
            menu.addSeparator()
            one = QActionGroup(menu)
            one.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
            for outlet, count in outlets.items():
                on = outlet == self.filter.outlet
                after = replace(self.filter, outlet=None if on else outlet)
                one.addAction(self._add(menu, f"{isolated(outlet)}\t{number(count)}", chosen=on, after=after))
        return menu

    def open(self) -> None:
        """Open the menu below the button."""
        menu = self.menu()
        corner = self.mapToGlobal(self.rect().bottomRight() if is_rtl() else self.rect().bottomLeft())
        menu.popup(corner - QPoint(menu.sizeHint().width(), 0) if is_rtl() else corner)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the down arrow open the menu, as a click does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.open()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Three lines."""
        theme, rect = self._theme, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.accent, 1.4) if self.hasFocus() else Qt.PenStyle.NoPen)
            if self.filter.asks or self.underMouse() or self.hasFocus():
                painter.setBrush(theme.accent_bg if self.filter.asks else theme.hover)
                painter.drawRoundedRect(rect, 8, 8)
            ink = theme.accent if self.filter.asks else theme.ink2
            painter.setPen(QPen(ink, 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            middle = rect.center()
            for row, half in enumerate((6.5, 4.0, 1.5)):
                y = middle.y() + 4.5 * (row - 1)
                painter.drawLine(QPointF(middle.x() - half, y), QPointF(middle.x() + half, y))

    def _add(self, menu: QMenu, title: str, *, chosen: bool, after: InboxFilter) -> QAction:
        action = menu.addAction(title.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(chosen)
        action.triggered.connect(lambda _on=False: self.set_filter(after))
        return action
