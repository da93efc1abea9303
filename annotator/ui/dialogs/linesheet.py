"""A sheet in which one line is written: a question to authors, an answer to a reviewer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.language import _
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.fonts import reading_font
from annotator.ui.panels.lettering import interface_direction
from annotator.ui.theme import Theme


class LineSheet(Sheet):
    """Enter gives the line; an empty one cannot be given."""

    given = Signal(str)

    def __init__(self, title: str, words: str, *, button: str, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(title, theme=theme, parent=parent, width=520)
        self.add_title(title)
        self.add_words(words)
        self.field = QLineEdit(self)
        self.field.setFont(reading_font(17))
        self.field.setLayoutDirection(interface_direction())
        self.field.setAccessibleName(title)
        self.column.addWidget(self.field)
        self.give = self.add_button(button, primary=True)
        self.give.setEnabled(False)
        self.give.clicked.connect(self._give)
        self.field.textChanged.connect(lambda text: self.give.setEnabled(bool(text.strip())))
        self.add_button(_("Cancel")).clicked.connect(self.reject)
        self.finish()
        self.field.setFocus()

    def _give(self) -> None:
        self.accept()
        self.given.emit(self.field.text().strip())
