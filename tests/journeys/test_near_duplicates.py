"""The same news twice: the analyst finds it, looks at what differs, and skips one of them, by keyboard."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator import language
from annotator.model.workflow import Status
from annotator.operations.transfer import import_paths
from annotator.store.corpus import Corpus
from annotator.ui.dialogs.commandlist import CommandList
from annotator.ui.dialogs.duplicates import DuplicatesSheet
from tests.journeys.conftest import ARTICLE
from tests.journeys.hands import Analyst


@pytest.fixture(autouse=True)
def in_arabic(analyst: Analyst) -> Iterator[None]:
    """The interface from right to left."""
    analyst.window.set_language("ar", arabic_digits=True)
    yield
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    language.use("en")


def test_a_second_version_of_an_article_is_found_and_skipped(
    analyst: Analyst, corpus: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    session = analyst.window.corpora.session
    assert session is not None
    second = ARTICLE.replace("12 سفينة", "14 سفينة")
    path = tmp_path / "second.jsonl"
    path.write_text(json.dumps({"id": "second", "text": second}, ensure_ascii=False), encoding="utf-8")
    report = import_paths(session.corpus, [path], author=session.annotator)
    assert report.changes is not None
    session.announce(report.changes)

    # Ctrl+K, the first letters of the command, Enter.
    QTest.keyClick(analyst.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    box = analyst.window.findChild(CommandList)
    assert box is not None
    box._field.setText("شبه المكررات")
    QTest.keyClick(box, Qt.Key.Key_Return)
    sheet = analyst.window.findChild(DuplicatesSheet)
    assert sheet is not None
    qtbot.waitUntil(lambda: not sheet.busy, timeout=30_000)
    (pair,) = sheet.list.pairs
    side = 1 if pair.other.id == "second" else 0
    text = session.corpus.document((pair.one, pair.other)[side].id).text
    assert [mark.of(text) for mark in sheet.sides[side].text.marks] == ["لـ14"]
    # The digit keys of an Arabic layout give Arabic digits; the key is the same.
    QTest.keyClick(sheet.list, Qt.Key(ord("2") if side else ord("1")))
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    analyst.leave()
    with Corpus.open(corpus) as opened:
        (summary,) = (s for s in opened.documents() if s.id == "second")
        assert list(summary.statuses.values()) == [Status.SKIPPED]
        (act,) = (act for act in opened.history() if act.gesture == "Skip: a duplicate")
        assert act.documents == ("second",)
