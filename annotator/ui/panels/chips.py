"""Answers as chips, and the layout that lets them flow over several lines."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLayout, QLayoutItem, QWidget

from annotator.language import is_rtl, number
from annotator.ui.fonts import ui_font
from annotator.ui.panels.caps import caps_width, draw_caps
from annotator.ui.panels.kept import KeptPicture
from annotator.ui.panels.lettering import draw_line, start_of, width_of
from annotator.ui.theme import Theme

_HEIGHT: Final = 24
_GAP: Final = 5
_CAP_HEIGHT: Final = 15.0


class Chip(QAbstractButton):
    """One answer: chosen in the accent, proposed with a dashed edge; with its number while its question is asked.

    Args:
        value: What is stored.
        title: What people read.
        place: Its number among the answers, from one.
        given: Whether somebody gave it.
        proposed: Whether it follows from the text and waits to be confirmed.
    """

    def __init__(
        self, value: str, title: str, *, place: int, given: bool, proposed: bool, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.value = value
        self.setText(title)
        self.setCheckable(True)
        self.setChecked(given)
        self._place, self._proposed, self._theme = place, proposed, theme
        self._numbered = False
        self._kept = KeptPicture()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_number(self, numbered: bool) -> None:
        """Show the key that chooses it, or hide it."""
        if numbered != self._numbered and self._place <= 9:
            self._numbered = numbered
            self.updateGeometry()
            self.update()

    def nextCheckState(self) -> None:
        """Do nothing: what is chosen is told from outside, after it was stored."""

    def sizeHint(self) -> QSize:
        """As wide as its words, and its number where that is shown."""
        return QSize(round(width_of(self.text(), self._font()) + 17 + self._number_width()), _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Edge, number, words."""
        looks = (
            self.text(), self.isChecked(), self._proposed, self._numbered, self.underMouse(), self._theme, is_rtl(),
        )  # fmt: skip
        # It stands on the inspector, on a row that is asked, and on the card of a dock.
        self._kept.paint(self, looks, self._draw, ground=None)

    def _draw(self, painter: QPainter) -> None:
        theme, lit = self._theme, self.isChecked() or self._proposed
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.accent if lit else theme.line2, 1)
        if self._proposed:
            pen.setDashPattern([3, 2.5])
        painter.setPen(pen)
        hovered = theme.hover if self.underMouse() else Qt.BrushStyle.NoBrush
        painter.setBrush(theme.accent_bg if lit else hovered)
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(edge, 6, 6)
        shift = self._number_width()
        if shift:
            cap = start_of(edge, shift, offset=5)
            draw_caps(painter, cap, (number(self._place),), theme=theme, height=_CAP_HEIGHT)
        words = edge.adjusted(0, -0.6, -shift, -0.6) if is_rtl() else edge.adjusted(shift, -0.6, 0, -0.6)
        ink = theme.accent if lit else theme.ink2
        draw_line(painter, words, self.text(), font=self._font(), colour=ink, align=Qt.AlignmentFlag.AlignHCenter)

    def _font(self) -> QFont:
        font = QFont(ui_font(12, 600 if self.isChecked() else 400))
        font.setItalic(self._proposed)
        return font

    def _number_width(self) -> float:
        return caps_width((number(self._place),), height=_CAP_HEIGHT) + 3 if self._numbered else 0.0


class Flow(QLayout):
    """Puts its widgets side by side from the leading edge, on as many lines as they need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, entry: QLayoutItem) -> None:
        """Take a widget in."""
        self._entries.append(entry)

    def count(self) -> int:
        """How many widgets there are."""
        return len(self._entries)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The widget at ``index``, or None."""
        return self._entries[index] if 0 <= index < len(self._entries) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give a widget back."""
        return self._entries.pop(index) if 0 <= index < len(self._entries) else None

    def hasHeightForWidth(self) -> bool:
        """Narrower means more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of all lines at ``width`` pixels."""
        return self._flow(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """All on one line."""
        width = sum(entry.sizeHint().width() + _GAP for entry in self._entries)
        return QSize(width, max((entry.sizeHint().height() for entry in self._entries), default=0))

    def minimumSize(self) -> QSize:
        """As wide as the widest."""
        return QSize(max((entry.sizeHint().width() for entry in self._entries), default=0), _HEIGHT)

    def setGeometry(self, rect: QRect) -> None:
        """Put every widget in its place."""
        super().setGeometry(rect)
        self._flow(rect, move=True)

    def _flow(self, rect: QRect, *, move: bool) -> int:
        x, y, lowest = 0, 0, 0
        for entry in self._entries:
            size = entry.sizeHint()
            if x and x + size.width() > rect.width():
                x, y = 0, y + size.height() + _GAP
            if move:
                left = rect.right() + 1 - x - size.width() if is_rtl() else rect.left() + x
                entry.setGeometry(QRect(QPoint(left, rect.top() + y), size))
            x += size.width() + _GAP
            lowest = max(lowest, y + size.height())
        return lowest
