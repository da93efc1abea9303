"""Words and sentences: what a double and a triple click take, and where Ctrl and the arrows go."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter
from typing import Final

from annotator.model.span import Span
from annotator.text.characters import (
    BIDI_CONTROLS,
    CLOSING_QUOTES,
    LINE_ENDS,
    OPENING_QUOTES,
    PLAIN_QUOTE,
    TATWEEL,
    mark_class,
)

_DIGIT_JOINERS: Final = ".,:/،٫٬"
_PERCENT: Final = "%٪"
# What parts chunks of words; the class of ``re`` would also need the zero-width space.
_SPACES: Final = frozenset(
    " \t\n\r\v\f\u00a0\u0085\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b"
    "\u2028\u2029\u202f\u205f\u3000"
)

# Latin words that a dot shortens, as they occur in names of companies and people; single letters are all taken.
_SHORTENED: Final = frozenset(
    {"inc", "ltd", "co", "corp", "mr", "mrs", "ms", "dr", "st", "vs", "no", "jr", "sr", "prof", "gen"}
)
_CLOSERS: Final = CLOSING_QUOTES + PLAIN_QUOTE + ")]}"
_QUOTES: Final = re.compile(f"[{OPENING_QUOTES}{CLOSING_QUOTES}{PLAIN_QUOTE}]")
_THREE_LETTERS: Final = re.compile("[\u0621-\u063a\u0641-\u064a]{3}")
_TERMINATOR: Final = re.compile(r"[.؟?!…]+")


@lru_cache(maxsize=1)
def word_pattern() -> str:
    """A word as a regular expression: letters and digits with all that clings to them.

    Digits may be joined by separators and bear a percent sign.
    """
    run = rf"[\w{mark_class()}\u200c\u200d\u00ad]"
    return (
        rf"(?:[{_PERCENT}](?=\d))?\w{run}*"
        rf"(?:(?:(?<=\d)[{_DIGIT_JOINERS}](?=\d)|[{BIDI_CONTROLS}]+(?=\w))\w{run}*)*"
        rf"(?:(?<=\d)[{_PERCENT}][{mark_class()}]*)?"
    )


@lru_cache(maxsize=1)
def _word() -> re.Pattern[str]:
    return re.compile(word_pattern())


def words_in(text: str, span: Span) -> Iterator[Span]:
    """The words that begin in a stretch of the text, in order.

    A word carries its harakat and tatweel; quotes, dashes and apostrophes are none of its parts. «الـ3», «15.5%»,
    «١٥٫٥٪», «1,200» and «12/3/2017» are single words.

    Args:
        text: The text.
        span: Where to look; a word that crosses its end is given cut off there.

    >>> [word.of("ارتفع 15.5% أو") for word in words_in("ارتفع 15.5% أو", Span(0, 14))]
    ['ارتفع', '15.5%', 'أو']
    """
    for match in _word().finditer(text, span.start, span.end):
        yield Span(*match.span())


def count_words(text: str) -> int:
    """How many words a text has; as ``words_in`` gives them, without making them.

    >>> count_words("ارتفع 15.5% أو")
    3
    """
    return len(_word().findall(text))


def word_borders(text: str) -> tuple[list[int], list[int]]:
    """Where all words of a text begin and where they end, for whoever counts them by the hundred thousand.

    >>> word_borders("قال إن")
    ([0, 4], [3, 6])
    """
    borders = [match.span() for match in _word().finditer(text)]
    return [start for start, _ in borders], [end for _, end in borders]


def word_at(text: str, offset: int) -> Span | None:
    """The word that covers ``offset``, else the one that ends there; None on spaces and punctuation.

    >>> word_at("ونقلت الصحيفة", 5)
    Span(start=0, end=5)
    """
    before: Span | None = None
    for start, end in _words_of_chunk(text, offset):
        if start <= offset < end:
            return Span(start, end)
        if end == offset:
            before = Span(start, end)
    return before


def next_word(text: str, offset: int) -> int:
    """Where the next word after the one at ``offset`` begins; the end of the text where there is none."""
    start = offset
    for first, end in _words_of_chunk(text, offset):
        if first > offset:
            return first
        start = max(start, end)
    match = _word().search(text, start)
    return match.start() if match else len(text)


def previous_word(text: str, offset: int) -> int:
    """Where the last word that begins before ``offset`` begins; 0 where there is none."""
    offset = min(offset, len(text))
    while offset > 0:
        starts = [first for first, _ in _words_of_chunk(text, offset - 1) if first < offset]
        if starts:
            return starts[-1]
        chunk_start = _chunk_start(text, offset)
        offset = chunk_start if chunk_start < offset else offset - 1
    return 0


def _words_of_chunk(text: str, offset: int) -> Iterator[tuple[int, int]]:
    """Words of the stretch without white space around ``offset``."""
    start, end, length = _chunk_start(text, offset), offset, len(text)
    while end < length and text[end] not in _SPACES:
        end += 1
    return (match.span() for match in _word().finditer(text, start, end))


def _chunk_start(text: str, offset: int) -> int:
    start = min(offset, len(text))
    while start > 0 and text[start - 1] not in _SPACES:
        start -= 1
    return start


def sentence_at(text: str, offset: int) -> Span:
    """The sentence at ``offset``; between two sentences, the one before.

    Args:
        text: The text, not empty.
        offset: In code points.

    Raises:
        SpanError: If the text is empty.
    """
    start, end = stretch_at(text, offset)
    found = _known_sentences(text, start, end)
    if found:
        return found[max(0, bisect_right(found, offset, key=lambda sentence: sentence.start) - 1)]
    # A blank line has no sentence: it stands for itself, or gives the character beside it.
    return Span(start, end) if start < end else Span(max(start - 1, 0), max(start, 1))


def sentences(text: str) -> list[Span]:
    """All sentences, without the white space around them.

    They end at ``. ؟ ! …`` and at line ends; not after «د.», in numbers, nor in quotes that close on the same line.
    «؛» and «:» end none.

    >>> text = "قال د. سامي إن السعر 15.5 دينارا. ثم صمت."
    >>> [sentence.of(text) for sentence in sentences(text)]
    ['قال د. سامي إن السعر 15.5 دينارا.', 'ثم صمت.']
    """
    found: list[Span] = []
    for match in _LINE.finditer(text):
        found.extend(_sentences_of_line(text, *match.span()))
    return found


class SentencesOf:
    """The sentences of one text for whoever asks at many places: what ``sentence_at`` says, each line read once.

    Args:
        text: The text, not empty.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = [match.span() for match in _LINE.finditer(text)]
        self._found: dict[int, list[Span]] = {}

    def at(self, offset: int) -> Span:
        """The sentence at an offset, in code points; see ``sentence_at``."""
        number = bisect_right(self._lines, (offset, len(self._text))) - 1
        start, end = self._lines[number] if number >= 0 else (0, -1)
        if offset > end or end - start > _LONGEST_STRETCH:
            return sentence_at(self._text, offset)  # Between lines, or in one that is read in parts.
        found = self._found.get(number)
        if found is None:
            found = self._found[number] = list(_sentences_of_line(self._text, start, end))
        if not found:
            return sentence_at(self._text, offset)
        return found[max(0, bisect_right(found, offset, key=_START) - 1)]


_START: Final = attrgetter("start")
_LINE: Final = re.compile(f"[^{LINE_ENDS}]+")
_LINE_END: Final = re.compile(f"[{LINE_ENDS}]")
_LEAP: Final = 4_000
_LONGEST_STRETCH: Final = 4_000
# Where a line of more characters than that is cut: behind a sentence, else behind a word.
_CUTS: Final = (re.compile(r"[.؟?!…][»”\"')\]]* "), re.compile(" "))


def line_at(text: str, offset: int) -> tuple[int, int]:
    """Borders of the line at ``offset``, without its line end; equal for an empty line."""
    offset = min(offset, len(text))
    match = _LINE_END.search(text, offset)
    return _line_start(text, offset), match.start() if match else len(text)


def stretch_at(text: str, offset: int) -> tuple[int, int]:
    """Borders of the line at ``offset``; of a line as long as a book, of the part of it around ``offset``.

    What is looked for in a line, such as stops and openers, is looked for in this: a key costs the same everywhere.
    """
    if len(text) > _LONGEST_STRETCH:
        offset = min(offset, len(text))
        borders = _stretches(text)
        at = bisect_right(borders, (offset, len(text))) - 1
        if at >= 0 and offset <= borders[at][1]:
            return borders[at]
    return line_at(text, offset)


@lru_cache(maxsize=4)
def _stretches(text: str) -> list[tuple[int, int]]:
    """The parts of all lines that are too long, in order."""
    found: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        start, end = line.span()
        if end - start <= _LONGEST_STRETCH:
            continue
        while end - start > _LONGEST_STRETCH:
            earliest, latest = start + _LONGEST_STRETCH // 2, start + _LONGEST_STRETCH
            places = ([match.end() for match in cut.finditer(text, earliest, latest)] for cut in _CUTS)
            following = next((found_here[-1] for found_here in places if found_here), latest)
            found.append((start, following))
            start = following
        found.append((start, end))
    return found


def _line_start(text: str, offset: int) -> int:
    """Where the line at ``offset`` begins, looked for backwards in leaps: a line can be as long as a book."""
    while offset > 0:
        low = max(0, offset - _LEAP)
        last = max(text.rfind(mark, low, offset) for mark in LINE_ENDS)
        if last >= 0:
            return last + 1
        offset = low
    return 0


def quotations(text: str, start: int, end: int) -> list[Span]:
    """Quotations between two offsets of one line, both marks included, the outermost only; unclosed ones are none.

    Args:
        text: The text.
        start: Where the line begins, in code points.
        end: Where it ends.
    """
    found: list[Span] = []
    opened: list[tuple[str, int]] = []
    for match in _QUOTES.finditer(text, start, end):
        mark, offset = match.group(), match.start()
        closes = mark in CLOSING_QUOTES or (mark == PLAIN_QUOTE and any(kind == PLAIN_QUOTE for kind, _ in opened))
        if not closes:
            opened.append((mark, offset))
            continue
        while opened:
            kind, first = opened.pop()
            if (kind == PLAIN_QUOTE) == (mark == PLAIN_QUOTE):
                while found and found[-1].start > first:
                    found.pop()
                found.append(Span(first, offset + 1))
                break
    return found


@lru_cache(maxsize=16)
def _known_sentences(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The sentences of a line, kept: whoever works at a line asks again and again, and quotations reach far."""
    return tuple(_sentences_of_line(text, start, end))


def _sentences_of_line(text: str, start: int, end: int) -> Iterator[Span]:
    quoted: list[Span] | None = None
    first = start
    for match in _TERMINATOR.finditer(text, start, end):
        if quoted is None:
            quoted = quotations(text, start, end)  # Most lines of an article end but once, or not at all.
        offset, after = match.span()
        if offset < first or not _ends_sentence(text, match, start, end):
            continue
        quotation = next((span for span in quoted if span.start < offset < span.end), None) if quoted else None
        if quotation is not None:
            # A full stop just inside the closing quote ends the sentence; «؟» and «!» there belong to the quotation.
            if match.group()[-1] not in ".…" or text[after : quotation.end - 1].strip():
                continue
            after = quotation.end
        while after < end and text[after] in _CLOSERS and not any(span.start == after for span in quoted):
            after += 1
        if sentence := _trimmed(text, first, after):
            yield sentence
        first = after
    if sentence := _trimmed(text, first, end):
        yield sentence


def _ends_sentence(text: str, match: re.Match[str], start: int, end: int) -> bool:
    offset, after = match.span()
    following = text[after] if after < end else " "
    if match.group() != ".":
        # "?q=" and "!=" are no ends; dots may stand without a space, as in «الليبية...الأمر».
        return not (following.isascii() and following.isalnum())
    if following.isdigit() or (following.isascii() and following.isalpha()):
        return False
    if after == end:
        return True
    # Most sentences end in a word of some length, or in three Arabic letters, which no known abbreviation has:
    # no need to look for where it begins.
    if offset - start > 4 and text[offset - 5 : offset].isalpha():
        return True
    if offset - start > 2 and _THREE_LETTERS.match(text, offset - 3):
        return True
    word = word_at(text, offset)
    if word is not None and word.of(text).isdigit() and not text[start : word.start].strip():
        return False  # the number of a list's line
    return not is_abbreviation_dot(text, offset)


def is_abbreviation_dot(text: str, offset: int) -> bool:
    """Whether the dot at ``offset`` shortens the word before it: «د.», «أ.», «Inc.»."""
    word = word_at(text, offset)
    if word is None or word.end != offset:
        return False
    letters = word.of(text).replace(TATWEEL, "")
    return (len(letters) == 1 and letters.isalpha()) or letters.lower() in _SHORTENED


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
