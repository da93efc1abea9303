"""Undo: which acts can be taken back, and what they left behind; all of it a pure function of the log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from annotator.model.changes import RecordKey, RecordKind, Revision
from annotator.model.identity import ActId, Handle
from annotator.store.revisions import IN_A_SET


@dataclass(frozen=True, slots=True)
class ActHead:
    """What the stacks need to know of an act.

    Attributes:
        act: The act.
        author: Who did it.
        undoes: The act that it takes back, or None.
        textual: Whether it touches this one document and nothing in bulk, so that Ctrl+Z may take it back.
    """

    act: ActId
    author: Handle
    undoes: ActId | None
    textual: bool


@dataclass(slots=True)
class Stacks:
    """What everybody can undo and redo in one document, fed with its acts in the order of the log.

    An undo takes an act out of effect, and can itself be undone: that puts it back, and so on. An act is done or undone
    by the last word in its chain of undoings.
    """

    _heads: dict[ActId, ActHead] = field(default_factory=dict)
    _undo: dict[Handle, list[ActId]] = field(default_factory=dict)
    _redo: dict[Handle, list[ActId]] = field(default_factory=dict)

    def feed(self, head: ActHead) -> None:
        """Take in the next act."""
        self._heads[head.act] = head
        if head.undoes is None:
            if head.textual:
                self._undo.setdefault(head.author, []).append(head.act)
                self._redo.pop(head.author, None)
            return
        first, undoings = self._chain(head)
        _take_out(self._redo.values(), head.undoes)
        _take_out(self._undo.values(), first.act)
        if not first.textual:
            return
        if undoings % 2:
            self._redo.setdefault(head.author, []).append(head.act)
        else:
            self._undo.setdefault(first.author, []).append(first.act)

    def undoable(self, author: Handle) -> ActId | None:
        """The act that Ctrl+Z takes back."""
        stack = self._undo.get(author)
        return stack[-1] if stack else None

    def redoable(self, author: Handle) -> ActId | None:
        """The undoing that redo takes back."""
        stack = self._redo.get(author)
        return stack[-1] if stack else None

    def _chain(self, head: ActHead) -> tuple[ActHead, int]:
        """The act at the bottom of a chain of undoings, and how many undoings stand on it."""
        undoings = 0
        while head.undoes is not None and head.undoes in self._heads:
            head = self._heads[head.undoes]
            undoings += 1
        return head, undoings


def _take_out(stacks: Iterable[list[ActId]], act: ActId) -> None:
    for stack in stacks:
        if act in stack:
            stack.remove(act)


@dataclass(frozen=True, slots=True)
class Standing:
    """Whose value every record of a set has: of all together, but for some.

    Attributes:
        base: The act whose revision of the whole set stands, or None.
        single: The records that another act wrote after it.
    """

    base: ActId | None = None
    single: Mapping[RecordKey, ActId | None] = field(default_factory=dict)

    def of(self, key: RecordKey) -> ActId | None:
        """The act whose value a record has; None where it is as before all acts."""
        return self.single.get(key, self.base)


@dataclass(frozen=True, slots=True)
class Trail:
    """What an act did to a record or a set, and what became of it.

    Attributes:
        after: Whose values stood right after the act.
        now: Whose values stand now.
        last: The last row that wrote there, by whatever act.
    """

    after: Standing
    now: Standing
    last: Revision


def trail(revisions: Iterable[Revision], act: ActId) -> Trail | None:
    """Follow an act through all rows about a record or a set; None where it has none there.

    A plain act writes values of its own; an undoing puts back those that stood before the act which it undoes. So an
    act can be undone where the values that it left stand, whatever was done and undone between.

    Args:
        revisions: All rows about one record, or about all records of one set, in the order of the log.
        act: The act to follow.
    """
    now = Standing()
    before: dict[ActId, Standing] = {}
    after = None
    last = None
    for row in revisions:
        before.setdefault(row.act, now)
        earlier = None if row.undoes is None else before.get(row.undoes)
        if row.key.kind is RecordKind.SET:
            now = Standing(row.act) if earlier is None else earlier
        else:
            source = row.act if earlier is None else earlier.of(row.key)
            single = {**now.single, row.key: source}
            if source == now.base:
                del single[row.key]
            now = Standing(now.base, single)
        last = row
        if row.act == act:
            after = now
    return None if after is None or last is None else Trail(after, now, last)


def groups(revisions: Iterable[Revision]) -> Iterator[RecordKey]:
    """What an act touched, to be put back one by one: whole sets where it wrote whole sets, else single records."""
    keys = dict.fromkeys(row.key for row in revisions)
    whole = {(key.document, key.set_name) for key in keys if key.kind is RecordKind.SET}
    for key in keys:
        if key.kind not in IN_A_SET or (key.document, key.set_name) not in whole:
            yield key
