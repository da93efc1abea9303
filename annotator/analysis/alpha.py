"""Krippendorff's α for any number of annotators, with answers missing, under four metrics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import accumulate, product
from typing import Any, TypeAlias, cast

from annotator.analysis.measure import NOBODY_ANSWERED, ONE_VALUE, Measure

_Distance: TypeAlias = Callable[[Any, Any], float]


class Metric(StrEnum):
    """How far two values are apart."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


def krippendorff_alpha(
    units: Iterable[Sequence[Hashable]] | Mapping[tuple[Hashable, ...], int], *, metric: Metric = Metric.NOMINAL
) -> Measure:
    """``1 - Do / De``: 1 is perfect, 0 what chance would give, below 0 systematic disagreement.

    Source: K. Krippendorff, "Content Analysis", 2004, chapter 11, and "Computing Krippendorff's alpha-reliability",
    2011. A unit with one answer pairs with nothing and does not count.

    Args:
        units: For each thing that was judged the answers that there are, by whomever; or how often each such series
            of answers occurs. Numbers for all metrics but the nominal one.
        metric: How far two answers are apart.

    >>> round(krippendorff_alpha([(1, 1, 1), (1, 2, 2), (2, 2), (3,)]).value, 3)
    0.562
    """
    weighted: dict[tuple[Hashable, Hashable], float] = {}
    of_value: Counter[Hashable] = Counter()
    counted = units.items() if isinstance(units, Mapping) else ((unit, 1) for unit in units)
    for unit, times in counted:
        if len(unit) < 2:
            continue
        answers = Counter(unit)
        for value, count in answers.items():
            of_value[value] += count * times
        for (one, of_one), (other, of_other) in product(answers.items(), repeat=2):
            if one != other:
                pair = (one, other)
                weighted[pair] = weighted.get(pair, 0.0) + times * of_one * of_other / (len(unit) - 1)
    total = sum(of_value.values())
    if not total:
        return NOBODY_ANSWERED
    distance = _distance(metric, of_value)
    expected = sum(
        of_one * of_other * distance(one, other)
        for (one, of_one), (other, of_other) in product(of_value.items(), repeat=2)
        if one != other
    )
    if not expected:
        return ONE_VALUE
    return Measure(1 - (total - 1) * sum(w * distance(*pair) for pair, w in weighted.items()) / expected)


def _distance(metric: Metric, of_value: Counter[Hashable]) -> _Distance:
    """The squared distance between two different values."""
    if metric is Metric.NOMINAL:
        return lambda one, other: 1.0
    if metric is Metric.INTERVAL:
        return lambda one, other: float((one - other) ** 2)
    if metric is Metric.RATIO:
        return lambda one, other: ((one - other) / (one + other)) ** 2
    ordered = sorted(cast("Counter[int]", of_value))
    up_to = dict(zip(ordered, accumulate(of_value[value] for value in ordered), strict=True))

    def between(one: Any, other: Any) -> float:
        low, high = min(one, other), max(one, other)
        ranks = up_to[high] - up_to[low] + of_value[low]
        return float((ranks - (of_value[low] + of_value[high]) / 2) ** 2)

    return between
