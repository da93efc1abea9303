"""Published values of α for unitizing, and what it must do with whatever people nest."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.analysis.positions import Stretch, stretches
from annotator.analysis.unitizing import (
    Continuum,
    Resampling,
    continuum,
    disagreements,
    unitizing_alpha,
    unitizing_alpha_of,
)
from tests.analysis.marks import scattered

# Krippendorff 1995: begins and lengths of the units of two observers on 24 positions.
EXAMPLES = {
    "A": ([(2, 8), (14, 6)], [(4, 4), (15, 2)]),
    "B": ([(0, 18)], [(0, 2), (2, 1), (3, 1), (4, 1), (5, 1), (6, 3), (9, 1)]),
    "C": ([(2, 6), (10, 2), (14, 4), (20, 2)], [(0, 2), (4, 4), (10, 4), (16, 2), (20, 2)]),
    "D": ([(0, 2), (2, 8), (10, 4), (14, 6), (20, 4)], [(0, 4), (4, 4), (8, 7), (15, 2), (17, 7)]),
}


def units(
    begins_and_lengths: list[tuple[int, int]], label: str = "c", *, times: int = 1, less: int = 0
) -> list[Stretch]:
    return [((at - less) * times, (at - less + size) * times, label) for at, size in begins_and_lengths]


def kripp2004(*, with_k: bool) -> Continuum:
    a = units([(225, 70), (370, 30)], less=150)
    b = units([(220, 80), (355, 20), (400, 20)], less=150)
    k = units([(180, 60), (300, 50)], "k", less=150) if with_k else []
    return continuum(a + k, b + k, 300)


def test_one_category_of_krippendorff_2004() -> None:
    observed, expected = disagreements([kripp2004(with_k=False)])
    assert observed == pytest.approx(0.0144, abs=0.0001)
    assert expected == pytest.approx(0.0532, abs=0.0001)
    assert unitizing_alpha([kripp2004(with_k=False)]).value == pytest.approx(0.7286, abs=0.0001)


def test_two_categories_of_krippendorff_2004() -> None:
    both = [kripp2004(with_k=True)]
    assert unitizing_alpha(both).value == pytest.approx(0.8591, abs=0.0005)
    assert unitizing_alpha_of("c", both).value == pytest.approx(0.7286, abs=0.0001)
    assert unitizing_alpha_of("k", both).value == 1.0


@pytest.mark.parametrize(
    ("example", "observed", "published", "short"),
    [("A", 0.03125, 0.553, 0.5153), ("B", 2.26736, -0.926, -1.0811), ("C", 0.02777, 0.679, 0.6033),
     ("D", 0.38715, 0.066, -0.2068)],
)  # fmt: skip
def test_the_four_examples_of_krippendorff_1995(example: str, observed: float, published: float, short: float) -> None:
    a, b = EXAMPLES[example]
    at_length = [continuum(units(a), units(b), 24)]
    assert disagreements(at_length)[0] == pytest.approx(observed, abs=0.0001)
    assert unitizing_alpha(at_length).value == pytest.approx(short, abs=0.0001)
    # The published values are those of a continuous text: positions as fine as one likes.
    fine = [continuum(units(a, times=50_000), units(b, times=50_000), 24 * 50_000)]
    assert unitizing_alpha(fine).value == pytest.approx(published, abs=0.02)


def test_equal_sets_agree_perfectly_whatever_they_nest_or_cross() -> None:
    nested: list[Stretch] = [(0, 50, "c"), (5, 20, "c"), (6, 9, "c"), (15, 30, "c"), (60, 70, "c")]
    assert unitizing_alpha([continuum(nested, nested, 100)]).value == 1


def test_an_article_that_one_left_empty_counts() -> None:
    full: list[Stretch] = [(10, 20, "c"), (40, 60, "c")]
    agreed = continuum(full, full, 100)
    value = unitizing_alpha([agreed, continuum(full, [], 100)]).value
    assert value is not None
    assert value < 0.9


def test_nothing_marked_is_undefined() -> None:
    measure = unitizing_alpha([continuum([], [], 100)])
    assert measure.value is None
    assert measure.reason is not None


@given(st.integers(0, 10_000))
@settings(deadline=None)
def test_it_makes_no_difference_who_is_first(seed: int) -> None:
    random = Random(seed)
    a, b = stretches(scattered(random, random.randrange(6))), stretches(scattered(random, random.randrange(6)))
    assert unitizing_alpha([continuum(a, b, 60)]) == unitizing_alpha([continuum(b, a, 60)])


@given(st.integers(0, 10_000))
@settings(deadline=None)
def test_a_resampling_is_the_alpha_of_the_articles_drawn(seed: int) -> None:
    random = Random(seed)
    articles = [
        continuum(stretches(scattered(random, random.randrange(5))), stretches(scattered(random, 3)), 60)
        for _ in range(4)
    ]
    weights = [random.randrange(3) for _ in articles]
    drawn = [one for one, weight in zip(articles, weights, strict=True) for _ in range(weight)]
    found = Resampling(articles).alpha(weights).value
    if drawn:
        assert found == pytest.approx(unitizing_alpha(drawn).value)
