"""Exported records held against themselves: whether every offset stands where its text says, without a corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from annotator.model.document import digest
from annotator.model.errors import AnnotatorError, Message, message

Record = Mapping[str, Any]
Check = Callable[[Record], Iterator[Message]]


class Counted:
    """What the native records of a split hold, to be held against the manifest.

    Attributes:
        documents: Articles.
        records: Lines.
        spans: Annotations by ``layer/label``.
        relations: Relations by type.
    """

    def __init__(self) -> None:
        self.documents = 0
        self.records = 0
        self.spans: Counter[str] = Counter()
        self.relations: Counter[str] = Counter()
        self._last: Any = None

    def add(self, record: Record) -> None:
        """Count a record that was found right."""
        self.records += 1
        if record["id"] != self._last:
            self._last = record["id"]
            self.documents += 1
        self.spans.update(f"{span['layer']}/{span['label']}" for span in record["spans"])
        self.relations.update(relation["type"] for relation in record["relations"])

    def table(self) -> dict[str, Any]:
        """In the shape of the manifest."""
        return {
            "documents": self.documents,
            "records": self.records,
            "spans": dict(sorted(self.spans.items())),
            "relations": dict(sorted(self.relations.items())),
        }


def problems_of(check: Check, record: Any) -> Iterator[Message]:
    """What is wrong with a record; one that has not even the shape is said to have none."""
    try:
        yield from check(record)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        yield message(
            "The record has not the shape of its format: {reason}.", reason=f"{type(error).__name__}: {error}"
        )


def _native(record: Record) -> Iterator[Message]:
    text = record["text"]
    try:
        if digest(text) != record["text_sha256"]:
            yield message("The text of {id} is not the one that its digest says.", id=record["id"])
    except AnnotatorError as error:
        yield error.what
    members = set()
    for span in record["spans"]:
        members.add(span["id"])
        if not (isinstance(span["layer"], str) and isinstance(span["label"], str)):
            yield message("{id} has no label.", id=str(span["id"]))
        covered = " ".join(text[start:end] for start, end in span["fragments"])
        outer = span["fragments"][0][0], span["fragments"][-1][1]
        ascending = [offset for pair in span["fragments"] for offset in pair]
        if covered != span["text"] or outer != (span["start"], span["end"]) or ascending != sorted(set(ascending)):
            yield _misplaced(span["id"], span["start"], span["end"])
    for relation in record["relations"]:
        if not isinstance(relation["type"], str):
            yield message("{id} has no label.", id=str(relation["id"]))
        for member in (member for ids in relation["roles"].values() for member in ids):
            if member not in members:
                yield message("The relation {id} names {member}, which is not there.", id=relation["id"], member=member)


def _attributions(record: Record) -> Iterator[Message]:
    sentence = record["sentence"]
    claim = record["claim"]
    parties = [
        *([claim, claim["bare"]] if claim else []),
        *(p for r in ("source", "via", "cue", "addressee") for p in record[r]),
    ]
    for party in parties:
        # The text of the article is not here; what lies in the sentence can be seen, the rest only measured.
        pieces = [(start, end) for start, end in party["fragments"]]
        if sum(end - start for start, end in pieces) + len(pieces) - 1 != len(party["text"]):
            yield _misplaced(party.get("id", record["id"]), *pieces[0])
        elif all(sentence["start"] <= start and end <= sentence["end"] for start, end in pieces):
            shift = sentence["start"]
            if " ".join(sentence["text"][a - shift : b - shift] for a, b in pieces) != party["text"]:
                yield _misplaced(party.get("id", record["id"]), *pieces[0])
    if sentence["end"] - sentence["start"] != len(sentence["text"]):
        yield _misplaced(record["id"] or record["document"], sentence["start"], sentence["end"])


def _doccano(record: Record) -> Iterator[Message]:
    for span in record["entities"]:
        if record["text"][span["start_offset"] : span["end_offset"]] != span["text"]:
            yield _misplaced(span["id"], span["start_offset"], span["end_offset"])


def _prodigy(record: Record) -> Iterator[Message]:
    for span in (*record["spans"], *record["tokens"]):
        if record["text"][span["start"] : span["end"]] != span["text"]:
            yield _misplaced(span["id"], span["start"], span["end"])


def _huggingface(record: Record) -> Iterator[Message]:
    shift = record["start"]
    if not len(record["tokens"]) == len(record["ner_tags"]) == len(record["starts"]) == len(record["ends"]):
        yield message("{id} has not as many tags as tokens.", id=record["id"])
    for token, start, end in zip(record["tokens"], record["starts"], record["ends"], strict=False):
        if record["text"][start - shift : end - shift] != token:
            yield _misplaced(record["id"], start, end)


def _chat(record: Record) -> Iterator[Message]:
    if [turn["role"] for turn in record["messages"]] != ["system", "user", "assistant"]:
        yield message("{id} is no exchange of system, user and assistant.", id=record["id"])


def _misplaced(identifier: Any, start: int, end: int) -> Message:
    return message("{id} does not stand at [{start}, {end}).", id=str(identifier), start=start, end=end)


CHECKS: Final[Mapping[str, Check]] = {
    "jsonl": _native,
    "attributions": _attributions,
    "doccano": _doccano,
    "prodigy": _prodigy,
    "huggingface": _huggingface,
    "chat": _chat,
}
"""By name of the exporter whose files are JSON lines; other formats are held against their digests."""
