"""Agreement at a terminal: columns stand under each other, and what is undefined says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator import language
from annotator.cli.agreementtable import put_agreement
from annotator.model.changes import RecordKey, RecordKind
from annotator.model.identity import Handle, SetName
from annotator.operations.agreement import Wish, agree
from annotator.store.corpus import Corpus
from tests.analysis.sixpeople import PEOPLE, six_people_corpus


@pytest.fixture(scope="module")
def six(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return six_people_corpus(tmp_path_factory.mktemp("table") / "six.isnad", 2)


def table(six: Path, wish: Wish, capsys: pytest.CaptureFixture[str]) -> tuple[list[str], str]:
    """The lines on stdout, and what is said beside them."""
    language.use("en", arabic_digits=False)
    with Corpus.open(six) as corpus:
        put_agreement(agree(corpus, wish), corpus.scheme)
    written = capsys.readouterr()
    return written.out.splitlines(), written.err


def test_one_pair_has_no_table_of_pairs_and_six_people_have_fifteen_rows(
    six: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines, told = table(six, Wish(PEOPLE[:2], resamples=0), capsys)
    assert "2 articles are shared · one pair of annotators" in told
    assert not any(line.startswith("Pair") for line in lines)
    lines, told = table(six, Wish(resamples=0), capsys)
    assert "15 pairs of annotators" in told
    first = next(row for row, line in enumerate(lines) if line.startswith("Pair"))
    assert len([line for line in lines[first + 1 :] if " · " in line]) == 15
    assert "of everybody" in lines[0]


def test_columns_end_under_their_heads(six: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines, _told = table(six, Wish(PEOPLE[:2], resamples=0), capsys)
    layers = lines[: lines.index("")]
    assert len(layers) == 5
    ends = layers[0].index("exact F1") + len("exact F1")
    assert all(line[ends - 1].isdigit() or line[ends - 1] == "–" for line in layers[1:])
    assert all(line[ends : ends + 2] == "  " for line in layers)


def test_an_interval_stands_beside_its_mean(six: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain, _told = table(six, Wish(PEOPLE[:2], resamples=0), capsys)
    assert not any("(" in line for line in plain[1:5])
    with Corpus.open(six) as corpus:
        report = agree(corpus, Wish(PEOPLE[:2], resamples=50))
    ranges = [pair for pair in report.intervals.values() if pair[0] != pair[1]]
    drawn, _told = table(six, Wish(PEOPLE[:2], resamples=50), capsys)
    assert any("–" in line and "(" in line for line in drawn) is bool(ranges)


def test_what_cannot_be_measured_is_a_dash_with_its_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = six_people_corpus(tmp_path / "six.isnad", 1)
    with Corpus.open(path) as corpus:
        (document,) = corpus.document_ids()
        for name in PEOPLE[:2]:
            record = corpus.annotated(document, SetName(name))
            with corpus.act("Leave out", author=Handle(PEOPLE[0])) as act:
                for annotation in record.annotations:
                    if annotation.layer == "entity":
                        act.erase(RecordKey(RecordKind.ANNOTATION, document, SetName(name), annotation.id))
    lines, told = table(path, Wish(PEOPLE[:2], resamples=0), capsys)
    assert "–" in next(line for line in lines if line.startswith("Entity"))
    assert any(line.startswith("– ") for line in told.splitlines())
