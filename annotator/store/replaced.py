"""Which documents and sets an act wrote in bulk, held tight: an import writes some hundred thousand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from annotator.model.changes import RecordKey, RecordKind
from annotator.model.identity import DocumentId, SetName

Shape: TypeAlias = tuple[tuple[RecordKind, SetName | None], ...]


class Replaced:
    """Keys of documents and sets, grouped by document in the order in which they came.

    Documents of which the same was written share one description of it, so that each costs a place in a dictionary and
    no more.
    """

    def __init__(self) -> None:
        self._of: dict[DocumentId | None, Shape] = {}
        self._shapes: dict[Shape, Shape] = {}
        self._remembered: int | None = None
        self._before: list[tuple[DocumentId | None, Shape]] = []

    def add(self, key: RecordKey) -> None:
        """Note one key."""
        part = (key.kind, key.set_name)
        known = self._of.get(key.document, ())
        if part in known:
            return
        if known and self._remembered is not None:
            self._before.append((key.document, known))
        shape = (*known, part)
        self._of[key.document] = self._shapes.setdefault(shape, shape)

    def keys(self) -> Iterator[RecordKey]:
        """All of them."""
        for document, shape in self._of.items():
            for kind, set_name in shape:
                yield RecordKey(kind, document, set_name)

    def __bool__(self) -> bool:
        return bool(self._of)

    def remember(self) -> None:
        """Begin what ``go_back`` takes back."""
        self._remembered = len(self._of)
        self._before.clear()

    def go_back(self) -> None:
        """Make it as it was when it was told to remember."""
        for document, shape in reversed(self._before):
            self._of[document] = shape
        while len(self._of) > (self._remembered or 0):
            self._of.popitem()
        self._before.clear()
