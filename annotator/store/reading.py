"""Reading a corpus: lists of documents, annotated documents, and all of them in a stream."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Final, TypeAlias

import orjson

from annotator.model.annotated import AnnotatedDocument, AnnotationSet, SchemeRef
from annotator.model.annotation import Annotation
from annotator.model.document import Document, DocumentSummary
from annotator.model.identity import DocumentId, ReferentId, SetName
from annotator.model.referent import Referent
from annotator.model.relation import Relation
from annotator.model.scheme import Scheme
from annotator.model.workflow import Status
from annotator.store.rows import Row, dumps
from annotator.store.state import State, document_of_row, header_of_row
from annotator.store.tally import seen, tally, total

# A set is there when somebody wrote its header, or anything into it.
_VISIBLE: Final = "(s.status IS NOT NULL OR EXISTS (SELECT 1 FROM annotation a WHERE a.owner = s.key))"
# Two scans in the order of the file and a sort of our own: a join in the order of ids jumps about in it.
_HEADS: Final = "SELECT id, title, outlet, published, key FROM document WHERE text IS NOT NULL"
_TALLIES: Final = "SELECT document, name, status, counts FROM annotation_set WHERE counts IS NOT NULL"
_PLACES: Final = (
    "SELECT d.id, d.key, s.name, s.key "
    f"FROM document d LEFT JOIN annotation_set s ON s.document = d.key AND {_VISIBLE} WHERE d.text IS NOT NULL"
)
_AMONG: Final = "(SELECT value FROM json_each(?))"
_DOCUMENTS: Final = (
    f'SELECT key, id, text, meta, split, "group" FROM document WHERE text IS NOT NULL AND key IN {_AMONG}'
)
_HEADERS: Final = (
    "SELECT key, name, counts, status, layers_done, guideline, scheme, scheme_version "
    f"FROM annotation_set WHERE key IN {_AMONG}"
)
_TEXT: Final = "SELECT text, sha256 FROM text WHERE key = ?"
_PLACES_AT_ONCE: Final = 32
_ANNOTATIONS_AT_ONCE: Final = 1000
"""So much of a stream is read ahead: a question to SQLite costs as much as ten rows, but memory stays what it was."""


_STATUSES: Final = {status.value: status for status in Status}


Seen: TypeAlias = Callable[[DocumentId, SetName], bool]
"""Whether to speak of a set of a document."""


class Reading:
    """What can be read of one open corpus file.

    Args:
        connection: The one connection of the file; the corpus owns it.
        state: Its state tables.
        scheme: The scheme of the corpus.
    """

    def __init__(self, connection: sqlite3.Connection, state: State, scheme: Scheme) -> None:
        self._execute = connection.execute
        self._executemany = connection.executemany
        self._state = state
        self._referents: dict[ReferentId, Referent] | None = None
        self.scheme = scheme

    def forget_referents(self) -> None:
        """Read the referents again when they are next asked for."""
        self._referents = None

    def read_scheme(self) -> None:
        """Take up the scheme that was written."""
        self.scheme = self._state.scheme() or self.scheme

    def referents(self) -> dict[ReferentId, Referent]:
        """All referents, by id; kept until one is written."""
        if self._referents is None:
            self._referents = self._state.referents()
        return self._referents

    def documents(
        self, set_name: SetName | None, *, only: DocumentId | None = None, seen: Seen | None = None
    ) -> list[DocumentSummary]:
        """Summaries sorted by id; counts over all sets, over those that are seen, or over the one."""
        self._count_again()
        if only is None:
            heads = self._execute(_HEADS).fetchall()
            rows = self._execute(_TALLIES).fetchall()
        else:
            heads = self._execute(f"{_HEADS} AND id = ?", (only,)).fetchall()
            rows = self._execute(f"{_TALLIES} AND document = ?", (heads[0][4] if heads else None,)).fetchall()
        heads.sort(key=itemgetter(0))
        rows.sort(key=itemgetter(1))
        if seen is not None:
            ids = {key: document for document, *_, key in heads}
            rows = [row for row in rows if row[0] in ids and seen(ids[row[0]], row[1])]
        return _summaries(heads, rows, set_name)

    def statuses(self, document: DocumentId, *, seen: Seen | None = None) -> dict[SetName, Status]:
        """The sets of a document, or those of them that are seen, with their statuses; sorted by name."""
        rows = self._execute(
            "SELECT s.name, s.status FROM document d JOIN annotation_set s ON s.document = d.key "
            f"WHERE d.id = ? AND d.text IS NOT NULL AND {_VISIBLE} ORDER BY s.name",
            (document,),
        )
        return {
            name: Status.IN_PROGRESS if status is None else _STATUSES[status]
            for name, status in rows
            if seen is None or seen(document, name)
        }

    def summary(
        self, document: DocumentId, counts: Mapping[str, int], *, seen: Seen | None = None
    ) -> DocumentSummary | None:
        """The summary of a document whose counts are known already; None where it is not there."""
        head = self._execute(f"{_HEADS} AND id = ?", (document,)).fetchone()
        if head is None:
            return None
        identifier, title, outlet, published, _key = head
        return DocumentSummary(identifier, title, outlet, published, self.statuses(document, seen=seen), counts)

    def annotated(self, document: Document, set_name: SetName | None) -> AnnotatedDocument:
        """A document with one of its sets, or with none."""
        owner = self._state.document_key(document.id)
        zones = tuple(self._state.annotations("zone", owner or 0))
        set_key = None if set_name is None else self._state.set_key(document.id, set_name)
        if set_name is None or set_key is None:
            return self._without_set(document, zones)
        header = self._state.header(document.id, set_name)
        annotations = self._state.annotations("annotation", set_key)
        if header is None and not annotations:
            return self._without_set(document, zones)
        return self._with_set(
            document, zones, header or self._default_header(set_name), annotations, self._state.relations(set_key)
        )

    def every(
        self, sets: Collection[SetName] | None, documents: Collection[DocumentId] | None
    ) -> Iterator[AnnotatedDocument]:
        """All annotated documents, one in memory at a time, sorted by document id and set name."""
        # No cursor stays open, so that others may write between two documents. Two numbers for each place, for there
        # may be a hundred thousand.
        places = array("q")
        for document_id, key, name, set_key in self._execute(f"{_PLACES} ORDER BY d.id, s.name"):
            if (documents is None or document_id in documents) and (sets is None or name in sets):
                places.extend((key, set_key or 0))
        for first in range(0, len(places), 2 * _PLACES_AT_ONCE):
            some = places[first : first + 2 * _PLACES_AT_ONCE]
            yield from self._records(list(zip(some[::2], some[1::2], strict=True)))

    def _records(self, places: Sequence[tuple[int, int]]) -> Iterator[AnnotatedDocument]:
        """The records of some places, each the number of a document and of its set, or 0 for none."""
        heads = {key: row for key, *row in self._execute(_DOCUMENTS, (str([key for key, _ in places]),))}
        headers = {key: row for key, *row in self._execute(_HEADERS, (str([key for _, key in places]),))}
        last = None
        for part in _parts(places, {key: _size(counts) for key, (_name, counts, *_) in headers.items()}):
            zones = self._state.annotations_of("zone", {key for key, _ in part})
            annotations = self._state.annotations_of("annotation", [key for _, key in part])
            relations = self._state.relations_of([key for _, key in part])
            for key, set_key in part:
                if key not in heads:
                    continue
                if key != last:
                    document_id, text_key, *known = heads[key]
                    document = document_of_row((document_id, *self._execute(_TEXT, (text_key,)).fetchone(), *known))
                    last = key
                zones_here = tuple(zones.get(key, ()))
                if not set_key:
                    yield self._without_set(document, zones_here)
                    continue
                name, _counts, *header_row = headers[set_key]
                header = header_of_row(name, tuple(header_row)) or self._default_header(name)
                yield self._with_set(
                    document, zones_here, header, annotations.get(set_key, []), relations.get(set_key, [])
                )

    def documents_naming(self, referents: Collection[ReferentId]) -> tuple[DocumentId, ...]:
        """The documents in which an annotation of any set names one of the referents, by id."""
        asked = ", ".join("?" * len(referents))
        rows = self._execute(
            "SELECT DISTINCT d.id FROM annotation a JOIN annotation_set s ON s.key = a.owner "
            "JOIN document d ON d.key = s.document "
            f"WHERE a.referent IS NOT NULL AND a.referent IN ({asked}) AND d.text IS NOT NULL ORDER BY d.id",
            tuple(referents),
        )
        return tuple(document for (document,) in rows)

    def mention_counts(self) -> list[tuple[ReferentId, DocumentId, SetName, int]]:
        """How many annotations of each set of each document name each referent."""
        rows = self._execute(
            "SELECT a.referent, d.id, s.name, count(*) FROM annotation a JOIN annotation_set s ON s.key = a.owner "
            "JOIN document d ON d.key = s.document WHERE a.referent IS NOT NULL AND d.text IS NOT NULL "
            "GROUP BY a.referent, d.id, s.name"
        )
        return rows.fetchall()

    def set_names(self, document: DocumentId | None = None) -> tuple[SetName, ...]:
        """Names of the sets of one document or of all, sorted."""
        # Two queries: one with "?1 IS NULL OR" would go through all documents for the sets of one.
        one, values = ("", ()) if document is None else ("d.id = ? AND", (document,))
        rows = self._execute(
            "SELECT DISTINCT s.name FROM document d JOIN annotation_set s ON s.document = d.key "
            f"WHERE {one} d.text IS NOT NULL AND {_VISIBLE} ORDER BY s.name",
            values,
        )
        return tuple(name for (name,) in rows)

    def set_names_ever(self, document: DocumentId) -> tuple[SetName, ...]:
        """Names of all sets of a document that anything was ever written into, sorted."""
        rows = self._execute(
            "SELECT s.name FROM document d JOIN annotation_set s ON s.document = d.key WHERE d.id = ? ORDER BY s.name",
            (document,),
        )
        return tuple(name for (name,) in rows)

    # Helpers.

    def _without_set(self, document: Document, zones: tuple[Annotation, ...]) -> AnnotatedDocument:
        return AnnotatedDocument(document, zones, None, (), (), self._referents_of(zones), self._scheme_ref())

    def _with_set(
        self,
        document: Document,
        zones: tuple[Annotation, ...],
        header: AnnotationSet,
        annotations: list[Annotation],
        relations: list[Relation],
    ) -> AnnotatedDocument:
        if relations:
            relations = seen(relations, {a.id for a in annotations} | {z.id for z in zones})
        return AnnotatedDocument(
            document,
            zones,
            header,
            tuple(annotations),
            tuple(relations),
            self._referents_of((*zones, *annotations)),
            header.scheme,
        )

    def _referents_of(self, annotations: Iterable[Annotation]) -> tuple[Referent, ...]:
        named = {a.referent for a in annotations}
        named.discard(None)
        if not named:
            return ()
        known = self.referents()
        return tuple(known[r] for r in sorted(r for r in named if r is not None) if r in known)

    def _scheme_ref(self) -> SchemeRef:
        return SchemeRef(self.scheme.name, self.scheme.version)

    def _default_header(self, name: SetName) -> AnnotationSet:
        """What stands for the header of a set that has annotations and no header: work that has begun."""
        return AnnotationSet(name, Status.IN_PROGRESS, (), None, self._scheme_ref())

    def _count_again(self) -> None:
        """Bring the stored counts of sets up to date that were edited since they were last asked for."""
        stale = self._execute(
            f"SELECT s.key, s.document FROM annotation_set s WHERE s.counts IS NULL AND {_VISIBLE}"
        ).fetchall()
        counted = []
        for key, document in stale:
            marks = self._state.marks("annotation", key)
            known = {mark for _, mark, _ in marks} | {zone for _, zone, _ in self._state.marks("zone", document)}
            counts = tally(marks, seen(self._state.relations(key), known))
            counted.append((dumps(counts), key))
        if counted:
            # A savepoint is a transaction of its own, and a part of an act where one is under way.
            self._execute("SAVEPOINT counting")
            self._executemany("UPDATE annotation_set SET counts = ? WHERE key = ?", counted)
            self._execute("RELEASE counting")


def _summaries(heads: Iterable[Row], tallies: Iterable[Row], set_name: SetName | None) -> list[DocumentSummary]:
    """Rows of ``_HEADS`` with their rows of ``_TALLIES``."""
    sets: dict[int, tuple[dict[SetName, Status], list[dict[str, int]]]] = {}
    for key, name, status, counts in tallies:
        statuses, counted = sets.setdefault(key, ({}, []))
        statuses[name] = Status.IN_PROGRESS if status is None else _STATUSES[status]
        if set_name is None or set_name == name:
            counted.append(orjson.loads(counts))
    result = []
    for document, title, outlet, published, key in heads:
        statuses, counted = sets.get(key, ({}, []))
        counts = counted[0] if len(counted) == 1 else total(counted)
        result.append(DocumentSummary(document, title, outlet, published, statuses, counts))
    return result


def _size(counts: bytes | None) -> int:
    """About how many records a set has; one whose counts are not known is read alone."""
    return _ANNOTATIONS_AT_ONCE if counts is None else sum(orjson.loads(counts).values())


def _parts(places: Sequence[tuple[int, int]], sizes: Mapping[int, int]) -> Iterator[list[tuple[int, int]]]:
    """The places in parts that are not too large to be read at once."""
    part: list[tuple[int, int]] = []
    size = 0
    for place in places:
        more = sizes.get(place[1], 0)
        if part and size + more > _ANNOTATIONS_AT_ONCE:
            yield part
            part, size = [], 0
        part.append(place)
        size += more
    if part:
        yield part
