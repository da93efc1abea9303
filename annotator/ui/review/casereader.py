"""The reader while cases are looked at: what agrees is pale, the case at hand in full, one side above, one below."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.model.identity import AnnotationId
from annotator.model.span import Span
from annotator.operations.opendocument import OpenDocument
from annotator.ui.reader.reader import Reader
from annotator.ui.reader.sides import SideMark

_FAINT: Final = 0.30


class CaseReader(Reader):
    """An article in which cases are looked at; a click on an annotation asks for its case."""

    pointed_at = Signal(str)
    """The annotation that was clicked."""
    covered = 0
    """Pixels of the foot that something floats over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place_at_hand: Span | None = None

    def show_document(self, document: OpenDocument | None) -> None:
        """Show a document without a caret: nothing is written here."""
        super().show_document(document)
        self._shown.has_caret = False

    def show_anew(self, document: OpenDocument) -> None:
        """Show a document that holds other annotations than before, at the same place."""
        caret, anchor = self.caret, self.scroll_anchor
        same = self.document is not None and self.document.document.id == document.document.id
        self.show_document(document)
        if same:
            self.place_caret(caret)
            self.restore_scroll(anchor)

    def show_case(
        self,
        marks: tuple[SideMark, ...],
        *,
        focus: Iterable[AnnotationId],
        stood_for: Iterable[AnnotationId],
        place: Span | None,
    ) -> None:
        """Show a case in full, or none.

        Args:
            marks: What each side says.
            focus: Annotations at full strength.
            stood_for: Sources and cues that the sides stand for.
            place: Where the case stands; None fades nothing and goes nowhere.
        """
        view, document = self._shown, self.document
        self._place_at_hand = place
        view.faint, view.sides = _FAINT, marks
        view.focus, view.stood_for = frozenset(focus) if place is not None else None, frozenset(stood_for)
        view.lit = None
        if document is not None and place is not None:
            spans = [place, *(span for mark in marks for span in mark.fragments)]
            view.lit = frozenset(document.paragraph_at(span.start) for span in spans)
            self.place_caret(place.start)
            self.keep_in_sight()
        self.viewport().update()

    def keep_in_sight(self) -> None:
        """Bring the case at hand into sight, above what floats over the foot."""
        place = self._place_at_hand
        if place is None or self.document is None:
            return
        self.reveal(place)
        rect, room = self.rect_of(place), self.viewport().height() - self.covered
        if not rect.isEmpty() and rect.bottom() > room:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + rect.top() - max(20, room // 3))

    def choose(self, annotation: AnnotationId | None) -> None:
        """Ask for the case of an annotation; nothing is ever chosen here."""
        if annotation is not None:
            self.pointed_at.emit(annotation)
