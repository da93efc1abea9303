"""Which labels are taken for which: the matrix of all annotations that found a partner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from annotator.analysis.coefficients import Cells


@dataclass(frozen=True, slots=True)
class Confusion:
    """What one annotator says where another says that.

    Attributes:
        labels: The labels, in the order of the scheme.
        counts: By (label of the first, label of the second); cells without a count are not there.
    """

    labels: tuple[str, ...]
    counts: Mapping[tuple[str, str], int] = field(hash=False)

    def count(self, first: str, second: str) -> int:
        """How often the first says the one label where the second says the other."""
        return self.counts.get((first, second), 0)

    @property
    def greatest(self) -> int:
        """The greatest count of two different labels."""
        return max((count for (one, other), count in self.counts.items() if one != other), default=0)

    def most_confused(self, number: int) -> Confusion:
        """At most so many labels: those that are taken for others most often, then the most frequent ones."""

        def weight(label: str) -> tuple[int, int]:
            of = [(pair, count) for pair, count in self.counts.items() if label in pair]
            return sum(count for (one, other), count in of if one != other), sum(count for _, count in of)

        kept = set(sorted(self.labels, key=weight, reverse=True)[:number])
        return Confusion(
            tuple(label for label in self.labels if label in kept),
            {pair: count for pair, count in self.counts.items() if kept.issuperset(pair)},
        )


def confusion(cells: Cells, order: Sequence[str]) -> Confusion:
    """The matrix of the labels that occur.

    Args:
        cells: Labels of all pairs, as a tally counts them.
        order: All labels of the layer, in the order of the scheme; others follow by name.
    """
    counts = {(str(one), str(other)): count for (one, other), count in cells.items() if count}
    used = {label for pair in counts for label in pair}
    known = [label for label in order if label in used]
    return Confusion((*known, *sorted(used.difference(known))), counts)
