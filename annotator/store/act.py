"""An act: one gesture of one person, the only way in which anything is written."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, Final, ParamSpec, TypeVar

from annotator.model.annotated import AnnotatedDocument, AnnotationSet
from annotator.model.annotation import Annotation
from annotator.model.changes import Change, ChangeSet, RecordKey, RecordKind, Value
from annotator.model.document import Document
from annotator.model.errors import BugError, CorpusError, message
from annotator.model.identity import ActId, AnnotationId, DocumentId, SetName
from annotator.model.relation import Relation
from annotator.store.history import History
from annotator.store.naming import Naming
from annotator.store.reading import Reading
from annotator.store.replaced import Replaced
from annotator.store.revisions import IN_A_SET, Log, Stamp, gesture_said
from annotator.store.rows import (
    document_table,
    dumps,
    header_table,
    key_for,
    table_of,
)
from annotator.store.state import State
from annotator.store.tally import marks_of, seen, tally
from annotator.store.undo import ActHead

_FROM_HISTORY: Final = frozenset((RecordKind.SET, RecordKind.DOCUMENT, RecordKind.SCHEME))
"""What a person undoes from History only, not with Ctrl+Z."""
P = ParamSpec("P")
T = TypeVar("T")

_MARKED: Final = frozenset((RecordKind.ANNOTATION, RecordKind.ZONE))


@dataclass(frozen=True, slots=True)
class Tables:
    """What an act writes to.

    Attributes:
        connection: The one connection of the file.
        log: The truth.
        state: Its projection.
        reading: What is read of it.
        history: What is told of acts.
        door: Held from the beginning of an act to its end; a backup holds it for each of its steps.
    """

    connection: sqlite3.Connection
    log: Log
    state: State
    reading: Reading
    history: History
    door: threading.Lock


def _told(method: Callable[Concatenate[Act, P], T]) -> Callable[Concatenate[Act, P], T]:
    """Have a method of an act tell people when the disk is full or the file cannot be written."""

    @wraps(method)
    def telling(act: Act, /, *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return method(act, *args, **kwargs)
        except sqlite3.OperationalError as error:
            raise CorpusError(
                message(
                    "Nothing of “{gesture}” was stored: {reason}.",
                    gesture=gesture_said(act.gesture),
                    reason=str(error),
                ),
                message("Is the disk full, or the file read-only?"),
            ) from error

    return telling


class Act:
    """One transaction under way; begun by the corpus, ended by ``commit`` or ``roll_back``.

    State rows are written at once, so reads within the act see them. Revisions of single records are written on commit,
    one for each record that is not as it was; those of bulk writes at once.

    Args:
        tables: Where to write.
        stamp: What the rows of the log share.

    Attributes:
        thread: The thread that began it; a backup waits for the acts of others.
    """

    def __init__(self, tables: Tables, stamp: Stamp) -> None:
        self._tables = tables
        self._state = tables.state
        self._stamp = stamp
        self._singles: dict[RecordKey, Change] = {}
        self._forced: set[RecordKey] = set()
        self._replaced = Replaced()
        self._seen: tuple[Change, ...] | None = None
        self._rows = 0
        self._wrote_in_sets = False
        self._under_way = True
        self.thread = threading.get_ident()

    @property
    def id(self) -> ActId:
        """Its name in the log."""
        return self._stamp.act

    @property
    def gesture(self) -> str:
        """The English name of the gesture."""
        return self._stamp.gesture

    @property
    def under_way(self) -> bool:
        """Whether it was neither committed nor rolled back."""
        return self._under_way

    @property
    def changes(self) -> ChangeSet:
        """What it changed of what people see, so far or in all."""
        changes = self._seen_changes() if self._seen is None else self._seen
        return ChangeSet(
            self._stamp.act,
            self._stamp.gesture,
            self._stamp.author,
            self._stamp.undoes,
            tuple(c for c in changes if c.old is None),
            tuple(c for c in changes if c.old is not None and c.new is not None),
            tuple(c for c in changes if c.new is None),
            tuple(self._replaced.keys()),
        )

    # One record.

    @_told
    def put(self, value: Value, *, document: DocumentId | None = None, set_name: SetName | None = None) -> None:
        """Write one record; one that is as it was writes nothing.

        Args:
            value: The whole new value.
            document: The document of an annotation, a relation or a set's header.
            set_name: The annotation set; an annotation without one is a zone.
        """
        self._write(key_for(value, document=document, set_name=set_name), value)

    @_told
    def erase(self, key: RecordKey) -> None:
        """Take a record away; an annotation takes the relations along that name it, a set all that is in it."""
        if key.kind is RecordKind.SET:
            if self._state.holds_anything(key):
                self.restore_set(key, header=None, annotations=(), relations=())
            return
        if key.kind is RecordKind.ANNOTATION and key.document is not None and key.set_name is not None:
            for relation in self._state.relations_naming(key.document, key.set_name, AnnotationId(key.id)):
                self._write(RecordKey(RecordKind.RELATION, key.document, key.set_name, relation.id), None)
        self._write(key, None)

    @_told
    def restore(self, key: RecordKey, value: Value | None) -> None:
        """Write one record into state and log even where it is so already: what undo has put back is said aloud."""
        self._forced.add(key)
        self._write(key, value)

    # Many records.

    @_told
    def put_document(self, document: Document, zones: Iterable[Annotation] = ()) -> None:
        """Write a document and its zones, as far as they differ; no zones say nothing about zones."""
        self._check_open()
        key = RecordKey(RecordKind.DOCUMENT, document.id)
        known = owner = self._state.document_key(document.id)
        if known is None or self._state.document(document.id) != document:
            owner = self._state.put_document(document, known)
            self._bulk(key, dumps(document_table(document)))
        zones = sorted(zones, key=lambda zone: zone.order)
        if zones and (known is None or zones != self._state.annotations("zone", known)):
            key = RecordKey(RecordKind.SET, document.id)
            self._replace(key, None, zones, (), None, numbers=(owner, None), fresh=known is None)

    @_told
    def put_set(self, annotated: AnnotatedDocument) -> None:
        """Make an annotation set exactly this, with one row of the log, unless it is so already.

        The document, its zones and the referents are records of their own: ``put_document`` and ``put`` write them.

        Raises:
            BugError: If the record has no annotation set.
        """
        self._check_open()
        header = annotated.annotation_set
        if header is None:
            raise BugError(f"{annotated.document.id} has no annotation set to write")
        document = annotated.document.id
        annotations, relations = annotated.annotations, annotated.relations
        numbers = self._state.keys(document, header.name)
        owner = numbers[1]
        if owner is not None and self._is_so(owner, document, header, annotations, relations):
            return
        known = {a.id for a in annotations} | {z.id for z in annotated.zones}
        counts = tally(marks_of(annotations), seen(relations, known))
        key = RecordKey(RecordKind.SET, document, header.name)
        self._replace(key, header, annotations, relations, counts, numbers=numbers)

    @_told
    def put_annotations(self, annotations: Iterable[Annotation], *, document: DocumentId, set_name: SetName) -> None:
        """Write many annotations of a set, each a record of its own as with ``put``, but all in one go.

        Args:
            annotations: Whole new values; of several with one id the last counts.
            document: Their document.
            set_name: Their set.
        """
        self._check_open()
        values = {annotation.id: annotation for annotation in annotations}
        if values:
            keys = (RecordKey(RecordKind.ANNOTATION, document, set_name, name) for name in values)
            self._write_annotations(dict(zip(keys, values.values(), strict=True)), document, set_name)

    @_told
    def restore_annotations(
        self, values: Mapping[RecordKey, Annotation | None], *, document: DocumentId, set_name: SetName
    ) -> None:
        """Write many annotations of a set as ``restore`` does, but all in one go.

        Args:
            values: Whole new values; None takes one away.
            document: Their document.
            set_name: Their set.
        """
        self._check_open()
        self._forced.update(values)
        self._write_annotations(values, document, set_name)

    @_told
    def restore_set(
        self,
        key: RecordKey,
        *,
        header: AnnotationSet | None,
        annotations: Iterable[Annotation],
        relations: Iterable[Relation],
    ) -> None:
        """Make a set, or the zones of a document, exactly these, with one row of the log."""
        self._check_open()
        self._replace(key, header, tuple(annotations), tuple(relations), None)

    @contextmanager
    def part(self, is_refused: Callable[[], bool]) -> Iterator[None]:
        """A block of the act that can be taken back alone, such as one file of an import.

        Args:
            is_refused: Asked at its end whether everything that was written in it is taken back.
        """
        self._check_open()
        execute, log = self._tables.connection.execute, self._tables.log
        execute("SAVEPOINT part")
        singles, forced, rows, place = self._singles, self._forced, self._rows, log.place
        self._singles, self._forced = dict(singles), set(forced)
        self._replaced.remember()
        yield
        if is_refused():
            execute("ROLLBACK TO part")
            self._singles, self._forced, self._rows = singles, forced, rows
            self._replaced.go_back()
            log.go_back(place)
            self._tables.reading.forget_referents()
        execute("RELEASE part")

    # The end.

    @_told
    def commit(self) -> ChangeSet:
        """Write what is left and make it durable; an act that changed nothing leaves no trace.

        Returns:
            What changed.
        """
        self._check_open()
        try:
            self._append_singles()
            self._seen = self._seen_changes()
            self._tables.connection.execute("COMMIT" if self._rows else "ROLLBACK")
        except BaseException:
            self.roll_back()
            raise
        if not self._rows:
            self._tables.log.forget()
        else:
            self._tell_others()
        self._end()
        return self.changes

    def roll_back(self) -> None:
        """Leave everything as it was before the act."""
        if not self._under_way:
            return
        if self._tables.connection.in_transaction:
            self._tables.connection.execute("ROLLBACK")
        self._tables.log.forget()
        self._tables.reading.forget_referents()
        self._end()

    # Helpers.

    def _end(self) -> None:
        self._under_way = False
        self._tables.door.release()

    def _tell_others(self) -> None:
        if RecordKey(RecordKind.SCHEME) in self._singles:
            self._tables.reading.read_scheme()
        keys = (*(change.key for change in self._written()), *self._replaced.keys())
        documents = frozenset(key.document for key in keys if key.document is not None)
        textual = len(documents) == 1 and not any(key.kind in _FROM_HISTORY for key in keys)
        head = ActHead(self._stamp.act, self._stamp.author, self._stamp.undoes, textual)
        self._tables.history.heard(head, documents)

    def _check_open(self) -> None:
        if not self._under_way:
            raise BugError(f"the act {self.id} is over")

    def _write(self, key: RecordKey, value: Value | None) -> None:
        self._check_open()
        before = self._state.value(key)
        if before != value:
            self._state.write(key, value)
            if key.kind is RecordKind.REFERENT:
                self._tables.reading.forget_referents()
        elif key not in self._forced:
            return
        self._wrote_in_sets = self._wrote_in_sets or key.kind in IN_A_SET
        earlier = self._singles.get(key)
        self._singles[key] = Change(key, before if earlier is None else earlier.old, value)

    def _write_annotations(
        self, values: Mapping[RecordKey, Annotation | None], document: DocumentId, set_name: SetName
    ) -> None:
        before = self._state.write_annotations(document, set_name, {key.id: value for key, value in values.items()})
        self._wrote_in_sets = True
        for key, annotation in values.items():
            old = before.get(key.id)
            if old != annotation or key in self._forced:
                earlier = self._singles.get(key)
                self._singles[key] = Change(key, old if earlier is None else earlier.old, annotation)

    def _is_so(
        self,
        owner: int,
        document: DocumentId,
        header: AnnotationSet,
        annotations: Iterable[Annotation],
        relations: Iterable[Relation],
    ) -> bool:
        return (
            self._state.header(document, header.name) == header
            and self._state.annotations("annotation", owner) == sorted(annotations, key=lambda a: a.order)
            and self._state.relations(owner) == sorted(relations, key=lambda r: r.id)
        )

    def _replace(
        self,
        key: RecordKey,
        header: AnnotationSet | None,
        annotations: Iterable[Annotation],
        relations: Iterable[Relation],
        counts: dict[str, int] | None,
        *,
        numbers: tuple[int | None, int | None] | None = None,
        fresh: bool = False,
    ) -> None:
        # The row speaks about all of the set: what was written of it singly before, in this act, is settled by it.
        # An import with very many referents has none of these: no need to go through them for every set.
        for single in [k for k in self._singles if k.kind in IN_A_SET] if self._wrote_in_sets else ():
            if (single.document, single.set_name) == (key.document, key.set_name):
                del self._singles[single]
        rows = self._state.replace_set(
            key,
            header=header,
            annotations=annotations,
            relations=relations,
            counts=counts,
            numbers=numbers,
            fresh=fresh,
        )
        body = {
            "header": None if header is None else header_table(header),
            "annotations": rows.annotation_tables,
            "relations": rows.relation_tables,
        }
        self._bulk(key, dumps(body) if any(body.values()) else None)

    def _bulk(self, key: RecordKey, body: bytes | None) -> None:
        self._singles.pop(key, None)
        self._rows += self._tables.log.append(self._stamp, ((key, body),))
        self._replaced.add(key)

    def _written(self) -> list[Change]:
        """The single records that are rows of the log, or will be."""
        return [c for c in self._singles.values() if c.key in self._forced or c.old != c.new]

    def _append_singles(self) -> None:
        rows = [(c.key, None if c.new is None else dumps(table_of(c.new))) for c in self._written()]
        if rows:
            self._rows += self._tables.log.append(self._stamp, rows)

    # What people see of it: a relation is out of sight while an annotation is absent that it names.

    def _seen_changes(self) -> tuple[Change, ...]:
        changes: dict[RecordKey, Change] = {}
        naming = Naming(self._state)
        for change in self._singles.values():
            if change.key.kind is not RecordKind.RELATION:
                changes[change.key] = change
                for key, relation in self._dependants(change, naming):
                    changes.setdefault(key, self._as_seen(key, relation, relation))
            elif isinstance(change.old, Relation | None) and isinstance(change.new, Relation | None):
                changes[change.key] = self._as_seen(change.key, change.old, change.new)
        return tuple(change for change in changes.values() if change.old != change.new)

    def _dependants(self, change: Change, naming: Naming) -> Iterator[tuple[RecordKey, Relation]]:
        """The relations that come into sight, or go, with an annotation or a zone, and were not written in this act."""
        document, set_name = change.key.document, change.key.set_name
        if change.key.kind not in _MARKED or document is None or (change.old is None) == (change.new is None):
            return
        names = self._tables.reading.set_names(document) if set_name is None else (set_name,)
        for name in names:
            for relation in naming.relations(document, name, AnnotationId(change.key.id)):
                key = RecordKey(RecordKind.RELATION, document, name, relation.id)
                if key not in self._singles:
                    yield key, relation

    def _as_seen(self, key: RecordKey, old: Relation | None, new: Relation | None) -> Change:
        return Change(
            key,
            old if old is not None and all(self._was_there(key, m) for _, m in old.members()) else None,
            new if new is not None and all(self._is_there(key, m) for _, m in new.members()) else None,
        )

    def _is_there(self, relation: RecordKey, member: AnnotationId) -> bool:
        return any(self._state.value(place) is not None for place in _places(relation, member))

    def _was_there(self, relation: RecordKey, member: AnnotationId) -> bool:
        for place in _places(relation, member):
            change = self._singles.get(place)
            if (self._state.value(place) if change is None else change.old) is not None:
                return True
        return False


def _places(relation: RecordKey, member: AnnotationId) -> tuple[RecordKey, RecordKey]:
    """Where a member of a relation may live: in its set, or among the zones of the document."""
    return (
        RecordKey(RecordKind.ANNOTATION, relation.document, relation.set_name, member),
        RecordKey(RecordKind.ZONE, relation.document, None, member),
    )
