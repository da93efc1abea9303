"""Stretches of an article for models with a short view: sentences, those that an annotation spans kept together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from annotator.formats.tokens import sentence_starts
from annotator.formats.tokenspans import TokenSpans
from annotator.model.span import Span

_FIRST: Final = attrgetter("first")


@dataclass(frozen=True, slots=True)
class Group:
    """Some sentences that follow each other.

    Attributes:
        first: Number of its first token in the article.
        past: Number of the first token behind it.
    """

    first: int
    past: int


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
            first, past = bisect_right(starts, taken[0]), bisect_left(starts, taken[1])
            if first < past:
                inside.update(starts[first:past])
    kept = [start for start in starts if start not in inside] if inside else starts
    return [Group(first, past) for first, past in zip(kept, [*kept[1:], len(tokens.borders)], strict=True)]


def group_of(found: Sequence[Group], tokens: tuple[int, int]) -> int:
    """Number of the group that holds tokens; annotations of which the groups were made always lie in one."""
    return bisect_right(found, tokens[0], key=_FIRST) - 1
