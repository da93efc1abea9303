"""Going on where reading stopped: offered when an article is opened again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from annotator.language import _
from annotator.model.span import Span
from annotator.operations.opendocument import OpenDocument
from annotator.ui.panels.resumepill import ResumePill
from annotator.ui.work.surroundings import Surroundings


class Resuming(QObject):
    """The offer at the reader's foot; it goes away by itself as soon as the person moves on."""

    def __init__(self, window: Surroundings) -> None:
        super().__init__()
        self._window = window
        self._document: OpenDocument | None = None
        self._paragraph: int | None = None
        self.pill = ResumePill(window.reader, theme=lambda: window.theme)
        self.pill.clicked.connect(lambda _on=False: self.go_on())
        window.reader.caret_moved.connect(self.withdraw)
        window.reader.chosen_changed.connect(self._chosen_changed)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What its action does."""
        return {"move.resume": self.go_on}

    def offer(self, document: OpenDocument) -> None:
        """Offer to go on in an article that has a read mark, unless its first paragraph is all that was read."""
        self._document = document
        mark = self._window.reader.read_mark
        self._paragraph = mark if mark and mark < len(document.paragraphs) else None
        self.retranslate()

    def retranslate(self) -> None:
        """Say it in the language in use."""
        paragraph = self._paragraph
        text = _("Go on from paragraph {number}", number=paragraph + 1) if paragraph is not None else ""
        self.pill.offer(text)

    def go_on(self) -> None:
        """Put the caret into the last paragraph that was read."""
        document, reader = self._document, self._window.reader
        mark = reader.read_mark
        if document is None or not mark or mark >= len(document.paragraphs):
            self._window.say(_("Nothing has been read here before."))
            return
        paragraph = document.paragraphs[mark]
        reader.place_caret(paragraph.start)
        reader.reveal(Span(paragraph.start, max(paragraph.start + 1, paragraph.end)))
        self.withdraw()
        reader.setFocus()

    def withdraw(self) -> None:
        """Offer nothing any more."""
        self._paragraph = None
        self.pill.offer("")

    def close(self) -> None:
        """Take the pill away; the desk is put away."""
        self.withdraw()
        self._window.reader.caret_moved.disconnect(self.withdraw)
        self._window.reader.chosen_changed.disconnect(self._chosen_changed)
        self.pill.deleteLater()

    def _chosen_changed(self, chosen: object) -> None:
        if chosen is not None:
            self.withdraw()
