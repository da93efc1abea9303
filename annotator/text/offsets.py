"""Offsets of other programs: code points here, UTF-16 units in Qt, WebAnno TSV and UIMA."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Final

_ASTRAL: Final = re.compile("[\U00010000-\U0010ffff]")


class OffsetMap:
    """Offsets of one text, between code points and UTF-16 units.

    Only characters beyond the BMP (emoji, mostly) take two units; a text without them is its own map.

    >>> offsets = OffsetMap("😀 قال")
    >>> offsets.utf16_of(2), offsets.codepoint_of(3)
    (3, 2)
    """

    __slots__ = ("_astral", "_astral_utf16", "length", "utf16_length")

    def __init__(self, text: str) -> None:
        self.length = len(text)
        # Encoding is ten times faster than looking at each character.
        self.utf16_length = len(text.encode("utf-16-le", "surrogatepass")) // 2
        astral = [] if self.utf16_length == self.length else [match.start() for match in _ASTRAL.finditer(text)]
        self._astral = astral
        self._astral_utf16 = [offset + before for before, offset in enumerate(astral)]

    def utf16_of(self, codepoint: int) -> int:
        """The offset in UTF-16 units.

        Args:
            codepoint: Offset in code points, from 0 to the length of the text.

        Raises:
            IndexError: If it lies outside the text.
        """
        if not 0 <= codepoint <= self.length:
            raise IndexError(f"{codepoint} lies outside a text of {self.length} code points")
        return codepoint + bisect_left(self._astral, codepoint) if self._astral else codepoint

    def codepoint_of(self, utf16: int) -> int:
        """The offset in code points; inside a surrogate pair, that of the character it belongs to.

        Args:
            utf16: Offset in UTF-16 units, from 0 to the length of the text in those.

        Raises:
            IndexError: If it lies outside the text.
        """
        if not 0 <= utf16 <= self.utf16_length:
            raise IndexError(f"{utf16} lies outside a text of {self.utf16_length} UTF-16 units")
        if not self._astral:
            return utf16
        before = bisect_right(self._astral_utf16, utf16)
        inside = before > 0 and self._astral_utf16[before - 1] + 1 == utf16
        # The pair's own second unit is already counted when the offset stands between its halves.
        return self._astral[before - 1] if inside or self._at(before, utf16) else utf16 - before

    def _at(self, before: int, utf16: int) -> bool:
        return before > 0 and self._astral_utf16[before - 1] == utf16
