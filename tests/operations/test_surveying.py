"""Files looked at before an import: format, encoding and columns told from their first bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.operations.intake import FileChoice, ImportOptions
from annotator.operations.staging import ImportCancelled
from annotator.operations.surveying import cut_at_line, survey

# "The minister said the harbour was open." / title, text, date
_NEWS = "قال الوزير إن المرفأ مفتوح.\n"
_TABLE = "العنوان,النص,التاريخ\nخبر,قال الوزير إن المرفأ مفتوح.,2026-11-01\n"


def test_format_and_encoding_of_each_file_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(_NEWS, encoding="cp1256")
    (tmp_path / "b.csv").write_text(_TABLE, encoding="utf-16")
    (tmp_path / "c.xyz").write_text(_NEWS, encoding="utf-8")
    found = survey([tmp_path], ImportOptions())
    assert [(file.name, file.format, file.encoding) for file in found.files] == [
        ("a.txt", "text", "cp1256"), ("b.csv", "csv", "utf-16-le"),
    ]  # fmt: skip
    assert found.files[1].columns == ("العنوان", "النص", "التاريخ")
    assert found.passed_over == ("c.xyz",)


def test_what_a_person_says_of_one_file_holds_for_that_file_alone(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(_NEWS, encoding="utf-8")
    choices = {
        tmp_path / "a.txt": FileChoice(as_format="csv"),
        tmp_path / "b.txt": FileChoice(encoding="cp1256"),
        tmp_path / "c.txt": FileChoice(left_out=True),
    }
    found = survey([tmp_path], ImportOptions(choices=choices))
    assert [(file.name, file.format, file.encoding) for file in found.files] == [
        ("a.txt", "csv", "utf-8"), ("b.txt", "text", "cp1256"),
    ]  # fmt: skip


def test_a_file_of_unknown_format_says_where_it_is_so_that_its_format_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "news.xyz"
    path.write_text(_NEWS, encoding="utf-8")
    (refused,) = survey([path], ImportOptions()).refused
    assert refused.path == path
    (file,) = survey([path], ImportOptions(choices={path: FileChoice(as_format="text")})).files
    assert file.format == "text"


def test_a_survey_can_be_broken_off(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(_NEWS, encoding="utf-8")
    with pytest.raises(ImportCancelled):
        survey([tmp_path], ImportOptions(), cancelled=lambda: True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "cp1256"])
def test_a_head_is_cut_where_a_line_ends(encoding: str) -> None:
    raw = (_NEWS * 3).encode(encoding)
    assert cut_at_line(raw[: len(raw) - 5], encoding).decode(encoding) == _NEWS * 2
