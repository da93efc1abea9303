"""Opening a corpus file: the one connection, its settings, and what is refused."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Final

from annotator.model.errors import CorpusError, message
from annotator.store.owner import busy
from annotator.store.schema import APPLICATION_ID, migrate, version

BUSY_MS: Final = 2000
CACHE_KIB: Final = 16 * 1024
CHECKPOINT_PAGES: Final = 1000
"""Pages in the write-ahead log after which a commit copies them into the file."""

# The order matters: the exclusive lock has to be asked for before the write-ahead log is first touched.
_PRAGMAS: Final = (
    f"busy_timeout = {BUSY_MS}",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
    "locking_mode = EXCLUSIVE",
    "journal_mode = WAL",
    "synchronous = FULL",
    "recursive_triggers = ON",
    f"cache_size = -{CACHE_KIB}",
    f"wal_autocheckpoint = {CHECKPOINT_PAGES}",
)


def connect(path: Path) -> sqlite3.Connection:
    """The connection to an existing corpus file, locked, checked and with its tables up to date.

    Raises:
        CorpusBusy: If somebody has it open; says who.
        CorpusError: If it is not there, is not a corpus, or was made by a newer version of the program.
    """
    if not path.is_file():
        raise CorpusError(message("There is no corpus “{path}”.", path=str(path)))
    if path.stat().st_size == 0:
        raise _not_a_corpus(path)
    connection = _connected(path)
    try:
        _check(connection, path)
        migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def make(path: Path, *, called: Path) -> sqlite3.Connection:
    """The connection to a new file with the tables of a corpus.

    Args:
        path: Where to make it.
        called: What the person calls it.

    Raises:
        CorpusError: If it cannot be written there.
    """
    try:
        connection = _connected(path, mode="rwc")
        try:
            migrate(connection)
        except BaseException:
            connection.close()
            raise
    except (CorpusError, sqlite3.OperationalError) as error:
        reason = error.__context__ if isinstance(error, CorpusError) else error
        raise CorpusError(
            message("The corpus “{path}” cannot be made: {reason}.", path=str(called), reason=str(reason)),
            message("Is the folder there, may you write in it, and is there room on the disk?"),
        ) from None
    return connection


def refuse_leftovers(path: Path) -> None:
    """Refuse a place beside which a journal of another file lies: SQLite would work it into the new one.

    Raises:
        CorpusError: With the name of the journal.
    """
    for suffix in ("-wal", "-journal"):
        journal = path.with_name(path.name + suffix)
        if journal.exists():
            raise CorpusError(
                message(
                    "Beside “{path}” lies “{journal}”: a corpus of this name is open, or was killed and moved.",
                    path=str(path),
                    journal=journal.name,
                ),
                message("Choose another name."),
            )


def _connected(path: Path, *, mode: str = "rw") -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            # A backup runs in a thread of its own; every use is under the lock of the file's door.
            check_same_thread=False,
            cached_statements=256,
        )
    except sqlite3.OperationalError as error:
        raise _cannot_open(path, error) from None
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        # The lock is taken by the first transaction, and then kept.
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise busy(path) from None
        raise _cannot_open(path, error) from None
    except sqlite3.DatabaseError:
        connection.close()
        raise _not_a_corpus(path) from None
    return connection


def _check(connection: sqlite3.Connection, path: Path) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if application != APPLICATION_ID:
        raise _not_a_corpus(path)
    if connection.execute("PRAGMA user_version").fetchone()[0] > version():
        raise CorpusError(
            message("The corpus “{path}” was made by a newer version of this program.", path=str(path)),
            message("Update the program to open it."),
        )


def _not_a_corpus(path: Path) -> CorpusError:
    return CorpusError(message("“{path}” is not a corpus.", path=str(path)))


def _cannot_open(path: Path, error: sqlite3.Error) -> CorpusError:
    if path.exists() and not all(os.access(place, os.W_OK) for place in (path, path.absolute().parent)):
        return CorpusError(
            message("The corpus “{path}” or its folder cannot be written, as even reading it needs.", path=str(path)),
            message("Copy it to a folder of your own and open it there."),
        )
    return CorpusError(
        message("The corpus “{path}” cannot be opened: {reason}.", path=str(path), reason=str(error)),
        message("Is the folder there, and may you write in it?"),
    )
