"""One line in which a doubt becomes a question."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.language import _
from annotator.operations.questions import QUESTION_MARK
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.fonts import reading_font
from annotator.ui.panels.lettering import interface_direction
from annotator.ui.theme import Theme

_MARKS = (QUESTION_MARK, "?")


class QuestionSheet(Sheet):
    """Enter asks; the key ؟ once more, in an empty line, takes the doubt back."""

    asked = Signal(str)
    """The question; empty takes it back."""
    sure = Signal()
    """The doubt is over."""

    def __init__(self, words: str, question: str, *, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(_("Question to the reviewer"), theme=theme, parent=parent, width=520)
        self.add_title(_("Question to the reviewer"))
        self.add_words(_("About “{words}”. It stands first in the reviewer's queue.", words=words))
        self.field = _Line(question, self)
        self.field.setFont(reading_font(17))
        self.field.setLayoutDirection(interface_direction())
        self.field.setAccessibleName(_("Question"))
        self.field.setPlaceholderText(_("What should be decided here?"))
        self.field.withdrawn.connect(self._be_sure)
        self.column.addWidget(self.field)
        self.add_words(_("The key ? once more takes the doubt back."), px=12)
        self.add_button(_("Ask"), primary=True).clicked.connect(self._ask)
        self.add_button(_("No longer unsure")).clicked.connect(self._be_sure)
        self.add_button(_("Cancel")).clicked.connect(self.reject)
        self.finish()
        self.field.setFocus()

    def _ask(self) -> None:
        self.accept()
        self.asked.emit(self.field.text())

    def _be_sure(self) -> None:
        self.accept()
        self.sure.emit()


class _Line(QLineEdit):
    """The line; a question mark in it while it is empty is a key, not a letter."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)

    withdrawn = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in _MARKS and not self.text():
            self.withdrawn.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)
