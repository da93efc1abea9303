"""Spans written as tags of tokens: BIO, flat, with what does not fit told."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from annotator.formats.losskinds import (
    BETWEEN_WORDS,
    DISCONTINUOUS,
    NESTED,
    OVERLAPPING,
    SAME_STRETCH,
    SUB_TOKEN,
    TRIMMED,
)
from annotator.formats.tokens import Borders, TokenPolicy, sentence_starts, tokens_of
from annotator.model.annotation import Annotation

OUTSIDE: Final = "O"


@dataclass(frozen=True, slots=True)
class Tagged:
    """A text as tokens with tags.

    Attributes:
        tokens: Where each begins and ends, in code points.
        tags: ``B-…``, ``I-…`` or ``O``, as many as tokens.
        sentences: Numbers of the tokens with which sentences begin; none begins inside an annotation.
    """

    tokens: list[Borders]
    tags: list[str]
    sentences: list[int]


def tagged(
    text: str, annotations: Iterable[Annotation], *, policy: TokenPolicy, lost: Callable[[str, str], None]
) -> Tagged:
    """The tokens of a text, tagged with the annotations of one layer.

    Where annotations share tokens, the one that begins first wins, and of those the longest: the outermost. With the
    policy ``word`` an annotation takes the whole of every word that it touches.

    Args:
        text: The text.
        annotations: Of one layer.
        policy: What becomes of words in which an annotation begins or ends.
        lost: Told kind and annotation id of what the tags do not hold as it was.
    """
    whole: list[Annotation] = []
    for annotation in annotations:
        if len(annotation.fragments) > 1:
            lost(DISCONTINUOUS, annotation.id)
        else:
            whole.append(annotation)
    cuts = {border for a in whole for border in (a.start, a.end)} if policy is TokenPolicy.SPLIT else ()
    tokens = tokens_of(text, cuts)
    tags = _tags(tokens, whole, lost)
    sentences = [number for number in sentence_starts(text, tokens) if not tags[number].startswith("I-")]
    return Tagged(tokens, tags, sentences)


def _tags(tokens: list[Borders], annotations: list[Annotation], lost: Callable[[str, str], None]) -> list[str]:
    tags = [OUTSIDE] * len(tokens)
    # Sorted like this, only the last one that was taken can be in the way.
    before: Annotation | None = None
    free = 0
    for annotation in sorted(annotations, key=lambda a: (a.start, -a.end, a.label, a.id)):
        start, end = annotation.start, annotation.end
        first, past = bisect_left(tokens, (start,)), bisect_left(tokens, (end,))
        if first and tokens[first - 1][1] > start:
            first -= 1
        if first >= past:
            lost(BETWEEN_WORDS, annotation.id)
            continue
        if before is not None and first < free:
            lost(_conflict(before, annotation), annotation.id)
            continue
        outer = tokens[first][0], tokens[past - 1][1]
        if outer[0] < start or outer[1] > end:
            lost(SUB_TOKEN, annotation.id)
        elif outer != (start, end):
            lost(TRIMMED, annotation.id)
        tags[first] = f"B-{annotation.label}"
        if past - first > 1:
            tags[first + 1 : past] = [f"I-{annotation.label}"] * (past - first - 1)
        before, free = annotation, past
    return tags


def _conflict(taken: Annotation, other: Annotation) -> str:
    """Why the second one finds no room beside the first, which begins no later."""
    if (taken.start, taken.end) == (other.start, other.end):
        return SAME_STRETCH
    if other.start >= taken.end:
        return SUB_TOKEN
    return NESTED if other.end <= taken.end else OVERLAPPING
