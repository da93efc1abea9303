"""Published values of Krippendorff's α, with several annotators and with answers missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.alpha import Metric, krippendorff_alpha
from annotator.analysis.coefficients import cells_between, nominal_alpha

# Krippendorff 1980, page 139: nine things judged by three people.
THREE_RATERS = [(1, 1, 1), (1, 2, 2), (2, 2, 2), (4, 4, 4), (1, 4, 4), (2, 2, 2), (1, 2, 3), (3, 3, 3), (2, 2, 2)]
# The table of the package `krippendorff`; each row is one of fifteen things, without the answers that are missing.
MISSING = [
    (1,), (), (2, 2), (1, 1), (3, 3), (3, 3, 4), (4, 4, 4), (1, 3), (2, 2), (1, 1), (1, 1), (3, 3), (3, 3), (), (3, 4),
]  # fmt: skip
# Krippendorff 2011, example C, as the tests of NLTK have it: twelve things, four people.
TWELVE = [
    "111", "2232", "3333", "3333", "2222", "1234", "4444", "1121", "2222", "555", "11", "3",
]  # fmt: skip


def test_two_observers_of_a_dichotomy() -> None:
    """Krippendorff 1980, page 133."""
    judged = [(0, 0), (1, 1), (0, 1), (0, 0), (0, 0), (0, 1), (0, 0), (0, 1), (1, 0), (0, 0)]
    assert krippendorff_alpha(judged).value == pytest.approx(0.0952, abs=0.0001)


@pytest.mark.parametrize(
    ("metric", "value"),
    [(Metric.NOMINAL, 0.6417), (Metric.ORDINAL, 0.4994), (Metric.INTERVAL, 0.5469), (Metric.RATIO, 0.4833)],
)
def test_three_observers_under_four_metrics(metric: Metric, value: float) -> None:
    assert krippendorff_alpha(THREE_RATERS, metric=metric).value == pytest.approx(value, abs=0.0001)


@pytest.mark.parametrize(("metric", "value"), [(Metric.NOMINAL, 0.6914), (Metric.INTERVAL, 0.8108)])
def test_answers_may_be_missing(metric: Metric, value: float) -> None:
    assert krippendorff_alpha(MISSING, metric=metric).value == pytest.approx(value, abs=0.0001)


def test_a_thing_with_a_single_answer_does_not_count() -> None:
    """NLTK: dress3 has one rating."""
    judged = [("YES", "NO", "NO"), ("YES", "NO"), ("NO",)]
    assert krippendorff_alpha(judged).value == pytest.approx(-1 / 3)


def test_four_observers_of_twelve_things() -> None:
    assert krippendorff_alpha(TWELVE).value == pytest.approx(0.743421052632, abs=1e-9)


def test_answers_may_come_counted() -> None:
    counted = Counter(tuple(sorted(judged)) for judged in TWELVE)
    assert krippendorff_alpha(counted).value == pytest.approx(0.743421052632, abs=1e-9)


def test_without_two_values_it_is_undefined() -> None:
    assert krippendorff_alpha([(1, 1), (1, 1)]).value is None
    assert krippendorff_alpha([(1,), ()]).value is None


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1))
def test_with_two_observers_and_nothing_missing_it_is_the_alpha_of_a_table(judged: list[tuple[Hashable, ...]]) -> None:
    value = krippendorff_alpha(judged).value
    other = nominal_alpha(cells_between(*zip(*judged, strict=True))).value
    assert (value is None) == (other is None)
    if value is not None:
        assert value == pytest.approx(other)
