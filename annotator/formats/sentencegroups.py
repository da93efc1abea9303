"""Stretches of an article for models with a short view: sentences, those that an annotation spans kept together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.formats.tokens import sentence_starts
from annotator.formats.tokenspans import TokenSpans
from annotator.model.span import Span


@dataclass(frozen=True, slots=True)
class Group:
    """Some sentences that follow each other.

    Attributes:
        first: Number of its first token in the article.
        past: Number of the first token behind it.
    """

    first: int
    past: int

    def holds(self, tokens: tuple[int, int]) -> bool:
        """Whether tokens lie in it."""
        return self.first <= tokens[0] and tokens[1] <= self.past


def groups(text: str, tokens: TokenSpans, spans: Iterable[Span]) -> list[Group]:
    """The article cut into sentences, but not within an annotation.

    Args:
        text: The article.
        tokens: Its tokens.
        spans: Where annotations lie.
    """
    starts = sentence_starts(text, tokens.borders)
    inside: set[int] = set()
    for span in spans:
        taken = tokens.taken_by(span)
        if taken is not None:
            inside.update(start for start in starts[bisect_right(starts, taken[0]) :] if start < taken[1])
    kept = [start for start in starts if start not in inside]
    return [Group(first, past) for first, past in zip(kept, [*kept[1:], len(tokens.borders)], strict=True)]


def group_of(found: Sequence[Group], tokens: tuple[int, int]) -> int:
    """Number of the group that holds tokens; annotations of which the groups were made always lie in one."""
    return bisect_right([group.first for group in found], tokens[0]) - 1
