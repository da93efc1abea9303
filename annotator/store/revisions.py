"""The revision log: rows are appended, read again, and projected into what they say together."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import orjson

from annotator.model.changes import RecordKey, RecordKind, Revision
from annotator.model.errors import Message
from annotator.model.identity import ActId, AnnotationId, DocumentId, Handle, SetName
from annotator.store.rows import Row, Table, key_named

_COLUMNS: Final = "replica, seq, lamport, author, act, gesture, undoes, at, kind, record, body"
_INSERT: Final = (
    "INSERT INTO revision (replica, seq, lamport, author, act, gesture, undoes, at, document, kind, record, body) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_ALL_COLUMNS: Final = "replica, seq, lamport, author, act, gesture, undoes, at, document, kind, record, body"
_ORDER: Final = "lamport, replica, seq"

IN_A_SET: Final = frozenset((RecordKind.ANNOTATION, RecordKind.RELATION, RecordKind.ZONE, RecordKind.HEADER))
"""Kinds of records about which a revision of the whole set speaks too."""


_OF_SETS: Final = IN_A_SET | {RecordKind.SET}
"""Kinds of rows that speak about sets: other records share the names of zones."""
_SHOWN: Final = ", ".join(f"'{kind}'" for kind in sorted(_OF_SETS | {RecordKind.DOCUMENT}))
_IN_EITHER: Final = "((record >= ? AND record < ?) OR (record >= ? AND record < ?))"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What all rows of one act share.

    Attributes:
        replica: The sitting that writes, a signed 64-bit number.
        lamport: Greater than that of every row known when the act began.
        author: Who does it.
        act: The act.
        gesture: The English name of the gesture.
        undoes: The act that it takes back, or None.
        at: UTC with milliseconds.
    """

    replica: int
    lamport: int
    author: Handle
    act: ActId
    gesture: str
    undoes: ActId | None
    at: str


def act_id(replica: int, first_seq: int) -> ActId:
    """The name of an act: the replica in hexadecimal, and its first row's number.

    >>> act_id(-1, 17)
    'ffffffffffffffff-17'
    """
    return ActId(f"{replica & 0xFFFF_FFFF_FFFF_FFFF:016x}-{first_seq}")


def now() -> str:
    """The time as the log writes it.

    >>> len(now()), now()[-1]
    (24, 'Z')
    """
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def gesture_said(gesture: str) -> Message:
    """A gesture to be translated inside another sentence; braces in it, from a foreign log, are no fields."""
    return Message(gesture.replace("{", "{{").replace("}", "}}"))


def order(revision: Revision) -> tuple[int, int, int]:
    """What decides which of two revisions of a record stands: the greater."""
    return (revision.lamport, revision.replica, revision.seq)


def revision_of_row(row: Row) -> Revision:
    """The revision of a row of the log."""
    replica, seq, lamport, author, act, gesture, undoes, at, kind, record, body = row
    return Revision(replica, seq, lamport, author, act, gesture, undoes, at, key_named(kind, record), body)


def project(revisions: Iterable[Revision]) -> dict[RecordKey, Table]:
    """What the revisions say together: the body of every record that is not erased.

    The state of a record is its revision with the greatest (lamport, replica, seq), so the order in which they come,
    and how often, means nothing. A revision of a whole set is one of every record in it, and an erasure of those that
    it lacks.

    Args:
        revisions: All that bear on the records asked about: their own, and those of their whole sets.
    """
    latest = {revision.key: revision for revision in sorted(revisions, key=order)}
    standing: dict[RecordKey, Table] = {}
    for key, revision in latest.items():
        if key.kind is RecordKind.SET:
            standing.update(records_in(revision))
    for key, revision in latest.items():
        whole = latest.get(set_of(key) or key)
        if key.kind is RecordKind.SET or (whole is not None and order(whole) > order(revision)):
            continue
        if revision.body is None:
            standing.pop(key, None)
        else:
            standing[key] = orjson.loads(revision.body)
    return standing


def records_in(revision: Revision) -> Iterator[tuple[RecordKey, Table]]:
    """The records that a revision of a whole set lists, with their bodies; none where it erases the set."""
    if revision.body is None:
        return
    body = orjson.loads(revision.body)
    key = revision.key
    if body["header"] is not None:
        yield RecordKey(RecordKind.HEADER, key.document, key.set_name), body["header"]
    kind = RecordKind.ZONE if key.set_name is None else RecordKind.ANNOTATION
    for table in body["annotations"]:
        yield RecordKey(kind, key.document, key.set_name, table["id"]), table
    for table in body["relations"]:
        yield RecordKey(RecordKind.RELATION, key.document, key.set_name, table["id"]), table


def set_of(key: RecordKey) -> RecordKey | None:
    """The set whose whole revisions speak about a record too, or None where it belongs to none."""
    return RecordKey(RecordKind.SET, key.document, key.set_name) if key.kind in IN_A_SET else None


def name_range(key: RecordKey) -> tuple[str, str]:
    """The borders of the names of all records of a set, or of all of a document with its sets.

    >>> name_range(RecordKey(RecordKind.SET, DocumentId("7c0f"), SetName("hoda")))
    ('7c0f/hoda/', '7c0f/hoda0')
    """
    name = key.name[:-1] if key.kind is RecordKind.DOCUMENT else key.name
    return name, name[:-1] + "0"  # the sign after the slash


def _about(key: RecordKey) -> tuple[str, tuple[str | None, ...]]:
    """The condition for all rows that speak about a record, or about the records of a set together."""
    if key.kind is RecordKind.SET:
        return "record >= ? AND record < ?", name_range(key)
    whole = set_of(key)
    values = (key.name, key.kind.value, None if whole is None else whole.name)
    return "(record = ? AND kind = ?) OR (record = ? AND kind = 'set')", values


class Log:
    """The table ``revision`` of one open corpus file.

    Args:
        connection: The one connection of the file; the corpus owns it.
        replica: A random number of this sitting, signed, of 64 bits.
    """

    def __init__(self, connection: sqlite3.Connection, replica: int) -> None:
        self._execute = connection.execute
        self._executemany = connection.executemany
        self._replica = replica
        self._seq = 0
        self._lamport = int(self._execute("SELECT coalesce(max(lamport), 0) FROM revision").fetchone()[0])
        self._mark = (self._seq, self._lamport)

    # Writing.

    def begin(self, *, gesture: str, author: Handle, undoes: ActId | None = None) -> Stamp:
        """The stamp of a new act."""
        self._mark = (self._seq, self._lamport)
        self._lamport += 1
        act = act_id(self._replica, self._seq + 1)
        return Stamp(self._replica, self._lamport, author, act, gesture, undoes, now())

    def append(self, stamp: Stamp, rows: Iterable[tuple[RecordKey, bytes | None]]) -> int:
        """Write rows of an act: records and their bodies, None for erased ones; gives their number."""
        first = self._seq
        prepared = []
        for key, body in rows:
            self._seq += 1
            prepared.append(
                (
                    stamp.replica,
                    self._seq,
                    stamp.lamport,
                    stamp.author,
                    stamp.act,
                    stamp.gesture,
                    stamp.undoes,
                    stamp.at,
                    key.document,
                    key.kind.value,
                    key.name,
                    # A bytearray is bound at once; for bytes sqlite3 looks for an adapter first.
                    None if body is None else bytearray(body),
                )
            )
        self._executemany(_INSERT, prepared)
        return self._seq - first

    @property
    def place(self) -> int:
        """The number of the last row that was written."""
        return self._seq

    def go_back(self, place: int) -> None:
        """Count on from an earlier ``place``, after the rows behind it were taken back."""
        self._seq = place

    def forget(self) -> None:
        """Count again from where the act began, after its transaction was rolled back."""
        self._seq, self._lamport = self._mark

    # What comes from elsewhere.

    @property
    def position(self) -> tuple[int, int]:
        """Where this sitting stands: the rows that it wrote, and its clock."""
        return self._seq, self._lamport

    def return_to(self, position: tuple[int, int]) -> None:
        """Stand again where one stood, after a transaction was rolled back."""
        self._seq, self._lamport = position

    def last_row(self) -> int:
        """A number that every row that is here has at most, and every later one more."""
        return int(self._execute("SELECT coalesce(max(rowid), 0) FROM revision").fetchone()[0])

    def rows_between(self, replica: int, first: int, last: int) -> dict[int, Row]:
        """The rows of a replica that are here, by number, with all columns of the table.

        Args:
            replica: The sitting that wrote them.
            first: The least number.
            last: The greatest number.
        """
        rows = self._execute(
            f"SELECT {_ALL_COLUMNS} FROM revision WHERE replica = ? AND seq BETWEEN ? AND ?", (replica, first, last)
        )
        return {row[1]: row for row in rows}

    def speaks_of(self, key: RecordKey) -> bool:
        """Whether any row speaks about a set, or about the zones of a document."""
        where, values = _about(key)
        rows = self._execute(f"SELECT kind FROM revision WHERE {where}", values)
        return any(kind in _OF_SETS for (kind,) in rows)

    def take_in(self, rows: Sequence[Row]) -> None:
        """Append rows that others wrote, with all columns of the table; the clock goes on from the latest."""
        self._executemany(_INSERT, rows)
        self._lamport = max((self._lamport, *(row[2] for row in rows)))

    def every_row(self, *, after: tuple[int, int] | None = None, limit: int) -> list[Row]:
        """Rows with all columns of the table, by replica and number.

        Args:
            after: Replica and number of the last one that was read; None from the beginning.
            limit: At most so many.
        """
        replica, seq = after if after is not None else (-(1 << 63), -1)
        return self._execute(
            f"SELECT {_ALL_COLUMNS} FROM revision WHERE (replica, seq) > (?, ?) ORDER BY replica, seq LIMIT ?",
            (replica, seq, limit),
        ).fetchall()

    def parted(self, key: RecordKey, mark: int) -> tuple[list[Revision], list[Revision]]:
        """All rows that speak about a record or a set, in the order of the log: those until a mark, and those after.

        Args:
            key: The record, or a whole set.
            mark: From ``last_row``.
        """
        where, values = _about(key)
        rows = self._execute(f"SELECT rowid, {_COLUMNS} FROM revision WHERE {where} ORDER BY {_ORDER}", values)
        old: list[Revision] = []
        new: list[Revision] = []
        for number, *row in rows:
            (old if number <= mark else new).append(revision_of_row(tuple(row)))
        if key.kind is RecordKind.SET:
            return [r for r in old if r.key.kind in _OF_SETS], [r for r in new if r.key.kind in _OF_SETS]
        return old, new

    # Reading; all in the order of the log.

    def of_act(self, act: ActId) -> list[Revision]:
        """The rows of an act, bodies left out: the records that it touched."""
        return self._read("act = ?", (act,), columns=_COLUMNS.replace("body", "NULL"))

    def last_of_act(self, act: ActId) -> Revision | None:
        """The last row of an act; None where the log has no such act."""
        latest_first = "ORDER BY lamport DESC, replica DESC, seq DESC LIMIT 1"
        rows = self._execute(f"SELECT {_COLUMNS} FROM revision WHERE act = ? {latest_first}", (act,))
        return next(map(revision_of_row, rows), None)

    def of_record(self, key: RecordKey) -> list[Revision]:
        """All rows that speak about a record, or about the records of a set together."""
        rows = self._read(*_about(key))
        return [row for row in rows if row.key.kind in _OF_SETS] if key.kind is RecordKind.SET else rows

    def of_members(self, whole: RecordKey, own: Mapping[RecordKey, list[Revision]]) -> list[Revision]:
        """Read the rows of a set at once, in the order of the log, and hand them out to some of its records.

        Args:
            whole: The set, or the zones of a document.
            own: A list for each of the records; what is written about it alone is added to it.

        Returns:
            The rows about the set as a whole, which speak about all of them.
        """
        wanted = {(key.kind.value, key.name): (key, rows) for key, rows in own.items()}
        of_all: list[Revision] = []
        for row in self._execute(
            f"SELECT {_COLUMNS} FROM revision WHERE record >= ? AND record < ? ORDER BY {_ORDER}", name_range(whole)
        ):
            replica, seq, lamport, author, act, gesture, undoes, at, kind, record, body = row
            known = wanted.get((kind, record))
            if known is not None:
                key, rows = known
                rows.append(Revision(replica, seq, lamport, author, act, gesture, undoes, at, key, body))
            elif kind == RecordKind.SET:
                of_all.append(revision_of_row(row))
        return of_all

    def sets_of_act(self, act: ActId) -> frozenset[tuple[DocumentId, SetName]]:
        """The annotation sets that an act wrote into, with their documents."""
        rows = self._execute("SELECT record FROM revision WHERE act = ? AND document IS NOT NULL", (act,))
        places = {record.rpartition("/")[0] for (record,) in rows}
        keys = (key_named(RecordKind.HEADER, f"{place}/") for place in places)
        return frozenset((k.document, k.set_name) for k in keys if k.document is not None and k.set_name is not None)

    def of_set(self, document: DocumentId, set_name: SetName, *, until: Revision) -> list[Revision]:
        """Of a document itself, its zones and each record of one set the last row up to a row, itself included."""
        shared, own = (name_range(RecordKey(RecordKind.SET, document, name)) for name in (None, set_name))
        rows = self._execute(
            f"SELECT {_COLUMNS} FROM revision WHERE kind IN ({_SHOWN}) AND {_IN_EITHER} AND ({_ORDER}) <= (?, ?, ?) "
            f"ORDER BY {_ORDER}",
            (*shared, *own, *order(until)),
        )
        latest = {(row[8], row[9]): row for row in rows}
        return [revision_of_row(row) for row in latest.values()]

    def about_annotation(self, document: DocumentId, set_name: SetName, annotation: AnnotationId) -> list[Revision]:
        """The rows of a set about an annotation, about the whole set, and about relations: they may name it."""
        own = RecordKey(RecordKind.ANNOTATION, document, set_name, annotation)
        return self._read(
            "record >= ? AND record < ? AND (kind IN ('set', 'relation') OR (kind = 'annotation' AND record = ?))",
            (*name_range(RecordKey(RecordKind.SET, document, set_name)), own.name),
        )

    def of_document(self, document: DocumentId) -> list[Revision]:
        """All rows about a document, its zones and its sets."""
        return self._read("record >= ? AND record < ?", name_range(RecordKey(RecordKind.DOCUMENT, document)))

    def of_corpus(self) -> list[Revision]:
        """All rows about what belongs to no document: referents, annotators, the scheme."""
        return self._read("record >= '//' AND record < '/0'", ())

    def _read(self, where: str, values: tuple[Any, ...], *, columns: str = _COLUMNS) -> list[Revision]:
        rows = self._execute(f"SELECT {columns} FROM revision WHERE {where} ORDER BY {_ORDER}", values)
        return [revision_of_row(row) for row in rows]
