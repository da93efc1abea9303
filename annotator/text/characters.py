"""Classes of characters that the rest of this package shares."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

TATWEEL: Final = "\u0640"
ZWNJ: Final = "\u200c"
ZWJ: Final = "\u200d"
LINE_ENDS: Final = "\n\r\u0085\u2028\u2029"
"""Characters that end a line. Only ``\\n`` ends a paragraph: native records keep the others inside one."""

BIDI_CONTROLS: Final = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Directional marks, embeddings, overrides and isolates (UAX #9): they have no width."""

INVISIBLE: Final = BIDI_CONTROLS + "\u00ad\u200b\u2060\ufeff"
"""Characters without width that belong to no letter: bidi controls, soft hyphen, ZWSP, word joiner, BOM."""

OPENING_QUOTES: Final = "«“„‹‘‚"
CLOSING_QUOTES: Final = "»”›’"
PLAIN_QUOTE: Final = '"'

# Where combining characters lie: scanning all of Unicode would cost 60 ms.
_MARK_REGIONS: Final = (range(0x0300, 0x1E000), range(0x1E000, 0x1E950), range(0xE0100, 0xE01F0))


def is_mark(character: str) -> bool:
    """Whether the character is a combining one: it belongs to the letter before it.

    >>> is_mark("\\u064f"), is_mark("م"), is_mark("ـ")
    (True, False, False)
    """
    # The basic Arabic letters are what is asked about most.
    if "\u0620" <= character <= "\u064a" or character < "\u0300":
        return False
    return unicodedata.category(character)[0] == "M"


def clings(character: str) -> bool:
    """Whether the character belongs to the one before it: a mark, ZWJ, ZWNJ, a skin tone or an emoji's tag."""
    return (
        is_mark(character)
        or character in (ZWNJ, ZWJ)
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
    )


@lru_cache(maxsize=1)
def mark_class() -> str:
    """All combining characters as ranges for a regular expression's ``[…]``.

    Computed, because ``re`` knows no Unicode categories and ``\\w`` leaves the harakat out.
    """
    return _ranges(code for region in _MARK_REGIONS for code in region if unicodedata.category(chr(code))[0] == "M")


def _ranges(codes: Iterable[int]) -> str:
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)
