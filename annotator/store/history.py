"""Who did what when, read from the log; and what each person can undo in a document."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from typing import Any, Final

import orjson

from annotator.model.changes import RecordKey, RecordKind
from annotator.model.errors import NotFound, message
from annotator.model.history import ActSummary, Worked
from annotator.model.identity import ActId, DocumentId, SetName
from annotator.store.revisions import Log, name_range
from annotator.store.rows import key_named
from annotator.store.undo import ActHead, Stacks

_KEPT_STACKS: Final = 64
"""Documents whose stacks stay in memory; more than anybody has open at once."""

_ABOUT_SETS: Final = orjson.dumps([RecordKind.COMMENT, RecordKind.DECISION, RecordKind.DISMISSAL]).decode()
"""Remarks that may be about annotation sets."""

_HEADS: Final = """
SELECT act, author, undoes, max(kind IN ('set', 'document')) OR EXISTS (
    SELECT 1 FROM revision o WHERE o.act = revision.act AND (o.document <> ?1 OR o.kind = 'scheme'))
FROM revision WHERE record >= ?2 AND record < ?3 GROUP BY act ORDER BY lamport, replica
"""


class History:
    """What the log of one open corpus file tells about acts.

    Args:
        connection: The one connection of the file; the corpus owns it.
        log: Its log.
    """

    def __init__(self, connection: sqlite3.Connection, log: Log) -> None:
        self._execute = connection.execute
        self._log = log
        self._stacks: dict[DocumentId, Stacks] = {}
        self._extents: dict[ActId, tuple[tuple[DocumentId, ...], int]] = {}

    def stacks(self, document: DocumentId) -> Stacks:
        """What everybody can undo and redo in a document."""
        stacks = self._stacks.get(document)
        if stacks is None:
            if len(self._stacks) >= _KEPT_STACKS:
                self._stacks.clear()
            stacks = self._stacks[document] = Stacks()
            borders = name_range(RecordKey(RecordKind.DOCUMENT, document))
            for act, author, undoes, wider in self._execute(_HEADS, (document, *borders)).fetchall():
                stacks.feed(ActHead(act, author, undoes, not wider))
        return stacks

    def heard(self, head: ActHead, documents: frozenset[DocumentId]) -> None:
        """Take in an act that was just committed."""
        for document in documents:
            if document in self._stacks:
                self._stacks[document].feed(head)

    def forget(self) -> None:
        """Read the log anew: rows came in between, and acts may have got rows that were missing."""
        self._stacks.clear()
        self._extents.clear()

    def undone(self, act: ActId) -> bool:
        """Whether an act is out of effect: some act that took it back is itself in effect."""
        undoing = self._execute("SELECT DISTINCT act FROM revision WHERE undoes = ?", (act,)).fetchall()
        return any(not self.undone(other) for (other,) in undoing)

    def summary(self, act: ActId) -> ActSummary:
        """One act.

        Raises:
            NotFound: If the log has no such act.
        """
        row = self._execute("SELECT gesture, author, at, undoes FROM revision WHERE act = ? LIMIT 1", (act,)).fetchone()
        if row is None:
            raise NotFound(message("The history has no act “{act}”.", act=act))
        gesture, author, at, undoes = row
        documents, revisions = self._extent(act)
        return ActSummary(act, gesture, author, at, undoes, documents, revisions, self.undone(act))

    def summaries(
        self, document: DocumentId | None, limit: int | None, hidden: Collection[SetName] = ()
    ) -> list[ActSummary]:
        """Acts, the latest first: of one document or of the whole corpus.

        Args:
            document: None for the whole corpus.
            limit: At most so many.
            hidden: Sets of the document; acts that wrote only into these, or only remarks about them, are left out.
        """
        of_all = -1 if limit is None else limit
        if document is None:
            rows = self._execute(
                "SELECT DISTINCT act, lamport, replica FROM revision ORDER BY lamport DESC, replica DESC LIMIT ?",
                (of_all,),
            )
        else:
            borders = name_range(RecordKey(RecordKind.DOCUMENT, document))
            kept_out = [name_range(RecordKey(RecordKind.SET, document, name)) for name in hidden]
            rows = self._execute(
                "SELECT act FROM revision WHERE record >= ? AND record < ? "
                + "AND NOT (record >= ? AND record < ?) " * len(kept_out)
                + "AND (record, kind) NOT IN "
                + "(SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?)) "
                + "GROUP BY act ORDER BY lamport DESC, replica DESC LIMIT ?",
                (
                    *borders, *(border for pair in kept_out for border in pair),
                    orjson.dumps(self._remarks_about(document, hidden)).decode(), of_all,
                ),
            )  # fmt: skip
        return [self.summary(row[0]) for row in rows.fetchall()]

    def _remarks_about(self, document: DocumentId, sets: Collection[SetName]) -> list[tuple[str, str]]:
        """Names and kinds of all remarks in a document that are, or were, about one of these sets."""
        if not sets:
            return []
        rows = self._execute(
            "SELECT record, kind, body FROM revision WHERE record >= ? AND record < ? "
            "AND kind IN (SELECT value FROM json_each(?)) AND body IS NOT NULL",
            (*name_range(RecordKey(RecordKind.SET, document)), _ABOUT_SETS),
        )
        found: dict[tuple[str, str], None] = {}
        for record, kind, body in rows:
            table = orjson.loads(body)
            if not {table.get("set_name"), *table.get("sets", ())}.isdisjoint(sets):
                found[record, kind] = None
        return list(found)

    def worked(self) -> list[Worked]:
        """Every act on every document that is there, set by set, the oldest first."""
        rows = self._execute(
            "SELECT r.act, r.record, r.author, r.at, r.kind, r.body IS NULL FROM revision r "
            "JOIN document d ON d.id = r.document AND d.text IS NOT NULL ORDER BY r.lamport, r.replica, r.seq"
        )
        found: dict[tuple[str, str], list[Any]] = {}
        for act, record, author, at, kind, erased in rows:
            place = record.rpartition("/")[0]
            entry = found.setdefault((act, place), [author, at, 0, False])
            entry[2] += kind == RecordKind.ANNOTATION and not erased
            entry[3] |= kind == RecordKind.SET
        return [
            Worked(author, key.document, key.set_name, at, annotations, whole)
            for (_act, place), (author, at, annotations, whole) in found.items()
            if (key := key_named(RecordKind.HEADER, place + "/")).document is not None
        ]

    def _extent(self, act: ActId) -> tuple[tuple[DocumentId, ...], int]:
        """The documents and the number of rows of an act; an act never changes, so they are kept."""
        extent = self._extents.get(act)
        if extent is None:
            rows = self._execute("SELECT document, count(*) FROM revision WHERE act = ? GROUP BY document", (act,))
            counts = dict(rows.fetchall())
            extent = (tuple(sorted(d for d in counts if d is not None)), sum(counts.values()))
            self._extents[act] = extent
        return extent
