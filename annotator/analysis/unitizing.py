"""Krippendorff's α for unitizing: agreement on where units begin and end in a text, beyond chance.

Source: K. Krippendorff, "On the reliability of unitizing continuous data", Sociological Methodology 25, 1995;
"Measuring the reliability of qualitative text analysis data", Quality & Quantity 38, 2004. With ``m`` annotators, a
text of length ``L``, units and the gaps between them as sections:

* observed ``Do = Σ δ² / (m(m-1)L²)`` over all ordered pairs of sections of different annotators, where ``δ²`` is
  ``(difference of begins)² + (difference of ends)²`` for two units that overlap, the square of a unit's length where it
  lies wholly in the other's gap, else 0;
* expected ``De = (2/L) Σ_units [(N-1)/3 · (2l³ - 3l² + l) + l² Σ_gaps≥l (gap - l + 1)] / (mL(mL-1) - Σ_units l(l-1))``,
  ``N`` units of length ``l``; ``α = 1 - Do/De`` of one category, and ``1 - ΣDo/ΣDe`` of several.

Several articles are one text whose gaps do not run on from one article into the next. Annotations of one label may nest
or cross here, which units may not: they are laid into lanes, each into the first one where it overlaps none, in reading
order with the longer one first, and every (label, lane) is a category. So two equal sets agree perfectly, whatever they
nest. Each fragment of a discontinuous annotation is a unit.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from operator import mul
from typing import TypeAlias

from annotator.analysis.measure import NOTHING_ANNOTATED, ONE_VALUE, Measure
from annotator.analysis.positions import Stretch

Category: TypeAlias = tuple[str, int]
"""A label and a lane."""
_Lanes: TypeAlias = dict[Category, list[tuple[int, int]]]


@dataclass(slots=True)
class Sections:
    """The sections of one category in one or more articles, as far as α needs them.

    Attributes:
        squares: Sum of ``δ²`` over ordered pairs of sections of different annotators, in square characters.
        units: Lengths of all units of all annotators.
        gaps: Lengths of all gaps of all annotators, in articles of which the category has a unit.
    """

    squares: float = 0.0
    units: list[int] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Continuum:
    """One article as two annotators divided it.

    Attributes:
        length: Its length, in code points.
        sections: By category; those that neither used are not there.
    """

    length: int
    sections: dict[Category, Sections] = field(hash=False)


def continuum(a: Sequence[Stretch], b: Sequence[Stretch], length: int) -> Continuum:
    """One article of two annotators, in time ``n log n`` of their units.

    Args:
        a: What one annotator marked, in code points.
        b: What the other did.
        length: Length of the text.
    """
    lanes_a, lanes_b = _lanes(a), _lanes(b)
    sections: dict[Category, Sections] = {}
    for category in {**lanes_a, **lanes_b}:
        of_a, of_b = lanes_a.get(category, []), lanes_b.get(category, [])
        gaps_a, gaps_b = _gaps(of_a, length), _gaps(of_b, length)
        # Every pair of sections counts once in each direction.
        squares = 2 * (_apart(of_a, of_b) + _swallowed(of_a, gaps_b) + _swallowed(of_b, gaps_a))
        units = [end - start for start, end in (*of_a, *of_b)]
        sections[category] = Sections(squares, units, [end - start for start, end in (*gaps_a, *gaps_b)])
    return Continuum(length, sections)


def unitizing_alpha(continua: Iterable[Continuum]) -> Measure:
    """α of unitizing over all labels of the articles: 1 perfect, 0 chance; on short texts it may fall below -1."""
    return _alpha(list(continua), label=None)


def unitizing_alpha_of(label: str, continua: Iterable[Continuum]) -> Measure:
    """α of unitizing of one label."""
    return _alpha(list(continua), label=label)


def disagreements(continua: Iterable[Continuum], *, label: str | None = None) -> tuple[float, float]:
    """``(Do, De)``: observed and expected disagreement, summed over the categories, of one label or of all."""
    known = list(continua)
    total = sum(one.length for one in known)
    categories = {category for one in known for category in one.sections if label in (None, category[0])}
    observed = expected = 0.0
    for category in sorted(categories):
        pooled = Sections()
        for one in known:
            found = one.sections.get(category)
            if found is None:
                # Nobody used the category here: both annotators' section is one gap.
                pooled.gaps += (one.length, one.length)
            else:
                pooled.squares += found.squares
                pooled.units += found.units
                pooled.gaps += found.gaps
        observed += pooled.squares / (2 * total**2)
        expected += _expected(pooled, total)
    return observed, expected


class Resampling:
    """α of unitizing of the same articles again and again, each time with other weights.

    Sorts everything once, so that one more time costs only the sums.

    Args:
        continua: The articles.
    """

    def __init__(self, continua: Sequence[Continuum]) -> None:
        self._lengths = [one.length for one in continua]
        self._categories = [
            _Weighted(category, continua) for category in sorted({c for one in continua for c in one.sections})
        ]

    def alpha(self, weights: Sequence[int]) -> Measure:
        """α where article ``i`` occurs ``weights[i]`` times."""
        total = sum(map(mul, self._lengths, weights))
        observed = expected = 0.0
        marked = False
        for category in self._categories:
            squares, chance, covered, units = category.sums(weights)
            if not units:
                continue
            marked = True
            places = 2 * total
            observed += squares / (2 * total**2)
            expected += 2 / total * chance / (places * (places - 1) - covered)
        if expected:
            return Measure(1 - observed / expected)
        return ONE_VALUE if marked else NOTHING_ANNOTATED


class _Weighted:
    """The sections of one category, sorted, each with its article."""

    def __init__(self, category: Category, continua: Sequence[Continuum]) -> None:
        units: list[tuple[int, int]] = []
        gaps: list[tuple[int, int]] = []
        self._squares: list[float] = []
        for article, one in enumerate(continua):
            found = one.sections.get(category)
            self._squares.append(found.squares if found else 0.0)
            units += ((unit, article) for unit in found.units) if found else ()
            gaps += ((gap, article) for gap in (found.gaps if found else (one.length, one.length)))
        gaps.sort()
        lengths = [gap for gap, _ in gaps]
        self._gaps, self._gap_articles = lengths, [article for _, article in gaps]
        self._units = [unit for unit, _ in units]
        self._unit_articles = [article for _, article in units]
        self._first_gaps = [bisect_left(lengths, unit) for unit in self._units]
        self._cubic = [(2 * unit**3 - 3 * unit**2 + unit) / 3 for unit in self._units]
        self._covered = [unit * (unit - 1) for unit in self._units]

    def sums(self, weights: Sequence[int]) -> tuple[float, float, int, int]:
        """Observed squares, expected numerator, what the units take from the places, and how many units there are."""
        of_gaps = [weights[article] for article in self._gap_articles]
        of_units = [weights[article] for article in self._unit_articles]
        counts = [0, *accumulate(of_gaps)]
        sums = [0, *accumulate(map(mul, of_gaps, self._gaps))]
        number = sum(of_units)
        all_gaps, all_room = counts[-1], sums[-1]
        room = sum(
            weight * unit * unit * (all_room - sums[first] - (all_gaps - counts[first]) * (unit - 1))
            for weight, unit, first in zip(of_units, self._units, self._first_gaps, strict=True)
            if weight
        )
        chance = (number - 1) * sum(map(mul, of_units, self._cubic)) + room
        return sum(map(mul, self._squares, weights)), chance, sum(map(mul, of_units, self._covered)), number


def _alpha(continua: list[Continuum], *, label: str | None) -> Measure:
    observed, expected = disagreements(continua, label=label)
    if expected:
        return Measure(1 - observed / expected)
    marked = any(sections.units for one in continua for sections in one.sections.values())
    return ONE_VALUE if marked else NOTHING_ANNOTATED


def _expected(pooled: Sections, total: int) -> float:
    """``De`` of one category; sorted gaps and their running sums spare the product of units and gaps."""
    gaps = sorted(pooled.gaps)
    sums = [0, *accumulate(gaps)]
    number = len(pooled.units)
    chance = 0.0
    for unit in pooled.units:
        first = bisect_left(gaps, unit)
        wide = len(gaps) - first
        room = sums[-1] - sums[first] - wide * (unit - 1)
        chance += (number - 1) / 3 * (2 * unit**3 - 3 * unit**2 + unit) + unit**2 * room
    places = 2 * total
    return 2 / total * chance / (places * (places - 1) - sum(unit * (unit - 1) for unit in pooled.units))


def _lanes(covered: Sequence[Stretch]) -> _Lanes:
    """Units by category, in each category ascending and apart."""
    lanes: _Lanes = {}
    for start, end, label in sorted(covered, key=lambda stretch: (stretch[0], -stretch[1], stretch[2])):
        lane = 0
        while True:
            units = lanes.setdefault((label, lane), [])
            if not units or units[-1][1] <= start:
                units.append((start, end))
                break
            lane += 1
    return lanes


def _gaps(units: Sequence[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """The stretches between units, and before the first and after the last; none is empty."""
    gaps = []
    at = 0
    for start, end in units:
        if start > at:
            gaps.append((at, start))
        at = end
    if length > at:
        gaps.append((at, length))
    return gaps


def _apart(a: Sequence[tuple[int, int]], b: Sequence[tuple[int, int]]) -> int:
    """Sum of the squared differences of borders over all overlapping pairs of units."""
    total = first = 0
    for start, end in a:
        while first < len(b) and b[first][1] <= start:
            first += 1
        at = first
        while at < len(b) and b[at][0] < end:
            total += (start - b[at][0]) ** 2 + (end - b[at][1]) ** 2
            at += 1
    return total


def _swallowed(units: Sequence[tuple[int, int]], gaps: Sequence[tuple[int, int]]) -> int:
    """Sum of the squared lengths of units that lie wholly in a gap of the other."""
    total = at = 0
    for start, end in units:
        while at < len(gaps) and gaps[at][1] < end:
            at += 1
        if at < len(gaps) and gaps[at][0] <= start:
            total += (end - start) ** 2
    return total
