"""Physical keys: which key was pressed, whatever layout is in use, and the two letters that stand on it.

Analysts type with an Arabic layout, where the key C gives «ؤ»: a shortcut bound to the letter would never arrive.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from annotator.language import is_rtl

# Arabic 101, the layout of Arab newsrooms; the letters of Arabic 102 and Arabic AZERTY stand on the same keys.
_ARABIC: Final = {
    "Q": "ض", "W": "ص", "E": "ث", "R": "ق", "T": "ف", "Y": "غ", "U": "ع", "I": "ه", "O": "خ", "P": "ح",
    "[": "ج", "]": "د",
    "A": "ش", "S": "س", "D": "ي", "F": "ب", "G": "ل", "H": "ا", "J": "ت", "K": "ن", "L": "م", ";": "ك", "'": "ط",
    "Z": "ئ", "X": "ء", "C": "ؤ", "V": "ر", "N": "ى", "M": "ة", ",": "و", ".": "ز", "/": "ظ", "`": "ذ",
    "B": "لا",
}  # fmt: skip
# What the same keys give with Shift; letters that a plain key gives as well are left out.
_SHIFTED: Final = {
    "َ": "Q", "ً": "W", "ُ": "E", "ٌ": "R", "لإ": "T", "إ": "Y", "÷": "I", "×": "O", "؛": "P",
    "ِ": "A", "ٍ": "S", "لأ": "G", "أ": "H", "ـ": "J", "،": "K", "ْ": "X", "لآ": "B", "آ": "N", "؟": "/",
    "?": "/", "ّ": "`",
}  # fmt: skip
_LATIN_SHIFTED: Final = {"{": "[", "}": "]", ":": ";", '"': "'", "<": ",", ">": ".", "~": "`"}
# Persian and Urdu letters on the same keys.
_KIN: Final = {"ی": "D", "ک": ";", "گ": "'", "پ": "`"}
# What Arabic 101 gives with Shift where a Latin layout has the same sign on another key.
_ARABIC_SHIFTED: Final = {
    "}": "C",
    "{": "V",
    "~": "Z",
    "]": "D",
    "[": "F",
    "/": "L",
    "<": "[",
    ">": "]",
    ",": ",",
    ".": ".",
}
# Linux evdev codes, the same as the set-1 scan codes of Windows for these keys.
_ROWS: Final = {16: "QWERTYUIOP[]", 30: "ASDFGHJKL;'`", 44: "ZXCVBNM,./"}
_BY_SCAN_CODE: Final = {first + at: cap for first, row in _ROWS.items() for at, cap in enumerate(row)}
_DIGITS_BY_SCAN_CODE: Final = {1 + number: number for number in range(1, 10)} | {11: 0}
_XKB_OFFSET: Final = 8
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_ARABIC_BLOCK: Final = (0x600, 0x6FF)
_BY_LETTER: Final = {arabic: latin for latin, arabic in _ARABIC.items()} | _KIN | _SHIFTED | _LATIN_SHIFTED
_DIGITS: Final = {digit: at % 10 for at, digit in enumerate("0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}
# The row of digits of AZERTY, where the platform tells no place; ' and - are keys of their own elsewhere.
_AZERTY_DIGITS: Final = {"&": 1, "é": 2, '"': 3, "(": 5, "è": 7, "_": 8, "ç": 9, "à": 0}


def latin_cap(event: QKeyEvent) -> str | None:
    """The Latin capital (or punctuation mark) on the key that was pressed, or None for any other key.

    The key is known by its scan code where the platform gives one, else (on a remote desktop) by the letter it typed.
    With Ctrl the letter counts, as on every desktop: Ctrl+Z is undo on AZERTY too, though Z stands elsewhere there.
    """
    key = event.key()
    if event.modifiers() & Qt.KeyboardModifier.ControlModifier and Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
        return chr(key)
    code = _evdev_code(event)
    if code in _BY_SCAN_CODE:
        return _BY_SCAN_CODE[code]
    return _cap_of_letter(event.text(), shifted=bool(event.modifiers() & _SHIFT)) or _cap_of_code(key)


def digit(event: QKeyEvent) -> int | None:
    """The digit 0 to 9 that was pressed, on the row or the number pad, in any script; or None."""
    if event.text() in _DIGITS:
        return _DIGITS[event.text()]
    if event.modifiers() & _SHIFT:
        return None
    code = _evdev_code(event)
    return _DIGITS_BY_SCAN_CODE.get(code) if code else _AZERTY_DIGITS.get(event.text())


def row_digit(event: QKeyEvent) -> int | None:
    """The digit on the key of the upper row that was pressed, with whatever modifiers; or None."""
    code = _evdev_code(event)
    if code:
        return _DIGITS_BY_SCAN_CODE.get(code)
    key = event.key()
    return key - Qt.Key.Key_0.value if Qt.Key.Key_0.value <= key <= Qt.Key.Key_9.value else None


def _cap_of_letter(text: str, *, shifted: bool) -> str | None:
    """The key by what it typed; where layouts disagree, an Arabic interface is taken to have an Arabic layout."""
    if shifted and is_rtl() and text in _ARABIC_SHIFTED:
        return _ARABIC_SHIFTED[text]
    if text in _BY_LETTER:
        return _BY_LETTER[text]
    return text.upper() if len(text) == 1 and text.upper() in _ARABIC else None


def _cap_of_code(key: int) -> str | None:
    """The key by Qt's name for it, which is a letter even where no text comes, as with Ctrl."""
    if Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
        return chr(key)
    return _BY_LETTER.get(chr(key)) if _ARABIC_BLOCK[0] <= key <= _ARABIC_BLOCK[1] else None


def caps_of(latin: str) -> tuple[str, str]:
    """The Latin and the Arabic letter on a key; the Arabic one is empty where the key has none of its own.

    >>> caps_of("C")
    ('C', 'ؤ')
    """
    return latin, _ARABIC.get(latin, "")


def caps_shown(latin: str, *, rtl: bool) -> tuple[str, ...]:
    """The letters on a key as its caps stand side by side: both where the interface is Arabic, else the Latin one."""
    arabic = _ARABIC.get(latin, "")
    return (latin, arabic) if rtl and arabic else (latin,)


def _evdev_code(event: QKeyEvent) -> int:
    """The key's evdev code, or 0 where the platform does not tell."""
    code = event.nativeScanCode()
    if not code:
        return 0
    return code if QGuiApplication.platformName() == "windows" else code - _XKB_OFFSET
