"""How far a measure would move with other articles: percentile intervals of the bootstrap over articles.

Source: B. Efron, "Bootstrap methods: another look at the jackknife", 1979; B. Efron and R. Tibshirani, "An
introduction to the bootstrap", 1993, chapter 13 (percentile intervals). The unit that is drawn is the article with
everything in it, because annotations of one article are no independent draws.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from operator import mul
from random import Random
from typing import Any, Final, TypeAlias

from annotator.analysis.agreement import CorpusAgreement, Measuring, PairAgreement, Path
from annotator.analysis.attribution_agreement import ROLES
from annotator.analysis.measure import Measure, mean
from annotator.analysis.tallies import COUNTED, ChainTally, LayerTally, Tally
from annotator.analysis.unitizing import Resampling
from annotator.model.identity import DocumentId

LEVEL: Final = 0.95
"""The share of draws that an interval holds."""
_DEFINED: Final = 0.5
"""An interval needs a value in at least so many of the draws."""

Interval: TypeAlias = tuple[float, float]
_Column: TypeAlias = tuple[Hashable, ...]


def intervals(
    agreement: CorpusAgreement,
    measuring: Measuring,
    *,
    resamples: int,
    seed: int,
    progress: Callable[[int, int], None] | None = None,
) -> dict[Path, Interval]:
    """Intervals that hold 95 % of the draws, for the means over pairs; the same seed gives the same ones.

    Args:
        agreement: What was measured.
        measuring: Computes the same measures again.
        resamples: How many draws; 1,000 are usual.
        seed: Draws the articles.
        progress: Told how many of how many draws are done.

    Returns:
        By path; measures that are undefined in half of the draws or more have none.
    """
    documents = sorted({document for pair in agreement.pairs for document in pair.documents})
    if not documents or resamples < 1:
        return {}
    pairs = [_Pair(pair, measuring, documents) for pair in agreement.pairs]
    values: dict[Path, list[float]] = {path: [] for path in agreement.overall.measures}
    random = Random(seed)
    for draw in range(resamples):
        drawn = Counter(random.choices(range(len(documents)), k=len(documents)))
        found = [measures for pair in pairs if (measures := pair.measures(drawn)) is not None]
        for path, known in values.items():
            value = mean(measures[path] for measures in found if path in measures).value
            if value is not None:
                known.append(value)
        if progress is not None:
            progress(draw + 1, resamples)
    return {path: _interval(known) for path, known in values.items() if len(known) > resamples * _DEFINED}


def _interval(values: list[float]) -> Interval:
    """The middle 95 %, by nearest rank."""
    ordered = sorted(values)
    cut = (1 - LEVEL) / 2
    last = len(ordered) - 1
    return ordered[round(cut * last)], ordered[round((1 - cut) * last)]


class _Pair:
    """One pair, its counts as columns over articles, so that a draw is a weighted sum of each column."""

    def __init__(self, pair: PairAgreement, measuring: Measuring, documents: Sequence[DocumentId]) -> None:
        index = {document: place for place, document in enumerate(documents)}
        self._measuring = measuring
        self._places = [index[document] for document in pair.documents]
        rows = [_flat(tally, measuring.layers) for tally in pair.tallies]
        columns = {column for row in rows for column in row}
        self._columns = {column: [row.get(column, 0) for row in rows] for column in sorted(columns, key=repr)}
        self._unitizing = {
            layer: Resampling([tally.layers[layer].continua[0] for tally in pair.tallies]) for layer in measuring.layers
        }

    def measures(self, drawn: Counter[int]) -> dict[Path, Measure] | None:
        """The measures of one draw, or None where none of the pair's articles was drawn."""
        weights = [drawn[place] for place in self._places]
        if not any(weights):
            return None
        sums = {column: sum(map(mul, values, weights)) for column, values in self._columns.items()}
        tally = _tally(sums, self._measuring.layers)
        return self._measuring.measures(tally, unitizing=lambda layer: self._unitizing[layer].alpha(weights))


def _flat(tally: Tally, layers: Sequence[str]) -> dict[_Column, int]:
    """All numbers of a tally, each under a name of its own."""
    row: dict[_Column, int] = {}
    for layer in layers:
        of_layer = tally.layers[layer]
        row.update(((layer, "counts", place), count) for place, count in enumerate(of_layer.counts))
        for name in ("words", "characters", "labels"):
            row.update(((layer, name, cell), count) for cell, count in getattr(of_layer, name).items())
    for key, cells in tally.attributes.items():
        row.update((("", key, cell), count) for cell, count in cells.items())
    chains = tally.chains
    for role, ties in (*chains.roles.items(), ("chains", chains.chains), ("speakers", chains.speakers)):
        row.update((("", role, place), count) for place, count in enumerate(ties))
    return row


def _tally(sums: dict[_Column, int], layers: Sequence[str]) -> Tally:
    """The tally of such numbers; cells without a count are left out."""
    tables: dict[tuple[Hashable, Hashable], dict[Any, int]] = {}
    for (layer, name, cell), count in sums.items():
        if count:
            tables.setdefault((layer, name), {})[cell] = count

    def table(layer: str, name: Hashable) -> dict[Any, int]:
        return tables.get((layer, name), {})

    def ties(name: str, width: int) -> tuple[int, ...]:
        return tuple(table("", name).get(place, 0) for place in range(width))

    of_layers = {
        layer: LayerTally(
            [table(layer, "counts").get(place, 0) for place in range(len(COUNTED))],
            table(layer, "words"), table(layer, "characters"), table(layer, "labels"), {}, {}, [],
        )
        for layer in layers
    }  # fmt: skip
    attributes = {name: cells for (layer, name), cells in tables.items() if layer == "" and isinstance(name, tuple)}
    chains = ChainTally(ties("chains", 4), {role: ties(role, 4) for role in ROLES}, ties("speakers", 3), {})
    return Tally(DocumentId(""), of_layers, attributes, chains)
