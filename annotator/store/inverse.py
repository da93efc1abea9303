"""The inverse of an act, read from the log: what was there before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.model.annotated import AnnotationSet
from annotator.model.annotation import Annotation
from annotator.model.changes import RecordKey, RecordKind, Revision
from annotator.model.errors import UndoRefused, message
from annotator.model.history import ActSummary
from annotator.model.relation import Relation
from annotator.store.act import Act
from annotator.store.revisions import Log, gesture_said, order, project
from annotator.store.rows import value_of
from annotator.store.state import State
from annotator.store.undo import groups, trail


@dataclass(frozen=True, slots=True)
class Inverse:
    """An act to be taken back; nothing stands in its way.

    Attributes:
        gesture: The gesture of the act.
        first: Its first row.
        keys: What to put back: sets that it wrote as a whole, and single records.
    """

    gesture: str
    first: Revision
    keys: tuple[RecordKey, ...]
    log: Log
    state: State

    def apply(self, act: Act) -> None:
        """Put everything back as it was before."""
        for key in self.keys:
            before = [r for r in self.log.of_record(key) if order(r) < order(self.first)]
            if key.kind is RecordKind.SET:
                _restore_set(act, key, before)
            else:
                self._restore(act, key, before)

    def _restore(self, act: Act, key: RecordKey, before: Iterable[Revision]) -> None:
        table = project(before).get(key)
        text = "" if table is None else self.state.text(table.get("text_sha256", "")) or ""
        act.restore(key, None if table is None else value_of(key, table, text))


def inverted(summary: ActSummary, log: Log, state: State) -> Inverse:
    """The inverse of an act.

    Raises:
        UndoRefused: If it is undone already, or another act has changed since what it wrote; says whose and which.
    """
    if summary.undone:
        raise UndoRefused(message("“{gesture}” is undone already.", gesture=gesture_said(summary.gesture)))
    rows = log.of_act(summary.act)
    keys = tuple(groups(rows))
    for key in keys:
        followed = trail(log.of_record(key), summary.act)
        if followed is not None and followed.after != followed.now:
            raise _refused(summary, followed.last)
        if key.kind is RecordKind.SCHEME and log.of_record(key)[0].act == summary.act:
            raise UndoRefused(message("The corpus began with this act; it cannot be undone."))
    return Inverse(summary.gesture, rows[0], keys, log, state)


def _restore_set(act: Act, key: RecordKey, before: Iterable[Revision]) -> None:
    header: AnnotationSet | None = None
    annotations: list[Annotation] = []
    relations: list[Relation] = []
    for record, table in project(before).items():
        value = value_of(record, table)
        if isinstance(value, AnnotationSet):
            header = value
        elif isinstance(value, Annotation):
            annotations.append(value)
        elif isinstance(value, Relation):
            relations.append(value)
    act.restore_set(key, header=header, annotations=annotations, relations=relations)


def _refused(summary: ActSummary, later: Revision) -> UndoRefused:
    return UndoRefused(
        message(
            "“{gesture}” cannot be undone: {author} has changed the same place since (“{later}”, {act}).",
            gesture=gesture_said(summary.gesture),
            author=later.author,
            later=gesture_said(later.gesture),
            act=later.act,
        ),
        message("Undo that first, from History."),
    )
