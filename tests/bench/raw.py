"""The yardstick of import and export: the same records with nothing but sqlite3 and orjson."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import orjson

SCHEMA = """
CREATE TABLE document(id TEXT PRIMARY KEY, text TEXT, record TEXT);
CREATE TABLE span(document TEXT, id TEXT, layer TEXT, label TEXT, start INT, "end" INT, body TEXT,
                  PRIMARY KEY(document, id)) WITHOUT ROWID;
CREATE TABLE relation(document TEXT, id TEXT, type TEXT, body TEXT, PRIMARY KEY(document, id)) WITHOUT ROWID;
"""


def import_raw(source: Path, target: Path) -> None:
    """Parse native JSONL and store its documents, spans and relations as rows, in one transaction."""
    connection = sqlite3.connect(target)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.executescript(SCHEMA)
    documents, spans, relations = [], [], []
    for line in source.read_bytes().splitlines():
        record = orjson.loads(line)
        document = record["id"]
        spans += [
            (document, s["id"], s["layer"], s["label"], s["start"], s["end"], orjson.dumps(s["attributes"]).decode())
            for s in record.pop("spans")
        ]
        relations += [
            (document, r["id"], r["type"], orjson.dumps([r["roles"], r["attributes"]]).decode())
            for r in record.pop("relations")
        ]
        documents.append((document, record.pop("text"), orjson.dumps(record).decode()))
    with connection:
        connection.executemany("INSERT INTO document VALUES(?,?,?)", documents)
        connection.executemany("INSERT INTO span VALUES(?,?,?,?,?,?,?)", spans)
        connection.executemany("INSERT INTO relation VALUES(?,?,?,?)", relations)
    connection.close()


def export_raw(source: Path, target: Path) -> None:
    """Read all rows in order and write them as JSONL of the same shape."""
    connection = sqlite3.connect(source)
    spans = _grouped(
        connection.execute(
            'SELECT document, id, layer, label, start, "end", body FROM span ORDER BY document, start, id'
        )
    )
    relations = _grouped(connection.execute("SELECT document, id, type, body FROM relation ORDER BY document, id"))
    with target.open("wb") as file:
        for document, text, body in connection.execute("SELECT id, text, record FROM document ORDER BY id"):
            record = orjson.loads(body)
            record["text"] = text
            record["spans"] = [
                {
                    "id": id_, "layer": layer, "label": label, "fragments": [[start, end]], "start": start, "end": end,
                    "text": text[start:end], "attributes": orjson.loads(attributes), "referent": None, "note": None,
                    "origin": "manual", "unsure": False,
                }
                for _, id_, layer, label, start, end, attributes in next(spans)[1]
            ]  # fmt: skip
            record["relations"] = [
                {"id": id_, "type": type_, "roles": roles, "attributes": attributes, "note": None, "origin": "manual",
                 "unsure": False}
                for _, id_, type_, body in next(relations)[1]
                for roles, attributes in [orjson.loads(body)]
            ]  # fmt: skip
            assert record["id"] == document
            file.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
    connection.close()


def _grouped(rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, Iterator[tuple[Any, ...]]]]:
    return groupby(rows, key=itemgetter(0))
