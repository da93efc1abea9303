"""Giving a bundle from the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotator.formats.bundle import BundleFile
from annotator.model.identity import SetName
from annotator.model.workflow import Status
from annotator.ui.dialogs.bundling import BundleSheet
from annotator.ui.window import Window
from tests.operations.colleagues import SAMIR, work


def sheet_for(window: Window, folder: Path) -> BundleSheet:
    session = window.corpora.session
    assert session is not None
    sheet = BundleSheet(session, folder, theme=window.theme, parent=window)
    sheet.open()
    return sheet


def words_of(sheet: BundleSheet) -> str:
    return "\n".join(label.text() for label in sheet.findChildren(QLabel) if label.isVisibleTo(sheet))


def test_a_bundle_is_written_and_says_what_went_along(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    sheet = sheet_for(window, tmp_path)
    assert sheet.people == ()
    sheet.where.setText(str(tmp_path / "for samir"))
    sheet.write()
    qtbot.waitUntil(lambda: "The bundle is written" in words_of(sheet), timeout=30_000)
    qtbot.waitUntil(lambda: "1 article" in words_of(sheet), timeout=5_000)
    assert "revisions" in words_of(sheet)
    with BundleFile(tmp_path / "for samir.isnad-bundle") as file:
        assert file.manifest["made_by"] == "huda"
        assert file.manifest["sets"] == ["huda"]
    sheet.reject()


def test_only_the_ticked_sets_go_along_and_nothing_at_all_is_no_bundle(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    session = window.corpora.session
    assert session is not None
    record = work(0, SAMIR, status=Status.SUBMITTED).annotation_set
    assert record is not None
    with session.shared_act("Import") as act:
        act.put_header(session.documents()[0].id, record)
    sheet = sheet_for(window, tmp_path)
    assert sheet.sets.count() == 2
    sheet.sets.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert sheet.people == (SetName(SAMIR),)
    sheet.sets.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert not sheet._begin.isEnabled()
    sheet.reject()


def test_a_folder_that_is_not_there_is_told(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    sheet = sheet_for(window, tmp_path / "nowhere")
    sheet.write()
    qtbot.waitUntil(lambda: "No bundle was written" in words_of(sheet), timeout=30_000)
    sheet.reject()
