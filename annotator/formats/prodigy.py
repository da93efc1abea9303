"""Prodigy: JSON lines with the text, tokens, spans, and relations between spans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from annotator.formats import losskinds
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
from annotator.formats.foreignties import ForeignTie, tie_made
from annotator.formats.foreignwriting import Flat, Flattening, Piece
from annotator.formats.jsonvalues import json_values, top_keys
from annotator.formats.losses import Losses
from annotator.formats.strictjson import encode
from annotator.formats.tokens import TokenPolicy
from annotator.formats.tokenspans import TokenSpans
from annotator.model.annotated import AnnotatedDocument
from annotator.model.document import META_KEYS
from annotator.model.errors import message
from annotator.model.scheme import Scheme
from annotator.model.workflow import Status

_STATUS: Final = {"accept": Status.SUBMITTED, "reject": Status.RETURNED, "ignore": Status.SKIPPED}
_KEPT: Final = (
    losskinds.ATTRIBUTES, losskinds.NOTE, losskinds.UNSURE, losskinds.MERGED_RELATIONS, losskinds.IDENTIFIERS
)  # fmt: skip


class ProdigyImporter:
    """Reads what ``prodigy db-out`` writes."""

    name = "prodigy"
    suffixes = (".jsonl", ".json")

    def recognises(self, head: bytes) -> bool:
        """Whether the first record has a text, and spans or marks of Prodigy."""
        keys = top_keys(head)
        marks = (b"spans", b"_task_hash", b"_input_hash", b"answer")
        return b"text" in keys and b"format" not in keys and any(mark in keys for mark in marks)

    def read(self, path: Path, *, scheme: Scheme, options: ReadOptions, problems: Problems) -> Iterator[Incoming]:
        """The tasks of a file; see ``base.Importer``."""
        reading = ForeignReading(scheme, options, problems)
        for value in json_values(path, options, problems):
            record = reading.record(value.raw, value.line)
            if record is None:
                continue
            try:
                text, sets = text_of(record), _sets(record)
            except Unreadable as error:
                reading.refuse(error, value.line)
                continue
            further = {key: held for key, held in record.items() if not _is_of_prodigy(key)}
            yield from reading.documents(text, sets, further, line=value.line)


class ProdigyExporter:
    """Writes tasks that ``prodigy db-in`` reads."""

    name = "prodigy"
    suffix = ".jsonl"

    def begin(self, options: WriteOptions) -> ProdigyWriting:
        """Start a file."""
        return ProdigyWriting(options.scheme)

    def features(self, contents: Contents, scheme: Scheme) -> list[dict[str, Any]]:
        """The types of the fields of a line."""
        place = [{"name": name, "dtype": "int64"} for name in ("start", "end")]
        on_tokens = [{"name": name, "dtype": "int64"} for name in ("token_start", "token_end")]
        asked = {name for layer in scheme.layers for name in scheme.attributes_of(layer)}
        attributes = texts(*sorted(contents.attributes or asked or {"none"}))
        span = [*place, *on_tokens, *texts("label", "id")]
        return [
            *texts("text"),
            {"name": "tokens", "list": [
                *texts("text"), *place, {"name": "id", "dtype": "int64"}, {"name": "ws", "dtype": "bool"},
            ]},
            {"name": "spans", "list": [
                *span, *texts("text"), {"name": "attributes", "struct": attributes}, *texts("note"),
                {"name": "unsure", "dtype": "bool"},
            ]},
            {"name": "relations", "list": [
                *({"name": name, "dtype": "int64"} for name in ("head", "child")),
                *({"name": name, "struct": span} for name in ("head_span", "child_span")), *texts("label", "id"),
            ]},
            *texts("answer", "_annotator_id"),
            {"name": "meta", "struct": texts("doc_id", *META_KEYS, *sorted(contents.meta_keys))},
        ]  # fmt: skip


class ProdigyWriting:
    """One file for Prodigy being written."""

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._flattening = Flattening(scheme, _KEPT)

    @property
    def losses(self) -> Losses:
        """What Prodigy has no place for."""
        return self._flattening.losses

    def head(self) -> bytes:
        """Nothing."""
        return b""

    def foot(self) -> bytes:
        """Nothing."""
        return b""

    def record(self, annotated: AnnotatedDocument) -> bytes:
        """One task; its tokens are cut at annotated borders, for Prodigy knows spans by their tokens.

        Raises:
            ExportRefused: If a span does not lie in the text.
        """
        flat = self._flattening.flat(annotated)
        document, header = annotated.document, annotated.annotation_set
        tokens = TokenSpans(document.text, [piece.span for piece in flat.pieces], policy=TokenPolicy.SPLIT)
        spans = {piece.id: _span_table(piece, tokens) for piece in flat.pieces}
        record: dict[str, Any] = {
            "text": document.text,
            "tokens": [
                {
                    "text": document.text[start:end], "start": start, "end": end, "id": number,
                    "ws": document.text[end : end + 1].isspace(),
                }
                for number, (start, end) in enumerate(tokens.borders)
            ],
            "spans": [spans[piece.id] | self._further(flat, number) for number, piece in enumerate(flat.pieces)],
            "relations": [
                {
                    "head": spans[tie.head]["token_end"], "child": spans[tie.tail]["token_end"],
                    "head_span": spans[tie.head], "child_span": spans[tie.tail], "label": tie.type, "id": tie.id,
                }
                for tie in flat.ties
            ],
            "answer": _answer(header.status if header else None),
            "_annotator_id": header.name if header else None,
            "meta": {"doc_id": document.id, **document.meta},
        }  # fmt: skip
        return encode(record) + b"\n"

    def _further(self, flat: Flat, number: int) -> dict[str, Any]:
        piece = flat.pieces[number]
        annotation = piece.annotation
        return {
            "text": piece.text,
            "attributes": self._scheme.in_order(annotation.layer, annotation.attributes) if piece.is_first else {},
            "note": annotation.note if piece.is_first else None,
            "unsure": annotation.unsure,
        }


def _span_table(piece: Piece, tokens: TokenSpans) -> dict[str, Any]:
    # A span of nothing but white space has no token of its own.
    first, past = tokens.taken_by(piece.span) or (None, 0)
    return {
        "start": piece.span.start, "end": piece.span.end, "token_start": first,
        "token_end": None if first is None else past - 1, "label": piece.label, "id": piece.id,
    }  # fmt: skip


def _answer(status: Status | None) -> str:
    return next((answer for answer, known in _STATUS.items() if known is status), "accept")


def _is_of_prodigy(key: str) -> bool:
    return key in ("text", "tokens", "spans", "relations", "answer", "options") or key.startswith("_")


def _sets(record: Mapping[str, Any]) -> list[ForeignSet]:
    """The one set of a task; none where nobody looked at it."""
    given = objects(record.get("spans"), "spans")
    who = record.get("_annotator_id") or record.get("_session_id")
    answer = record.get("answer")
    if not given and who is None and (answer is None or not record.get("_view_id")):
        return []
    tokens = objects(record.get("tokens"), "tokens")
    spans: list[ForeignSpan] = []
    for number, one in enumerate(given):
        identifier = one.get("id")
        spans.append(_span(one, identifier if isinstance(identifier, str) else f"a{number}"))
    ends = _Ends(tokens, given, spans)
    ties: list[ForeignTie] = []
    for number, one in enumerate(objects(record.get("relations"), "relations")):
        head, tail = ends.of(one, "head", "head_span"), ends.of(one, "child", "child_span")
        ties.append(tie_made((str(one.get("id", f"r{number}")), str(one.get("label")), head, tail, "", "")))
    status = _STATUS.get(str(answer), Status.SUBMITTED)
    return [ForeignSet(None if who is None else str(who), tuple(spans), tuple(ties), status)]


def _span(one: Mapping[str, Any], identifier: str) -> ForeignSpan:
    get = one.get
    label, start, end = get("label"), get("start"), get("end")
    if not isinstance(label, str) or not label:
        raise Unreadable(message("A span has no label."))
    covered, attributes, note = get("text"), get("attributes"), get("note")
    kept = NO_ANSWERS
    if attributes and isinstance(attributes, dict):
        kept = {k: v for k, v in attributes.items() if isinstance(v, str)}
    return span_made((
        identifier,
        label,
        start if type(start) is int else whole(start, "start"),
        end if type(end) is int else whole(end, "end"),
        covered if isinstance(covered, str) else None,
        kept,
        note if isinstance(note, str) else None,
        get("unsure") is True,
    ))  # fmt: skip


class _Ends:
    """The spans of a task, found from the ends of its relations.

    Args:
        tokens: Of the task.
        given: The spans, as the task has them.
        spans: The same, as they are read.
    """

    def __init__(
        self, tokens: list[dict[str, Any]], given: Sequence[Mapping[str, Any]], spans: Sequence[ForeignSpan]
    ) -> None:
        self._tokens = tokens
        self._given = given
        self._spans = spans
        self._ids = {span.id for span in spans}
        self._places: dict[tuple[Any, Any, Any], str] = {}
        self._by_end: dict[Any, str] = {}
        self._by_start: dict[int, str] = {}

    def _note_places(self) -> None:
        """Note where the spans stand, of which the first counts: only for relations that do not name them."""
        if self._places:
            return
        for one, span in zip(self._given, self._spans, strict=True):
            self._places.setdefault((one.get("start"), one.get("end"), one.get("label")), span.id)
            self._by_end.setdefault(one.get("token_end"), span.id)
            self._by_start.setdefault(span.start, span.id)

    def of(self, one: Mapping[str, Any], side: str, span_key: str) -> str:
        """The span at one end of a relation: the one that is written there, or the one that ends with that token.

        Relations between bare words bring spans of their own, without which they would tie nothing.
        """
        written, number = one.get(span_key), one.get(side)
        if isinstance(written, dict):
            named = written.get("id")
            if isinstance(named, str) and named in self._ids:
                return named
        self._note_places()
        if isinstance(written, dict):
            key = (written.get("start"), written.get("end"), written.get("label"))
            same = self._places.get(key) or next(
                (i for (s, e, _), i in self._places.items() if (s, e) == key[:2]), None
            )
            if same is not None:
                return same
        if number in self._by_end:
            return self._by_end[number]
        token = self._tokens[number] if isinstance(number, int) and 0 <= number < len(self._tokens) else {}
        return self._by_start.get(token.get("start", -1), f"token-{number}")
