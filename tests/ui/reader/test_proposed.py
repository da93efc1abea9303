"""What one key would mark, outlined in dashes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.span import Span
from annotator.operations.opendocument import OpenDocument
from annotator.ui.reader.reader import Reader


@pytest.fixture
def reader(qtbot: QtBot, bare_article: OpenDocument) -> Reader:
    """A reader with the article, as wide as in the window."""
    reader = Reader()
    qtbot.addWidget(reader)
    reader.resize(868, 500)
    reader.show()
    reader.show_document(bare_article)
    QApplication.processEvents()
    return reader


def picture(reader: Reader) -> QImage:
    """What the reader shows."""
    QApplication.processEvents()
    return reader.viewport().grab().toImage()


def differing(first: QImage, second: QImage) -> QRect:
    """The smallest rectangle that holds every pixel in which two pictures differ."""
    found = [
        (x, y) for y in range(first.height()) for x in range(first.width()) if first.pixel(x, y) != second.pixel(x, y)
    ]
    if not found:
        return QRect()
    left, right = min(x for x, _ in found), max(x for x, _ in found)
    top, bottom = min(y for _, y in found), max(y for _, y in found)
    return QRect(left, top, right - left + 1, bottom - top + 1)


@pytest.mark.parametrize("layer", ["cue", "source", "claim"])
def test_what_is_proposed_is_outlined_where_it_stands_and_nothing_moves(reader: Reader, layer: str) -> None:
    plain = picture(reader)
    span = Span(0, 12)
    reader.show_proposed(((layer, (span,)),))
    outlined = differing(plain, picture(reader))
    assert not outlined.isEmpty()
    assert reader.rect_of(span).adjusted(-6, -12, 6, 12).contains(outlined)
    reader.show_proposed(())
    assert differing(plain, picture(reader)).isEmpty()


def test_another_document_begins_without_proposals(reader: Reader, article: OpenDocument) -> None:
    reader.show_proposed((("claim", (Span(0, 12),)),))
    reader.show_document(article)
    assert reader.proposed == ()
