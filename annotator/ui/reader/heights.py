"""Running sums that can change: how far down the page each block begins."""

from __future__ import annotations

from collections.abc import Iterable


class Heights:
    """The heights of all blocks, with sums and searches in logarithmic time (Fenwick 1994).

    >>> heights = Heights([10.0, 20.0, 30.0])
    >>> heights.before(2), heights.total, heights.index_at(29.0)
    (30.0, 60.0, 1)
    """

    __slots__ = ("_heights", "_sums", "_top_bit")

    def __init__(self, heights: Iterable[float]) -> None:
        self._heights = list(heights)
        count = len(self._heights)
        self._sums = [0.0, *self._heights]
        for i in range(1, count + 1):
            parent = i + (i & -i)
            if parent <= count:
                self._sums[parent] += self._sums[i]
        self._top_bit = 1 << count.bit_length() >> 1

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, index: int) -> float:
        return self._heights[index]

    def change(self, index: int, height: float) -> None:
        """Give a block another height."""
        difference = height - self._heights[index]
        self._heights[index] = height
        i = index + 1
        while i < len(self._sums):
            self._sums[i] += difference
            i += i & -i

    def before(self, index: int) -> float:
        """The sum of the heights of all blocks before ``index``."""
        total = 0.0
        while index > 0:
            total += self._sums[index]
            index -= index & -index
        return total

    @property
    def total(self) -> float:
        """The sum of all heights."""
        return self.before(len(self._heights))

    def index_at(self, y: float) -> int:
        """The block that stands at ``y``; the first or last one beyond the ends."""
        index, step = 0, self._top_bit
        while step:
            following = index + step
            if following < len(self._sums) and self._sums[following] <= y:
                index = following
                y -= self._sums[following]
            step >>= 1
        return min(index, len(self._heights) - 1)
