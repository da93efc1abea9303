"""Files of other hands brought in through the window by keyboard: strange columns, strange labels."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QPushButton, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from annotator import language
from annotator.store.corpus import Corpus
from annotator.ui.dialogs.importing import ImportSheet
from tests.journeys.hands import Analyst

# heading, the words, on the day, who / "The mayor of Tyre: the road is open", "The mayor, Karim Nasser, said the
# coast road is open.", the 3rd of March 2026, "The Coast"
_TABLE = (
    "الترويسة;المقال كاملا;في يوم;جهة\n"
    "رئيس بلدية صور: الطريق سالكة;قال رئيس بلدية صور كريم ناصر إن طريق الساحل سالكة.;3 آذار 2026;الساحل\n"
)
# "The head of the bakers, George Nassar, confirmed that the price of bread will not rise."
_BREAD = "أكد نقيب الأفران جورج نصار أن سعر الخبز لن يرتفع."


@pytest.fixture(autouse=True)
def in_arabic(analyst: Analyst) -> Iterator[None]:
    """The interface as most people here use it, from right to left."""
    analyst.window.set_language("ar", arabic_digits=True)
    yield
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    language.use("en")


def press(widget: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(widget, key)
        QApplication.processEvents()


def ask_to_import(analyst: Analyst, qtbot: QtBot, path: Path, monkeypatch: pytest.MonkeyPatch) -> ImportSheet:
    """Ctrl+I, then the first button, and a file in the dialog of the system."""
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
    QTest.keyClick(analyst.window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    sheet = analyst.window.corpora._importing
    assert sheet is not None
    button = next(button for button in sheet.files.findChildren(QPushButton) if button.text() == "اختر ملفات…")
    button.setFocus()
    press(button, Qt.Key.Key_Space)
    settle(sheet, qtbot)
    return sheet


def settle(sheet: ImportSheet, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not sheet.looking, timeout=30_000)


def to_tab(sheet: ImportSheet, number: int) -> None:
    """The arrows of the tab bar; tabs that cannot be chosen are passed over by it."""
    bar = sheet.findChild(QTabBar)
    assert bar is not None
    bar.setFocus()
    while bar.currentIndex() < number:
        press(bar, Qt.Key.Key_Left)  # The window runs from right to left.


def choose(box: QComboBox, text: str) -> None:
    """Go down the list until it says what is wanted."""
    box.setFocus()
    press(box, Qt.Key.Key_Home)
    while text not in box.currentText():
        before = box.currentIndex()
        press(box, Qt.Key.Key_Down)
        assert box.currentIndex() != before, f"{text} is not offered"


def finish(sheet: ImportSheet, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sheet.imported, timeout=30_000):
        press(sheet._start, Qt.Key.Key_Space)
    press(sheet, Qt.Key.Key_Return)


def test_a_table_whose_columns_nobody_knows_comes_in_once_they_are_named(
    analyst: Analyst, corpus: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "أخبار.csv"
    path.write_text(_TABLE, encoding="cp1256")
    sheet = ask_to_import(analyst, qtbot, path, monkeypatch)
    assert sheet.records.shown is not None
    assert sheet.records.shown.refused
    to_tab(sheet, 1)
    boxes = {box.accessibleName(): box for box in sheet.columns.findChildren(QComboBox)}
    for part, column in (("النص", "المقال كاملا"), ("العنوان", "الترويسة"), ("التاريخ", "في يوم"), ("الناشر", "جهة")):
        choose(boxes[part], column)
        settle(sheet, qtbot)
    record = sheet.records.record
    assert record is not None
    assert record.annotated.document.title == "رئيس بلدية صور: الطريق سالكة"
    finish(sheet, qtbot)
    analyst.leave()
    with Corpus.open(corpus) as opened:
        (summary,) = (s for s in opened.documents() if s.outlet == "الساحل")
        assert (summary.title, summary.published) == ("رئيس بلدية صور: الطريق سالكة", "2026-03-03")
        assert opened.document(summary.id).text.endswith("قال رئيس بلدية صور كريم ناصر إن طريق الساحل سالكة.")


def test_a_label_of_another_tool_is_given_its_place_and_another_is_left_out(
    analyst: Analyst, corpus: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def entity(number: int, words: str, label: str) -> dict[str, object]:
        start = _BREAD.index(words)
        return {"id": number, "start_offset": start, "end_offset": start + len(words), "label": label}

    spans = [entity(1, "جورج نصار", "Speaker"), entity(2, "سعر الخبز", "Topic"), entity(3, "نقيب الأفران", "OCC")]
    path = tmp_path / "doccano.jsonl"
    record = {"text": _BREAD, "entities": spans, "relations": []}
    path.write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
    sheet = ask_to_import(analyst, qtbot, path, monkeypatch)
    assert sheet.names.undecided == 2
    to_tab(sheet, 2)
    boxes = {box.accessibleName().split()[-1]: box for box in sheet.names.findChildren(QComboBox)}
    choose(boxes["Speaker"], "مصدر")
    choose(boxes["Topic"], "استبعده")
    settle(sheet, qtbot)
    assert sheet.names.undecided == 0
    finish(sheet, qtbot)
    analyst.leave()
    with Corpus.open(corpus) as opened:
        (found,) = (r for r in opened.every_annotated() if r.document.text == _BREAD)
        assert sorted(f"{a.layer}/{a.label} {a.extent.of(_BREAD)}" for a in found.annotations) == [
            "entity/OCC نقيب الأفران",
            "source/Source جورج نصار",
        ]
        assert all(label.name != "Speaker" for layer in opened.scheme.layers.values() for label in layer.labels)
