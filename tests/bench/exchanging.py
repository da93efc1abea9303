"""Export of 1,000 articles to CoNLL, brat and WebAnno TSV, beside rows read raw and written in that shape."""

from __future__ import annotations

import re
import sqlite3
import tempfile
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import count, groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

import orjson

from tests.bench.corpora import annotated_articles, call, write_native
from tests.bench.figures import Sample, alternating, report
from tests.bench.raw import import_raw

RUNS: Final = 5
ARTICLES: Final = 1_000
_TOKEN: Final = re.compile(r"\w+|[^\w\s]")
_LAYERS: Final = ("entity", "claim", "source", "cue")


def run() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, corpus, raw_corpus = folder / "articles.jsonl", folder / "corpus.isnad", folder / "raw.db"
        write_native(annotated_articles(ARTICLES), source)
        call("new", corpus)
        call("import", corpus, source)
        import_raw(source, raw_corpus)
        for format, raw in (("conll", _conll), ("brat", _brat), ("webanno-tsv", _webanno)):
            _measure(format, raw, corpus, raw_corpus, folder)


def _measure(format: str, raw: Callable[[Path, Path], None], corpus: Path, raw_corpus: Path, folder: Path) -> None:
    number = count()

    def ours() -> None:
        call("export", corpus, "--to", format, "--out", folder / f"{format}{next(number)}")

    def theirs() -> None:
        target = folder / f"raw{format}{next(number)}"
        target.mkdir()
        raw(raw_corpus, target)

    mine, other = alternating(RUNS, ours, theirs)
    sample = Sample(f"annotator export --to {format}", mine, "s")
    yardstick = Sample("sqlite3 rows, written in that shape", other, "s")
    report(
        f"Export of {ARTICLES:,} annotated articles to {format}",
        sample,
        [yardstick],
        reach="at most 3 × raw",
        reached=sample.median <= 3 * yardstick.median,
    )


def _rows(source: Path) -> Iterator[tuple[str, str, list[tuple[Any, ...]], list[tuple[Any, ...]]]]:
    """Id, text, spans and relations of each article."""
    connection = sqlite3.connect(source)
    spans = groupby(
        connection.execute(
            'SELECT document, id, layer, label, start, "end", body FROM span ORDER BY document, start, id'
        ),
        key=itemgetter(0),
    )
    relations = groupby(
        connection.execute("SELECT document, id, type, body FROM relation ORDER BY document, id"), key=itemgetter(0)
    )
    for document, text in connection.execute("SELECT id, text FROM document ORDER BY id"):
        yield document, text, list(next(spans)[1]), list(next(relations)[1])
    connection.close()


def _conll(source: Path, target: Path) -> None:
    """Tokens with tags, a blank line after a full stop."""
    with (target / "train.conll").open("wb") as file:
        for _, text, spans, _ in _rows(source):
            tokens = [match.span() for match in _TOKEN.finditer(text)]
            tags = ["O"] * len(tokens)
            for _, _, layer, label, start, end, _ in spans:
                if layer == "entity":
                    for prefix, place in enumerate(_places(tokens, start, end)):
                        tags[place] = ("I-" if prefix else "B-") + label
            lines = [
                f"{text[start:end]}\t{tag}\t{start}\t{end}\n" + ("\n" if text[start] in ".؟!" else "")
                for (start, end), tag in zip(tokens, tags, strict=True)
            ]
            file.write(("-DOCSTART-\tO\n\n" + "".join(lines) + "\n").encode())


def _brat(source: Path, target: Path) -> None:
    """A text and its lines for each article."""
    for document, text, spans, relations in _rows(source):
        (target / f"{document}.txt").write_bytes(text.encode())
        lines: list[str] = []
        facts: list[str] = []
        for place, (_, _, _, label, start, end, body) in enumerate(spans, start=1):
            lines.append(f"T{place}\t{label} {start} {end}\t{text[start:end]}\n")
            facts += [f"{name} T{place} {value}" for name, value in orjson.loads(body).items()]
        for place, (_, _, kind, body) in enumerate(relations, start=1):
            roles, attributes = orjson.loads(body)
            members = " ".join(f"{role}:{member}" for role, ids in roles.items() for member in ids)
            lines += [f"T{len(spans) + place}\t{kind} 0 1\t{text[:1]}\n", f"E{place}\t{kind}:T1 {members}\n"]
            facts += [f"{name} E{place} {value}" for name, value in attributes.items()]
        lines += [f"A{place}\t{fact}\n" for place, fact in enumerate(facts, start=1)]
        (target / f"{document}.ann").write_bytes("".join(lines).encode())


def _webanno(source: Path, target: Path) -> None:
    """A token a row, two columns a layer and three for relations."""
    for document, text, spans, relations in _rows(source):
        tokens = [match.span() for match in _TOKEN.finditer(text)]
        cells = [["_"] * 11 for _ in tokens]
        for number, (_, _, layer, label, start, end, body) in enumerate(spans, start=1):
            column = 2 * _LAYERS.index(layer)
            values = [label, *orjson.loads(body).values()][:2]
            for place in _places(tokens, start, end):
                for further, value in enumerate(values):
                    before = cells[place][column + further]
                    cell = f"{value}[{number}]"
                    cells[place][column + further] = cell if before == "_" else f"{before}|{cell}"
        for place, (_, _, _, body) in enumerate(relations):
            roles, attributes = orjson.loads(body)
            members = ";".join(member for ids in roles.values() for member in ids)
            cells[place][8:] = [";".join(roles), members, ";".join(attributes.values())]
        rows = [
            f"1-{place}\t{start}-{end}\t{text[start:end]}\t" + "\t".join(row) + "\t\n"
            for place, ((start, end), row) in enumerate(zip(tokens, cells, strict=True), start=1)
        ]
        written = "#FORMAT=WebAnno TSV 3.3\n\n\n#Text=" + text + "\n" + "".join(rows)
        (target / f"{document}.tsv").write_bytes(written.encode())


def _places(tokens: list[tuple[int, int]], start: int, end: int) -> range:
    """The tokens that begin in a stretch."""
    return range(bisect_left(tokens, (start,)), bisect_left(tokens, (end,)))


if __name__ == "__main__":
    run()
