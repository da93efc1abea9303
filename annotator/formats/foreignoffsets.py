"""The unit in which another program counts offsets, found by the text that its spans say they cover."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from annotator.formats.articles import unix_newlines
from annotator.model.errors import ValueRefused, message
from annotator.model.span import Span
from annotator.model.trusted import trusted_span
from annotator.text.offsets import OffsetMap

_ESCAPED_BLANK: Final = re.compile(r"(?:\s|\\n|\\r|\\t)+")
_INSIDE_WORD: Final = re.compile(r"\w\w")


class Place(NamedTuple):
    """A stretch in the unit of another program.

    Attributes:
        start: First offset.
        end: Offset past the last.
        covered: The text that it covers according to that program, or None where it does not say.
    """

    start: int
    end: int
    covered: str | None = None


class UnitUnknown(ValueRefused):
    """No unit of offsets fits all spans of a record."""


def located(text: str, places: Sequence[Place]) -> list[Span]:
    """The stretches in code points of the text as it is stored, with LF for every newline.

    Tried in this order: code points; UTF-16 units; both with CRLF counted as one. The first in which every span covers
    what it says is the unit. Spans that say nothing are taken in code points, unless another unit is the likelier one.

    Args:
        text: As the other program has it.
        places: In its unit.

    Returns:
        As many stretches, in the same order.

    Raises:
        UnitUnknown: If no unit fits, or none can be told for the likeliest; names the span.

    >>> located("😀 قال", [Place(3, 6, "قال")])
    [Span(start=2, end=5)]
    """
    plain = _plainly(text, places)
    if plain is not None:
        return plain
    _check_order(places)
    stored = unix_newlines(text)
    candidates: list[list[Span]] = []
    for convert in _units(text, stored):
        spans = _converted(places, convert, len(stored))
        if spans is not None and spans not in candidates:
            candidates.append(spans)
    fitting = [spans for spans in candidates if _covers(spans, places, stored, _exactly)]
    fitting = fitting or [spans for spans in candidates if _covers(spans, places, stored, _loosely)]
    if not fitting:
        raise _unknown(places, candidates, stored)
    if any(place.covered is not None for place in places) or len(fitting) == 1:
        return fitting[0]
    cuts = [_word_cuts(spans, stored) for spans in fitting]
    if cuts[0] > min(cuts):
        raise UnitUnknown(
            message("The unit of the offsets cannot be told: the spans do not say what they cover, and cut words."),
            message("Export them with the text that each covers, or with offsets in code points."),
        )
    return fitting[0]


def _plainly(text: str, places: Sequence[Place]) -> list[Span] | None:
    """The stretches in code points where every one of them covers what it says; None where that is not so plain."""
    if "\r" in text:
        return None
    length = len(text)
    spans: list[Span] = []
    for start, end, covered in places:
        if not 0 <= start < end <= length or text[start:end] != covered:
            return None
        spans.append(trusted_span(start, end))
    return spans


def _units(text: str, stored: str) -> list[Callable[[int], int]]:
    """Ways from a foreign offset to one in the stored text; those that cannot differ are left out."""
    astral = OffsetMap(text)
    wide = astral.utf16_length != astral.length
    if text == stored or "\r\n" not in text:
        return [_same, *([astral.codepoint_of] if wide else [])]
    # Where each CRLF stands, so that offsets behind it move to the left.
    pairs = [match.start() for match in re.finditer("\r\n", text)]
    collapse = _Collapse(pairs)
    units: list[Callable[[int], int]] = [collapse]
    if wide:
        units.append(lambda offset: collapse(astral.codepoint_of(offset)))
    units.append(_same)
    if wide:
        units.append(OffsetMap(stored).codepoint_of)
    return units


class _Collapse:
    """From offsets in a text with CRLF to those with LF."""

    def __init__(self, pairs: list[int]) -> None:
        self._pairs = pairs

    def __call__(self, offset: int) -> int:
        return offset - bisect_left(self._pairs, offset)


def _same(offset: int) -> int:
    return offset


def _check_order(places: Sequence[Place]) -> None:
    for place in places:
        if not 0 <= place.start < place.end:
            raise UnitUnknown(
                message(
                    "The stretch [{start}, {end}) is empty, reversed or negative.", start=place.start, end=place.end
                ),
                message("Mend the span where it was made."),
            )


def _converted(places: Sequence[Place], convert: Callable[[int], int], length: int) -> list[Span] | None:
    """The stretches in one unit, or None where one of them lies outside."""
    spans: list[Span] = []
    for place in places:
        try:
            start, end = convert(place.start), convert(place.end)
        except IndexError:
            return None
        if not start < end <= length:
            return None
        spans.append(Span(start, end))
    return spans


def _covers(spans: Sequence[Span], places: Sequence[Place], stored: str, same: Callable[[str, str], bool]) -> bool:
    return all(
        place.covered is None or same(span.of(stored), place.covered) for span, place in zip(spans, places, strict=True)
    )


def _exactly(ours: str, theirs: str) -> bool:
    return ours == theirs or ("\r" in theirs and ours == unix_newlines(theirs))


def _loosely(ours: str, theirs: str) -> bool:
    """Equal but for white space, which programs that show text as HTML fold, and write as two signs."""
    return _ESCAPED_BLANK.sub(" ", ours).strip() == _ESCAPED_BLANK.sub(" ", theirs).strip()


def _word_cuts(spans: Sequence[Span], stored: str) -> int:
    borders = [border for span in spans for border in (span.start, span.end)]
    return sum(bool(_INSIDE_WORD.fullmatch(stored[border - 1 : border + 1])) for border in borders if border)


def _unknown(places: Sequence[Place], candidates: list[list[Span]], stored: str) -> UnitUnknown:
    """The refusal, naming the first span that fits in no unit, or at least not in the first."""
    remedy = message("Were text and offsets exported together? Export them again.")
    if not candidates:
        outside = max(places, key=lambda place: place.end)
        return UnitUnknown(
            message(
                "The stretch [{start}, {end}) lies outside the text, which has {count} characters.",
                start=outside.start, end=outside.end, count=len(stored),
            ),
            remedy,
        )  # fmt: skip
    best = max(candidates, key=lambda spans: _matches(spans, places, stored))
    place, span = next(
        (place, span)
        for place, span in zip(places, best, strict=True)
        if place.covered is not None and not _loosely(span.of(stored), place.covered)
    )
    return UnitUnknown(
        message(
            "At [{start}, {end}) stands “{ours}”, not “{theirs}”, in whatever unit one counts.",
            start=place.start, end=place.end, ours=_short(span.of(stored)), theirs=_short(place.covered or ""),
        ),
        remedy,
    )  # fmt: skip


def _matches(spans: Sequence[Span], places: Sequence[Place], stored: str) -> int:
    return sum(
        place.covered is not None and _loosely(span.of(stored), place.covered)
        for span, place in zip(spans, places, strict=True)
    )


def _short(words: str) -> str:
    return words if len(words) <= 40 else words[:39] + "…"
