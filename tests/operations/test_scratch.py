"""Folders for a while go with their owner, with the program, and after it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from annotator.operations.scratch import Scratch, clear_scratch

_MADE = (
    "from annotator.operations.scratch import Scratch; s = Scratch('copy'); (s.folder / 'a').touch(); print(s.folder)"
)


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def test_a_folder_is_the_owners_alone_and_goes_when_it_is_told_to(temporary: Path) -> None:
    scratch = Scratch("copy")
    (scratch.folder / "corpus.isnad").write_bytes(b"whole")
    if os.name == "posix":
        assert scratch.folder.stat().st_mode & 0o077 == 0
    assert Scratch("copy").folder != scratch.folder
    scratch.remove()
    scratch.remove()
    assert not scratch.folder.exists()


def test_a_folder_goes_with_what_owned_it(temporary: Path) -> None:
    folder = Scratch("copy").folder
    assert not folder.exists()


def test_a_folder_goes_with_the_program(temporary: Path) -> None:
    said = subprocess.run([sys.executable, "-c", _MADE], capture_output=True, text=True, check=True)
    assert Path(said.stdout.strip()).parent == temporary
    assert list(temporary.iterdir()) == []


def test_what_a_killed_program_left_goes_at_the_next_start_and_what_is_in_use_stays(temporary: Path) -> None:
    killed = f"{_MADE}; import os, sys; sys.stdout.flush(); os._exit(9)"
    subprocess.run([sys.executable, "-c", killed], capture_output=True, check=False)
    (left,) = temporary.iterdir()
    in_use, theirs = Scratch("import"), temporary / "isnad-notes"
    theirs.mkdir()
    clear_scratch()
    assert not left.exists()
    assert set(temporary.iterdir()) == {in_use.folder, theirs}
