"""Label Studio: an array of tasks with annotations, which people made, and predictions, which models made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from annotator.formats import losskinds
from annotator.formats.base import Incoming, Problems, ReadOptions, WriteOptions
from annotator.formats.contents import Contents
from annotator.formats.foreign import ForeignReading, ForeignSet, ForeignSpan, Unreadable, objects, whole
from annotator.formats.foreignoffsets import Place
from annotator.formats.foreignties import ForeignTie
from annotator.formats.foreignwriting import Flat, Flattening, Piece
from annotator.formats.jsonvalues import json_values, top_keys
from annotator.formats.losses import Losses
from annotator.formats.nativewriting import KeyOrder
from annotator.formats.strictjson import encode
from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import IMPORTED
from annotator.model.errors import Message, counted, message
from annotator.model.scheme import Scheme
from annotator.model.workflow import Status

_FROM, _TO = "label", "text"
_KEPT: Final = (losskinds.ATTRIBUTES, losskinds.NOTE, losskinds.MERGED_RELATIONS, losskinds.IDENTIFIERS)
_SPAN_TYPES: Final = ("labels", "hypertextlabels", "paragraphlabels")
_TASK_KEYS: Final = frozenset((
    "annotations", "completions", "predictions", "data", "drafts", "file_upload", "created_at", "updated_at",
    "inner_id",
    "total_annotations", "cancelled_annotations", "total_predictions", "comment_count", "unresolved_comment_count",
    "last_comment_updated_at", "project", "updated_by", "comment_authors", "meta", "id", "agreement", "allow_skip",
))  # fmt: skip
_TASK_KEYS_WRITTEN: Final = frozenset(key.encode() for key in _TASK_KEYS)
_MINIMAL_KEYS: Final = ("annotator", "annotation_id", "created_at", "updated_at", "lead_time", "id")
_UNSURE: Final = "unsure"


class LabelStudioImporter:
    """Reads exports of Label Studio, JSON and JSON-MIN."""

    name = "label-studio"
    suffixes = (".json", ".jsonl")

    def recognises(self, head: bytes) -> bool:
        """Whether the first record is a task."""
        keys = top_keys(head)
        worked_at = any(key in keys for key in (b"annotations", b"predictions", b"completions"))
        bare = keys.get(b"data", b"").startswith(b"{") and _TASK_KEYS_WRITTEN.issuperset(keys)
        return (b"data" in keys and worked_at) or bare or (b"annotation_id" in keys and b"lead_time" in keys)

    def read(self, path: Path, *, scheme: Scheme, options: ReadOptions, problems: Problems) -> Iterator[Incoming]:
        """The tasks of a file, once for each annotator; see ``base.Importer``."""
        reading = ForeignReading(scheme, options, problems)
        for value in json_values(path, options, problems):
            record = reading.record(value.raw, value.line)
            if record is None:
                continue
            try:
                text, sets, further = _task(record, options) if "data" in record else _minimal(record, options)
            except Unreadable as error:
                reading.refuse(error, value.line)
                continue
            yield from reading.documents(text, sets, further, line=value.line)


class LabelStudioExporter:
    """Writes tasks that Label Studio imports."""

    name = "label-studio"
    suffix = ".json"
    reading = (
        "For Label Studio: an array of tasks, a task for each article and annotation set. Offsets count "
        "Unicode code points of `data.text`, half-open. Attributes are choices or text areas of a region, "
        "relations go from claim to source, cue and the others."
    )

    def begin(self, options: WriteOptions) -> LabelStudioWriting:
        """Start a file."""
        return LabelStudioWriting(options.scheme)

    def features(self, contents: Contents, scheme: Scheme) -> None:
        """None: tasks are read by Label Studio, not by ``datasets``."""
        return


class LabelStudioWriting:
    """One array of tasks being written: a task for each article and set."""

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._order = KeyOrder(scheme)
        self._flattening = Flattening(scheme, _KEPT)
        self._begun = False

    @property
    def losses(self) -> Losses:
        """What Label Studio has no place for."""
        return self._flattening.losses

    def head(self) -> bytes:
        """The beginning of the array."""
        return b"[\n"

    def foot(self) -> bytes:
        """Its end."""
        return b"\n]\n" if self._begun else b"]\n"

    def record(self, annotated: AnnotatedDocument) -> bytes:
        """One task.

        Raises:
            ExportRefused: If a span does not lie in the text.
        """
        flat = self._flattening.flat(annotated)
        document, header = annotated.document, annotated.annotation_set
        meta = {key: held for key, held in document.meta.items() if held is not None and key != _TO}
        task: dict[str, Any] = {"data": {_TO: document.text, "doc_id": document.id, **meta}, "annotations": []}
        if header is not None:
            task["annotations"] = [
                {
                    "completed_by": {"email": header.name},
                    "was_cancelled": header.status is Status.SKIPPED,
                    "result": self._result(flat),
                }
            ]
        before, self._begun = self._begun, True
        return (b",\n" if before else b"") + encode(task)

    def _result(self, flat: Flat) -> list[dict[str, Any]]:
        result: list[dict[str, Any]] = []
        for piece in flat.pieces:
            span, annotation = piece.span, piece.annotation
            value: dict[str, Any] = {"start": span.start, "end": span.end, "text": piece.text}
            region: dict[str, Any] = {"id": piece.id, "from_name": _FROM, "to_name": _TO}
            labelled = {**region, "type": "labels", "value": {**value, "labels": [piece.label]}}
            if annotation.note is not None and piece.is_first:
                labelled["meta"] = {"text": [annotation.note]}
            result.append(labelled)
            if piece.is_first and piece.annotation.attributes:
                result += self._answers(piece, region, value)
        result += [
            {
                "id": tie.id, "type": "relation", "from_id": tie.head, "to_id": tie.tail, "direction": "right",
                "labels": [tie.type],
            }
            for tie in flat.ties
        ]  # fmt: skip
        return result

    def _answers(self, piece: Piece, region: dict[str, str], value: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Attribute values, as answers to questions about the region."""
        annotation = piece.annotation
        known = self._scheme.attributes_of(annotation.layer)
        for name, answer in self._order.attributes(annotation.layer, annotation.attributes).items():
            free = name not in known or known[name].free_text
            given = {**value, "text": [answer]} if free else {**value, "choices": [answer]}
            yield {**region, "from_name": name, "type": "textarea" if free else "choices", "value": given}


def _task(record: Mapping[str, Any], options: ReadOptions) -> tuple[str, list[ForeignSet], dict[str, Any]]:
    """Text, sets and metadata of a task.

    Raises:
        Unreadable: If it has not the shape of one, or no text.
    """
    held = record["data"]
    if not isinstance(held, dict):
        raise Unreadable(message("“{what}” is not a list of objects.", what="data"))
    made: list[tuple[dict[str, Any], str | None, str]] = []
    for key in ("annotations", "completions"):
        made += [(one, _who(one.get("completed_by")), IMPORTED) for one in objects(record.get(key), key)]
    for one in objects(record.get("predictions"), "predictions"):
        model = str(one.get("model_version") or "predictions")
        made.append((one, model, f"suggested:{model}"))
    results = [objects(one.get("result"), "result") for one, _, _ in made]
    key = _text_key(held, [result for several in results for result in several], options)
    sets = [
        _set(result, who, origin, cancelled=one.get("was_cancelled") is True)
        for (one, who, origin), result in zip(made, results, strict=True)
    ]
    further = {name: given for name, given in held.items() if name != key}
    further.update((name, given) for name, given in record.items() if name not in _TASK_KEYS)
    return held[key], sets, further


def _text_key(held: Mapping[str, Any], results: list[dict[str, Any]], options: ReadOptions) -> str:
    """Under which key of ``data`` the text stands.

    Raises:
        Unreadable: If none can be told.
    """
    written = [key for key, value in held.items() if isinstance(value, str) and value.strip()]
    named = [options.columns.get("text"), _TO, *(str(result.get("to_name")) for result in results)]
    for key in named:
        if key in written:
            return key
    # The longest text is the article where the tag that shows it has another name than the key.
    covered = [value["text"] for result in results if isinstance(value := result.get("value"), dict)
               and isinstance(value.get("text"), str)]  # fmt: skip
    for key in sorted(written, key=lambda key: -len(held[key])):
        if covered and all(words in held[key] for words in covered):
            return key
    if len(written) == 1 and not results:
        return written[0]
    raise Unreadable(
        message("The task has no text; its data are: {names}.", names=", ".join(held) or "–"),
        message("Name the column for the text, where it is one."),
    )


def _set(result: list[dict[str, Any]], who: str | None, origin: str, *, cancelled: bool) -> ForeignSet:
    labels: dict[str, tuple[str, Place, dict[str, Any]]] = {}
    answers: dict[str, dict[str, str]] = {}
    ties: list[ForeignTie] = []
    left_out = 0
    for number, one in enumerate(result):
        kind, value = str(one.get("type")), one.get("value")
        identifier = str(one.get("id", f"region-{number}"))
        if kind == "relation":
            ties += _ties(one, number)
        elif not isinstance(value, dict):
            raise Unreadable(message("The region {id} has no value.", id=identifier))
        elif kind in _SPAN_TYPES:
            given = value.get(kind) or value.get("labels")
            if not isinstance(given, list) or not given:
                raise Unreadable(message("The region {id} has no label.", id=identifier))
            for count, label in enumerate(given):
                key = identifier if count == 0 else f"{identifier}-{count}"
                while key in labels:
                    key += "'"
                labels[key] = (str(label), _place(value, identifier), one)
        elif kind in ("choices", "textarea") and "start" in value:
            chosen = value.get("choices") if kind == "choices" else value.get("text")
            chosen = chosen if isinstance(chosen, list) else [chosen] if chosen else []
            if chosen:
                answers.setdefault(identifier, {})[str(one.get("from_name"))] = str(chosen[0])
                left_out += len(chosen) - 1
        elif kind.endswith("labels"):
            raise Unreadable(
                message("The region {id} is of the kind “{kind}”, which is not about text.", id=identifier, kind=kind),
                message("Export the tasks about text alone, or have single records refused rather than the file."),
            )
        else:
            left_out += 1
    left_out += sum(len(given) for identifier, given in answers.items() if identifier not in labels)
    spans = tuple([
        ForeignSpan(key, label, *place, answers.get(key, {}), _note(one) if "meta" in one else None)
        for key, (label, place, one) in labels.items()
    ])  # fmt: skip
    status = Status.SKIPPED if cancelled else Status.SUBMITTED
    return ForeignSet(who, spans, tuple(ties), status, origin, _without_place(left_out))


def _without_place(count: int) -> tuple[Message, ...]:
    """What to say of answers that are about no marked words, or are second ones to a question."""
    if not count:
        return ()
    return (
        counted(
            "One answer was left out: it is about no marked words, or a second one to its question.",
            "{count} answers were left out: they are about no marked words, or second ones to their questions.",
            count,
        ),
    )


def _ties(one: Mapping[str, Any], number: int) -> Iterator[ForeignTie]:
    head, tail = str(one.get("from_id")), str(one.get("to_id"))
    if one.get("direction") == "left":
        head, tail = tail, head
    labels = one.get("labels") or [""]
    for label in labels if isinstance(labels, list) else [labels]:
        yield ForeignTie(str(one.get("id", f"relation-{number}")), str(label), head, tail)


def _place(value: Mapping[str, Any], identifier: str) -> Place:
    """Where a region lies; one in HTML has its place in the text under ``globalOffsets``."""
    globally = value.get("globalOffsets")
    span: Mapping[str, Any] = globally if isinstance(globally, dict) else value
    start, end, covered = span.get("start"), span.get("end"), value.get("text")
    if start is None or end is None:
        raise Unreadable(message("The region {id} does not say where it lies.", id=identifier))
    return Place(whole(start, "start"), whole(end, "end"), covered if isinstance(covered, str) else None)


def _note(one: Mapping[str, Any]) -> str | None:
    meta = one.get("meta")
    notes = meta.get("text") if isinstance(meta, dict) else None
    if isinstance(notes, list) and notes and all(isinstance(note, str) for note in notes):
        return "\n".join(notes)
    return notes if isinstance(notes, str) else None


def _who(completed_by: Any) -> str | None:
    """The annotator: the mail address where the export has it, else the number of the account."""
    if isinstance(completed_by, dict):
        name = completed_by.get("email") or completed_by.get("username")
        return str(name) if name else (f"user-{completed_by['id']}" if completed_by.get("id") is not None else None)
    return None if completed_by is None else f"user-{completed_by}"


def _minimal(record: Mapping[str, Any], options: ReadOptions) -> tuple[str, list[ForeignSet], dict[str, Any]]:
    """Text, set and metadata of a record of JSON-MIN, where the labels stand beside the data.

    Raises:
        Unreadable: If it has no text.
    """
    regions = [
        {"type": "labels", "value": region, "id": f"{name}-{number}"}
        for name, given in record.items()
        if isinstance(given, list) and given and all(isinstance(one, dict) and "start" in one for one in given)
        for number, one in enumerate(given)
        for region in [one]
    ]
    held = {k: v for k, v in record.items() if k not in _MINIMAL_KEYS and not isinstance(v, list)}
    key = _text_key(held, regions, options)
    who = _who(record.get("annotator"))
    return str(held[key]), [_set(regions, who, IMPORTED, cancelled=False)], {k: v for k, v in held.items() if k != key}
