"""γ of two annotators: agreement on where units are and what they are, by the best alignment of both.

Source: Y. Mathet, A. Widlöcher and J.-P. Métivier, "The unified and holistic method gamma (γ) for inter-annotator
agreement measure and alignment", Computational Linguistics 41, 2015. Two units are apart by
``((|Δbegin| + |Δend|) / (length + length))² + [labels differ]``, a unit without a partner by 1 (α = β = Δ∅ = 1). The
alignment with the least sum is the best one; its *disorder* is that sum over the mean number of units of an annotator.
``γ = 1 - observed / expected``, the expected disorder being the mean of random texts whose numbers, lengths, gaps and
labels of units are drawn as the annotators used them. Each fragment of a discontinuous annotation is a unit; nested and
crossing ones need no care here.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from random import Random
from statistics import fmean, pstdev
from typing import Final, TypeAlias

from annotator.analysis.measure import NOTHING_ANNOTATED, ONE_VALUE, Measure

Unit: TypeAlias = tuple[float, float, str]
"""Begin, end, label."""
_ALONE: Final = 1.0
SAMPLES: Final = 30
"""Random texts for each article; the paper's default for a precision of 2 %."""


def disorder(a: Sequence[Unit], b: Sequence[Unit]) -> float | None:
    """The disorder of the best alignment: 0 for equal sets, 2 where one has nothing; None where both have nothing.

    >>> disorder([(1, 5, "a"), (6, 10, "b")], [(2, 6, "a"), (7, 11, "b")])
    0.0625
    """
    if not (a or b):
        return None
    return _least_sum(a, b) / ((len(a) + len(b)) / 2)


def gamma(
    articles: Sequence[tuple[Sequence[Unit], Sequence[Unit]]], *, samples: int = SAMPLES, seed: int = 0
) -> Measure:
    """γ of two annotators over articles: observed and expected disorder are summed before they are divided.

    Args:
        articles: The units of both, in each article; those where neither has one do not count.
        samples: Random texts for each article.
        seed: Draws them.
    """
    random = Random(seed)
    observed = expected = 0.0
    marked = False
    for a, b in articles:
        if not (a or b):
            continue
        marked = True
        observed += _least_sum(a, b)
        drawing = _Drawing(a, b, random)
        expected += fmean(_least_sum(drawing.text(), drawing.text()) for _ in range(samples))
    if not marked:
        return NOTHING_ANNOTATED
    return Measure(1 - observed / expected) if expected else ONE_VALUE


class _Drawing:
    """Draws random units like those that two annotators marked in one article."""

    def __init__(self, a: Sequence[Unit], b: Sequence[Unit], random: Random) -> None:
        self._random = random
        self._numbers = _spread([float(len(a)), float(len(b))])
        units = [*a, *b]
        self._lengths = _spread([end - start for start, end, _ in units])
        self._labels = [label for _, _, label in units]
        gaps = [
            later[0] - earlier[1] for side in (a, b) for earlier, later in pairwise([(0.0, 0.0, ""), *sorted(side)])
        ]
        self._gaps = _spread(gaps)

    def text(self) -> list[Unit]:
        """The units of one annotator who marks at random."""
        units: list[Unit] = []
        at = 0.0
        for _ in range(max(1, round(self._random.gauss(*self._numbers)))):
            start = at + self._random.gauss(*self._gaps)
            end = start + max(abs(self._random.gauss(*self._lengths)), 1e-6)
            units.append((start, end, self._random.choice(self._labels)))
            at = end
        return units


def _spread(values: Sequence[float]) -> tuple[float, float]:
    return fmean(values), pstdev(values)


def _apart(a: Unit, b: Unit) -> float:
    moved = abs(a[0] - b[0]) + abs(a[1] - b[1])
    return float((moved / (a[1] - a[0] + b[1] - b[0])) ** 2 + (a[2] != b[2]))


def _least_sum(a: Sequence[Unit], b: Sequence[Unit]) -> float:
    """The sum of the best alignment: everybody alone, less what pairing saves."""
    few, many = sorted((a, b), key=len)
    alone = _ALONE * (len(a) + len(b))
    if not few:
        return alone
    return alone + _assigned([[min(0.0, _apart(one, other) - 2 * _ALONE) for other in many] for one in few])


def _assigned(costs: Sequence[Sequence[float]]) -> float:
    """The least sum of an assignment of every row to a column of its own; no more rows than columns.

    By shortest augmenting paths with potentials (Kuhn 1955, Munkres 1957; in the form of Jonker and Volgenant 1987).
    """
    rows, columns = len(costs), len(costs[0])
    of_row, of_column = [0.0] * (rows + 1), [0.0] * (columns + 1)
    row_of = [0] * (columns + 1)  # Rows and columns count from 1; 0 is the row that is being placed.
    for row in range(1, rows + 1):
        row_of[0] = row
        column = 0
        least, before, done = [float("inf")] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
        while True:
            done[column] = True
            placed, step, following = row_of[column], float("inf"), 0
            for other in range(1, columns + 1):
                if done[other]:
                    continue
                cost = costs[placed - 1][other - 1] - of_row[placed] - of_column[other]
                if cost < least[other]:
                    least[other], before[other] = cost, column
                if least[other] < step:
                    step, following = least[other], other
            for other in range(columns + 1):
                if done[other]:
                    of_row[row_of[other]] += step
                    of_column[other] -= step
                else:
                    least[other] -= step
            column = following
            if not row_of[column]:
                break
        while column:
            row_of[column] = row_of[before[column]]
            column = before[column]
    return sum(costs[row_of[column] - 1][column - 1] for column in range(1, columns + 1) if row_of[column])
