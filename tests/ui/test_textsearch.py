"""The search in texts beside the list of documents, through the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.model.span import Span
from annotator.operations.textsearch import index_of
from annotator.ui.window import Window

WAIT_MS = 60_000


def body_words(window: Window) -> tuple[str, Span]:
    """Two words that stand in the text of the open article and not in its title."""
    document = window.reader.document
    assert document is not None
    start = document.text.index("الشحنة الأولى")
    assert "الشحنة" not in document.document.title
    return "الشحنه الاولي", Span(start, start + len("الشحنة الأولى"))


def test_words_of_a_text_find_its_article_and_enter_goes_to_them(window: Window, qtbot: QtBot) -> None:
    words, place = body_words(window)
    window.documents.search.setText(words)
    QTest.keyClick(window.documents.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.reader.selection == place, timeout=WAIT_MS)
    assert window.documents.chosen == window.reader.document.document.id  # type: ignore[union-attr]


def test_words_that_stand_nowhere_are_said_to(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.text_search.found, timeout=WAIT_MS):
        window.documents.search.setText("قطار الأنفاق")
    assert window.documents.inbox.documents() == []
    QTest.keyClick(window.documents.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(window.documents.inbox.documents()) == 1, timeout=WAIT_MS)


def test_an_index_that_cannot_be_written_leaves_the_titles(window: Window, qtbot: QtBot) -> None:
    session = window.corpora.session
    assert session is not None
    index_of(session.corpus).mkdir()
    with qtbot.waitSignal(window.text_search.failed, timeout=WAIT_MS):
        window.documents.search.setText("قالت")
    assert len(window.documents.inbox.documents()) == 1, "the title has the word"
