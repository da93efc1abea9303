"""Values as rows and as JSON: what the log and the state tables hold of them.

JSON bodies leave out what is as it is by default, and keep the order in which attributes and roles were given.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

import orjson

from annotator.model.annotated import AnnotationSet, SchemeRef
from annotator.model.annotation import MANUAL, Annotation
from annotator.model.annotator import Annotator, Role
from annotator.model.changes import RecordKey, RecordKind, Value
from annotator.model.comment import Comment
from annotator.model.decision import Decision
from annotator.model.dismissal import Dismissal
from annotator.model.document import Document, complete_meta
from annotator.model.errors import BugError
from annotator.model.identity import AnnotationId, DocumentId, Handle, ReferentId, RelationId, SetName
from annotator.model.referent import Referent
from annotator.model.relation import Relation
from annotator.model.scheme import Scheme, scheme_of
from annotator.model.span import Span
from annotator.model.workflow import Assignment, Status, Workflow
from annotator.store.remarks import key_of_remark, remark_of, remark_table

Table: TypeAlias = dict[str, Any]
"""A JSON object."""
Row: TypeAlias = tuple[Any, ...]

_KINDS: Final[Mapping[str, RecordKind]] = {kind.value: kind for kind in RecordKind}


def dumps(table: object) -> bytes:
    """JSON as the log holds it; dates of a TOML scheme become text."""
    return orjson.dumps(table, default=_plain)


def annotation_table(annotation: Annotation) -> Table:
    """An annotation as the log holds it."""
    table: Table = {
        "id": annotation.id,
        "layer": annotation.layer,
        "label": annotation.label,
        "fragments": [(span.start, span.end) for span in annotation.fragments],
    }
    if annotation.referent is not None:
        table["referent"] = annotation.referent
    return _with_remarks(table, annotation)


def relation_table(relation: Relation) -> Table:
    """A relation as the log holds it."""
    return _with_remarks({"id": relation.id, "type": relation.type, "roles": relation.roles}, relation)


def header_table(header: AnnotationSet) -> Table:
    """What is known about a set apart from its annotations, as the log holds it; the name stands in the key."""
    return {
        "status": header.status,
        "layers_done": header.layers_done,
        "guideline": header.guideline,
        "scheme": (header.scheme.name, header.scheme.version),
    }


def header_of(name: SetName, table: Mapping[str, Any]) -> AnnotationSet:
    """The header of ``header_table``."""
    scheme, version = table["scheme"]
    return AnnotationSet(
        name, Status(table["status"]), tuple(table["layers_done"]), table["guideline"], SchemeRef(scheme, version)
    )


def document_table(document: Document) -> Table:
    """A document as the log holds it: the text stands elsewhere, once, under its digest."""
    table: Table = {"text_sha256": document.text_sha256, "meta": document.meta}
    if document.split is not None:
        table["split"] = document.split
    if document.group is not None:
        table["group"] = document.group
    return table


def table_of(value: Value) -> Table:
    """A value as the log holds it."""
    match value:
        case Annotation():
            return annotation_table(value)
        case Relation():
            return relation_table(value)
        case AnnotationSet():
            return header_table(value)
        case Document():
            return document_table(value)
        case Referent():
            return _referent_table(value)
        case Annotator():
            return {"name": value.name} | ({} if value.role is Role.ANNOTATOR else {"role": value.role})
        case Scheme():
            return dict(value.table)
        case Workflow() | Assignment() | Comment() | Decision() | Dismissal():
            return remark_table(value)


def value_of(key: RecordKey, table: Table, text: str = "") -> Value:
    """The value that the log holds for a record.

    Args:
        key: The record; not a whole set.
        table: Its body.
        text: The text of the document, where the record is one.
    """
    match key.kind:
        case RecordKind.ANNOTATION | RecordKind.ZONE:
            return _annotation_of(table)
        case RecordKind.RELATION:
            return _relation_of(table)
        case RecordKind.HEADER:
            return header_of(SetName(key.set_name or ""), table)
        case RecordKind.DOCUMENT:
            return _document_of(DocumentId(key.document or ""), table, text)
        case RecordKind.REFERENT:
            return _referent_of(ReferentId(key.id), table)
        case RecordKind.ANNOTATOR:
            return Annotator(Handle(key.id), table["name"], Role(table.get("role", Role.ANNOTATOR)))
        case RecordKind.SCHEME:
            return scheme_of(table)
        case RecordKind.SET:
            raise BugError(f"a set has no single value: {key}")
        case _:
            return remark_of(key, table)


def key_for(value: Value, *, document: DocumentId | None = None, set_name: SetName | None = None) -> RecordKey:
    """Where a value lives; an annotation without a set is a zone.

    Raises:
        BugError: If the value belongs to a document or a set and none is given.
    """
    match value:
        case Document():
            return RecordKey(RecordKind.DOCUMENT, value.id)
        case Referent():
            return RecordKey(RecordKind.REFERENT, id=value.id)
        case Annotator():
            return RecordKey(RecordKind.ANNOTATOR, id=value.handle)
        case Scheme():
            return RecordKey(RecordKind.SCHEME)
        case Workflow() | Assignment() | Comment() | Decision() | Dismissal():
            return key_of_remark(value)
    if document is None:
        raise BugError(f"{type(value).__name__} needs a document")
    match value:
        case AnnotationSet():
            return RecordKey(RecordKind.HEADER, document, value.name)
        case Annotation():
            kind = RecordKind.ZONE if set_name is None else RecordKind.ANNOTATION
            return RecordKey(kind, document, set_name, value.id)
        case Relation() if set_name is not None:
            return RecordKey(RecordKind.RELATION, document, set_name, value.id)
    raise BugError("a relation needs an annotation set")


def key_named(kind: str, record: str) -> RecordKey:
    """The key whose kind and ``name`` a row of the log holds."""
    document, set_name, record_id = record.split("/")
    if "%" in record:
        document, set_name, record_id = map(_unescaped, (document, set_name, record_id))
    return RecordKey(
        _KINDS[kind], DocumentId(document) if document else None, SetName(set_name) if set_name else None, record_id
    )


def _unescaped(part: str) -> str:
    return part.replace("%2F", "/").replace("%25", "%")


def _plain(value: object) -> object:
    return dict(value) if isinstance(value, Mapping) else str(value)


def _with_remarks(table: Table, value: Annotation | Relation) -> Table:
    if value.attributes:
        table["attributes"] = value.attributes
    if value.note is not None:
        table["note"] = value.note
    if value.origin != MANUAL:
        table["origin"] = value.origin
    if value.unsure:
        table["unsure"] = True
    return table


def _annotation_of(table: Table) -> Annotation:
    referent = table.get("referent")
    return Annotation(
        AnnotationId(table["id"]),
        table["layer"],
        table["label"],
        tuple(Span(start, end) for start, end in table["fragments"]),
        table.get("attributes", {}),
        None if referent is None else ReferentId(referent),
        table.get("note"),
        table.get("origin", MANUAL),
        table.get("unsure", False),
    )


def _relation_of(table: Table) -> Relation:
    return Relation(
        RelationId(table["id"]),
        table["type"],
        {role: tuple(members) for role, members in table["roles"].items()},
        table.get("attributes", {}),
        table.get("note"),
        table.get("origin", MANUAL),
        table.get("unsure", False),
    )


def _document_of(document: DocumentId, table: Table, text: str) -> Document:
    return Document(
        document, text, table["text_sha256"], complete_meta(table["meta"]), table.get("split"), table.get("group")
    )


def _referent_table(referent: Referent) -> Table:
    return {
        "name": referent.name,
        "kind": referent.kind,
        "variants": referent.variants,
        "wikidata": referent.wikidata,
        "same_as": referent.same_as,
    }


def _referent_of(referent: ReferentId, table: Table) -> Referent:
    return Referent(
        referent, table["name"], table["kind"], tuple(table["variants"]), table["wikidata"], table["same_as"]
    )
