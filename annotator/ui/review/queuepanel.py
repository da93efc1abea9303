"""The panel of the queue: how far the person is, the cases, and what Ctrl+Enter does; or what waits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from annotator.ui.fonts import ui_font
from annotator.ui.panels.caps import caps_width, draw_caps
from annotator.ui.panels.lettering import draw_line, end_of, start_of, width_of
from annotator.ui.review.board import Onward, Progress, QueueRow
from annotator.ui.review.queuelist import QueueList
from annotator.ui.theme import Theme

_HEAD: Final = 66


class QueuePanel(QWidget):
    """The side of the section."""

    wanted = Signal(str)
    """The key of a row."""
    onward_wanted = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._progress = Progress("", "", 0.0)
        self.list = QueueList(theme=lambda: self._theme, parent=self)
        self.list.wanted.connect(self.wanted)
        self.box = _Box(theme=theme, parent=self)
        self.box.clicked.connect(self.onward_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, _HEAD, 0, 12)
        column.setSpacing(6)
        column.addWidget(self.list, 1)
        column.addWidget(self.box)

    @property
    def progress(self) -> Progress:
        """What the head says."""
        return self._progress

    def show_queue(self, rows: Sequence[QueueRow], progress: Progress, onward: Onward | None, *, current: str) -> None:
        """Show a queue, or a list of what waits."""
        self._progress = progress
        self.setAccessibleName(f"{progress.title} {progress.note}".strip())
        self.list.setAccessibleName(progress.title)
        self.list.show_rows(rows, current=current)
        self.box.show_onward(onward)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.box.set_theme(theme)
        self.list.viewport().update()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The quiet ground, the head with its bar."""
        theme, rect = self._theme, QRectF(self.rect())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(rect, theme.desk)
            line = QRectF(rect.left() + 20, rect.top() + 16, rect.width() - 40, 26)
            width = draw_line(painter, line, self._progress.title, font=ui_font(15, 600), colour=theme.ink)
            note = end_of(line, max(0.0, line.width() - width - 12))
            draw_line(
                painter, note, self._progress.note, font=ui_font(11), colour=theme.ink3,
                align=Qt.AlignmentFlag.AlignTrailing,
            )  # fmt: skip
            bar = QRectF(line.left(), line.bottom() + 8, line.width(), 4)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.line)
            painter.drawRoundedRect(bar, 2, 2)
            if self._progress.share > 0:
                painter.setBrush(theme.good if self._progress.share >= 1 else theme.accent)
                painter.drawRoundedRect(start_of(bar, max(4.0, bar.width() * self._progress.share)), 2, 2)


class _Box(QAbstractButton):
    """What Ctrl+Enter does, as a card."""

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._onward: Onward | None = None
        self.setFixedHeight(58)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_onward(self, onward: Onward | None) -> None:
        """Show what it does; None hides it."""
        self._onward = onward
        self.setVisible(onward is not None)
        if onward is not None:
            self.setText(onward.text)
            self.setAccessibleName(f"{onward.text}: {onward.remark}")
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Text, remark, caps."""
        theme, onward = self._theme, self._onward
        if onward is None:
            return
        card = QRectF(self.rect()).adjusted(12.5, 0.5, -12.5, -1.5)
        keys = ("Ctrl", "↵")
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.accent if self.hasFocus() else theme.line2, 1))
            painter.setBrush(theme.hover if self.underMouse() else theme.page)
            painter.drawRoundedRect(card, 10, 10)
            caps = caps_width(keys)
            inner = card.adjusted(12, 6, -12, -6)
            draw_caps(painter, end_of(inner, caps), keys, theme=theme)
            words = start_of(inner, inner.width() - caps - 10)
            upper = QRectF(words.left(), words.top() + 2, words.width(), 20)
            font = ui_font(12.5, 600)
            if width_of(onward.text, font) > words.width():
                font = ui_font(11.5, 600)
            draw_line(painter, upper, onward.text, font=font, colour=theme.ink)
            lower = QRectF(words.left(), upper.bottom() + 1, words.width(), 18)
            draw_line(painter, lower, onward.remark, font=ui_font(11), colour=theme.ink3)
