"""Attribution: who says a claim, on whose word, through which words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from annotator.language import N_
from annotator.model.annotation import Annotation
from annotator.model.attribution import Holder, holder_of
from annotator.model.identity import AnnotationId, RelationId, mint
from annotator.model.relation import Relation
from annotator.model.scheme import ATTRIBUTION, CUE_LAYER, SOURCE_LAYER
from annotator.model.span import Span
from annotator.operations.opendocument import OpenDocument
from annotator.operations.session import Session
from annotator.text.words import sentence_at


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
    """Store a new source and tie the chain to it, in one act."""
    existing = document.relations.get(relation) if relation is not None else None
    new = replace(chain, sources=(source.id,), holder=Holder.TEXT).relation(document, existing=existing)
    with session.act(N_("Mark source and attribute"), document) as act:
        if source.id not in document.annotations:
            act.put(source)
        act.put(new)
    return new


def candidate_sources(document: OpenDocument, claim: Annotation, *, limit: int = 9) -> list[Annotation]:
    """Sources that may hold a claim, the likeliest first.

    Those of the claim's own sentence by distance, then the nearest mention of every other speaker before it,
    then those after it.

    Args:
        document: Where.
        claim: The claim.
        limit: How many at most: as many as there are number keys.
    """
    sources = [a for a in document.annotations.values() if a.layer == SOURCE_LAYER]
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
    for source in sorted(sources, key=rank):
        speaker = document.hue(source.id)
        if speaker not in speakers:
            speakers.add(speaker)
            chosen.append(source)
    return chosen[:limit]


def candidate_cues(document: OpenDocument, claim: Annotation, *, limit: int = 9) -> list[Annotation]:
    """Cues of the claim's sentence and paragraph, the nearest first."""
    paragraph = document.paragraphs[document.paragraph_at(claim.start)]
    cues = [a for a in document.touching(paragraph.start, max(paragraph.end, claim.end)) if a.layer == CUE_LAYER]
    return sorted(cues, key=lambda cue: min(abs(claim.start - cue.end), abs(cue.start - claim.end)))[:limit]


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
    """The source of the attribution whose claim was read last before ``offset``, else the source marked last.

    Who is quoted inside a claim that is over does not go on speaking: after «قالت … إن [… أكد زيد أن […]]» it is she.
    """
    for claim in reversed(document.claims()):
        parent = document.parent(claim.id)
        quoted = parent is not None and document.annotations[parent].end <= offset
        if claim.start < offset and not quoted:
            chains = [chain for chain in document.attributions(claim.id) if chain.sources and chain.stance != "deny"]
            if chains:
                return chains[0].sources[0]
    before = [a for a in document.annotations.values() if a.layer == SOURCE_LAYER and a.end <= offset]
    return max(before, key=lambda a: a.order).id if before else None
