"""Annotations sent out through the window by keyboard, with filters and a split for this export only."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QRadioButton, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from annotator import language
from annotator.operations.verifying import verify
from annotator.ui.dialogs.exporting import ExportSheet
from tests.journeys.hands import Analyst


@pytest.fixture(autouse=True)
def in_arabic(analyst: Analyst) -> Iterator[None]:
    """The interface from right to left."""
    analyst.window.set_language("ar", arabic_digits=True)
    yield
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    language.use("en")


def press(widget: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(widget, key)
        QApplication.processEvents()


def settle(sheet: ExportSheet, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not sheet.busy, timeout=30_000)


def to_tab(sheet: ExportSheet, number: int) -> None:
    bar = sheet.form.tabs.findChild(QTabBar)
    assert bar is not None
    bar.setFocus()
    while bar.currentIndex() < number:
        press(bar, Qt.Key.Key_Left)  # The window runs from right to left.


def test_only_claims_and_cues_go_divided_for_this_export_only(analyst: Analyst, tmp_path: Path, qtbot: QtBot) -> None:
    analyst.go_to("أعلن")
    analyst.press("Q")
    analyst.go_to("وزير")
    analyst.press("S")
    analyst.go_to("أن المرفأ")
    analyst.press("C")
    QTest.keyClick(analyst.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    sheet = analyst.window.findChild(ExportSheet)
    assert sheet is not None
    settle(sheet, qtbot)
    assert sheet.form.format == "jsonl"
    all_of_it = sheet.output.counts

    # No sources, and no ties that would bring them along: the space bar takes a tick away.
    to_tab(sheet, 1)
    rows = sheet.form.layers.rows
    rows.setFocus()
    press(rows, Qt.Key.Key_Home)
    for name in ("source", "attribution"):
        while rows.currentItem().data(Qt.ItemDataRole.UserRole) != name:
            press(rows, Qt.Key.Key_Down)
        press(rows, Qt.Key.Key_Space)
    settle(sheet, qtbot)
    assert sheet.output.counts != all_of_it
    assert "source" not in sheet.options.layers

    to_tab(sheet, 4)
    once = next(button for button in sheet.form.findChildren(QRadioButton) if "وحده" in button.text())
    once.setFocus()
    press(once, Qt.Key.Key_Space)
    by_date = next(box for box in sheet.form.findChildren(QCheckBox) if "بالتاريخ" in box.text())
    by_date.setFocus()
    press(by_date, Qt.Key.Key_Space)
    settle(sheet, qtbot)
    target = tmp_path / "out"
    sheet._where.setFocus()
    sheet._where.selectAll()
    QTest.keyClicks(sheet._where, str(target))
    press(sheet._where, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: (target / "manifest.json").exists() and not sheet.busy, timeout=30_000)
    press(sheet, Qt.Key.Key_Return)
    assert all(left.isHidden() for left in analyst.window.findChildren(ExportSheet))

    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["split"], manifest["filters"]["split_by"]) == ([80, 10, 10], "date")
    record = json.loads((target / "train.jsonl").read_text(encoding="utf-8"))
    assert {span["layer"] for span in record["spans"]} == {"claim", "cue", "zone"}
    assert record["relations"] == []
    assert verify(target).problems == ()
    session = analyst.window.corpora.session
    assert session is not None
    assert session.corpus.document(session.documents()[0].id).split is None
    kept = analyst.window.memory.settings.habits.exports_of(session.corpus.path)
    assert "source" not in kept["layers"]
