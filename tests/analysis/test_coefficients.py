"""Published values of κ, π, AC1 and α of two annotators, recomputed from their tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.coefficients import (
    Cells,
    cells_between,
    cells_of,
    cohen_kappa,
    gwet_ac1,
    nominal_alpha,
    scott_pi,
)
from annotator.analysis.measure import Measure

# The 24 positions of the two observers of Krippendorff 1995, page 57.
OBSERVERS = cells_between("001111111100001111110000", "000011110000000110000000")


@pytest.mark.parametrize(
    ("table", "kappa"),
    [
        ([[25, 12, 3], [13, 2, 15], [12, 16, 2]], -0.0923),  # Cohen 1960, page 37
        ([[88, 14, 18], [10, 40, 10], [2, 6, 12]], 0.4915),  # Cohen 1960, page 45
    ],
)
def test_kappa_of_cohens_own_examples(table: list[list[int]], kappa: float) -> None:
    assert cohen_kappa(cells_of(table)).value == pytest.approx(kappa, abs=0.0001)


def test_the_three_coefficients_of_krippendorff_1995() -> None:
    assert cohen_kappa(OBSERVERS).value == pytest.approx(0.385, abs=0.001)
    assert scott_pi(OBSERVERS).value == pytest.approx(0.314, abs=0.001)
    assert nominal_alpha(OBSERVERS).value == pytest.approx(0.329, abs=0.001)


def test_ac1_stays_high_where_nearly_all_is_of_one_value() -> None:
    """The table of the package irrCAC."""
    assert gwet_ac1(cells_of([[80, 7], [8, 5]])).value == pytest.approx(0.808, abs=0.0005)


@pytest.mark.parametrize("coefficient", [cohen_kappa, scott_pi, nominal_alpha, gwet_ac1])
def test_a_single_value_leaves_chance_certain_and_agreement_undefined(coefficient: object) -> None:
    assert callable(coefficient)
    measure = coefficient(cells_between("1" * 24, "1" * 24))
    assert measure.value is None
    assert measure.reason is not None
    assert coefficient({}).value is None


cells = st.dictionaries(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), st.integers(1, 50), max_size=9)


@given(cells)
def test_it_makes_no_difference_who_is_first(cells: Cells) -> None:
    turned = {(b, a): count for (a, b), count in cells.items()}
    for coefficient in (cohen_kappa, scott_pi, nominal_alpha, gwet_ac1):
        assert _near(coefficient(cells), coefficient(turned))


@given(st.dictionaries(st.sampled_from("abc"), st.integers(1, 50), min_size=2))
def test_perfect_agreement_is_one(counts: dict[str, int]) -> None:
    agreed: Cells = {(value, value): count for value, count in counts.items()}
    for coefficient in (cohen_kappa, scott_pi, nominal_alpha, gwet_ac1):
        assert coefficient(agreed).value == pytest.approx(1)


def _near(one: Measure, other: Measure) -> bool:
    if one.value is None or other.value is None:
        return one == other
    return abs(one.value - other.value) < 1e-9
