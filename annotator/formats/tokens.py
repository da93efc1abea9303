"""Tokens for formats that have them: words, punctuation, and where sentences begin; nothing is lost but white space.

Two policies: ``word`` is the field's habit, the whole word with its proclitics; ``split`` cuts words where annotations
begin or end, so that «وروسيا» becomes «و» and «روسيا».
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import Final, TypeAlias

from annotator.text.characters import INVISIBLE
from annotator.text.words import sentences, word_pattern

Borders: TypeAlias = tuple[int, int]
"""Where a token begins and ends, in code points; plain numbers, for a corpus has many millions."""


class TokenPolicy(StrEnum):
    """What becomes of a word in which an annotation begins or ends."""

    WORD = "word"
    SPLIT = "split"


# What may cling to a sign that is no letter: marks, skin tones, the joiners of emoji, and the tags of flags.
_CLINGING: Final = (
    "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u20d0-\u20ff\ufe00-\ufe0f"
    "\u200c\u200d\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
)


@lru_cache(maxsize=1)
def _token() -> re.Pattern[str]:
    """A word, a flag, or one sign with what clings to it; signs without width are no tokens."""
    flag = "[\U0001f1e6-\U0001f1ff]{2}"
    return re.compile(rf"{word_pattern()}|{flag}|[^\s{INVISIBLE}](?:[{_CLINGING}]|(?<=\u200d)[^\s{INVISIBLE}])*")


def tokens_of(text: str, cuts: Iterable[int] = ()) -> list[Borders]:
    """The tokens of a text, in order.

    Args:
        text: The text.
        cuts: Offsets at which tokens are cut, in code points, in any order.

    >>> [("وروسيا، لن"[a:b]) for a, b in tokens_of("وروسيا، لن", cuts=[1])]
    ['و', 'روسيا', '،', 'لن']
    """
    tokens = [match.span() for match in _token().finditer(text)]
    inside = _inside(tokens, sorted(set(cuts)))
    if not inside:
        return tokens
    result: list[Borders] = []
    for number, token in enumerate(tokens):
        borders = (token[0], *inside.get(number, ()), token[1])
        result += pairwise(borders)
    return result


def _inside(tokens: Sequence[Borders], cuts: Sequence[int]) -> dict[int, list[int]]:
    """The cuts that fall inside a token, by its number."""
    inside: dict[int, list[int]] = {}
    starts = [start for start, _ in tokens] if cuts else []
    for cut in cuts:
        number = bisect_right(starts, cut) - 1
        if number >= 0 and tokens[number][0] < cut < tokens[number][1]:
            inside.setdefault(number, []).append(cut)
    return inside


def sentence_starts(text: str, tokens: Sequence[Borders]) -> list[int]:
    """Numbers of the tokens with which sentences begin; the first is 0.

    Args:
        text: The text.
        tokens: All its tokens, in order.
    """
    numbers = {bisect_left(tokens, (sentence.start,)) for sentence in sentences(text)}
    numbers.discard(len(tokens))
    return sorted(numbers | {0}) if tokens else []
