"""What goes wrong is said on stderr, in one sentence, with the status that means it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.__main__ import main
from annotator.cli.failures import tell_refusal
from annotator.model.errors import InputRefused, Problem, message
from annotator.store.corpus import Corpus

Output = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    "call",
    [
        ["exprot"],
        ["new"],
        ["documents", "x.isnad", "y.isnad"],
        ["documents", "--jsn", "x.isnad"],
        ["search", "x.isnad", "قمح", "--limit", "many"],
        ["--language", "fr"],
    ],
)
def test_a_wrong_call_ends_with_two_and_changes_nothing(
    call: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(call) == 2
    written = capsys.readouterr()
    assert written.out == ""
    assert written.err.startswith("Error: ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["export", "x.isnad", "--to", "jsonl"], "“--out PATH” is missing."),
        (["new"], "“CORPUS” is missing."),
        (
            ["export", "x.isnad", "--to", "jsonl", "--out", "-", "--status", "done"],
            "“--status” does not fit: it is one of",
        ),
        (
            ["search", "x.isnad", "قمح", "--limit", "-3"],
            "“--limit” does not fit: a whole number from 0 on is expected.",
        ),
        (["export", "x.isnad", "--seed", "two"], "“--seed” does not fit: a whole number is expected."),
    ],
)
def test_a_wrong_value_is_told_with_what_would_fit(call: list[str], said: str, capsys: Output) -> None:
    assert main(call) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("command", ["documents", "stats", "check"])
@pytest.mark.parametrize("content", [None, b"", b"not a corpus, only a letter", b"SQLite format 3\x00" + b"\x00" * 200])
def test_what_is_no_corpus_is_refused_by_name(
    command: str, content: bytes | None, tmp_path: Path, capsys: Output
) -> None:
    path = tmp_path / "letter.isnad"
    if content is not None:
        path.write_bytes(content)
    assert main([command, str(path)]) == 2
    written = capsys.readouterr().err
    assert str(path) in written
    assert "Traceback" not in written


def test_a_folder_is_no_corpus(tmp_path: Path, capsys: Output) -> None:
    assert main(["documents", str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err


def test_a_corpus_that_is_open_elsewhere_is_refused_naming_who_has_it(corpus: Path) -> None:
    with Corpus.open(corpus, opener="amal"):
        done = subprocess.run(
            [sys.executable, "-m", "annotator", "documents", str(corpus)],
            capture_output=True, encoding="utf-8", env=os.environ | {"LC_ALL": "C.UTF-8"}, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert "amal" in done.stderr


def test_a_reader_that_leaves_early_is_no_fault(corpus: Path) -> None:
    command = [sys.executable, "-m", "annotator", "documents", str(corpus), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
    assert process.returncode == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of Unix closes streams")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_stream_that_the_caller_closed_is_no_fault(corpus: Path, closed: str) -> None:
    call = f'"{sys.executable}" -m annotator documents "{corpus}" {closed}'
    done = subprocess.run(["sh", "-c", call], capture_output=True, check=False)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def test_output_is_utf8_even_in_the_c_locale(corpus: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG"))}
    done = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-m", "annotator", "documents", str(corpus)],
        capture_output=True, env=environment | {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}, check=True,
    )  # fmt: skip
    assert "خبر رقم 0" in done.stdout.decode("utf-8")


def test_every_problem_of_a_file_is_listed_with_its_line(capsys: Output) -> None:
    tell_refusal(
        InputRefused(
            [
                Problem("news.jsonl", 3, message("The text is empty.")),
                Problem("news.jsonl", 4, message("The id is missing."), message("Send it again.")),
                Problem("news.jsonl", None, message("The file ends early."), message("Send it again.")),
            ],
            uncounted=5,
        )
    )
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        "Error: news.jsonl was refused: 8 problems.",
        "  news.jsonl:3: The text is empty.",
        "  news.jsonl:4: The id is missing. Send it again.",
        "  news.jsonl: The file ends early.",
        "  … and 5 more problems.",
    ]
