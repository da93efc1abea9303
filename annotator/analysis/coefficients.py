"""Agreement of two annotators beyond chance, from the table of what one said where the other said that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeAlias

from annotator.analysis.measure import NOBODY_ANSWERED, ONE_VALUE, Measure

Cells: TypeAlias = Mapping[tuple[Hashable, Hashable], int]
"""How often one annotator said the first value where the other said the second."""


def cells_of(table: Sequence[Sequence[int]]) -> Cells:
    """The cells of a square table, rows for the first annotator.

    >>> cells_of([[80, 7], [8, 5]])[1, 0]
    8
    """
    return {(row, column): count for row, counts in enumerate(table) for column, count in enumerate(counts)}


def cells_between(a: Iterable[Hashable], b: Iterable[Hashable]) -> Cells:
    """The cells of two equally long series of answers."""
    return Counter(zip(a, b, strict=True))


def cohen_kappa(cells: Cells) -> Measure:
    """Cohen's κ: ``(Ao - Ae) / (1 - Ae)``, with chance from each annotator's own habits, -1 to 1.

    Source: J. Cohen, "A coefficient of agreement for nominal scales", 1960.
    """
    total, agreed, of_a, of_b = _margins(cells)
    if not total:
        return NOBODY_ANSWERED
    return _beyond_chance(agreed / total, sum(count * of_b[value] for value, count in of_a.items()) / total**2)


def scott_pi(cells: Cells) -> Measure:
    """Scott's π: as κ, with chance from the habits of both together.

    Source: W. A. Scott, "Reliability of content analysis: the case of nominal scale coding", 1955.
    """
    total, agreed, of_a, of_b = _margins(cells)
    if not total:
        return NOBODY_ANSWERED
    pooled = of_a + of_b
    return _beyond_chance(agreed / total, sum(count**2 for count in pooled.values()) / (2 * total) ** 2)


def gwet_ac1(cells: Cells) -> Measure:
    """Gwet's AC1, which stays high where nearly all is of one value and both say so, -1 to 1.

    Chance is ``Σ p(1 - p) / (q - 1)`` over the q values, p being the share of a value in both together. Source: K. L.
    Gwet, "Computing inter-rater reliability and its variance in the presence of high agreement", 2008.
    """
    total, agreed, of_a, of_b = _margins(cells)
    pooled = of_a + of_b
    values = dict.fromkeys((*of_a, *of_b))  # in their order, so that the last bit of the sum is the same each time
    if not total:
        return NOBODY_ANSWERED
    if len(values) < 2:
        return ONE_VALUE
    shares = [pooled[value] / (2 * total) for value in values]
    return _beyond_chance(agreed / total, sum(share * (1 - share) for share in shares) / (len(values) - 1))


def nominal_alpha(cells: Cells) -> Measure:
    """Krippendorff's α of two annotators, nominal, nothing missing: π with the correction for small samples.

    ``1 - (n - 1) · Σ o[c,k] / Σ n[c]·n[k]`` over unequal values, n being twice the number of places. Source: K.
    Krippendorff, "Content Analysis", 2004, chapter 11. For more annotators, gaps and other metrics see ``alpha``.
    """
    total, agreed, of_a, of_b = _margins(cells)
    if not total:
        return NOBODY_ANSWERED
    pooled = of_a + of_b
    values = 2 * total
    expected = values**2 - sum(count**2 for count in pooled.values())
    if not expected:
        return ONE_VALUE
    return Measure(1 - (values - 1) * 2 * (total - agreed) / expected)


def _margins(cells: Cells) -> tuple[int, int, Counter[Hashable], Counter[Hashable]]:
    """All places, those of agreement, and how often each annotator used each value."""
    of_a: Counter[Hashable] = Counter()
    of_b: Counter[Hashable] = Counter()
    agreed = 0
    for (value_a, value_b), count in cells.items():
        of_a[value_a] += count
        of_b[value_b] += count
        if value_a == value_b:
            agreed += count
    return sum(of_a.values()), agreed, of_a, of_b


def _beyond_chance(observed: float, expected: float) -> Measure:
    # A sum of shares may miss 1 by the last bit; one value only makes it exactly 1 in every other respect.
    return ONE_VALUE if expected > 1 - 1e-12 else Measure((observed - expected) / (1 - expected))
