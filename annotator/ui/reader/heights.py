"""Running sums that can change: how far down the page each block begins."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import accumulate


class Heights:
    """The heights of all blocks, guessed until they are measured.

    Sums and searches take logarithmic time (Fenwick 1994), and so many blocks that another width makes all higher take
    no time at all: only the differences of what was measured from what was guessed are kept in a tree. Guesses are
    whole, so that what stands below them stands on whole pixels.

    >>> heights = Heights([10.0, 20.0, 30.0])
    >>> heights.before(2), heights.total, heights.index_at(29.0)
    (30.0, 60.0, 1)
    """

    __slots__ = ("_differences", "_factor", "_fixed_before", "_growing_before", "_measured", "_top_bit")

    def __init__(self, growing: Iterable[float], fixed: Iterable[float] | None = None) -> None:
        """Take over guesses.

        Args:
            growing: The part of each block's height that ``guess_again`` changes.
            fixed: The part that it does not; whole, and none when it is left out.
        """
        self._growing_before = [0.0, *accumulate(growing)]
        count = len(self._growing_before) - 1
        self._fixed_before = [0.0, *accumulate(fixed)] if fixed is not None else [0.0] * (count + 1)
        self._factor = 1.0
        self._measured: dict[int, float] = {}
        self._differences = [0.0] * (count + 1)
        self._top_bit = 1 << count.bit_length() >> 1

    def __len__(self) -> int:
        return len(self._differences) - 1

    def __getitem__(self, index: int) -> float:
        known = self._measured.get(index)
        return known if known is not None else self._guessed_before(index + 1) - self._guessed_before(index)

    def change(self, index: int, height: float) -> None:
        """Give a block another height: that was measured."""
        difference = height - self[index]
        self._measured[index] = height
        i = index + 1
        while i < len(self._differences):
            self._differences[i] += difference
            i += i & -i

    def guess_again(self, factor: float) -> None:
        """Forget what was measured, and guess that everything is so many times as high as at first."""
        self._factor = factor
        self._measured.clear()
        self._differences = [0.0] * len(self._differences)

    def before(self, index: int) -> float:
        """The sum of the heights of all blocks before ``index``."""
        total = self._guessed_before(index)
        while index > 0:
            total += self._differences[index]
            index -= index & -index
        return total

    @property
    def total(self) -> float:
        """The sum of all heights."""
        return self.before(len(self))

    def index_at(self, y: float) -> int:
        """The block that stands at ``y``; the first or last one beyond the ends."""
        differences, growing, fixed, factor = self._differences, self._growing_before, self._fixed_before, self._factor
        index, step, difference = 0, self._top_bit, 0.0
        while step:
            following = index + step
            if following < len(differences):
                there = difference + differences[following]
                # As ``_guessed_before``, without the call: every event asks this a dozen times.
                if there + math.floor(growing[following] * factor) + fixed[following] <= y:
                    index, difference = following, there
            step >>= 1
        return min(index, len(differences) - 2)

    def _guessed_before(self, index: int) -> float:
        return math.floor(self._growing_before[index] * self._factor) + self._fixed_before[index]
