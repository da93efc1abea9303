"""What can be read of one open corpus file."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from typing import TypeVar

from annotator.model.annotated import AnnotatedDocument, SchemeRef
from annotator.model.annotator import Annotator
from annotator.model.changes import Change, RecordKey, RecordKind, Remark, Revision
from annotator.model.document import Document, DocumentSummary
from annotator.model.errors import NotFound, message
from annotator.model.history import ActSummary, Worked
from annotator.model.identity import ActId, AnnotationId, DocumentId, Handle, ReferentId, SetName
from annotator.model.referent import Referent
from annotator.model.scheme import Scheme
from annotator.model.workflow import Status, Workflow
from annotator.store.history import History
from annotator.store.past import Past
from annotator.store.reading import Reading, Seen
from annotator.store.revisions import Log
from annotator.store.state import State
from annotator.store.submissions import first_submissions

R = TypeVar("R", bound=Remark)


class Readable:
    """One open corpus file, as far as it is read.

    Args:
        connection: The one connection of the file.
        log: Its log.
        scheme: The scheme of the corpus.
    """

    def __init__(self, connection: sqlite3.Connection, log: Log, scheme: Scheme) -> None:
        self._connection = connection
        self._log = log
        self._state = State(connection)
        self._reading = Reading(connection, self._state, scheme)
        self._history = History(connection, log)
        self._past = Past(log, self._state)

    @property
    def scheme(self) -> Scheme:
        """What may be used to annotate."""
        return self._reading.scheme

    # What stands.

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
            raise no_document(document)
        return summaries[0]

    def summary_with(
        self, document: DocumentId, counts: Mapping[str, int], *, seen: Seen | None = None
    ) -> DocumentSummary:
        """The same for somebody who knows the counts already, so that nothing is counted."""
        summary = self._reading.summary(document, counts, seen=seen)
        if summary is None:
            raise no_document(document)
        return summary

    def statuses(self, document: DocumentId, *, seen: Seen | None = None) -> dict[SetName, Status]:
        """The annotation sets of a document with their statuses; raises ``NotFound`` where it is not there."""
        if not self.has_document(document):
            raise no_document(document)
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
            raise no_document(document)
        return found

    def document_ids(self) -> list[DocumentId]:
        """The ids of all documents, in order; for who needs no more of a hundred thousand."""
        rows = self._connection.execute("SELECT id FROM document WHERE text IS NOT NULL ORDER BY id")
        return [document for (document,) in rows]

    def digests(self) -> dict[DocumentId, str]:
        """The SHA-256 of the text of every document, in hexadecimal; no text is read."""
        rows = self._connection.execute("SELECT d.id, t.sha256 FROM document d JOIN text t ON t.key = d.text")
        return dict(rows.fetchall())

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

    def remarks(self, kind: type[R], document: DocumentId | None = None) -> list[R]:
        """All remarks of a kind by document and id, those among them whose set or target is absent or erased.

        Args:
            kind: ``Assignment``, ``Comment``, ``Decision`` or ``Dismissal``.
            document: Only those about this document; else about all that are there.
        """
        return self._state.remarks.of_kind(kind, document)

    # What was done.

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
        return frozenset(name for written, name in self._log.sets_of_act(act) if written == document)

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

    def first_submissions(self) -> dict[tuple[DocumentId, SetName], ActId]:
        """The acts by which sets were handed in first, of those sets that were written into since."""
        return first_submissions(self._connection, self._history)

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


def no_document(document: DocumentId) -> NotFound:
    """What is raised where a document is not there, or deleted."""
    return NotFound(message("The corpus has no document “{document}”.", document=document))
