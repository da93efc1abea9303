"""An export is held against its manifest: what was changed since is found."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import orjson
import pytest

from annotator.model.identity import Handle
from annotator.model.scheme import Scheme
from annotator.operations.transfer import ExportOptions, export, import_paths
from annotator.operations.verifying import NoManifest, verify
from annotator.store.corpus import Corpus
from tests.bench.corpora import annotated_articles, write_native

HUDA = Handle("huda")


def _export(folder: Path, scheme: Scheme, format: str) -> Path:
    write_native(annotated_articles(6), folder / "in.jsonl")
    with Corpus.create(folder / "c.isnad", scheme, author=HUDA) as corpus:
        import_paths(corpus, [folder / "in.jsonl"], author=HUDA)
        export(corpus, folder / "out", format=format, options=ExportOptions(split=(50, 0, 50)))
    return folder / "out"


def _reasons(folder: Path) -> str:
    return "\n".join(problem.reason.english() for problem in verify(folder).problems)


def _sign(folder: Path, name: str = "train.jsonl") -> None:
    """Have the manifest say of a file what it is now, as a forger would."""
    content = (folder / name).read_bytes()
    manifest = orjson.loads((folder / "manifest.json").read_bytes())
    manifest["files"][name].update({"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)})
    (folder / "manifest.json").write_bytes(orjson.dumps(manifest))


@pytest.mark.parametrize(
    "format",
    [
        "jsonl",
        "attributions",
        "page",
        "doccano",
        "label-studio",
        "prodigy",
        "huggingface",
        "chat",
        "table",
        "brat",
        "conll",
        "webanno-tsv",
        "gliner",
        "spert",
    ],
)
def test_what_was_just_exported_is_as_its_manifest_says(tmp_path: Path, scheme: Scheme, format: str) -> None:
    found = verify(_export(tmp_path, scheme, format))
    assert (found.problems, found.unlisted) == ((), ())
    assert found.files >= 1


def test_a_changed_byte_a_missing_file_and_a_stranger_are_found(tmp_path: Path, scheme: Scheme) -> None:
    folder = _export(tmp_path, scheme, "jsonl")
    train = folder / "train.jsonl"
    train.write_bytes(train.read_bytes().replace(b'"codepoint"', b'"utf16-un"', 1))
    (folder / "README.md").unlink()
    (folder / "notes.txt").write_text("x")
    said = _reasons(folder)
    assert "the digest is another" in said
    assert "cannot be read" in said
    assert verify(folder).unlisted == ("notes.txt",)


def test_an_offset_that_is_wrong_is_found_even_under_a_right_digest(tmp_path: Path, scheme: Scheme) -> None:
    folder = _export(tmp_path, scheme, "jsonl")
    lines = (folder / "train.jsonl").read_bytes().splitlines()
    record = orjson.loads(lines[0])
    record["spans"][0]["fragments"][0][0] += 1
    (folder / "train.jsonl").write_bytes(b"\n".join([orjson.dumps(record), *lines[1:]]) + b"\n")
    _sign(folder)
    (problem, *_) = verify(folder).problems
    assert (problem.file, problem.line) == ("train.jsonl", 1)
    assert "does not stand at" in problem.reason.english()


def test_counts_that_are_not_those_of_the_manifest_are_found(tmp_path: Path, scheme: Scheme) -> None:
    folder = _export(tmp_path, scheme, "jsonl")
    train = folder / "train.jsonl"
    train.write_bytes(b"\n".join(train.read_bytes().splitlines()[1:]) + b"\n")
    _sign(folder)
    said = _reasons(folder)
    assert "It has 2 records; the manifest says 3." in said
    assert "“documents”" in said
    assert "“claim/Claim”" in said


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b'{"format": "isnad-manifest/1"}',
        b'{"format": "isnad-manifest/1", "exporter": "jsonl", "splits": {}, '
        b'"files": {"../x": {"sha256": "", "bytes": 1, "records": null}}}',
    ],
)
def test_a_folder_without_a_manifest_is_refused(tmp_path: Path, content: bytes) -> None:
    if content:
        (tmp_path / "manifest.json").write_bytes(content)
    with pytest.raises(NoManifest):
        verify(tmp_path)


@pytest.mark.parametrize(
    "line", [b"{", b"5", b"{}", b'{"text": 5}', b'{"text": "a", "text_sha256": "", "spans": [{}], "relations": []}']
)
def test_records_of_no_shape_are_problems_not_faults(tmp_path: Path, scheme: Scheme, line: bytes) -> None:
    folder = _export(tmp_path, scheme, "jsonl")
    (folder / "train.jsonl").write_bytes(line + b"\n")
    assert len(verify(folder).problems) >= 3


@pytest.mark.parametrize(
    ("format", "file", "before", "after"),
    [
        ("conll", "train.conll", rb"\t(\d+)\t(\d+)\n", rb"\t\g<1>\t9\g<2>\n"),
        ("brat", "**/*.ann", rb"(T\d+\t\S+ )(\d+) ", rb"\g<1>0 "),
        ("webanno-tsv", "**/*.tsv", rb"\n1-2\t(\d+)-", rb"\n1-2\t0-"),
        ("label-studio", "*.json", rb'"start":(\d+)', rb'"start":1\g<1>'),
    ],
)
def test_offsets_in_the_files_of_other_tools_are_held_against_their_words(
    tmp_path: Path, scheme: Scheme, format: str, file: str, before: bytes, after: bytes
) -> None:
    folder = _export(tmp_path, scheme, format)
    path = next(p for p in sorted(folder.glob(file)) if p.name != "manifest.json" and re.search(before, p.read_bytes()))
    path.write_bytes(re.sub(before, after, path.read_bytes(), count=2))
    name = path.relative_to(folder).as_posix()
    _sign(folder, name)
    assert {problem.file for problem in verify(folder).problems} >= {name}


def test_an_article_that_is_missing_is_missed_in_every_format(tmp_path: Path, scheme: Scheme) -> None:
    folder = _export(tmp_path, scheme, "brat")
    gone = sorted(folder.rglob("*.ann"))[0]
    table = orjson.loads((folder / "manifest.json").read_bytes())
    for path in (gone, gone.with_suffix(".txt")):
        path.unlink()
        del table["files"][path.relative_to(folder).as_posix()]
    (folder / "manifest.json").write_bytes(orjson.dumps(table, option=orjson.OPT_INDENT_2))
    assert "brat holds 5 of “records”; the manifest says 6." in _reasons(folder)


def test_a_record_without_a_label_is_said_to_have_none(tmp_path: Path, scheme: Scheme) -> None:
    folder = _export(tmp_path, scheme, "jsonl")
    lines = (folder / "train.jsonl").read_bytes().splitlines()
    record = orjson.loads(lines[0])
    del record["spans"][0]["label"]
    (folder / "train.jsonl").write_bytes(b"\n".join([orjson.dumps(record), *lines[1:]]) + b"\n")
    _sign(folder)
    assert "has not the shape" in _reasons(folder)


def test_a_manifest_with_a_name_that_no_file_can_have_is_none(tmp_path: Path, scheme: Scheme) -> None:
    folder = _export(tmp_path, scheme, "jsonl")
    manifest = orjson.loads((folder / "manifest.json").read_bytes())
    manifest["files"]["a\0b"] = manifest["files"].pop("train.jsonl")
    (folder / "manifest.json").write_bytes(orjson.dumps(manifest))
    with pytest.raises(NoManifest):
        verify(folder)


def test_a_manifest_whose_counts_are_none_is_no_manifest(tmp_path: Path, scheme: Scheme) -> None:
    folder = _export(tmp_path, scheme, "jsonl")
    whole = orjson.loads((folder / "manifest.json").read_bytes())
    wrongs: tuple[object, ...] = ([], {"records": "3"}, {"spans": []}, {"spans": {"claim/Claim": None}})
    for wrong in wrongs:
        (folder / "manifest.json").write_bytes(orjson.dumps({**whole, "splits": {"train": wrong}}))
        with pytest.raises(NoManifest):
            verify(folder)


def test_a_file_of_which_the_manifest_counts_nothing_is_held_against_its_digest(tmp_path: Path, scheme: Scheme) -> None:
    folder = _export(tmp_path, scheme, "jsonl")
    manifest = orjson.loads((folder / "manifest.json").read_bytes())
    del manifest["files"]["README.md"]["records"]
    (folder / "manifest.json").write_bytes(orjson.dumps(manifest))
    assert verify(folder).problems == ()
