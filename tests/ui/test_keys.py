from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from annotator.ui import keys
from annotator.ui.keys import caps_of, caps_shown, digit, latin_cap

_PLAIN = Qt.KeyboardModifier.NoModifier
_ANY = Qt.Key.Key_unknown


def pressed(text: str, *, key: int = _ANY, scan_code: int = 0, modifiers: Qt.KeyboardModifier = _PLAIN) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, scan_code, 0, 0, text)


@pytest.mark.parametrize(
    ("text", "cap"),
    [
        ("c", "C"),
        ("C", "C"),
        ("ؤ", "C"),
        ("س", "S"),
        ("ز", "."),
        ("و", ","),
        ("ظ", "/"),
        ("؟", "/"),
        ("ج", "["),
        ("لا", "B"),
    ],
)
def test_without_a_scan_code_the_letter_tells_the_key(text: str, cap: str) -> None:
    assert latin_cap(pressed(text)) == cap


def test_the_scan_code_tells_the_key_whatever_it_typed() -> None:
    # 54 is the key C as X11 counts, whatever layout is in use.
    for text in ("c", "ؤ", "j", "ψ", ""):
        assert latin_cap(pressed(text, scan_code=54)) == "C"


def test_a_key_without_a_letter_is_none_of_ours() -> None:
    assert latin_cap(pressed("", key=Qt.Key.Key_Left, scan_code=113)) is None
    assert latin_cap(pressed("5")) is None


def test_with_ctrl_there_is_no_text_but_the_key_is_known() -> None:
    event = pressed("\x03", key=Qt.Key.Key_C, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert latin_cap(event) == "C"


@pytest.mark.parametrize("text", ["3", "٣", "۳"])
def test_digits_of_every_script_are_digits(text: str) -> None:
    assert digit(pressed(text)) == 3


def test_on_a_french_layout_the_row_of_digits_is_known_by_place() -> None:
    assert digit(pressed("é", scan_code=11)) == 2
    assert digit(pressed("é", scan_code=11, modifiers=Qt.KeyboardModifier.ShiftModifier)) is None


def test_a_letter_is_no_digit() -> None:
    assert digit(pressed("c", scan_code=54)) is None


def test_every_key_of_the_table_gives_back_its_own_cap() -> None:
    for cap in "QWERTYUIOP[]ASDFGHJKL;'ZXCVNM,./`B":
        latin, arabic = caps_of(cap)
        assert latin == cap
        assert latin_cap(pressed(arabic)) == cap


def test_the_arabic_interface_shows_both_letters() -> None:
    assert caps_shown("C", rtl=True) == ("C", "ؤ")
    assert caps_shown("C", rtl=False) == ("C",)
    assert keys.caps_of("1") == ("1", "")
