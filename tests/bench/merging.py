"""Merging a bundle of 100,000 revisions, beside the same rows written raw; and the bundle itself."""

from __future__ import annotations

import io
import sqlite3
import tempfile
import time
import zipfile
from itertools import count
from pathlib import Path
from typing import Final

import orjson

from annotator.bundled import resource
from annotator.formats.bundle import REVISIONS, TEXTS
from annotator.model.annotation import Annotation
from annotator.model.document import new_document
from annotator.model.identity import AnnotationId, Handle, SetName
from annotator.model.scheme import parse_scheme
from annotator.model.span import Span
from annotator.operations import exchange, receiving
from annotator.store.corpus import Corpus
from annotator.store.schema import migrate
from tests.bench.figures import Sample, alternating, report

REVISIONS_IN_ALL: Final = 100_000
ARTICLES: Final = 1_000
RUNS: Final = 3
REACH_S: Final = 5
# “The minister said that prices would fall before the year ends.”
SENTENCE: Final = "قال الوزير إن الأسعار ستنخفض قبل نهاية العام. "
GIVER, TAKER = Handle("hoda"), Handle("samir")


def run() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "sent.isnad-bundle"
        with made(folder / "giver.isnad") as giver:
            exchange.bundle(giver, path, maker=GIVER)
        number = count()

        busy: list[float] = []
        busy_raw: list[float] = []

        def ours() -> None:
            began = time.process_time()
            with empty(folder / f"ours{next(number)}.isnad") as corpus:
                merged = receiving.merge(corpus, path, author=TAKER)
            busy.append(time.process_time() - began)
            assert merged.revisions > REVISIONS_IN_ALL

        def theirs() -> None:
            began = time.process_time()
            write_raw(path, folder / f"raw{next(number)}.db")
            busy_raw.append(time.process_time() - began)

        mine, raw = alternating(RUNS, ours, theirs)
        sample = Sample("annotator merge, in this process", mine, "s")
        report(
            f"Merging a bundle of {REVISIONS_IN_ALL:,} revisions in {ARTICLES:,} articles",
            sample,
            [Sample("sqlite3 and orjson, the same rows unchecked", raw, "s")],
            reach=f"under {REACH_S} s",
            reached=sample.median < REACH_S,
        )
        print(Sample("of this, time of the processor", busy[1:], "s").line())
        print(Sample("the same of the raw rows", busy_raw[1:], "s").line())


def made(path: Path) -> Corpus:
    """A corpus in which one person marked 100,000 claims, each with an act of its own gesture and ten to a commit."""
    corpus = empty(path)
    articles = [new_document(SENTENCE * 40 + str(n), document_id=f"article-{n:06}") for n in range(ARTICLES)]
    each = REVISIONS_IN_ALL // ARTICLES
    with corpus.act("Import", author=GIVER) as act:
        for article in articles:
            act.put_document(article)
    for article in articles:
        for first in range(0, each, 10):
            with corpus.act("Mark claim", author=GIVER) as act:
                for n in range(first, first + 10):
                    claim = Annotation(
                        AnnotationId(f"a{n:06}"), "claim", "Claim", (Span(n, n + 20),), {"kind": "statement"}
                    )
                    act.put(claim, document=article.id, set_name=SetName(GIVER))
    return corpus


def empty(path: Path) -> Corpus:
    """A corpus with nothing in it."""
    scheme = parse_scheme(resource("schemes", "arabic-news.toml").read_text("utf-8"))
    return Corpus.create(path, scheme, author=TAKER)


def write_raw(bundle: Path, target: Path) -> None:
    """The lines of the bundle into the same tables, without a question asked, in one transaction."""
    connection = sqlite3.connect(target, isolation_level=None)
    migrate(connection)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -131072"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN")
    with zipfile.ZipFile(bundle) as archive:
        with archive.open(TEXTS) as member:
            texts = [orjson.loads(line) for line in member]
        connection.executemany("INSERT INTO text (sha256, text) VALUES (?, ?)", texts)
        rows = []
        state = []
        sets: dict[str, int] = {}
        with archive.open(REVISIONS) as member:
            for line in io.BufferedReader(member):  # type: ignore[type-var]
                *head, body = orjson.loads(line)
                rows.append((*head, orjson.dumps(body)))
                if head[9] == "annotation":
                    owner = sets.setdefault(head[8], len(sets) + 1)
                    ((start, end),) = body["fragments"]
                    state.append(
                        (owner, start, end, body["layer"], body["id"], body["label"], None,
                         orjson.dumps(body["attributes"]), None, None, None, 0)
                    )  # fmt: skip
    columns = "replica, seq, lamport, author, act, gesture, undoes, at, document, kind, record, body"
    connection.executemany(f"INSERT INTO revision ({columns}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", rows)
    connection.executemany(
        'INSERT INTO annotation (owner, start, "end", layer, id, label, fragments, attributes, referent, note, origin, '
        "unsure) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
        state,
    )
    connection.execute("COMMIT")
    connection.close()
