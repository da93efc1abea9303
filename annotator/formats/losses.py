"""What an export left out, by kind and count, with the names of the records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

_MOST_NAMED: Final = 1000


@dataclass(frozen=True, slots=True)
class Loss:
    """One kind of thing that a format or a filter left out.

    Attributes:
        kind: What it is, such as ``overlapping``.
        count: How many.
        records: The first thousand, as ``document/set/id``.
    """

    kind: str
    count: int
    records: tuple[str, ...]


class Losses:
    """The loss report while an export runs."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._records: dict[str, list[str]] = {}

    def add(self, kind: str, *, document: str, set_name: str | None, record: str = "") -> None:
        """Note one thing that was left out.

        Args:
            kind: What it is.
            document: Its document.
            set_name: Its annotation set, or None.
            record: Its own id; empty for the document itself.
        """
        self._counts[kind] = self._counts.get(kind, 0) + 1
        named = self._records.setdefault(kind, [])
        if len(named) < _MOST_NAMED:
            named.append("/".join((document, set_name or "", record)))

    def add_all(self, kind: str, records: Sequence[str], *, document: str, set_name: str | None) -> None:
        """Note several records of one set that were left out; the same as ``add`` for each.

        Args:
            kind: What they are.
            records: Their own ids.
            document: Their document.
            set_name: Their annotation set, or None.
        """
        if not records:
            return
        self._counts[kind] = self._counts.get(kind, 0) + len(records)
        named = self._records.setdefault(kind, [])
        wanted = _MOST_NAMED - len(named)
        if wanted > 0:
            named += ["/".join((document, set_name or "", record)) for record in records[:wanted]]

    def report(self) -> tuple[Loss, ...]:
        """Every kind, by name."""
        return tuple(
            Loss(kind, self._counts[kind], tuple(self._records.get(kind, ()))) for kind in sorted(self._counts)
        )


def combined(*reports: tuple[Loss, ...]) -> tuple[Loss, ...]:
    """Several loss reports made one, each kind once.

    >>> combined((Loss("note", 1, ("d/s/a1",)),), (Loss("note", 2, ("d/s/a2", "d/s/a3")),))[0].count
    3
    """
    kinds: dict[str, Loss] = {}
    for loss in (loss for report in reports for loss in report):
        before = kinds.get(loss.kind, Loss(loss.kind, 0, ()))
        kinds[loss.kind] = Loss(loss.kind, before.count + loss.count, (before.records + loss.records)[:_MOST_NAMED])
    return tuple(kinds[kind] for kind in sorted(kinds))


def losses_table(losses: tuple[Loss, ...]) -> list[Mapping[str, Any]]:
    """The loss report as the manifest writes it."""
    return [{"kind": loss.kind, "count": loss.count, "records": list(loss.records)} for loss in losses]
