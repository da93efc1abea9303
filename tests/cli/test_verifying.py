"""``annotator verify``: 0 when all is as the manifest says, 1 when not, 2 where there is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.__main__ import main
from tests.bench.corpora import annotated_articles, write_native

Output = pytest.CaptureFixture[str]


def test_an_export_is_verified_without_its_corpus(tmp_path: Path, capsys: Output) -> None:
    corpus, folder = tmp_path / "c.isnad", tmp_path / "out"
    write_native(annotated_articles(3), tmp_path / "in.jsonl")
    assert main(["new", str(corpus)]) == 0
    assert main(["import", str(corpus), str(tmp_path / "in.jsonl")]) == 0
    assert main(["export", str(corpus), "--to", "jsonl", "--out", str(folder)]) == 0
    corpus.unlink()
    assert main(["verify", str(folder)]) == 0
    assert "as its manifest says" in capsys.readouterr().err
    (folder / "train.jsonl").write_bytes(b"{}\n")
    assert main(["verify", str(folder), "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert {problem["file"] for problem in said["problems"]} == {"train.jsonl", "manifest.json"}


def test_a_folder_that_is_no_export_is_refused(tmp_path: Path) -> None:
    assert main(["verify", str(tmp_path)]) == 2
