"""`annotator agreement`: tables for people, one object for programs, and what it refuses."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.__main__ import main
from annotator.model.identity import Handle, SetName
from annotator.store.corpus import Corpus
from tests.analysis.sixpeople import STRICT_F1, six_people_corpus


@pytest.fixture(scope="module")
def six(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return six_people_corpus(tmp_path_factory.mktemp("agreement") / "six.isnad", 2)


def test_json_is_one_object_with_the_pair_asked_for(six: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agreement", str(six), "amal", "huda", "--bootstrap", "3", "--seed", "5", "--json"]) == 0
    written = json.loads(capsys.readouterr().out)
    assert [(pair["a"], pair["b"]) for pair in written["pairs"]] == [("amal", "huda")]
    assert written["pairs"][0]["attribution"]["strict_f1"] == pytest.approx(STRICT_F1)
    assert written["seed"] == 5


@pytest.mark.parametrize(("language", "word", "value"), [("en", "Claim", "0.75"), ("ar", "قول", "٠٫٧٥")])
def test_the_table_speaks_both_languages(
    six: Path, capsys: pytest.CaptureFixture[str], language: str, word: str, value: str
) -> None:
    assert main(["--language", language, "agreement", str(six), "--bootstrap", "0"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(word in line and value in line for line in lines)


def test_gamma_and_single_layers_stand_in_the_table(six: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agreement", str(six), "amal", "huda", "--layer", "cue", "--gamma", "--bootstrap", "0"]) == 0
    out = capsys.readouterr().out
    assert "γ" in out
    assert "Claim" not in out


def test_sets_are_measured_as_first_submitted_and_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = six_people_corpus(tmp_path / "six.isnad", 1)
    with Corpus.open(path) as corpus:
        (document,) = corpus.document_ids()
        work = corpus.annotated(document, SetName("amal"))
        with corpus.act("Correct", author=Handle("amal")) as act:
            act.put_set(replace(work, annotations=(), relations=()))
    command = ["agreement", str(path), "amal", "huda", "--bootstrap", "0", "--json"]
    assert main(command) == 0
    corrected = json.loads(capsys.readouterr().out)
    assert main([*command, "--as-submitted"]) == 0
    told = capsys.readouterr()
    submitted = json.loads(told.out)
    assert (corrected["as_first_submitted"], submitted["as_first_submitted"]) == (0, 1)
    assert corrected["pairs"][0]["attribution"]["strict_f1"] != pytest.approx(STRICT_F1)
    assert submitted["pairs"][0]["attribution"]["strict_f1"] == pytest.approx(STRICT_F1)
    assert "first submitted" in told.err


@pytest.mark.parametrize(
    "arguments", [["nobody", "amal"], ["amal"], ["--against", "adjudicated"], ["--layer", "event"]]
)
def test_what_cannot_be_compared_is_refused(
    six: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert main(["agreement", str(six), *arguments]) == 2
    assert capsys.readouterr().out == ""


def test_a_stranger_in_a_blind_phase_is_refused_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from annotator.model.workflow import Workflow

    path = six_people_corpus(tmp_path / "six.isnad", 1)
    with Corpus.open(path) as corpus, corpus.act("Workflow", author=Handle("amal")) as act:
        act.put(Workflow(blind=True))
    assert main(["agreement", str(path), "--json"]) == 2
    assert "blind" in capsys.readouterr().err
