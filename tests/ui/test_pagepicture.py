from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

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
