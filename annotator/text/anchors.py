"""Where the letters of a text are in a later version of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from difflib import SequenceMatcher
from typing import Final

from annotator.model.span import Span

_WORD: Final = re.compile(r"\w")
_PIECES: Final = re.compile(r"\w+|\s+|[^\w\s]")


class Anchors:
    """The letters that both versions have, found by comparing their words.

    What both begin and end with is laid aside first, so that a correction in a long text is found at once.

    Args:
        old: The earlier text.
        new: The later one.
    """

    def __init__(self, old: str, new: str) -> None:
        self._starts: list[int] = []
        self._blocks: list[tuple[int, int, int]] = []
        first = _shared(old, new)
        while first and (_is_inside(old, first) or _is_inside(new, first)):
            first -= 1
        last = min(_shared(old[::-1], new[::-1]), len(old) - first, len(new) - first)
        while last and (_is_inside(old, len(old) - last) or _is_inside(new, len(new) - last)):
            last -= 1
        self._add(0, 0, first)
        a, b = _pieces(old, first, len(old) - last), _pieces(new, first, len(new) - last)
        matcher = SequenceMatcher(None, [t for _, t in a], [t for _, t in b], autojunk=False)
        for at, there, count in matcher.get_matching_blocks():
            if count:
                size = sum(len(text) for _, text in a[at : at + count])
                self._add(a[at][0], b[there][0], size)
        self._add(len(old) - last, len(new) - last, last)

    def place(self, offset: int) -> int | None:
        """Where a letter is in the later text, in code points; None where it is gone."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return None
        start, there, size = self._blocks[at]
        return there + offset - start if offset < start + size else None

    def span(self, span: Span) -> Span | None:
        """Where a stretch is in the later text: from its first letter to its last; None where one of them is gone."""
        first, last = self.place(span.start), self.place(span.end - 1)
        if first is None or last is None or last < first:
            return None
        return Span(first, last + 1)

    def _add(self, at: int, there: int, size: int) -> None:
        if size:
            self._starts.append(at)
            self._blocks.append((at, there, size))


def _is_inside(text: str, offset: int) -> bool:
    """Whether an offset parts a word: half a word that two texts share is not the same word."""
    return 0 < offset < len(text) and bool(_WORD.match(text[offset - 1]) and _WORD.match(text[offset]))


def _shared(a: str, b: str) -> int:
    """How many letters two texts begin with together; found by halves, as comparing is fast and counting is not."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        if a[:middle] == b[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _pieces(text: str, start: int, end: int) -> list[tuple[int, str]]:
    return [(found.start(), found.group()) for found in _PIECES.finditer(text, start, end)]
