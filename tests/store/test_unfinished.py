"""What a killed program left unfinished goes; what somebody still writes stays."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from annotator.store import unfinished


def _of_a_program_that_ended(target: Path) -> Path:
    code = (
        "import sys, pathlib; from annotator.store import unfinished; p = unfinished.beside(pathlib.Path(sys.argv[1]))"
    )
    code += "; p.write_bytes(b'half'); print(p)"
    said = subprocess.run([sys.executable, "-c", code, str(target)], capture_output=True, text=True, check=True)
    return Path(said.stdout.strip())


def test_what_a_program_that_is_gone_left_is_cleared_away(tmp_path: Path) -> None:
    left = _of_a_program_that_ended(tmp_path / "train.jsonl")
    journal = left.with_name(left.name + "-journal")
    journal.write_bytes(b"half")
    unfinished.clear(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_this_program_another_machine_or_a_person_writes_stays(tmp_path: Path) -> None:
    ours = unfinished.beside(tmp_path / "train.jsonl")
    elsewhere = _of_a_program_that_ended(tmp_path / "train.jsonl")
    host = elsewhere.name.split(".")[-2].split("-")[0]
    elsewhere = elsewhere.rename(elsewhere.with_name(elsewhere.name.replace(host, "00000000")))
    others = [tmp_path / ".notes.part", tmp_path / "train.jsonl", tmp_path / f"train.{host}-1-00000000.part"]
    for path in (ours, *others):
        path.write_bytes(b"whole")
    unfinished.clear(tmp_path)
    assert set(tmp_path.iterdir()) == {ours, elsewhere, *others}


def test_a_file_is_dropped_with_what_sqlite_put_beside_it(tmp_path: Path) -> None:
    name = unfinished.beside(tmp_path / "c.isnad")
    for suffix in ("", "-wal", "-shm", "-journal"):
        name.with_name(name.name + suffix).write_bytes(b"")
    unfinished.drop(name)
    unfinished.drop(name)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_needs_no_clearing(tmp_path: Path) -> None:
    unfinished.clear(tmp_path / "gone")
