from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.importchoice import ImportChoice
from annotator.ui.dialogs.importing import ImportSheet
from annotator.ui.dialogs.importreport import ReportView
from annotator.ui.window import Window

# The municipality of Sidon announced that the road will open on Sunday.
_GOOD = "أعلنت بلدية صيدا أن الطريق ستُفتح يوم الأحد.\n"


def sheet_for(window: Window, qtbot: QtBot, folder: Path) -> ImportSheet:
    session = window.corpora.session
    assert session is not None
    sheet = ImportSheet(session, [], folder, theme=window.theme, parent=window)
    sheet.imported.connect(window.corpora._announce)
    sheet.open()
    return sheet


def choice_of(sheet: ImportSheet) -> ImportChoice:
    choice = sheet.findChild(ImportChoice)
    assert choice is not None
    return choice


def begin(sheet: ImportSheet) -> None:
    sheet._begin()


def test_what_was_found_is_shown_before_anything_is_read(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "good.txt").write_text(_GOOD, encoding="utf-8")
    (folder / "picture.xyz").write_bytes(b"\0")
    sheet = sheet_for(window, qtbot, tmp_path)
    assert not choice_of(sheet).ready
    choice_of(sheet).add([folder])
    assert choice_of(sheet).ready
    sheet.reject()


def test_good_files_come_in_and_bad_ones_are_told_with_line_and_reason(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "good.txt").write_text(_GOOD, encoding="utf-8")
    (folder / "bad.jsonl").write_text('{"text": "عنوان"}\nnot json\n', encoding="utf-8")
    sheet = sheet_for(window, qtbot, tmp_path)
    choice_of(sheet).add([folder])
    before = window.documents.inbox.total
    with qtbot.waitSignal(sheet.imported, timeout=30_000):
        begin(sheet)
    assert window.documents.inbox.total == before + 1
    report = sheet.findChild(ReportView)
    assert report is not None
    assert any("bad.jsonl" in line and ":2" in line for line in report.lines())
    sheet.reject()


def test_an_import_that_is_stopped_leaves_nothing(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number}.txt").write_text(f"{number} {_GOOD}", encoding="utf-8")
    sheet = sheet_for(window, qtbot, tmp_path)
    choice_of(sheet).add([folder])
    before = window.documents.inbox.total
    begin(sheet)
    assert sheet.busy
    sheet.reject()
    qtbot.waitUntil(lambda: not sheet.busy, timeout=20_000)
    session = window.corpora.session
    assert session is not None
    assert len(session.documents()) == before
    sheet.reject()


def test_an_import_broken_off_while_it_writes_is_rolled_back(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(200):
        (folder / f"{number}.txt").write_text(f"{number} {_GOOD}", encoding="utf-8")
    sheet = sheet_for(window, qtbot, tmp_path)
    choice_of(sheet).add([folder])
    with qtbot.waitSignal(sheet.writing, timeout=30_000) as writing:
        begin(sheet)
    assert writing.args == [True]
    sheet.reject()
    session = window.corpora.session
    assert session is not None
    assert len(session.documents()) == 1
    sheet.reject()


def test_closing_the_window_asks_before_it_breaks_an_import_off(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "good.txt").write_text(_GOOD, encoding="utf-8")
    sheet = window.corpora._import([folder])
    assert sheet.busy
    monkeypatch.setattr(window, "confirm", lambda _question: False)
    assert not window.corpora.may_close()
    assert sheet.busy
    monkeypatch.setattr(window, "confirm", lambda _question: True)
    assert window.corpora.may_close()
    assert window.corpora.session is not None
    assert len(window.corpora.session.documents()) == 1
