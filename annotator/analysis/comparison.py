"""Two annotation sets on one article, compared: what agreement counts, and the places behind the counts."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from annotator.analysis.attribution_agreement import (
    ROLES,
    SOURCE_ROLE,
    Chain,
    Difference,
    Ties,
    chains_of,
    compared_chains,
    difference,
    difference_of_one,
)
from annotator.analysis.coefficients import Cells
from annotator.analysis.pairing import Pairing, overlapping, paired
from annotator.analysis.positions import cells_by_position, in_words, stretches
from annotator.analysis.unitizing import Continuum, continuum
from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId, DocumentId, ReferentId
from annotator.model.referent import Referent
from annotator.model.scheme import ATTRIBUTION, CLAIM_LAYER, ZONE_LAYER, Scheme
from annotator.text.folding import fold
from annotator.text.words import word_borders

UNANSWERED: Final = ""
"""The value of an attribute to which one gave no answer while the other did."""
COUNTED: Final = ("of_a", "of_b", "exact", "overlap", "any_label", "boundary", "label", "both", "only_a", "only_b")
"""The plain numbers of a layer, in the order of ``LayerTally.counts``."""


class PlaceKind(StrEnum):
    """In what two sets differ at a place."""

    BOUNDARY = "boundary"
    LABEL = "label"
    BOUNDARY_AND_LABEL = "boundary_and_label"
    ONLY_A = "only_a"
    ONLY_B = "only_b"
    ATTRIBUTE = "attribute"
    CHAIN = "chain"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an article where two sets do not say the same.

    Attributes:
        document: The article.
        kind: In what they differ.
        layer: The layer; ``attribution`` for chains.
        start: Where to look, in code points.
        end: Where that ends.
        a: The annotation of one of them, or None.
        b: That of the other, or None.
        said_a: What one says: a label, a value, a ``Difference``; empty where there is nothing.
        said_b: What the other says.
        name: The attribute, or the ``Difference`` of a chain; else empty.
        shift: By how many words the second one's end lies after the first one's; 0 where that means nothing.
    """

    document: DocumentId
    kind: PlaceKind
    layer: str
    start: int
    end: int
    a: AnnotationId | None
    b: AnnotationId | None
    said_a: str = ""
    said_b: str = ""
    name: str = ""
    shift: int = 0


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


@dataclass(frozen=True, slots=True)
class Comparison:
    """One article of two annotators.

    Attributes:
        tally: What is counted.
        places: Where they differ, in reading order.
    """

    tally: Tally
    places: tuple[Place, ...] = field(repr=False)


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
    of_layer_a, of_layer_b = _by_layer(a.annotations), _by_layer(b.annotations)
    layers: dict[str, LayerTally] = {}
    attributes: dict[tuple[str, str], Counter[tuple[Hashable, Hashable]]] = {}
    places: list[Place] = []
    claims: Sequence[tuple[Annotation, Annotation]] = ()
    for layer in article.layers:
        in_a, in_b = of_layer_a.get(layer, []), of_layer_b.get(layer, [])
        pairing = paired(in_a, in_b)
        layers[layer] = _layer_tally(article, in_a, in_b, pairing)
        places += _layer_places(article, layer, pairing)
        for one, other in pairing.pairs:
            if one.attributes or other.attributes:
                places += _answers(article, layer, (one, one.attributes), (other, other.attributes), attributes)
        if layer == CLAIM_LAYER:
            claims = pairing.pairs
    chains, chain_places = _chain_tally(article, a, b, claims, attributes)
    places += chain_places
    places.sort(key=lambda place: (place.start, place.end))
    return Comparison(Tally(article.id, layers, attributes, chains), tuple(places))


def _by_layer(annotations: Iterable[Annotation]) -> dict[str, list[Annotation]]:
    layers: dict[str, list[Annotation]] = {}
    for annotation in annotations:
        layers.setdefault(annotation.layer, []).append(annotation)
    return layers


def _layer_tally(article: Article, a: Sequence[Annotation], b: Sequence[Annotation], pairing: Pairing) -> LayerTally:
    exact, boundary = len(pairing.exact), len(pairing.boundary)
    most = min(len(a), len(b))
    # Only where a pair of equals keeps others from pairing is the greatest number another than that of the rounds.
    overlap = exact + boundary
    if overlap < most and pairing.only_a and pairing.only_b:
        overlap = max(overlap, overlapping(a, b))
    any_label = len(pairing.pairs)
    if any_label < most:
        any_label = max(any_label, overlapping(a, b, same_label=False))
    covered_a, covered_b = stretches(a), stretches(b)
    labels: Counter[tuple[Hashable, Hashable]] = Counter((one.label, other.label) for one, other in pairing.pairs)
    shifts = Counter(article.word_shift(one.end, other.end) for one, other in (*pairing.exact, *pairing.boundary))
    return LayerTally(
        [
            len(a), len(b), exact, overlap, any_label, boundary, len(pairing.label), len(pairing.boundary_and_label),
            len(pairing.only_a), len(pairing.only_b),
        ],
        cells_by_position(
            in_words(covered_a, article.starts, article.ends),
            in_words(covered_b, article.starts, article.ends),
            len(article.starts),
        ),
        cells_by_position(covered_a, covered_b, len(article.text)),
        labels,
        _of_labels(a, b, pairing),
        shifts,
        [continuum(covered_a, covered_b, len(article.text))],
    )  # fmt: skip


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
    a: AnnotatedDocument,
    b: AnnotatedDocument,
    claims: Sequence[tuple[Annotation, Annotation]],
    cells: dict[tuple[str, str], Counter[tuple[Hashable, Hashable]]],
) -> tuple[ChainTally, list[Place]]:
    chains_a = chains_of(a.relations, {one.id: one for one in a.annotations}, article.speaker)
    chains_b = chains_of(b.relations, {one.id: one for one in b.annotations}, article.speaker)
    found = compared_chains(chains_a, chains_b, claims)
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
