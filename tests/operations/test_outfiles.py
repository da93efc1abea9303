"""Files appear whole, together, or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import sys
from pathlib import Path

import pytest

from annotator.operations.outfiles import OutFiles, write_whole


def test_files_appear_when_all_are_whole(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    with OutFiles(tmp_path) as files:
        files.file("a").write(b"new")
        files.file("b").write(b"more")
        files.file("a").write(b"er")
        assert (tmp_path / "a").read_text() == "old"
        assert not (tmp_path / "b").exists()
        files.keep()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]
    assert (tmp_path / "a").read_bytes() == b"newer"
    assert files.files[0].sha256 == hashlib.sha256(b"newer").hexdigest()
    assert files.files[0].bytes == 5


def test_an_error_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    with pytest.raises(ZeroDivisionError), OutFiles(tmp_path) as files:
        files.file("a").write(b"new")
        raise ZeroDivisionError
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_text() == "old"


def test_a_folder_that_was_made_for_nothing_goes_again(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), OutFiles(tmp_path / "new") as files:
        files.file("a").write(b"new")
        raise ZeroDivisionError
    assert not (tmp_path / "new").exists()


def test_stale_files_go_unless_they_were_written_anew(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).write_text("old")
    with OutFiles(tmp_path) as files:
        files.file("a").write(b"new")
        files.keep(stale=["a", "b"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "c"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a device that is always full")
def test_a_full_disk_leaves_nothing_and_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.operations.outfiles.beside", lambda _path: tmp_path / "left")
    with pytest.raises(OSError, match="No space") as full, OutFiles(tmp_path) as files:
        file = files.file("a")
        os.dup2(os.open("/dev/full", os.O_WRONLY), file._file.fileno())
        file.write(b"x" * 5_000_000)
        files.keep()
    assert full.value.errno == errno.ENOSPC
    assert list(tmp_path.iterdir()) == []


def test_a_single_file_is_written_whole_or_refused_by_its_name(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"whole")
    assert (tmp_path / "a").read_bytes() == b"whole"
    with pytest.raises(FileNotFoundError) as refused:
        write_whole(tmp_path / "gone" / "a", b"whole")
    assert refused.value.filename == str(tmp_path / "gone" / "a")
    assert list(tmp_path.iterdir()) == [tmp_path / "a"]
