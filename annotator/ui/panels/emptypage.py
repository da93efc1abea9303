"""What stands where the article would, while there is none: why, and what to do about it."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.language import _
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import coloured, plain_label
from annotator.ui.panels.specimen import Specimen
from annotator.ui.theme import Theme

_WIDTH = 460


class Emptiness(Enum):
    """Why no article is shown."""

    NO_CORPUS = "no corpus"
    NO_ARTICLES = "no articles"
    NOTHING_CHOSEN = "nothing chosen"


class EmptyPage(QWidget):
    """Lies over the reader while nothing can be read."""

    command_wanted = Signal(str)
    """A command of the window, by its id."""

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._why = Emptiness.NO_CORPUS
        self._specimen = Specimen(theme=theme, parent=self)
        self._title = plain_label(font=ui_font(18, 600), parent=self)
        self._words = plain_label(font=ui_font(13), parent=self)
        self._words.setWordWrap(True)
        for label in (self._title, self._words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._first, self._second, self._third = (QPushButton(self) for _at in range(3))
        self._first.setProperty("primary", True)
        self._commands = {self._first: "", self._second: "", self._third: ""}
        for button in self._commands:
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, b=button: self.command_wanted.emit(self._commands[b]))
        others = QHBoxLayout()
        others.addWidget(self._second, 1)
        others.addWidget(self._third, 1)
        inner = QWidget(self)
        inner.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(inner)
        column.setSpacing(10)
        for part in (self._specimen, self._title, self._words):
            column.addWidget(part)
        column.addSpacing(8)
        column.addWidget(self._first)
        column.addLayout(others)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        # As wide as there is room, up to its limit.
        middle.addWidget(inner, 100)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(3)
        self.set_theme(theme)
        # Its buttons have their names from the start: who listens meets them, hidden as they are.
        self.retranslate()
        self.hide()

    @property
    def words(self) -> str:
        """What is said, as one sentence."""
        return f"{self._title.text()}. {self._words.text()}"

    def show_why(self, why: Emptiness | None) -> None:
        """Say why no article is shown; None for one that is."""
        self.setVisible(why is not None)
        if why is not None:
            self._why = why
            self.retranslate()
            self.raise_()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self._specimen.set_theme(theme)
        coloured(self._title, theme.ink)
        coloured(self._words, theme.ink2)
        self.update()

    def retranslate(self) -> None:
        """Say it in the language in use."""
        buttons: tuple[tuple[str, str], ...] = ()
        if self._why is Emptiness.NO_ARTICLES:
            title, words = _("No articles yet"), _("Drop files or a folder on the window, or choose them here.")
            buttons = (
                (_("Import articles…"), "corpus.import"),
                (_("Merge bundles…"), "corpus.merge"),
                (_("Open the sample corpus"), "corpus.sample"),
            )
        elif self._why is Emptiness.NO_CORPUS:
            title, words = _("No corpus is open"), _("A corpus is one file with articles and all that is said of them.")
            buttons = (
                (_("Open corpus…"), "corpus.open"),
                (_("New corpus…"), "corpus.new"),
                (_("Open the sample corpus"), "corpus.sample"),
            )
        else:
            title, words = _("No article is open"), _("Choose one from the list.")
        self._title.setText(title)
        self._words.setText(words)
        for button, (text, command) in zip(self._commands, buttons, strict=False):
            button.setText(text)
            self._commands[button] = command
        for button in self._commands:
            button.setVisible(bool(buttons))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The lit page."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.page)
