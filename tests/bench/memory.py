"""Memory of the window with a corpus of 10,000 annotated articles open, after twenty of them were visited."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from annotator.operations import settings
from tests.bench.child import STAYING
from tests.bench.corpora import SET_NAME, annotated_articles
from tests.bench.figures import Sample, report
from tests.bench.starting import opened
from tests.bench.windowed import make_corpus

ARTICLES = 10_000
RUNS = 3
REACH_MB = 250


def run() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_corpus(folder / "large.isnad", annotated_articles(ARTICLES))
        make_corpus(folder / "small.isnad", annotated_articles(1))
        large = Sample("resident, 10,000 articles", _memory(folder / "large.isnad", folder), "MB")
        small = Sample("resident, one article", _memory(folder / "small.isnad", folder), "MB")
    report(
        f"Memory with a corpus of {ARTICLES:,} articles open",
        large,
        [small],
        reach=f"under {REACH_MB} MB",
        reached=max(large.values) < REACH_MB,
    )


def _memory(corpus: Path, folder: Path) -> list[float]:
    """Megabytes in several sittings, each of a person who has annotated the articles but never opened the corpus."""
    values = []
    for _ in range(RUNS):
        os.environ["ANNOTATOR_CONFIG_DIR"] = str(folder)
        settings.save(settings.Settings(handle=SET_NAME, name=SET_NAME, language="ar", welcomed=True))
        values.append(opened(corpus, folder, STAYING)["memory"])
    return values


if __name__ == "__main__":
    run()
