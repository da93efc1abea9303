"""What is counted of two annotation sets on one article; the tallies of articles add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from annotator.analysis.attribution_agreement import ROLES, Ties
from annotator.analysis.coefficients import Cells
from annotator.analysis.unitizing import Continuum
from annotator.model.identity import DocumentId

COUNTED: Final = ("of_a", "of_b", "exact", "overlap", "any_label", "boundary", "label", "both", "only_a", "only_b")
"""The plain numbers of a layer, in the order of ``LayerTally.counts``."""


@dataclass(slots=True)
class LayerTally:
    """What is counted of one layer; tallies of articles add up.

    Attributes:
        counts: The numbers named in ``COUNTED``.
        words: What both say of each word.
        characters: What both say of each character.
        labels: Labels of all pairs.
        of_labels: By label and what is counted of it: ``of_a``, ``of_b``, ``exact``, ``overlap``.
        shifts: Pairs of one label by how many words the second end lies after the first.
        continua: The article for unitizing; several after adding up.
    """

    counts: list[int]
    words: Cells
    characters: Cells
    labels: Cells
    of_labels: Cells
    shifts: Mapping[int, int]
    continua: list[Continuum]


@dataclass(slots=True)
class ChainTally:
    """What is counted of attributions; tallies of articles add up.

    Attributes:
        chains: Strict and lenient matches, and how many each has.
        roles: By role, as ``ChainComparison``.
        speakers: Speakers meant: matched, of one, of the other.
        differences: Chains that differ, by the first thing in which they do.
    """

    chains: Ties
    roles: Mapping[str, Ties]
    speakers: Ties
    differences: Mapping[str, int]


@dataclass(slots=True)
class Tally:
    """One article of two annotators, counted.

    Attributes:
        document: The article.
        layers: By layer.
        attributes: What both answered, by owner (a layer, or ``attribution``) and attribute.
        chains: The attributions.
    """

    document: DocumentId
    layers: Mapping[str, LayerTally]
    attributes: Mapping[tuple[str, str], Cells]
    chains: ChainTally


def added(tallies: Sequence[Tally], *, layers: Iterable[str]) -> Tally:
    """Tallies of articles as that of one.

    Args:
        tallies: Of the same two annotators.
        layers: Those that the result has, whether or not anything is in them.
    """
    attributes: dict[tuple[str, str], Counter[tuple[Hashable, Hashable]]] = {}
    for tally in tallies:
        for key, cells in tally.attributes.items():
            _add(attributes.setdefault(key, Counter()), cells)
    return Tally(
        DocumentId(""),
        {layer: _added_layers([tally.layers[layer] for tally in tallies]) for layer in layers},
        attributes,
        _added_chains([tally.chains for tally in tallies]),
    )


def _added_layers(tallies: Sequence[LayerTally]) -> LayerTally:
    words: Counter[tuple[Hashable, Hashable]] = Counter()
    characters: Counter[tuple[Hashable, Hashable]] = Counter()
    labels: Counter[tuple[Hashable, Hashable]] = Counter()
    of_labels: Counter[tuple[Hashable, Hashable]] = Counter()
    shifts: Counter[int] = Counter()
    for tally in tallies:
        _add(words, tally.words)
        _add(characters, tally.characters)
        _add(labels, tally.labels)
        _add(of_labels, tally.of_labels)
        for shift, count in tally.shifts.items():
            shifts[shift] += count
    counts = [sum(column) for column in zip(*(tally.counts for tally in tallies), strict=True)] or [0] * len(COUNTED)
    return LayerTally(
        counts, words, characters, labels, of_labels, shifts, [one for tally in tallies for one in tally.continua]
    )


def _added_chains(tallies: Sequence[ChainTally]) -> ChainTally:
    differences: Counter[str] = Counter()
    for tally in tallies:
        differences.update(tally.differences)
    return ChainTally(
        _summed([tally.chains for tally in tallies], 4),
        {role: _summed([tally.roles[role] for tally in tallies], 4) for role in ROLES},
        _summed([tally.speakers for tally in tallies], 3),
        differences,
    )


def _summed(rows: Sequence[Ties], width: int) -> Ties:
    return tuple(sum(column) for column in zip(*rows, strict=True)) or (0,) * width


def _add(total: Counter[tuple[Hashable, Hashable]], cells: Cells) -> None:
    for cell, count in cells.items():
        total[cell] += count
