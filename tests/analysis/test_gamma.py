"""Disorder of the best alignment against the values of pygamma-agreement, and γ within its sampling error."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.analysis.gamma import Unit, disorder, gamma

# Units of two annotators, the disorder of pygamma-agreement 0.5.9, and its γ at 30 samples.
CASES: list[tuple[list[Unit], list[Unit], float, float]] = [
    ([(1, 5, "a"), (6, 10, "b"), (11, 15, "a")], [(2, 6, "a"), (7, 11, "b"), (12, 16, "a")], 0.0625, 0.884),
    ([(1, 5, "a"), (6, 10, "b"), (20, 24, "a"), (30, 34, "b")], [(2, 6, "a"), (31, 35, "b")], 0.7083333, 0.567),
    ([(1, 5, "a"), (10, 15, "b"), (20, 25, "c")], [(1, 5, "a"), (10, 15, "b"), (20, 25, "c")], 0.0, 1.0),
]


@pytest.mark.parametrize(("a", "b", "value", "sampled"), CASES)
def test_disorder_and_gamma_of_the_cases_of_pygamma(a: list[Unit], b: list[Unit], value: float, sampled: float) -> None:
    assert disorder(a, b) == pytest.approx(value, abs=1e-5)
    assert gamma([(a, b)]).value == pytest.approx(sampled, abs=0.1)


def test_the_same_seed_gives_the_same_gamma() -> None:
    a, b, _, _ = CASES[1]
    assert gamma([(a, b)], seed=4) == gamma([(a, b)], seed=4)


def test_one_empty_is_the_greatest_disorder_and_two_are_undefined() -> None:
    assert disorder([(1, 5, "a")], []) == 2
    assert disorder([], []) is None
    assert gamma([([], [])]).value is None


@given(st.integers(0, 10_000))
@settings(deadline=None)
def test_no_alignment_has_less_disorder(seed: int) -> None:
    random = Random(seed)
    a, b = _units(random), _units(random)
    if not (a or b):
        return
    best = _least(a, b) / ((len(a) + len(b)) / 2)
    assert disorder(a, b) == pytest.approx(best)
    assert disorder(b, a) == pytest.approx(best)


def _units(random: Random) -> list[Unit]:
    return [
        (start, start + random.randint(1, 9), random.choice("ab"))
        for start in (random.randrange(20) for _ in range(random.randrange(4)))
    ]


def _least(a: list[Unit], b: list[Unit]) -> float:
    """The least sum, by trying everything for the first unit and then for the rest."""
    if not a:
        return len(b)
    first, rest = a[0], a[1:]
    alone = 1 + _least(rest, b)
    paired = [
        ((abs(first[0] - o[0]) + abs(first[1] - o[1])) / (first[1] - first[0] + o[1] - o[0])) ** 2
        + (first[2] != o[2])
        + _least(rest, b[:place] + b[place + 1 :])
        for place, o in enumerate(b)
    ]
    return min([alone, *paired])
