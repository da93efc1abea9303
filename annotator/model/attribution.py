"""Attribution read from relations: who says a claim, on whose word, through which words."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId, RelationId
from annotator.model.relation import Relation
from annotator.model.scheme import ATTRIBUTION, CLAIM_LAYER, SOURCE_LAYER


class Holder(StrEnum):
    """Who holds the claim: somebody named in the clause, the source used before, the outlet, or nobody."""

    TEXT = "text"
    CONTINUED = "continued"
    AUTHOR = "author"
    UNSTATED = "unstated"


_HOLDERS = {holder.value: holder for holder in Holder}
_SAID_BY_NOBODY = (Holder.UNSTATED, Holder.AUTHOR)


def holder_of(relation: Relation) -> Holder | None:
    """The holder that an attribution names, or None while nobody said."""
    given = relation.attributes.get("holder")
    return _HOLDERS.get(given) if given is not None else None


class ClaimState(StrEnum):
    """What the rail shows of a claim. Only an open claim is work left to do."""

    OPEN = "open"
    ATTRIBUTED = "attributed"
    UNSTATED = "unstated"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Attribution:
    """One chain of one claim, read from a relation of type ``attribution``.

    Attributes:
        relation: The relation it was read from.
        claim: The claim.
        sources: Who says it in the end; several make a joint statement.
        via: Relays, the one nearest to the outlet first.
        cues: In the order of the chain.
        addressees: Who was told.
        holder: Who holds the claim, or None while nobody said.
        stance: The stance of the source, such as ``assert``, or None while nobody said.
    """

    relation: RelationId
    claim: AnnotationId
    sources: tuple[AnnotationId, ...]
    via: tuple[AnnotationId, ...]
    cues: tuple[AnnotationId, ...]
    addressees: tuple[AnnotationId, ...]
    holder: Holder | None
    stance: str | None


def is_attribution(relation: Relation) -> bool:
    """Whether a relation can be read as an attribution: it is of that type and has its claim."""
    return relation.type == ATTRIBUTION and bool(relation.roles.get("claim"))


def attribution_of(relation: Relation) -> Attribution | None:
    """The relation read as an attribution, or None where it is another type or lacks its claim."""
    if not is_attribution(relation):
        return None
    member = relation.roles.get
    return Attribution(
        relation.id,
        relation.roles["claim"][0],
        member("source", ()),
        member("via", ()),
        member("cue", ()),
        member("addressee", ()),
        holder_of(relation),
        relation.attributes.get("stance"),
    )


def attributions_by_claim(relations: Iterable[Relation]) -> dict[AnnotationId, list[Attribution]]:
    """All attributions, by their claim, in the order of the relations."""
    result: dict[AnnotationId, list[Attribution]] = {}
    for relation in relations:
        attribution = attribution_of(relation)
        if attribution is not None:
            result.setdefault(attribution.claim, []).append(attribution)
    return result


def claim_state(attributions: Iterable[Attribution]) -> ClaimState:
    """The state of a claim from its attributions."""
    state = ClaimState.OPEN
    for chain in attributions:
        if chain.stance == "deny":
            return ClaimState.DENIED
        if chain.holder not in _SAID_BY_NOBODY:
            state = ClaimState.ATTRIBUTED
        elif state is ClaimState.OPEN:
            state = ClaimState.UNSTATED
    return state


def speaker_of(attributions: Iterable[Attribution]) -> AnnotationId | None:
    """The source whose hue a claim takes: the first one of the first chain, of a denial only without another."""
    denying: AnnotationId | None = None
    for chain in attributions:
        if chain.sources and chain.stance != "deny":
            return chain.sources[0]
        if chain.sources and denying is None:
            denying = chain.sources[0]
    return denying


def source_numbers(
    annotations: Iterable[Annotation], identity: Callable[[Annotation], Hashable]
) -> dict[AnnotationId, int]:
    """A number from one for every source annotation, the same for the same speaker, by first appearance.

    Args:
        annotations: Of one set; others than sources are passed over.
        identity: What makes two mentions one speaker (a referent, else the folded words).
    """
    numbers: dict[Hashable, int] = {}
    result: dict[AnnotationId, int] = {}
    for source in sorted((a for a in annotations if a.layer == SOURCE_LAYER), key=lambda a: a.order):
        result[source.id] = numbers.setdefault(identity(source), len(numbers) + 1)
    return result


def claim_numbers(annotations: Iterable[Annotation]) -> dict[AnnotationId, int]:
    """The number of each claim in the article, from one, in reading order."""
    return {claim.id: number for number, claim in enumerate(_in_reading_order(annotations), start=1)}


def _in_reading_order(annotations: Iterable[Annotation]) -> list[Annotation]:
    """The claims, one that encloses others before them."""
    claims = [a for a in annotations if a.layer == CLAIM_LAYER]
    return sorted(claims, key=lambda a: (a.fragments[0].start, -a.fragments[-1].end, a.id))


def parent_claims(
    annotations: Mapping[AnnotationId, Annotation] | Iterable[Annotation],
) -> dict[AnnotationId, AnnotationId]:
    """For each nested claim the smallest claim whose extent contains it; nesting is derived, never drawn."""
    values = annotations.values() if isinstance(annotations, Mapping) else annotations
    claims = _in_reading_order(values)
    parents: dict[AnnotationId, AnnotationId] = {}
    open_claims: list[Annotation] = []
    for claim in claims:
        while open_claims and open_claims[-1].end <= claim.start:
            open_claims.pop()
        # Claims may cross, so the one that begins last is not always the smallest.
        enclosing = [c for c in reversed(open_claims) if c.end >= claim.end]
        if enclosing:
            parents[claim.id] = min(enclosing, key=lambda c: c.end - c.start).id
        open_claims.append(claim)
    return parents
