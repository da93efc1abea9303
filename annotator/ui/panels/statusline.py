"""The status line: what is chosen and left to do on the reading side, what is saved and who works on the other."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.ui.fonts import ui_font
from annotator.ui.panels.badges import Badges
from annotator.ui.panels.lettering import coloured, plain_label
from annotator.ui.theme import Theme

HEIGHT: Final = 30
_SAID_MS: Final = 6000


class StatusLine(QWidget):
    """One line of plain words; what was said last gives way after a while to what holds.

    Attributes:
        badges: What a person should know of while they read.
    """

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chosen, self._counts, self._said, self._warning = "", "", "", False
        self._main = plain_label(font=ui_font(12))
        self._place = plain_label(font=ui_font(12))
        self._saved = plain_label(font=ui_font(12))
        self.badges = Badges(theme=theme, parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(24)
        row.addWidget(self._main, 1)
        row.addWidget(self.badges)
        row.addWidget(self._place)
        row.addWidget(self._saved)
        self.setFixedHeight(HEIGHT)
        self._fading = QTimer(self, interval=_SAID_MS, singleShot=True)
        self._fading.timeout.connect(lambda: self.say(None))
        self.set_theme(theme)

    def forget_warning(self) -> None:
        """Take away a warning: what it was about is no longer in sight."""
        if self._warning:
            self.say(None)

    def say(self, text: str | None, *, warning: bool = False) -> None:
        """Say what was just done, or why it could not be; None goes back to what holds."""
        self._said, self._warning = text or "", warning
        self._fading.start() if text and not warning else self._fading.stop()
        self._show()

    def show_chosen(self, text: str) -> None:
        """Name what is chosen."""
        self._chosen = text
        self._show()

    def show_counts(self, text: str) -> None:
        """Tell how many claims there are and how many are open."""
        self._counts = text
        self._show()

    def show_place(self, text: str) -> None:
        """Tell who works, and where the caret is."""
        self._place.setText(text)

    def show_saved(self, text: str) -> None:
        """Tell until when everything is stored."""
        self._saved.setText(text)

    @property
    def text(self) -> str:
        """What the reading side says."""
        return self._main.text()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.badges.set_theme(theme)
        coloured(self._place, theme.ink3)
        coloured(self._saved, theme.ink2)
        self._show()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The quiet ground and its hairline."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.desk)
            painter.fillRect(0, 0, self.width(), 1, self._theme.line)

    def _show(self) -> None:
        holds = " · ".join(part for part in (self._chosen, self._counts) if part)
        self._main.setText(self._said or holds)
        self._main.setAccessibleName(self._main.text())
        coloured(self._main, self._theme.warn if self._said and self._warning else self._theme.ink2)
