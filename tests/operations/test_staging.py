"""Import in two steps: read elsewhere, copied in by slices."""

from __future__ import annotations

import itertools
import multiprocessing
from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.formats.nativewriting import NativeWriting
from annotator.model.identity import Handle
from annotator.model.scheme import Scheme
from annotator.operations.staging import ImportCancelled, ImportReport, Staged, stage
from annotator.operations.transfer import ImportOptions, export, import_paths
from annotator.store.corpus import Corpus
from tests.formats.records import annotated_document

HUDA = Handle("huda")


@pytest.fixture
def corpus(tmp_path: Path, scheme: Scheme) -> Iterator[Corpus]:
    """An empty corpus."""
    with Corpus.create(tmp_path / "c.isnad", scheme, author=HUDA) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path, scheme: Scheme) -> Path:
    """A native file, a bad one, and two articles, one of them twice."""
    made = tmp_path / "in"
    made.mkdir()
    lines = [NativeWriting(scheme).record(annotated_document(seed, scheme, identifier=f"d{seed}")) for seed in range(9)]
    (made / "a.jsonl").write_bytes(b"".join(lines[:6]))
    (made / "b.jsonl").write_bytes(lines[6] + lines[7].replace(b"codepoint", b"byte") + lines[8])
    (made / "c.txt").write_text("قال الوزير إن الأمر انتهى.", encoding="cp1256")
    (made / "d.txt").write_text("قال الوزير إن الأمر انتهى.", encoding="utf-8")
    (made / "e.bin").write_bytes(b"\x00")
    return made


def _drained(slices: Generator[tuple[int, int], None, ImportReport]) -> tuple[list[tuple[int, int]], ImportReport]:
    told = []
    while True:
        try:
            told.append(next(slices))
        except StopIteration as end:
            return told, end.value


def _stage(folder: Path, corpus: Corpus, options: ImportOptions | None = None) -> Staged:
    return stage(
        [folder], scheme_table=dict(corpus.scheme.table), options=options or ImportOptions(),
        staging_file=folder.parent / "staged",
    )  # fmt: skip


@pytest.mark.parametrize("options", [ImportOptions(), ImportOptions(skip_bad=True)])
def test_two_steps_do_what_one_does(
    corpus: Corpus, folder: Path, tmp_path: Path, scheme: Scheme, options: ImportOptions
) -> None:
    _, report = _drained(_stage(folder, corpus, options).slices(corpus, author=HUDA, budget_ms=0))
    with Corpus.create(tmp_path / "other.isnad", scheme, author=HUDA) as other:
        same = import_paths(other, [folder], author=HUDA, options=options)
        assert (report.tally, report.refused, report.passed_over) == (same.tally, same.refused, same.passed_over)
        export(corpus, tmp_path / "one.jsonl")
        export(other, tmp_path / "two.jsonl")
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()
    assert report.changes is not None


def test_slices_tell_how_far_they_are(corpus: Corpus, folder: Path) -> None:
    told, _ = _drained(_stage(folder, corpus).slices(corpus, author=HUDA, budget_ms=0))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


def test_a_closed_import_is_rolled_back(corpus: Corpus, folder: Path) -> None:
    slices = _stage(folder, corpus).slices(corpus, author=HUDA, budget_ms=0)
    for _ in range(8):
        next(slices)
    slices.close()
    assert corpus.document_count() == 0
    _, report = _drained(_stage(folder, corpus).slices(corpus, author=HUDA))
    assert report.accepted == 7


def test_what_the_corpus_contradicts_is_refused_in_the_second_step(
    corpus: Corpus, folder: Path, tmp_path: Path, scheme: Scheme
) -> None:
    path = tmp_path / "known.jsonl"
    path.write_bytes(NativeWriting(scheme).record(annotated_document(77, scheme, identifier="d3")))
    import_paths(corpus, [path], author=HUDA)
    _, report = _drained(_stage(folder, corpus).slices(corpus, author=HUDA))
    assert [file.file for file in report.refused] == ["b.jsonl", "a.jsonl"]
    assert corpus.document_count() == 2


def test_reading_can_be_stopped(corpus: Corpus, folder: Path) -> None:
    with pytest.raises(ImportCancelled):
        stage(
            [folder], scheme_table=dict(corpus.scheme.table), options=ImportOptions(),
            staging_file=folder.parent / "staged", cancelled=lambda: True,
        )  # fmt: skip


def test_reading_works_in_a_child_process(corpus: Corpus, folder: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        staged = pool.apply(
            stage,
            ([folder],),
            {
                "scheme_table": dict(corpus.scheme.table),
                "options": ImportOptions(),
                "staging_file": folder.parent / "s",
            },
        )
    assert replace(staged, path=folder.parent / "staged") == _stage(folder, corpus)


def test_a_slice_ends_when_its_time_is_up(
    corpus: Corpus, tmp_path: Path, scheme: Scheme, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "many.jsonl"
    records = (annotated_document(seed, scheme, identifier=f"d{seed:03}") for seed in range(20))
    path.write_bytes(b"".join(NativeWriting(scheme).record(record) for record in records))
    staged = stage(
        [path], scheme_table=dict(scheme.table), options=ImportOptions(), staging_file=tmp_path / "staged"
    )  # fmt: skip
    # A clock that goes on by one millisecond whenever somebody looks at it.
    clock = itertools.count()
    monkeypatch.setattr("annotator.operations.staging.perf_counter", lambda: next(clock) / 1000)
    done = [done for done, _total in staged.slices(corpus, author=HUDA, budget_ms=2.5)]
    assert len(done) > 3
    assert {later - earlier for earlier, later in itertools.pairwise(done)} == {3}
