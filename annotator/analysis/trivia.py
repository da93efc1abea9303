"""Borders on which the scheme's boundary rules leave no choice: proclitics, quotation marks, stops, complementizers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from annotator.model.scheme import CLAIM_LAYER, CUE_LAYER
from annotator.model.span import Fragments, Span
from annotator.text.characters import CLOSING_QUOTES, OPENING_QUOTES, PLAIN_QUOTE
from annotator.text.folding import fold
from annotator.text.proclitics import enclitics, stem
from annotator.text.reporting import clause_words
from annotator.text.vocabulary import Vocabulary
from annotator.text.words import word_at

_STOPS: Final = "،؛,;:.…"
_OF_A_CLAIM: Final = "؟?!"
"""What ends a sentence and belongs to the claim all the same."""
_ATTACHED: Final = frozenset("وفبكل")
_QUOTES: Final = OPENING_QUOTES + CLOSING_QUOTES + PLAIN_QUOTE
_LONGEST: Final = 12
"""Characters between two borders: «إلى أنهما "» is about the longest that may be no more than form."""


class Rule(StrEnum):
    """What settles a border."""

    PROCLITIC = "proclitic"
    """و ف ب ك ل س stay outside, also before the complementizer of a claim; so does the pronoun behind a cue."""
    QUOTE = "quote"
    """Quotation marks belong to a claim and to a longer phrase that holds a name in them; not to the name."""
    STOP = "stop"
    """The stop at the end belongs to nothing."""
    COMPLEMENTIZER = "complementizer"
    """A claim begins with its أن or إن."""
    UNANSWERED = "unanswered"
    """Who answered a question is not contradicted by who left it open."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Borders as the rules have them.

    Attributes:
        fragments: The borders; perhaps nobody drew exactly these.
        rules: What was applied.
    """

    fragments: Fragments
    rules: frozenset[Rule]


def settled(text: str, layer: str, versions: Sequence[Fragments]) -> Settled | None:
    """The borders that the rules give, where the versions differ in nothing else than form; None where they do.

    Args:
        text: The text.
        layer: What is bordered.
        versions: The borders that people drew, two or more.
    """
    if len({len(fragments) for fragments in versions}) != 1:
        return None
    rules: set[Rule] = set()
    spans: list[Span] = []
    for drawn in zip(*versions, strict=True):
        starts, ends = [span.start for span in drawn], [span.end for span in drawn]
        if max(starts) >= min(ends):
            return None
        start = _start(text, layer, min(starts), max(starts), end=min(ends))
        if start is None:
            return None
        end = _end(text, layer, start[0], min(ends), max(ends))
        if end is None:
            return None
        spans.append(Span(start[0], end[0]))
        rules |= start[1] | end[1]
    return Settled(tuple(spans), frozenset(rules))


def _start(text: str, layer: str, low: int, high: int, *, end: int) -> tuple[int, set[Rule]] | None:
    """Where an annotation begins between two borders, and by which rules; None where more than form lies between."""
    if low == high:
        return low, set()
    if high - low > _LONGEST:
        return None
    rules: set[Rule] = set()
    at, opening = low, None
    while at < high:
        character = text[at]
        if character in _QUOTES:
            opening = at if opening is None else opening
            rules.add(Rule.QUOTE)
            at += 1
        elif character.isspace() or character in _STOPS:
            at += 1
        else:
            word = word_at(text, at)
            if word is None or word.start < at:
                return None
            found = _word_before(text, layer, word, high)
            if found is None:
                return None
            rules.add(found[0])
            if found[0] is Rule.COMPLEMENTIZER:
                opening = found[1] if opening is None else opening
                rules |= {Rule.PROCLITIC} if found[1] > at else set()
            at = word.end if word.end <= high else high
    if layer == CLAIM_LAYER:
        return (opening if opening is not None else high), rules or {Rule.STOP}
    if opening is not None and _goes_on_behind_quotation(text, high, end):
        return opening, rules
    return high, rules or {Rule.STOP}


def _word_before(text: str, layer: str, word: Span, high: int) -> tuple[Rule, int] | None:
    """What a word, or the beginning of one, before the later border is: its rule, and where a claim would begin."""
    folded = fold(word.of(text))
    complementizers = clause_words().complementizers
    if layer == CLAIM_LAYER:
        if folded in complementizers and word.end <= high:
            return Rule.COMPLEMENTIZER, word.start
        if folded[:1] in _ATTACHED and folded[1:] in complementizers:
            behind = next(at for at in range(word.start + 1, word.end) if fold(text[at]))
            if behind == high:
                return Rule.PROCLITIC, behind
            return (Rule.COMPLEMENTIZER, behind) if word.end <= high else None
    if word.start < high < word.end and stem(text, word, Vocabulary.bundled()).start == high:
        return Rule.PROCLITIC, high
    return None


def _end(text: str, layer: str, start: int, low: int, high: int) -> tuple[int, set[Rule]] | None:
    """Where an annotation ends between two borders, and by which rules; None where more than form lies between."""
    if low == high:
        return low, set()
    if high - low > _LONGEST:
        return None
    between = text[low:high]
    if layer == CUE_LAYER and _is_enclitic(text, low, high):
        return low, {Rule.PROCLITIC}
    marks = _QUOTES + _STOPS + _OF_A_CLAIM
    if any(not (character in marks or character.isspace()) for character in between):
        return None
    rules = {Rule.QUOTE} if any(mark in between for mark in _QUOTES) else set()
    if any(mark in between for mark in _STOPS + _OF_A_CLAIM):
        rules.add(Rule.STOP)
    kept = CLOSING_QUOTES + PLAIN_QUOTE + _OF_A_CLAIM if layer == CLAIM_LAYER else _closing_wanted(text, start, low)
    end = next((at for at in range(high, low, -1) if text[at - 1] in kept), low)
    return end, rules or {Rule.STOP}


def _is_enclitic(text: str, low: int, high: int) -> bool:
    word = word_at(text, low - 1)
    return word is not None and word.end == high and low - word.start in enclitics(word.of(text))


def _closing_wanted(text: str, start: int, end: int) -> str:
    """The closing marks that a phrase asks for because it holds an opening one behind its first letter."""
    inside = text[start + 1 : end]
    opened = sum(inside.count(mark) for mark in OPENING_QUOTES) > sum(inside.count(mark) for mark in CLOSING_QUOTES)
    return CLOSING_QUOTES + PLAIN_QUOTE if opened or inside.count(PLAIN_QUOTE) % 2 else ""


def _goes_on_behind_quotation(text: str, start: int, end: int) -> bool:
    """Whether a quotation that opens right before ``start`` is closed inside the phrase: «"الشراع" اللبنانية»."""
    closing = next((at for at in range(start, end) if text[at] in CLOSING_QUOTES + PLAIN_QUOTE), end)
    return any(text[at].isalnum() for at in range(closing, end))
