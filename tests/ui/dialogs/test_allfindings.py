"""Findings of all articles: ticked where a machine can mend, mended as one act, waved off with a reason."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.annotation import Annotation
from annotator.model.consistency import FindingKind
from annotator.model.identity import AnnotationId
from annotator.operations import findings
from annotator.operations.findings import Usage
from annotator.ui.dialogs.allfindings import AllFindings
from annotator.ui.theme import LIGHT
from tests.operations.desk import Desk


@pytest.fixture
def sheet(article: Desk, dressed: QApplication, qtbot: QtBot) -> AllFindings:
    """The sheet on an article with a comma too much, and a source without a name's kind."""
    month = Annotation(AnnotationId("x1"), "entity", "DATE", (article.span("آذار."),))
    with article.session.act("Import", article.document) as act:
        act.put(month)
    made = AllFindings(article.session, Usage(article.session), theme=LIGHT, parent=None)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.show()
    made.finish_work()
    return made


def kinds(sheet: AllFindings) -> list[FindingKind]:
    return [finding.kind for finding in sheet.found]


def test_what_a_machine_can_mend_is_ticked_and_mended_as_one_act(sheet: AllFindings, article: Desk) -> None:
    assert kinds(sheet) == [FindingKind.MISSING, FindingKind.PUNCTUATION]
    assert [finding.kind for finding in sheet.ticked] == [FindingKind.PUNCTUATION]
    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    sheet.finish_work()
    assert kinds(sheet) == [FindingKind.MISSING]
    stored = article.session.corpus.annotated(article.document.document.id, article.session.own_set)
    assert next(a for a in stored.annotations if a.id == "x1").text(article.document.text) == "آذار"
    assert article.session.corpus.history(limit=1)[0].gesture == findings.GESTURE


def test_one_kind_is_shown_and_ticked_together(sheet: AllFindings) -> None:
    sheet.kinds.setCurrentIndex(sheet.kinds.findData(FindingKind.MISSING))
    assert [sheet.list.isRowHidden(row) for row in range(2)] == [False, True]
    sheet._turn_shown()
    assert [finding.kind for finding in sheet.ticked] == [FindingKind.MISSING, FindingKind.PUNCTUATION]
    sheet._turn_shown()
    assert [finding.kind for finding in sheet.ticked] == [FindingKind.PUNCTUATION]


def test_what_is_ticked_is_waved_off(sheet: AllFindings, article: Desk) -> None:
    sheet.wave_off("هكذا في الأصل")
    sheet.finish_work()
    assert kinds(sheet) == [FindingKind.MISSING]
    (dismissal,) = findings.dismissals(article.session, article.document.document.id)
    assert dismissal.reason == "هكذا في الأصل"


def test_a_place_is_gone_to(sheet: AllFindings, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sheet.place_wanted) as wanted:
        sheet.list.opened.emit(1)
    assert wanted.args is not None
    assert wanted.args[0].anchor == "x1"


def test_closed_meanwhile_nothing_is_stored(sheet: AllFindings, article: Desk) -> None:
    before = article.session.corpus.history(limit=1)[0].act
    sheet.mend()
    sheet.reject()
    QApplication.processEvents()
    assert article.session.corpus.history(limit=1)[0].act == before
    article.mark("P", "الساحل")
