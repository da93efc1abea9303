from __future__ import annotations

import time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.model.document import DocumentSummary
from annotator.model.identity import DocumentId, SetName
from annotator.model.workflow import Status
from annotator.ui.panels.documents import Documents
from annotator.ui.panels.sectionlist import ROW_HEIGHT, SECTION_HEIGHT
from annotator.ui.theme import DARK, LIGHT


def summaries(count: int) -> list[DocumentSummary]:
    # Ministry of agriculture: the crop of district N has doubled
    return [
        DocumentSummary(
            DocumentId(f"d{number:05}"), f"وزارة الزراعة: محصول القضاء {number} تضاعف", "وكالة الساحل", "2026-11-22",
            {SetName("huda"): Status.IN_PROGRESS} if number % 3 == 0 else {}, {"claim": 4, "open": 2},
        )
        for number in range(count)
    ]  # fmt: skip


def panel(qtbot: QtBot, count: int) -> Documents:
    made = Documents(theme=LIGHT)
    qtbot.addWidget(made)
    made.resize(266, 780)
    made.show_corpus("قمح المتوسط", summaries(count), own_set=SetName("huda"))
    made.show()
    return made


def test_a_click_asks_for_a_document(dressed: object, qtbot: QtBot) -> None:
    documents = panel(qtbot, 6)
    at = documents.view.visualRect(documents.inbox.index(2)).center()
    with qtbot.waitSignal(documents.document_wanted) as wanted:
        QTest.mouseClick(documents.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert wanted.args == ["d00003"]


def test_headings_are_passed_over_by_keys(dressed: object, qtbot: QtBot) -> None:
    documents = panel(qtbot, 6)
    documents.choose(DocumentId("d00003"))
    documents.view.setFocus()
    QTest.keyClick(documents.view, Qt.Key.Key_Down)
    assert documents.chosen == "d00001"
    with qtbot.waitSignal(documents.document_wanted):
        QTest.keyClick(documents.view, Qt.Key.Key_Return)


def test_the_first_hit_of_a_search_opens_with_enter(dressed: object, qtbot: QtBot) -> None:
    documents = panel(qtbot, 40)
    documents.search.setText("القضاء 17")
    with qtbot.waitSignal(documents.document_wanted) as wanted:
        QTest.keyClick(documents.search, Qt.Key.Key_Return)
    assert wanted.args == ["d00017"]


def test_the_chosen_document_stays_chosen_when_its_row_moves(dressed: object, qtbot: QtBot) -> None:
    documents = panel(qtbot, 6)
    documents.choose(DocumentId("d00003"))
    changed = summaries(4)[3]
    done = DocumentSummary(
        changed.id,
        changed.title,
        changed.outlet,
        changed.published,
        {SetName("huda"): Status.SUBMITTED},
        changed.counts,
    )
    documents.show_changed(done)
    assert documents.chosen == "d00003"


def test_steps_go_through_the_list_and_end_at_its_ends(dressed: object, qtbot: QtBot) -> None:
    documents = panel(qtbot, 6)
    documents.choose(DocumentId("d00000"))
    assert documents.neighbour(documents.chosen, step=1) == "d00003"
    assert documents.neighbour(documents.chosen, step=-1) is None


def test_rows_stand_where_arithmetic_says(dressed: object, qtbot: QtBot) -> None:
    documents = panel(qtbot, 6)
    assert documents.view.visualRect(documents.inbox.index(0)).height() == SECTION_HEIGHT
    assert documents.view.visualRect(documents.inbox.index(2)).top() == SECTION_HEIGHT + ROW_HEIGHT
    assert documents.view.indexAt(documents.view.visualRect(documents.inbox.index(4)).center()).row() == 4


def test_ten_thousand_documents_do_not_freeze_the_window(dressed: object, qtbot: QtBot) -> None:
    documents = panel(qtbot, 10)
    many = summaries(10_000)
    began = time.perf_counter()
    documents.show_corpus("قمح المتوسط", many, own_set=SetName("huda"))
    documents.choose(many[-1].id)
    documents.view.grab()
    assert time.perf_counter() - began < 1.5


def test_a_theme_repaints_the_list(dressed: object, qtbot: QtBot) -> None:
    documents = panel(qtbot, 3)
    light = documents.grab().toImage()
    documents.set_theme(DARK)
    assert documents.grab().toImage() != light
