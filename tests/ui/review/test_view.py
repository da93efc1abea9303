"""The section of the cases in the window: what waits, a document's cases, languages and themes, and going elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.annotator import Annotator
from annotator.model.decision import Decision
from annotator.model.identity import ADJUDICATED, DocumentId, Handle
from annotator.model.workflow import Assignment, Task, Workflow
from annotator.operations.adjudicate import Adjudication
from annotator.operations.settings import Settings
from annotator.ui import style
from annotator.ui.dialogs.returning import ReturnSheet
from annotator.ui.fonts import load_fonts
from annotator.ui.memory import Memory
from annotator.ui.review.view import CasesView
from annotator.ui.sections import CASES, READING
from annotator.ui.theme import LIGHT
from annotator.ui.window import Window
from tests.operations.twosets import corpus_with, first_sheet, second_sheet


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Window]:
    """A reviewer's window on the corpus of two submitted sets."""
    load_fonts()
    qapp.setStyle("Fusion")
    style.dress(qapp, LIGHT)
    path, _article = corpus_with(tmp_path, (first_sheet(), second_sheet()))
    opened = Window(Memory(Settings(language="en", handle="rana", name="Rana", welcomed=True)))
    qtbot.addWidget(opened)
    opened.resize(1300, 820)
    opened.show()
    assert opened.corpora.open_path(path)
    yield opened
    opened.corpora.close()


def shown(window: Window) -> CasesView:
    """The section, gone to."""
    window.show_section(CASES)
    QApplication.processEvents()
    view = window.middle.view
    assert isinstance(view, CasesView)
    return view


def test_the_document_that_is_read_opens_at_its_first_case(window: Window) -> None:
    view = shown(window)
    assert view.board is not None
    assert view.queue.progress.title == "Case 1 of 3"
    assert view.reader.document is not None and view.reader.document.set_name == "compared"
    assert view.stage.dock.isVisible()


def test_escape_leads_to_what_waits_and_a_row_back_again(window: Window, qtbot: QtBot) -> None:
    view = shown(window)
    view.perform("case.leave")
    assert view.board is None and not view.stage.dock.isVisible()
    assert [row.note for row in view.queue.list.rows if row.key] == ["2 sets"]
    view.queue.wanted.emit(next(row.key for row in view.queue.list.rows if row.key))
    assert view.queue.progress.title == "Case 1 of 3"


def test_it_is_said_anew_in_the_other_language_and_theme(window: Window) -> None:
    view = shown(window)
    window.run("language.ar")
    window.run("appearance.dark")
    QApplication.processEvents()
    assert view.queue.progress.title.startswith("الحالة")
    sheet = view.panel.sheet
    assert sheet is not None and [card.letter for card in sheet.versions] == ["أ", "ب"]
    window.grab()
    window.run("language.en")
    window.run("appearance.light")
    assert view.queue.progress.title == "Case 1 of 3"


def test_the_article_lies_still_while_cases_are_decided(window: Window) -> None:
    view = shown(window)
    before = view.reader.scroll_anchor
    view.perform("case.first")
    view.perform("case.first")
    assert view.reader.scroll_anchor == before


def test_what_cannot_be_done_is_said_and_changes_nothing(window: Window) -> None:
    view = shown(window)
    session = window.corpora.session
    assert session is not None
    document = session.documents()[0].id
    with session.corpus.act("Assign", author=Handle("sami")) as act:
        act.put(Annotator(Handle("sami"), "سامي"))
    other = type(session)(session.corpus, Annotator(Handle("sami"), "سامي"))
    with session.corpus.act("Assign", author=Handle("rana")) as act:
        act.put(Assignment(document, Handle("sami"), Task.ADJUDICATE, Handle("rana"), "2026-11-01T09:00:00.000Z"))
    Adjudication(other, document).take_over()
    view.perform("case.first")
    assert "سامي" in window.status.text
    assert not [d for d in session.corpus.remarks(Decision, document) if d.author == "rana"]


def test_what_agrees_is_taken_over_alone_and_taken_back(window: Window) -> None:
    view = shown(window)
    session = window.corpora.session
    assert session is not None
    view.perform("case.take_over")
    assert session.corpus.status(DocumentId(session.documents()[0].id), ADJUDICATED) is not None
    view.perform("case.undo")
    assert session.corpus.status(DocumentId(session.documents()[0].id), ADJUDICATED) is None
    assert "Undone" in window.status.text


def test_a_warning_does_not_follow_to_another_section(window: Window) -> None:
    shown(window)
    window.say("This document is approved.", warning=True)
    window.show_section(READING)
    assert window.status.text != "This document is approved."


def test_the_names_of_whom_work_goes_back_to_are_hidden_in_blind_work(window: Window) -> None:
    view = shown(window)
    session = window.corpora.session
    assert session is not None and view.board is not None
    with session.shared_act("Work blind") as act:
        act.put(Workflow(blind=True))
    view.board.refresh()
    view.perform("case.return")
    sheet = window.findChild(ReturnSheet)
    assert sheet is not None
    assert [sheet.author.itemText(at) for at in range(sheet.author.count())] == ["Annotator 1", "Annotator 2"]
    sheet.reject()
