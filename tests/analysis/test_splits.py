"""Splits keep groups whole and meet their shares."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.splits import SPLITS, Group, SharesRefused, by_date, by_ratio, counts, groups_of
from annotator.model.identity import DocumentId

_SHARES = st.sampled_from([(80, 10, 10), (70, 0, 30), (34, 33, 33), (100, 0, 0)])


def _group(name: str, size: int = 1, **facts: str) -> Group:
    return Group(name, tuple(DocumentId(f"{name}-{n}") for n in range(size)), **facts)


@given(st.lists(st.integers(1, 4), min_size=1, max_size=60), _SHARES, st.integers(0, 99))
def test_no_group_is_divided_and_shares_are_met_as_far_as_groups_allow(
    sizes: list[int], shares: tuple[int, int, int], seed: int
) -> None:
    groups = [_group(f"g{number}", size) for number, size in enumerate(sizes)]
    for assigned in (by_ratio(groups, shares, seed=seed), by_date(groups, shares)):
        assert len(assigned) == sum(sizes)
        for group in groups:
            assert len({assigned[member] for member in group.members}) == 1
    found = counts(by_ratio(groups, shares, seed=seed))
    for split, share in zip(SPLITS, shares, strict=True):
        assert abs(found[split] - share * sum(sizes) / 100) <= max(sizes)
        assert share or not found[split]


def test_the_seed_decides_and_nothing_else() -> None:
    groups = [_group(f"g{number}") for number in range(50)]
    one, two = (by_ratio(order, (80, 10, 10), seed=7) for order in (groups, groups[::-1]))
    assert one == two
    assert one != by_ratio(groups, (80, 10, 10), seed=8)
    assert counts(one) == {"train": 40, "validation": 5, "test": 5}


def test_every_stratum_is_spread_alike() -> None:
    groups = [_group(f"g{number}", stratum=f"outlet {number % 3}") for number in range(90)]
    assigned = by_ratio(groups, (80, 10, 10), seed=1)
    spread = Counter((group.stratum, assigned[group.members[0]]) for group in groups)
    assert all(spread[f"outlet {n}", "train"] == 24 for n in range(3))
    lonely = [_group(f"g{number}", stratum=f"outlet {number}") for number in range(50)]
    assert counts(by_ratio(lonely, (80, 10, 10), seed=1)) == {"train": 40, "validation": 5, "test": 5}


def test_what_has_a_split_stays_and_the_rest_makes_up_for_it() -> None:
    frozen = [_group(f"f{number}", split="test") for number in range(10)]
    assigned = by_ratio([*frozen, *(_group(f"g{number}") for number in range(90))], (80, 10, 10), seed=0)
    assert all(assigned[group.members[0]] == "test" for group in frozen)
    assert counts(assigned) == {"train": 80, "validation": 10, "test": 10}


def test_the_newest_are_the_test_and_those_without_a_date_train() -> None:
    groups = [_group(f"g{day:02}", date=f"2026-11-{day:02}") for day in range(1, 11)]
    assigned = by_date([*groups[::-1], _group("undated")], (80, 10, 10))
    assert assigned[DocumentId("g10-0")] == "test"
    assert assigned[DocumentId("undated-0")] == "train"
    dates = [(group.date, SPLITS.index(assigned[group.members[0]])) for group in groups]
    assert [place for _, place in dates] == sorted(place for _, place in dates)


def test_shares_must_add_up() -> None:
    for shares in ((80, 10, 5), (110, -10, 0)):
        with pytest.raises(SharesRefused):
            by_ratio([], shares, seed=0)


def test_groups_that_had_a_name_keep_it_and_draw_near_duplicates_in() -> None:
    ids = [DocumentId(name) for name in "abcde"]
    names = {ids[1]: "series", ids[3]: "series"}
    found = groups_of(ids, [(ids[0], ids[1])], {i: names.get(i) for i in ids})
    assert found == {ids[0]: "series", ids[1]: "series", ids[3]: "series"}
    assert groups_of(ids, [(ids[2], ids[4])], dict.fromkeys(ids)) == {ids[2]: "near-c", ids[4]: "near-c"}
