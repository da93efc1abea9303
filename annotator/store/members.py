"""Which annotations the relations of a set name, kept in memory: a key need not look through all of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from annotator.model.identity import AnnotationId
from annotator.store.rows import dumps


class Members:
    """The ids that the relations of one annotation set name, or have named.

    Belongs to the state tables, which tell it of every relation that they write. It knows the set that was asked for
    last, as bytes to be searched: a new annotation is named by none, and that is known without reading a row.

    Args:
        execute: Of the one connection of the file.
    """

    __slots__ = ("_execute", "_owner", "_roles")

    def __init__(self, execute: Callable[..., sqlite3.Cursor]) -> None:
        self._execute = execute
        self._owner: int | None = None
        self._roles = bytearray()

    def may_name(self, owner: int, annotation: AnnotationId) -> bool:
        """Whether a relation of a set may name an annotation; where it says no, none does."""
        if owner != self._owner:
            rows = self._execute("SELECT roles FROM relation WHERE owner = ?", (owner,)).fetchall()
            self._owner, self._roles = owner, bytearray(b"".join(roles for (roles,) in rows))
        return dumps(annotation) in self._roles

    def learn(self, owner: int, roles: bytes) -> None:
        """A relation of a set is written. What is erased, or rolled back, is still said to be possible."""
        if owner == self._owner:
            self._roles += roles

    def forget(self) -> None:
        """A whole set was written: read again when next asked."""
        self._owner, self._roles = None, bytearray()
