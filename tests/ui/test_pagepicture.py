from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from annotator.model.errors import AnnotatorError
from annotator.operations.transfer import ExportCancelled
from annotator.ui import pagepicture
from tests.operations.desk import Desk


def test_an_article_becomes_a_picture_as_long_as_it_is(article: Desk, tmp_path: Path) -> None:
    annotated = article.session.corpus.annotated(article.document.document.id, article.document.set_name)
    pagepicture.paint(annotated, article.session.scheme, tmp_path / "page.png")
    picture = QImage(str(tmp_path / "page.png"))
    assert picture.width() > 1000
    colours = {picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)}
    assert len(colours) > 4


def test_an_article_becomes_a_document_of_pages(article: Desk, tmp_path: Path) -> None:
    annotated = article.session.corpus.annotated(article.document.document.id, article.document.set_name)
    pagepicture.paint(annotated, article.session.scheme, tmp_path / "page.pdf")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("suffix", ["png", "pdf"])
def test_a_place_that_cannot_be_written_is_an_error(article: Desk, tmp_path: Path, suffix: str) -> None:
    annotated = article.session.corpus.annotated(article.document.document.id, article.document.set_name)
    with pytest.raises(OSError, match="page"):
        pagepicture.paint(annotated, article.session.scheme, tmp_path / "gone" / f"page.{suffix}")


def test_a_book_is_refused_as_a_picture_before_it_is_laid_out(
    article: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    annotated = article.session.corpus.annotated(article.document.document.id, article.document.set_name)
    # The harvest has doubled, said the minister.
    book = "قالت الوزيرة إن المحصول تضاعف. " * 4_000
    long = replace(annotated, document=replace(annotated.document, text=book), annotations=(), relations=(), zones=())
    monkeypatch.setattr(pagepicture, "Paper", lambda *_arguments: pytest.fail("laid out"))
    with pytest.raises(AnnotatorError, match="too long"):
        pagepicture.paint(long, article.session.scheme, tmp_path / "book.png")


def test_the_painting_of_sheets_tells_how_far_it_is_and_can_be_stopped(article: Desk, tmp_path: Path) -> None:
    annotated = article.session.corpus.annotated(article.document.document.id, article.document.set_name)
    told: list[tuple[int, int]] = []
    out = tmp_path / "page.pdf"
    with pytest.raises(ExportCancelled):
        pagepicture.paint(
            annotated, article.session.scheme, out,
            progress=lambda done, total: told.append((done, total)), cancelled=lambda: True,
        )  # fmt: skip
    assert told == [(0, 1)]
    assert not out.exists()
