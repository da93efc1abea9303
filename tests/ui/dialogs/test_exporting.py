from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotator.operations.verifying import verify
from annotator.ui.dialogs.exporting import ExportSheet
from annotator.ui.window import Window


def sheet_for(window: Window, qtbot: QtBot, folder: Path, remembered: Mapping[str, Any] | None = None) -> ExportSheet:
    session = window.corpora.session
    assert session is not None
    sheet = ExportSheet(session, folder, remembered=remembered or {}, theme=window.theme, parent=window)
    sheet.open()
    settle(sheet, qtbot)
    return sheet


def settle(sheet: ExportSheet, qtbot: QtBot) -> None:
    """Wait until the preview stands."""
    qtbot.waitUntil(lambda: not sheet.busy, timeout=30_000)


def words_of(sheet: ExportSheet) -> str:
    return "\n".join(label.text() for label in sheet.findChildren(QLabel) if label.isVisibleTo(sheet))


def choose_format(sheet: ExportSheet, qtbot: QtBot, name: str) -> None:
    sheet.form.formats.setCurrentIndex(sheet.form.formats.findData(name))
    settle(sheet, qtbot)


def test_the_first_records_are_shown_as_they_will_be_written(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    sheet = sheet_for(window, qtbot, tmp_path)
    shown = sheet.output.file.toPlainText()
    assert "1 article" in sheet.output.counts
    assert sheet.output.losses == "Nothing gets lost."
    target = sheet.target
    assert target.parent == tmp_path
    sheet._start()
    qtbot.waitUntil(lambda: "Exported 1 record" in words_of(sheet), timeout=30_000)
    written = (target / "train.jsonl").read_text(encoding="utf-8")
    assert written.rstrip("\n") == shown.rstrip("\n")
    record = json.loads(written)
    assert record["spans"]
    for span in record["spans"]:
        assert " ".join(record["text"][a:b] for a, b in span["fragments"]) == span["text"]
    assert verify(target).problems == ()
    sheet.reject()


def test_a_format_with_less_room_says_beforehand_what_it_will_lose(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = sheet_for(window, qtbot, tmp_path)
    choose_format(sheet, qtbot, "conll")
    assert sheet.target.name.endswith("-conll")
    assert "other layer" in sheet.output.losses
    before = sheet.output.losses
    sheet._start()
    qtbot.waitUntil(lambda: "Exported 1 record" in words_of(sheet), timeout=30_000)
    for told in before.split(" · "):
        assert told in words_of(sheet)
    sheet.reject()


def test_what_is_unticked_does_not_go(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    sheet = sheet_for(window, qtbot, tmp_path)
    before = sheet.output.counts
    sheet.form.labels.tick("claim/Claim", on=False)
    settle(sheet, qtbot)
    assert sheet.output.counts != before
    assert "claim/Claim" not in sheet.options.labels
    assert "cue/Cue" in sheet.options.labels
    assert "left out by the choice" in sheet.output.losses
    sheet.form.labels.turn_all()
    assert sheet.options.labels == ()
    sheet.form.labels.turn_all()
    assert sheet.form.problem
    settle(sheet, qtbot)
    assert not sheet._begin.isEnabled()
    sheet.reject()


def test_all_sets_ticked_are_all_sets_and_none_is_no_export(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    sheet = sheet_for(window, qtbot, tmp_path)
    assert sheet.form.sets.rows.item(0).text().startswith("huda (yours)")
    assert sheet.options.annotators == ()
    sheet.form.sets.turn_all()
    assert sheet.form.problem == "No annotation set is ticked."
    sheet.reject()


def test_a_split_for_this_export_only_is_said_to_be_one(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    sheet = sheet_for(window, qtbot, tmp_path)
    sheet.form._once.setChecked(True)
    settle(sheet, qtbot)
    assert sheet.options.split == (80, 10, 10)
    assert "this export only" in sheet.told.text()
    sheet.form._shares[0].setValue(10)
    assert sheet.form.problem == "The shares do not add up to 100."
    sheet.form._shares[1].setValue(80)
    settle(sheet, qtbot)
    target = sheet.target
    sheet._start()
    qtbot.waitUntil(lambda: "this export only" in words_of(sheet), timeout=30_000)
    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["split"] is not None
    session = window.corpora.session
    assert session is not None
    assert session.corpus.document(session.documents()[0].id).split is None
    sheet.reject()


def test_what_was_chosen_is_offered_at_the_next_export(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    sheet = sheet_for(window, qtbot, tmp_path)
    chosen: list[dict[str, Any]] = []
    sheet.remembered.connect(chosen.append)
    choose_format(sheet, qtbot, "conll")
    sheet.form.layers.tick("zone", on=False)
    sheet.form._tokens.setCurrentIndex(1)
    sheet.form.use_mapping("anercorp")
    sheet.form._unsure.setChecked(True)
    sheet.form._once.setChecked(True)
    sheet.form._seed.setValue(41)
    sheet._as_folder.setChecked(False)
    settle(sheet, qtbot)
    options = sheet.options
    sheet._start()
    qtbot.waitUntil(lambda: "Exported" in words_of(sheet), timeout=30_000)
    sheet.reject()
    again = sheet_for(window, qtbot, tmp_path / "elsewhere", json.loads(json.dumps(chosen[0])))
    assert again.form.format == "conll"
    assert again.options == options
    assert again.target == tmp_path / "desk-conll.conll"
    again.reject()


def test_a_damaged_memory_costs_only_comfort(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    damaged = {"format": "gone", "shares": ["a"], "seed": "x", "sets": 3, "since": [], "mapping": "gone", "status": 1}
    sheet = sheet_for(window, qtbot, tmp_path, damaged)
    assert sheet.form.format == "jsonl"
    assert "gone" in sheet.form.problem
    sheet.form.use_mapping("")
    assert not sheet.form.problem
    sheet.reject()


def test_a_place_that_cannot_be_written_is_told(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    sheet = sheet_for(window, qtbot, tmp_path)
    sheet._where.setText(str(tmp_path / "file" / "below"))
    sheet._start()
    qtbot.waitUntil(lambda: "Nothing was exported" in words_of(sheet), timeout=30_000)
    sheet.reject()


def test_a_day_that_is_none_is_told_instead_of_a_preview(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    sheet = sheet_for(window, qtbot, tmp_path)
    sheet.form._since.setText("yesterday")
    settle(sheet, qtbot)
    assert "“yesterday” is not a day." in sheet.output.losses
    sheet.form._since.setText("2026-11")
    settle(sheet, qtbot)
    assert "0 articles" in sheet.output.counts
    sheet.reject()


def test_the_sheet_fits_the_smallest_window(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    window.resize(1000, 560)
    sheet = sheet_for(window, qtbot, tmp_path)
    assert sheet.width() <= 1000
    assert sheet.height() <= 560
    sheet.reject()
