"""All annotations of the article as sentences, found by their words; Enter goes there."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from annotator.language import _, ngettext
from annotator.model.identity import AnnotationId
from annotator.operations.opendocument import OpenDocument
from annotator.text.folding import fold
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.panels.lettering import interface_direction
from annotator.ui.reading.sentences import sentences_of
from annotator.ui.theme import Theme

_WIDTH: Final = 720
_HEIGHT: Final = 520


class AnnotationList(Sheet):
    """A field and the sentences that have its words; arrows go through them from the field."""

    wanted = Signal(str)
    """``AnnotationId`` to go to."""

    def __init__(
        self, document: OpenDocument, chosen: AnnotationId | None, *, theme: Theme, parent: QWidget | None
    ) -> None:
        super().__init__(_("Annotations"), theme=theme, parent=parent, width=_WIDTH)
        self._rows = [(annotation, words, fold(words)) for annotation, words in sentences_of(document)]
        self._shown: list[AnnotationId] = []
        self.add_title(_("Annotations of the article"))
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(_("Filter by words, labels or people"))
        self.field.setAccessibleName(_("Filter the annotations"))
        self.field.textChanged.connect(self._filter)
        self.column.addWidget(self.field)
        self._model = QStringListModel(self)
        self.view = QListView(self)
        self.view.setModel(self._model)
        self.view.setUniformItemSizes(True)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.setLayoutDirection(interface_direction())
        self.view.setAccessibleName(_("Annotations"))
        self.view.activated.connect(lambda index: self._go(index.row()))
        self.column.addWidget(self.view, 1)
        self.count = self.add_words("")
        self.add_button(_("Go there"), primary=True).clicked.connect(lambda: self._go(self.view.currentIndex().row()))
        self.add_button(_("Close")).clicked.connect(self.reject)
        self.finish()
        self.resize(_WIDTH, _HEIGHT)
        self._filter("")
        if chosen in self._shown:
            self.view.setCurrentIndex(self._model.index(self._shown.index(chosen)))
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def sentences(self) -> list[str]:
        """The sentences that are shown."""
        return self._model.stringList()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go through the sentences while the field has the keyboard; Enter goes there."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and self._shown:
            row = max(0, min(self.view.currentIndex().row() + step, len(self._shown) - 1))
            self.view.setCurrentIndex(self._model.index(row))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(self.view.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _filter(self, words: str) -> None:
        wanted = fold(words).split()
        kept = [(annotation, said) for annotation, said, folded in self._rows if all(w in folded for w in wanted)]
        self._shown = [annotation for annotation, _said in kept]
        self._model.setStringList([said for _annotation, said in kept])
        self.count.setText(ngettext("{count} annotation", "{count} annotations", len(kept)))
        if kept:
            self.view.setCurrentIndex(self._model.index(0))

    def _go(self, row: int) -> None:
        if 0 <= row < len(self._shown):
            annotation = self._shown[row]
            self.accept()
            self.wanted.emit(annotation)
