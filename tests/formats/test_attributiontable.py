"""The table of attributions opens in a spreadsheet, and runs nothing there."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from annotator.formats.attributiontable import TableExporter, defused
from annotator.formats.base import WriteOptions
from annotator.model.document import new_document
from annotator.model.scheme import Scheme
from tests.formats.exchange import documents, written


@pytest.mark.parametrize(
    "cell", ["=1+1", "+964 7", "-1", "@cmd", "\t=1", "\r=1", "\n=1", " =1", "\u200f=1", "＝1", "|calc", "\u00a0@x"]
)
def test_what_a_spreadsheet_would_run_is_defused(cell: str) -> None:
    assert defused(cell) == f"'{cell}"


def test_other_cells_stay_as_they_are() -> None:
    # "The minister said: 5 = 5"
    for cell in ("قال الوزير: 5 = 5", "", "«نعم»", "1,200"):
        assert defused(cell) == cell


def test_every_attribution_is_a_row(scheme: Scheme) -> None:
    records = documents(scheme)
    content, losses = written(TableExporter(), records, WriteOptions(scheme))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert len(rows) == sum(r.type == "attribution" for record in records for r in record.relations)
    texts: dict[str, str] = {record.document.id: record.document.text for record in records}
    for row in rows:
        claim = row["claim"].removeprefix("'")
        assert claim.split(" ")[0] in texts[row["document"]]
        assert texts[row["document"]][int(row["start"])] == claim[0]
    assert losses["zone"].count > 0


def test_titles_that_look_like_formulas_are_defused(scheme: Scheme) -> None:
    record = next(r for r in documents(scheme) if r.relations and r.relations[-1].type == "attribution")
    document = new_document(record.document.text, document_id="d1", meta={"title": '=HYPERLINK("http://x")'})
    content, _ = written(TableExporter(), [replace(record, document=document)], WriteOptions(scheme))
    row = next(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert row["title"] == '\'=HYPERLINK("http://x")'
