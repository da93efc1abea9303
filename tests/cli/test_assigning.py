"""Giving out work by the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.__main__ import main
from annotator.model.workflow import Assignment
from annotator.store.corpus import Corpus

Output = pytest.CaptureFixture[str]


def test_articles_are_divided_and_a_second_call_changes_nothing(corpus: Path, capsys: Output) -> None:
    assert main(["assign", str(corpus), "--to", "hoda", "samir", "--overlap", "2", "--json"]) == 0
    first = json.loads(capsys.readouterr().out)
    assert first["people"] == {"hoda": {"new": 3, "total": 3}, "samir": {"new": 3, "total": 3}}
    assert first["overlap"] == "2"
    assert main(["assign", str(corpus), "--to", "hoda", "--to", "samir"]) == 0
    assert "nothing to give out" in capsys.readouterr().err
    with Corpus.open(corpus) as opened:
        assert len(opened.remarks(Assignment)) == 6
        assert set(opened.annotators()) == {"hoda", "samir"}


def test_only_the_listed_articles_are_given_out(corpus: Path, tmp_path: Path, capsys: Output) -> None:
    listed = tmp_path / "ids.txt"
    listed.write_text("﻿article-000001\n\n article-000002 \n", encoding="utf-8")
    assert main(["assign", str(corpus), "--to", "hoda", "--documents", str(listed), "--adjudicate"]) == 0
    with Corpus.open(corpus) as opened:
        assert [(w.document, w.task) for w in opened.remarks(Assignment)] == [
            ("article-000001", "adjudicate"),
            ("article-000002", "adjudicate"),
        ]


@pytest.mark.parametrize(
    "call",
    [
        ["--to", "hoda", "--overlap", "two"],
        ["--to", "hoda", "--overlap", "2"],
        ["--to", "adjudicated"],
        [],
    ],
)
def test_what_cannot_be_given_out_is_refused(corpus: Path, call: list[str]) -> None:
    assert main(["assign", str(corpus), *call]) == 2
    with Corpus.open(corpus) as opened:
        assert opened.remarks(Assignment) == []


def test_unknown_articles_are_named(corpus: Path, tmp_path: Path, capsys: Output) -> None:
    listed = tmp_path / "ids.txt"
    listed.write_text("article-000001\nnowhere\n", encoding="utf-8")
    assert main(["assign", str(corpus), "--to", "hoda", "--documents", str(listed)]) == 2
    assert "nowhere" in capsys.readouterr().err
    listed.write_bytes(b"\xff\xfe\x00")
    assert main(["assign", str(corpus), "--to", "hoda", "--documents", str(listed)]) == 2
    with Corpus.open(corpus) as opened:
        assert opened.remarks(Assignment) == []
