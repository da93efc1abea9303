"""The first records of a file as they would be stored, without reading a large file to its end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.bundled import resource
from annotator.model.scheme import parse_scheme
from annotator.operations.foreignnames import LabelMap
from annotator.operations.intake import FileChoice, ImportOptions
from annotator.operations.preview import HEAD_BYTES, RECORDS, FilePreview, preview

_TABLE = dict(parse_scheme(resource("schemes", "arabic-news.toml").read_text("utf-8")).table)
# "The minister of transport, Samer al-Khatib, announced that the harbour is ready, according to the Coast agency."
_NEWS = "أعلن وزير النقل سامر الخطيب أن المرفأ جاهز، وفقا لوكالة الساحل."


def look(path: Path, options: ImportOptions | None = None) -> FilePreview:
    shown = preview(path, scheme_table=_TABLE, options=options or ImportOptions())
    assert shown is not None
    return shown


def doccano(words: str, label: str) -> str:
    start = _NEWS.index(words)
    entity = {"id": 1, "start_offset": start, "end_offset": start + len(words), "label": label}
    return json.dumps({"text": _NEWS, "entities": [entity], "relations": []}, ensure_ascii=False) + "\n"


def test_title_date_and_outlet_are_shown_as_they_will_be_stored(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text(f'العنوان,النص,التاريخ,الصحيفة\nالمرفأ جاهز,"{_NEWS}",3 آذار 2026,الساحل\n', encoding="cp1256")
    shown = look(path)
    assert (shown.format, shown.encoding, shown.complete, shown.refused) == ("csv", "cp1256", True, False)
    document = shown.records[0].annotated.document
    assert document.text == f"المرفأ جاهز\n{_NEWS}"
    assert (document.title, document.meta["outlet"], document.meta["published"]) == (
        "المرفأ جاهز",
        "الساحل",
        "2026-03-03",
    )
    assert shown.table is not None
    assert shown.table.names == ("العنوان", "النص", "التاريخ", "الصحيفة")


def test_a_preview_follows_the_columns_that_are_named(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text(f"أ,ب\nالمرفأ جاهز,{_NEWS}\n", encoding="utf-8")
    assert [problem.line for problem in look(path).problems] == [1]
    shown = look(path, ImportOptions(choices={path: FileChoice(columns={"text": "ب", "title": "أ"})}))
    assert shown.problems == ()
    assert shown.records[0].annotated.document.title == "المرفأ جاهز"


def test_annotations_are_counted_and_names_that_nobody_knows_are_let_through(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(doccano("سامر الخطيب", "Politician"), encoding="utf-8")
    shown = look(path)
    assert shown.records[0].counts == (("entity", "Politician", 1),)
    assert any(label["name"] == "Politician" for layer in shown.scheme_table["layers"] for label in layer["labels"])
    mapped = look(path, ImportOptions(mapping=LabelMap("mine", {"Politician": "entity/PERS"})))
    assert mapped.records[0].counts == (("entity", "PERS", 1),)


def test_what_is_wrong_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(f'{{"text": "{_NEWS}"}}\nnot json\n', encoding="utf-8")
    shown = look(path)
    assert shown.refused
    assert [(problem.file, problem.line) for problem in shown.problems] == [("news.jsonl", 2)]
    assert len(shown.records) == 1
    assert not look(path, ImportOptions(skip_bad=True)).refused


@pytest.mark.parametrize(("encoding", "is_array"), [("utf-8", False), ("utf-16", False), ("utf-8", True)])
def test_of_a_large_file_only_the_beginning_is_read(tmp_path: Path, encoding: str, is_array: bool) -> None:
    line = doccano("سامر الخطيب", "PERS").strip()
    count = 3 * HEAD_BYTES // len(line.encode())
    path = tmp_path / "large.json"
    path.write_text(f"[{','.join([line] * count)}]" if is_array else f"{line}\n" * count, encoding=encoding)
    shown = look(path)
    assert (len(shown.records), shown.complete, shown.problems, shown.refused) == (RECORDS, False, (), False)


def test_a_table_whose_last_shown_row_was_cut_is_not_called_broken(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    cell = "\n".join([_NEWS] * 400)
    path.write_text("العنوان,النص\n" + f'خبر,"{cell}"\n' * 60, encoding="utf-8")
    assert path.stat().st_size > HEAD_BYTES
    shown = look(path)
    assert shown.problems == ()
    assert 0 < len(shown.records) <= RECORDS
    assert shown.records[0].is_cut


def test_a_large_table_without_a_column_of_text_says_so(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_text("أ,ب\n" + f"خبر,{_NEWS}\n" * (HEAD_BYTES // 60), encoding="utf-8")
    (problem,) = look(path).problems
    assert problem.reason.english() == "No column is known to hold the text."


def test_a_file_that_is_gone_shows_nothing(tmp_path: Path) -> None:
    assert preview(tmp_path / "gone.txt", scheme_table=_TABLE, options=ImportOptions()) is None
