"""Rows of the log as they travel between files, and what is checked before a row from elsewhere is believed.

A travelling row is a JSON array: replica, seq, lamport, author, act, gesture, undoes, at, document, kind, record, body,
where the body is a JSON object or null.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final

import orjson

from annotator.model.annotated import AnnotationSet
from annotator.model.annotation import Annotation
from annotator.model.annotator import Annotator
from annotator.model.changes import RecordKey, RecordKind, Value
from annotator.model.comment import Comment
from annotator.model.decision import Decision
from annotator.model.dismissal import Dismissal
from annotator.model.document import Document
from annotator.model.errors import AnnotatorError, BugError
from annotator.model.identity import DocumentId, SetName
from annotator.model.referent import Referent
from annotator.model.relation import Relation
from annotator.model.scheme import Scheme
from annotator.model.workflow import Assignment, Workflow
from annotator.store.remarks import REMARKS
from annotator.store.rows import Row, Table, dumps, key_for, key_named, value_of

_COLUMNS: Final = 12
_INT64: Final = 1 << 63
_LATEST: Final = 1 << 53
"""The greatest Lamport clock that is believed: no people ever come near, and a greater one would leave no room."""
_AT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
_ACT: Final = re.compile(r"[0-9a-f]{16}-[1-9]\d{0,18}")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_IN_DOCUMENTS: Final = frozenset(
    (
        RecordKind.DOCUMENT,
        RecordKind.ZONE,
        RecordKind.HEADER,
        RecordKind.SET,
        RecordKind.ANNOTATION,
        RecordKind.RELATION,
        *(REMARKS - {RecordKind.WORKFLOW}),
    )
)
_IN_SETS: Final = frozenset((RecordKind.HEADER, RecordKind.ANNOTATION, RecordKind.RELATION))
_WITHOUT_ID: Final = frozenset(
    (RecordKind.DOCUMENT, RecordKind.HEADER, RecordKind.SET, RecordKind.SCHEME, RecordKind.WORKFLOW)
)
_PLAIN: Final = frozenset(("id", "layer", "label", "fragments", "attributes"))
_ANY_TEXT: Final = "."
"""Stands for the text of a document while its other facts are checked."""


class Unsound(Exception):
    """A row that no program of ours wrote."""


def travelling(row: Row) -> bytes:
    """A row of the log as a line of a bundle; the body goes as it is."""
    *head, body = row
    return orjson.dumps([*head, None if body is None else orjson.Fragment(body)], option=orjson.OPT_APPEND_NEWLINE)


def received(line: Any) -> tuple[Row, RecordKey]:
    """The row of the log that a line of a bundle stands for, checked, and the record it is about.

    Args:
        line: As JSON reads it.

    Raises:
        Unsound: If it is not one; says what is wrong, in English, for reports of damage.
    """
    if not isinstance(line, list) or len(line) != _COLUMNS:
        raise Unsound("not a row")
    *stamp, document, kind, record, table = line
    _check_stamp(stamp)
    try:
        key = key_named(kind, record)
    except (ValueError, AttributeError, TypeError, KeyError):
        raise Unsound("no such record") from None
    if ("%" in record and key.name != record) or key.document != document:
        raise Unsound("a record under another name")
    _check_key(key)
    if table is None:
        if key.kind is RecordKind.SCHEME:
            raise Unsound("a scheme cannot be erased")
        body = None
    elif not isinstance(table, dict):
        raise Unsound("no body")
    else:
        try:
            _check_body(key, table)
            body = dumps(table)
        except (AnnotatorError, BugError, KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            raise Unsound(f"{key.kind} {record}: {error}") from None
    return (*stamp, document, kind, record, body), key


def _check_stamp(stamp: list[Any]) -> None:
    replica, seq, *shared = stamp
    if type(seq) is not int or not 0 < seq < _INT64:
        raise Unsound("no place in the order")
    try:
        first = _stamp_of_act(replica, *shared)
    except TypeError:  # something that has no hash, and so is no part of a stamp
        raise Unsound("no stamp") from None
    if first > seq:
        raise Unsound("an act of another replica")


@lru_cache(maxsize=64, typed=True)
def _stamp_of_act(*stamp: Any) -> int:
    """Check what all rows of an act share, once for most of them; gives the number of its first row."""
    replica, lamport, author, act, gesture, undoes, at = stamp
    if type(replica) is not int or not -_INT64 <= replica < _INT64:
        raise Unsound("no replica")
    if type(lamport) is not int or not 0 < lamport < _LATEST:
        raise Unsound("no place in the order")
    if not (isinstance(author, str) and author and isinstance(gesture, str) and isinstance(act, str)):
        raise Unsound("no author, act or gesture")
    named, _hyphen, first = act.partition("-")
    if not _ACT.fullmatch(act) or int(named, 16) != replica % (1 << 64):
        raise Unsound("an act of another replica")
    if undoes is not None and not (isinstance(undoes, str) and _ACT.fullmatch(undoes)):
        raise Unsound("undoes no act")
    if not isinstance(at, str) or not _AT.fullmatch(at):
        raise Unsound("no time")
    return int(first)


def _check_key(key: RecordKey) -> None:
    sound = (
        (key.document is not None) == (key.kind in _IN_DOCUMENTS)
        and (key.set_name is not None or key.kind not in _IN_SETS)
        and (key.set_name is None or key.kind in _IN_SETS or key.kind is RecordKind.SET)
        and bool(key.id) != (key.kind in _WITHOUT_ID)
    )
    if not sound:
        raise Unsound("a record in a place where there is none")


def _check_body(key: RecordKey, table: Table) -> None:
    if key.kind is RecordKind.ANNOTATION and _is_plain(key.id, table):
        return
    if key.kind is not RecordKind.SET:
        _check_value(key, table)
        return
    if set(table) != {"header", "annotations", "relations"}:
        raise ValueError("no set")
    if table["header"] is not None:
        if key.set_name is None:
            raise ValueError("zones have no header")
        _check_value(RecordKey(RecordKind.HEADER, key.document, key.set_name), table["header"])
    kind = RecordKind.ZONE if key.set_name is None else RecordKind.ANNOTATION
    if table["relations"] and key.set_name is None:
        raise ValueError("zones have no relations")
    for name, of_kind in (("annotations", kind), ("relations", RecordKind.RELATION)):
        ids = [member["id"] for member in table[name]]
        if len(set(ids)) != len(ids):
            raise ValueError("an id twice")
        for member in table[name]:
            if name == "relations" or not _is_plain(member["id"], member):
                _check_value(RecordKey(of_kind, key.document, key.set_name, member["id"]), member)


def _is_plain(name: Any, table: Table) -> bool:
    """Whether an annotation is of the most common form: one stretch, and nothing that its constructor would look at.

    Spares most rows the making of a value that nobody needs yet; the others are looked at in full.
    """
    if type(table) is not dict or not _PLAIN.issuperset(table) or type(name) is not str or not name:
        return False
    fragments, attributes = table["fragments"], table.get("attributes")
    if type(fragments) is not list or len(fragments) != 1 or type(fragments[0]) is not list or len(fragments[0]) != 2:
        return False
    start, end = fragments[0]
    return (
        table["id"] == name
        and type(start) is int
        and type(end) is int
        and 0 <= start < end < _INT64
        and type(table["layer"]) is str
        and type(table["label"]) is str
        and (attributes is None or _answers(attributes))
    )


def _check_value(key: RecordKey, table: Table) -> None:
    """Read the value, and hold it against its name and its types; what a newer program adds to it may stay."""
    value = value_of(key, table, _ANY_TEXT if key.kind is RecordKind.DOCUMENT else "")
    if key_for(value, document=key.document, set_name=key.set_name) != key or not _is_sound(value):
        raise ValueError("not in its form")


def _is_sound(value: Value) -> bool:
    """Whether the parts of a value are of their types: constructors take them on trust."""
    return _SOUND[type(value)](value)


def _texts(*values: object) -> bool:
    return all(type(value) is str for value in values)


def _perhaps(*values: object) -> bool:
    return all(value is None or type(value) is str for value in values)


def _answers(values: Mapping[Any, Any]) -> bool:
    if type(values) is not dict:
        return False
    for name, value in values.items():  # noqa: SIM110 - on the hot path
        if type(name) is not str or type(value) is not str:
            return False
    return True


def _annotation(a: Annotation) -> bool:
    return (
        _texts(a.id, a.layer, a.label)
        and _perhaps(a.referent, a.note)
        and type(a.unsure) is bool
        and _answers(a.attributes)
        and all(type(s.start) is int and type(s.end) is int and s.end < _INT64 for s in a.fragments)
    )


def _relation(r: Relation) -> bool:
    return (
        _texts(r.id, r.type, *r.roles, *(member for _role, member in r.members()))
        and _perhaps(r.note)
        and type(r.unsure) is bool
        and _answers(r.attributes)
    )


def _header(h: AnnotationSet) -> bool:
    return _texts(*h.layers_done, h.scheme.name, h.scheme.version) and _perhaps(h.guideline)


def _document(d: Document) -> bool:
    return (
        _texts(*d.meta)
        and _perhaps(*d.meta.values(), d.split, d.group)
        and _texts(d.text_sha256)
        and bool(_SHA256.fullmatch(d.text_sha256))
    )


def _decision(d: Decision) -> bool:
    answered = d.answer is None or (_texts(d.answer.at, d.answer.author) and _perhaps(d.answer.text))
    return _texts(d.id, d.case, d.author, d.at, *d.sets, *d.adopted) and _perhaps(d.reason) and answered


_SOUND: Final[Mapping[type, Callable[[Any], bool]]] = {
    Annotation: _annotation,
    Relation: _relation,
    AnnotationSet: _header,
    Document: _document,
    Referent: lambda r: _texts(r.id, r.name, r.kind, *r.variants) and _perhaps(r.wikidata, r.same_as),
    Annotator: lambda a: _texts(a.handle, a.name),
    Scheme: lambda s: _texts(s.name),
    Workflow: lambda w: type(w.overlap) is int,
    Assignment: lambda a: _texts(a.annotator, a.by, a.at),
    Comment: lambda c: (
        _texts(c.id, c.text, c.author, c.at)
        and _perhaps(c.set_name, c.target, c.reply_to, c.resolved_by)
        and type(c.question) is bool
    ),
    Decision: _decision,
    Dismissal: lambda d: _texts(d.set_name, d.finding, d.reason, d.author, d.at),
}


def home_of(key: RecordKey) -> RecordKey:
    """What has to be looked at anew when a row about a record comes: its whole set, the zones together, or itself."""
    if key.kind in (RecordKind.SET, RecordKind.ANNOTATION, RecordKind.RELATION, RecordKind.HEADER, RecordKind.ZONE):
        return RecordKey(RecordKind.SET, key.document, key.set_name)
    return key


def place_of(record: str) -> tuple[DocumentId | None, SetName | None]:
    """The document and the set in the name of a record."""
    if "%" in record:
        key = key_named(RecordKind.SET, record)
        return key.document, key.set_name
    document, set_name, _record = record.split("/")
    return (DocumentId(document) if document else None), (SetName(set_name) if set_name else None)
