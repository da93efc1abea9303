"""Attribution: who says a claim, on whose word, through which words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from annotator.language import N_
from annotator.model.annotation import Annotation
from annotator.model.attribution import Holder, holder_of
from annotator.model.identity import AnnotationId, RelationId, mint
from annotator.model.relation import Relation
from annotator.model.scheme import ATTRIBUTION, CLAIM_LAYER, CUE_LAYER, ENTITY_LAYER, SOURCE_LAYER
from annotator.model.span import Span
from annotator.operations.opendocument import OpenDocument
from annotator.operations.session import Session
from annotator.text.words import sentence_at

_FAR = 4_000
"""Characters: as far as anybody looks for what denies a claim."""
_TOLD = ("people", "org", "place")
"""Families of entities that somebody can say something to."""


@dataclass(frozen=True, slots=True)
class Chain:
    """An attribution in the making.

    Attributes:
        claim: The claim.
        sources: Who says it in the end.
        via: Relays, the one nearest to the outlet first.
        cues: In the order of the chain.
        addressees: Who was told.
        holder: Who holds the claim, or None while nobody said.
        stance: The stance that a person gave, or None.
    """

    claim: AnnotationId
    sources: tuple[AnnotationId, ...] = ()
    via: tuple[AnnotationId, ...] = ()
    cues: tuple[AnnotationId, ...] = ()
    addressees: tuple[AnnotationId, ...] = field(default=())
    holder: Holder | None = None
    stance: str | None = None

    def relation(self, document: OpenDocument, *, existing: Relation | None = None) -> Relation:
        """The relation that says this, keeping id, note, doubt and further attributes of the existing one."""
        members = {
            "claim": (self.claim,),
            "source": self.sources,
            "via": self.via,
            "cue": self.cues,
            "addressee": self.addressees,
        }
        roles = {
            role.name: members[role.name]
            for role in document.scheme.relation_type(ATTRIBUTION).roles
            if members.get(role.name)
        }
        attributes = dict(existing.attributes) if existing is not None else {}
        for name, value in (("holder", self.holder), ("stance", self.stance)):
            if value:
                attributes[name] = str(value)
            else:
                attributes.pop(name, None)
        ordered = document.scheme.in_order(ATTRIBUTION, attributes)
        if existing is not None:
            return replace(existing, roles=roles, attributes=ordered)
        return Relation(RelationId(mint("r")), ATTRIBUTION, roles, ordered)


def chain_of(relation: Relation) -> Chain:
    """An existing attribution, to be changed."""
    return Chain(
        relation.roles["claim"][0],
        relation.roles.get("source", ()),
        relation.roles.get("via", ()),
        relation.roles.get("cue", ()),
        relation.roles.get("addressee", ()),
        holder_of(relation),
        relation.attributes.get("stance"),
    )


def attribute(
    session: Session, document: OpenDocument, chain: Chain, *, relation: RelationId | None = None
) -> Relation:
    """Tie a claim to its source and cue, or change how it is tied.

    Args:
        session: Whose act it is.
        document: Where.
        chain: Who says what.
        relation: The attribution to change; None makes a further one of the same claim.

    Raises:
        RuleError: If a role does not take what it is given.
    """
    existing = document.relations.get(relation) if relation is not None else None
    new = chain.relation(document, existing=existing)
    with session.act(N_("Attribute"), document) as act:
        act.put(new)
    return new


def detach(session: Session, document: OpenDocument, relation: RelationId) -> None:
    """Take an attribution away; its claim, source and cue stay."""
    with session.act(N_("Take attribution away"), document) as act:
        act.erase_relation(relation)


def tied_source(
    session: Session, document: OpenDocument, chain: Chain, source: Annotation, *, relation: RelationId | None = None
) -> Relation:
    """Store a new source and tie the chain, which names it, in one act."""
    existing = document.relations.get(relation) if relation is not None else None
    new = chain.relation(document, existing=existing)
    with session.act(N_("Mark source and attribute"), document) as act:
        if source.id not in document.annotations:
            act.put(source)
        act.put(new)
    return new


def said_by(chain: Chain, source: Annotation) -> Chain:
    """The chain with this source and no other; a relay that turns out to be the source is no relay any more."""
    via = tuple(relay for relay in chain.via if relay != source.id)
    return replace(chain, sources=(source.id,), via=via, holder=Holder.TEXT)


def said_jointly(document: OpenDocument, chain: Chain, source: Annotation) -> Chain:
    """The chain with one more source, a joint statement; without it where it was among several already.

    Sources stand in the order in which they are read: «أكدت وزارة الصحة ونقابة الأطباء أن».

    Args:
        document: Where.
        chain: The chain.
        source: Who says it too; need not be stored yet.
    """
    if source.id in chain.sources:
        others = tuple(other for other in chain.sources if other != source.id)
        return replace(chain, sources=others) if others else chain
    starts = {other: document.annotations[other].start for other in chain.sources} | {source.id: source.start}
    via = tuple(relay for relay in chain.via if relay != source.id)
    holder = chain.holder if chain.sources and chain.holder else Holder.TEXT
    return replace(chain, sources=tuple(sorted(starts, key=lambda one: starts[one])), via=via, holder=holder)


def candidate_sources(document: OpenDocument, claim: Annotation, *, limit: int = 9) -> list[Annotation]:
    """Sources that may hold a claim, the likeliest first.

    Those of the claim's own sentence by distance, then the nearest mention of every other speaker before it,
    then those after it.

    Args:
        document: Where.
        claim: The claim.
        limit: How many at most: as many as there are number keys.
    """
    sentence = sentence_at(document.text, claim.start)
    reach = Span(min(sentence.start, claim.start), max(sentence.end, claim.end))

    def rank(source: Annotation) -> tuple[int, int]:
        inside = claim.extent.contains(source.extent)
        distance = claim.start - source.end if source.end <= claim.start else source.start - claim.end
        if reach.contains(source.extent) and not inside:
            return (0, abs(distance))
        if source.end <= claim.start:
            return (1, distance)
        return (3 if inside else 2, abs(distance))

    chosen: list[Annotation] = []
    speakers: set[int] = set()
    for source in sorted(_sources_near(document, reach, limit), key=rank):
        speaker = document.hue(source.id)
        if speaker not in speakers:
            speakers.add(speaker)
            chosen.append(source)
    return chosen[:limit]


def _sources_near(document: OpenDocument, reach: Span, limit: int) -> list[Annotation]:
    """The sources in a stretch, and on either side of it the nearest ones of as many speakers as are wanted."""
    wanted = min(limit, document.speaker_count)
    found: list[Annotation] = []
    for walk in (document.sources_before(reach.end), document.sources_from(reach.end)):
        speakers: set[int] = set()
        for source in walk:
            found.append(source)
            if not reach.touches(source.extent):
                speakers.add(document.hue(source.id))
            if len(speakers) >= wanted:
                break
    return found


def candidate_cues(document: OpenDocument, claim: Annotation, *, limit: int = 9) -> list[Annotation]:
    """Cues of the claim's paragraph, the nearest first, then those further away that tie nothing yet.

    A denial may stand paragraphs below what it denies.
    """
    paragraph = document.paragraphs[document.paragraph_at(claim.start)]
    start, end = paragraph.start, max(paragraph.end, claim.end)
    near = _cues_between(document, start, end)
    far = [
        cue for cue in _cues_between(document, max(0, start - _FAR), end + _FAR)
        if cue not in near and not document.relations_of(cue.id)
    ]  # fmt: skip

    def distance(cue: Annotation) -> int:
        return min(abs(claim.start - cue.end), abs(cue.start - claim.end))

    return [*sorted(near, key=distance), *sorted(far, key=distance)][:limit]


def _cues_between(document: OpenDocument, start: int, end: int) -> list[Annotation]:
    return [annotation for annotation in document.touching(start, end) if annotation.layer == CUE_LAYER]


def candidate_addressees(document: OpenDocument, claim: Annotation, *, limit: int = 9) -> list[Annotation]:
    """Sources and people of the claim's paragraph whom it may be told to, the nearest first; one on each place."""
    paragraph = document.paragraphs[document.paragraph_at(claim.start)]
    near = [a for a in document.touching(paragraph.start, paragraph.end) if _may_be_told(document, a, claim)]
    ranked = sorted(
        near, key=lambda a: (min(abs(claim.start - a.end), abs(a.start - claim.end)), a.layer != SOURCE_LAYER)
    )
    return ranked[:limit]


def _may_be_told(document: OpenDocument, annotation: Annotation, claim: Annotation) -> bool:
    if claim.extent.contains(annotation.extent):
        return False
    if annotation.layer != ENTITY_LAYER:
        return annotation.layer == SOURCE_LAYER
    label = next((each for each in document.scheme.layer(ENTITY_LAYER).labels if each.name == annotation.label), None)
    return label is not None and label.family in _TOLD


def guess(document: OpenDocument, claim: Annotation) -> Chain:
    """The chain that most likely holds a claim, for a person to accept or correct.

    A source and a cue of the same sentence; without a source there, the last one used before, *continued*.
    """
    sentence = sentence_at(document.text, claim.start)
    free = [cue for cue in candidate_cues(document, claim) if not document.relations_of(cue.id)]
    cues = tuple(cue.id for cue in free[:1] if sentence.touches(cue.extent))
    candidates = candidate_sources(document, claim)
    if candidates:
        first = candidates[0]
        near = sentence.touches(first.extent) and not claim.extent.contains(first.extent)
        used = any(
            role == "source" for r in document.relations_of(first.id) for role, m in r.members() if m == first.id
        )
        holder = Holder.TEXT if near and not used else Holder.CONTINUED
        return Chain(claim.id, sources=(first.id,), cues=cues, holder=holder)
    return Chain(claim.id, cues=cues, holder=Holder.UNSTATED if cues else None)


def last_source_before(document: OpenDocument, offset: int) -> AnnotationId | None:
    """Who goes on speaking at ``offset``: somebody named in the sentence so far, else who said the last claim.

    Somebody named in the sentence counts where they are the latest, or deny or do something («غير أن البكري كذّب ذلك،
    مؤكدا أن»). Who is quoted inside a claim that is over does not go on speaking: after «قالت … إن [… أكد زيد أن
    […]]» it is she.
    """
    named = _named_in_sentence(document, offset)
    if named is not None:
        return named
    for claim in document.claims_before(offset):
        parent = document.parent(claim.id)
        quoted = parent is not None and document.annotations[parent].end <= offset
        if not quoted:
            chains = [chain for chain in document.attributions(claim.id) if chain.sources and chain.stance != "deny"]
            if chains:
                return chains[0].sources[0]
    return next((source.id for source in document.sources_before(offset) if source.end <= offset), None)


def _named_in_sentence(document: OpenDocument, offset: int) -> AnnotationId | None:
    """The source that stands last in the sentence before ``offset``, relays and those inside other claims aside."""
    start = sentence_at(document.text, offset).start if document.text else 0
    for source in document.sources_before(offset):
        if source.start < start:
            return None
        over = (c for c in document.touching(source.start, source.end) if c.layer == CLAIM_LAYER and c.end <= offset)
        ties = document.relations_of(source.id)
        relays = any(source.id in relation.roles.get("via", ()) for relation in ties)
        if source.end <= offset and not relays and not any(claim.extent.contains(source.extent) for claim in over):
            return source.id
    return None
