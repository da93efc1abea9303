from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from annotator import language
from annotator.operations import settings
from annotator.operations.settings import Appearance, Settings
from annotator.ui.memory import Memory
from annotator.ui.panels.signbutton import SignButton
from annotator.ui.theme import DARK
from annotator.ui.window import Window


def picture(window: Window) -> QImage:
    QApplication.processEvents()
    return window.grab().toImage()


def test_the_first_document_opens_with_its_corpus(window: Window) -> None:
    assert window.reader.document is not None
    assert window.documents.chosen == window.reader.document.document.id
    assert "قالت وزيرة الزراعة" in window.windowTitle()


def test_a_theme_changes_everything_at_once(window: Window) -> None:
    before = picture(window)
    window.run("appearance.dark")
    assert window.theme is DARK
    after = picture(window)
    corners = [(5, 5), (5, after.height() - 5), (after.width() - 5, after.height() - 5)]
    assert all(after.pixelColor(x, y) == DARK.desk for x, y in corners)
    assert before != after
    assert window.memory.settings.appearance is Appearance.DARK


def test_a_language_turns_the_window_round_and_back(window: Window, qtbot: QtBot) -> None:
    left = window.documents.x()
    window.run("language.ar")
    assert language.language() == "ar"
    qtbot.waitUntil(lambda: window.documents.x() > left, timeout=20_000)
    assert "قول" in [button.text() for button in window.palette_bar.findChildren(SignButton) if button.isVisible()]
    assert window.reader.document is not None
    window.run("language.en")
    qtbot.waitUntil(lambda: window.documents.x() == left, timeout=20_000)


def test_letters_grow_and_shrink_and_it_is_remembered(window: Window) -> None:
    window.run("view.zoom_in")
    window.run("view.zoom_in")
    assert window.reader.zoom == 120
    assert window.memory.settings.zoom == 120
    window.run("view.zoom_reset")
    assert window.reader.zoom == 100


def test_panels_hide_and_come_back(window: Window) -> None:
    window.run("view.documents")
    assert window.documents.isHidden()
    assert window.memory.settings.panels[0] == 0
    window.run("view.documents")
    assert window.documents.isVisible()


def test_what_was_open_is_open_again_in_the_same_place(window: Window, dressed: object, qtbot: QtBot) -> None:
    session = window.corpora.session
    assert session is not None
    path = session.corpus.path
    window.reader.place_caret(40)
    window.close()
    remembered = settings.load()
    assert remembered.corpora == (str(path),)
    again = Window(Memory(remembered))
    qtbot.addWidget(again)
    again.show()
    again.corpora.start(None)
    assert again.reader.caret == 40
    again.close()


def test_a_label_is_marked_by_a_click_and_the_list_counts_it(window: Window, qtbot: QtBot) -> None:
    document = window.reader.document
    assert document is not None
    words = "الدعم لن يتوقف"
    start = document.text.index(words)
    window.reader.place_caret(start)
    window.reader.place_caret(start + len(words), extend=True)
    claims = len(document.claims())
    button = next(b for b in window.palette_bar.findChildren(SignButton) if b.text() == "Claim")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(document.claims()) == claims + 1
    row = window.documents.view.currentIndex()
    qtbot.waitUntil(lambda: "2 open claims" in str(row.data()), timeout=20_000)


def test_the_foot_of_the_inspector_names_the_next_open_claim(window: Window, qtbot: QtBot) -> None:
    window.inspector.next_open_wanted.emit()
    document = window.reader.document
    assert document is not None
    assert window.reader.chosen == document.open_claims()[0].id


def test_while_something_is_written_letters_do_nothing(window: Window) -> None:
    document = window.reader.document
    assert document is not None
    window.reader.place_caret(document.text.index("سامي عون") + 1)
    before = dict(document.annotations)
    window.set_reading_only(True)
    QTest.keyClick(window.reader, Qt.Key.Key_P)
    assert dict(document.annotations) == before
    window.set_reading_only(False)
    QTest.keyClick(window.reader, Qt.Key.Key_P)
    assert dict(document.annotations) != before


def test_the_first_start_welcomes(dressed: object, qtbot: QtBot) -> None:
    window = Window(Memory(Settings()))
    qtbot.addWidget(window)
    welcomed: list[bool] = []
    window.corpora.welcome = lambda: welcomed.append(True)  # type: ignore[method-assign]
    window.corpora.start(None)
    assert welcomed == [True]


@pytest.mark.parametrize("name", ["gone.isnad", "notes.txt"])
def test_a_corpus_that_cannot_be_opened_is_told(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / "notes.txt").write_text("no corpus")
    told: list[object] = []
    monkeypatch.setattr("annotator.ui.corpora.tell_error", lambda error, **_where: told.append(error))
    assert not window.corpora.open_path(tmp_path / name)
    assert len(told) == 1
    assert window.corpora.session is not None


def test_a_panel_that_comes_back_is_remembered_as_shown(window: Window) -> None:
    window.run("view.inspector")
    window.run("view.inspector")
    assert all(width > 0 for width in window.memory.settings.panels)


def test_what_is_chosen_stays_chosen_in_another_language(window: Window) -> None:
    window.inspector.next_open_wanted.emit()
    chosen = window.reader.chosen
    assert chosen is not None
    window.run("language.ar")
    assert window.reader.chosen == chosen


def test_a_click_on_the_key_at_the_end_of_the_dock_presses_it(window: Window) -> None:
    window.inspector.next_open_wanted.emit()
    window.perform("attribution.attribute")
    document = window.reader.document
    assert document is not None
    before = len(document.relations)
    assert window.dock.hint is not None
    assert window.dock.hint.keys == ("Enter",)
    QTest.keyClick(window.reader, Qt.Key.Key_1)
    window.dock.hint_activated.emit()
    assert len(document.relations) == before + 1


def test_without_a_corpus_the_list_says_so_and_nothing_can_be_scrolled(window: Window) -> None:
    assert window.reader.verticalScrollBar().isEnabled() == (window.reader.verticalScrollBar().maximum() > 0)
    window.corpora.close()
    texts = [label.text() for label in window.documents.findChildren(QLabel) if label.isVisible()]
    assert "No corpus is open." in texts
    assert not window.reader.verticalScrollBar().isEnabled()
