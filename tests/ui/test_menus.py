"""The commands of the window and the keys that give them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from annotator.ui.menus import command_of

_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize(
    ("letter", "held", "command"),
    [
        ("ن", _CTRL, "view.commands"), ("ث", _CTRL, "corpus.export"), ("ه", _CTRL, "corpus.import"),
        ("ن", Qt.KeyboardModifier.NoModifier, None), ("ك", _CTRL, None),
    ],
)  # fmt: skip
def test_ctrl_and_a_letter_work_on_an_arabic_layout(
    letter: str, held: Qt.KeyboardModifier, command: str | None
) -> None:
    assert command_of(QKeyEvent(QEvent.Type.KeyPress, Qt.Key(ord(letter)), held, letter)) == command


def test_latin_letters_are_left_to_qt() -> None:
    assert command_of(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_K, _CTRL, "k")) is None
