"""What opens a claim: أن and إن, a quotation, a colon."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from annotator.model.span import Span
from annotator.text.characters import CLOSING_QUOTES, OPENING_QUOTES, PLAIN_QUOTE
from annotator.text.folding import fold
from annotator.text.reporting import clause_words
from annotator.text.words import quotations, words_in

# «بأن» and «فإن»; with «و» a second complementizer continues the claim of the first.
_ATTACHED: Final = frozenset("بف")
_IMPERFECT: Final = "ي"
_NAME_WORDS: Final = 4
_OPENING_OR_COLON: Final = re.compile(f"[{OPENING_QUOTES}{PLAIN_QUOTE}:]")


@dataclass(frozen=True, slots=True)
class Opener:
    """Where a claim opens.

    Attributes:
        start: Where the claim begins, in code points.
        end: Just past the opening word, mark or both.
        word_start: Where the word with the opener begins: before the preposition in «بأن».
        closes: Just past the closing quotation mark, or None where no quotation says where the claim ends.
        weak: Whether it may as well be «أن» before a verb, which often opens none.
    """

    start: int
    end: int
    word_start: int
    closes: int | None = None
    weak: bool = False


@lru_cache(maxsize=16)
def openers(text: str, start: int, end: int) -> tuple[Opener, ...]:
    """Openers between two offsets of one line, in order; neighbours such as «:"إن» are one.

    The latest answers are kept: a line can be as long as a book, and every key asks again.

    Short quotations are names («"وول ستريت جورنال"») and open nothing unless a colon stands before them.

    Args:
        text: The text.
        start: In code points.
        end: In code points.
    """
    found = sorted((*_complementizers(text, start, end), *_signs(text, start, end)), key=lambda opener: opener.start)
    joined: list[Opener] = []
    for opener in found:
        if joined and not text[joined[-1].end : opener.word_start].strip():
            joined[-1] = replace(joined[-1], end=opener.end, closes=_closing(joined[-1], opener), weak=False)
        else:
            joined.append(opener)
    return tuple(joined)


def _closing(first: Opener, second: Opener) -> int | None:
    """What closes two neighbours: a quotation that the claim begins with, not one behind «أنه»."""
    if first.closes is not None:
        return first.closes
    return second.closes if first.start == second.start else None


def _complementizers(text: str, start: int, end: int) -> list[Opener]:
    if start >= end:
        return []
    words = clause_words()
    found: list[Opener] = []
    previous = ""
    pending: Opener | None = None
    for word in words_in(text, Span(start, end)):
        folded = fold(word.of(text))
        if pending is not None:
            found.append(replace(pending, weak=folded.startswith(_IMPERFECT) and len(folded) > 3))
            pending = None
        opener = _complementizer(text, word, folded)
        if opener is not None and previous not in words.not_after:
            pending = opener
        previous = folded
    return [*found, pending] if pending else found


def _complementizer(text: str, word: Span, folded: str) -> Opener | None:
    if folded in clause_words().complementizers:
        return Opener(word.start, word.end, word.start)
    if folded[:1] in _ATTACHED and folded[1:] in clause_words().complementizers:
        start = next(i for i in range(word.start + 1, word.end) if fold(text[i]))
        return Opener(start, word.end, word.start)
    return None


def _signs(text: str, start: int, end: int) -> list[Opener]:
    """Colons, and the opening marks of quotations that are speech."""
    closing = {span.start: span.end for span in quotations(text, start, end)}
    taken = {last - 1 for last in closing.values()}
    found: list[Opener] = []
    for match in _OPENING_OR_COLON.finditer(text, start, end):
        offset = match.start()
        if match.group() == ":":
            found.extend(_colon(text, offset, start, end, closing))
        elif offset not in taken and _is_speech(text, offset, closing.get(offset)):
            found.append(Opener(offset, offset + 1, offset, closing.get(offset)))
    return found


def _colon(text: str, offset: int, start: int, end: int, closing: dict[int, int]) -> list[Opener]:
    first = offset + 1
    while first < end and text[first].isspace():
        first += 1
    between_digits = text[max(offset - 1, start) : offset].isdigit() and text[offset + 1 : offset + 2].isdigit()
    if between_digits or first == end or text[first] in CLOSING_QUOTES or not text[start:offset].strip():
        return []
    quote = text[first] in OPENING_QUOTES + PLAIN_QUOTE
    return [Opener(first, first + quote, first, closing.get(first))]


def _is_speech(text: str, offset: int, closes: int | None) -> bool:
    if closes is None:
        return True
    return sum(1 for _ in words_in(text, Span(offset, closes))) > _NAME_WORDS
