"""One edit, from the call to the disk (synchronous=FULL), in a corpus whose log has a million revisions."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import orjson

from annotator.model.annotator import Annotator
from annotator.model.identity import DocumentId, Handle
from annotator.operations.session import Session
from annotator.store.corpus import Corpus
from tests.bench.corpora import SET_NAME, annotated_articles, default_scheme
from tests.bench.figures import Sample, report

REVISIONS = 1_000_000
ARTICLES = 1_000
EDITS = 1_000
AUTHOR = Handle(SET_NAME)


def run() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.isnad"
        large_corpus(path)
        ours = Sample("change one annotation, committed", edits(path), "ms")
        yardstick = Sample("sqlite3: insert one row, committed", raw_commits(Path(folder) / "raw.db"), "ms")
    report(
        f"One edit to disk in a corpus of {REVISIONS:,} revisions",
        ours,
        [yardstick],
        reach="p99 under 20 ms",
        reached=ours.percentile(99) < 20,
    )


def large_corpus(path: Path) -> None:
    """A corpus of a thousand annotated articles with a million revisions of their annotations behind them."""
    Corpus.create(path, default_scheme(), author=AUTHOR).close()
    connection = sqlite3.connect(path)
    with connection:
        connection.executemany(
            "INSERT INTO revision"
            " (replica, seq, lamport, author, act, gesture, undoes, at, document, kind, record, body)"
            " VALUES (1, ?, ?, ?, ?, 'Relabel', NULL, '2026-11-01T08:00:00.000Z', ?, 'annotation', ?, ?)",
            _past(),
        )
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    with Corpus.open(path) as corpus, corpus.act("Import", author=AUTHOR) as act:
        for record in annotated_articles(ARTICLES):
            act.put_document(record.document)
            act.put_set(record)


def edits(path: Path) -> list[float]:
    """Milliseconds that each of a thousand edits takes, spread over the articles."""
    random = Random(1)
    milliseconds = []
    session = Session.open(path, Annotator(AUTHOR, AUTHOR))
    documents = [summary.id for summary in session.documents()]
    for _ in range(EDITS):
        document = session.read(random.choice(documents))
        annotation = random.choice(list(document.annotations.values()))
        began = time.perf_counter()
        with session.act("Doubt", document) as act:
            act.put(replace(annotation, unsure=not annotation.unsure))
        milliseconds.append(1000 * (time.perf_counter() - began))
    session.close()
    return milliseconds


def raw_commits(path: Path) -> list[float]:
    """Milliseconds that sqlite3 takes to commit one row, with the pragmas of a corpus."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE revision(body BLOB)")
    milliseconds = []
    for _ in range(EDITS):
        began = time.perf_counter()
        connection.execute("INSERT INTO revision VALUES (?)", (b"x" * 300,))
        milliseconds.append(1000 * (time.perf_counter() - began))
    connection.close()
    return milliseconds


def _past() -> Iterator[tuple[object, ...]]:
    """A million revisions of single annotations, each an act of its own, all before the import."""
    bodies = [
        (DocumentId(record.document.id), annotation.id, orjson.dumps({"id": annotation.id, "layer": annotation.layer,
         "label": annotation.label, "fragments": [[annotation.start, annotation.end]]}))
        for record in annotated_articles(ARTICLES)
        for annotation in record.annotations
    ]  # fmt: skip
    for seq in range(1, REVISIONS + 1):
        document, annotation_id, body = bodies[seq * 7919 % len(bodies)]
        record_name = f"{document}/{SET_NAME}/{annotation_id}"
        yield seq, seq, AUTHOR, f"{1:016x}-{seq}", document, record_name, body


if __name__ == "__main__":
    run()
