"""Work under way: how far it is and how long it will take."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from annotator.language import _, ngettext, number
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import coloured, plain_label
from annotator.ui.theme import Theme

_STEPS: Final = 1000
_FIRST_GUESS_S: Final = 2.0
_WIDTH: Final = 560


class RunView(QWidget):
    """A bar, how far it is in per cent, and the time that remains."""

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._since = QElapsedTimer()
        self._what = plain_label(font=ui_font(15, 600), parent=self)
        coloured(self._what, theme.ink)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self._words = plain_label(font=ui_font(12.5), parent=self)
        coloured(self._words, theme.ink2)
        inner = QWidget(self)
        inner.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(inner)
        column.setSpacing(12)
        for part in (self._what, self.bar, self._words):
            column.addWidget(part)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(inner)
        outer.setAlignment(inner, Qt.AlignmentFlag.AlignHCenter)
        inner.setMinimumWidth(_WIDTH)
        outer.addStretch(3)

    @property
    def words(self) -> str:
        """What stands below the bar."""
        return self._words.text()

    def begin(self, what: str) -> None:
        """Start anew with something else."""
        self._what.setText(what)
        self._since.start()
        self.bar.setValue(0)
        self._words.setText("")

    def go_on(self, what: str) -> None:
        """Say what is done now; the bar stays."""
        self._what.setText(what)

    def show_progress(self, done: int, total: int) -> None:
        """So much is done, of so much."""
        share = min(1.0, done / max(total, 1))
        self.bar.setValue(round(share * _STEPS))
        parts = [_("{percent}%", percent=number(round(100 * share)))]
        seconds = self._since.elapsed() / 1000
        if share > 0.02 and seconds >= _FIRST_GUESS_S:
            parts.append(remaining(seconds * (1 - share) / share))
        self._words.setText(" · ".join(parts))

    def show_words(self, text: str) -> None:
        """Say something instead of a number."""
        self._words.setText(text)


def remaining(seconds: float) -> str:
    """How long something will take, as people say it."""
    if seconds >= 90:
        return ngettext("about {count} minute left", "about {count} minutes left", round(seconds / 60))
    # Nobody waits for single seconds: they are told in fives.
    rounded = max(5, 5 * round(seconds / 5)) if seconds > 5 else max(1, round(seconds))
    return ngettext("about {count} second left", "about {count} seconds left", rounded)
