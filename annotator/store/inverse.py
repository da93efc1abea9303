"""The inverse of an act, read from the log: what was there before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from annotator.model.annotated import AnnotationSet
from annotator.model.annotation import Annotation
from annotator.model.changes import RecordKey, RecordKind, Revision, Value
from annotator.model.errors import UndoRefused, message
from annotator.model.history import ActSummary
from annotator.model.identity import DocumentId, SetName
from annotator.model.relation import Relation
from annotator.store.act import Act
from annotator.store.bearing import Bearing, before
from annotator.store.revisions import Log, gesture_said, project
from annotator.store.rows import value_of
from annotator.store.state import State
from annotator.store.undo import groups, trail

_InSets: TypeAlias = Mapping[tuple[DocumentId, SetName], Mapping[RecordKey, Annotation | None]]


@dataclass(frozen=True, slots=True)
class Inverse:
    """An act to be taken back; nothing stands in its way.

    Attributes:
        gesture: The gesture of the act.
        wholes: Sets that it wrote as a whole, with the rows that say what was in them before.
        annotations: What each annotation that it wrote was before, by document and set; None: it was not there.
        others: The same of all other records.
    """

    gesture: str
    wholes: Mapping[RecordKey, list[Revision]]
    annotations: _InSets
    others: Mapping[RecordKey, Value | None]

    def apply(self, act: Act) -> None:
        """Put everything back as it was before."""
        for key, rows in self.wholes.items():
            _restore_set(act, key, rows)
        for (document, set_name), values in self.annotations.items():
            act.restore_annotations(values, document=document, set_name=set_name)
        for key, value in self.others.items():
            act.restore(key, value)


def inverted(summary: ActSummary, log: Log, state: State) -> Inverse:
    """The inverse of an act.

    Raises:
        UndoRefused: If it is undone already, or another act has changed since what it wrote; says whose and which.
    """
    if summary.undone:
        raise UndoRefused(message("“{gesture}” is undone already.", gesture=gesture_said(summary.gesture)))
    rows = log.of_act(summary.act)
    keys = tuple(groups(rows))
    bearing = Bearing(log, keys)
    for key in keys:
        _ensure_undoable(summary, key, bearing.of(key))
    wholes: dict[RecordKey, list[Revision]] = {}
    annotations: dict[tuple[DocumentId, SetName], dict[RecordKey, Annotation | None]] = defaultdict(dict)
    others: dict[RecordKey, Value | None] = {}
    for key in keys:
        earlier = before(bearing.of(key), rows[0])
        if key.kind is RecordKind.SET:
            wholes[key] = earlier
            continue
        table = bearing.standing(key, earlier)
        text = "" if table is None else state.text(table["text_sha256"]) if key.kind is RecordKind.DOCUMENT else ""
        value = None if table is None else value_of(key, table, text or "")
        if key.kind is RecordKind.ANNOTATION and key.document is not None and key.set_name is not None:
            annotations[key.document, key.set_name][key] = value if isinstance(value, Annotation) else None
        else:
            others[key] = value
    return Inverse(summary.gesture, wholes, annotations, others)


def _ensure_undoable(summary: ActSummary, key: RecordKey, rows: list[Revision]) -> None:
    # Nothing came after it: what it left stands.
    if rows[-1].act != summary.act:
        followed = trail(rows, summary.act)
        if followed is not None and followed.after != followed.now:
            raise _refused(summary, followed.last)
    if key.kind is RecordKind.SCHEME and rows[0].act == summary.act:
        raise UndoRefused(message("The corpus began with this act; it cannot be undone."))


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
