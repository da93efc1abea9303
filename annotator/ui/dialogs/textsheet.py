"""A few words of one's own: a comment, an answer, a reason."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from annotator.language import _
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.fonts import reading_font
from annotator.ui.panels.lettering import interface_direction
from annotator.ui.theme import Theme


class TextSheet(Sheet):
    """Enter takes the words, Shift+Enter begins a new line, Esc leaves.

    Args:
        title: What it is about.
        words: A sentence below the title, or empty.
        text: What stands in it already.
        hint: What stands in it while it is empty.
        verb: What the button does.
        theme: The colours.
        parent: The window.
        may_be_empty: Whether no words are an answer too.
    """

    given = Signal(str)
    """The words, without white space around."""

    def __init__(
        self, title: str, words: str, text: str, *, hint: str, verb: str, theme: Theme, parent: QWidget | None,
        may_be_empty: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(title, theme=theme, parent=parent, width=520)
        self._may_be_empty = may_be_empty
        self.add_title(title)
        if words:
            self.add_words(words)
        self.field = WordsField(text, self)
        self.field.setFont(reading_font(17))
        self.field.setLayoutDirection(interface_direction())
        self.field.setAccessibleName(title)
        self.field.setPlaceholderText(hint)
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(112)
        self.field.done.connect(self._take)
        self.field.textChanged.connect(self._show_ready)
        self.column.addWidget(self.field)
        self.add_words(_("Shift+Enter begins a new line."), px=12)
        self._verb = self.add_button(verb, primary=True)
        self._verb.clicked.connect(self._take)
        self.add_button(_("Cancel")).clicked.connect(self.reject)
        self.finish()
        self._show_ready()
        self.field.setFocus()

    def _show_ready(self) -> None:
        self._verb.setEnabled(self._may_be_empty or bool(self.field.toPlainText().strip()))

    def _take(self) -> None:
        text = self.field.toPlainText().strip()
        if text or self._may_be_empty:
            self.accept()
            self.given.emit(text)


class WordsField(QPlainTextEdit):
    """A field of a few lines; Enter is a key here, not a letter."""

    done = Signal()
    """Enter was pressed."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        # An empty field has no letters to tell where it begins.
        option = self.document().defaultTextOption()
        option.setTextDirection(interface_direction())
        rtl = interface_direction() is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        self.document().setDefaultTextOption(option)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ends; with Shift it begins a line."""
        plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.done.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
