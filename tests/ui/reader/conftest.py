"""An article with every kind of sign, and pages made from any text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from annotator.model.scheme import Scheme
from annotator.operations.opendocument import OpenDocument
from annotator.ui.fonts import load_fonts
from annotator.ui.reader.page import Page
from tests.ui.reader.articles import TEXT, bare_text, signed_article


@pytest.fixture(autouse=True)
def _fonts(qapp: QApplication) -> None:
    load_fonts()


@pytest.fixture
def article(scheme: Scheme) -> OpenDocument:
    """An article in which every sign occurs."""
    return signed_article(scheme)


@pytest.fixture
def bare_article(scheme: Scheme) -> OpenDocument:
    """The same article before anybody has annotated it."""
    return bare_text(TEXT, scheme)


@pytest.fixture
def opened(scheme: Scheme) -> Callable[[str], OpenDocument]:
    """Opens any text, without annotations."""
    return lambda text: bare_text(text, scheme)


@pytest.fixture
def page_of(opened: Callable[[str], OpenDocument]) -> Callable[[str, float], Page]:
    """A page of any text, laid out at a width."""

    def laid_out(text: str, width: float) -> Page:
        page = Page(opened(text), width)
        for block in range(len(page.blocks)):
            page.lay_out(block)
        return page

    return laid_out
