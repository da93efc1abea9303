"""Stretches of text: half-open, in code points of the stored text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from annotator.model.errors import SpanError, message


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A non-empty stretch ``[start, end)`` of one document's text.

    Attributes:
        start: Offset of the first character, in code points.
        end: Offset just past the last character, in code points.

    Raises:
        SpanError: If ``start`` is negative or not before ``end``.

    >>> Span(5, 12).crosses(Span(10, 20))
    True
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise SpanError(
                message("The stretch [{start}, {end}) is empty, reversed or negative.", start=self.start, end=self.end)
            )

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: Span) -> bool:
        """Whether every character of ``other`` lies in this span."""
        return self.start <= other.start and other.end <= self.end

    def touches(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def crosses(self, other: Span) -> bool:
        """Whether the two share characters and neither contains the other."""
        return self.touches(other) and not self.contains(other) and not other.contains(self)

    def of(self, text: str) -> str:
        """The covered characters of ``text``."""
        return text[self.start : self.end]


Fragments: TypeAlias = tuple[Span, ...]
"""One or more spans, ascending and apart (at least one character lies between two of them)."""


def fragments_of(pairs: Iterable[tuple[int, int]]) -> Fragments:
    """Fragments from pairs of offsets, checked.

    Args:
        pairs: ``(start, end)`` in code points.

    Raises:
        SpanError: If there is none, or they are not ascending and apart.

    >>> fragments_of([(180, 184), (242, 244)])
    (Span(start=180, end=184), Span(start=242, end=244))
    """
    spans = tuple(Span(start, end) for start, end in pairs)
    check_fragments(spans)
    return spans


def check_fragments(fragments: Fragments) -> None:
    """Refuse fragments that are none, not ascending, or not apart.

    Raises:
        SpanError: With the two offsets that collide.
    """
    if not fragments:
        raise SpanError(message("An annotation needs at least one stretch of text."))
    end = -1
    for span in fragments:
        if span.start <= end:
            raise SpanError(
                message(
                    "The fragments are not ascending and apart: one starts at {start}, the one before ends at {end}.",
                    start=span.start,
                    end=end,
                )
            )
        end = span.end


def merged(spans: Iterable[Span]) -> Fragments:
    """Spans put in order, with those that touch or meet made one.

    >>> merged([Span(8, 9), Span(0, 4), Span(4, 6)])
    (Span(start=0, end=6), Span(start=8, end=9))
    """
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)


def covered_text(fragments: Fragments, text: str) -> str:
    """The covered characters of ``text``, fragments joined by one space, as records write them."""
    if len(fragments) == 1:  # Nearly all: no need to join one.
        return text[fragments[0].start : fragments[0].end]
    return " ".join([text[span.start : span.end] for span in fragments])
