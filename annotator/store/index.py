"""The full-text index: which documents hold a query, in a file of its own that can be made again at any time.

It holds the search form of each text (``annotator.text.folding``) and its trigrams, because a proclitic makes one word
of two: «روسيا» has to be found in «وروسيا». Filled by code, never by triggers: they fail where schemas are not trusted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from annotator.model.document import Document
from annotator.model.errors import CorpusError, message
from annotator.model.identity import DocumentId
from annotator.text.folding import fold

_VERSION: Final = 1
_TRIGRAM: Final = 3
_TABLES: Final = f"""
CREATE TABLE IF NOT EXISTS folded (
    key      INTEGER PRIMARY KEY,
    document TEXT NOT NULL UNIQUE,
    sha256   TEXT NOT NULL,
    text     TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE IF NOT EXISTS trigrams USING fts5 (
    text, content = '', detail = none, columnsize = 0, tokenize = 'trigram case_sensitive 1');
PRAGMA user_version = {_VERSION};
"""


def index_path(corpus: Path) -> Path:
    """Where the index of a corpus lies."""
    return corpus.with_name(corpus.name + "-index")


class TextIndex:
    """The full-text index of one corpus; opened when somebody first searches, and closed by them.

    Args:
        path: Its file; one that is no index, or of another version, is made again, empty.

    Raises:
        CorpusError: If it cannot be written there.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._connection = _opened(path)
        except sqlite3.OperationalError as error:
            raise CorpusError(
                message("The index “{path}” cannot be written: {reason}.", path=str(path), reason=str(error))
            ) from None

    def close(self) -> None:
        """Give the file free."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def digests(self) -> Mapping[DocumentId, str]:
        """The SHA-256 of the texts that it holds, by document: what it lacks has to be added, what is gone removed."""
        return dict(self._connection.execute("SELECT document, sha256 FROM folded").fetchall())

    def add(self, documents: Iterable[Document]) -> None:
        """Take in documents; those that it has already are replaced."""
        with _transaction(self._connection):
            for document in documents:
                self._remove(document.id)
                folded = fold(document.text)
                key = self._connection.execute(
                    "INSERT INTO folded (document, sha256, text) VALUES (?, ?, ?)",
                    (document.id, document.text_sha256, folded),
                ).lastrowid
                self._connection.execute("INSERT INTO trigrams (rowid, text) VALUES (?, ?)", (key, folded))

    def remove(self, documents: Iterable[DocumentId]) -> None:
        """Drop documents; those that it does not have are passed over."""
        with _transaction(self._connection):
            for document in documents:
                self._remove(document)

    def search(self, query: str) -> list[DocumentId]:
        """The documents whose search form holds the search form of ``query``, by id.

        Args:
            query: As a person typed it; one that folds to nothing finds nothing.
        """
        folded = fold(query)
        if not folded:
            return []
        trigrams = {folded[i : i + _TRIGRAM] for i in range(len(folded) - _TRIGRAM + 1)}
        if not trigrams:
            rows = self._connection.execute(
                "SELECT document FROM folded WHERE instr(text, ?) ORDER BY document", (folded,)
            )
        else:
            # All trigrams are needed and not enough: the text itself decides.
            wanted = " AND ".join('"' + trigram.replace('"', '""') + '"' for trigram in sorted(trigrams))
            rows = self._connection.execute(
                "SELECT document FROM folded WHERE key IN (SELECT rowid FROM trigrams WHERE trigrams MATCH ?) "
                "AND instr(text, ?) ORDER BY document",
                (wanted, folded),
            )
        return [document for (document,) in rows.fetchall()]

    def _remove(self, document: DocumentId) -> None:
        row = self._connection.execute("SELECT key, text FROM folded WHERE document = ?", (document,)).fetchone()
        if row is not None:
            # A table without content forgets a text only when it is told which it was.
            self._connection.execute("INSERT INTO trigrams (trigrams, rowid, text) VALUES ('delete', ?, ?)", row)
            self._connection.execute("DELETE FROM folded WHERE key = ?", (row[0],))


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _opened(path: Path) -> sqlite3.Connection:
    """A connection to an index of this version, made anew where the file is not one."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] == _VERSION:
            return _settled(connection)
    except sqlite3.OperationalError:
        connection.close()
        raise
    except sqlite3.DatabaseError:
        pass  # Not a database: made anew below, as one of another version is.
    connection.close()
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    return _settled(sqlite3.connect(path, isolation_level=None))


def _settled(connection: sqlite3.Connection) -> sqlite3.Connection:
    # Whatever a power cut takes from it can be made again.
    for pragma in ("busy_timeout = 2000", "trusted_schema = OFF", "journal_mode = WAL", "synchronous = NORMAL"):
        connection.execute(f"PRAGMA {pragma}")
    connection.executescript(_TABLES)
    return connection
