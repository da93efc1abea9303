"""The search form of Arabic text, and the way back from it to the stored text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import Final

from annotator.model.span import Span
from annotator.text.characters import INVISIBLE, TATWEEL, ZWJ, ZWNJ, is_mark

_LETTERS: Final = str.maketrans("أإآٱىیةکؤئ", "ااااييهكوي")
_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_JOINERS: Final = ZWNJ + ZWJ
_DROPPED: Final = frozenset(INVISIBLE + TATWEEL + _JOINERS)


class _Table(dict[int, int | str]):
    """A table for ``str.translate`` that learns each character when it first meets it.

    A missing key costs ``translate`` an exception each time; a learned one makes it as fast as a plain copy.
    """

    def __missing__(self, code: int) -> int | str:
        folded = _folded_character(chr(code))
        self[code] = value = ord(folded) if len(folded) == 1 else folded
        return value


_table: Final = _Table()


def fold(text: str) -> str:
    """The search form: what people take for the same word becomes the same letters.

    Drops harakat, Quranic signs, tatweel, ZWJ, ZWNJ and characters without width; expands presentation forms; levels
    alef, yeh, teh marbuta, kaf and the seats of hamza; makes digits ASCII and Latin lower case. For search,
    suggestion and duplicates only, never in place of the text.

    >>> fold("قَالَ مُحَمَّدٌ إِنَّ العـــربية ١٥٫٥٪ Obama")
    'قال محمد ان العربيه 15٫5٪ obama'
    """
    return text.translate(_table)


class Folded:
    """A text with its search form, and the way back to it.

    Attributes:
        text: The stored text.
        folded: Its search form.

    >>> Folded("ﷺ العـــربية").span_of(19, 26)
    Span(start=2, end=12)
    """

    __slots__ = ("_borders", "folded", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        self._borders: _Borders | None = None

    def span_of(self, start: int, end: int) -> Span:
        """The stretch of the stored text that a stretch of the search form came from.

        It takes along the marks that follow, so that no letter is parted from its harakat.

        Args:
            start: Offset in ``folded``.
            end: Offset in ``folded``, after ``start``.

        Raises:
            SpanError: If the stretch is empty, reversed or negative.
        """
        asked = Span(start, end)
        borders, text = self._map(), self.text
        source_end, length = borders.source_of(asked.end - 1) + 1, len(text)
        while source_end < length and (text[source_end] in _JOINERS or is_mark(text[source_end])):
            source_end += 1
        return Span(borders.source_of(asked.start), source_end)

    def offset_of(self, source: int) -> int:
        """How many characters of the search form come from the stored text before ``source`` (in code points)."""
        return self._map().folded_of(source)

    def _map(self) -> _Borders:
        if self._borders is None:
            self._borders = _Borders(self.text)
        return self._borders


class _Borders:
    """Where the search form and its text get out of step.

    Segments begin where a character was dropped or expanded; inside a segment both run at the same pace (stride 1),
    or all of it comes from one character (stride 0). A text without such characters has a single segment.
    """

    __slots__ = ("_folded_at", "_source_at", "_stride")

    def __init__(self, text: str) -> None:
        self._folded_at, self._source_at, self._stride = [0], [0], [1]
        irregular = _irregular(text)
        if irregular is None:
            return
        shift = 0
        for match in irregular.finditer(text):
            first, last = match.span()
            written = len(fold(text[first])) if last - first == 1 else 0
            if written:
                self._begin(first + shift, first, 0)
            shift += written - (last - first)
            self._begin(last + shift, last, 1)

    def source_of(self, folded: int) -> int:
        """Offset of the character from which the one at ``folded`` came."""
        segment = bisect_right(self._folded_at, folded) - 1
        return self._source_at[segment] + (folded - self._folded_at[segment]) * self._stride[segment]

    def folded_of(self, source: int) -> int:
        """How many characters come from those before ``source``."""
        segment = bisect_right(self._source_at, source) - 1
        folded = self._folded_at[segment] + (source - self._source_at[segment]) * self._stride[segment]
        # Characters dropped at a segment's end add nothing.
        return min(folded, self._folded_at[segment + 1]) if segment + 1 < len(self._folded_at) else folded

    def _begin(self, folded: int, source: int, stride: int) -> None:
        self._folded_at.append(folded)
        self._source_at.append(source)
        self._stride.append(stride)


def _irregular(text: str) -> re.Pattern[str] | None:
    """A pattern for runs of dropped characters and for single expanded ones that occur in ``text``."""
    dropped, expanded = "", ""
    for character in sorted(set(text)):
        written = len(fold(character))
        if written == 0:
            dropped += character
        elif written > 1:
            expanded += character
    parts = [f"[{re.escape(dropped)}]+"] * bool(dropped) + [f"[{re.escape(expanded)}]"] * bool(expanded)
    return re.compile("|".join(parts)) if parts else None


def _folded_character(character: str) -> str:
    """What one character becomes: nothing, one character or several."""
    if character in _DROPPED or _is_arabic_sign(character):
        return ""
    if "\ufb50" <= character <= "\ufdff" or "\ufe70" <= character <= "\ufefc":
        # Isolated harakat are written as a space and the mark; neither is a letter.
        expanded = unicodedata.normalize("NFKC", character).lstrip(" ")
        return expanded if expanded == character else fold(expanded)
    return character.translate(_LETTERS).translate(_DIGITS).casefold()


def _is_arabic_sign(character: str) -> bool:
    """Whether it is a haraka or a Quranic sign: a mark of the Arabic blocks, or a small waw or yeh."""
    if character in "\u06e5\u06e6":
        return True
    in_blocks = "\u0610" <= character <= "\u06ed" or "\u0890" <= character <= "\u08ff"
    return in_blocks and is_mark(character)
