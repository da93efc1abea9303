"""The tokens of one text, and which of them a span takes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from annotator.formats.tokens import Borders, TokenPolicy, tokens_of
from annotator.model.span import Span


class TokenSpans:
    """Tokens by number.

    Args:
        text: The text.
        spans: Where annotations lie.
        policy: Whether tokens are cut at their borders.

    Attributes:
        borders: Where each token begins and ends, in code points.

    >>> tokens = TokenSpans("وروسيا تنفي", [Span(1, 6)], policy=TokenPolicy.SPLIT)
    >>> tokens.words, tokens.taken_by(Span(1, 6))
    (['و', 'روسيا', 'تنفي'], (1, 2))
    """

    def __init__(self, text: str, spans: Iterable[Span], *, policy: TokenPolicy) -> None:
        cuts = [border for span in spans for border in (span.start, span.end)] if policy is TokenPolicy.SPLIT else ()
        self.borders: list[Borders] = tokens_of(text, cuts)
        self._text = text
        self._starts = [start for start, _ in self.borders]
        self._ends = [end for _, end in self.borders]

    @property
    def words(self) -> list[str]:
        """The tokens themselves."""
        return [self._text[start:end] for start, end in self.borders]

    def taken_by(self, span: Span) -> tuple[int, int] | None:
        """Number of the first token that the span touches, and of the first behind it; None where it touches none."""
        first, past = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
        return (first, past) if first < past else None
