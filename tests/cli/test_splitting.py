"""``annotator split``: freezes the split and says what came of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.__main__ import main
from tests.bench.corpora import annotated_articles, write_native

Output = pytest.CaptureFixture[str]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Ten annotated articles."""
    path = tmp_path / "c.isnad"
    write_native(annotated_articles(10), tmp_path / "in.jsonl")
    assert main(["new", str(path)]) == 0
    assert main(["import", str(path), str(tmp_path / "in.jsonl")]) == 0
    return path


def test_the_split_is_frozen_and_export_writes_its_files(corpus: Path, tmp_path: Path, capsys: Output) -> None:
    capsys.readouterr()
    assert main(["split", str(corpus), "60,20,20", "--seed", "3", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert sum(said["splits"].values()) == 10
    assert main(["export", str(corpus), "--to", "jsonl", "--out", str(tmp_path / "out")]) == 0
    for split, count in said["splits"].items():
        path = tmp_path / "out" / f"{split}.jsonl"
        assert (len(path.read_bytes().splitlines()) if path.exists() else 0) == count


def test_an_override_says_that_it_is_one(corpus: Path, tmp_path: Path, capsys: Output) -> None:
    assert main(["split", str(corpus), "80,10,10"]) == 0
    out = str(tmp_path / "out")
    assert main(["export", str(corpus), "--to", "jsonl", "--out", out, "--split", "50,0,50"]) == 0
    assert "for this export only" in capsys.readouterr().err


def test_shares_that_are_none_are_refused(corpus: Path, capsys: Output) -> None:
    for shares in ("80,10", "a,b,c", "80,10,5"):
        assert main(["split", str(corpus), shares]) == 2
    assert "do not add up to 100" in capsys.readouterr().err
