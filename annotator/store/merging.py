"""Merging: rows of the log from elsewhere come in, and the state is brought to what all rows say together.

The log of a corpus is a set of rows; a merge is the union of two sets. So the order in which bundles come, and how
often, means nothing, and nothing is written that was not in them: who merged leaves no row of their own.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Final, TypeAlias

import orjson

from annotator.model.annotated import AnnotationSet
from annotator.model.annotation import Annotation
from annotator.model.changes import Change, ChangeSet, RecordKey, RecordKind, Revision
from annotator.model.errors import BugError, CorpusError, message
from annotator.model.identity import ActId, DocumentId, Handle, SetName
from annotator.model.relation import Relation
from annotator.model.scheme import Scheme
from annotator.store.act import Tables
from annotator.store.foreign import home_of
from annotator.store.opening import CACHE_KIB
from annotator.store.revisions import IN_A_SET, order, project, records_in
from annotator.store.rows import Row, Table, dumps, table_of, value_of
from annotator.store.tally import marks_of, seen, tally

MERGE: Final = "Merge"
"""Gesture of the report; it stands in no log."""

_CACHE_KIB: Final = 128 * 1024
"""Rows come in the order of the log and are read in that of the records: where they fit, they are read from memory."""
_MOST_HELD: Final = 250_000
_FIRST: Final = (RecordKind.SCHEME, RecordKind.DOCUMENT)
Standing: TypeAlias = dict[RecordKey, tuple[Revision, Table | None]]
"""The row that stands for each record, and what it says; None: erased."""
_Latest: TypeAlias = tuple[int, int, int, bytes | None]
"""Lamport, replica and number of the latest row about a record, and its body."""


class MergeRefused(CorpusError):
    """Rows that contradict those that are here, or that the texts contradict; nothing was kept."""


@dataclass(frozen=True, slots=True)
class Overruled:
    """Two people changed a record without knowing of each other; the later row stands.

    Attributes:
        key: The record.
        won: The row that stands.
        lost: The row that does not; it stays in the log.
        came: Whether the one that stands came with the merge.
    """

    key: RecordKey
    won: Revision
    lost: Revision
    came: bool


class Merging:
    """One merge under way, in one transaction; begun by the corpus, ended by ``commit`` or ``roll_back``.

    First texts and rows are taken in, then ``settle`` brings the state up to date in small steps.

    Args:
        tables: Where to write.

    Attributes:
        thread: The thread that began it; a backup waits for it.
        rows: How many rows were new, by author.
        sets: How many sets got new rows, by name.
        documents: Documents that had no text here before, and have one now.
        overruled: What ``settle`` found.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._state, self._log = tables.state, tables.log
        self._execute = tables.connection.execute
        self._execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self._before = self._log.position
        self._mark = self._log.last_row()
        self._known: set[tuple[int, int]] = set()
        self._homes: dict[RecordKey, None] = {}
        # What came of sets of which nothing was here, so that it need not be read again; only so many records.
        self._unheard: dict[RecordKey, dict[RecordKey, _Latest]] = {}
        self._held = 0
        self._changes: list[Change] = []
        self._replaced: dict[RecordKey, None] = {}
        self._lengths: dict[DocumentId, int | None] = {}
        self._texts = 0
        self._under_way = True
        self.thread = threading.get_ident()
        self.rows: dict[Handle, int] = {}
        self.sets: dict[SetName, int] = {}
        self.documents: list[DocumentId] = []
        self.overruled: list[Overruled] = []

    @property
    def under_way(self) -> bool:
        """Whether it was neither committed nor rolled back."""
        return self._under_way

    @property
    def new_rows(self) -> int:
        """How many rows were not here before."""
        return sum(self.rows.values())

    # Taking in.

    def take_text(self, sha256: str, text: str) -> None:
        """Keep a text under its digest, which the caller has checked."""
        self._texts += self._state.keep_text(sha256, text)

    def take(self, rows: Iterable[tuple[Row, RecordKey]]) -> None:
        """Append rows; those that are here already are passed over.

        Args:
            rows: As ``foreign.received`` gives them.

        Raises:
            MergeRefused: If a row is here under the same name with another content.
        """
        fresh: list[Row] = []
        for replica, group in groupby(sorted(rows, key=lambda pair: pair[0][:2]), key=lambda pair: pair[0][0]):
            mine = list(group)
            here = self._log.rows_between(replica, mine[0][0][1], mine[-1][0][1])
            for row, key in mine:
                seq = row[1]
                if seq in here:
                    if here[seq] != row:
                        raise _contradiction(row)
                    self._known.add((replica, seq))
                    continue
                here[seq] = row
                fresh.append(row)
                self._note(row, key)
                self.rows[row[3]] = self.rows.get(row[3], 0) + 1
        self._log.take_in(fresh)

    def _note(self, row: Row, key: RecordKey) -> None:
        """Remember what a new row makes to be looked at anew; of a set that is new here, the row itself too."""
        home = home_of(key)
        if home not in self._homes:
            self._homes[home] = None
            if home.kind is RecordKind.SET and not self._log.speaks_of(home):
                self._unheard[home] = {}
        records = self._unheard.get(home)
        if records is None:
            return
        if key.kind is RecordKind.SET or self._held >= _MOST_HELD:
            self._held -= len(records)
            del self._unheard[home]
            return
        known = records.get(key)
        if known is None:
            self._held += 1
        place = (row[2], row[0], row[1])
        if known is None or place > known[:3]:
            # A copy: what orjson gives keeps the room it was written in, 4 KB for a body of 100 bytes.
            records[key] = (*place, None if row[11] is None else bytes(memoryview(row[11])))

    def put_scheme(self, scheme: Scheme, *, author: Handle, gesture: str) -> None:
        """Have a scheme stand over all that came, by a row of this file's own."""
        key = RecordKey(RecordKind.SCHEME)
        stamp = self._log.begin(gesture=gesture, author=author)
        self._log.append(stamp, ((key, dumps(table_of(scheme))),))
        self._homes[key] = None

    @property
    def changed(self) -> bool:
        """Whether anything came that was not here."""
        return bool(self._homes or self._texts)

    def knew_each_other(self, place: tuple[int, int, int]) -> bool:
        """Whether one of two schemes was made where the other was known.

        Args:
            place: Lamport, replica and number of the row that stands for the scheme where the rows come from.
        """
        old, _new = self._log.parted(RecordKey(RecordKind.SCHEME), self._mark)
        mine = old[-1] if old else None
        known = mine is not None and (mine.replica, mine.seq) in self._known
        return known or place[1:] in self._known

    @property
    def clock(self) -> int:
        """The greatest Lamport clock of the rows that were here before the merge."""
        return self._before[1]

    def schemes(self) -> list[Table]:
        """The scheme in all versions that were ever written, here or where the rows come from."""
        old, new = self._log.parted(RecordKey(RecordKind.SCHEME), self._mark)
        return [orjson.loads(revision.body) for revision in (*old, *new) if revision.body is not None]

    def scheme_that_would_stand(self) -> Table | None:
        """The scheme that all rows say together, before ``settle`` writes it."""
        key = RecordKey(RecordKind.SCHEME)
        old, new = self._log.parted(key, self._mark)
        return project([*old, *new]).get(key)

    # The state.

    def settle(self) -> Iterator[tuple[int, int]]:
        """Bring the state to what all rows say together.

        Yields:
            Records and sets done, and how many there are; a step is one of them.

        Raises:
            MergeRefused: If an annotation reaches past the end of its text.
        """
        if self._texts:
            waiting = self._execute("SELECT id FROM document WHERE text IS NULL").fetchall()
            self._homes.update((RecordKey(RecordKind.DOCUMENT, document), None) for (document,) in waiting)
        homes = sorted(self._homes, key=_turn)
        for done, home in enumerate(homes, start=1):
            if home.kind is RecordKind.SET:
                self._settle_set(home)
            else:
                self._settle_record(home)
            yield done, len(homes)

    def _settle_record(self, key: RecordKey) -> None:
        old, new = self._log.parted(key, self._mark)
        table = project([*old, *new]).get(key)
        before = self._state.value(key)
        text = ""
        if key.kind is RecordKind.DOCUMENT and table is not None:
            text = self._state.text(table["text_sha256"]) or ""
            if not text:
                # It waits for its text, and what was said of it waits with it.
                self._state.await_document(key.document or DocumentId(""))
                if before is not None:
                    self._replaced[key] = None
                return
        value = None if table is None else value_of(key, table, text)
        if before != value:
            if key.kind is RecordKind.DOCUMENT:
                self._replaced[key] = None
                if before is None and key.document is not None:
                    self.documents.append(key.document)
            else:
                self._changes.append(Change(key, before, value))
            self._state.write(key, value)
        self._compare(old, new, key)

    def _settle_set(self, home: RecordKey) -> None:
        if home.document is None:
            raise BugError(f"no document in {home}")
        records = self._unheard.pop(home, None)
        old: list[Revision] = []
        new: list[Revision] = []
        if records is not None:
            standing = {key: orjson.loads(body) for key, (*_, body) in records.items() if body is not None}
        else:
            old, new = self._log.parted(home, self._mark)
            standing = project([*old, *new])
        header: AnnotationSet | None = None
        annotations: list[Annotation] = []
        relations: list[Relation] = []
        for key, table in standing.items():
            value = value_of(key, table)
            if isinstance(value, Annotation):
                annotations.append(value)
            elif isinstance(value, Relation):
                relations.append(value)
            elif isinstance(value, AnnotationSet):
                header = value
        self._check_spans(home.document, annotations)
        counts = None
        if home.set_name is not None:
            zones = self._state.marks("zone", self._state.document_key(home.document) or 0)
            known = {a.id for a in annotations} | {zone for _layer, zone, _unsure in zones}
            # A set that nobody sees is not counted.
            counts = tally(marks_of(annotations), seen(relations, known)) if header or annotations else None
            self.sets[home.set_name] = self.sets.get(home.set_name, 0) + 1
        self._state.replace_set(home, header=header, annotations=annotations, relations=relations, counts=counts)
        self._replaced[home] = None
        self._compare(old, new, home)

    def _check_spans(self, document: DocumentId, annotations: Iterable[Annotation]) -> None:
        if document not in self._lengths:
            self._lengths[document] = self._state.text_length(document)
        length = self._lengths[document]
        for annotation in annotations:
            if length is not None and annotation.end > length:
                raise MergeRefused(
                    message(
                        "annotation {id} of the document “{document}” reaches past the end of its text",
                        id=annotation.id,
                        document=document,
                    )
                )

    def _compare(self, old: Sequence[Revision], new: Sequence[Revision], home: RecordKey) -> None:
        """Note what two people changed without knowing of each other."""
        if not old or not new:
            return
        before, theirs = _standing(old, home), _standing(new, home)
        after = _standing(sorted([*old, *new], key=order), home)
        for key, (mine, said) in before.items():
            if (mine.replica, mine.seq) in self._known:
                continue  # They knew it when they wrote theirs.
            stands, now = after[key]
            if now != said:
                self.overruled.append(Overruled(key, stands, mine, came=True))
            elif key in theirs and stands is mine and theirs[key][1] != said:
                self.overruled.append(Overruled(key, mine, theirs[key][0], came=False))

    # The end.

    def commit(self) -> ChangeSet:
        """Make it durable; a merge that brought nothing new leaves no trace.

        Returns:
            What changed: single shared records, and documents and sets to be read again as a whole.
        """
        if not self._under_way:
            raise BugError("the merge is over")
        try:
            self._execute("COMMIT" if self.new_rows or self._texts or self._homes else "ROLLBACK")
        except sqlite3.OperationalError as error:
            self.roll_back()
            raise CorpusError(
                message("Nothing was merged: {reason}.", reason=str(error)),
                message("Is the disk full, or the file read-only?"),
            ) from error
        except BaseException:
            self.roll_back()
            raise
        self._forget()
        self._end()
        changes = self._changes
        return ChangeSet(
            ActId(""),
            MERGE,
            Handle(""),
            None,
            tuple(c for c in changes if c.old is None),
            tuple(c for c in changes if c.old is not None and c.new is not None),
            tuple(c for c in changes if c.new is None),
            tuple(self._replaced),
        )

    def roll_back(self) -> None:
        """Leave everything as it was before."""
        if not self._under_way:
            return
        if self._tables.connection.in_transaction:
            self._execute("ROLLBACK")
        self._log.return_to(self._before)
        self._tables.reading.forget_referents()
        self._end()

    def _forget(self) -> None:
        """Have everything read again that others keep in memory."""
        self._tables.reading.forget_referents()
        self._tables.reading.read_scheme()
        self._tables.history.forget()

    def _end(self) -> None:
        self._under_way = False
        self._execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        self._tables.door.release()


def _turn(home: RecordKey) -> tuple[bool, bool, str, str]:
    """Documents before their zones, and zones before the sets whose relations may name them."""
    return (home.kind not in _FIRST, home.set_name is not None, home.kind, home.name)


def _standing(revisions: Iterable[Revision], home: RecordKey) -> Standing:
    """The row that stands for each record of a home, erasures among them.

    Args:
        revisions: In the order of the log.
        home: A record, or a whole set.
    """
    standing: Standing = {}
    for revision in revisions:
        if revision.key.kind is not RecordKind.SET:
            standing[revision.key] = (revision, None if revision.body is None else orjson.loads(revision.body))
            continue
        listed: Mapping[RecordKey, Table] = dict(records_in(revision))
        for key in [key for key in standing if key.kind in IN_A_SET]:
            standing[key] = (revision, listed.get(key))
        standing.update((key, (revision, table)) for key, table in listed.items())
    return {key: found for key, found in standing.items() if key.kind in IN_A_SET or key == home}


def _contradiction(row: Row) -> MergeRefused:
    replica, seq, author, record = itemgetter(0, 1, 3, 10)(row)
    return MergeRefused(
        message(
            "row {seq} of {replica}, by {author}, on {record}, is here with another content: one of the two is damaged",
            seq=seq,
            replica=f"{replica % (1 << 64):016x}",
            author=author,
            record=record,
        )
    )
