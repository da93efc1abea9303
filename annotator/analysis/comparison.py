"""Two annotation sets on one article, compared: what agreement counts, and the places behind the counts."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from annotator.analysis.attribution_agreement import (
    SOURCE_ROLE,
    Chain,
    Difference,
    chains_of,
    compared_chains,
    difference,
    difference_of_one,
)
from annotator.analysis.coefficients import Cells
from annotator.analysis.pairing import Pairing, overlapping, paired
from annotator.analysis.places import Place, PlaceKind
from annotator.analysis.positions import Stretch, cells_by_position, in_words, stretches
from annotator.analysis.tallies import ChainTally, LayerTally, Tally
from annotator.analysis.unitizing import continuum
from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import Annotation
from annotator.model.identity import ReferentId
from annotator.model.referent import Referent
from annotator.model.scheme import ATTRIBUTION, CLAIM_LAYER, ZONE_LAYER, Scheme
from annotator.text.folding import fold
from annotator.text.words import word_borders

UNANSWERED: Final = ""
"""The value of an attribute to which one gave no answer while the other did."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One article of two annotators.

    Attributes:
        tally: What is counted.
        places: Where they differ, in reading order.
    """

    tally: Tally
    places: tuple[Place, ...] = field(repr=False)


class Side:
    """One set on an article, read once for all pairs that it is in.

    Attributes:
        layers: Its annotations by layer.
        chains: Its attributions.
    """

    def __init__(self, article: Article, record: AnnotatedDocument) -> None:
        self._article = article
        self.layers: dict[str, list[Annotation]] = {}
        for annotation in record.annotations:
            self.layers.setdefault(annotation.layer, []).append(annotation)
        self.chains = chains_of(record.relations, {one.id: one for one in record.annotations}, article.speaker)
        self._stretches: dict[str, tuple[list[Stretch], list[Stretch]]] = {}

    def stretches(self, layer: str) -> tuple[list[Stretch], list[Stretch]]:
        """What a layer covers: in code points, and in words."""
        known = self._stretches.get(layer)
        if known is None:
            covered = stretches(self.layers.get(layer, ()))
            known = self._stretches[layer] = (covered, in_words(covered, self._article.starts, self._article.ends))
        return known


class Article:
    """One article as agreement needs it, for any number of pairs of its sets.

    Args:
        record: The article with any of its sets.
        scheme: Its layers are compared, but the zones: those are facts of the article.
        referents: Who is who.
    """

    def __init__(
        self, record: AnnotatedDocument, *, scheme: Scheme, referents: Mapping[ReferentId, Referent] | None = None
    ) -> None:
        self.id = record.document.id
        self.text = record.document.text
        self.layers = tuple(layer for layer in scheme.layers if layer != ZONE_LAYER)
        self.free = frozenset(
            (owner, attribute.name)
            for owner, attributes in scheme.attributes.items()
            for attribute in attributes.values()
            if attribute.free_text
        )
        self.referents = referents or {}
        self.starts, self.ends = word_borders(self.text)
        self._sides: dict[int, tuple[AnnotatedDocument, Side]] = {}

    def side(self, record: AnnotatedDocument) -> Side:
        """A set of the article, read when it is first asked for."""
        known = self._sides.get(id(record))
        if known is None:
            known = self._sides[id(record)] = (record, Side(self, record))
        return known[1]

    def speaker(self, source: Annotation) -> Hashable:
        """Whom a source means: its referent, whatever that was merged into, else its folded words."""
        if source.referent is None:
            return fold(source.text(self.text))
        return resolved(source.referent, self.referents)

    def word_shift(self, end_a: int, end_b: int) -> int:
        """By how many words ``end_b`` lies after ``end_a``; less than a word counts as one."""
        if end_a == end_b:
            return 0
        between = bisect_left(self.starts, max(end_a, end_b)) - bisect_left(self.starts, min(end_a, end_b))
        return max(between, 1) if end_b > end_a else -max(between, 1)


def resolved(referent: ReferentId, referents: Mapping[ReferentId, Referent]) -> ReferentId:
    """The referent that one was merged into in the end; a circle ends where it began."""
    seen = {referent}
    while (known := referents.get(referent)) is not None and known.same_as is not None and known.same_as not in seen:
        referent = known.same_as
        seen.add(referent)
    return referent


def compared(article: Article, a: AnnotatedDocument, b: AnnotatedDocument) -> Comparison:
    """Compare two sets on one article.

    Args:
        article: The article.
        a: With the set of one annotator, which may be empty.
        b: With the set of the other.
    """
    side_a, side_b = article.side(a), article.side(b)
    layers: dict[str, LayerTally] = {}
    attributes: dict[tuple[str, str], Counter[tuple[Hashable, Hashable]]] = {}
    places: list[Place] = []
    claims: Sequence[tuple[Annotation, Annotation]] = ()
    for layer in article.layers:
        pairing = paired(side_a.layers.get(layer, ()), side_b.layers.get(layer, ()))
        layers[layer] = _layer_tally(article, layer, side_a, side_b, pairing)
        places += _layer_places(article, layer, pairing)
        for one, other in pairing.pairs:
            if one.attributes or other.attributes:
                places += _answers(article, layer, (one, one.attributes), (other, other.attributes), attributes)
        if layer == CLAIM_LAYER:
            claims = pairing.pairs
    chains, chain_places = _chain_tally(article, side_a, side_b, claims, attributes)
    places += chain_places
    places.sort(key=lambda place: (place.start, place.end))
    return Comparison(Tally(article.id, layers, attributes, chains), tuple(places))


def _layer_tally(article: Article, layer: str, side_a: Side, side_b: Side, pairing: Pairing) -> LayerTally:
    a, b = side_a.layers.get(layer, ()), side_b.layers.get(layer, ())
    exact, boundary = len(pairing.exact), len(pairing.boundary)
    most = min(len(a), len(b))
    # Only where a pair of equals keeps others from pairing is the greatest number another than that of the rounds: then
    # a label is left over on both sides, be it alone or in a pair of two labels.
    overlap = exact + boundary
    if overlap < most and _left_over(pairing):
        overlap = max(overlap, overlapping(a, b))
    any_label = len(pairing.pairs)
    if any_label < most:
        any_label = max(any_label, overlapping(a, b, same_label=False))
    (covered_a, words_a), (covered_b, words_b) = side_a.stretches(layer), side_b.stretches(layer)
    labels: Counter[tuple[Hashable, Hashable]] = Counter((one.label, other.label) for one, other in pairing.pairs)
    shifts = Counter(article.word_shift(one.end, other.end) for one, other in (*pairing.exact, *pairing.boundary))
    return LayerTally(
        [
            len(a), len(b), exact, overlap, any_label, boundary, len(pairing.label), len(pairing.boundary_and_label),
            len(pairing.only_a), len(pairing.only_b),
        ],
        cells_by_position(words_a, words_b, len(article.starts)),
        cells_by_position(covered_a, covered_b, len(article.text)),
        labels,
        _of_labels(a, b, pairing),
        shifts,
        [continuum(covered_a, covered_b, len(article.text))],
    )  # fmt: skip


def _left_over(pairing: Pairing) -> bool:
    """Whether a label has annotations in both sets that no pair of one label took."""
    mixed = (*pairing.label, *pairing.boundary_and_label)
    of_a = {one.label for one in (*pairing.only_a, *(one for one, _ in mixed))}
    return any(other.label in of_a for other in (*pairing.only_b, *(other for _, other in mixed)))


def _of_labels(a: Sequence[Annotation], b: Sequence[Annotation], pairing: Pairing) -> Cells:
    counts: Counter[tuple[Hashable, Hashable]] = Counter()
    for side, marked in (("of_a", a), ("of_b", b)):
        counts.update((one.label, side) for one in marked)
    counts.update((one.label, "exact") for one, _ in pairing.exact)
    counts.update((one.label, "overlap") for one, _ in (*pairing.exact, *pairing.boundary))
    return counts


def _layer_places(article: Article, layer: str, pairing: Pairing) -> list[Place]:
    places = [
        Place(
            article.id, kind, layer, min(one.start, other.start), max(one.end, other.end), one.id, other.id,
            one.label, other.label, shift=article.word_shift(one.end, other.end),
        )
        for kind, pairs in (
            (PlaceKind.BOUNDARY, pairing.boundary),
            (PlaceKind.LABEL, pairing.label),
            (PlaceKind.BOUNDARY_AND_LABEL, pairing.boundary_and_label),
        )
        for one, other in pairs
    ]  # fmt: skip
    for one in pairing.only_a:
        places.append(Place(article.id, PlaceKind.ONLY_A, layer, one.start, one.end, one.id, None, one.label))
    for other in pairing.only_b:
        places.append(
            Place(article.id, PlaceKind.ONLY_B, layer, other.start, other.end, None, other.id, "", other.label)
        )
    return places


_Answered = tuple[Annotation, Mapping[str, str]]


def _answers(
    article: Article,
    owner: str,
    a: _Answered,
    b: _Answered,
    cells: dict[tuple[str, str], Counter[tuple[Hashable, Hashable]]],
) -> list[Place]:
    """Count the answers about two partners; what neither answered does not count."""
    places = []
    (one, given_a), (other, given_b) = a, b
    for name in {**given_a, **given_b}:
        said_a, said_b = given_a.get(name, UNANSWERED), given_b.get(name, UNANSWERED)
        key = (owner, name)
        answers = (fold(said_a), fold(said_b)) if key in article.free else (said_a, said_b)
        cells.setdefault(key, Counter())[answers] += 1
        if answers[0] != answers[1]:
            place = (min(one.start, other.start), max(one.end, other.end), one.id, other.id, said_a, said_b, name)
            places.append(Place(article.id, PlaceKind.ATTRIBUTE, owner, *place))
    return places


def _chain_tally(
    article: Article,
    a: Side,
    b: Side,
    claims: Sequence[tuple[Annotation, Annotation]],
    cells: dict[tuple[str, str], Counter[tuple[Hashable, Hashable]]],
) -> tuple[ChainTally, list[Place]]:
    found = compared_chains(a.chains, b.chains, claims)
    differences: Counter[str] = Counter()
    places: list[Place] = []
    for one, other in found.pairs:
        places += _answers(article, ATTRIBUTION, (one.claim, one.attributes), (other.claim, other.attributes), cells)
        kind = difference(one, other)
        if kind is not None:
            differences[kind] += 1
            places.append(_chain_place(article, kind, one, other))
    shared_a, shared_b = {one.id for one, _ in claims}, {other.id for _, other in claims}
    for chain in found.only_a:
        kind = difference_of_one(chain, claim_shared=chain.claim.id in shared_a)
        differences[kind] += 1
        places.append(_chain_place(article, kind, chain, None))
    for chain in found.only_b:
        kind = difference_of_one(chain, claim_shared=chain.claim.id in shared_b)
        differences[kind] += 1
        places.append(_chain_place(article, kind, None, chain))
    tally = ChainTally((found.strict, found.lenient, found.of_a, found.of_b), found.roles, found.speakers, differences)
    return tally, places


def _chain_place(article: Article, kind: Difference, a: Chain | None, b: Chain | None) -> Place:
    chains = [chain for chain in (a, b) if chain is not None]
    said_a, said_b = (_told(article, chain) for chain in (a, b))
    return Place(
        article.id, PlaceKind.CHAIN, ATTRIBUTION, min(chain.claim.start for chain in chains),
        max(chain.claim.end for chain in chains), a.claim.id if a else None, b.claim.id if b else None,
        said_a, said_b, kind.value,
    )  # fmt: skip


def _told(article: Article, chain: Chain | None) -> str:
    """A chain in the words of the article: source, relays; where there is none, who holds the claim."""
    if chain is None:
        return ""
    words = [member.text(article.text) for role in ("via", SOURCE_ROLE) for member in chain.members(role)]
    return " ← ".join(words) or chain.attributes.get("holder", "")
