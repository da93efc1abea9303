"""One question of the inspector: its answers as chips, or a field for free text; by mouse and by number keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from annotator.ui.fonts import ui_font
from annotator.ui.keys import digit
from annotator.ui.panels.card import Question
from annotator.ui.panels.chips import Chip, Flow
from annotator.ui.panels.lettering import coloured, plain_label
from annotator.ui.theme import Theme

_ACCEPT = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TAKE_BACK = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class QuestionRow(QWidget):
    """A question; while it has the keyboard its answers show their numbers."""

    answered = Signal(str, str, str)
    """Owner, attribute and value; an empty value takes the answer back."""
    moved = Signal(int)
    """The keyboard should go to the question so many places further on."""
    left = Signal()
    """The keyboard should go back to the article."""

    def __init__(self, question: Question, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.question = question
        self._chips: list[Chip] = []
        self._field: QLineEdit | None = None
        title = plain_label(question.title, font=ui_font(12), parent=self)
        coloured(title, theme.ink3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(5)
        column.addWidget(title)
        self.setAccessibleName(question.title)
        if question.answers:
            column.addLayout(self._make_chips(theme))
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        else:
            self._field = self._make_field()
            column.addWidget(self._field)
            self.setFocusProxy(self._field)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Numbers answer, Enter confirms what is proposed, arrows go to another question, Esc leaves."""
        number = digit(event)
        if number and number <= len(self._chips):
            self._answer(self._chips[number - 1].value)
            self.moved.emit(1)
        elif number == 0 or event.key() in _TAKE_BACK:
            self._answer("")
        elif event.key() in _ACCEPT:
            if self.question.given is None and self.question.proposed is not None:
                self._answer(self.question.proposed)
            self.moved.emit(1)
        elif event.key() == Qt.Key.Key_Down:
            self.moved.emit(1)
        elif event.key() == Qt.Key.Key_Up:
            self.moved.emit(-1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the numbers."""
        super().focusInEvent(event)
        for chip in self._chips:
            chip.show_number(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the numbers."""
        super().focusOutEvent(event)
        for chip in self._chips:
            chip.show_number(False)

    def _make_chips(self, theme: Theme) -> Flow:
        flow, question = Flow(), self.question
        for place, (value, title) in enumerate(question.answers, start=1):
            proposed = question.given is None and value == question.proposed
            chip = Chip(
                value, title, place=place, given=value == question.given, proposed=proposed, theme=theme, parent=self
            )
            chip.clicked.connect(lambda _on=False, c=chip: self._answer("" if c.isChecked() else c.value))
            self._chips.append(chip)
            flow.addWidget(chip)
        return flow

    def _make_field(self) -> QLineEdit:
        field = QLineEdit(self.question.given or self.question.proposed or "", self)
        field.setAccessibleName(self.question.title)
        field.editingFinished.connect(self._answer_text)
        return field

    def _answer_text(self) -> None:
        if self._field is not None and self._field.text().strip() != (
            self.question.given or self.question.proposed or ""
        ):
            self._answer(self._field.text().strip())

    def _answer(self, value: str) -> None:
        if value != (self.question.given or ""):
            self.answered.emit(self.question.owner, self.question.name, value)
