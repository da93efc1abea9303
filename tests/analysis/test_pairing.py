"""One to one, as many as can be, the alike first, whoever is first."""

from __future__ import annotations

from itertools import permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.analysis.measure import f1
from annotator.analysis.pairing import Pairing, matched, overlapping, paired, shared_characters
from annotator.model.annotation import Annotation
from tests.analysis.marks import broken, mark, scattered


def test_exact_and_overlap_f1_of_a_hand_computed_example() -> None:
    a = [mark(0, 5), mark(10, 20), mark(30, 35, "Y"), mark(40, 50)]
    b = [mark(0, 5), mark(12, 20), mark(30, 35)]
    pairing = paired(a, b)
    assert len(pairing.exact) == 1
    assert f1(len(pairing.exact), 4, 3).value == pytest.approx(0.2857, abs=0.0001)
    assert f1(overlapping(a, b), 4, 3).value == pytest.approx(0.5714, abs=0.0001)
    assert f1(overlapping(a, b, same_label=False), 4, 3).value == pytest.approx(0.8571, abs=0.0001)
    assert (len(pairing.boundary), len(pairing.label), len(pairing.only_a), len(pairing.only_b)) == (1, 1, 1, 0)


def test_one_long_annotation_matches_one_short_one_not_three() -> None:
    a, b = [mark(0, 100)], [mark(0, 10), mark(20, 30), mark(50, 60)]
    assert f1(overlapping(a, b), 1, 3).value == 0.5
    assert len(paired(a, b).boundary) == 1


def test_as_many_pairs_as_can_be_where_taking_the_nearest_would_lose_one() -> None:
    a, b = [mark(0, 10), mark(8, 20)], [mark(5, 9), mark(0, 4)]
    assert f1(overlapping(a, b), 2, 2).value == 1.0
    assert len(paired(a, b).boundary) == 2


def test_equals_are_partners_even_where_others_stay_alone() -> None:
    outer, inner = mark(0, 100), mark(50, 60)
    pairing = paired([outer, inner], [mark(0, 100), mark(0, 10)])
    assert [one for one, _ in pairing.exact] == [outer]
    assert pairing.only_a == (inner,)
    # Yet two could be paired, and overlap F1 counts what could.
    assert overlapping([outer, inner], [mark(0, 100), mark(0, 10)]) == 2


def test_the_gap_of_a_discontinuous_annotation_matches_nothing() -> None:
    claim = broken((0, 10), (40, 50))
    assert overlapping([claim], [mark(15, 30)]) == 0
    assert overlapping([claim], [mark(30, 45)]) == 1
    assert shared_characters(claim.fragments, broken((5, 12), (45, 60)).fragments) == 10


def test_another_label_and_other_borders_still_are_one_place() -> None:
    pairing = paired([mark(0, 10, "ORG")], [mark(2, 10, "GPE")])
    assert len(pairing.boundary_and_label) == 1
    assert pairing.only_a == pairing.only_b == ()


def test_two_annotations_at_one_place_pair_with_two() -> None:
    a, b = [mark(0, 5, "ORG"), mark(0, 5, "GPE")], [mark(0, 5, "GPE"), mark(0, 5, "ORG")]
    assert len(paired(a, b).exact) == 2


def test_a_chain_of_five_thousand_needs_no_deep_recursion() -> None:
    edges = {(one, one + 1): 0 for one in range(4_999)} | {(one, one): 1 for one in range(5_000)}
    assert len(matched(5_000, 5_000, edges)) == 5_000


seeds = st.integers(0, 10_000)


@given(seeds)
@settings(deadline=None)
def test_whose_set_comes_first_makes_no_difference(seed: int) -> None:
    random = Random(seed)
    a, b = scattered(random, random.randrange(7)), scattered(random, random.randrange(7))
    forward, backward = paired(a, b), paired(b, a)
    assert _ids(forward) == {(one, other) for other, one in _ids(backward)}
    shuffled_a, shuffled_b = random.sample(a, len(a)), random.sample(b, len(b))
    assert _ids(paired(shuffled_a, shuffled_b)) == _ids(forward)


@given(seeds)
@settings(deadline=None)
def test_no_other_pairing_has_more(seed: int) -> None:
    random = Random(seed)
    a, b = scattered(random, random.randrange(5)), scattered(random, random.randrange(5))
    assert overlapping(a, b) == _most(a, b, same_label=True)
    assert overlapping(a, b, same_label=False) == _most(a, b, same_label=False)


@given(seeds)
@settings(deadline=None)
def test_everything_is_paired_once_or_left_over_once(seed: int) -> None:
    random = Random(seed)
    a, b = scattered(random, random.randrange(9)), scattered(random, random.randrange(9))
    pairing = paired(a, b)
    assert sorted(one.id for one in a) == sorted([p.id for p, _ in pairing.pairs] + [o.id for o in pairing.only_a])
    assert sorted(one.id for one in b) == sorted([p.id for _, p in pairing.pairs] + [o.id for o in pairing.only_b])
    assert all(one.label == other.label for one, other in (*pairing.exact, *pairing.boundary))


def _ids(pairing: Pairing) -> set[tuple[str, str]]:
    return {(one.id, other.id) for one, other in pairing.pairs}


def _most(a: list[Annotation], b: list[Annotation], *, same_label: bool) -> int:
    """The size of the greatest matching, by trying all."""
    few, many = sorted((a, b), key=len)
    return max(
        sum(
            one.start < other.end and other.start < one.end and (one.label == other.label or not same_label)
            for one, other in zip(few, order, strict=False)
        )
        for order in permutations(many, len(few))
    )
