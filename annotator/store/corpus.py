"""The corpus: one open file, and the one door through which it is written."""

from __future__ import annotations

import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from annotator.model.changes import ChangeSet
from annotator.model.errors import BugError, CorpusError, NotFound, SchemeError, message
from annotator.model.history import ActSummary, Finding
from annotator.model.identity import ActId, DocumentId, Handle
from annotator.model.scheme import Scheme
from annotator.store import opening, owner
from annotator.store.act import Act, Tables
from annotator.store.backup import copy
from annotator.store.check import check
from annotator.store.inverse import inverted
from annotator.store.merging import MERGE, Merging
from annotator.store.outgoing import Outgoing
from annotator.store.readable import Readable
from annotator.store.revisions import Log
from annotator.store.state import State
from annotator.store.unfinished import beside, clear, drop

NEW_CORPUS = "New corpus"
"""Gesture of the act that a corpus begins with."""


class Corpus(Readable):
    """One open corpus file to read and to write; made by ``create`` or ``open``, and closed by whoever made it.

    Attributes:
        path: The file.
        outgoing: What goes from it to others.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, scheme: Scheme) -> None:
        super().__init__(connection, Log(connection, secrets.randbits(64) - (1 << 63)), scheme)
        self.path = path
        self.outgoing = Outgoing(connection, self._log, self._state)
        self._door = threading.Lock()
        self._act: Act | Merging | None = None
        self._open = True

    @classmethod
    def create(cls, path: Path, scheme: Scheme, *, author: Handle) -> Self:
        """A new corpus with a scheme and nothing else, opened.

        Args:
            path: Where to make the file; nothing may be there.
            scheme: What may be used in it.
            author: Who makes it.

        Raises:
            CorpusError: If something is there already, or the file cannot be written.
        """
        if path.exists():
            raise CorpusError(message("There is a file “{path}” already.", path=str(path)))
        opening.refuse_leftovers(path)
        # Made under another name, so that no half-made corpus ever bears the name that was asked for.
        clear(path.parent)
        unfinished = beside(path)
        try:
            connection = opening.make(unfinished, called=path)
            try:
                with cls(unfinished, connection, scheme).act(NEW_CORPUS, author=author) as act:
                    act.put(scheme)
            finally:
                connection.close()
            unfinished.rename(path)
        except BaseException:
            drop(unfinished)
            raise
        return cls.open(path, opener=author)

    @classmethod
    def open(cls, path: Path, *, opener: str = "") -> Self:
        """An existing corpus, locked for this process.

        Args:
            path: The file.
            opener: Who opens it, told to whoever wants to open it too; the account where it is empty.

        Raises:
            CorpusBusy: If it is open elsewhere; says who has it.
            CorpusError: If it is not there, is not a corpus, or was made by a newer version of the program.
        """
        connection = opening.connect(path)
        try:
            scheme = State(connection).scheme()
            if scheme is None:
                raise CorpusError(message("The corpus “{path}” has lost its scheme.", path=str(path)))
            corpus = cls(path, connection, scheme)
        except (sqlite3.DatabaseError, SchemeError, ValueError) as error:
            connection.close()
            raise CorpusError(
                message("The corpus “{path}” is damaged: {reason}.", path=str(path), reason=str(error)),
                message("Is there a backup?"),
            ) from None
        except BaseException:
            connection.close()
            raise
        owner.announce(path, opener)
        return corpus

    def close(self) -> None:
        """Roll back an act that is under way, and give the file free; closing twice is harmless."""
        if self._act is not None:
            self._act.roll_back()
        if self._open:
            self._open = False
            self._connection.close()
            owner.withdraw(self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # The one door.

    def begin(self, gesture: str, *, author: Handle, undoes: ActId | None = None) -> Act:
        """Begin an act that the caller ends by ``commit`` or ``roll_back``; nothing else can be written meanwhile.

        Args:
            gesture: Its English name, such as ``Mark claim``.
            author: Who does it.
            undoes: The act that it takes back, or None.

        Raises:
            BugError: If an act is under way.
        """
        tables = self._begun(gesture)
        act = Act(tables, self._log.begin(gesture=gesture, author=author, undoes=undoes))
        self._act = act
        return act

    @contextmanager
    def merging(self) -> Iterator[Merging]:
        """A merge of rows from elsewhere, committed by ``Merging.commit`` in the block, else rolled back after it."""
        merging = Merging(self._begun(MERGE))
        self._act = merging
        try:
            yield merging
        except sqlite3.DatabaseError as error:
            raise CorpusError(
                message("Nothing was merged: {reason}.", reason=str(error)),
                message("Is the disk full, or the file read-only?"),
            ) from error
        finally:
            merging.roll_back()

    def _begun(self, gesture: str) -> Tables:
        """Begin a transaction that nothing else is written beside."""
        if self._act is not None and self._act.under_way:
            raise BugError(f"“{gesture}” cannot begin: another act is under way")
        self._door.acquire()
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except BaseException:
            self._door.release()
            raise
        return Tables(self._connection, self._log, self._state, self._reading, self._history, self._door)

    @contextmanager
    def act(self, gesture: str, *, author: Handle, undoes: ActId | None = None) -> Iterator[Act]:
        """An act that is committed where the block ends, and rolled back where it raises.

        After the block, ``act.changes`` says what changed; an act that changed nothing leaves no trace.
        """
        act = self.begin(gesture, author=author, undoes=undoes)
        try:
            yield act
        except BaseException:
            act.roll_back()
            raise
        act.commit()

    # Undo.

    def undoable(self, document: DocumentId, author: Handle) -> ActSummary | None:
        """The act that ``undo`` would take back: the person's latest on this document alone, bulk acts left out."""
        act = self._undoable(document, author)
        return None if act is None else self._history.summary(act)

    def redoable(self, document: DocumentId, author: Handle) -> ActSummary | None:
        """The undoing that ``redo`` would take back."""
        act = self._redoable(document, author)
        return None if act is None else self._history.summary(act)

    def undo(self, document: DocumentId, author: Handle) -> ChangeSet:
        """Take back the person's latest act in a document.

        Raises:
            NotFound: If there is none.
            UndoRefused: If a later act changed the same records; says whose and which.
        """
        act = self._undoable(document, author)
        if act is None:
            raise NotFound(message("There is nothing to undo."))
        return self.undo_act(act, author=author)

    def redo(self, document: DocumentId, author: Handle) -> ChangeSet:
        """Do again what the person's latest undo took back; raises as ``undo`` does."""
        act = self._redoable(document, author)
        if act is None:
            raise NotFound(message("There is nothing to redo."))
        return self.undo_act(act, author=author)

    def _undoable(self, document: DocumentId, author: Handle) -> ActId | None:
        return self._history.stacks(document).undoable(author) if self.has_document(document) else None

    def _redoable(self, document: DocumentId, author: Handle) -> ActId | None:
        return self._history.stacks(document).redoable(author) if self.has_document(document) else None

    def undo_act(self, act: ActId, *, author: Handle) -> ChangeSet:
        """Take back any act, an undoing among them.

        Raises:
            NotFound: If the log has no such act.
            UndoRefused: If it is undone already, or a later act changed the same records; says whose and which.
        """
        inverse = inverted(self._history.summary(act), self._log, self._state)
        with self.act(inverse.gesture, author=author, undoes=act) as undoing:
            inverse.apply(undoing)
        return undoing.changes

    # Care.

    def check(self) -> list[Finding]:
        """Everything that is wrong: damage, state unlike the log, spans outside texts, records that wait."""
        return check(self._connection, self._log, self._state)

    def backup(self, target: Path, *, progress: Callable[[int, int], None] | None = None) -> None:
        """Copy the corpus while people go on working; may run in a thread of its own.

        Args:
            target: Where to; what is there is replaced once the copy is whole.
            progress: Told pages done and pages in all.

        Raises:
            CorpusError: If it cannot be written there.
            BugError: If the calling thread has an act under way.
        """
        if self._act is not None and self._act.under_way and self._act.thread == threading.get_ident():
            raise BugError("no backup from within an act")
        opening.refuse_leftovers(target)
        copy(self._connection, target, door=self._door, progress=progress)

    def snapshot(self, target: Path, *, progress: Callable[[int, int], None] | None = None) -> None:
        """A copy for a child process to open and read; as ``backup``."""
        self.backup(target, progress=progress)

    def checkpoint(self) -> None:
        """Copy the write-ahead log into the file; best done while nobody waits."""
        if self._act is None or not self._act.under_way:
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
