"""What a window is made of: its panels, their colours, and the line in which something is said."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from annotator.operations.settings import Appearance
from annotator.ui import style
from annotator.ui.announce import Announcer
from annotator.ui.dialogs.asking import ask
from annotator.ui.geometry import Geometry
from annotator.ui.memory import Memory
from annotator.ui.middle import Middle
from annotator.ui.panels.dock import Dock, DockStage
from annotator.ui.panels.documents import Documents
from annotator.ui.panels.emptypage import EmptyPage
from annotator.ui.panels.inspector import Inspector
from annotator.ui.panels.palette import Palette
from annotator.ui.panels.statusline import StatusLine
from annotator.ui.panels.topbar import TopBar
from annotator.ui.reader.reader import Reader
from annotator.ui.reading.view import ReadingView
from annotator.ui.sections import READING
from annotator.ui.theme import Theme


class WindowFrame(QWidget):
    """The panels of a window and what is said in it, whether anything is open or not.

    Args:
        memory: The settings.

    Attributes:
        top: The name, the sections, the labels and the menu.
        palette_bar: The labels.
        documents: The list of documents.
        reader: The article.
        reading: The article as plain text, over the reader.
        inspector: What is chosen.
        dock: The strip at the reader's foot.
        empty: What stands in the reader's place while there is no article.
        middle: Documents, reader and inspector, or another section.
        status: The line at the bottom.
        theme: The colours.
    """

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self.memory = memory
        self.theme: Theme = style.theme_for(memory.settings.appearance)
        self._chosen = self._counts = ""
        self._announcer = Announcer(self)
        self._make_panels()
        hints = QApplication.styleHints()
        hints.colorSchemeChanged.connect(lambda _scheme: self._follow_system())

    # ------------------------------------------------------------------ what is said

    def say(self, text: str | None, *, warning: bool = False) -> None:
        """Say what was just done, or why it could not be; None goes back to what holds."""
        self.status.say(text, warning=warning)
        self._announcer.say(text or "", urgent=warning)

    def confirm(self, question: str) -> bool:
        """Ask something that is answered by yes or no."""
        return ask(question, theme=self.theme, parent=self)

    def show_badge(self, name: str, text: str, *, tip: str, warning: bool, act: Callable[[], None]) -> None:
        """Show a badge in the status line; an empty text takes it away."""
        self.status.badges.show_badge(name, text, tip=tip, warning=warning, act=act)

    def show_chosen(self, text: str) -> None:
        """Name what is chosen, in the status line."""
        self._chosen = text
        if self.middle.section == READING:
            self.status.show_chosen(text)
            self._announcer.tell(text)

    def show_counts(self, text: str) -> None:
        """Tell how many claims there are, in the status line."""
        self._counts = text
        if self.middle.section == READING:
            self.status.show_counts(text)

    def show_section_words(self, text: str) -> None:
        """Tell in the status line what another section than Reading shows."""
        if self.middle.section != READING:
            self.status.show_chosen(text)

    def _show_words_of(self, section: str) -> None:
        """Begin the status line anew for a section: what is chosen and counted is Reading's."""
        self.status.forget_warning()
        self.status.show_chosen(self._chosen if section == READING else "")
        self.status.show_counts(self._counts if section == READING else "")

    # ------------------------------------------------------------------ appearance

    def show_fitting(self) -> None:
        """Show the window, within its screen."""
        self.geometry_kept.show_fitting()

    def set_zoom(self, percent: int) -> None:
        """Show the article larger or smaller."""
        self.reader.set_zoom(percent)
        self.memory.change(zoom=self.reader.zoom)

    def set_theme(self, theme: Theme) -> None:
        """Paint everything in other colours, now."""
        self.theme = theme
        app = QApplication.instance()
        if isinstance(app, QApplication):
            style.dress(app, theme)
        for panel in (self.top, self.documents, self.inspector, self._stage, self.status, self.reader, self.middle):
            panel.set_theme(theme)

    def _follow_system(self) -> None:
        if self.memory.settings.appearance is Appearance.SYSTEM:
            self.set_theme(style.theme_for(Appearance.SYSTEM))

    # ------------------------------------------------------------------ making

    def _make_panels(self) -> None:
        theme = self.theme
        self.top = TopBar(theme=theme, parent=self)
        self.palette_bar: Palette = self.top.palette_bar
        self.documents = Documents(theme=theme, parent=self)
        self.reader = Reader()
        self.reader.set_theme(theme)
        self._stage = DockStage(self.reader, theme=theme, parent=self)
        self.dock: Dock = self._stage.dock
        self.empty: EmptyPage = self._stage.empty
        self.reading = ReadingView(self.reader, parent=self._stage)
        self.dock.raise_()
        self.inspector = Inspector(theme=theme, parent=self)
        self.status = StatusLine(theme=theme, parent=self)
        self.middle = Middle(self.documents, self._stage, self.inspector, parent=self)
        self.geometry_kept = Geometry(self, self.middle, self.memory)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.middle, 1)
        column.addWidget(self.status)
