"""When each set was first handed in, read from the log: what was corrected after it is told from what was handed in."""

from __future__ import annotations

import sqlite3
from typing import Final

import orjson

from annotator.model.changes import RecordKey, RecordKind
from annotator.model.identity import ActId, DocumentId, SetName
from annotator.model.workflow import Status
from annotator.store.history import History
from annotator.store.revisions import name_range
from annotator.store.rows import key_named

_HANDED_IN: Final = f'"status":"{Status.SUBMITTED}"'.encode()
"""In the body of a header, or in that of a whole set; the value decides, for an answer may read so too."""


def first_submissions(connection: sqlite3.Connection, history: History) -> dict[tuple[DocumentId, SetName], ActId]:
    """The acts by which sets were handed in first, of those sets that were written into since.

    A submission that was taken back by undo is none.

    Args:
        connection: Of one open corpus file.
        history: Knows which acts were taken back.
    """
    rows = connection.execute(
        "SELECT kind, record, act, body, lamport, replica, seq FROM revision "
        "WHERE kind IN ('header', 'set') AND body IS NOT NULL AND instr(body, ?) ORDER BY lamport, replica, seq",
        (_HANDED_IN,),
    ).fetchall()
    known: set[tuple[DocumentId, SetName]] = set()
    found: dict[tuple[DocumentId, SetName], ActId] = {}
    for kind, record, act, body, *place in rows:
        key = key_named(kind, record)
        if key.document is None or key.set_name is None or (key.document, key.set_name) in known:
            continue
        table = orjson.loads(body)
        header = table["header"] if key.kind is RecordKind.SET else table
        if header is None or header["status"] != Status.SUBMITTED or history.undone(act):
            continue
        known.add((key.document, key.set_name))
        borders = name_range(RecordKey(RecordKind.SET, key.document, key.set_name))
        later = connection.execute(
            "SELECT 1 FROM revision WHERE record >= ? AND record < ? AND kind <> 'header' AND act <> ? "
            "AND (lamport, replica, seq) > (?, ?, ?) LIMIT 1",
            (*borders, act, *place),
        )
        if later.fetchone() is not None:
            found[key.document, key.set_name] = act
    return found
