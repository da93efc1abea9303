"""Jumping to a word by its first letters: the caret goes there while they are typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.language import _, digits
from annotator.model.annotation import Annotation
from annotator.model.span import Span
from annotator.text.proclitics import stem
from annotator.text.vocabulary import Vocabulary
from annotator.text.words import word_at
from annotator.ui.keys import caps_of, latin_cap
from annotator.ui.panels.dock import DockHint, DockSlot
from annotator.ui.reader.hits import FoldedText, Hits
from annotator.ui.work.surroundings import Surroundings

_AROUND: Final = 2
"""How many chunks before and after what is in view are looked through: a few screens of any article."""


def beginnings(text: FoldedText, chunks: Iterable[int], letters: str, vocabulary: Vocabulary) -> Iterator[Span]:
    """Words that begin with these letters in the search form; an attached و ف ب ك ل may stand before them."""
    for chunk in chunks:
        for hit in text.find(chunk, letters):
            word = word_at(text.text, hit.start)
            if word is None:
                continue
            if word.start == hit.start:
                yield word
            elif stem(text.text, word, vocabulary).start == hit.start:
                yield Span(hit.start, word.end)


class JumpMode:
    """After ``/``: letters narrow, Tab goes to the next word, Enter stays there, Esc goes back."""

    def __init__(self, window: Surroundings, text: FoldedText, vocabulary: Vocabulary) -> None:
        self._window = window
        self._text = text
        self._vocabulary = vocabulary
        self._origin = window.reader.caret
        self._typed = ""
        self._places: list[Span] = []
        self._at: Span | None = None
        self.ended: Callable[[], None] = _nothing

    def press(self, event: QKeyEvent) -> bool:
        """Letters, Backspace, Tab, Enter and Esc; every other key ends the mode and does what it always does."""
        if event.key() == Qt.Key.Key_Escape:
            self._window.reader.place_caret(self._origin)
            self.ended()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.ended()
        elif event.key() == Qt.Key.Key_Tab:
            self._go(forward=True)
        elif event.key() == Qt.Key.Key_Backtab:
            self._go(forward=False)
        elif event.key() == Qt.Key.Key_Backspace:
            self._type(self._typed[:-1], event)
        elif event.key() == Qt.Key.Key_Shift:
            return True
        elif event.text().strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._type(self._typed + event.text(), event)
        else:
            self.ended()
            return False
        return True

    def click(self, index: int) -> None:
        """A click on the slot ends the mode."""
        self.ended()

    def pointed_at(self, annotation: Annotation) -> bool:
        """Clicks choose as always."""
        return False

    def show(self, window: Surroundings) -> None:
        """What has been typed, and how many words there are."""
        window.reader.show_hits(Hits.fixed(self._text, self._places), current=self._at)
        found = digits(str(len(self._places))) if self._typed else ""
        slot = DockSlot(found, self._typed or _("first letters of a word"), filled=bool(self._typed))
        window.dock.show_frame((slot,), _("Jump to a word"), DockHint(("Tab",), _("the next one")))

    def put_away(self, window: Surroundings) -> None:
        """Nothing tinted."""
        window.reader.show_hits(None)

    def _type(self, typed: str, event: QKeyEvent) -> None:
        places = self._found(typed)
        arabic = caps_of(latin_cap(event) or "")[1]
        if typed and not places and event.text().isascii() and arabic:
            # A Latin layout: the letter on the same key is what an Arabic word begins with.
            typed = self._typed + arabic
            places = self._found(typed)
        self._typed, self._places = typed, places
        self._at = next((place for place in places if place.start >= self._origin), places[0] if places else None)
        self._stand()

    def _found(self, typed: str) -> list[Span]:
        if not typed:
            return []
        seen = self._window.reader.in_view() or Span(self._origin, self._origin + 1)
        first = max(0, self._text.chunk_of(seen.start) - _AROUND)
        last = min(len(self._text) - 1, self._text.chunk_of(seen.end - 1) + _AROUND)
        return sorted(set(beginnings(self._text, range(first, last + 1), typed, self._vocabulary)))

    def _go(self, *, forward: bool) -> None:
        if self._places and self._at is not None:
            at = self._places.index(self._at) + (1 if forward else -1)
            self._at = self._places[at % len(self._places)]
            self._stand()

    def _stand(self) -> None:
        if self._at is not None:
            self._window.reader.choose(None)
            self._window.reader.place_caret(self._at.start)


def _nothing() -> None:
    """Before the desk has taken the mode up."""
