from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotator.model.identity import DocumentId
from annotator.model.workflow import Status
from annotator.operations.documentfacts import SkipReason, skip_reason
from annotator.operations.opendocument import OpenDocument
from annotator.operations.transfer import import_paths
from annotator.ui.dialogs.duplicates import DuplicatesSheet
from annotator.ui.window import Window
from tests.ui.dialogs.corpus import bring_in, session_of

# The municipality of Sidon announced that the coast road will open on Sunday after a year of works, …
_NEWS = "أعلنت بلدية صيدا أن طريق الساحل سيُفتح يوم الأحد بعد أعمال دامت سنة كاملة شارك فيها مهندسون من المدينة"


@pytest.fixture
def sheet(window: Window, qtbot: QtBot, tmp_path: Path) -> Iterator[DuplicatesSheet]:
    """The report on a corpus with one pair of near-duplicates."""
    lines = [
        {"id": "old", "text": f"{_NEWS}.", "date": "2026-11-01", "title": "طريق الساحل"},
        {"id": "new", "text": f"{_NEWS} كما قال رئيسها.", "date": "2026-11-03", "title": "طريق الساحل يُفتح"},
    ]
    bring_in(window, lines, tmp_path)
    window.corpora.ask_duplicates()
    opened = window.findChildren(DuplicatesSheet)[-1]
    settle(opened, qtbot)
    yield opened
    if isValid(opened):
        opened.reject()


def status_of(document: OpenDocument) -> Status | None:
    return document.header.status if document.header is not None else None


def settle(sheet: DuplicatesSheet, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not sheet.busy, timeout=30_000)


def test_the_two_articles_stand_side_by_side_with_what_differs(sheet: DuplicatesSheet) -> None:
    assert [(pair.one.id, pair.other.id) for pair in sheet.list.pairs] == [("old", "new")]
    texts = [side.text for side in sheet.sides]
    assert texts[0].marks == ()
    assert [mark.of(f"{_NEWS} كما قال رئيسها.") for mark in texts[1].marks] == ["كما قال رئيسها"]


def test_one_key_skips_an_article_and_takes_it_back(sheet: DuplicatesSheet, window: Window) -> None:
    session = session_of(window)
    document = session.read(DocumentId("new"))
    QTest.keyClick(sheet.list, Qt.Key.Key_2)
    assert status_of(document) is Status.SKIPPED
    assert skip_reason(session, document) is SkipReason.DUPLICATE
    assert sheet.sides[1].skip.isChecked()
    QTest.keyClick(sheet.list, Qt.Key.Key_2)
    assert status_of(document) is not Status.SKIPPED
    assert not sheet.sides[1].skip.isChecked()


def test_what_was_skipped_before_is_not_undone_here(sheet: DuplicatesSheet, window: Window, qtbot: QtBot) -> None:
    sheet.skip(0)
    sheet.reject()
    window.corpora.ask_duplicates()
    again = window.findChildren(DuplicatesSheet)[-1]
    settle(again, qtbot)
    assert DocumentId("old") in again.list.skipped
    again.skip(0)
    document = session_of(window).read(DocumentId("old"))
    assert status_of(document) is Status.SKIPPED
    again.reject()


def test_the_groups_are_frozen_with_one_key(sheet: DuplicatesSheet, window: Window, qtbot: QtBot) -> None:
    QTest.keyClick(sheet.list, Qt.Key.Key_G)
    settle(sheet, qtbot)
    corpus = session_of(window).corpus
    groups = {corpus.document(DocumentId(name)).group for name in ("old", "new")}
    assert len(groups) == 1
    assert None not in groups
    assert "2 articles" in sheet.told.text()


def test_an_article_can_be_opened_from_the_report(sheet: DuplicatesSheet, window: Window) -> None:
    QTest.keyClick(sheet.list, Qt.Key.Key_4)
    assert window.reader.document is not None
    assert window.reader.document.document.id == "new"


def test_a_corpus_without_duplicates_says_so(window: Window, qtbot: QtBot) -> None:
    window.corpora.ask_duplicates()
    sheet = window.findChildren(DuplicatesSheet)[-1]
    settle(sheet, qtbot)
    assert sheet.report is not None
    assert sheet.report.pairs == ()
    assert "1 article" in sheet._run.words
    sheet.reject()


def test_what_differs_is_scrolled_into_sight(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    body = "\n".join(f"{number}. {_NEWS}." for number in range(40))
    lines = [
        {"id": "long", "text": body, "date": "2026-11-01"},
        {"id": "longer", "text": f"{body}\nوأضاف أن العمل انتهى.", "date": "2026-11-02"},
    ]
    (tmp_path / "long.jsonl").write_bytes(b"\n".join(map(orjson.dumps, lines)))
    session = session_of(window)
    import_paths(session.corpus, [tmp_path / "long.jsonl"], author=session.annotator)
    window.corpora.ask_duplicates()
    sheet = window.findChildren(DuplicatesSheet)[-1]
    settle(sheet, qtbot)
    bar = sheet.sides[1].area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 0, timeout=10_000)
    (top,) = sheet.sides[1].text.mark_tops()
    QTest.keyClick(sheet.list, Qt.Key.Key_Space)
    assert bar.value() <= top <= bar.value() + sheet.sides[1].area.height()
    sheet.reject()
