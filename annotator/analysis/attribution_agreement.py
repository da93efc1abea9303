"""Agreement on who said what: whole chains, strict and lenient, each role, the speaker meant, where chains differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeAlias

from annotator.analysis.pairing import matched, shared_characters
from annotator.model.annotation import Annotation
from annotator.model.attribution import attribution_of
from annotator.model.identity import AnnotationId, RelationId
from annotator.model.relation import Relation

CLAIM_ROLE: Final = "claim"
SOURCE_ROLE: Final = "source"
VIA_ROLE: Final = "via"
CUE_ROLE: Final = "cue"
ROLES: Final = (CLAIM_ROLE, SOURCE_ROLE, VIA_ROLE, CUE_ROLE, "addressee")
"""The roles of an attribution that are compared, in the order of the scheme."""


@dataclass(frozen=True, slots=True)
class Chain:
    """One attribution with the annotations that it names.

    Attributes:
        relation: The relation it was read from.
        claim: The claim.
        roles: Members by role, without the claim, in the order of the chain.
        attributes: Values that somebody gave: ``holder``, ``stance`` and others.
        speakers: Who is meant by its sources: referents where they are known, else folded words.
    """

    relation: RelationId
    claim: Annotation
    roles: Mapping[str, tuple[Annotation, ...]] = field(hash=False)
    attributes: Mapping[str, str] = field(hash=False)
    speakers: frozenset[Hashable]

    def members(self, role: str) -> tuple[Annotation, ...]:
        """Who fills a role; nobody is an empty tuple."""
        return (self.claim,) if role == CLAIM_ROLE else self.roles.get(role, ())


def chains_of(
    relations: Iterable[Relation],
    annotations: Mapping[AnnotationId, Annotation],
    identity: Callable[[Annotation], Hashable],
) -> list[Chain]:
    """The attributions of one set, in the order of the relations.

    Args:
        relations: Of one set; other types, and attributions whose claim is not there, are passed over.
        annotations: Of the same set, by id.
        identity: What makes two sources one speaker.
    """
    chains = []
    for relation in relations:
        attribution = attribution_of(relation)
        claim = annotations.get(attribution.claim) if attribution is not None else None
        if claim is None:
            continue
        roles = {
            role: tuple(annotations[member] for member in relation.roles.get(role, ()) if member in annotations)
            for role in ROLES[1:]
        }
        speakers = frozenset(identity(source) for source in roles[SOURCE_ROLE])
        chains.append(Chain(relation.id, claim, roles, relation.attributes, speakers))
    return chains


class Difference(StrEnum):
    """The first thing, from above, in which two chains of one claim differ."""

    RELAY_OR_SOURCE = "relay_or_source"
    """Who is a relay for one is the source for the other."""
    HOLDER = "holder"
    """Continued, unstated or the author against the text, say."""
    MISSING_SOURCE = "missing_source"
    """One names a source more."""
    OTHER_SOURCE = "other_source"
    """Somebody else speaks."""
    DENIAL_NOT_TIED = "denial_not_tied"
    """Only one tied a denial to the claim."""
    STANCE = "stance"
    """Another stance of the source."""
    RELAY = "relay"
    """A relay more, or another one."""
    CUE = "cue"
    """A cue more, or another one."""
    ONE_CHAIN_MORE = "one_chain_more"
    """Both have the claim, only one has this attribution of it."""
    CLAIM_OF_ONE = "claim_of_one"
    """Only one has the claim."""


Ties: TypeAlias = tuple[int, ...]
"""Four numbers: how many match exactly, how many overlap, how many one has, how many the other has."""


@dataclass(frozen=True, slots=True)
class ChainComparison:
    """The chains of two sets on one article, compared.

    Attributes:
        of_a: How many chains one has.
        of_b: How many the other has.
        strict: Chains with the same fragments in claim, source, via (in order) and cue, and the same stance.
        lenient: Chains, paired one to one, whose claims and sources share characters, or that both lack a source.
        roles: Members of each role, paired one to one under claims that share characters.
        speakers: Speakers meant: matched, of one, of the other; under claims that share characters.
        pairs: The chains of claims that are partners, the most alike together.
        only_a: Chains of one without a partner.
        only_b: Chains of the other without a partner.
    """

    of_a: int
    of_b: int
    strict: int
    lenient: int
    roles: Mapping[str, Ties] = field(hash=False)
    speakers: Ties
    pairs: tuple[tuple[Chain, Chain], ...]
    only_a: tuple[Chain, ...]
    only_b: tuple[Chain, ...]


def compared_chains(
    a: Sequence[Chain], b: Sequence[Chain], claims: Iterable[tuple[Annotation, Annotation]]
) -> ChainComparison:
    """Compare the chains of two sets on one article.

    Args:
        a: Chains of one.
        b: Chains of the other.
        claims: The claims that are partners, as ``paired`` finds them.
    """
    strict = Counter(map(_strictly, a)) & Counter(map(_strictly, b))
    # Everything below happens under claims that share characters: no other chains are looked at.
    near = [
        (one, other)
        for one, chain_a in enumerate(a)
        for other, chain_b in enumerate(b)
        if chain_a.claim.start < chain_b.claim.end
        and chain_b.claim.start < chain_a.claim.end
        and shared_characters(chain_a.claim.fragments, chain_b.claim.fragments)
    ]
    lenient = {
        (one, other): 0
        for one, other in near
        if _meet(a[one].members(SOURCE_ROLE), b[other].members(SOURCE_ROLE))
        or not (a[one].members(SOURCE_ROLE) or b[other].members(SOURCE_ROLE))
    }
    pairs = _chain_pairs(a, b, claims)
    with_a, with_b = {id(one) for one, _ in pairs}, {id(other) for _, other in pairs}
    return ChainComparison(
        len(a),
        len(b),
        sum(strict.values()),
        len(matched(len(a), len(b), lenient)),
        {role: _ties(a, b, near, role) for role in ROLES},
        _speakers(a, b, near),
        pairs,
        tuple(chain for chain in a if id(chain) not in with_a),
        tuple(chain for chain in b if id(chain) not in with_b),
    )


def difference(a: Chain, b: Chain) -> Difference | None:
    """In what two chains of one claim differ, borders apart; None where they say the same."""
    sources_a, sources_b = a.members(SOURCE_ROLE), b.members(SOURCE_ROLE)
    vias_a, vias_b = a.members(VIA_ROLE), b.members(VIA_ROLE)
    alone_a, alone_b = _unmet(sources_a, sources_b), _unmet(sources_b, sources_a)
    if _meet(alone_a, _unmet(vias_b, vias_a)) or _meet(alone_b, _unmet(vias_a, vias_b)):
        return Difference.RELAY_OR_SOURCE
    if a.attributes.get("holder") != b.attributes.get("holder"):
        return Difference.HOLDER
    if (alone_a or alone_b) and a.speakers != b.speakers:
        return Difference.OTHER_SOURCE if alone_a and alone_b else Difference.MISSING_SOURCE
    if a.attributes.get("stance") != b.attributes.get("stance"):
        return Difference.STANCE
    if _unmet(vias_a, vias_b) or _unmet(vias_b, vias_a):
        return Difference.RELAY
    cues_a, cues_b = a.members(CUE_ROLE), b.members(CUE_ROLE)
    if _unmet(cues_a, cues_b) or _unmet(cues_b, cues_a):
        return Difference.CUE
    return None


def difference_of_one(chain: Chain, *, claim_shared: bool) -> Difference:
    """What it is when only one has a chain.

    Args:
        chain: The chain.
        claim_shared: Whether the other has the claim.
    """
    if not claim_shared:
        return Difference.CLAIM_OF_ONE
    return Difference.DENIAL_NOT_TIED if chain.attributes.get("stance") == "deny" else Difference.ONE_CHAIN_MORE


def _strictly(chain: Chain) -> Hashable:
    """What two chains must have in common to be the same; only the order of relays means something."""
    return (
        chain.claim.fragments,
        tuple(sorted(source.fragments for source in chain.members(SOURCE_ROLE))),
        tuple(relay.fragments for relay in chain.members(VIA_ROLE)),
        tuple(sorted(cue.fragments for cue in chain.members(CUE_ROLE))),
        chain.attributes.get("stance"),
    )


def _chain_pairs(
    a: Sequence[Chain], b: Sequence[Chain], claims: Iterable[tuple[Annotation, Annotation]]
) -> tuple[tuple[Chain, Chain], ...]:
    partner = {one.id: other.id for one, other in claims}
    of_claim: dict[AnnotationId, list[int]] = {}
    for index, chain in enumerate(b):
        of_claim.setdefault(chain.claim.id, []).append(index)
    several = Counter(chain.claim.id for chain in a)
    edges: dict[tuple[int, int], float] = {}
    for one, chain in enumerate(a):
        others = of_claim.get(partner[chain.claim.id], ()) if chain.claim.id in partner else ()
        # Most claims have one chain, and nothing to choose from.
        alone = len(others) == 1 and several[chain.claim.id] == 1
        for other in others:
            edges[one, other] = 0.0 if alone else -_likeness(chain, b[other])
    return tuple((a[one], b[other]) for one, other in matched(len(a), len(b), edges))


def _likeness(a: Chain, b: Chain) -> float:
    """How much two chains have in common, to pair those of a claim that has several."""
    roles = sum(_meet(a.members(role), b.members(role)) for role in ROLES[1:])
    stance = a.attributes.get("stance") == b.attributes.get("stance")
    return 2 * (a.speakers == b.speakers) + roles + 1.5 * stance + (a.claim.fragments == b.claim.fragments)


def _ties(a: Sequence[Chain], b: Sequence[Chain], near: Sequence[tuple[int, int]], role: str) -> Ties:
    """Members of a role under their claims, paired one to one."""
    places_a, places_b = _places(a, role), _places(b, role)
    of_a, of_b = sum(map(len, places_a)), sum(map(len, places_b))
    exact: dict[tuple[int, int], int] = {}
    overlap: dict[tuple[int, int], int] = {}
    if of_a and of_b:
        for one, other in near:
            for first, member_a in zip(places_a[one], a[one].members(role), strict=False):
                for second, member_b in zip(places_b[other], b[other].members(role), strict=False):
                    same = member_a.fragments == member_b.fragments
                    if same:
                        exact[first, second] = 0
                    if same or shared_characters(member_a.fragments, member_b.fragments):
                        overlap[first, second] = 1 - same
    return len(matched(of_a, of_b, exact)), len(matched(of_a, of_b, overlap)), of_a, of_b


def _places(chains: Sequence[Chain], role: str) -> list[list[int]]:
    """A number for each member of a role of each chain; a claim with several chains counts once."""
    places: list[list[int]] = []
    known: dict[AnnotationId, int] = {}
    number = 0
    for chain in chains:
        if role == CLAIM_ROLE and chain.claim.id in known:
            places.append([])
            continue
        members = chain.members(role)
        places.append(list(range(number, number + len(members))))
        known[chain.claim.id] = number
        number += len(members)
    return places


def _speakers(a: Sequence[Chain], b: Sequence[Chain], near: Sequence[tuple[int, int]]) -> Ties:
    """Speakers under their claims, paired one to one where the same is meant."""
    numbered_a = [(index, speaker) for index, chain in enumerate(a) for speaker in sorted(chain.speakers, key=repr)]
    numbered_b = [(index, speaker) for index, chain in enumerate(b) for speaker in sorted(chain.speakers, key=repr)]
    places: dict[int, list[tuple[int, Hashable]]] = {}
    for place, (index, speaker) in enumerate(numbered_b):
        places.setdefault(index, []).append((place, speaker))
    neighbours: dict[int, list[int]] = {}
    for one, other in near:
        neighbours.setdefault(one, []).append(other)
    edges = {
        (first, second): 0
        for first, (one, speaker) in enumerate(numbered_a)
        for other in neighbours.get(one, ())
        for second, meant in places.get(other, ())
        if meant == speaker
    }
    return len(matched(len(numbered_a), len(numbered_b), edges)), len(numbered_a), len(numbered_b)


def _meet(a: Sequence[Annotation], b: Sequence[Annotation]) -> bool:
    """Whether one of these shares characters with one of those."""
    return any(shared_characters(one.fragments, other.fragments) for one in a for other in b)


def _unmet(a: Sequence[Annotation], b: Sequence[Annotation]) -> tuple[Annotation, ...]:
    """Those of ``a`` that share no character with any of ``b``."""
    return tuple(one for one in a if not any(shared_characters(one.fragments, other.fragments) for other in b))
