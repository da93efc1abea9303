"""What an export will write: the preview is the beginning of the file, the count is what the export reports."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.formats.tokens import TokenPolicy
from annotator.model.identity import ADJUDICATED, Handle, SetName
from annotator.operations import corpora
from annotator.operations.exportpreview import (
    count_export,
    export_mappings,
    facets,
    format_facts,
    preview_export,
)
from annotator.operations.plugins import exporters
from annotator.operations.selection import SelectionRefused
from annotator.operations.transfer import ExportCancelled, ExportOptions, export, import_paths
from annotator.store.corpus import Corpus

_HUDA = Handle("huda")
_TEXTS = sorted(name for name in exporters() if name not in ("spacy", "page", "brat", "webanno-tsv"))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus with the sample articles."""
    path = tmp_path_factory.mktemp("export") / "sample.isnad"
    corpora.create(path, scheme=corpora.scheme_named(corpora.DEFAULT_SCHEME), author=_HUDA)
    with Corpus.open(path) as opened:
        import_paths(opened, [corpora.sample_corpus()], author=_HUDA)
    return path


@pytest.mark.parametrize("name", _TEXTS)
def test_the_preview_is_the_beginning_of_the_file(corpus: Path, tmp_path: Path, name: str) -> None:
    options = ExportOptions(annotators=(SetName("annotator_1"),), language="en")
    shown = preview_export(corpus, format=name, options=options)
    target = tmp_path / f"out{format_facts(name).suffix}"
    with Corpus.open(corpus) as opened:
        export(opened, target, format=name, options=options)
    ((_name, text),) = shown.parts
    assert not shown.is_binary
    assert text.removesuffix("…")
    assert target.read_bytes().decode().startswith(text.removesuffix("…"))


@pytest.mark.parametrize("name", sorted(exporters()))
def test_options_that_a_format_is_said_to_heed_change_its_files_and_no_others(
    corpus: Path, tmp_path: Path, name: str
) -> None:
    if name == "spacy":
        pytest.importorskip("spacy")
    options = ExportOptions(annotators=(SetName("annotator_1"),), language="en")
    others = {"tokens": replace(options, tokens=TokenPolicy.SPLIT), "negatives": replace(options, negatives=True)}
    plain = _data(corpus, tmp_path / "plain", name, options)
    changing = {key for key, other in others.items() if _data(corpus, tmp_path / key, name, other) != plain}
    facts = format_facts(name)
    assert changing == {key for key, has in (("tokens", facts.has_tokens), ("negatives", facts.has_negatives)) if has}


def _data(corpus: Path, folder: Path, name: str, options: ExportOptions) -> dict[str, bytes]:
    """The files of an export by name, without those that repeat the options."""
    with Corpus.open(corpus) as opened:
        export(opened, folder, format=name, options=options)
    files = (path for path in folder.rglob("*") if path.is_file() and path.name not in ("manifest.json", "README.md"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("name", ["jsonl", "conll", "brat", "spert", "page"])
def test_what_is_counted_beforehand_is_what_the_export_reports(corpus: Path, tmp_path: Path, name: str) -> None:
    options = ExportOptions(adjudicated=True, without_unsure=True, split=(60, 20, 20), seed=7, language="en")
    counted = count_export(corpus, format=name, options=options)
    with Corpus.open(corpus) as opened:
        written = export(opened, tmp_path / "out", format=name, options=options)
    assert counted.records == written.records
    assert [(loss.kind, loss.count) for loss in counted.losses] == [(loss.kind, loss.count) for loss in written.losses]
    assert counted.contents.total().table() == written.contents.total().table()
    assert {split: part.documents for split, part in counted.contents.splits.items()} == {
        split: part.documents for split, part in written.contents.splits.items()
    }
    assert counted.files == ()


def test_a_folder_is_shown_file_by_file(corpus: Path) -> None:
    shown = preview_export(corpus, format="brat", options=ExportOptions(adjudicated=True))
    names = [name for name, _text in shown.parts]
    assert any(name.endswith(".txt") for name in names)
    assert any(name.endswith(".ann") for name in names)
    assert not shown.complete


def test_a_page_is_shown_without_its_fonts(corpus: Path) -> None:
    ((_name, text),) = preview_export(corpus, format="page", options=ExportOptions(adjudicated=True)).parts
    assert "<article" in text


def test_there_is_to_choose_from_what_the_corpus_has(corpus: Path) -> None:
    found = facets(corpus, viewer=_HUDA)
    assert found.sets == {SetName("annotator_1"): 10, SetName("annotator_2"): 10, ADJUDICATED: 10}
    assert sum(found.outlets.values()) > 0
    assert "2026-01-01" < found.first <= found.last
    assert found.splits == {}


def test_a_choice_that_contradicts_the_scheme_is_refused_beforehand(corpus: Path) -> None:
    with pytest.raises(SelectionRefused):
        preview_export(corpus, format="jsonl", options=ExportOptions(layers=("nothing",)))


def test_counting_can_be_broken_off_also_while_a_split_is_drawn(corpus: Path) -> None:
    for options in (ExportOptions(), ExportOptions(split=(80, 10, 10))):
        with pytest.raises(ExportCancelled):
            count_export(corpus, format="jsonl", options=options, cancelled=lambda: True)


def test_a_split_for_one_export_can_go_by_date(corpus: Path) -> None:
    by_date = count_export(corpus, format="jsonl", options=ExportOptions(split=(50, 0, 50), by_date=True))
    drawn = count_export(corpus, format="jsonl", options=ExportOptions(split=(50, 0, 50), seed=3))
    assert set(by_date.contents.splits) == set(drawn.contents.splits) == {"train", "test"}
    assert by_date.contents.splits["train"].table() != drawn.contents.splits["train"].table()


def test_only_mappings_that_lead_outside_are_offered() -> None:
    assert export_mappings() == ("anercorp", "ontonotes")
