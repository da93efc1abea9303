"""The consistency check before work is handed in: each finding one key away, then it is submitted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from annotator.model.annotation import Annotation
from annotator.model.consistency import FindingKind
from annotator.model.identity import AnnotationId
from annotator.model.span import Span
from annotator.model.workflow import Status
from annotator.operations import findings
from annotator.ui.dialogs.textsheet import TextSheet
from annotator.ui.panels.findinglist import FindingButton
from annotator.ui.panels.partview import LineButton
from annotator.ui.work import checking
from tests.journeys.hands import Analyst


def put(analyst: Analyst, words: str, layer: str, label: str) -> Annotation:
    """An annotation as an import brings it: nothing is tidied."""
    start = analyst.document.text.index(words)
    annotation = Annotation(AnnotationId(f"x{start}{layer}"), layer, label, (Span(start, start + len(words)),))
    session = analyst.window.corpora.session
    assert session is not None
    with session.act("Import", analyst.document) as act:
        act.put(annotation)
    return annotation


def status(analyst: Analyst) -> Status | None:
    header = analyst.document.header
    return header.status if header is not None else None


def listed(analyst: Analyst) -> list[FindingButton]:
    """The rows of the list in the inspector."""
    analyst.window.inspector.settle()
    return analyst.window.inspector.findChildren(FindingButton)


def words_of(analyst: Analyst, annotation: Annotation) -> str:
    return analyst.document.annotations[annotation.id].text(analyst.document.text)


def test_findings_come_before_the_work_is_handed_in(analyst: Analyst) -> None:
    city = put(analyst, "بيروت -", "entity", "GPE")
    claim = put(analyst, "أن الحكومة ستفرض رسوما جديدة،", "claim", "Claim")
    month = put(analyst, "آذار،", "entity", "DATE")
    analyst.press("Ctrl+Enter")
    assert status(analyst) is not Status.SUBMITTED
    assert [row.finding.kind for row in listed(analyst)] == [FindingKind.OPEN] + [FindingKind.PUNCTUATION] * 3
    assert analyst.window.reader.chosen == claim.id
    # Nobody says this claim: Enter begins the attribution, and the list goes on when it is made.
    analyst.press("Enter", "U", "Enter")
    assert next(row.finding.kind for row in listed(analyst)) is not FindingKind.OPEN
    # All of a kind as one act.
    analyst.press("Shift+Enter")
    assert [words_of(analyst, a) for a in (city, claim, month)] == ["بيروت", "أن الحكومة ستفرض رسوما جديدة", "آذار"]
    # It was the last one, and submitting was asked for.
    left = listed(analyst)
    while left and status(analyst) is not Status.SUBMITTED:
        analyst.press("Delete", "2")
        left = listed(analyst)
    assert status(analyst) is Status.SUBMITTED


def test_who_insists_hands_in_all_the_same(analyst: Analyst) -> None:
    put(analyst, "أن الحكومة ستفرض رسوما جديدة", "claim", "Claim")
    analyst.press("Ctrl+Enter", "Ctrl+Enter")
    assert status(analyst) is Status.SUBMITTED


def test_a_finding_waved_off_with_a_reason_does_not_come_back(analyst: Analyst) -> None:
    put(analyst, "أن الحكومة ستفرض رسوما جديدة", "claim", "Claim")
    analyst.press("F4")
    assert len(listed(analyst)) == 1
    analyst.press("0", "1")
    assert listed(analyst) == []
    analyst.press("F4")
    assert listed(analyst) == []
    session = analyst.window.corpora.session
    assert session is not None
    (dismissal,) = findings.dismissals(session, analyst.document.document.id)
    assert dismissal.reason == "so in the article"
    analyst.press("Ctrl+Z", "F4")
    assert len(listed(analyst)) == 1


def test_a_reason_in_ones_own_words(analyst: Analyst) -> None:
    put(analyst, "أن الحكومة ستفرض رسوما جديدة", "claim", "Claim")
    analyst.press("F4", "0", "E")
    sheet = analyst.window.findChild(TextSheet)
    assert sheet is not None
    sheet.field.setPlainText("قول عام لا قائل له")
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)
    QApplication.processEvents()
    session = analyst.window.corpora.session
    assert session is not None
    (dismissal,) = findings.dismissals(session, analyst.document.document.id)
    assert dismissal.reason == "قول عام لا قائل له"


@pytest.mark.parametrize("mend", ["click", "key"])
def test_a_finding_is_mended_by_a_key_and_by_a_click_and_undone(analyst: Analyst, mend: str) -> None:
    month = put(analyst, "آذار،", "entity", "DATE")
    put(analyst, "بيروت -", "entity", "GPE")
    analyst.press("F4", "Space")
    rows = listed(analyst)
    assert [row.current for row in rows] == [False, True]
    assert analyst.window.reader.chosen == month.id
    if mend == "click":
        rows[1].click()
        analyst.window.dock.slot_activated.emit(0)
    else:
        analyst.press("Enter")
    assert words_of(analyst, month) == "آذار"
    assert len(listed(analyst)) == 1
    analyst.press("Ctrl+Z")
    QApplication.processEvents()
    assert words_of(analyst, month) == "آذار،"
    assert len(listed(analyst)) == 2


def test_the_usual_keys_work_while_the_list_is_open(analyst: Analyst) -> None:
    put(analyst, "بيروت -", "entity", "GPE")
    put(analyst, "أن الحكومة ستفرض رسوما جديدة،", "claim", "Claim")
    analyst.press("F4")
    before = len(listed(analyst))
    analyst.press("Esc")
    assert listed(analyst) == []
    analyst.press("F4")
    assert len(listed(analyst)) == before


def test_what_was_waved_off_is_listed_and_shown_again(analyst: Analyst) -> None:
    put(analyst, "أن الحكومة ستفرض رسوما جديدة", "claim", "Claim")
    analyst.press("F4", "0", "3", "Esc", "Esc")
    analyst.window.reader.choose(None)
    analyst.window.inspector.settle()
    lines = [row for row in analyst.window.inspector.findChildren(LineButton) if row.line.removal is not None]
    assert [row.line.note for row in lines] == ["the rule does not fit here"]
    lines[0].removal_wanted.emit()
    analyst.press("F4")
    assert len(listed(analyst)) == 1


def test_a_long_article_is_checked_between_frames_and_again_after_each_act(
    analyst: Analyst, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(checking, "_AT_ONCE", 0)
    city = put(analyst, "بيروت -", "entity", "GPE")
    month = put(analyst, "آذار،", "entity", "DATE")
    analyst.press("Ctrl+Enter")
    qtbot.waitUntil(lambda: len(listed(analyst)) == 2)
    # What is mended is out of the list at once, and the next Enter is for the other one.
    analyst.press("Enter")
    assert len(listed(analyst)) == 1
    analyst.press("Ctrl+Z")
    qtbot.waitUntil(lambda: len(listed(analyst)) == 2)
    analyst.press("Shift+Enter")
    assert [words_of(analyst, a) for a in (city, month)] == ["بيروت", "آذار"]
    qtbot.waitUntil(lambda: status(analyst) is Status.SUBMITTED)


def test_a_function_key_is_heard_from_another_panel(analyst: Analyst) -> None:
    put(analyst, "أن الحكومة ستفرض رسوما جديدة", "claim", "Claim")
    field = analyst.window.documents.findChild(QLineEdit)
    assert field is not None
    field.setFocus()
    QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier))
    QApplication.processEvents()
    assert analyst.window.focusWidget() is analyst.window.reader
    assert len(listed(analyst)) == 1
