from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from annotator.model.attribution import ClaimState
from annotator.operations import annotate, frame
from annotator.ui.papertable import Cell, _columns, _laid, rows_of, table_of
from annotator.ui.theme import LIGHT
from tests.operations.desk import Desk


def test_an_attribution_is_a_row(article: Desk) -> None:
    [claim] = article.document.claims()
    [row] = rows_of(article.document, claim)
    assert row.claim == (1, ClaimState.ATTRIBUTED, 1)
    assert row.cells["source"].text == "وزيرة الزراعة ليلى حداد"
    assert row.cells["cue"].text == "قالت"
    assert row.cells["stance"].text == "asserts"


def test_a_word_of_the_scheme_is_never_cut_in_two(article: Desk) -> None:
    [claim] = article.document.claims()
    [row] = rows_of(article.document, claim)
    phrase = Cell("continued from the sentence before")
    columns = _columns([replace(row, cells={**row.cells, "holder": phrase})], 700.0)
    left, right = columns["holder"]
    assert _laid(phrase, right - left)[0].lineCount() <= 2
    assert _laid(Cell("continued"), right - left)[0].lineCount() == 1
    assert _laid(Cell("asserts"), columns["stance"][1] - columns["stance"][0])[0].lineCount() == 1
    edges = sorted(columns.values())
    assert edges[0][0] >= 0
    assert edges[-1][1] <= 700
    assert all(before[1] < after[0] for before, after in pairwise(edges))


def test_an_open_claim_says_so(article: Desk) -> None:
    claim = article.mark("C", "أن الشحنة الأولى جاهزة")
    [row] = rows_of(article.document, claim)
    assert row.cells["source"].text == "open"


def test_a_denial_is_a_second_row_without_the_claim(article: Desk) -> None:
    article.press("Q", "نقلت")
    article.press("S", "مسؤول في المرفأ")
    claim = article.press("C", "أن الشحنة الأولى جاهزة")
    article.frame = type(article.frame)()
    article.press("Q", "نفت")
    article.press("S", "شركة النقل")
    frame.about_claim_before(article.session, article.document, article.frame)
    said, denied = rows_of(article.document, claim)
    assert said.claim is not None
    assert denied.claim is None
    assert denied.cells["source"].text == "شركة النقل"
    assert denied.cells["stance"].bad


def test_title_and_head_come_before_the_rows_and_nothing_without_claims(article: Desk) -> None:
    assert len(list(table_of(article.document, width=700, theme=LIGHT))) == 3
    for annotation in [a for a in article.document.annotations.values() if a.layer == "claim"]:
        annotate.erase(article.session, article.document, [annotation.id])
    assert list(table_of(article.document, width=700, theme=LIGHT)) == []
