"""The state tables: one record read or written at a time, or a whole set at once.

Everything here runs inside the transaction of an act, and mirrors what the log says.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

import orjson

from annotator.model.annotated import AnnotationSet, SchemeRef
from annotator.model.annotation import Annotation
from annotator.model.annotator import Annotator, Role
from annotator.model.changes import RecordKey, RecordKind, Value
from annotator.model.comment import Comment
from annotator.model.decision import Decision
from annotator.model.dismissal import Dismissal
from annotator.model.document import Document, complete_meta
from annotator.model.errors import BugError
from annotator.model.identity import AnnotationId, DocumentId, Handle, ReferentId, SetName
from annotator.model.referent import Referent
from annotator.model.relation import Relation
from annotator.model.scheme import Scheme, scheme_of
from annotator.model.workflow import Assignment, Status, Workflow
from annotator.store.members import Members
from annotator.store.remarks import Remarks
from annotator.store.rows import Row, dumps
from annotator.store.rowvalues import ANNOTATION, RELATION, annotations_of_rows, relations_of_rows
from annotator.store.setrows import SetRows
from annotator.store.tally import Mark

_LONGEST_TITLE: Final = 200
_SET_COLUMNS: Final = "status, layers_done, guideline, scheme, scheme_version"
_SELECT_DOCUMENT: Final = (
    'SELECT d.id, t.text, t.sha256, d.meta, d.split, d."group" FROM document d JOIN text t ON t.key = d.text'
)
_INSERT_DOCUMENT: Final = (
    'INSERT INTO document (text, title, outlet, published, meta, split, "group", id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)'
)
_UPDATE_DOCUMENT: Final = (
    'UPDATE document SET text = ?, title = ?, outlet = ?, published = ?, meta = ?, split = ?, "group" = ? WHERE id = ?'
)
_ANNOTATIONS_OF: Final = {
    table: f"SELECT owner, json_group_array({ANNOTATION}) FROM {table} "
    "WHERE owner IN (SELECT value FROM json_each(?)) GROUP BY owner"
    for table in ("annotation", "zone")
}
_RELATIONS_OF: Final = (
    f"SELECT owner, json_group_array({RELATION}) FROM relation "
    "WHERE owner IN (SELECT value FROM json_each(?)) GROUP BY owner"
)


@lru_cache(maxsize=256)
def header_of_row(name: SetName, row: Row) -> AnnotationSet | None:
    """The header in the columns ``status`` to ``scheme_version``, or None where nobody wrote one.

    A corpus has few that differ, for many thousand articles.
    """
    status, layers_done, guideline, scheme, version = row
    if status is None:
        return None
    return AnnotationSet(name, Status(status), tuple(orjson.loads(layers_done)), guideline, SchemeRef(scheme, version))


def document_of_row(row: Sequence[Any]) -> Document:
    """The document in the columns id, text, sha256, meta, split, group."""
    document, text, sha256, meta, split, group = row
    return Document(document, text, sha256, complete_meta(orjson.loads(meta)), split, group)


def shorten(first_line: str) -> str:
    """A first line that stands for a title; in a text without newlines it would be the text."""
    return first_line if len(first_line) <= _LONGEST_TITLE else first_line[: _LONGEST_TITLE - 1] + "…"


class State:
    """The state tables of one open corpus file.

    Args:
        connection: The one connection of the file; the corpus owns it.

    Attributes:
        remarks: The table of what is shared and said about documents.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._execute = connection.execute
        self._executemany = connection.executemany
        self.remarks = Remarks(connection)
        self._members = Members(connection.execute)

    # Keys. Rows of documents and sets stay when what they stand for goes: others may refer to them.

    def document_key(self, document: DocumentId) -> int | None:
        """The number of a document's row, or None where nothing was ever said of it."""
        row = self._execute("SELECT key FROM document WHERE id = ?", (document,)).fetchone()
        return None if row is None else int(row[0])

    def keys(self, document: DocumentId, set_name: SetName) -> tuple[int | None, int | None]:
        """The numbers of a document's row and of a set's, None where nothing was ever said of them."""
        row = self._execute(
            "SELECT d.key, s.key FROM document d LEFT JOIN annotation_set s ON s.document = d.key AND s.name = ? "
            "WHERE d.id = ?",
            (set_name, document),
        ).fetchone()
        return (None, None) if row is None else row

    def set_key(self, document: DocumentId, set_name: SetName) -> int | None:
        """The number of a set's row, or None where nothing was ever said of it."""
        row = self._execute(
            "SELECT s.key FROM document d JOIN annotation_set s ON s.document = d.key WHERE d.id = ? AND s.name = ?",
            (document, set_name),
        ).fetchone()
        return None if row is None else int(row[0])

    def _made_document_key(self, document: DocumentId) -> int:
        key = self.document_key(document)
        if key is None:
            key = self._execute("INSERT INTO document (id) VALUES (?)", (document,)).lastrowid
        return int(key or 0)

    def _made_set_key(self, document: DocumentId, set_name: SetName) -> int:
        key = self.set_key(document, set_name)
        return self._new_set_key(self._made_document_key(document), set_name) if key is None else key

    def _new_set_key(
        self,
        document: int,
        set_name: SetName,
        header: AnnotationSet | None = None,
        counts: dict[str, int] | None = None,
    ) -> int:
        made = self._execute(
            f"INSERT INTO annotation_set (document, name, {_SET_COLUMNS}, counts) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (document, set_name, *_header_row(header, counts)),
        )
        return int(made.lastrowid or 0)

    def owner(self, key: RecordKey) -> tuple[str, int] | None:
        """The table and the owner's number of annotations, zones, relations and sets; None where there are none."""
        document = _document_in(key)
        if key.set_name is None:
            number = self.document_key(document)
            return None if number is None else ("zone", number)
        number = self.set_key(document, key.set_name)
        return None if number is None else ("annotation", number)

    # One record.

    def value(self, key: RecordKey) -> Value | None:
        """What the state says of one record, seen or waiting; None where it has no such record."""
        match key.kind:
            case RecordKind.ANNOTATION | RecordKind.ZONE:
                return self._annotation(key)
            case RecordKind.RELATION:
                return self._relation(key)
            case RecordKind.HEADER:
                return self.header(_document_in(key), _set_in(key))
            case RecordKind.DOCUMENT:
                return self.document(_document_in(key))
            case RecordKind.REFERENT:
                return self.referents(ReferentId(key.id)).get(ReferentId(key.id))
            case RecordKind.ANNOTATOR:
                return self.annotators(Handle(key.id)).get(Handle(key.id))
            case RecordKind.SCHEME:
                return self.scheme()
            case RecordKind.SET:
                raise BugError(f"a set has no single value: {key}")
            case _:
                return self.remarks.value(key)

    def write(self, key: RecordKey, value: Value | None) -> None:
        """Make the state say ``value`` of one record; None takes it away."""
        match value:
            case Annotation():
                self._put_annotation(key, value)
            case Relation():
                owner = self._made_set_key(_document_in(key), _set_in(key))
                self._put(SetRows(owner, (), (value,)), "annotation")
                self._members.learn(owner, dumps(value.roles))
                self._stale("key", owner)
            case AnnotationSet():
                self._put_header(self._made_set_key(_document_in(key), _set_in(key)), value)
            case Document():
                self.put_document(value, self.document_key(value.id))
            case Referent():
                self._execute(
                    "INSERT OR REPLACE INTO referent VALUES (?, ?, ?, ?, ?, ?)",
                    (value.id, value.name, value.kind, dumps(value.variants), value.wikidata, value.same_as),
                )
            case Annotator():
                self._execute(
                    "INSERT OR REPLACE INTO annotator VALUES (?, ?, ?)", (value.handle, value.name, value.role)
                )
            case Scheme():
                self._execute("INSERT OR REPLACE INTO scheme VALUES (1, ?)", (dumps(value.table),))
            case Workflow() | Assignment() | Comment() | Decision() | Dismissal():
                self.remarks.write(key, value)
            case None:
                self._erase(key)

    def header(self, document: DocumentId, set_name: SetName) -> AnnotationSet | None:
        """The header of a set, or None where nobody wrote one."""
        row = self._execute(
            f"SELECT {_SET_COLUMNS} FROM annotation_set WHERE key = ?", (self.set_key(document, set_name),)
        ).fetchone()
        return None if row is None else header_of_row(set_name, row)

    def document(self, document: DocumentId) -> Document | None:
        """A document with its text, or None where it is absent, deleted, or waits for its text."""
        row = self._execute(f"{_SELECT_DOCUMENT} WHERE d.id = ?", (document,)).fetchone()
        return None if row is None else document_of_row(row)

    def text(self, sha256: str) -> str | None:
        """The text with a digest, or None where the corpus does not have it."""
        row = self._execute("SELECT text FROM text WHERE sha256 = ?", (sha256,)).fetchone()
        return None if row is None else str(row[0])

    def keep_text(self, sha256: str, text: str) -> bool:
        """Keep a text under its digest; gives whether it was not here before."""
        return self._execute("INSERT OR IGNORE INTO text (sha256, text) VALUES (?, ?)", (sha256, text)).rowcount == 1

    def text_length(self, document: DocumentId) -> int | None:
        """How many code points the text of a document has, or None where it is absent, deleted, or waits."""
        row = self._execute(
            "SELECT length(t.text) FROM document d JOIN text t ON t.key = d.text WHERE d.id = ?", (document,)
        ).fetchone()
        return None if row is None else int(row[0])

    def await_document(self, document: DocumentId) -> None:
        """Have a document wait for its text: it is not seen, and neither is what was said of it."""
        self._made_document_key(document)
        self._erase(RecordKey(RecordKind.DOCUMENT, document))

    def referents(self, only: ReferentId | None = None) -> dict[ReferentId, Referent]:
        """All referents by id, or at most the one."""
        one, values = ("", ()) if only is None else ("WHERE id = ?", (only,))
        rows = self._execute(f"SELECT * FROM referent {one} ORDER BY id", values)
        return {row[0]: Referent(row[0], row[1], row[2], tuple(orjson.loads(row[3])), row[4], row[5]) for row in rows}

    def annotators(self, only: Handle | None = None) -> dict[Handle, Annotator]:
        """All annotators by handle, or at most the one."""
        one, values = ("", ()) if only is None else ("WHERE handle = ?", (only,))
        rows = self._execute(f"SELECT * FROM annotator {one} ORDER BY handle", values)
        return {handle: Annotator(handle, name, Role(role)) for handle, name, role in rows}

    def scheme(self) -> Scheme | None:
        """The scheme, or None in a file that is just being made."""
        row = self._execute("SELECT body FROM scheme").fetchone()
        return None if row is None else scheme_of(orjson.loads(row[0]))

    # Many records.

    def annotations(self, table: str, owner: int) -> list[Annotation]:
        """All annotations of a set, or all zones of a document, in the order of records."""
        return self.annotations_of(table, (owner,)).get(owner, [])

    def annotations_of(self, table: str, owners: Iterable[int]) -> dict[int, list[Annotation]]:
        """The same of several sets or documents, by their numbers; what has none is left out."""
        found = self._execute(_ANNOTATIONS_OF[table], (str([*owners]),)).fetchall()
        return {owner: annotations_of_rows(sorted(orjson.loads(rows))) for owner, rows in found}

    def holds_anything(self, key: RecordKey) -> bool:
        """Whether a set, or the zones of a document, have a header or any record, seen or waiting."""
        place = self.owner(key)
        if place is None:
            return False
        table, owner = place
        rows = self._execute(f"SELECT 1 FROM {table} WHERE owner = ? LIMIT 1", (owner,)).fetchall()
        if table == "annotation":
            rows += self._execute(
                "SELECT 1 FROM annotation_set s WHERE s.key = ? AND (s.status IS NOT NULL "
                "OR EXISTS (SELECT 1 FROM relation r WHERE r.owner = s.key))",
                (owner,),
            ).fetchall()
        return bool(rows)

    def marks(self, table: str, owner: int) -> list[Mark]:
        """What is counted of the annotations of a set, or of the zones of a document."""
        rows = self._execute(f"SELECT layer, id, unsure FROM {table} WHERE owner = ?", (owner,))
        return rows.fetchall()

    def write_annotations(
        self, document: DocumentId, set_name: SetName, values: Mapping[str, Annotation | None]
    ) -> dict[str, Annotation]:
        """Write many annotations of a set at once.

        Args:
            document: Their document.
            set_name: Their set.
            values: By id; None takes one away.

        Returns:
            All that stood in the set before, by id.
        """
        owner = self._made_set_key(document, set_name)
        before: dict[str, Annotation] = {one.id: one for one in self.annotations("annotation", owner)}
        changed = [one for name, one in values.items() if one is not None and before.get(name) != one]
        gone = [(owner, name) for name, one in values.items() if one is None and name in before]
        if changed:
            self._put(SetRows(owner, changed), "annotation")
        if gone:
            self._executemany("DELETE FROM annotation WHERE owner = ? AND id = ?", gone)
        if changed or gone:
            self._stale("key", owner)
        return before

    def relations(self, owner: int) -> list[Relation]:
        """All relations of a set by id, those that wait among them."""
        return self.relations_of((owner,)).get(owner, [])

    def relations_of(self, owners: Iterable[int]) -> dict[int, list[Relation]]:
        """The same of several sets, by their numbers; one without relations is left out."""
        found = self._execute(_RELATIONS_OF, (str([*owners]),)).fetchall()
        return {owner: relations_of_rows(sorted(orjson.loads(rows))) for owner, rows in found}

    def relations_naming(self, document: DocumentId, set_name: SetName, annotation: AnnotationId) -> list[Relation]:
        """The relations of a set in which an annotation takes part, those that wait among them."""
        owner = self.set_key(document, set_name)
        if owner is None or not self._members.may_name(owner, annotation):
            return []
        # The cheap search in the bytes spares most rows the reading; the value decides.
        rows = self._execute(
            f"SELECT {RELATION} FROM relation WHERE owner = ? AND instr(roles, ?) ORDER BY id",
            (owner, dumps(annotation)),
        )
        relations = relations_of_rows(orjson.loads(row) for (row,) in rows)
        return [relation for relation in relations if relation.names(annotation)]

    def replace_set(
        self,
        key: RecordKey,
        *,
        header: AnnotationSet | None,
        annotations: Iterable[Annotation],
        relations: Iterable[Relation],
        counts: dict[str, int] | None = None,
        numbers: tuple[int | None, int | None] | None = None,
        fresh: bool = False,
    ) -> SetRows:
        """Make a set, or the zones of a document, exactly these.

        Args:
            key: Of kind ``set``; without a set name it means the document's zones.
            header: None where nobody wrote one.
            annotations: All of them.
            relations: All of them.
            counts: As ``tally`` counts them, where they are known already.
            numbers: Of the rows of document and set, as ``keys`` gives them, where they are known already.
            fresh: Whether nothing was ever said of the document before this act, so that there is nothing to replace.

        Returns:
            What was written, also as the log holds it.
        """
        document = _document_in(key)
        if key.set_name is None:
            known = None if numbers is None else numbers[0]
            owner = self._made_document_key(document) if known is None else known
            rows = SetRows(owner, annotations)
            if not fresh:
                self._execute("DELETE FROM zone WHERE owner = ?", (owner,))
                self._stale("document", owner)
            self._put(rows, "zone")
            return rows
        made, existing = self.keys(document, key.set_name) if numbers is None else numbers
        if existing is None:
            made = self._made_document_key(document) if made is None else made
            existing = self._new_set_key(made, key.set_name, header, counts)
        else:
            self._execute("DELETE FROM annotation WHERE owner = ?", (existing,))
            self._execute("DELETE FROM relation WHERE owner = ?", (existing,))
            self._put_header(existing, header, counts)
        self._members.forget()
        rows = SetRows(existing, annotations, relations)
        self._put(rows, "annotation")
        return rows

    # Helpers.

    def _put(self, rows: SetRows, table: str) -> None:
        for statement, written in rows.statements(table):
            self._executemany(statement, written)

    def _annotation(self, key: RecordKey) -> Annotation | None:
        place = self.owner(key)
        if place is None:
            return None
        table, owner = place
        row = self._execute(f"SELECT {ANNOTATION} FROM {table} WHERE owner = ? AND id = ?", (owner, key.id)).fetchone()
        return None if row is None else annotations_of_rows((orjson.loads(row[0]),))[0]

    def _relation(self, key: RecordKey) -> Relation | None:
        owner = self.set_key(_document_in(key), _set_in(key))
        row = self._execute(f"SELECT {RELATION} FROM relation WHERE owner = ? AND id = ?", (owner, key.id)).fetchone()
        return None if row is None else relations_of_rows((orjson.loads(row[0]),))[0]

    def _put_annotation(self, key: RecordKey, annotation: Annotation) -> None:
        document = _document_in(key)
        if key.set_name is None:
            owner = self._made_document_key(document)
            self._put(SetRows(owner, (annotation,)), "zone")
            self._stale("document", owner)
        else:
            owner = self._made_set_key(document, key.set_name)
            self._put(SetRows(owner, (annotation,)), "annotation")
            self._stale("key", owner)

    def _put_header(self, owner: int, header: AnnotationSet | None, counts: dict[str, int] | None = None) -> None:
        self._execute(
            "UPDATE annotation_set SET status = ?, layers_done = ?, guideline = ?, scheme = ?, scheme_version = ?, "
            "counts = ? WHERE key = ?",
            (*_header_row(header, counts), owner),
        )

    def put_document(self, document: Document, owner: int | None) -> int:
        """Make the state say this of a document.

        Args:
            document: The document.
            owner: The number of its row; None where nothing was ever said of it.

        Returns:
            The number of its row.
        """
        kept = self._execute(
            "INSERT OR IGNORE INTO text (sha256, text) VALUES (?, ?)", (document.text_sha256, document.text)
        )
        text_key = kept.lastrowid
        if kept.rowcount != 1:
            (text_key,) = self._execute("SELECT key FROM text WHERE sha256 = ?", (document.text_sha256,)).fetchone()
        meta = document.meta
        row = (
            text_key,
            meta.get("title") or shorten(document.title),
            meta.get("outlet"),
            meta.get("published"),
            bytearray(dumps(meta)),
            document.split,
            document.group,
            document.id,
        )
        if owner is None:
            return int(self._execute(_INSERT_DOCUMENT, row).lastrowid or 0)
        self._execute(_UPDATE_DOCUMENT, row)
        return owner

    def _erase(self, key: RecordKey) -> None:
        match key.kind:
            case RecordKind.ANNOTATION | RecordKind.ZONE:
                place = self.owner(key)
                if place is not None:
                    table, owner = place
                    self._execute(f"DELETE FROM {table} WHERE owner = ? AND id = ?", (owner, key.id))
                    self._stale("document" if table == "zone" else "key", owner)
            case RecordKind.RELATION:
                set_key = self.set_key(_document_in(key), _set_in(key))
                self._execute("DELETE FROM relation WHERE owner = ? AND id = ?", (set_key, key.id))
                self._stale("key", set_key)
            case RecordKind.HEADER:
                set_key = self.set_key(_document_in(key), _set_in(key))
                if set_key is not None:
                    self._put_header(set_key, None)
            case RecordKind.DOCUMENT:
                self._execute(
                    "UPDATE document SET text = NULL, title = NULL, outlet = NULL, published = NULL, meta = NULL, "
                    'split = NULL, "group" = NULL WHERE id = ?',
                    (key.document,),
                )
            case RecordKind.REFERENT:
                self._execute("DELETE FROM referent WHERE id = ?", (key.id,))
            case RecordKind.ANNOTATOR:
                self._execute("DELETE FROM annotator WHERE handle = ?", (key.id,))
            case RecordKind.SCHEME | RecordKind.SET:
                raise BugError(f"cannot be erased on its own: {key}")
            case _:
                self.remarks.write(key, None)

    def _stale(self, column: str, owner: int | None) -> None:
        """Have the counts of a set, or of all sets of a document, counted again when somebody asks."""
        self._execute(f"UPDATE annotation_set SET counts = NULL WHERE {column} = ? AND counts IS NOT NULL", (owner,))


def _header_row(header: AnnotationSet | None, counts: dict[str, int] | None) -> tuple[object, ...]:
    """The columns of ``_SET_COLUMNS`` and the counts."""
    columns: tuple[object, ...] = (None,) * 5
    if header is not None:
        scheme = header.scheme
        columns = (header.status.value, dumps(header.layers_done), header.guideline, scheme.name, scheme.version)
    return (*columns, None if counts is None else dumps(counts))


def _document_in(key: RecordKey) -> DocumentId:
    if key.document is None:
        raise BugError(f"no document in {key}")
    return key.document


def _set_in(key: RecordKey) -> SetName:
    if key.set_name is None:
        raise BugError(f"no annotation set in {key}")
    return key.set_name
