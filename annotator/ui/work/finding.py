"""Finding words in the open article, and going to what has a number."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from annotator.language import _
from annotator.model.span import Span
from annotator.operations.opendocument import OpenDocument
from annotator.ui.panels.findbar import FindBar
from annotator.ui.panels.gobar import GoBar, Kind
from annotator.ui.reader.hits import FoldedText, Hits
from annotator.ui.work.surroundings import Surroundings


class Finding(QObject):
    """The two bars over the article, and the search behind the first.

    Belongs to the desk. The search looks through a chunk between two frames; the place where it stands is selected,
    so that after Esc the next label key marks it.
    """

    def __init__(self, window: Surroundings) -> None:
        super().__init__()
        self._window = window
        self._document: OpenDocument | None = None
        self._text: FoldedText | None = None
        self._hits: Hits | None = None
        self._origin = 0
        self._instead = ""
        self._current: Span | None = None
        self.bar = FindBar(window.reader, theme=lambda: window.theme)
        self.go_bar = GoBar(window.reader, theme=lambda: window.theme)
        self._looking = QTimer(self, interval=0)
        self._looking.timeout.connect(self._look)
        self.bar.query_changed.connect(self._search)
        self.bar.next_wanted.connect(self.next)
        self.bar.previous_wanted.connect(self.previous)
        self.bar.closed.connect(self._end)
        self.go_bar.wanted.connect(self._go_to)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What its actions do."""
        return {
            "find.article": self.open,
            "find.next": self.next,
            "find.previous": self.previous,
            "move.go_to": self.go_bar.open,
        }

    def show(self, document: OpenDocument | None) -> None:
        """Search in another article from now on."""
        self._looking.stop()
        self.bar.put_away()
        self.go_bar.put_away()
        self._document = document
        self._text, self._hits, self._current = None, None, None

    def close(self) -> None:
        """Take the bars away; the desk is put away."""
        self.show(None)
        for bar in (self.bar, self.go_bar):
            bar.hide()
            bar.deleteLater()

    def open(self) -> None:
        """Open the bar with what is selected, or with what was looked for last."""
        reader = self._window.reader
        selected = reader.selected_text
        self._origin = reader.selection.start if reader.selection is not None else reader.caret
        if selected and "\n" not in selected and len(selected) <= 80:
            self.bar.field.setText(selected)
        self.bar.open()
        self._search(self.bar.field.text())

    def look_for(self, words: str) -> None:
        """Open the bar at the first place of these words; where they stand nowhere together, of the first of them."""
        self._origin = 0
        self.bar.field.setText(words)
        self.bar.open()
        self._search(words)
        self._instead = words.split(maxsplit=1)[0]

    def next(self) -> None:
        """Go to the next place, from the start again after the last."""
        self._step(forward=True)

    def previous(self) -> None:
        """Go to the place before, to the last one from the first."""
        self._step(forward=False)

    @property
    def folded(self) -> FoldedText | None:
        """The article in search form, made when it is first needed."""
        if self._text is None and self._document is not None:
            self._text = FoldedText(self._document.text)
        return self._text

    def _search(self, query: str) -> None:
        text = self.folded
        if text is None:
            return
        self._current, self._instead = None, ""
        self._hits = Hits(text, query, start=self._origin)
        self._show()
        self._looking.start()

    def _look(self) -> None:
        """One more chunk; the first place at or after where the person was becomes the current one."""
        hits = self._hits
        seen = hits.step() if hits is not None else None
        if hits is None or seen is None:
            self._looking.stop()
            if self._instead and hits is not None and not hits.count:
                self.bar.field.setText(self._instead)
                return
            self._choose_first()
            self._show()
            return
        if self._current is None and (hits.next_from(self._origin) is not None):
            self._choose_first()
        in_view = self._window.reader.in_view()
        if in_view is not None and in_view.touches(seen):
            self._show()
        else:
            self._count()

    def _choose_first(self) -> None:
        if self._current is None and self._hits is not None:
            place = self._hits.next_from(self._origin)
            if place is not None:
                self._stand_at(place)

    def _step(self, *, forward: bool) -> None:
        if self._hits is None:
            self.open()
            return
        if self.bar.isHidden():
            # The keys go on with the search that was put away, from where the caret is now.
            self._window.reader.show_hits(self._hits)
            self.bar.open()
            self._window.reader.setFocus()
        caret = self._window.reader.selection
        here = caret.start if caret is not None else self._window.reader.caret
        place = self._hits.next_from(here + 1) if forward else self._hits.previous_to(here)
        if place is not None:
            self._stand_at(place)
        elif self._hits.complete:
            self._window.say(_("Nothing found."))
        self._show()

    def _stand_at(self, place: Span) -> None:
        self._current = place
        reader = self._window.reader
        reader.reveal(place)
        reader.select(place)
        self._uncover(place)
        self._show()

    def _uncover(self, place: Span) -> None:
        """Scroll a little where the bar lies on what was found."""
        reader = self._window.reader
        rect, bar = reader.rect_of(place), self.bar.geometry()
        if self.bar.isVisible() and rect.intersects(bar):
            scroll = reader.verticalScrollBar()
            scroll.setValue(scroll.value() - (bar.bottom() - rect.top()) - 4)

    def _show(self) -> None:
        self._window.reader.show_hits(self._hits, current=self._current)
        self._count()

    def _count(self) -> None:
        hits = self._hits
        if hits is not None:
            at = hits.rank(self._current) if self._current is not None else 0
            self.bar.show_count(at, hits.count, complete=hits.complete)

    def _end(self) -> None:
        self._looking.stop()
        self._window.reader.show_hits(None)

    def _go_to(self, kind: str, number: int) -> None:
        document, reader = self._document, self._window.reader
        if document is None:
            return
        if kind == Kind.CLAIM:
            claim = next((c for c in document.claims() if document.number(c.id) == number), None)
            if claim is None:
                self._window.say(_("There is no claim {number}.", number=number), warning=True)
                return
            reader.place_caret(claim.start)
            reader.choose(claim.id)
            reader.reveal(claim.extent)
        else:
            if not 1 <= number <= len(document.paragraphs):
                self._window.say(_("There is no paragraph {number}.", number=number), warning=True)
                return
            paragraph = document.paragraphs[number - 1]
            reader.place_caret(paragraph.start)
            reader.reveal(Span(paragraph.start, max(paragraph.start + 1, paragraph.end)))
        self.go_bar.put_away()
