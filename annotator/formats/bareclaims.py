"""A claim without what introduces it: the words that are held to be true, for who compares contents."""

from __future__ import annotations

import re
from typing import Final

from annotator.model.span import Fragments, Span

# أن، إن، أنّ, with an attached pronoun or preposition; vowel signs anywhere.
_MARK: Final = "[\u064b-\u0652\u0670]*"
_COMPLEMENTIZER: Final = re.compile(
    rf"(?:ب{_MARK})?[أإا]{_MARK}ن{_MARK}(?:(?:ه{_MARK}(?:م{_MARK}ا?|ن{_MARK}|ا)?|ن{_MARK}[اي]|ي|ك{_MARK}(?:م{_MARK})?){_MARK})?(?=\s|[«“\"'‘:])"
)
_FIRST_LETTERS: Final = "أإاب"
_PAIRS: Final = {"«": "»", "“": "”", "‘": "’", "‹": "›", "„": "“", '"': '"', "'": "'"}
_CLOSERS: Final = {closer: opener for opener, closer in _PAIRS.items() if opener != "„"}
_AROUND: Final = " \t\u00a0:،,"


def bare(fragments: Fragments, text: str) -> Fragments:
    """The fragments without complementizer and quotation marks, as long as something is left.

    A quotation mark goes only where its partner does not stand inside: «الممر «سيبقى مفتوحا»» keeps the inner pair.

    Args:
        fragments: Of a claim.
        text: The document's text.

    >>> claim = "أن «الممر سيبقى مفتوحا»"
    >>> [span.of(claim) for span in bare((Span(0, len(claim)),), claim)]
    ['الممر سيبقى مفتوحا']
    """
    whole = "".join([text[span.start : span.end] for span in fragments])
    length, head, tail = len(whole), 0, 0
    while taken := _wrapping(whole[head : length - tail]):
        if head + tail + sum(taken) >= length:
            break  # Nothing would be left.
        head, tail = head + taken[0], tail + taken[1]
    return _cut(fragments, head, tail) if head or tail else fragments


def _wrapping(whole: str) -> tuple[int, int] | None:
    """How many characters one layer of wrapping has before the words and behind them, or None where there is none."""
    opener, closer = whole[0], whole[-1]
    if opener in _AROUND:
        return 1, 0
    if closer in _AROUND:
        return 0, 1
    complementizer = _COMPLEMENTIZER.match(whole) if opener in _FIRST_LETTERS else None
    if complementizer:
        return complementizer.end(), 0
    if opener in _PAIRS and closer == _PAIRS[opener] and len(whole) > 1 and _is_balanced(whole[1:-1], opener, closer):
        return 1, 1
    if opener in _PAIRS and not _closes(whole[1:], opener):
        return 1, 0
    if closer in _CLOSERS and not _opens(whole[:-1], closer):
        return 0, 1
    return None


def _cut(pieces: Fragments, head: int, tail: int) -> Fragments:
    """The pieces without some characters at either end, fewer than all of them."""
    if len(pieces) == 1:
        return (Span(pieces[0].start + head, pieces[0].end - tail),)
    rest = list(pieces)
    while rest and head:
        taken = min(head, len(rest[0]))
        rest[:1] = [Span(rest[0].start + taken, rest[0].end)] if taken < len(rest[0]) else []
        head -= taken
    while rest and tail:
        taken = min(tail, len(rest[-1]))
        rest[-1:] = [Span(rest[-1].start, rest[-1].end - taken)] if taken < len(rest[-1]) else []
        tail -= taken
    return tuple(rest)


def _is_balanced(inside: str, opener: str, closer: str) -> bool:
    if opener == closer:
        return inside.count(opener) % 2 == 0
    depth = 0
    for character in inside:
        depth += (character == opener) - (character == closer)
        if depth < 0:
            return False
    return depth == 0


def _closes(rest: str, opener: str) -> bool:
    """Whether the partner of a quotation mark comes in what follows it."""
    return _PAIRS[opener] in rest


def _opens(before: str, closer: str) -> bool:
    return _CLOSERS[closer] in before
