"""The open frame: a cue, a source and a claim marked one after another in a sentence are tied as they come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from annotator.language import N_
from annotator.model.annotation import Annotation
from annotator.model.attribution import Holder, attribution_of
from annotator.model.errors import RuleError, message
from annotator.model.identity import AnnotationId, RelationId
from annotator.model.relation import Relation
from annotator.model.scheme import CLAIM_LAYER, CUE_LAYER, SOURCE_LAYER
from annotator.model.span import Span
from annotator.operations import proposals
from annotator.operations.annotate import mark_gesture, prepared, put_changed
from annotator.operations.attribution import Chain, chain_of, last_source_before
from annotator.operations.attributionahead import AttributionAhead
from annotator.operations.opendocument import OpenDocument
from annotator.operations.session import Session
from annotator.text.reporting import is_participle
from annotator.text.words import sentence_at

_AND = "وف"
_TIED = (CLAIM_LAYER, SOURCE_LAYER, CUE_LAYER)


@dataclass(frozen=True, slots=True)
class Frame:
    """What has been marked of one attribution.

    Attributes:
        cues: In the order of marking.
        sources: In the order of marking: all but the last are relays, the last is who says it.
        claim: The claim, or None so far.
        relation: The attribution that ties them, or None so far.
        reach: The sentence in which the frame was opened; marking outside of it opens another.
    """

    cues: tuple[AnnotationId, ...] = ()
    sources: tuple[AnnotationId, ...] = ()
    claim: AnnotationId | None = None
    relation: RelationId | None = None
    reach: Span | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been marked yet."""
        return not (self.cues or self.sources or self.claim)


EMPTY = Frame()


def mark_in_frame(
    session: Session, document: OpenDocument, frame: Frame, span: Span, *, layer: str, label: str
) -> tuple[Frame, Annotation]:
    """Mark a stretch of text and tie it, in one act, to what the frame holds.

    Args:
        session: Whose act it is.
        document: Where.
        frame: What was marked before.
        span: What is marked now.
        layer: The layer; entities leave the frame as it is.
        label: A label of the layer.

    Returns:
        The frame as it stands then, and the annotation.

    Raises:
        RuleError: If the scheme does not allow it.
    """
    annotation = prepared(document, [span], layer=layer, label=label)
    frame = present(document, frame)
    if layer not in _TIED:
        with session.act(mark_gesture(layer), document) as act:
            put_changed(act, document, annotation)
        return frame, annotation
    joined = _joined(document, frame, annotation)
    relation = _relation(document, joined, {annotation.id: annotation})
    with session.act(mark_gesture(layer), document) as act:
        put_changed(act, document, annotation)
        if relation is not None:
            act.put(relation)
    return replace(joined, relation=relation.id if relation is not None else None), annotation


def mark_ahead(
    session: Session, document: OpenDocument, frame: Frame, ahead: AttributionAhead
) -> tuple[Frame, Relation]:
    """Mark a whole attribution and tie it, in one act.

    Args:
        session: Whose act it is.
        document: Where.
        frame: What was marked before: what waits in it for its claim takes part.
        ahead: What is marked now; without a claim it is about the claim before.

    Returns:
        The frame as it stands then, and the attribution.

    Raises:
        RuleError: If the scheme does not allow it, or no claim stands before.
    """
    frame = present(document, frame)
    if frame.claim is not None or frame.is_empty:
        frame = Frame()
    made: dict[str, list[Annotation]] = {CUE_LAYER: [], SOURCE_LAYER: [], CLAIM_LAYER: []}
    for layer, pieces in ahead.parts():
        label = document.scheme.layer(layer).labels[0].name
        made[layer].append(prepared(document, pieces, layer=layer, label=label))
    marked = {annotation.id: annotation for each in made.values() for annotation in each}
    frame = replace(
        frame,
        cues=(*frame.cues, *(cue.id for cue in made[CUE_LAYER])),
        sources=(*frame.sources, *(source.id for source in made[SOURCE_LAYER])),
    )
    parts = [known for i in (*frame.cues, *frame.sources) if (known := _known(document, i, marked)) is not None]
    first = min(part.start for part in parts)
    claim = made[CLAIM_LAYER][0] if made[CLAIM_LAYER] else next(iter(_claims_before(document, first)), None)
    if claim is None:
        raise RuleError(message("No claim stands before this."))
    frame = replace(frame, claim=claim.id, reach=frame.reach or sentence_at(document.text, first))
    relation = _relation(document, frame, marked)
    assert relation is not None  # a frame with a claim and a cue always ties
    with session.act(N_("Mark attribution"), document) as act:
        for annotation in marked.values():
            put_changed(act, document, annotation)
        act.put(relation)
    return replace(frame, relation=relation.id), relation


def about_claim_before(session: Session, document: OpenDocument, frame: Frame) -> tuple[Frame, Relation]:
    """Tie the cue and source of the frame to the claim before them: a denial, or a final tag.

    Where they are tied to a claim before them already, that attribution goes on to the claim before that one.

    Raises:
        RuleError: If the frame is empty, its claim stands behind it, or no claim stands before it.
    """
    frame = present(document, frame)
    parts = [document.annotations[i] for i in (*frame.cues, *frame.sources)]
    first = min((part.start for part in parts), default=0)
    tied = document.annotations.get(frame.claim) if frame.claim is not None else None
    if not parts or (tied is not None and tied.start >= first):
        raise RuleError(message("Mark the cue and the source first."))
    nearest_first = _claims_before(document, first)
    if not nearest_first:
        raise RuleError(message("No claim stands before this."))
    at = next((place for place, claim in enumerate(nearest_first, start=1) if claim.id == frame.claim), 0)
    nearest = nearest_first[at % len(nearest_first)]
    joined = replace(frame, claim=nearest.id, relation=frame.relation if tied is not None else None)
    relation = _relation(document, joined, {})
    assert relation is not None  # a frame with a claim and a cue or source always ties
    with session.act(N_("Attribute"), document) as act:
        act.put(relation)
    return replace(joined, relation=relation.id), relation


def present(document: OpenDocument, frame: Frame) -> Frame:
    """The frame without what has been undone or erased since."""
    known = document.annotations
    kept = replace(
        frame,
        cues=tuple(cue for cue in frame.cues if cue in known),
        sources=tuple(source for source in frame.sources if source in known),
        claim=frame.claim if frame.claim in known else None,
        relation=frame.relation if frame.relation in document.relations else None,
    )
    return EMPTY if kept.is_empty else kept


def restored(document: OpenDocument, frame: Frame) -> Frame:
    """The frame as it stands after an undo or a redo: without what is gone, and with the claim that came back."""
    kept = present(document, frame)
    if kept.claim is not None or not kept.cues:
        return kept
    for relation in document.relations_of(kept.cues[-1]):
        attribution = attribution_of(relation)
        if attribution is not None and attribution.cues == kept.cues:
            return replace(kept, claim=attribution.claim, relation=relation.id)
    return kept


def _claims_before(document: OpenDocument, first: int) -> list[Annotation]:
    """The claims that begin before an offset, the one that is probably meant first.

    A claim that is over comes before one that the cue lies in: that one says the denial, it is not denied.
    """
    before = (claim for claim in document.claims() if claim.start < first)
    return sorted(before, key=lambda claim: (claim.end <= first, min(claim.end, first), claim.start), reverse=True)


def _joined(document: OpenDocument, frame: Frame, annotation: Annotation) -> Frame:
    """The frame with the annotation in it: this frame where it has room for it, else a new one."""
    if frame.reach is None or not _reaches(frame, annotation) or not _has_room(document, frame, annotation):
        frame = Frame(reach=sentence_at(document.text, annotation.start))
    if annotation.layer == CUE_LAYER:
        return replace(frame, cues=(*frame.cues, annotation.id))
    if annotation.layer == SOURCE_LAYER:
        return replace(frame, sources=(*frame.sources, annotation.id))
    return replace(frame, claim=annotation.id)


def _reaches(frame: Frame, annotation: Annotation) -> bool:
    return frame.reach is not None and frame.reach.touches(annotation.extent)


def _has_room(document: OpenDocument, frame: Frame, annotation: Annotation) -> bool:
    """Whether the annotation continues the frame rather than opening the next one.

    Once the claim stands, only what the frame still lacks joins it (a final tag: «…، وفقا لـ X»); what lies
    inside the claim belongs to a claim nested in it.
    """
    if annotation.id in (*frame.cues, *frame.sources, frame.claim):
        return False
    claim = document.annotations.get(frame.claim) if frame.claim is not None else None
    if claim is None:
        return frame.claim is None
    if annotation.layer == CLAIM_LAYER or claim.extent.contains(annotation.extent):
        return False
    if annotation.layer == CUE_LAYER:
        # «يُذكر أن …، بحسب موقعه»: the tag says who speaks where the verb names nobody.
        return not frame.cues or not (frame.sources or any(not _names_nobody(document, cue) for cue in frame.cues))
    return not frame.sources


def _names_nobody(document: OpenDocument, cue: AnnotationId) -> bool:
    return proposals.is_impersonal(document.annotations[cue], document.text)


def _relation(document: OpenDocument, frame: Frame, marked: Mapping[AnnotationId, Annotation]) -> Relation | None:
    """The attribution that the frame amounts to, or None while there is nothing to tie.

    Args:
        document: Where.
        frame: What was marked.
        marked: What is being marked, by id: it stands in the frame, but not in the document yet.
    """
    if frame.claim is None or not (frame.cues or frame.sources):
        return None
    if frame.sources:
        holder = Holder.CONTINUED if _goes_on(document, frame, marked) else Holder.TEXT
        chain = Chain(frame.claim, frame.sources[-1:], frame.sources[:-1], frame.cues, holder=holder)
    else:
        chain = _without_source(document, frame.claim, frame.cues, marked)
    existing = document.relations.get(frame.relation) if frame.relation is not None else None
    if existing is not None:
        given = chain_of(existing)
        chain = replace(chain, stance=given.stance, addressees=given.addressees)
    return chain.relation(document, existing=existing)


def _goes_on(document: OpenDocument, frame: Frame, marked: Mapping[AnnotationId, Annotation]) -> bool:
    """Whether the cue's subject is hidden though the sentence names it before: «…، قائلة:», «…، وقال إنه»."""
    cue, source = (_known(document, members[0], marked) for members in (frame.cues or (None,), frame.sources[-1:]))
    if cue is None or source is None or cue.start < source.end:
        return False
    text = document.text
    attached = cue.start > 1 and text[cue.start - 1] in _AND and text[cue.start - 2].isspace()
    if attached and not text[source.end : cue.start - 1].strip():
        return False  # «أما قائد الفريق فرأى أن»: the source stands right before its verb.
    return attached or is_participle(cue.fragments[0].of(text))


def _known(
    document: OpenDocument, member: AnnotationId | None, marked: Mapping[AnnotationId, Annotation]
) -> Annotation | None:
    """An annotation of the frame, also one that is being marked."""
    return None if member is None else marked.get(member) or document.annotations.get(member)


def _without_source(
    document: OpenDocument,
    claim: AnnotationId,
    cues: tuple[AnnotationId, ...],
    marked: Mapping[AnnotationId, Annotation],
) -> Chain:
    """The chain of a cue that names nobody: unstated after an impersonal one, else the last source continued."""
    first, covered = _known(document, cues[0], marked), _known(document, claim, marked)
    start = min(part.start for part in (first, covered) if part is not None) if first or covered else 0
    if first is not None and proposals.is_impersonal(first, document.text):
        return Chain(claim, cues=cues, holder=Holder.UNSTATED)
    last = last_source_before(document, start)
    if last is None:
        return Chain(claim, cues=cues)
    return Chain(claim, (last,), cues=cues, holder=Holder.CONTINUED)
