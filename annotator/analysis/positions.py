"""What two annotators say of every word or character: the table that κ and α of positions are computed from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeAlias

from annotator.analysis.coefficients import Cells
from annotator.model.annotation import Annotation

Stretch: TypeAlias = tuple[int, int, str]
"""First position, position just past the last one, label."""


def stretches(annotations: Iterable[Annotation]) -> list[Stretch]:
    """What the annotations of one layer cover, in code points: each fragment for itself."""
    return [(span.start, span.end, annotation.label) for annotation in annotations for span in annotation.fragments]


def in_words(covered: Iterable[Stretch], starts: Sequence[int], ends: Sequence[int]) -> list[Stretch]:
    """The same, counted in words: a word counts as covered where one of its characters is («و|روسيا»).

    Args:
        covered: In code points.
        starts: Where the words of the text begin, ascending.
        ends: Where they end.
    """
    result = []
    for start, end, label in covered:
        first, last = bisect_right(ends, start), bisect_left(starts, end)
        if first < last:
            result.append((first, last, label))
    return result


def cells_by_position(a: Sequence[Stretch], b: Sequence[Stretch], positions: int) -> Cells:
    """How often one says the first value where the other says the second; values are those of ``values_by_position``.

    Args:
        a: What one annotator covered.
        b: What the other did.
        positions: How many there are in all.
    """
    return {(values[0], values[1]): count for values, count in values_by_position((a, b), positions).items()}


def values_by_position(sides: Sequence[Sequence[Stretch]], positions: int) -> Counter[tuple[Hashable, ...]]:
    """How often the annotators say these values, in their order, of one position.

    The value of a position is the sorted tuple of the labels that cover it, so that nested annotations of one label
    count by their depth; the empty tuple where nothing is.

    Args:
        sides: What each annotator covered.
        positions: How many there are in all.
    """
    cells: Counter[tuple[Hashable, ...]] = Counter()
    events: list[tuple[int, int, int, str]] = []
    for side, covered in enumerate(sides):
        for start, end, label in covered:
            events.append((start, side, 1, label))
            events.append((end, side, 0, label))
    events.sort()
    open_labels: list[list[str]] = [[] for _ in sides]
    values: list[tuple[str, ...]] = [() for _ in sides]
    at = 0
    for place, side, opens, label in events:
        if place > at:
            cells[tuple(values)] += place - at
            at = place
        labels = open_labels[side]
        if opens:
            labels.append(label)
            labels.sort()
        else:
            labels.remove(label)
        values[side] = tuple(labels)
    if positions > at:
        cells[((),) * len(sides)] += positions - at
    return cells
