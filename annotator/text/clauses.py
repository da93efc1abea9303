"""Clauses: the stops at which claims begin and end, what opens one, and how a selection grows."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Final

from annotator.model.span import Span
from annotator.model.trusted import trusted_span
from annotator.text.characters import CLOSING_QUOTES, OPENING_QUOTES, PLAIN_QUOTE
from annotator.text.folding import fold
from annotator.text.openers import Opener, openers
from annotator.text.reporting import begins_new_report
from annotator.text.words import is_abbreviation_dot, line_at, quotations, sentence_at, stretch_at, words_in

_STOP: Final = re.compile(rf"[،؛,;:.؟?!…]+|[{OPENING_QUOTES}{CLOSING_QUOTES}{PLAIN_QUOTE}]")
_QUOTES: Final = OPENING_QUOTES + CLOSING_QUOTES + PLAIN_QUOTE
_BELONGS_TO_CLAIM: Final = "؟?!"
_SILENT: Final = "،؛,;:."
_RELAYED_FROM: Final = "عن"


class Edge(Enum):
    """Which border of a selection moves: stops for an end leave the punctuation out behind, for a start before it."""

    START = "start"
    END = "end"


def paragraphs(text: str) -> list[Span]:
    """The lines of the text that are not empty, without their newlines.

    Only ``\\n`` ends a paragraph.

    >>> paragraphs("عاجل\\n\\nقال")
    [Span(start=0, end=4), Span(start=6, end=9)]
    """
    found: list[Span] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line:
            found.append(trusted_span(start, end))
        start = end + 1
    return found


def next_stop(text: str, offset: int, *, edge: Edge = Edge.END) -> int:
    """The nearest stop after ``offset`` where this edge of a claim may lie; the end of the text where there is none.

    Stops are ، ؛ : . ؟ ! … quotes and line ends, not the separators inside numbers nor the dot of «د.». A claim ends
    before the punctuation and the space in front of it, but after a closing quote, a question or an exclamation mark;
    it starts after them, but before an opening quote, or at أن and إن.

    Args:
        text: The text.
        offset: Where the edge is now, in code points.
        edge: Which border moves.
    """
    start, end = stretch_at(text, offset)
    while True:
        for stop in _stops(text, start, end, edge=edge):
            if stop > offset:
                return stop
        if end >= len(text):
            return len(text)
        start, end = stretch_at(text, end + 1)


def previous_stop(text: str, offset: int, *, edge: Edge = Edge.END) -> int:
    """The nearest stop before ``offset``, as ``next_stop`` has them; 0 where there is none.

    An end stops before أن and إن too.
    """
    start, end = stretch_at(text, offset)
    while True:
        stops = _stops(text, start, end, edge=edge)
        if edge is Edge.END:
            before_openers = (_before(text, opener.start, start) for opener in openers(text, start, end))
            stops = tuple(sorted({*stops, *before_openers}))
        for stop in reversed(stops):
            if start <= stop < offset and (stop > start or edge is Edge.START):
                return stop
        if start == 0:
            return 0
        start, end = stretch_at(text, start - 1)


def next_speaker_end(text: str, offset: int) -> int:
    """The nearest place after ``offset`` where the words that name a speaker may end.

    A stop as ``next_stop`` has them, or before what a speaker is followed by: أن and إن with what is attached to them,
    an opening quotation, and the «عن» of a relay («نقلت صحيفة الميناء عن مسؤول»).

    Args:
        text: The text.
        offset: Where the end is now, in code points.
    """
    start, end = stretch_at(text, offset)
    places = [_before(text, opener.word_start, start) for opener in openers(text, start, end)]
    nearest = min([next_stop(text, offset), *(place for place in places if place > offset)])
    for word in words_in(text, Span(offset, min(end, nearest))) if offset < min(end, nearest) else ():
        place = _before(text, word.start, start)
        if place > offset and fold(word.of(text)) == _RELAYED_FROM:
            return place
    return nearest


def opener_before(text: str, offset: int) -> int | None:
    """Where the claim begins whose opener (أن، إن، a quotation, a colon) stands at or before ``offset``.

    Only openers of the same sentence count, and none inside a quotation that is closed before ``offset``. A
    complementizer comes without its preposition («بأن» → «أن»), a quotation with its mark.

    Args:
        text: The text, not empty.
        offset: In code points.

    Returns:
        The offset at which the claim begins, or None where no opener stands before.
    """
    before, _ = _openers_around(text, offset)
    opener = _last_strong(before)
    return opener.start if opener else None


def likeliest_claim(text: str, offset: int, *, not_before: int = 0) -> Span:
    """The claim that is probably meant at ``offset``: from the clause's opener to the likeliest stop.

    The opener is the nearest one before in the same phrase, else one that follows in it (the caret stands on the
    source), else the nearest in the sentence; without any, the phrase's beginning. A quotation ends with its mark; else
    the claim goes on until the sentence ends or a new report begins («مضيفا أن», «، وفق تعبيره»). Beginnings are right
    far more often than ends: an end is a proposal to be corrected.

    Args:
        text: The text, not empty.
        offset: In code points.
        not_before: Where the claim may begin at the earliest, such as the end of its source; not after ``offset``.
    """
    sentence = sentence_at(text, offset)
    phrase = _behind(text, _phrase(text, sentence, offset), not_before)
    before, after = _openers_around(text, offset)
    before = [opener for opener in before if opener.start >= not_before]
    near = _last_strong([opener for opener in before if opener.start >= phrase.start])
    ahead = next((opener for opener in after if not opener.weak), None)
    if near is None and ahead is not None and not _has_word(text, phrase.end, ahead.start):
        near = ahead
    opener = near or _last_strong(before) or ahead
    if opener is None:
        return Span(phrase.start, _likeliest_end(text, phrase.start, sentence))
    if opener.closes is not None:
        return Span(opener.start, opener.closes)
    return Span(opener.start, _likeliest_end(text, opener.start, sentence_at(text, opener.start)))


def likeliest_end(text: str, start: int) -> int:
    """Where a claim that begins at ``start`` probably ends; a quotation with its mark."""
    closes = next((span.end for span in quotations(text, *stretch_at(text, start)) if span.start == start), None)
    return closes if closes is not None else _likeliest_end(text, start, sentence_at(text, start))


def grown(text: str, span: Span) -> Span:
    """The next larger whole: phrase, sentence, paragraph; a span that has no larger one comes back as it is.

    Args:
        text: The text.
        span: What is selected.
    """
    start, end = line_at(text, span.start)
    sentence = sentence_at(text, span.start)
    larger: tuple[Callable[[], Span], ...] = (
        lambda: _phrase(text, sentence, span.start),
        lambda: sentence,
        lambda: Span(start, max(end, start + 1)),
        lambda: Span(start, line_at(text, span.end)[1]),
    )
    for whole in larger:
        candidate = whole()
        if candidate.contains(span) and candidate != span:
            return candidate
    return span


@dataclass(frozen=True, slots=True)
class _Mark:
    """Punctuation at which a claim may begin or end; quotes know on which side they stand."""

    start: int
    end: int
    opens: bool
    closes: bool


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    paired = quotations(text, start, end)
    first_quotes = {span.start for span in paired}
    last_quotes = {span.end - 1 for span in paired}
    marks: list[_Mark] = []
    for match in _STOP.finditer(text, start, end):
        offset, after = match.span()
        if text[offset] in _QUOTES:
            closes = offset in last_quotes or (offset not in first_quotes and text[offset] in CLOSING_QUOTES)
            marks.append(_Mark(offset, after, not closes, closes))
        elif not _inside_word(text, offset, after, start, end):
            marks.append(_Mark(offset, after, False, False))
    return marks


def _inside_word(text: str, offset: int, after: int, start: int, end: int) -> bool:
    """Whether a separator stands inside a number, or a dot after an abbreviation."""
    if after - offset > 1:
        return False
    between = offset > start and after < end
    if between and text[offset - 1].isdigit() and text[after].isdigit():
        return True
    return text[offset] == "." and is_abbreviation_dot(text, offset)


@lru_cache(maxsize=8)
def _stops(text: str, start: int, end: int, *, edge: Edge) -> tuple[int, ...]:
    """All stops of a line for one edge, ascending; the latest answers are kept."""
    marks = _marks(text, start, end)
    if edge is Edge.END:
        return tuple(sorted({_end_at(text, mark, start) for mark in marks} | {_before(text, end, start)}))
    starts = {_start_at(text, mark, end) for mark in marks} | {_after(text, start, end)}
    starts.update(opener.start for opener in openers(text, start, end))
    # Where punctuation follows at once, the stop behind that punctuation is meant.
    silent = {mark.start for mark in marks if not mark.opens}
    return tuple(sorted(starts - silent - {end}))


def _end_at(text: str, mark: _Mark, start: int) -> int:
    if mark.closes or text[mark.end - 1] in _BELONGS_TO_CLAIM:
        return mark.end
    # An opening quote behind a colon or comma gives the same stop as that one.
    end = _before(text, mark.start, start)
    while mark.opens and end > start and text[end - 1] in _SILENT:
        end = _before(text, end - 1, start)
    return end


def _start_at(text: str, mark: _Mark, end: int) -> int:
    return mark.start if mark.opens else _after(text, mark.end, end)


def _before(text: str, offset: int, start: int) -> int:
    while offset > start and text[offset - 1].isspace():
        offset -= 1
    return offset


def _after(text: str, offset: int, end: int) -> int:
    while offset < end and text[offset].isspace():
        offset += 1
    return offset


def _phrase(text: str, sentence: Span, offset: int) -> Span:
    """The stretch between the stops around ``offset`` in its sentence."""
    start, end = sentence.start, sentence.end
    for mark in _marks(text, sentence.start, sentence.end):
        first, last = _start_at(text, mark, sentence.end), _end_at(text, mark, sentence.start)
        if start < first <= offset:
            start = first
        if last > offset and last > start:
            end = min(end, last)
            break
    return Span(start, end) if start < end else sentence


def _behind(text: str, phrase: Span, offset: int) -> Span:
    """The part of a phrase that lies behind ``offset``; the whole one where no word is left there."""
    if offset <= phrase.start or not _has_word(text, offset, phrase.end):
        return phrase
    return Span(_after(text, offset, phrase.end), phrase.end)


def _openers_around(text: str, offset: int) -> tuple[list[Opener], list[Opener]]:
    """Openers of the sentence that begin at or before ``offset`` (or contain it), and those after it."""
    sentence = sentence_at(text, offset)
    before: list[Opener] = []
    after: list[Opener] = []
    closed = [span for span in quotations(text, sentence.start, sentence.end) if span.end <= offset]
    for opener in openers(text, sentence.start, sentence.end):
        if any(span.start <= opener.end - 1 < span.end for span in closed):
            continue
        if opener.closes is not None and opener.closes <= offset:
            continue
        (before if opener.start <= offset or opener.word_start <= offset <= opener.end else after).append(opener)
    return before, after


def _last_strong(found: list[Opener]) -> Opener | None:
    """The last opener; a weak one («أن» before a verb) only where there is no other."""
    return next((opener for opener in reversed(found) if not opener.weak), found[-1] if found else None)


def _has_word(text: str, start: int, end: int) -> bool:
    return start < end and next(words_in(text, Span(start, end)), None) is not None


def _likeliest_end(text: str, start: int, sentence: Span) -> int:
    """The end of a claim that begins at ``start``: the first stop after which a new report begins, else the last."""
    quoted = [span for span in quotations(text, sentence.start, sentence.end) if span.end > start]
    around = next((span for span in quoted if span.start < start), None)
    limit = _before(text, around.end - 1, start) if around else sentence.end
    end = limit
    for mark in _marks(text, start, limit):
        inside = any(span.start < mark.start < span.end - 1 for span in quoted if span is not around)
        if inside or mark.opens or mark.start <= start:
            continue
        stop = _end_at(text, mark, start)
        if stop > start and (not _has_word(text, mark.end, limit) or begins_new_report(text, mark.end, limit)):
            end = stop
            break
    return max(end, start + 1)
