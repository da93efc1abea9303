"""The corpus: one open file, what can be read of it, and the one door through which it is written."""

from __future__ import annotations

import secrets
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeAlias

import orjson

from annotator.model.annotated import AnnotatedDocument, SchemeRef
from annotator.model.annotator import Annotator
from annotator.model.changes import Change, ChangeSet, RecordKey, RecordKind, Revision
from annotator.model.comment import Comment
from annotator.model.decision import Decision
from annotator.model.dismissal import Dismissal
from annotator.model.document import Document, DocumentSummary
from annotator.model.errors import BugError, CorpusError, NotFound, SchemeError, message
from annotator.model.history import ActSummary, Finding, Worked
from annotator.model.identity import ActId, AnnotationId, DocumentId, Handle, ReferentId, SetName
from annotator.model.referent import Referent
from annotator.model.scheme import Scheme
from annotator.model.workflow import Assignment, Status, Workflow
from annotator.store import opening, owner
from annotator.store.act import Act, Tables
from annotator.store.backup import copy
from annotator.store.check import check
from annotator.store.foreign import place_of
from annotator.store.history import History
from annotator.store.inverse import inverted
from annotator.store.merging import MERGE, Merging
from annotator.store.past import Past
from annotator.store.reading import Reading, Seen
from annotator.store.revisions import Log
from annotator.store.rows import Row
from annotator.store.state import State
from annotator.store.unfinished import beside, clear, drop

Chosen: TypeAlias = Callable[[DocumentId | None, SetName | None], bool]
"""Whether what is said of a set, of a document, or of the corpus is meant."""
_ROWS_AT_ONCE: Final = 1000
NEW_CORPUS = "New corpus"
"""Gesture of the act that a corpus begins with."""


class Corpus:
    """One open corpus file; made by ``create`` or ``open``, and closed by whoever made it.

    Attributes:
        path: The file.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, scheme: Scheme) -> None:
        self.path = path
        self._connection = connection
        self._log = Log(connection, secrets.randbits(64) - (1 << 63))
        self._state = State(connection)
        self._reading = Reading(connection, self._state, scheme)
        self._history = History(connection, self._log)
        self._past = Past(self._log, self._state)
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

    @property
    def scheme(self) -> Scheme:
        """What may be used to annotate."""
        return self._reading.scheme

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

    # Reading.

    def documents(self, *, set_name: SetName | None = None, seen: Seen | None = None) -> list[DocumentSummary]:
        """All documents, sorted by id.

        Args:
            set_name: Count the annotations of this set only.
            seen: Asked for each set of each document whether to speak of it; without it of all.
        """
        return self._reading.documents(set_name, seen=seen)

    def summary(
        self, document: DocumentId, *, set_name: SetName | None = None, seen: Seen | None = None
    ) -> DocumentSummary:
        """What ``documents`` says of one; raises ``NotFound`` where it is not there."""
        summaries = self._reading.documents(set_name, only=document, seen=seen)
        if not summaries:
            raise _no_document(document)
        return summaries[0]

    def summary_with(
        self, document: DocumentId, counts: Mapping[str, int], *, seen: Seen | None = None
    ) -> DocumentSummary:
        """The same for somebody who knows the counts already, so that nothing is counted."""
        summary = self._reading.summary(document, counts, seen=seen)
        if summary is None:
            raise _no_document(document)
        return summary

    def statuses(self, document: DocumentId, *, seen: Seen | None = None) -> dict[SetName, Status]:
        """The annotation sets of a document with their statuses; raises ``NotFound`` where it is not there."""
        if not self.has_document(document):
            raise _no_document(document)
        return self._reading.statuses(document, seen=seen)

    def document_count(self) -> int:
        """How many documents there are."""
        return int(self._connection.execute("SELECT count(*) FROM document WHERE text IS NOT NULL").fetchone()[0])

    def has_document(self, document: DocumentId) -> bool:
        """Whether the document is there, and not deleted."""
        row = self._connection.execute("SELECT 1 FROM document WHERE id = ? AND text IS NOT NULL", (document,))
        return row.fetchone() is not None

    def document(self, document: DocumentId) -> Document:
        """A document with its text.

        Raises:
            NotFound: If it is not there, or deleted.
        """
        found = self._state.document(document)
        if found is None:
            raise _no_document(document)
        return found

    def document_ids(self) -> list[DocumentId]:
        """The ids of all documents, in order; for who needs no more of a hundred thousand."""
        rows = self._connection.execute("SELECT id FROM document WHERE text IS NOT NULL ORDER BY id")
        return [document for (document,) in rows]

    def documents_with_digest(self, sha256: str) -> tuple[DocumentId, ...]:
        """The documents with exactly this text, by id."""
        rows = self._connection.execute(
            "SELECT d.id FROM text t JOIN document d ON d.text = t.key WHERE t.sha256 = ? ORDER BY d.id", (sha256,)
        )
        return tuple(document for (document,) in rows)

    def set_names(self, document: DocumentId) -> tuple[SetName, ...]:
        """Names of the annotation sets of a document, sorted."""
        return self._reading.set_names(document)

    def set_names_ever(self, document: DocumentId) -> tuple[SetName, ...]:
        """Names of all sets that anything was ever written into, those that are empty today among them, sorted."""
        return self._reading.set_names_ever(document)

    def status(self, document: DocumentId, set_name: SetName) -> Status | None:
        """How far the work at a set is, or None where nobody said so."""
        header = self._state.header(document, set_name)
        return None if header is None else header.status

    def set_names_in_use(self) -> tuple[SetName, ...]:
        """Names of all annotation sets of all documents, sorted."""
        return self._reading.set_names()

    def annotated(self, document: DocumentId, set_name: SetName | None) -> AnnotatedDocument:
        """A document with one of its sets; with none where it has no such set.

        Raises:
            NotFound: If the document is not there.
        """
        return self._reading.annotated(self.document(document), set_name)

    def every_annotated(
        self, *, sets: Collection[SetName] | None = None, documents: Collection[DocumentId] | None = None
    ) -> Iterator[AnnotatedDocument]:
        """All documents with all their sets, one in memory at a time, sorted by document id and set name.

        Args:
            sets: Only these sets. Without it, an article that nobody annotated comes once, with set None.
            documents: Only these documents.
        """
        return self._reading.every(sets, documents)

    def referents(self) -> Mapping[ReferentId, Referent]:
        """All referents, by id."""
        return self._reading.referents()

    def documents_naming(self, referents: Collection[ReferentId]) -> tuple[DocumentId, ...]:
        """The documents in which an annotation of any set names one of the referents, by id."""
        return self._reading.documents_naming(referents) if referents else ()

    def mention_counts(self) -> list[tuple[ReferentId, DocumentId, SetName, int]]:
        """How many annotations of each set of each document name each referent, in no order."""
        return self._reading.mention_counts()

    def annotators(self) -> Mapping[Handle, Annotator]:
        """All annotators, by handle."""
        return self._state.annotators()

    def workflow(self) -> Workflow:
        """What the people agreed on about their work; the default where nobody said anything."""
        found = self._state.remarks.value(RecordKey(RecordKind.WORKFLOW))
        return found if isinstance(found, Workflow) else Workflow()

    def assignments(self, document: DocumentId | None = None) -> list[Assignment]:
        """What work was given out, by document, task and person.

        Args:
            document: Only of this document; else of all that are there.
        """
        remarks = self._state.remarks.of_kind(RecordKind.ASSIGNMENT, document)
        return [remark for remark in remarks if isinstance(remark, Assignment)]

    def comments(self, document: DocumentId | None = None) -> list[Comment]:
        """All comments by document and id, those among them whose target or thread is absent or erased.

        Args:
            document: Only of this document; else of all that are there.
        """
        remarks = self._state.remarks.of_kind(RecordKind.COMMENT, document)
        return [remark for remark in remarks if isinstance(remark, Comment)]

    def decisions(self, document: DocumentId | None = None) -> list[Decision]:
        """All decisions by document and id.

        Args:
            document: Only of this document; else of all that are there.
        """
        remarks = self._state.remarks.of_kind(RecordKind.DECISION, document)
        return [remark for remark in remarks if isinstance(remark, Decision)]

    def dismissals(self, document: DocumentId | None = None) -> list[Dismissal]:
        """All findings that were waved off, by document, set and finding.

        Args:
            document: Only of this document; else of all that are there.
        """
        remarks = self._state.remarks.of_kind(RecordKind.DISMISSAL, document)
        return [remark for remark in remarks if isinstance(remark, Dismissal)]

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

    def history(
        self, document: DocumentId | None = None, *, limit: int | None = None, hidden: Collection[SetName] = ()
    ) -> list[ActSummary]:
        """Acts, the latest first.

        Args:
            document: Only those that touched this document.
            limit: At most so many.
            hidden: Leave out acts that wrote only into these sets of the document, or only remarks about them.
        """
        return self._history.summaries(document, limit, hidden)

    def sets_written(self, document: DocumentId, act: ActId) -> frozenset[SetName]:
        """The annotation sets of a document that an act wrote into; remarks and zones are in none."""
        keys = (revision.key for revision in self._log.of_act(act))
        return frozenset(key.set_name for key in keys if key.document == document and key.set_name is not None)

    def worked(self) -> list[Worked]:
        """Every act on every document that is there, set by set, the oldest first."""
        return self._history.worked()

    def history_of(self, key: RecordKey) -> list[Revision]:
        """All revisions that bear on a record, the oldest first."""
        return self._log.of_record(key)

    def annotated_after(self, document: DocumentId, set_name: SetName, act: ActId) -> AnnotatedDocument:
        """A document with one of its sets as they stood right after an act.

        Raises:
            NotFound: If the log has no such act, or the document was not there then.
        """
        scheme = SchemeRef(self.scheme.name, self.scheme.version)
        return self._past.annotated(document, set_name, act, scheme=scheme)

    def acts_about(self, document: DocumentId, set_name: SetName, annotation: AnnotationId) -> frozenset[ActId]:
        """Acts after which an annotation of a set, or a relation that names it, was another than before."""
        return self._past.acts_about(document, set_name, annotation)

    def changes_of(self, act: ActId, *, document: DocumentId | None = None) -> list[Change]:
        """What an act changed, record by record, those of whole sets among them.

        Args:
            act: The act.
            document: Only what it changed in this document.

        Raises:
            NotFound: If the log has no such act.
        """
        return self._past.changes(act, document=document)

    # What goes to others.

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
        rows = self._connection.execute("SELECT id FROM document WHERE text IS NULL").fetchall()
        spoken = ((d, self._log.of_record(RecordKey(RecordKind.DOCUMENT, d))) for (d,) in rows)
        return frozenset(document for document, told in spoken if told and told[-1].body is None)

    def row_count(self) -> int:
        """How many rows the log has."""
        return int(self._connection.execute("SELECT count(*) FROM revision").fetchone()[0])

    def digests(self, documents: Callable[[DocumentId], bool]) -> frozenset[str]:
        """Digests of all texts that rows of the log about some documents name, whether deleted since or not.

        Args:
            documents: Asked whether a document is meant.
        """
        rows = self._connection.execute(
            "SELECT document, body FROM revision WHERE kind = 'document' AND body IS NOT NULL"
        )
        return frozenset(orjson.loads(body)["text_sha256"] for document, body in rows if documents(document))

    def texts(self, digests: Collection[str]) -> Iterator[tuple[str, str]]:
        """The texts with these digests, as far as they are here, by digest."""
        for sha256 in sorted(digests):
            text = self._state.text(sha256)
            if text is not None:
                yield sha256, text

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


def _no_document(document: DocumentId) -> NotFound:
    return NotFound(message("The corpus has no document “{document}”.", document=document))
