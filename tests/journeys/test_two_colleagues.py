"""Two people with a file each: they give each other bundles by hand, work blind, and meet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from annotator import language
from annotator.model.annotator import Role
from annotator.model.history import FindingKind
from annotator.model.identity import Handle, SetName
from annotator.model.workflow import Status
from annotator.operations import corpora, people
from annotator.operations.session import Session
from annotator.ui import style
from annotator.ui.dialogs.assigning import AssignSheet
from annotator.ui.dialogs.bundling import BundleSheet
from annotator.ui.dialogs.merging import MergeSheet
from annotator.ui.dialogs.people import PeopleSheet
from annotator.ui.fonts import load_fonts
from annotator.ui.panels.inbox import SectionRow
from annotator.ui.theme import LIGHT
from tests.journeys.hands import Analyst
from tests.operations.colleagues import everything, log

HUDA, SAMIR = SetName("huda"), SetName("samir")


def session_of(analyst: Analyst) -> Session:
    assert analyst.window.corpora.session is not None
    return analyst.window.corpora.session


def give(analyst: Analyst, qtbot: QtBot, path: Path) -> Path:
    """Write a bundle by the dialog."""
    analyst.window.run("corpus.bundle")
    sheet = analyst.window.findChildren(BundleSheet)[-1]
    sheet.where.setText(str(path))
    sheet.write()
    qtbot.waitUntil(path.exists, timeout=60_000)
    qtbot.waitUntil(lambda: sheet._job is not None and not sheet._job.running, timeout=30_000)
    sheet.reject()
    return path


def drop(analyst: Analyst, qtbot: QtBot, path: Path) -> str:
    """Drop a bundle on the window, and read what came of it."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(500, 400), Qt.DropAction.CopyAction, mime, left, none)
    analyst.window.dropEvent(event)
    qtbot.waitUntil(lambda: bool(analyst.window.findChildren(MergeSheet)), timeout=5_000)
    sheet = analyst.window.findChildren(MergeSheet)[-1]
    qtbot.waitUntil(lambda: not sheet.busy, timeout=30_000)
    words = "\n".join(label.text() for label in sheet.findChildren(QLabel))
    sheet.reject()
    qtbot.waitUntil(lambda: not analyst.window.findChildren(MergeSheet), timeout=5_000)
    return words


def sections(analyst: Analyst) -> list[str]:
    return [row.title for row in analyst.window.documents.inbox.rows if isinstance(row, SectionRow)]


@pytest.fixture
def at_a_desk(qapp: QApplication) -> Callable[..., Analyst]:
    """Seats somebody at the window of a corpus; one at a time, as at one machine."""
    load_fonts()
    qapp.setStyle("Fusion")
    style.dress(qapp, LIGHT)
    return Analyst


def test_two_colleagues_exchange_their_work_by_hand_and_meet(
    corpus: Path, tmp_path: Path, qtbot: QtBot, at_a_desk: Callable[..., Analyst]
) -> None:
    language.use("en")
    # Huda leads: she gives the article to both, and has all work blind.
    huda = at_a_desk(corpus)
    people.set_role(session_of(huda), Handle("huda"), Role.REVIEWER)
    people.add_person(session_of(huda), "samir", "سمير")
    huda.window.run("corpus.people")
    sheet = huda.window.findChildren(PeopleSheet)[-1]
    sheet.blind.click()
    sheet.assign.click()
    assign = sheet.findChildren(AssignSheet)[-1]
    for row in range(assign.people.count()):
        assign.people.item(row).setCheckState(Qt.CheckState.Checked)
    assign.count.setValue(2)
    assign.give()
    sheet.reject()
    assert sections(huda) == ["Assigned"]
    huda.drag("أن المرفأ سيستقبل أولى السفن في آذار")
    huda.press("C")
    first = give(huda, qtbot, tmp_path / "huda-1.isnad-bundle")
    huda.leave()

    # Samir begins with an empty file of his own.
    his = tmp_path / "samir.isnad"
    corpora.create(his, scheme=corpora.scheme_named(corpora.DEFAULT_SCHEME), author=Handle("samir"))
    samir = at_a_desk(his, handle="samir", name="سمير")
    assert "one new article" in drop(samir, qtbot, first)
    assert sections(samir) == ["Assigned"]
    document = samir.document.document.id
    assert list(session_of(samir).sets_of(document)) == []
    samir.drag("أن الاتفاق يشمل تركيا وروسيا")
    samir.press("C")
    samir.window.perform("work.submit")
    samir.press("Ctrl+Enter")
    assert session_of(samir).sets_of(document)[SAMIR] is Status.SUBMITTED
    # Now that his own is handed in, he sees hers.
    samir.window.perform("move.next_set")
    assert [words for words, _claim in samir.marked("claim")] == ["أن المرفأ سيستقبل أولى السفن في آذار"]
    second = give(samir, qtbot, tmp_path / "samir-1.isnad-bundle")
    samir.leave()

    # Huda merges, reads, approves, and gives back; her own work is as it was.
    huda = at_a_desk(corpus)
    words = drop(huda, qtbot, second)
    assert "سمير" in words
    assert [words for words, _claim in huda.marked("claim")] == ["أن المرفأ سيستقبل أولى السفن في آذار"]
    huda.window.perform("move.next_set")
    assert huda.document.set_name == SAMIR
    huda.window.perform("work.approve")
    third = give(huda, qtbot, tmp_path / "huda-2.isnad-bundle")
    hers = everything(session_of(huda).corpus), log(session_of(huda).corpus)
    huda.leave()

    samir = at_a_desk(his, handle="samir", name="سمير")
    drop(samir, qtbot, third)
    assert sections(samir) == ["Approved"]
    assert (everything(session_of(samir).corpus), log(session_of(samir).corpus)) == hers
    assert {finding.kind for finding in session_of(samir).corpus.check()} <= {FindingKind.WAITING}
    assert "Everything in it was here already." in drop(samir, qtbot, first)
    samir.leave()
