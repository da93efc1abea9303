"""What the log says about many records, read at once: all rows that bear on each, and what stood before some row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from heapq import merge
from typing import Final, TypeAlias

import orjson

from annotator.model.changes import RecordKey, RecordKind, Revision
from annotator.store.revisions import Log, order, records_in, set_of
from annotator.store.rows import Table

_MANY: Final = 16
"""From so many records of a set on, all rows of the set are read: about where both cost the same."""

_Place: TypeAlias = tuple[int, int, int]


class Bearing:
    """The rows that bear on some records, as ``Log.of_record`` tells them of one.

    Args:
        log: The log.
        keys: The records, whole sets among them.
    """

    def __init__(self, log: Log, keys: Collection[RecordKey]) -> None:
        self._log = log
        self._listed: dict[_Place, Mapping[RecordKey, Table]] = {}
        self._rows: dict[RecordKey, list[Revision]] = {}
        of_sets: dict[RecordKey, list[RecordKey]] = defaultdict(list)
        for key in keys:
            whole = set_of(key)
            if whole is not None:
                of_sets[whole].append(key)
        for whole, members in of_sets.items():
            if len(members) >= _MANY:
                self._read_set(whole, members)

    def of(self, key: RecordKey) -> list[Revision]:
        """All rows that bear on a record, or on the records of a set together, in the order of the log."""
        rows = self._rows.get(key)
        if rows is None:
            rows = self._rows[key] = self._log.of_record(key)
        return rows

    def standing(self, key: RecordKey, revisions: Iterable[Revision]) -> Table | None:
        """What some of the rows that bear on one record say of it; None where it is erased, or not there.

        The greatest row decides, one of the whole set as well.
        """
        last = max(revisions, key=order, default=None)
        if last is None or last.body is None:
            return None
        if last.key.kind is not RecordKind.SET:
            table: Table = orjson.loads(last.body)
            return table
        place = order(last)
        if place not in self._listed:
            self._listed[place] = dict(records_in(last))
        return self._listed[place].get(key)

    def _read_set(self, whole: RecordKey, members: Iterable[RecordKey]) -> None:
        own: dict[RecordKey, list[Revision]] = {key: [] for key in members}
        of_all = self._log.of_members(whole, own)
        for key, rows in own.items():
            # Both are in the order of the log already.
            self._rows[key] = list(merge(rows, of_all, key=order)) if of_all else rows


def before(revisions: Iterable[Revision], first: Revision) -> list[Revision]:
    """Those of the rows that come before one in the order of the log."""
    begins = order(first)
    return [revision for revision in revisions if order(revision) < begins]
