"""A page of one article, as the window saves it."""

from __future__ import annotations

from pathlib import Path

from annotator.operations.pages import write_page
from annotator.operations.transfer import ExportOptions, export
from tests.operations.desk import Desk


def test_a_page_is_the_same_as_that_of_an_export(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.press("Q", "قالت")
    corpus, document = desk.session.corpus, desk.document
    annotated = corpus.annotated(document.document.id, document.set_name)
    write_page(annotated, desk.session.scheme, tmp_path / "page.html", language="en")
    options = ExportOptions(
        documents=(document.document.id,), annotators=(document.set_name,), language="en", viewer=desk.session.annotator
    )
    export(corpus, tmp_path / "exported.html", format="page", options=options)
    assert (tmp_path / "page.html").read_bytes() == (tmp_path / "exported.html").read_bytes()
    desk.session.close()
