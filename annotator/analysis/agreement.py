"""How far annotators agree: the measures of each pair, and their means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Final, TypeAlias

from annotator.analysis.alpha import krippendorff_alpha
from annotator.analysis.attribution_agreement import ROLES
from annotator.analysis.coefficients import cohen_kappa, gwet_ac1, nominal_alpha, scott_pi
from annotator.analysis.comparison import Article, compared
from annotator.analysis.measure import NO_PAIRS, NOBODY_ANSWERED, NOTHING_SHARED, Measure, f1, mean
from annotator.analysis.places import Place
from annotator.analysis.positions import values_by_position
from annotator.analysis.tallies import COUNTED, ChainTally, LayerTally, Tally, added
from annotator.analysis.unitizing import unitizing_alpha
from annotator.model.annotated import AnnotatedDocument
from annotator.model.identity import DocumentId, ReferentId, SetName
from annotator.model.referent import Referent
from annotator.model.scheme import ATTRIBUTION, ZONE_LAYER, Scheme

Path: TypeAlias = tuple[str, ...]
"""Where a measure stands, such as ``("layers", "claim", "exact_f1")``: the keys of the JSON object."""

LAYERS: Final = "layers"
ATTRIBUTES: Final = "attributes"
SOFT: Final = "soft"
AC1: Final = "ac1"
ATTRIBUTIONS: Final = "attribution"
_PLACES: Final = {
    "boundary": "boundary_only", "label": "label_only", "both": "boundary_and_label",
    "only_a": "only_a", "only_b": "only_b",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two annotators, or the mean of several pairs, agree in.

    Attributes:
        measures: By path, in the order in which they are shown.
        counts: Places by path: ``boundary_only``, ``label_only``, ``boundary_and_label``, ``only_a``, ``only_b``.
    """

    measures: Mapping[Path, Measure] = field(hash=False)
    counts: Mapping[Path, int] = field(hash=False)


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Two annotators.

    Attributes:
        a: One.
        b: The other; the pair is in the order in which its members were named.
        agreement: Over all articles that both annotated.
        tallies: What was counted, by article.
        places: Where they differ, by article and in reading order.
    """

    a: SetName
    b: SetName
    agreement: Agreement
    tallies: tuple[Tally, ...] = field(repr=False)
    places: tuple[Place, ...] = field(repr=False)

    @property
    def documents(self) -> tuple[DocumentId, ...]:
        """The articles that both annotated."""
        return tuple(tally.document for tally in self.tallies)


@dataclass(frozen=True, slots=True)
class CorpusAgreement:
    """All pairs of annotators of a corpus.

    Attributes:
        pairs: Each with at least one shared article.
        overall: Means of the measures over the pairs in which they are defined; sums of the counts. Here alone stands
            ``token_alpha_all`` of each layer: α of words of everybody at once, which is no mean over pairs.
    """

    pairs: tuple[PairAgreement, ...]
    overall: Agreement


def agreement_of(
    articles: Iterable[Sequence[AnnotatedDocument]],
    *,
    scheme: Scheme,
    names: Sequence[SetName],
    referents: Mapping[ReferentId, Referent] | None = None,
    layers: Sequence[str] | None = None,
    reference: SetName | None = None,
) -> CorpusAgreement:
    """Measure the agreement of every pair.

    A pair is measured over all articles of which both have a set, with everything in them pooled; a set in which
    nothing is annotated counts like any other. The overall value is the mean over pairs, undefined ones left out.
    Zones belong to the article and are left out.

    Args:
        articles: For each article its sets that count.
        scheme: Says which layers there are and which attributes are soft.
        names: The sets to compare, in the order in which they are shown.
        referents: Who is who, so that a source is the same speaker whatever it is called.
        layers: Only these; all without it.
        reference: Compare each with this set only, instead of each with each.
    """
    pairs = pairs_of(names, reference)
    tallies: dict[tuple[SetName, SetName], list[Tally]] = {pair: [] for pair in pairs}
    places: dict[tuple[SetName, SetName], list[Place]] = {pair: [] for pair in pairs}
    together: dict[str, Counter[tuple[Hashable, ...]]] = {}
    several = len({name for pair in pairs for name in pair}) > 2
    for records in articles:
        sets = {record.annotation_set.name: record for record in records if record.annotation_set is not None}
        shared = [pair for pair in pairs if pair[0] in sets and pair[1] in sets]
        if not shared:
            continue
        article = Article(sets[shared[0][0]], scheme=scheme, referents=referents)
        if several and len(sets) > 1:
            _add_together(together, article, [sets[name] for name in names if name in sets])
        for a, b in shared:
            comparison = compared(article, sets[a], sets[b])
            tallies[a, b].append(comparison.tally)
            places[a, b] += comparison.places
    measuring = measuring_of(scheme, layers)
    found = tuple(
        PairAgreement(a, b, measuring.agreement(tallies[a, b]), tuple(tallies[a, b]), tuple(places[a, b]))
        for a, b in pairs
        if tallies[a, b]
    )
    means = overall(pair.agreement for pair in found) if found else measuring.agreement(())
    at_once: dict[Path, Measure] = {
        (LAYERS, layer, "token_alpha_all"): krippendorff_alpha(together[layer])
        if layer in together
        else means.measures[LAYERS, layer, "token_alpha"]
        for layer in measuring.layers
    }
    return CorpusAgreement(found, replace(means, measures={**means.measures, **at_once}))


def _add_together(
    together: dict[str, Counter[tuple[Hashable, ...]]], article: Article, records: Sequence[AnnotatedDocument]
) -> None:
    """Count what everybody who has the article says of each of its words."""
    for layer in article.layers:
        sides = [article.side(record).stretches(layer)[1] for record in records]
        together.setdefault(layer, Counter()).update(values_by_position(sides, len(article.starts)))


def measuring_of(scheme: Scheme, layers: Sequence[str] | None = None) -> Measuring:
    """What measures the layers of a scheme, or some of them; ``attribution`` stands among them."""
    shown = tuple(layer for layer in scheme.layers if layer != ZONE_LAYER and (layers is None or layer in layers))
    return Measuring(scheme, shown, chains=layers is None or ATTRIBUTION in layers)


def pairs_of(names: Sequence[SetName], reference: SetName | None = None) -> list[tuple[SetName, SetName]]:
    """The pairs to compare: each with each, or each with the reference."""
    if reference is None:
        return list(combinations(names, 2))
    return [(name, reference) for name in names if name != reference]


def overall(pairs: Iterable[Agreement]) -> Agreement:
    """Means over pairs, and sums of the places."""
    known = list(pairs)
    paths = {path: None for one in known for path in one.measures}
    counts = {path: None for one in known for path in one.counts}
    return Agreement(
        {path: mean(one.measures[path] for one in known if path in one.measures) for path in paths},
        {path: sum(one.counts.get(path, 0) for one in known) for path in counts},
    )


class Measuring:
    """Computes measures from tallies.

    Args:
        scheme: Says which attributes there are, and which are soft.
        layers: The layers that are shown.
        chains: Whether attributions are.
    """

    def __init__(self, scheme: Scheme, layers: Sequence[str], *, chains: bool = True) -> None:
        self.layers = tuple(layers)
        self._chains = chains
        owners = (*self.layers, *((ATTRIBUTION,) if chains else ()))
        self._attributes = [
            ((SOFT if attribute.soft else ATTRIBUTES, owner, attribute.name), (owner, attribute.name))
            for owner in owners
            for attribute in scheme.attributes_of(owner).values()
        ]

    def agreement(self, tallies: Sequence[Tally]) -> Agreement:
        """The measures and counts of the articles of one pair, pooled."""
        tally = added(tallies, layers=self.layers)
        counts: dict[Path, int] = {
            (LAYERS, layer, name): tally.layers[layer].counts[COUNTED.index(counted)]
            for layer in self.layers
            for counted, name in _PLACES.items()
        }
        if not tallies:
            measures = self.measures(tally, unitizing=lambda layer: NOTHING_SHARED)
            return Agreement(dict.fromkeys(measures, NOTHING_SHARED), counts)
        return Agreement(
            self.measures(tally, unitizing=lambda layer: unitizing_alpha(tally.layers[layer].continua)), counts
        )

    def measures(self, tally: Tally, *, unitizing: Callable[[str], Measure]) -> dict[Path, Measure]:
        """The measures of one tally.

        Args:
            tally: Of one article, or of several added up.
            unitizing: Computes α of unitizing of a layer.
        """
        measures: dict[Path, Measure] = {}
        for layer in self.layers:
            for name, measure in _of_layer(tally.layers[layer]).items():
                measures[LAYERS, layer, name] = measure
            measures[LAYERS, layer, "alpha_u"] = unitizing(layer)
        for path, key in self._attributes:
            cells = tally.attributes.get(key)
            nothing = NOBODY_ANSWERED if _pairs(tally, key[0]) else NO_PAIRS
            measures[path] = cohen_kappa(cells) if cells else nothing
            measures[AC1, *key] = gwet_ac1(cells) if cells else nothing
        if self._chains:
            for place, measure in _of_chains(tally.chains).items():
                measures[(ATTRIBUTIONS, *place)] = measure
            for attribute in ("stance", "holder"):
                found = measures.get((ATTRIBUTES, ATTRIBUTION, attribute))
                measures[ATTRIBUTIONS, f"{attribute}_kappa"] = found or NOBODY_ANSWERED
        return measures


def _of_layer(tally: LayerTally) -> dict[str, Measure]:
    counts = dict(zip(COUNTED, tally.counts, strict=True))
    of_a, of_b = counts["of_a"], counts["of_b"]
    return {
        "exact_f1": f1(counts["exact"], of_a, of_b),
        "overlap_f1": f1(counts["overlap"], of_a, of_b),
        "overlap_any_label_f1": f1(counts["any_label"], of_a, of_b),
        "token_alpha": nominal_alpha(tally.words),
        "char_kappa": cohen_kappa(tally.characters),
        "char_pi": scott_pi(tally.characters),
    }


def _of_chains(tally: ChainTally) -> dict[Path, Measure]:
    strict, lenient, of_a, of_b = tally.chains
    matched, speakers_a, speakers_b = tally.speakers
    measures: dict[Path, Measure] = {
        ("strict_f1",): f1(strict, of_a, of_b),
        ("lenient_f1",): f1(lenient, of_a, of_b),
        ("source_identity_f1",): f1(matched, speakers_a, speakers_b),
    }
    for role in ROLES:
        exact, overlap, in_a, in_b = tally.roles[role]
        measures["roles", role, "exact_f1"] = f1(exact, in_a, in_b)
        measures["roles", role, "overlap_f1"] = f1(overlap, in_a, in_b)
    return measures


def _pairs(tally: Tally, owner: str) -> bool:
    """Whether anything of an owner found a partner, so that its questions could have been answered."""
    layer = tally.layers.get(owner)
    return bool(layer.labels) if layer is not None else bool(tally.chains.chains[1])
