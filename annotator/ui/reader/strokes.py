"""Where the pen of an Arabic hand does not lift: letters that are joined to the next one."""

from __future__ import annotations

import unicodedata
from typing import Final

_NOT_JOINING_ON: Final = frozenset("اأإآٱدذرزوؤءةىژڈڑۋۇۆۈەڕ")


def joins(text: str, offset: int) -> bool:
    """Whether a joining stroke passes the border before the character at ``offset``.

    >>> joins("بروسيا", 1), joins("وروسيا", 1)
    (True, False)
    """
    if not 0 < offset < len(text) or not _is_arabic_letter(text[offset]) or text[offset] == "ء":
        return False
    before = offset - 1
    while before > 0 and unicodedata.category(text[before]) == "Mn":
        before -= 1
    return _is_arabic_letter(text[before]) and text[before] not in _NOT_JOINING_ON


def _is_arabic_letter(character: str) -> bool:
    return character == "ـ" or ("\u0620" <= character <= "\u06d3" and character.isalpha())
