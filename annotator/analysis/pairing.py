"""Which annotation of one set is which of another: one to one, as many as can be, the alike first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from annotator.model.annotation import Annotation
from annotator.model.span import Fragments


@dataclass(frozen=True, slots=True)
class Pairing:
    """The annotations of two sets, paired.

    Attributes:
        exact: Same fragments, same label.
        boundary: Same label, shared characters, other borders.
        label: Same fragments, another label.
        boundary_and_label: Shared characters, other borders and another label.
        only_a: Of the first set, without a partner.
        only_b: Of the second set, without a partner.
    """

    exact: tuple[tuple[Annotation, Annotation], ...]
    boundary: tuple[tuple[Annotation, Annotation], ...]
    label: tuple[tuple[Annotation, Annotation], ...]
    boundary_and_label: tuple[tuple[Annotation, Annotation], ...]
    only_a: tuple[Annotation, ...]
    only_b: tuple[Annotation, ...]

    @property
    def pairs(self) -> tuple[tuple[Annotation, Annotation], ...]:
        """All that found a partner."""
        return (*self.exact, *self.boundary, *self.label, *self.boundary_and_label)


def paired(a: Sequence[Annotation], b: Sequence[Annotation]) -> Pairing:
    """Pair the annotations of one layer of two sets, one to one.

    In four rounds, each a maximum matching of what the ones before left: same fragments and label, shared characters
    and same label, same fragments, shared characters. Two annotations share characters when one of their fragments
    does, so that the gap of a discontinuous one matches nothing; nested and crossing ones compete like others. Whose
    set comes first makes no difference to who is paired with whom.

    Args:
        a: Annotations of one layer, in any order.
        b: The same layer of the other set.
    """
    exact, a, b = _alike(a, b, lambda one: (one.fragments, one.label))
    if not (a and b):
        return Pairing(exact, (), (), (), tuple(a), tuple(b))
    boundary, a, b = _touching(a, b, same_label=True)
    label, a, b = _alike(a, b, lambda one: one.fragments)
    both, a, b = _touching(a, b, same_label=False)
    return Pairing(exact, boundary, label, both, tuple(a), tuple(b))


def overlapping(a: Sequence[Annotation], b: Sequence[Annotation], *, same_label: bool = True) -> int:
    """How many can be paired at once by shared characters: the size of a maximum matching.

    Args:
        a: Annotations of one layer.
        b: The same layer of the other set.
        same_label: Whether partners must bear the same label.
    """
    return len(matched(len(a), len(b), _edges(a, b, same_label=same_label)))


def matched(of_a: int, of_b: int, edges: Mapping[tuple[int, int], Any]) -> list[tuple[int, int]]:
    """A maximum matching of a bipartite graph: the best edges first, then augmenting paths (Berge 1957, Kuhn 1955).

    Args:
        of_a: How many nodes are on one side, numbered from 0.
        of_b: How many are on the other.
        edges: What may be paired, each with its rank; lower ranks are taken first, and equal ones by their nodes.

    >>> matched(2, 2, {(0, 0): 0, (0, 1): 1, (1, 0): 1})
    [(0, 1), (1, 0)]
    """
    partner_of_a: list[int] = [-1] * of_a
    partner_of_b: list[int] = [-1] * of_b
    neighbours: list[list[int]] = [[] for _ in range(of_a)]
    for one, other in sorted(edges, key=lambda edge: (edges[edge], edge)):
        neighbours[one].append(other)
        if partner_of_a[one] < 0 and partner_of_b[other] < 0:
            partner_of_a[one], partner_of_b[other] = other, one
    for one in range(of_a):
        if partner_of_a[one] < 0 and neighbours[one]:
            _augment(one, neighbours, partner_of_a, partner_of_b)
    return [(one, other) for one, other in enumerate(partner_of_a) if other >= 0]


def _augment(start: int, neighbours: list[list[int]], partner_of_a: list[int], partner_of_b: list[int]) -> None:
    """Find a partner for one node by asking others to change theirs; breadth first, for paths may be long."""
    came_from: dict[int, int] = {}
    waiting = [start]
    for one in waiting:
        for other in neighbours[one]:
            if other in came_from:
                continue
            came_from[other] = one
            if partner_of_b[other] >= 0:
                waiting.append(partner_of_b[other])
                continue
            _turn_round(start, other, came_from, partner_of_a, partner_of_b)
            return


def _turn_round(
    start: int, free: int, came_from: dict[int, int], partner_of_a: list[int], partner_of_b: list[int]
) -> None:
    """Give the free node to whoever led to it, that one's partner to who came before, back to the start."""
    while True:
        giver = came_from[free]
        left = partner_of_a[giver]
        partner_of_a[giver], partner_of_b[free] = free, giver
        if giver == start:
            return
        free = left


_Pairs = tuple[tuple[Annotation, Annotation], ...]


def _alike(
    a: Sequence[Annotation], b: Sequence[Annotation], key: Callable[[Annotation], Hashable]
) -> tuple[_Pairs, Sequence[Annotation], Sequence[Annotation]]:
    """Pairs that have the key in common, and what is left of both sides."""
    waiting: dict[Hashable, list[Annotation]] = {}
    for other in sorted(b, key=_by_id, reverse=True):
        waiting.setdefault(key(other), []).append(other)
    pairs: list[tuple[Annotation, Annotation]] = []
    rest: list[Annotation] = []
    for one in sorted(a, key=_by_id):
        partners = waiting.get(key(one))
        if partners:
            pairs.append((one, partners.pop()))
        else:
            rest.append(one)
    left = sorted((other for others in waiting.values() for other in others), key=_by_id)
    return tuple(pairs), rest, left


def _touching(
    a: Sequence[Annotation], b: Sequence[Annotation], *, same_label: bool
) -> tuple[_Pairs, Sequence[Annotation], Sequence[Annotation]]:
    """Pairs that share characters, as many as can be, and what is left of both sides."""
    if not (a and b):
        return (), a, b
    # The side that is first by its places leads, so that the result does not depend on who was named first.
    if [_place(one) for one in a] > [_place(one) for one in b]:
        pairs, left_b, left_a = _touching(b, a, same_label=same_label)
        return tuple((other, one) for one, other in pairs), left_a, left_b
    found = matched(len(a), len(b), _edges(a, b, same_label=same_label))
    taken_a, taken_b = {one for one, _ in found}, {other for _, other in found}
    return (
        tuple((a[one], b[other]) for one, other in found),
        [one for index, one in enumerate(a) if index not in taken_a],
        [other for index, other in enumerate(b) if index not in taken_b],
    )


def _edges(
    a: Sequence[Annotation], b: Sequence[Annotation], *, same_label: bool
) -> dict[tuple[int, int], tuple[float, int, int]]:
    """Who shares characters with whom; the rank is the share that they do not have in common, then the place."""
    edges: dict[tuple[int, int], tuple[float, int, int]] = {}
    order = sorted(range(len(b)), key=lambda index: b[index].start)
    starts = [b[index].start for index in order]
    # Ends so far: before the first that reaches behind a place, nothing can touch it.
    reaches = list(accumulate((b[index].end for index in order), max))
    for first, one in enumerate(a):
        start, end = one.start, one.end
        for place in range(bisect_left(reaches, start + 1), bisect_left(starts, end)):
            second = order[place]
            other = b[second]
            if other.end <= start or (same_label and other.label != one.label):
                continue
            shared = shared_characters(one.fragments, other.fragments)
            if shared:
                apart = 1 - 2 * shared / (length(one.fragments) + length(other.fragments))
                edges[first, second] = (apart, min(start, other.start), min(end, other.end))
    return edges


def shared_characters(a: Fragments, b: Fragments) -> int:
    """How many characters lie in both, in code points."""
    if len(a) == 1 and len(b) == 1:
        return max(0, min(a[0].end, b[0].end) - max(a[0].start, b[0].start))
    return sum(max(0, min(one.end, other.end) - max(one.start, other.start)) for one in a for other in b)


def length(fragments: Fragments) -> int:
    """How many characters the fragments hold, in code points."""
    return sum(span.end - span.start for span in fragments)


def _place(annotation: Annotation) -> tuple[int, int, str, tuple[tuple[int, int], ...]]:
    return (
        annotation.start,
        annotation.end,
        annotation.label,
        tuple((span.start, span.end) for span in annotation.fragments),
    )


def _by_id(annotation: Annotation) -> tuple[int, int, str, str]:
    return annotation.order
