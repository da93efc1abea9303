"""Running sums, against sums that are simply added up."""

from __future__ import annotations

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
