"""What is said of every word and character."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.coefficients import cohen_kappa, nominal_alpha, scott_pi
from annotator.analysis.positions import cells_by_position, in_words, stretches
from annotator.text.words import word_borders
from tests.analysis.marks import broken, mark, scattered


def test_the_positions_of_krippendorff_1995_as_stretches() -> None:
    a = [(2, 10, "1"), (14, 20, "1")]
    b = [(4, 8, "1"), (15, 17, "1")]
    cells = cells_by_position(a, b, 24)
    assert cohen_kappa(cells).value == pytest.approx(0.385, abs=0.001)
    assert scott_pi(cells).value == pytest.approx(0.314, abs=0.001)
    assert nominal_alpha(cells).value == pytest.approx(0.329, abs=0.001)


def test_a_word_counts_where_only_its_stem_is_marked() -> None:
    # And Russia denied the report.
    text = "ونفت وروسيا الخبر"
    starts, ends = word_borders(text)
    assert in_words([(6, 11, "GPE")], starts, ends) == [(1, 2, "GPE")]
    assert in_words([(4, 5, "GPE")], starts, ends) == []


def test_each_fragment_covers_for_itself() -> None:
    assert stretches([broken((0, 4), (9, 12))]) == [(0, 4, "X"), (9, 12, "X")]


def test_nested_annotations_of_one_label_count_by_their_depth() -> None:
    cells = cells_by_position([(0, 10, "C"), (2, 5, "C")], [(0, 10, "C")], 12)
    assert cells == {(("C",), ("C",)): 7, (("C", "C"), ("C",)): 3, ((), ()): 2}


@given(st.integers(0, 10_000))
def test_the_sweep_says_what_looking_at_every_position_says(seed: int) -> None:
    random = Random(seed)
    a, b = scattered(random, random.randrange(6)), scattered(random, random.randrange(6))
    by_position = Counter(
        tuple(tuple(sorted(m.label for m in side if m.covers(place))) for side in (a, b)) for place in range(60)
    )
    assert cells_by_position(stretches(a), stretches(b), 60) == by_position


def test_nothing_marked_is_one_value() -> None:
    assert cells_by_position([], [], 9) == {((), ()): 9}
    assert cells_by_position(stretches([mark(0, 9)]), [], 9) == {(("X",), ()): 9}
