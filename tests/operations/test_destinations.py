"""Folders of exports, whole with their manifest, and back into a corpus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Final

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.formats.conll import ConllExporter
from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import Annotation
from annotator.model.identity import Handle, SetName
from annotator.model.scheme import Scheme
from annotator.operations.transfer import (
    ExportOptions,
    FolderNeeded,
    ImportOptions,
    ImportReport,
    TokenPolicy,
    export,
    import_paths,
    mapping_named,
)
from annotator.operations.verifying import verify
from annotator.store.corpus import Corpus
from annotator.text.characters import INVISIBLE
from tests.formats.files import facts
from tests.formats.records import annotated_document, validator

HUDA = Handle("huda")
_FOLDERS = ("brat", "webanno-tsv")


@pytest.fixture
def corpus(tmp_path: Path, scheme: Scheme) -> Iterator[Corpus]:
    """Six articles of two annotators, in three splits."""
    with Corpus.create(tmp_path / "c.isnad", scheme, author=HUDA) as opened:
        with opened.act("Import", author=HUDA) as act:
            for number in range(6):
                split = ("train", "validation", "test")[number % 3]
                for name in ("huda", "sami"):
                    record = annotated_document(number, scheme, identifier=f"خبر {number}", set_name=name)
                    document = replace(record.document, split=split)
                    if name == "huda":
                        act.put_document(document, record.zones)
                    for referent in record.referents:
                        act.put(referent)
                    act.put_set(record)
        yield opened


@pytest.fixture
def other(tmp_path: Path, scheme: Scheme) -> Iterator[Corpus]:
    """An empty corpus."""
    with Corpus.create(tmp_path / "d.isnad", scheme, author=HUDA) as opened:
        yield opened


def _import(corpus: Corpus, path: Path, **options: object) -> ImportReport:
    return import_paths(corpus, [path], author=HUDA, options=ImportOptions(**options))  # type: ignore[arg-type]


def _records(corpus: Corpus) -> dict[tuple[str, str], AnnotatedDocument]:
    return {
        (record.document.id, record.annotation_set.name): record
        for record in corpus.every_annotated()
        if record.annotation_set is not None
    }


@pytest.mark.parametrize("format", _FOLDERS)
def test_a_folder_is_as_its_manifest_says_and_comes_back(
    format: str, corpus: Corpus, other: Corpus, tmp_path: Path
) -> None:
    report = export(corpus, tmp_path / "out", format=format)
    assert report.records == 12
    verified = verify(tmp_path / "out")
    assert (verified.problems, verified.unlisted) == ((), ())
    manifest = orjson.loads((tmp_path / "out" / "manifest.json").read_bytes())
    validator("manifest").validate(manifest)
    assert manifest["offset_unit"] == ("utf16" if format == "webanno-tsv" else "codepoint")
    imported = _import(other, tmp_path / "out")
    assert not imported.refused
    assert imported.set_names == ("huda", "sami")
    before, after = _records(corpus), _records(other)
    assert before.keys() == after.keys()
    for key, record in before.items():
        assert record.document.text == after[key].document.text
        if format == "brat":
            assert facts(record, one_line=True) == facts(after[key])
    again = _import(other, tmp_path / "out")
    assert again.changes is None


@pytest.mark.parametrize("format", _FOLDERS)
def test_the_same_export_gives_the_same_bytes_and_leaves_nothing_stale(
    format: str, corpus: Corpus, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        export(corpus, tmp_path / name, format=format)

    def content(name: str) -> dict[str, bytes]:
        root = tmp_path / name
        return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}

    assert content("a") == content("b")
    export(corpus, tmp_path / "b", format=format, options=ExportOptions(annotators=(SetName("sami"),)))
    assert {name.split("/")[0] for name in content("b") if "/" in name} == {"sami"}


@pytest.mark.parametrize("format", _FOLDERS)
def test_a_folder_cannot_go_to_a_file_or_a_stream(format: str, corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for target in ("-", tmp_path / "file"):
        with pytest.raises(FolderNeeded):
            export(corpus, target, format=format)


def test_conll_is_divided_by_split_and_told_with_its_tokens(corpus: Corpus, tmp_path: Path) -> None:
    export(corpus, tmp_path / "out", format="conll", options=ExportOptions(tokens=TokenPolicy.SPLIT))
    assert {path.name for path in (tmp_path / "out").iterdir()} >= {
        "train.conll", "validation.conll", "test.conll", "manifest.json",
    }  # fmt: skip
    manifest = orjson.loads((tmp_path / "out" / "manifest.json").read_bytes())
    validator("manifest").validate(manifest)
    assert manifest["token_policy"] == "split"
    assert manifest["files"]["train.conll"]["records"] == 4
    assert not verify(tmp_path / "out").problems


def test_labels_are_mapped_on_the_way_out(corpus: Corpus, tmp_path: Path) -> None:
    options = ExportOptions(mapping=mapping_named("anercorp"))
    report = export(corpus, tmp_path / "out.conll", format="conll", options=options)
    tags = {line.split("\t")[1] for line in (tmp_path / "out.conll").read_text("utf-8").split("\n") if "\t" in line}
    assert {tag[2:] for tag in tags} - {""} <= {"PERS", "LOC", "ORG", "MISC"}
    assert "no counterpart in the mapping" in {loss.kind for loss in report.losses}
    export(corpus, tmp_path / "out", format="jsonl", options=options)
    manifest = orjson.loads((tmp_path / "out" / "manifest.json").read_bytes())
    assert manifest["filters"]["mapping"] == "anercorp"
    validator("manifest").validate(manifest)


def test_a_scheme_grows_once_by_all_that_comes_in(other: Corpus, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number, label in enumerate(("PROTEIN", "GENE")):
        (tmp_path / "in" / f"n{number}.txt").write_text("قال الوزير.", encoding="utf-8")
        (tmp_path / "in" / f"n{number}.ann").write_text(f"T1\t{label} 4 10\tالوزير\n", encoding="utf-8")
    refused = _import(other, tmp_path / "in")
    assert len(refused.refused) == 2
    assert other.document_count() == 0
    report = _import(other, tmp_path / "in", extend_scheme=True)
    assert not report.refused
    assert other.scheme.version == "2"
    assert {label.name for label in other.scheme.layer("entity").labels} >= {"PROTEIN", "GENE"}
    assert _import(other, tmp_path / "in", extend_scheme=True).changes is None
    assert not other.check()


def test_a_refused_file_leaves_the_scheme_alone(other: Corpus, tmp_path: Path) -> None:
    (tmp_path / "n1.txt").write_text("قال الوزير.", encoding="utf-8")
    (tmp_path / "n1.ann").write_text("T1\tPROTEIN 4 10\tالوزير\nT2\tGENE 4 99\tلا\n", encoding="utf-8")
    assert _import(other, tmp_path / "n1.ann", extend_scheme=True).refused
    assert other.scheme.version == "1"


def test_annotators_of_one_article_are_sets_of_one_document(other: Corpus, tmp_path: Path) -> None:
    for name, label in (("huda", "PERS"), ("sami", "OCC")):
        folder = tmp_path / "in" / name
        folder.mkdir(parents=True)
        (folder / "n1.txt").write_text("قال الوزير.", encoding="utf-8")
        (folder / "n1.ann").write_text(f"T1\t{label} 4 10\tالوزير\n", encoding="utf-8")
    (tmp_path / "in" / "annotation.conf").touch()
    report = _import(other, tmp_path / "in")
    assert report.passed_over == ()
    assert set(_records(other)) == {("n1", "huda"), ("n1", "sami")}


def test_an_article_that_is_here_takes_up_the_annotations(other: Corpus, tmp_path: Path) -> None:
    (tmp_path / "raw.txt").write_text("قال الوزير.", encoding="utf-8")
    _import(other, tmp_path / "raw.txt")
    (tmp_path / "raw.txt").rename(tmp_path / "n1.txt")
    (tmp_path / "n1.ann").write_text("T1\tOCC 4 10\tالوزير\n", encoding="utf-8")
    _import(other, tmp_path / "n1.ann", annotator="huda")
    assert other.document_count() == 1
    assert [name for _, name in _records(other)] == ["huda"]


def test_a_format_that_is_held_in_memory_goes_into_several_files(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four records a split, three a file: each split gets a folder; with room enough, a file as always."""
    monkeypatch.setattr(ConllExporter, "most_in_a_file", 3, raising=False)
    report = export(corpus, tmp_path / "out", format="conll")
    names = {path.relative_to(tmp_path / "out").as_posix() for path in report.files}
    parts = {f"{split}/{number:04}.conll" for split in ("train", "validation", "test") for number in (1, 2)}
    assert names == {*parts, "README.md", "manifest.json"}
    listed = orjson.loads((tmp_path / "out" / "manifest.json").read_bytes())["files"]
    assert [listed[f"train/000{number}.conll"]["records"] for number in (1, 2)] == [3, 1]
    assert verify(tmp_path / "out").problems == () == verify(tmp_path / "out").unlisted
    shards = [(tmp_path / "out" / name).read_bytes() for name in ("train/0001.conll", "train/0002.conll")]
    monkeypatch.setattr(ConllExporter, "most_in_a_file", 9)
    whole = export(corpus, tmp_path / "out", format="conll")
    assert (tmp_path / "out" / "train.conll").read_bytes() == b"".join(shards)
    assert [(loss.kind, loss.count) for loss in whole.losses] == [(loss.kind, loss.count) for loss in report.losses]
    # Nothing of the export before is left, which would be taken for a part of this one.
    assert sorted(path.name for path in (tmp_path / "out").rglob("*.conll")) == [
        "test.conll", "train.conll", "validation.conll",
    ]  # fmt: skip
    assert verify(tmp_path / "out").unlisted == ()


# Two formats, one after the other.

_ALL: Final = ("jsonl", "brat", "webanno-tsv", "doccano", "label-studio", "prodigy")
# What tokens never bear, so that formats with tokens cut it off at borders.
_BLANK: Final = INVISIBLE + " \t\n\r\v\f\u0085\u00a0\u2028\u2029"
_number = count()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), first=st.sampled_from(_ALL), second=st.sampled_from(_ALL))
def test_spans_and_their_text_are_the_same_after_two_formats(
    tmp_path: Path, scheme: Scheme, seed: int, first: str, second: str
) -> None:
    record = _as_in_a_corpus(annotated_document(seed, scheme, identifier="d1", marks=12))
    once = _through(first, record, tmp_path, scheme)
    twice = _through(second, once, tmp_path, scheme)
    assert twice.document.text == record.document.text
    assert _places(once) == _places(record)
    assert _places(twice) == _places(record)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), first=st.sampled_from(_ALL))
def test_flat_entities_are_the_same_after_tags(tmp_path: Path, scheme: Scheme, seed: int, first: str) -> None:
    record = _as_in_a_corpus(annotated_document(seed, scheme, identifier="d1", marks=12))
    flat = replace(record, annotations=tuple(_flat(record.annotations)), relations=())
    once = _through(first, flat, tmp_path, scheme)
    tagged = _through("conll", once, tmp_path, scheme)
    # Tags have no places of their own where white space was lost, so words are compared; signs without width have none.
    assert _words(flat) <= _words(tagged)


def _as_in_a_corpus(record: AnnotatedDocument) -> AnnotatedDocument:
    return replace(record, document=replace(record.document, split=None, group=None))


def _through(format: str, record: AnnotatedDocument, folder: Path, scheme: Scheme) -> AnnotatedDocument:
    """The record after it went out of one corpus in a format, and into another."""
    here = folder / str(next(_number))
    here.mkdir()
    with Corpus.create(here / "a.isnad", scheme, author=HUDA) as corpus:
        with corpus.act("Import", author=HUDA) as act:
            act.put_document(record.document, record.zones)
            for referent in record.referents:
                act.put(referent)
            act.put_set(record)
        export(corpus, here / "out", format=format, options=ExportOptions(tokens=TokenPolicy.SPLIT))
    with Corpus.create(here / "b.isnad", scheme, author=HUDA) as corpus:
        report = import_paths(corpus, [here / "out"], author=HUDA, options=ImportOptions(as_format=format))
        assert not report.refused, [problem.reason.english() for file in report.refused for problem in file.problems]
        return next(record for record in corpus.every_annotated() if record.annotation_set is not None)


def _places(record: AnnotatedDocument) -> set[tuple[str, str, tuple[str, ...], int]]:
    """Layer, label, words and place of each annotation, what tokens never bear left out at borders."""
    text, found = record.document.text, set()
    for mark in record.annotations:
        words = tuple(stripped for span in mark.fragments if (stripped := span.of(text).strip(_BLANK)))
        if words:
            first = next(span for span in mark.fragments if span.of(text).strip(_BLANK))
            start = first.start + len(first.of(text)) - len(first.of(text).lstrip(_BLANK))
            found.add((mark.layer, mark.label, words, start))
    return found


def _flat(annotations: Iterable[Annotation]) -> Iterable[Annotation]:
    """Entities of one fragment of which none touches another."""
    end = -1
    for mark in annotations:
        if mark.layer == "entity" and len(mark.fragments) == 1 and mark.start > end:
            end = mark.end
            yield mark


def _words(record: AnnotatedDocument) -> set[tuple[str, str]]:
    """Label and words of each annotation that is made of visible signs alone."""
    return {
        (label, words[0])
        for _, label, words, _ in _places(record)
        if words[0].isprintable() and not any(sign.isspace() for sign in words[0])
    }
