"""What stood at an earlier time, read from the log: a document after an act, and what an act changed."""

from __future__ import annotations

from collections.abc import Iterable

import orjson

from annotator.model.annotated import AnnotatedDocument, AnnotationSet, SchemeRef
from annotator.model.annotation import Annotation
from annotator.model.changes import Change, RecordKey, RecordKind, Revision, Value
from annotator.model.document import Document
from annotator.model.errors import NotFound, message
from annotator.model.identity import ActId, AnnotationId, DocumentId, SetName
from annotator.model.relation import Relation
from annotator.model.workflow import Status
from annotator.store.bearing import Bearing
from annotator.store.revisions import Log, order, project
from annotator.store.rows import Table, value_of
from annotator.store.state import State
from annotator.store.tally import seen
from annotator.store.undo import groups


class Past:
    """The log of one open corpus file, read as it stood after an act.

    The time is that of the log: what the act knew of, and nothing that comes after it in the order of revisions.
    Rows of whole sets count as revisions of every record in them, as everywhere.

    Args:
        log: The log.
        state: Knows the texts.
    """

    def __init__(self, log: Log, state: State) -> None:
        self._log = log
        self._state = state

    def annotated(self, document: DocumentId, set_name: SetName, act: ActId, *, scheme: SchemeRef) -> AnnotatedDocument:
        """A document with one of its sets as they stood right after an act; without a set where it had none.

        Args:
            document: Which.
            set_name: Which set.
            act: Any act of the corpus.
            scheme: The scheme of the corpus, for a set without a header.

        Raises:
            NotFound: If the log has no such act, or the document was not there then.
        """
        last = self._log.last_of_act(act)
        if last is None:
            raise _no_act(act)
        records = self._values(self._log.of_set(document, set_name, until=last))
        article = records.get(RecordKey(RecordKind.DOCUMENT, document))
        if not isinstance(article, Document):
            raise NotFound(message("The corpus had no document “{id}” then.", id=document))
        zones, annotations, relations = [], [], []
        header: AnnotationSet | None = None
        for key, value in records.items():
            if isinstance(value, Annotation) and key.set_name is None:
                zones.append(value)
            elif isinstance(value, Annotation) and key.set_name == set_name:
                annotations.append(value)
            elif isinstance(value, Relation) and key.set_name == set_name:
                relations.append(value)
            elif isinstance(value, AnnotationSet) and key.set_name == set_name:
                header = value
        if header is None and annotations:
            header = AnnotationSet(set_name, Status.IN_PROGRESS, (), None, scheme)
        named = {annotation.referent for annotation in (*zones, *annotations)}
        known = {id_: referent for id_, referent in self._state.referents().items() if id_ in named}
        return AnnotatedDocument(
            article,
            tuple(sorted(zones, key=lambda zone: zone.order)),
            header,
            tuple(sorted(annotations, key=lambda annotation: annotation.order)),
            tuple(sorted(seen(relations, {a.id for a in (*zones, *annotations)}), key=lambda r: r.id)),
            tuple(known[id_] for id_ in sorted(known)),
            header.scheme if header is not None else scheme,
        )

    def changes(self, act: ActId, *, document: DocumentId | None = None) -> list[Change]:
        """What an act changed, record by record, those of whole sets among them.

        Args:
            act: The act.
            document: Only what it changed in this document.

        Raises:
            NotFound: If the log has no such act.
        """
        rows = self._rows(act)
        first, last = min(map(order, rows)), max(map(order, rows))
        changes: list[Change] = []
        keys = [key for key in groups(rows) if document is None or key.document == document]
        bearing = Bearing(self._log, keys)
        for key in keys:
            earlier = [r for r in bearing.of(key) if order(r) < first]
            until = [r for r in bearing.of(key) if order(r) <= last]
            if key.kind is not RecordKind.SET:
                old, new = (bearing.standing(key, rows) for rows in (earlier, until))
                changes.append(Change(key, self._value_or_none(key, old), self._value_or_none(key, new)))
                continue
            before, after = self._values(earlier), self._values(until)
            changes += [Change(k, before.get(k), after.get(k)) for k in dict.fromkeys((*before, *after))]
        return [change for change in changes if change.old != change.new]

    def acts_about(self, document: DocumentId, set_name: SetName, annotation: AnnotationId) -> frozenset[ActId]:
        """Acts after which an annotation of a set, or a relation that names it, was another than before."""
        standing: dict[str, Table] = {}
        found: set[ActId] = set()
        for revision in self._log.about_annotation(document, set_name, annotation):
            kind, known = revision.key.kind, revision.key.id or ""
            if kind is RecordKind.SET:
                now = _about_it(revision, annotation)
            elif known == annotation or known in standing or _names(revision, annotation):
                now = {name: table for name, table in standing.items() if name != known}
                if revision.body is not None:
                    now[known] = orjson.loads(revision.body)
            else:
                continue
            if now != standing:
                found.add(revision.act)
            standing = {name: table for name, table in now.items() if name == annotation or _ties(table, annotation)}
        return frozenset(found)

    def _rows(self, act: ActId) -> list[Revision]:
        rows = self._log.of_act(act)
        if not rows:
            raise _no_act(act)
        return rows

    def _values(self, revisions: Iterable[Revision]) -> dict[RecordKey, Value]:
        return {key: self._value(key, table) for key, table in project(revisions).items()}

    def _value_or_none(self, key: RecordKey, table: Table | None) -> Value | None:
        return None if table is None else self._value(key, table)

    def _value(self, key: RecordKey, table: Table) -> Value:
        text = self._state.text(table["text_sha256"]) if key.kind is RecordKind.DOCUMENT else None
        return value_of(key, table, text or "")


def _no_act(act: ActId) -> NotFound:
    return NotFound(message("The history has no act “{act}”.", act=act))


def _about_it(revision: Revision, annotation: AnnotationId) -> dict[str, Table]:
    """What the revision of a whole set says of an annotation and of the relations that name it, by their ids."""
    if revision.body is None or annotation.encode() not in revision.body:
        return {}
    body = orjson.loads(revision.body)
    found = {table["id"]: table for table in body["annotations"] if table["id"] == annotation}
    found.update((table["id"], table) for table in body["relations"] if _ties(table, annotation))
    return found


def _names(revision: Revision, annotation: AnnotationId) -> bool:
    """Whether it is one of a relation that names the annotation, as far as its letters tell."""
    return revision.key.kind is RecordKind.RELATION and annotation.encode() in (revision.body or b"")


def _ties(table: Table, annotation: AnnotationId) -> bool:
    return any(annotation in members for members in table.get("roles", {}).values())
