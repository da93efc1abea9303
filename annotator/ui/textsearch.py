"""Searches the texts of all articles in a child process; the index is brought up to date when somebody searches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from annotator.model.identity import DocumentId
from annotator.operations.session import Session
from annotator.operations.textsearch import holding, index_of, lacking, next_batch, searched_words, take_in
from annotator.ui.childwork import Failed
from annotator.ui.worker import Worker

_NOTHING: Final[tuple[str, ...]] = ()


class TextSearch(QObject):
    """One search at a time; only the latest words count.

    The corpus file is open here and nowhere else, so that the texts which the index lacks are handed to the child, a
    frame's worth at a time.
    """

    found = Signal(object)
    """``dict[str, frozenset[DocumentId]]``: for each folded word the documents whose texts hold it."""
    progressed = Signal(int, int)
    """So many texts are in the index, of so many that it lacked."""
    failed = Signal(object)
    """``Failed``: why texts cannot be searched."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._words = _NOTHING
        self._current = False
        self._lacking: Sequence[DocumentId] = ()
        self._total = 0
        self._indexing = False
        self._then: Callable[[Any], None] = self._tell
        self._worker = Worker(self)
        self._worker.answered.connect(self._answered)
        self._worker.failed.connect(self._fail)

    def use(self, session: Session | None) -> None:
        """Search in this corpus from now on; None: in none, and the child ends."""
        self._worker.end()
        self._session, self._words, self._indexing, self._current = session, _NOTHING, False, False

    def outdate(self) -> None:
        """Documents came or went: the index is compared with the corpus, and searched again where words are given."""
        self._current = False
        self._look()

    def search(self, folded: str) -> None:
        """Look for words, letters folded; ``found`` tells, once the index is up to date."""
        self._words = searched_words(folded)
        self._look()

    def _look(self) -> None:
        if self._session is None or not self._words or self._indexing:
            return
        if self._current:
            self._ask(self._tell, holding, self._words)
        else:
            self._current, self._indexing = True, True
            self._ask(self._take_in, lacking, self._session.corpus.digests())

    def _ask(self, then: Callable[[Any], None], function: Callable[..., Any], argument: object) -> None:
        if self._session is not None:
            self._then = then
            self._worker.ask(function, index_of(self._session.corpus), argument)

    def _answered(self, answer: object) -> None:
        self._then(answer)

    def _take_in(self, missing: list[DocumentId]) -> None:
        self._lacking, self._total = missing, len(missing)
        self._go_on()

    def _go_on(self, _answer: object = None) -> None:
        """Hand over the next texts; search when there are none left."""
        if self._session is None:
            return
        if not self._lacking:
            self._indexing = False
            self._look()
            return
        self.progressed.emit(self._total - len(self._lacking), self._total)
        batch, self._lacking = next_batch(self._session.corpus, self._lacking)
        self._ask(self._go_on, take_in, batch)

    def _tell(self, answer: dict[str, frozenset[DocumentId]]) -> None:
        self.found.emit(answer)

    def _fail(self, failed: Failed) -> None:
        self._indexing, self._current = False, False
        self.failed.emit(failed)
