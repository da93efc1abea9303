"""What goes from one corpus file to others: rows of its log, and the texts that they name."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator
from typing import Final, TypeAlias

import orjson

from annotator.model.changes import RecordKey, RecordKind
from annotator.model.identity import DocumentId, SetName
from annotator.store.foreign import place_of
from annotator.store.revisions import Log
from annotator.store.rows import Row
from annotator.store.state import State

Chosen: TypeAlias = Callable[[DocumentId | None, SetName | None], bool]
"""Whether what is said of a set, of a document, or of the corpus is meant."""
_ROWS_AT_ONCE: Final = 1000


class Outgoing:
    """The log of one open corpus file, as far as it goes to others.

    Args:
        connection: The one connection of the file; the corpus owns it.
        log: Its log.
        state: Its state tables.
    """

    def __init__(self, connection: sqlite3.Connection, log: Log, state: State) -> None:
        self._execute = connection.execute
        self._log = log
        self._state = state

    def rows(self, chosen: Chosen) -> Iterator[Row]:
        """Rows of the log, by replica and number, as ``store.foreign`` writes them for others.

        Args:
            chosen: Asked for each document and set, None where there is none, whether rows about them go along.
        """
        answers: dict[tuple[DocumentId | None, SetName | None], bool] = {}
        after: tuple[int, int] | None = None
        while rows := self._log.every_row(after=after, limit=_ROWS_AT_ONCE):
            for row in rows:
                place = place_of(row[10])
                if place not in answers:
                    answers[place] = chosen(*place)
                if answers[place]:
                    yield row
            after = (rows[-1][0], rows[-1][1])

    def deleted_documents(self) -> frozenset[DocumentId]:
        """The documents that somebody deleted, and that were not brought back."""
        rows = self._execute("SELECT id FROM document WHERE text IS NULL").fetchall()
        spoken = ((d, self._log.of_record(RecordKey(RecordKind.DOCUMENT, d))) for (d,) in rows)
        return frozenset(document for document, told in spoken if told and told[-1].body is None)

    def row_count(self) -> int:
        """How many rows the log has."""
        return int(self._execute("SELECT count(*) FROM revision").fetchone()[0])

    def digests(self, documents: Callable[[DocumentId], bool]) -> frozenset[str]:
        """Digests of all texts that rows of the log about some documents name, whether deleted since or not.

        Args:
            documents: Asked whether a document is meant.
        """
        rows = self._execute("SELECT document, body FROM revision WHERE kind = 'document' AND body IS NOT NULL")
        return frozenset(orjson.loads(body)["text_sha256"] for document, body in rows if documents(document))

    def texts(self, digests: Collection[str]) -> Iterator[tuple[str, str]]:
        """The texts with these digests, as far as they are here, by digest."""
        for sha256 in sorted(digests):
            text = self._state.text(sha256)
            if text is not None:
                yield sha256, text
