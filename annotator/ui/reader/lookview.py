"""How a page is looked at: its manner, what is hidden, what is found, what is made visible, which way it runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annotator.model.span import Span
from annotator.operations.opendocument import OpenDocument
from annotator.text.direction import Direction, hidden_characters
from annotator.ui.reader.filtering import Filter
from annotator.ui.reader.hits import Hits
from annotator.ui.reader.pageview import PageView
from annotator.ui.reader.styles import Manner


class LookView(PageView):
    """A page that can be shown in several manners; none of them touches the document."""

    def show_document(self, document: OpenDocument | None) -> None:
        """Show a document from its top in the same manner, with nothing found in it."""
        view = self._shown
        view.hits = view.current_hit = None
        view.proposed = ()
        view.suspicious = frozenset(h.offset for h in hidden_characters(document.text)) if document else frozenset()
        super().show_document(document)

    @property
    def manner(self) -> Manner:
        """Calm, dense, or with cards."""
        return self._shown.manner

    @property
    def has_room(self) -> bool:
        """Whether the window is wide enough for the manner; its cards give way where it is not."""
        return self._manner is self._shown.manner

    def set_manner(self, manner: Manner) -> None:
        """Show the article in another manner, with the same letters at the top."""
        if manner is not self._shown.manner:
            self._shown.manner = manner
            self._set_again()
            self.viewport().update()

    @property
    def filter(self) -> Filter:
        """Which labels are hidden."""
        return self._shown.filter

    def set_filter(self, hidden: Filter) -> None:
        """Hide these labels, and show all others."""
        if hidden != self._shown.filter:
            self._shown.filter = hidden
            self._reset_drawing()
            self.viewport().update()

    def show_hits(self, hits: Hits | None, *, current: Span | None = None) -> None:
        """Tint what a search has found, and frame the place where it stands."""
        self._shown.hits, self._shown.current_hit = hits, current
        self.viewport().update()

    @property
    def proposed(self) -> tuple[tuple[str, tuple[Span, ...]], ...]:
        """What is outlined in dashes: layers with what one key would mark."""
        return self._shown.proposed

    def show_proposed(self, parts: Sequence[tuple[str, tuple[Span, ...]]]) -> None:
        """Outline in dashes what one key would mark: layers with what they would cover."""
        if tuple(parts) != self._shown.proposed:
            before, self._shown.proposed = self._shown.proposed, tuple(parts)
            for _layer, pieces in (*before, *parts):
                for span in pieces:
                    self.repaint_span(span)

    @property
    def suspicious(self) -> frozenset[int]:
        """Offsets of characters that deceive or disturb, in the document that is shown."""
        return self._shown.suspicious

    @property
    def shows_unseen(self) -> bool:
        """Whether characters without ink are marked."""
        return self._shown.shows_unseen

    def set_shows_unseen(self, shows: bool) -> None:
        """Mark characters without ink, or leave them unmarked."""
        if shows != self._shown.shows_unseen:
            self._shown.shows_unseen = shows
            self.viewport().update()

    @property
    def directions(self) -> Mapping[int, Direction]:
        """The directions that the person gave to paragraphs, by their number from zero."""
        return self._directions

    def set_directions(self, directions: Mapping[int, Direction]) -> None:
        """Let some paragraphs run otherwise than the majority of their letters asks for; the text stays as it is."""
        if dict(directions) != dict(self._directions):
            self._turn(directions)
            self.viewport().update()

    def sees(self, span: Span) -> bool:
        """Whether a part of a span is in view."""
        rect = self.rect_of(span) if self._page is not None and self._is_near(span) else None
        return rect is not None and rect.intersects(self.viewport().rect())

    def in_view(self) -> Span | None:
        """What stands in the window, in whole blocks; None where nothing is shown."""
        page = self._page
        if page is None:
            return None
        shown = page.blocks_within(self._top, self._top + self._height_on_page)
        first, last = page.blocks[shown.start], page.blocks[min(shown.stop, len(page.blocks)) - 1]
        return Span(first.span.start, last.span.end) if first.span.start < last.span.end else None

    def _is_near(self, span: Span) -> bool:
        """Whether it lies in a block that is in view, so that asking where it is lays nothing out."""
        seen = self.in_view()
        return seen is not None and seen.touches(span)
