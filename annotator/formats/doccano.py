"""doccano: JSON lines with the text, ``entities`` and ``relations``, or ``label`` as triples of offsets and name.

Its offsets count code points; its spans have a label and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from annotator.formats.base import Incoming, Problems, ReadOptions, WriteOptions
from annotator.formats.contents import Contents
from annotator.formats.datasetcard import texts
from annotator.formats.foreign import (
    NO_ANSWERS,
    ForeignReading,
    ForeignSet,
    ForeignSpan,
    Unreadable,
    objects,
    span_made,
    text_of,
    whole,
)
from annotator.formats.foreignties import tie_made
from annotator.formats.foreignwriting import Flattening
from annotator.formats.jsonvalues import json_values, top_keys
from annotator.formats.losses import Losses
from annotator.formats.strictjson import encode
from annotator.model.annotated import AnnotatedDocument
from annotator.model.document import META_KEYS
from annotator.model.errors import message
from annotator.model.scheme import Scheme
from annotator.model.workflow import Status

_TRIPLES: Final = ("label", "labels", "annotations", "column_label")
_TEXTS: Final = ("text", "data", "column_data")
_ANNOTATORS: Final = ("annotator", "username", "annotation_approver")
_STATUSES: Final[Mapping[str, Status]] = {status.value: status for status in Status}
_OURS: Final = frozenset(("entities", "relations", "status"))


class DoccanoImporter:
    """Reads exports of doccano, JSON and JSON lines, also those of its older versions."""

    name = "doccano"
    suffixes = (".jsonl", ".json")

    def recognises(self, head: bytes) -> bool:
        """Whether the first record has spans as doccano writes them."""
        keys = top_keys(head)
        if b"format" in keys or b"spans" in keys or b"tokens" in keys or not any(t.encode() in keys for t in _TEXTS):
            return False
        if _is_triples(keys.get(b"entities", b"")) and b"cats" in keys:
            return True
        if b'"start_offset"' in head and (b"entities" in keys or b"annotations" in keys):
            return True
        if b"entities" in keys and b"relations" in keys:
            return True
        return any(_is_triples(keys.get(key.encode(), b"")) for key in _TRIPLES)

    def read(self, path: Path, *, scheme: Scheme, options: ReadOptions, problems: Problems) -> Iterator[Incoming]:
        """The records of a file; see ``base.Importer``."""
        reading = ForeignReading(scheme, options, problems)
        for value in json_values(path, options, problems):
            record = reading.record(value.raw, value.line)
            if record is None:
                continue
            try:
                text_key = _text_key(record, options)
                text, sets, used = text_of(record, text_key), list(_sets(record)), _used(record)
            except Unreadable as error:
                reading.refuse(error, value.line)
                continue
            further = {key: held for key, held in record.items() if key not in used and key != text_key}
            yield from reading.documents(text, sets, further, line=value.line)


class DoccanoExporter:
    """Writes JSON lines that doccano imports and exports."""

    name = "doccano"
    suffix = ".jsonl"

    def begin(self, options: WriteOptions) -> DoccanoWriting:
        """Start a file."""
        return DoccanoWriting(options.scheme)

    def features(self, contents: Contents, scheme: Scheme) -> list[dict[str, Any]]:
        """The types of the fields of a line."""
        whole_numbers = [{"name": name, "dtype": "int64"} for name in ("start_offset", "end_offset")]
        return [
            *texts("text"),
            {
                "name": "entities",
                "list": [{"name": "id", "dtype": "int64"}, *texts("label"), *whole_numbers, *texts("text")],
            },
            {
                "name": "relations",
                "list": [*({"name": n, "dtype": "int64"} for n in ("id", "from_id", "to_id")), *texts("type")],
            },
            {"name": "Comments", "list": "string"},
            *texts("doc_id", "annotator", "status"),
            {"name": "meta", "struct": texts(*META_KEYS, *sorted(contents.meta_keys))},
        ]


class DoccanoWriting:
    """One file for doccano being written."""

    def __init__(self, scheme: Scheme) -> None:
        self._flattening = Flattening(scheme)

    @property
    def losses(self) -> Losses:
        """What doccano has no place for."""
        return self._flattening.losses

    def head(self) -> bytes:
        """Nothing."""
        return b""

    def foot(self) -> bytes:
        """Nothing."""
        return b""

    def record(self, annotated: AnnotatedDocument) -> bytes:
        """One line.

        Raises:
            ExportRefused: If a span does not lie in the text.
        """
        flat = self._flattening.flat(annotated)
        numbers = {piece.id: number for number, piece in enumerate(flat.pieces)}
        header = annotated.annotation_set
        record = {
            "text": annotated.document.text,
            "entities": [
                {"id": number, "label": label, "start_offset": span.start, "end_offset": span.end, "text": covered}
                for number, (_, _, label, span, covered, _) in enumerate(flat.pieces)
            ],
            "relations": [
                {"id": number, "from_id": numbers[head], "to_id": numbers[tail], "type": kind}
                for number, (_, kind, head, tail, *_) in enumerate(flat.ties)
            ],
            "Comments": [],
            "doc_id": annotated.document.id,
            "annotator": header.name if header else None,
            "status": header.status.value if header else None,
            "meta": annotated.document.meta,
        }  # fmt: skip
        return encode(record) + b"\n"


def _is_triples(value: bytes) -> bool:
    return value.startswith(b"[") and value[1:].lstrip().startswith(b"[")


def _text_key(record: Mapping[str, Any], options: ReadOptions) -> str:
    named = options.columns.get("text")
    if named:
        return named
    return next((key for key in _TEXTS if isinstance(record.get(key), str)), "text")


def _used(record: Mapping[str, Any]) -> set[str]:
    """Keys that are not metadata."""
    triples = next((key for key in _TRIPLES if isinstance(record.get(key), list)), None)
    return {*_OURS, *_ANNOTATORS, *([triples] if triples else [])}


def _sets(record: Mapping[str, Any]) -> Iterator[ForeignSet]:
    """What the record's annotators made; older versions write who made each span."""
    name = next((str(record[key]) for key in _ANNOTATORS if record.get(key) not in (None, "")), None)
    ties = tuple([
        tie_made((
            f"r{tie.get('id', number)}", str(tie.get("type")), f"a{tie.get('from_id')}", f"a{tie.get('to_id')}", "", ""
        ))
        for number, tie in enumerate(objects(record.get("relations"), "relations"))
    ])  # fmt: skip
    given = record.get("status")
    status = _STATUSES.get(given, Status.IN_PROGRESS) if isinstance(given, str) else Status.IN_PROGRESS
    plain = _plain_spans(record)
    if plain:
        yield ForeignSet(name, tuple(plain), ties, status)
        return
    spans = list(_spans(record))
    by_user: dict[str | None, list[ForeignSpan]] = {} if spans or name is None else {name: []}
    for user, span in spans:
        by_user.setdefault(name if user is None else user, []).append(span)
    for user, own in by_user.items():
        known = {span.id for span in own}
        mine = ties if len(by_user) == 1 else tuple(tie for tie in ties if tie.head in known)
        yield ForeignSet(user, tuple(own), mine, status)


def _plain_spans(record: Mapping[str, Any]) -> list[ForeignSpan]:
    """The spans where all are as doccano writes them today; none where any has to be looked at more closely."""
    entities = record.get("entities")
    if not isinstance(entities, list) or any(isinstance(record.get(key), list) for key in _TRIPLES):
        return []
    spans: list[ForeignSpan] = []
    for one in entities:
        if type(one) is not dict or "user" in one:
            return []
        get = one.get
        start, end, label, covered = get("start_offset"), get("end_offset"), get("label"), get("text")
        if not (type(start) is int and type(end) is int and type(covered) is str and type(label) is str and label):
            return []
        spans.append(span_made((f"a{get('id')}", label, start, end, covered, NO_ANSWERS, None, False)))
    return spans


def _spans(record: Mapping[str, Any]) -> Iterator[tuple[str | None, ForeignSpan]]:
    entities = record.get("entities")
    triples = isinstance(entities, list) and bool(entities) and isinstance(entities[0], list)
    for span in () if triples else objects(entities, "entities"):
        yield _span(span, f"a{span.get('id')}")
    # Where texts are sorted into classes too, the triples stand under the name of the objects.
    for key in ("entities",) if triples else _TRIPLES:
        given = record.get(key)
        if not isinstance(given, list):
            continue
        for number, one in enumerate(given):
            if isinstance(one, dict) and "start_offset" in one:
                yield _span(one, f"a{one.get('id', number)}")
            elif isinstance(one, list) and len(one) == 3:
                start, end, label = one
                yield None, ForeignSpan(f"a{number}", _label(label), whole(start, "start"), whole(end, "end"))
            elif not isinstance(one, str):
                raise Unreadable(message("Member {number} of “{key}” is no span.", number=number + 1, key=key))
        return


def _span(span: Mapping[str, Any], identifier: str) -> tuple[str | None, ForeignSpan]:
    start, end, covered = span.get("start_offset"), span.get("end_offset"), span.get("text")
    made = ForeignSpan(
        identifier,
        _label(span.get("label")),
        start if type(start) is int else whole(start, "start_offset"),
        end if type(end) is int else whole(end, "end_offset"),
        covered if isinstance(covered, str) else None,
    )
    user = span.get("user")
    return None if user is None else f"user-{user}", made


def _label(label: Any) -> str:
    if isinstance(label, str) and label:
        return label
    if isinstance(label, int) and not isinstance(label, bool):
        return str(label)  # The old JSON export writes numbers of labels, which a person can map.
    raise Unreadable(message("A span has no label."))
