"""γ of every pair and layer, added to what was measured: apart, because it takes long."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from annotator.analysis.agreement import LAYERS, CorpusAgreement, Path, overall
from annotator.analysis.gamma import SAMPLES, Unit, gamma
from annotator.analysis.measure import Measure
from annotator.analysis.positions import stretches
from annotator.model.annotated import AnnotatedDocument
from annotator.model.identity import SetName

_Sides = tuple[Sequence[Unit], Sequence[Unit]]


def with_gamma(
    agreement: CorpusAgreement,
    articles: Iterable[Sequence[AnnotatedDocument]],
    *,
    layers: Sequence[str],
    seed: int,
    samples: int = SAMPLES,
) -> CorpusAgreement:
    """The same agreement with γ of each layer, under ``("layers", LAYER, "gamma")``.

    Args:
        agreement: What was measured.
        articles: The same articles with the same sets.
        layers: The layers to measure.
        seed: Draws the random texts.
        samples: Random texts for each article.
    """
    units: dict[tuple[SetName, SetName, str], list[_Sides]] = {}
    for records in articles:
        sets = {record.annotation_set.name: record for record in records if record.annotation_set is not None}
        for pair in agreement.pairs:
            if pair.a in sets and pair.b in sets:
                for layer in layers:
                    sides = (_units(sets[pair.a], layer), _units(sets[pair.b], layer))
                    units.setdefault((pair.a, pair.b, layer), []).append(sides)
    pairs = []
    for pair in agreement.pairs:
        found: dict[Path, Measure] = {
            (LAYERS, layer, "gamma"): gamma(units[pair.a, pair.b, layer], samples=samples, seed=seed)
            for layer in layers
        }
        measures = {**pair.agreement.measures, **found}
        pairs.append(replace(pair, agreement=replace(pair.agreement, measures=measures)))
    if not pairs:
        return agreement
    means = overall(pair.agreement for pair in pairs)
    return CorpusAgreement(tuple(pairs), replace(means, measures={**agreement.overall.measures, **means.measures}))


def _units(record: AnnotatedDocument, layer: str) -> list[Unit]:
    return [(start, end, label) for start, end, label in stretches(a for a in record.annotations if a.layer == layer)]
