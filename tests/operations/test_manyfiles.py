"""Very many files appear together or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.operations.manyfiles import ManyFiles


def _names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_nothing_is_there_before_all_is(tmp_path: Path) -> None:
    with ManyFiles(tmp_path / "out") as many:
        many.write("a/1.txt", b"one")
        assert not (tmp_path / "out").exists()
        many.write_unlisted("manifest.json", (b"{", b"}"))
        assert list(many.entries()) == [
            ("a/1.txt", {"sha256": "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed", "bytes": 3,
                         "records": None})
        ]  # fmt: skip
        many.keep()
    assert _names(tmp_path) == ["out", "out/a", "out/a/1.txt", "out/manifest.json"]


def test_what_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), ManyFiles(tmp_path / "out") as many:
        many.write("a/1.txt", b"one")
        raise ZeroDivisionError
    assert _names(tmp_path) == []


def test_an_earlier_export_is_replaced_and_what_is_not_ours_stays(tmp_path: Path) -> None:
    for name, content in (("1.txt", b"one"), ("2.txt", b"two")):
        with ManyFiles(tmp_path / "out") as many:
            many.write(name, content)
            many.write("both.txt", content)
            many.keep(stale=["1.txt", "both.txt"])
        (tmp_path / "out" / "mine.txt").touch()
    assert _names(tmp_path / "out") == ["2.txt", "both.txt", "mine.txt"]
    assert (tmp_path / "out" / "both.txt").read_bytes() == b"two"


def test_no_file_is_written_twice(tmp_path: Path) -> None:
    with pytest.raises(FileExistsError), ManyFiles(tmp_path / "out") as many:
        many.write("1.txt", b"one")
        many.write("1.txt", b"two")
