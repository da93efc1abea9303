from __future__ import annotations

import pytest
from PySide6.QtGui import QImage, QPainter

from annotator.ui.paper import BREADTH, PAPER, Paper
from tests.operations.desk import Desk


@pytest.mark.parametrize("height", [300.0, 700.0, 5000.0])
def test_no_sheet_is_higher_than_it_may_be_and_nothing_is_lost(article: Desk, height: float) -> None:
    paper = Paper(article.document)
    sheets = list(paper.sheets(height))
    heads = {id(piece.below) for piece in paper.pieces}
    assert [piece for sheet in sheets for piece in sheet if id(piece) not in heads] == [
        piece for piece in paper.pieces if id(piece) not in heads
    ]
    assert all(sum(piece.height for piece in sheet) <= height for sheet in sheets)


def test_the_head_of_the_table_is_never_alone_at_the_foot(article: Desk) -> None:
    paper = Paper(article.document)
    for height in range(300, 900, 10):
        for sheet in list(paper.sheets(float(height)))[:-1]:
            assert not sheet[-1].with_next


def test_a_table_that_goes_on_has_its_head_again(article: Desk) -> None:
    for words in ("أن الشحنة الأولى جاهزة", "الشحنة الأولى"):
        article.mark("C", words)
    paper = Paper(article.document)
    going_on = 0
    for height in range(300, 900, 10):
        for sheet in list(paper.sheets(float(height)))[1:]:
            rows = [at for at, piece in enumerate(sheet) if piece.below is not None]
            if rows:
                assert sheet[rows[0] - 1] is sheet[rows[0]].below
                going_on += rows[0] == 1
    assert going_on


def test_the_text_on_paper_has_no_seams(article: Desk) -> None:
    """Cut into sheets and joined again, the text is the same as in one piece."""
    paper = Paper(article.document)
    text = [piece for piece in paper.pieces if piece.text is not None]
    whole, parts = painted(paper, [text]), painted(paper, [text[:2], text[2:]])
    assert whole == parts


def test_paper_is_white_and_has_ink(article: Desk) -> None:
    paper = Paper(article.document)
    image = painted(paper, [list(paper.pieces)])
    assert image.pixelColor(2, 2) == PAPER.page
    colours = {image.pixel(x, y) for x in range(0, image.width(), 5) for y in range(0, image.height(), 5)}
    assert len(colours) > 10


def painted(paper: Paper, groups: list[list]) -> QImage:  # type: ignore[type-arg]
    """Groups of pieces, each painted by itself, one below the other."""
    height = sum(piece.height for group in groups for piece in group)
    image = QImage(round(BREADTH), round(height), QImage.Format.Format_RGB32)
    image.fill(PAPER.page)
    with QPainter(image) as painter:
        for group in groups:
            painter.save()
            paper.paint(painter, group)
            painter.restore()
            painter.translate(0, sum(piece.height for piece in group))
    return image
