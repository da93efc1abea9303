"""Import of 1,000 annotated articles by the command line, against raw sqlite3 and orjson."""

from __future__ import annotations

import tempfile
from itertools import count
from pathlib import Path

from tests.bench.corpora import annotated_articles, call, write_native
from tests.bench.figures import Sample, alternating, report
from tests.bench.raw import import_raw

RUNS = 7
ARTICLES = 1_000


def run() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "articles.jsonl"
        write_native(annotated_articles(ARTICLES), source)
        number = count()

        def ours() -> None:
            corpus = Path(folder) / f"corpus{next(number)}.isnad"
            call("new", corpus)
            call("import", corpus, source)

        def raw() -> None:
            import_raw(source, Path(folder) / f"raw{next(number)}.db")

        mine, theirs = alternating(RUNS, ours, raw)
    sample = Sample(f"annotator new, annotator import ({ARTICLES:,} articles)", mine, "s")
    yardstick = Sample("sqlite3 executemany + orjson, WAL, FULL", theirs, "s")
    report(
        "Import of 1,000 annotated articles (30 spans, 8 relations each)",
        sample,
        [yardstick],
        reach="at most 4 × raw",
        reached=sample.median <= 4 * yardstick.median,
    )


if __name__ == "__main__":
    run()
