"""Files on their way in: whatever lies in a folder is read, refused with its name, or passed over and told."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from annotator.formats.encoding import EncodingRefused
from annotator.operations.intake import Found, ImportOptions, find_files

_OPTIONS = ImportOptions()
# "The minister said the harbour was open."
_NEWS = "قال الوزير إن المرفأ مفتوح."


def _folder(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(_NEWS, encoding="utf-8")
    return folder


def _names(found: Found) -> Sequence[str]:
    return [file.name for file in found.files]


def test_a_folder_is_read_through_in_order_without_what_is_hidden(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "news", "b.txt", "a.txt", "أرشيف/خبر.txt", ".hidden.txt", ".git/c.txt", "notes.xyz")
    found = find_files([folder], _OPTIONS)
    assert _names(found) == ["a.txt", "b.txt", str(Path("أرشيف", "خبر.txt"))]
    assert found.passed_over == ("notes.xyz",)


def test_no_two_files_have_one_name_in_the_report(tmp_path: Path) -> None:
    one, two = _folder(tmp_path / "one", "a.txt"), _folder(tmp_path / "two", "a.txt")
    assert _names(find_files([one, two], _OPTIONS)) == [str(Path("one", "a.txt")), str(Path("two", "a.txt"))]
    assert _names(find_files([one / "a.txt"], _OPTIONS)) == ["a.txt"]


def test_a_path_that_is_not_there_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    folder = _folder(tmp_path, "a.txt")
    found = find_files([folder / "a.txt", folder / "b.txt"], _OPTIONS)
    assert _names(found) == ["a.txt"]
    assert [refused.file for refused in found.refused] == ["b.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_pipe_is_refused_rather_than_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    for asked_for in (tmp_path, tmp_path / "a.txt"):
        (refused,) = find_files([asked_for], _OPTIONS).refused
        assert refused.problems[0].reason.english() == "This is a device or a pipe, not a file."


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_links_that_lead_nowhere_or_in_circles_end_nothing(tmp_path: Path) -> None:
    _folder(tmp_path, "a.txt")
    (tmp_path / "circle").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "gone.txt").symlink_to("nowhere.txt")
    (tmp_path / "self.txt").symlink_to("self.txt")
    found = find_files([tmp_path], _OPTIONS)
    assert _names(found) == ["a.txt"]
    assert [refused.file for refused in found.refused] == ["gone.txt", "self.txt"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    closed = _folder(tmp_path / "closed", "a.txt")
    closed.chmod(0)
    try:
        assert [refused.file for refused in find_files([tmp_path], _OPTIONS).refused] == ["closed"]
    finally:
        closed.chmod(0o700)


def test_an_encoding_that_there_is_not_is_refused_once_for_all_files(tmp_path: Path) -> None:
    with pytest.raises(EncodingRefused, match="no encoding “klingon”"):
        find_files([_folder(tmp_path, "a.txt")], ImportOptions(encoding="klingon"))


@pytest.mark.parametrize(
    ("name", "content", "format"),
    [
        ("package.json", '{"name": "x", "version": "1"}', None),
        ("texts.json", '[{"text": "قال الوزير.", "label": []}]', "doccano"),
        ("tasks.json", '[{"id": 3, "data": {"ner": "قال الوزير."}}]', "label-studio"),
        ("settings.json", '{"data": {"a": 1}, "version": 2}', None),
        ("broken.jsonl", '{"text": ', "jsonl"),
        ("other.jsonl", '{"summary": "قال"}', "jsonl"),
        ("wire.tab", "x", "tsv"),
    ],
)
def test_settings_in_json_are_nobodys_articles(tmp_path: Path, name: str, content: str, format: str | None) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    found = find_files([tmp_path], _OPTIONS)
    assert [file.importer.name for file in found.files if file.importer] == ([format] if format else [])
    assert found.passed_over == (() if format else (name,))
