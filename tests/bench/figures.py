"""How a figure is measured and printed: median and spread, beside a yardstick from the same run."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sample:
    """Repeated measurements of one thing.

    Attributes:
        name: What was measured.
        values: One for each run.
        unit: ``s``, ``ms`` or ``MB``.
    """

    name: str
    values: Sequence[float]
    unit: str

    @property
    def median(self) -> float:
        """The middle value."""
        return statistics.median(self.values)

    def percentile(self, percent: int) -> float:
        """The value that so many per cent of the runs do not exceed (nearest rank)."""
        ordered = sorted(self.values)
        return ordered[min(len(ordered) - 1, max(0, -(-len(ordered) * percent // 100) - 1))]

    def line(self) -> str:
        """The sample in one line: median, spread, and the tail where there are enough values for one."""
        spread = f"{min(self.values):.4g} to {max(self.values):.4g}"
        tail = f", p95 {self.percentile(95):.4g}, p99 {self.percentile(99):.4g}" if len(self.values) >= 100 else ""
        return f"  {self.name:<44} {self.median:9.4g} {self.unit:<2}  ({spread}{tail}; {len(self.values)} runs)"


def report(title: str, ours: Sample, yardsticks: Sequence[Sample] = (), *, reach: str, reached: bool) -> None:
    """Print a figure, its yardsticks with the ratio of the medians, and whether it is reached."""
    print(title)
    print(ours.line())
    for yardstick in yardsticks:
        print(yardstick.line())
        print(f"  {'ratio':<44} {ours.median / yardstick.median:9.3g} ×")
    print(f"  {'reach: ' + reach:<44} {'reached' if reached else 'NOT REACHED':>9}\n", flush=True)


def alternating(runs: int, *steps: Callable[[], object]) -> list[list[float]]:
    """Seconds that each step takes, run in turn so that a slow moment of the machine meets all of them.

    Args:
        runs: How often each step runs; one run before that is not counted.
        steps: What to measure.
    """
    seconds: list[list[float]] = [[] for _ in steps]
    for run in range(runs + 1):
        for step, values in zip(steps, seconds, strict=True):
            gc.collect()
            began = time.perf_counter()
            step()
            if run:
                values.append(time.perf_counter() - began)
    return seconds
