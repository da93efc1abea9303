"""What a person sees as one letter: borders that never part a letter from its marks, nor an emoji sequence."""

from __future__ import annotations

from typing import Final

from annotator.model.span import Span
from annotator.text.characters import INVISIBLE, LINE_ENDS, ZWJ, clings

# GCB=Prepend of UAX #29 in the Arabic blocks: number signs that embrace the digits after them.
_PREPENDED: Final = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
_WITHOUT_WIDTH: Final = frozenset(INVISIBLE)
_NOTHING_CLINGS_TO: Final = frozenset(LINE_ENDS + INVISIBLE)


def is_boundary(text: str, offset: int) -> bool:
    """Whether an annotation may begin or end at ``offset``.

    Follows UAX #29 (extended grapheme clusters) for what occurs in news: combining marks, ZWJ and ZWNJ, emoji
    sequences, flags, CRLF. A tatweel may be cut off its letter.

    Args:
        text: The text.
        offset: In code points, from 0 to the length of the text.

    >>> is_boundary("مُ", 1), is_boundary("مـ", 1)
    (False, True)
    """
    if offset <= 0 or offset >= len(text):
        return True
    here, before = text[offset], text[offset - 1]
    if "\u0620" <= here <= "\u064a" and before not in _PREPENDED:
        return True
    if before in _NOTHING_CLINGS_TO:
        return not (here == "\n" and before == "\r")
    if clings(here):
        return False
    if before in _PREPENDED:
        return here in _NOTHING_CLINGS_TO
    if before == ZWJ and _is_pictograph(here):
        return not _ends_pictograph(text, offset - 1)
    if _is_flag_half(here) and _is_flag_half(before):
        return _flag_halves_before(text, offset) % 2 == 0
    return True


def next_boundary(text: str, offset: int) -> int:
    """The next place for the caret after ``offset``; the end of the text where there is none.

    Characters without width (bidi controls, ZWSP) are passed over together with the letter before them, so that
    nobody selects one alone; borders beside them are lawful nevertheless.
    """
    length = len(text)
    offset += 1
    while offset < length and not _is_stop(text, offset):
        offset += 1
    return min(offset, length)


def previous_boundary(text: str, offset: int) -> int:
    """The next place for the caret before ``offset``; 0 where there is none."""
    offset = min(offset, len(text)) - 1
    while offset > 0 and not _is_stop(text, offset):
        offset -= 1
    return max(offset, 0)


def snapped(span: Span, text: str) -> Span:
    """The span widened to whole letters.

    Args:
        span: In code points; what lies outside the text is cut off.
        text: The text.

    Raises:
        SpanError: If nothing of the span lies in the text.
    """
    start, end = span.start, min(span.end, len(text))
    while not is_boundary(text, start):
        start -= 1
    while not is_boundary(text, end):
        end += 1
    return Span(start, end)


def _is_stop(text: str, offset: int) -> bool:
    """Whether the caret may stand here: a border that does not leave a character without width alone."""
    here, before = text[offset], text[offset - 1]
    if before in _WITHOUT_WIDTH and _begins_line(text, offset):
        return False
    if "\u0620" <= here <= "\u064a":
        return before not in _PREPENDED
    if here in _WITHOUT_WIDTH and before not in LINE_ENDS:
        return False
    return is_boundary(text, offset)


def _begins_line(text: str, offset: int) -> bool:
    """Whether only characters without width stand before on the line: they go with the first letter."""
    first = offset
    while first > 0 and text[first - 1] in _WITHOUT_WIDTH:
        first -= 1
    return (first == 0 or text[first - 1] in LINE_ENDS) and text[offset] not in LINE_ENDS


def _is_pictograph(character: str) -> bool:
    """Whether it is an emoji or a sign that can join others (Extended_Pictographic, in whole blocks)."""
    if _is_flag_half(character) or clings(character):
        return False
    return (
        "\U0001f000" <= character <= "\U0001faff"
        or "\u2190" <= character <= "\u2bff"
        or character in "\u00a9\u00ae\u203c\u2049\u2122\u2139\u3030\u303d\u3297\u3299"
    )


def _ends_pictograph(text: str, joiner: int) -> bool:
    """Whether the ZWJ at ``joiner`` follows an emoji, with its skin tone or variation selector."""
    offset = joiner - 1
    while offset > 0 and clings(text[offset]) and text[offset] != ZWJ:
        offset -= 1
    return offset >= 0 and _is_pictograph(text[offset])


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _flag_halves_before(text: str, offset: int) -> int:
    first = offset
    while first > 0 and _is_flag_half(text[first - 1]):
        first -= 1
    return offset - first
