"""Export of 1,000 articles to every format, and import from those of other tools, beside rows read and written raw."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Final

from tests.bench.corpora import annotated_articles, call, write_native
from tests.bench.figures import Sample, alternating, report
from tests.bench.raw import import_raw
from tests.bench.rawreading import READERS, import_raw_foreign
from tests.bench.rawwriting import SHAPES

RUNS: Final = 5
ARTICLES: Final = 1_000
_DATA: Final = {
    "conll": "train.conll",
    "label-studio": "articles.json",
    "brat": "annotator_1",
    "webanno-tsv": "annotator_1",
}


def run(articles: int = ARTICLES) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, corpus, raw_corpus = folder / "articles.jsonl", folder / "corpus.isnad", folder / "raw.db"
        write_native(annotated_articles(articles), source)
        call("new", corpus)
        call("import", corpus, source)
        import_raw(source, raw_corpus)
        for format, shape in SHAPES.items():
            _out(format, shape, corpus, raw_corpus, folder, articles)
        for format in READERS:
            _in(format, corpus, folder, articles)


def _out(
    format: str, shape: Callable[[Path, Path], None], corpus: Path, raw_corpus: Path, folder: Path, articles: int
) -> None:
    number = count()

    def ours() -> None:
        call("export", corpus, "--to", format, "--out", folder / f"{format}{next(number)}")

    def theirs() -> None:
        target = folder / f"raw{format}{next(number)}"
        target.mkdir()
        shape(raw_corpus, target)

    mine, other = alternating(RUNS, ours, theirs)
    sample = Sample(f"annotator export --to {format}", mine, "s")
    yardstick = Sample("sqlite3 rows, written in that shape", other, "s")
    report(
        f"Export of {articles:,} annotated articles to {format}",
        sample,
        [yardstick],
        reach="at most 3 × raw",
        reached=sample.median <= 3 * yardstick.median,
    )


def _in(format: str, corpus: Path, folder: Path, articles: int) -> None:
    number = count()
    source = folder / f"from{format}"
    call("export", corpus, "--to", format, "--out", source)

    def ours() -> None:
        fresh = folder / f"in{format}{next(number)}.isnad"
        call("new", fresh)
        call("import", fresh, source / _DATA.get(format, "train.jsonl"), "--as", format)

    mine, other = alternating(
        RUNS, ours, lambda: import_raw_foreign(format, source, folder / f"in{format}{next(number)}.db")
    )
    sample = Sample(f"annotator new, annotator import --as {format}", mine, "s")
    yardstick = Sample("read in that shape, sqlite3 executemany", other, "s")
    report(
        f"Import of {articles:,} annotated articles from {format}",
        sample,
        [yardstick],
        reach="at most 4 × raw",
        reached=sample.median <= 4 * yardstick.median,
    )


if __name__ == "__main__":
    run(int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES)
