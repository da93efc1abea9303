"""Tables of articles: columns found by their names, cells as their writers meant them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from annotator.formats.base import Incoming, Problems, ReadOptions
from annotator.formats.tables import CsvImporter, TsvImporter
from annotator.model.errors import InputRefused
from annotator.model.scheme import Scheme


def _read(
    content: str, tmp_path: Path, scheme: Scheme, *, importer: CsvImporter | None = None, encoding: str = "utf-8",
    columns: Mapping[str, str] | None = None,
) -> tuple[list[Incoming], Problems]:  # fmt: skip
    path = tmp_path / "t.csv"
    path.write_bytes(content.encode(encoding))
    problems = Problems("t.csv")
    options = ReadOptions(columns=columns or {})
    return list((importer or CsvImporter()).read(path, scheme=scheme, options=options, problems=problems)), problems


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1256", "utf-16"])
def test_arabic_columns_are_recognised(scheme: Scheme, tmp_path: Path, separator: str, encoding: str) -> None:
    # title, text, date, newspaper, section / "Good season", «The minister said “yes”. / Then he left.»
    rows = [
        ["العنوان", "النص", "تاريخ النشر", "الصحيفة", "القسم"],
        ["موسم جيد", '"قال الوزير ""نعم"".\r\nثم مضى."', "3 آذار 2026", "الساحل", "سياسة"],
    ]
    (found,), problems = _read(
        "\r\n".join(separator.join(row) for row in rows), tmp_path, scheme, encoding=encoding
    )  # fmt: skip
    assert problems.count == 0
    assert found.annotated.document.text == 'موسم جيد\nقال الوزير "نعم".\nثم مضى.'
    meta = found.annotated.document.meta
    assert (meta["outlet"], meta["published"], meta["القسم"]) == ("الساحل", "2026-03-03", "سياسة")


def test_english_columns_are_recognised(scheme: Scheme, tmp_path: Path) -> None:
    (found,), _ = _read("ID,Headline,Body,Publish Date,URL,Rank\n7,عنوان,نص,2026-01-02,http://x,3\n", tmp_path, scheme)
    document = found.annotated.document
    assert (document.id, document.text, found.line) == ("7", "عنوان\nنص", 2)
    assert (document.meta["url"], document.meta["Rank"]) == ("http://x", "3")


def test_a_person_can_name_the_columns(scheme: Scheme, tmp_path: Path) -> None:
    table = "text,story\nملاحظة,القصة كلها\n"
    (found,), _ = _read(table, tmp_path, scheme, columns={"text": "story"})
    assert found.annotated.document.text == "القصة كلها"
    for columns in ({"text": "tale"}, {"colour": "story"}):
        with pytest.raises(InputRefused):
            _read(table, tmp_path, scheme, columns=columns)


@pytest.mark.parametrize("table", ["", "a,b\n1,2\n", "text,text\na,b\n", 'text,title\n"a,b\n', 'text,title\n"a"b,c\n'])
def test_a_table_that_cannot_be_understood_is_refused(scheme: Scheme, tmp_path: Path, table: str) -> None:
    with pytest.raises(InputRefused):
        _read(table, tmp_path, scheme)


def test_a_row_with_other_cells_than_the_header_is_named_by_its_line(scheme: Scheme, tmp_path: Path) -> None:
    found, problems = _read('text,title\n"أول\nثان",عنوان\nنص\n\nنص آخر,عنوان\n,\n', tmp_path, scheme)
    assert [incoming.line for incoming in found] == [2, 6]
    assert [problem.line for problem in problems.listed] == [4]


def test_a_row_without_a_text_is_refused(scheme: Scheme, tmp_path: Path) -> None:
    _, problems = _read("text,url\n ,http://x\n", tmp_path, scheme)
    assert [problem.line for problem in problems.listed] == [2]


def test_quotation_marks_in_a_tab_separated_table_belong_to_the_text(scheme: Scheme, tmp_path: Path) -> None:
    table = 'id\ttext\n1\t"الساحل" ذكرت أن الخبر كاذب\n2\tقال "نعم"\n'
    found, problems = _read(table, tmp_path, scheme, importer=TsvImporter())
    assert problems.count == 0
    assert [incoming.annotated.document.text for incoming in found] == ['"الساحل" ذكرت أن الخبر كاذب', 'قال "نعم"']


def test_quoted_cells_of_a_tab_separated_table_are_unquoted(scheme: Scheme, tmp_path: Path) -> None:
    table = 'id\ttext\n1\t"قال ""نعم""\nثم مضى"\n2\t"كلا"\n'
    found, _ = _read(table, tmp_path, scheme, importer=TsvImporter())
    assert [incoming.annotated.document.text for incoming in found] == ['قال "نعم"\nثم مضى', "كلا"]


def test_a_cell_may_hold_a_long_article(scheme: Scheme, tmp_path: Path) -> None:
    (found,), _ = _read("text\n" + "كلمة " * 100_000, tmp_path, scheme)
    assert len(found.annotated.document.text) == 499_999


def test_the_head_of_a_table_shows_its_columns_and_rows_without_its_end() -> None:
    # title, text, reporter / "The harbour is open", an open quotation that was cut
    text = 'العنوان,النص,المراسل\nفُتح المرفأ,قال الوزير إن المرفأ مفتوح.,ليلى\nعنوان,"لم ينته'
    head = CsvImporter().head(text, {}, rows=4)
    assert head.names == ("العنوان", "النص", "المراسل")
    assert {part: head.names[at] for part, at in head.parts.items()} == {
        "title": "العنوان", "text": "النص", "author": "المراسل",
    }  # fmt: skip
    assert head.rows == (("فُتح المرفأ", "قال الوزير إن المرفأ مفتوح.", "ليلى"),)


def test_a_part_that_a_person_says_is_not_there_is_not_looked_for(scheme: Scheme, tmp_path: Path) -> None:
    # title, text / "Old heading", "The minister said the harbour was open."
    content = "العنوان,النص\nعنوان قديم,قال الوزير إن المرفأ مفتوح.\n"
    (found,), problems = _read(content, tmp_path, scheme, columns={"title": ""})
    assert problems.count == 0
    assert found.annotated.document.text == "قال الوزير إن المرفأ مفتوح."
    assert found.annotated.document.meta["العنوان"] == "عنوان قديم"


def test_the_author_is_recognised(scheme: Scheme, tmp_path: Path) -> None:
    # reporter, text / "Layla Haddad", "The minister said the harbour was open."
    (found,), _problems = _read("المراسل,النص\nليلى حداد,قال الوزير إن المرفأ مفتوح.\n", tmp_path, scheme)
    assert found.annotated.document.meta["author"] == "ليلى حداد"
