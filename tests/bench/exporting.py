"""Export of 1,000 annotated articles to native JSONL by the command line, against reading rows raw and orjson."""

from __future__ import annotations

import tempfile
from itertools import count
from pathlib import Path

from tests.bench.corpora import annotated_articles, call, write_native
from tests.bench.figures import Sample, alternating, report
from tests.bench.raw import export_raw, import_raw

RUNS = 7
ARTICLES = 1_000


def run() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, corpus, raw_corpus = folder / "articles.jsonl", folder / "corpus.isnad", folder / "raw.db"
        write_native(annotated_articles(ARTICLES), source)
        call("new", corpus)
        call("import", corpus, source)
        import_raw(source, raw_corpus)
        number = count()

        def ours() -> None:
            out = folder / f"out{next(number)}.jsonl"
            call("export", corpus, "--to", "jsonl", "--out", out)
            assert out.stat().st_size == source.stat().st_size

        mine, theirs = alternating(RUNS, ours, lambda: export_raw(raw_corpus, folder / f"raw{next(number)}.jsonl"))
    sample = Sample("annotator export --to jsonl", mine, "s")
    yardstick = Sample("sqlite3 rows + orjson", theirs, "s")
    report(
        "Export of the same to native JSONL",
        sample,
        [yardstick],
        reach="at most 3 × raw",
        reached=sample.median <= 3 * yardstick.median,
    )


if __name__ == "__main__":
    run()
