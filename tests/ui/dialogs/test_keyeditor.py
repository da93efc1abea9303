from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.bundled import resource
from annotator.model.scheme import parse_scheme
from annotator.ui.actions import key_named
from annotator.ui.dialogs.keyeditor import KeyEditor, KeyField, bindings, clashes
from annotator.ui.theme import LIGHT

SCHEME = parse_scheme(resource("schemes", "arabic-news.toml").read_text("utf-8"))


@pytest.fixture
def editor(dressed: QApplication, qtbot: QtBot) -> KeyEditor:
    made = KeyEditor(SCHEME, {}, theme=LIGHT)
    qtbot.addWidget(made)
    return made


def field(editor: KeyEditor, title: str) -> KeyField:
    return next(f for f in editor.findChildren(KeyField) if f.accessibleName() == title)


def press(target: KeyField, code: Qt.Key, text: str = "", held: Qt.KeyboardModifier | None = None) -> None:
    modifiers = held if held is not None else Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, code, modifiers, text))


def test_the_keys_as_they_come_do_one_thing_each() -> None:
    assert clashes(bindings(SCHEME), {}) == []


def test_an_arabic_letter_gives_the_key_it_stands_on(editor: KeyEditor) -> None:
    press(field(editor, "Same again…"), Qt.Key.Key_H, "ا")
    assert editor.given == {"label.again": ("H",)}
    press(field(editor, "Same again…"), Qt.Key.Key_Escape)
    assert editor.given == {}


def test_a_conflict_names_both_actions(editor: KeyEditor) -> None:
    press(field(editor, "Same again…"), Qt.Key.Key_C, "ؤ")
    assert "Claim" in editor.report
    assert "Same again…" in editor.report
    press(field(editor, "Same again…"), Qt.Key.Key_Backspace)
    assert editor.given == {"label.again": ()}
    assert editor.report == "No key does two things."


def test_commands_of_the_window_take_part(editor: KeyEditor) -> None:
    press(field(editor, "Same again…"), Qt.Key.Key_K, "", Qt.KeyboardModifier.ControlModifier)
    assert "Search or run a command…" in editor.report


@pytest.mark.parametrize(("code", "text"), [(Qt.Key.Key_5, "٥"), (Qt.Key.Key_B, "b")])
def test_digits_and_the_key_of_two_letters_are_refused(editor: KeyEditor, code: Qt.Key, text: str) -> None:
    press(field(editor, "Same again…"), code, text)
    assert editor.given == {}


@pytest.mark.parametrize("name", ["X", "Ctrl+Shift+X", "F8", "Ctrl++", "Shift+Enter"])
def test_a_key_comes_back_from_its_name(name: str) -> None:
    key = key_named(name)
    assert key is not None
    assert key.name == name


@pytest.mark.parametrize("name", ["", "Alt+X", "Ctrl+Ctrl+X", "Ctrl+"])
def test_what_is_no_key_is_passed_over(name: str) -> None:
    assert key_named(name) is None


def test_tab_stops_once_in_the_list_and_arrows_move_in_it(editor: KeyEditor, qtbot: QtBot) -> None:
    editor.show()
    qtbot.waitExposed(editor)
    tabbed = [f for f in editor.findChildren(KeyField) if f.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(tabbed) == 1
    stepped: list[int] = []
    tabbed[0].stepped.connect(stepped.append)
    press(tabbed[0], Qt.Key.Key_Down)
    assert stepped == [1]
    assert editor.given == {}
    fields = editor.findChildren(KeyField)
    QApplication.sendEvent(fields[1], QFocusEvent(QEvent.Type.FocusIn))
    assert [f for f in fields if f.focusPolicy() & Qt.FocusPolicy.TabFocus] == [fields[1]]
