"""Where two texts that are nearly the same differ, word by word in the search form (Ratcliff & Obershelp, difflib)."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

from annotator.model.span import Span
from annotator.text.clauses import paragraphs
from annotator.text.folding import fold
from annotator.text.words import words_in

_MOST_WORDS: Final = 1500
"""Longer stretches without an equal paragraph are marked as a whole: comparing them word by word takes seconds."""
Marks = tuple[Span, ...]


def differences(one: str, other: str) -> tuple[Marks, Marks]:
    """The passages of each text that the other does not have.

    Letters that mean the same in the search form, harakat and punctuation are no difference.

    Args:
        one: A text.
        other: Another.

    Returns:
        Stretches of whole words, in code points of each text, ascending and apart.

    >>> differences("فُتح المرفأ اليوم", "فتح المرفأ أمس")
    ((Span(start=12, end=17),), (Span(start=11, end=14),))
    """
    mine, theirs = _paragraphs(one), _paragraphs(other)
    blocks = SequenceMatcher(None, _folded(one, mine), _folded(other, theirs), autojunk=False).get_opcodes()
    left: list[Span] = []
    right: list[Span] = []
    for kind, a, b, c, d in blocks:
        if kind != "equal":
            found = _by_words(one, mine[a:b], other, theirs[c:d])
            left += found[0]
            right += found[1]
    return tuple(left), tuple(right)


def _by_words(one: str, mine: Sequence[Span], other: str, theirs: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    first = [word for span in mine for word in words_in(one, span)]
    second = [word for span in theirs for word in words_in(other, span)]
    if max(len(first), len(second)) > _MOST_WORDS or not first or not second:
        return _run(first), _run(second)
    blocks = SequenceMatcher(None, _folded(one, first), _folded(other, second), autojunk=False).get_opcodes()
    left: list[Span] = []
    right: list[Span] = []
    for kind, a, b, c, d in blocks:
        if kind != "equal":
            left += _run(first[a:b])
            right += _run(second[c:d])
    return left, right


def _run(words: Sequence[Span]) -> list[Span]:
    """The words as one stretch."""
    return [Span(words[0].start, words[-1].end)] if words else []


def _paragraphs(text: str) -> list[Span]:
    return [span for span in paragraphs(text) if span.of(text).strip()] if text else []


def _folded(text: str, spans: Sequence[Span]) -> list[str]:
    return [fold(span.of(text)).strip() for span in spans]
