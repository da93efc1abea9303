from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from annotator import language
from annotator.ui import keys
from annotator.ui.keys import caps_of, caps_shown, digit, latin_cap
from annotator.ui.window import Window

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


# ---------------------------------------------------------------------- whole layouts

# Rows of letters as evdev counts them, and what the layouts of our users type with each.
_ROWS = (
    (16, "QWERTYUIOP[]", "ضصثقفغعهخحجد", "azertyuiop^$"),
    (30, "ASDFGHJKL;'", "شسيبلاتنمكط", "qsdfghjklmù"),
    (44, "ZXCV", "ئءؤر", "wxcv"),
    (49, "NM,./", "ىةوزظ", "n,;:!"),
)
_KEYS_OF_LAYOUTS = [
    (first + at, cap, arabic[at], azerty[at]) for first, caps, arabic, azerty in _ROWS for at, cap in enumerate(caps)
]


@pytest.mark.parametrize(
    ("evdev", "cap", "arabic", "azerty"), _KEYS_OF_LAYOUTS, ids=[row[1] for row in _KEYS_OF_LAYOUTS]
)
def test_the_place_of_a_key_counts_on_every_layout(evdev: int, cap: str, arabic: str, azerty: str) -> None:
    for typed in (cap.lower(), arabic, azerty, ""):
        assert latin_cap(pressed(typed, scan_code=evdev + 8)) == cap


@pytest.mark.parametrize(
    ("evdev", "cap", "arabic", "azerty"), _KEYS_OF_LAYOUTS, ids=[row[1] for row in _KEYS_OF_LAYOUTS]
)
def test_a_remote_desktop_without_places_sends_letters_and_they_do(
    evdev: int, cap: str, arabic: str, azerty: str
) -> None:
    assert latin_cap(pressed(arabic)) == cap
    assert latin_cap(pressed(cap.lower())) == cap
    # A code that belongs to no key of ours, as typing programs make them up, is passed over.
    assert latin_cap(pressed(arabic, scan_code=203)) == cap


def test_a_letter_that_comes_without_text_is_known_by_its_code() -> None:
    assert latin_cap(pressed("", key=0x0634)) == "A"


@pytest.mark.parametrize(("typed", "cap"), [("}", "C"), ("ِ", "A"), ("؟", "/"), ("ْ", "X"), ("ٍ", "S"), ("َ", "Q")])
def test_shift_on_an_arabic_layout_without_places(typed: str, cap: str) -> None:
    language.use("ar")
    assert latin_cap(pressed(typed, modifiers=Qt.KeyboardModifier.ShiftModifier)) == cap


def test_a_brace_of_a_latin_layout_stays_where_it_is() -> None:
    assert latin_cap(pressed("}", modifiers=Qt.KeyboardModifier.ShiftModifier)) == "]"


def test_ctrl_and_a_letter_mean_the_letter_on_azerty() -> None:
    # On AZERTY the letter Z stands where QWERTY has W (evdev 17).
    control = Qt.KeyboardModifier.ControlModifier
    assert latin_cap(pressed("\x1a", key=Qt.Key.Key_Z, scan_code=25, modifiers=control)) == "Z"
    # On an Arabic layout Qt names the key by the Latin letter on it.
    assert latin_cap(pressed("", key=Qt.Key.Key_Z, scan_code=52, modifiers=control)) == "Z"
    # And where it names it by the Arabic letter, the place tells.
    assert latin_cap(pressed("", key=0x0626, scan_code=52, modifiers=control)) == "Z"


@pytest.mark.parametrize("number", range(10))
def test_the_number_pad_counts_in_every_script(number: int) -> None:
    keypad = Qt.KeyboardModifier.KeypadModifier
    for digits in ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"):
        assert digit(pressed(digits[number], key=Qt.Key.Key_0 + number, modifiers=keypad)) == number


@pytest.mark.parametrize(("typed", "number"), list(zip('&é"(èçà', (1, 2, 3, 5, 7, 9, 0), strict=True)))
def test_the_french_row_of_digits_is_known_without_places(typed: str, number: int) -> None:
    assert digit(pressed(typed)) == number
    assert digit(pressed(typed, modifiers=Qt.KeyboardModifier.ShiftModifier)) is None


def test_the_arrows_of_the_number_pad_are_no_digits() -> None:
    keypad = Qt.KeyboardModifier.KeypadModifier
    assert digit(pressed("", key=Qt.Key.Key_Left, scan_code=83, modifiers=keypad)) is None


# ---------------------------------------------------------------------- at the window


@pytest.mark.parametrize(
    ("typed", "scan_code"),
    [("ح", 33), ("p", 33), ("ح", 0), ("p", 0), ("π", 33)],
    ids=["arabic", "latin", "arabic from afar", "latin from afar", "greek"],
)
def test_the_key_of_a_person_marks_a_person_on_every_layout(window: Window, typed: str, scan_code: int) -> None:
    document = window.reader.document
    assert document is not None
    window.reader.choose(None)
    window.reader.place_caret(document.text.index("ليلى") + 1)
    QApplication.sendEvent(window.reader, pressed(typed, scan_code=scan_code))
    marked = [a.text(document.text) for a in document.annotations.values() if a.label == "PERS"]
    assert marked == ["ليلى"]


@pytest.mark.parametrize("rtl", [True, False], ids=["arabic interface", "english interface"])
def test_the_left_arrow_goes_to_the_left_whatever_the_interface(window: Window, rtl: bool) -> None:
    language.use("ar" if rtl else "en")
    reader = window.reader
    reader.place_caret(3)
    for key, modifiers in ((Qt.Key.Key_Left, _PLAIN), (Qt.Key.Key_Left, Qt.KeyboardModifier.KeypadModifier)):
        before = reader.caret
        QApplication.sendEvent(reader, pressed("", key=key, scan_code=113, modifiers=modifiers))
        assert reader.caret == before + 1
    QApplication.sendEvent(reader, pressed("", key=Qt.Key.Key_Right, scan_code=114))
    assert reader.caret == 4
