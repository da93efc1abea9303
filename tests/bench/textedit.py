"""The yardstick of the reader: a QTextEdit that shows the same article with its annotations as extra selections."""

from __future__ import annotations

from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtWidgets import QTextEdit

from annotator.model.annotated import AnnotatedDocument
from annotator.ui.fonts import reading_font

WIDTH = 868
HEIGHT = 760


class Marked(QTextEdit):
    """An article, read-only, each annotation a coloured background."""

    def __init__(self, record: AnnotatedDocument) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setFont(reading_font(20))
        self.resize(WIDTH, HEIGHT)
        self.setPlainText(record.document.text)
        self._stretches = [(a.start, a.end) for a in record.annotations]
        self._marks = [self._mark(start, end) for start, end in self._stretches]
        self.setExtraSelections(self._marks)

    def annotate(self, start: int, end: int) -> None:
        """Mark one more stretch; Qt takes them all again, there is no other call."""
        self._marks.append(self._mark(start, end))
        self.setExtraSelections(self._marks)

    def annotate_anew(self, start: int, end: int) -> None:
        """Mark one more stretch the way of a view that is filled from records: every selection made anew."""
        self._stretches.append((start, end))
        self.setExtraSelections([self._mark(*stretch) for stretch in self._stretches])

    def _mark(self, start: int, end: int) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        # PySide6 has the two fields of this C++ struct; its stubs do not.
        setattr(mark, "cursor", cursor)
        mark.format.setBackground(QColor("#cfe8d8"))
        return mark
