"""People and work in the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotator.model.annotator import Annotator, Role
from annotator.model.identity import Handle
from annotator.model.workflow import Assignment
from annotator.ui.dialogs.assigning import AssignSheet
from annotator.ui.dialogs.linesheet import LineSheet
from annotator.ui.dialogs.naming import NameSheet
from annotator.ui.dialogs.people import PeopleSheet
from annotator.ui.window import Window
from tests.ui.dialogs.corpus import session_of

HUDA = Handle("huda")
SAMIR = Handle("samir")


def sheet_of(window: Window) -> PeopleSheet:
    window.run("corpus.people")
    return window.findChildren(PeopleSheet)[-1]


def words_of(widget: PeopleSheet | AssignSheet) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def test_everybody_is_listed_with_role_and_progress(window: Window, qtbot: QtBot) -> None:
    sheet = sheet_of(window)
    assert list(sheet.rows) == [HUDA]
    assert "In progress 1" in words_of(sheet)
    assert "Nobody is a reviewer yet" in words_of(sheet)
    sheet.rows[HUDA].role_wanted.emit(HUDA, Role.REVIEWER)
    assert session_of(window).corpus.annotators()[HUDA].role is Role.REVIEWER
    assert "Reviewers give out work" in words_of(sheet)
    sheet.reject()


def test_people_are_added_and_renamed_and_a_handle_twice_is_told(window: Window, qtbot: QtBot) -> None:
    sheet = sheet_of(window)
    for name in ("سمير", "سمير عون"):
        sheet.add.click()
        asking = sheet.findChildren(NameSheet)[-1]
        asking.named.emit(name, SAMIR)
        asking.reject()
    assert session_of(window).corpus.annotators()[SAMIR] == Annotator(SAMIR, "سمير")
    qtbot.waitUntil(lambda: "samir" in words_of(sheet), timeout=5_000)
    sheet.rows[SAMIR].rename.click()
    line = sheet.findChildren(LineSheet)[-1]
    line.field.setText("سمير عون")
    line.give.click()
    assert session_of(window).corpus.annotators()[SAMIR].name == "سمير عون"
    sheet.reject()


def test_the_blind_phase_is_switched_and_hides_the_buttons_of_others(window: Window, qtbot: QtBot) -> None:
    sheet = sheet_of(window)
    sheet.blind.click()
    session = session_of(window)
    assert session.corpus.workflow().blind
    assert session.corpus.annotators()[HUDA].role is Role.REVIEWER
    with session.corpus.act("Change", author=SAMIR) as act:
        act.put(Annotator(HUDA, "هدى"))
        act.put(Annotator(SAMIR, "سمير", Role.REVIEWER))
    session.announce(act.changes)
    assert not sheet.blind.isEnabled()
    assert not sheet.assign.isVisibleTo(sheet)
    qtbot.waitUntil(lambda: "hidden" in words_of(sheet), timeout=5_000)
    sheet.reject()


def test_work_is_given_out_as_the_preview_says(window: Window, qtbot: QtBot) -> None:
    session = session_of(window)
    with session.shared_act("Add") as act:
        act.put(Annotator(SAMIR, "سمير"))
    sheet = sheet_of(window)
    sheet.assign.click()
    assign = sheet.findChildren(AssignSheet)[-1]
    assert not assign._give.isEnabled()
    for row in range(assign.people.count()):
        assign.people.item(row).setCheckState(Qt.CheckState.Checked)
    assign.count.setValue(2)
    qtbot.waitUntil(assign._give.isEnabled, timeout=5_000)
    assert "one new article" in words_of(assign)
    assert [person.handle for person in session.corpus.annotators().values()] == assign.chosen
    assign.give()
    (given,) = session.corpus.remarks(Assignment)  # Huda has begun it already.
    assert given.annotator == SAMIR
    qtbot.waitUntil(lambda: "Given out 1" in words_of(sheet), timeout=5_000)
    sheet.reject()


def test_too_few_people_are_told_before_anything_is_given_out(window: Window, qtbot: QtBot) -> None:
    sheet = sheet_of(window)
    sheet.assign.click()
    assign = sheet.findChildren(AssignSheet)[-1]
    assign.people.item(0).setCheckState(Qt.CheckState.Checked)
    assign.count.setValue(3)
    qtbot.waitUntil(lambda: "More people" in words_of(assign), timeout=5_000)
    assert not assign._give.isEnabled()
    assign.reject()
    sheet.reject()
