"""The filter of the list of articles."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from annotator.model.document import DocumentSummary
from annotator.model.identity import DocumentId, SetName
from annotator.ui.panels.documents import Documents
from annotator.ui.theme import LIGHT

COAST, HARBOUR = "وكالة الساحل", "صحيفة الميناء"


def article(name: str, outlet: str | None, **counts: int) -> DocumentSummary:
    # Article about the harvest
    return DocumentSummary(DocumentId(name), f"مقال {name} عن المحصول", outlet, None, {}, counts)


@pytest.fixture
def documents(dressed: object, qtbot: QtBot) -> Documents:
    made = Documents(theme=LIGHT)
    qtbot.addWidget(made)
    made.resize(266, 780)
    made.show_corpus(
        "قمح",
        [
            article("a", COAST, claim=3, open=1),
            article("b", COAST, claim=2, unsure=1),
            article("c", HARBOUR, claim=2, open=2, unsure=2),
            article("d", None),
        ],
        own_set=SetName("huda"),
    )
    made.show()
    return made


def tick(documents: Documents, *titles: str) -> None:
    """Choose entries of the menu, one after the other."""
    for title in titles:
        entries = documents.filter.menu().actions()
        next(entry for entry in entries if title in entry.text()).trigger()


def test_what_is_asked_for_adds_up_and_comes_off_again(documents: Documents) -> None:
    tick(documents, "With open claims")
    assert documents.inbox.documents() == ["a", "c"]
    tick(documents, "With doubts")
    assert documents.inbox.documents() == ["c"]
    assert "With doubts" in documents.filter.accessibleName()
    tick(documents, "With open claims")
    assert documents.inbox.documents() == ["b", "c"]
    tick(documents, "All articles")
    assert len(documents.inbox.documents()) == 4


def test_outlets_are_named_the_largest_first_and_one_at_a_time_is_shown(documents: Documents) -> None:
    def outlets() -> list[QAction]:
        return [entry for entry in documents.filter.menu().actions() if "\t" in entry.text()]

    assert [COAST in outlets()[0].text(), HARBOUR in outlets()[1].text()] == [True, True]
    tick(documents, HARBOUR)
    assert documents.inbox.documents() == ["c"]
    assert [entry.isChecked() for entry in outlets()] == [False, True]
    tick(documents, HARBOUR)
    assert len(documents.inbox.documents()) == 4


def test_the_search_goes_on_among_what_the_filter_leaves(documents: Documents) -> None:
    tick(documents, COAST)
    documents.inbox.search("مقال c")
    assert documents.inbox.documents() == []


def test_another_corpus_is_shown_whole(documents: Documents) -> None:
    tick(documents, "With doubts")
    documents.show_corpus("زيتون", [article("e", None)], own_set=SetName("huda"))
    assert documents.inbox.documents() == ["e"]
    assert not documents.filter.filter.asks


def test_enter_opens_the_menu(documents: Documents, qtbot: QtBot) -> None:
    documents.filter.setFocus()
    QTest.keyClick(documents.filter, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(menu.isVisible() for menu in documents.filter.findChildren(QMenu)))
