"""The yardstick of import from other tools: their files read with nothing but orjson and ``str``, stored as rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, TypeAlias

import orjson

from tests.bench.raw import SCHEMA

Span: TypeAlias = tuple[str, str, int, int, Any]
"""Id, label, start, end, attributes."""
Tie: TypeAlias = tuple[str, str, Any]
"""Id, type, roles and attributes."""
Article: TypeAlias = tuple[str, str, Any, list[Span], list[Tie]]
"""Id, text, further facts, spans, relations."""


def import_raw_foreign(format: str, folder: Path, target: Path) -> None:
    """Parse the files of an export of ours in a format, and store documents, spans and relations as rows."""
    connection = sqlite3.connect(target)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.executescript(SCHEMA)
    documents, spans, relations = [], [], []
    for document, text, rest, marks, ties in READERS[format](folder):
        documents.append((document, text, orjson.dumps(rest).decode()))
        spans += [
            (document, number, "", label, start, end, orjson.dumps(body).decode())
            for number, label, start, end, body in marks
        ]
        relations += [(document, number, kind, orjson.dumps(body).decode()) for number, kind, body in ties]
    with connection:
        connection.executemany("INSERT INTO document VALUES(?,?,?)", documents)
        connection.executemany("INSERT INTO span VALUES(?,?,?,?,?,?,?)", spans)
        connection.executemany("INSERT INTO relation VALUES(?,?,?,?)", relations)
    connection.close()


def _doccano(folder: Path) -> Iterator[Article]:
    for line in (folder / "train.jsonl").read_bytes().splitlines():
        record = orjson.loads(line)
        text = record.pop("text")
        spans = [
            (f"a{s['id']}", s["label"], s["start_offset"], s["end_offset"], s["text"]) for s in record.pop("entities")
        ]
        ties = [(f"r{r['id']}", r["type"], [r["from_id"], r["to_id"]]) for r in record.pop("relations")]
        yield record["doc_id"], text, record, spans, ties


def _label_studio(folder: Path) -> Iterator[Article]:
    for task in orjson.loads((folder / "articles.json").read_bytes()):
        text, document = task["data"].pop("text"), task["data"]["doc_id"]
        spans: list[Span] = []
        ties: list[Tie] = []
        answers: dict[str, dict[str, str]] = {}
        for annotation in task["annotations"]:
            for region in annotation.pop("result"):
                if region["type"] == "labels":
                    value = region["value"]
                    answers[region["id"]] = answer = {"text": value["text"]}
                    spans.append((region["id"], value["labels"][0], value["start"], value["end"], answer))
                elif region["type"] == "relation":
                    ties.append((region["id"], region["labels"][0], [region["from_id"], region["to_id"]]))
                else:
                    answers[region["id"]][region["from_name"]] = region["value"]["choices"][0]
        yield document, text, task, spans, ties


def _prodigy(folder: Path) -> Iterator[Article]:
    for line in (folder / "train.jsonl").read_bytes().splitlines():
        record = orjson.loads(line)
        text, document = record.pop("text"), record["meta"]["doc_id"]
        del record["tokens"]
        spans = [(s["id"], s["label"], s["start"], s["end"], s["attributes"]) for s in record.pop("spans")]
        ties = [(r["id"], r["label"], [r["head_span"]["id"], r["child_span"]["id"]]) for r in record.pop("relations")]
        yield document, text, record, spans, ties


def _conll(folder: Path) -> Iterator[Article]:
    document, pieces, end = "", list[str](), 0
    spans: list[Span] = []
    with (folder / "train.conll").open(encoding="utf-8") as file:
        for line in file:
            fields = line.rstrip("\n").split("\t")
            if fields[0] == "-DOCSTART-":
                if document:
                    yield document, "".join(pieces), None, spans, []
                document, pieces, end, spans = fields[4], [], 0, []
            elif len(fields) == 4:
                start, past = int(fields[2]), int(fields[3])
                pieces += [" " * (start - end), fields[0]]
                end = past
                kind, _, label = fields[1].partition("-")
                if kind == "B":
                    spans.append((f"a{len(spans)}", label, start, past, None))
                elif kind == "I":
                    number, label, start, _, _ = spans[-1]
                    spans[-1] = (number, label, start, past, None)
    yield document, "".join(pieces), None, spans, []


def _brat(folder: Path) -> Iterator[Article]:
    for path in sorted((folder / "annotator_1").glob("*.ann")):
        text = path.with_suffix(".txt").read_bytes().decode()
        marks: dict[str, Span] = {}
        events: dict[str, Tie] = {}
        for line in path.read_bytes().decode().splitlines():
            identifier, head, *covered = line.split("\t")
            words = head.split(" ")
            if identifier[0] == "T":
                assert text[int(words[1]) : int(words[2])] == covered[0]
                marks[identifier] = (identifier, words[0], int(words[1]), int(words[2]), {})
            elif identifier[0] == "E":
                kind, trigger = words[0].split(":")
                del marks[trigger]
                events[identifier] = (identifier, kind, {"roles": [word.split(":") for word in words[1:]]})
            elif identifier[0] == "A":
                owner = marks.get(words[1]) or events[words[1]]
                owner[-1][words[0]] = words[2]
        yield path.stem, text, None, list(marks.values()), list(events.values())


def _webanno(folder: Path) -> Iterator[Article]:
    for path in sorted((folder / "annotator_1").glob("*.tsv")):
        pieces = list[str]()
        marks: dict[tuple[int, str], dict[int, str]] = {}
        places: dict[tuple[int, str], list[int]] = {}
        for line in path.read_bytes().decode().split("\n"):
            if line.startswith("#Text="):
                pieces.append(line[6:])
            elif line and line[0] != "#":
                number, borders, _, *cells = line.split("\t")
                start, past = map(int, borders.split("-"))
                for column, cell in enumerate(cells):
                    if cell in ("_", ""):
                        continue
                    for value in cell.split("|"):
                        said, _, stacked = value.rstrip("]").partition("[")
                        key = (0, stacked) if stacked else (column + 1, number)
                        marks.setdefault(key, {})[column] = said
                        places.setdefault(key, [start, past])[1] = past
        text = "\n".join(pieces)
        spans: list[Span] = [
            (f"a{number}", min(values.items())[1], places[key][0], places[key][1], list(values.values()))
            for number, (key, values) in enumerate(marks.items())
        ]
        yield path.stem, text, None, spans, []


READERS: Final[dict[str, Callable[[Path], Iterator[Article]]]] = {
    "doccano": _doccano,
    "label-studio": _label_studio,
    "prodigy": _prodigy,
    "conll": _conll,
    "brat": _brat,
    "webanno-tsv": _webanno,
}
