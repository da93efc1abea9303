"""Running sums, against sums that are simply added up."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.reader.heights import Heights

HEIGHTS = st.lists(st.integers(min_value=1, max_value=500), min_size=1, max_size=60)


@given(HEIGHTS, st.data())
def test_sums_follow_every_change(heights: list[int], data: st.DataObject) -> None:
    sums = Heights(float(height) for height in heights)
    for _ in range(5):
        index = data.draw(st.integers(0, len(heights) - 1))
        heights[index] = data.draw(st.integers(1, 500))
        sums.change(index, float(heights[index]))
    assert [sums.before(n) for n in range(len(heights) + 1)] == [sum(heights[:n]) for n in range(len(heights) + 1)]
    assert sums.total == sum(heights)


@given(HEIGHTS, st.floats(min_value=-10, max_value=40_000))
def test_a_height_is_found_in_the_block_that_covers_it(heights: list[int], y: float) -> None:
    sums = Heights(float(height) for height in heights)
    index = sums.index_at(y)
    if 0 <= y < sum(heights):
        assert sums.before(index) <= y < sums.before(index) + heights[index]
    else:
        assert index in (0, len(heights) - 1)


@given(HEIGHTS, HEIGHTS, st.floats(min_value=0.3, max_value=5.0))
def test_a_new_guess_forgets_what_was_measured_and_stays_whole(
    growing: list[int], fixed: list[int], factor: float
) -> None:
    fixed = (fixed * len(growing))[: len(growing)]
    sums = Heights([float(height) for height in growing], [float(height) for height in fixed])
    sums.change(0, 7.0)
    sums.guess_again(factor)
    tops = [sums.before(n) for n in range(len(growing) + 1)]
    assert all(top == int(top) for top in tops)
    assert [sums[n] for n in range(len(growing))] == [below - above for above, below in pairwise(tops)]
    assert sums.total == int(sum(growing) * factor) + sum(fixed)
    sums.change(len(growing) - 1, 30.0)
    assert sums[len(growing) - 1] == 30.0
