"""A thread of comments at the window: written, answered by another, closed; a question comes back answered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.model.annotator import Annotator
from annotator.model.identity import Handle
from annotator.operations import comments
from annotator.operations.session import Session
from annotator.ui.dialogs.openthreads import OpenThreads
from annotator.ui.dialogs.questionline import QuestionSheet
from annotator.ui.dialogs.textsheet import TextSheet
from annotator.ui.dialogs.threadsheet import ThreadSheet
from annotator.ui.panels.inbox import DocumentRow, SectionRow
from annotator.ui.panels.partview import LineButton
from tests.journeys.hands import Analyst

Sheet = TypeVar("Sheet", bound=QWidget)


def sheet_of(analyst: Analyst, kind: type[Sheet]) -> Sheet:
    """The dialog of that kind that was opened last."""
    QApplication.processEvents()
    found = analyst.window.findChildren(kind)
    assert found
    return found[-1]


def comment(analyst: Analyst, text: str) -> None:
    """Press the key of the comment, write, and Enter."""
    analyst.press(";")
    sheet = sheet_of(analyst, TextSheet)
    sheet.field.setPlainText(text)
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)
    QApplication.processEvents()


def answer(analyst: Analyst, text: str) -> None:
    sheet = sheet_of(analyst, ThreadSheet)
    sheet.field.setPlainText(text)
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)
    QApplication.processEvents()


def shown(analyst: Analyst) -> list[str]:
    """The lines of the inspector's parts."""
    analyst.window.inspector.settle()
    return [button.line.text for button in analyst.window.inspector.findChildren(LineButton)]


@pytest.fixture
def chosen(analyst: Analyst) -> Analyst:
    """The analyst with a place chosen."""
    analyst.drag("روسيا")
    analyst.press("G")
    return analyst


def test_a_comment_is_written_answered_and_closed(chosen: Analyst) -> None:
    before = chosen.window.reader.viewport().grab().toImage()
    comment(chosen, "أهي الدولة أم الاتحاد؟")
    assert "أهي الدولة أم الاتحاد؟" in shown(chosen)
    # A mark in the margin; the letters stay where they were.
    after = chosen.window.reader.viewport().grab().toImage()
    assert after != before
    row = next(r for r in chosen.window.documents.inbox.rows if isinstance(r, DocumentRow))
    assert row.threads == 1
    chosen.press(";")
    answer(chosen, "الدولة")
    assert "الدولة" in shown(chosen)
    chosen.press(";")
    sheet_of(chosen, ThreadSheet).closing.click()
    QApplication.processEvents()
    row = next(r for r in chosen.window.documents.inbox.rows if isinstance(r, DocumentRow))
    assert row.threads == 0


def test_a_comment_is_edited_erased_and_brought_back(chosen: Analyst) -> None:
    comment(chosen, "أول")
    chosen.press(";")
    sheet_of(chosen, ThreadSheet).messages[0].edit_wanted.emit(sheet_of(chosen, ThreadSheet).messages[0].comment)
    edit = sheet_of(chosen, TextSheet)
    edit.field.setPlainText("ثان")
    QTest.keyClick(edit.field, Qt.Key.Key_Return)
    assert "ثان" in shown(chosen)
    chosen.press(";")
    thread = sheet_of(chosen, ThreadSheet)
    thread.messages[0].erase_wanted.emit(thread.messages[0].comment)
    assert "ثان" not in shown(chosen)
    chosen.press("Ctrl+Z")
    assert "ثان" in shown(chosen)


def test_the_article_has_comments_of_its_own_and_a_key_leads_to_the_next(analyst: Analyst) -> None:
    analyst.drag("روسيا")
    analyst.press("G")
    place = analyst.window.reader.chosen
    comment(analyst, "هنا")
    analyst.press("Esc", "Esc")
    assert analyst.window.reader.chosen is None
    comment(analyst, "عن المقال")
    assert "عن المقال" in shown(analyst)
    analyst.press("Shift+;")
    assert analyst.window.reader.chosen == place


@pytest.fixture
def answered(analyst: Analyst, corpus: Path) -> Iterator[Analyst]:
    """A question that the reviewer has answered meanwhile."""
    analyst.drag("روسيا")
    analyst.press("G", "Shift+/", "Shift+/")
    sheet = sheet_of(analyst, QuestionSheet)
    sheet.field.setText("دولة أم جهة؟")
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)
    QApplication.processEvents()
    analyst.leave()
    reviewer = Session.open(corpus, Annotator(Handle("salma"), "سلمى"))
    (thread,) = comments.open_threads(reviewer)
    comments.answer(reviewer, thread, "دولة")
    reviewer.close()
    again = Analyst(corpus)
    yield again
    again.leave()


def test_an_answered_question_stands_in_the_inbox_and_in_the_list(answered: Analyst) -> None:
    titles = [row.title for row in answered.window.documents.inbox.rows if isinstance(row, SectionRow)]
    assert titles[0] == "Questions answered"
    answered.press("Ctrl+J")
    listed = sheet_of(answered, OpenThreads)
    assert [row.text() for row in listed.rows] == ["دولة"]
    listed.rows[0].click()
    thread = sheet_of(answered, ThreadSheet)
    assert [message.comment.text for message in thread.messages] == ["دولة أم جهة؟", "دولة"]
    thread.closing.click()
    QApplication.processEvents()
    titles = [row.title for row in answered.window.documents.inbox.rows if isinstance(row, SectionRow)]
    assert "Questions answered" not in titles
