from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.exporting import ExportSheet
from annotator.ui.window import Window


def sheet_for(window: Window, folder: Path) -> ExportSheet:
    session = window.corpora.session
    assert session is not None
    sheet = ExportSheet(session, folder, theme=window.theme, parent=window)
    sheet.open()
    return sheet


def words_of(sheet: ExportSheet) -> str:
    return "\n".join(label.text() for label in sheet.findChildren(QLabel) if label.isVisibleTo(sheet))


def test_annotations_go_into_a_folder_and_every_offset_is_right(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    sheet = sheet_for(window, tmp_path)
    target = sheet.target
    assert target.parent == tmp_path
    sheet._start()
    qtbot.waitUntil(lambda: "Exported one" in words_of(sheet) or "Exported 1 record" in words_of(sheet), timeout=30_000)
    record = json.loads((target / "train.jsonl").read_text(encoding="utf-8"))
    assert record["spans"]
    for span in record["spans"]:
        assert " ".join(record["text"][a:b] for a, b in span["fragments"]) == span["text"]
    sheet.reject()


def test_a_format_with_less_room_says_what_it_left_out(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    sheet = sheet_for(window, tmp_path)
    sheet._formats.setCurrentIndex(sheet._formats.findData("attributions"))
    assert sheet.target.name.endswith("-attributions")
    sheet._start()
    qtbot.waitUntil(lambda: "Export" not in sheet._title.text() or "record" in sheet._title.text(), timeout=30_000)
    assert sheet.target.exists()
    sheet.reject()


def test_a_place_that_cannot_be_written_is_told(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    sheet = sheet_for(window, tmp_path)
    field = sheet.findChild(QLineEdit)
    assert field is not None
    field.setText(str(tmp_path / "file" / "below"))
    sheet._start()
    qtbot.waitUntil(lambda: "Nothing was exported" in words_of(sheet), timeout=30_000)
    sheet.reject()


def test_only_the_sets_that_are_ticked_are_taken(window: Window, tmp_path: Path) -> None:
    sheet = sheet_for(window, tmp_path)
    sets = sheet.findChild(QListWidget)
    assert sets is not None
    assert [sets.item(row).text() for row in range(sets.count())] == ["huda (yours)"]
    assert sheet.options.annotators == ()
    sheet.reject()
