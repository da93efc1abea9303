"""Short ways to write annotations in tests of analysis."""

from __future__ import annotations

from itertools import count
from random import Random

from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId
from annotator.model.span import Span, fragments_of

_numbers = count()


def mark(start: int, end: int, label: str = "X", *, name: str = "", layer: str = "entity") -> Annotation:
    """An annotation of one stretch."""
    return Annotation(AnnotationId(name or f"m{next(_numbers):05}"), layer, label, (Span(start, end),))


def broken(*pairs: tuple[int, int], label: str = "X") -> Annotation:
    """A discontinuous annotation."""
    return Annotation(AnnotationId(f"m{next(_numbers):05}"), "claim", label, fragments_of(pairs))


def scattered(random: Random, count: int, *, length: int = 60, labels: str = "XY") -> list[Annotation]:
    """Annotations anywhere in a short text, nested and crossing ones among them."""
    marks = []
    for _ in range(count):
        start = random.randrange(length - 1)
        marks.append(mark(start, random.randrange(start + 1, length), random.choice(labels)))
    return marks
