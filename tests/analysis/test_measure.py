"""A value or the reason why there is none."""

from __future__ import annotations

import pytest

from annotator.analysis.measure import NO_PAIRS, NOTHING_SHARED, Measure, f1, mean
from annotator.model.errors import BugError


def test_f1_of_two_empty_sets_is_undefined_and_says_why() -> None:
    measure = f1(0, 0, 0)
    assert measure.value is None
    assert measure.reason is not None


def test_f1_is_zero_where_one_left_everything_empty() -> None:
    assert f1(0, 0, 7).value == 0


def test_a_mean_leaves_out_what_is_undefined() -> None:
    assert mean([Measure(0.5), NO_PAIRS, Measure(1.0)]).value == 0.75


def test_a_mean_of_undefined_values_is_undefined_for_the_same_reason() -> None:
    assert mean([NO_PAIRS, NO_PAIRS]) == NO_PAIRS
    assert mean([]) == NOTHING_SHARED


def test_a_measure_without_value_and_reason_is_a_fault() -> None:
    with pytest.raises(BugError):
        Measure(None)
