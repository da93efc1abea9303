"""Passes: one question put to all claims, sources, cues or attributions of an article in turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId, RelationId
from annotator.model.relation import Relation
from annotator.model.scheme import ATTRIBUTION, CLAIM_LAYER, CUE_LAYER, SOURCE_LAYER, Attribute, Tier
from annotator.operations import proposals
from annotator.operations.opendocument import OpenDocument

MOST_ANSWERS: Final = 9
"""One key each: a question with more answers is no pass."""
_OWNERS: Final = (ATTRIBUTION, CLAIM_LAYER, SOURCE_LAYER, CUE_LAYER)


@dataclass(frozen=True, slots=True)
class Pass:
    """A question for all of one kind.

    Attributes:
        owner: The layer or relation type that is asked.
        attribute: The question; None asks every open claim who says it.
    """

    owner: str
    attribute: Attribute | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A pass and what it has left to ask.

    Attributes:
        question: The pass.
        owners: Annotations or relations without an answer, in reading order.
    """

    question: Pass
    owners: tuple[AnnotationId | RelationId, ...]


def passes(document: OpenDocument) -> list[Waiting]:
    """The passes that have something left to ask: speakers first, then core questions, then derived ones."""
    asked = [Pass(CLAIM_LAYER), *_questions(document, Tier.CORE), *_questions(document, Tier.DERIVED)]
    waiting = (Waiting(question, tuple(unanswered(document, question))) for question in asked)
    return [entry for entry in waiting if entry.owners]


def unanswered(document: OpenDocument, question: Pass) -> list[AnnotationId | RelationId]:
    """What a pass has left to ask, in reading order."""
    attribute = question.attribute
    if attribute is None:
        return [claim.id for claim in document.open_claims()]
    owners = [(owner, found) for owner in _all(document, question.owner) if (found := anchor(document, owner.id))]
    left = (pair for pair in owners if attribute.name not in pair[0].attributes and _makes_sense(attribute, pair[0]))
    return [owner.id for owner, _found in sorted(left, key=lambda pair: (pair[1].order, pair[0].id))]


def is_answered(document: OpenDocument, question: Pass, owner: AnnotationId | RelationId) -> bool:
    """Whether a question needs no answer any more: it has one, or what it is asked of is gone."""
    if question.attribute is None:
        return AnnotationId(owner) not in document.annotations or bool(document.attributions(AnnotationId(owner)))
    found = _find(document, owner)
    return found is None or question.attribute.name in found.attributes


def proposed(document: OpenDocument, question: Pass, owner: AnnotationId | RelationId) -> str | None:
    """The answer that follows from the text and the cue lexicon, or None."""
    found = _find(document, owner)
    if found is None or question.attribute is None:
        return None
    if isinstance(found, Annotation):
        cues = _cues(document, found) if found.layer == CLAIM_LAYER else []
        return proposals.of_annotation(found, document.text, cues=cues).get(question.attribute.name)
    if question.attribute.name == "stance":
        cues = [document.annotations[c] for c in found.roles.get("cue", ()) if c in document.annotations]
        return proposals.stance_of(cues, document.text)
    return None


def anchor(document: OpenDocument, owner: AnnotationId | RelationId) -> Annotation | None:
    """Where a question stands in the text: the annotation, of an attribution its claim."""
    found = _find(document, owner)
    if isinstance(found, Relation):
        return next((document.annotations.get(claim) for claim in found.roles.get("claim", ())), None)
    return found


def _questions(document: OpenDocument, tier: Tier) -> Iterator[Pass]:
    for owner in _OWNERS:
        for attribute in document.scheme.attributes_of(owner).values():
            if attribute.tier is tier and 0 < len(attribute.values) <= MOST_ANSWERS:
                yield Pass(owner, attribute)


def _all(document: OpenDocument, owner: str) -> Iterator[Annotation | Relation]:
    yield from (a for a in document.annotations.values() if a.layer == owner)
    yield from (r for r in document.relations.values() if r.type == owner)


def _makes_sense(attribute: Attribute, owner: Annotation | Relation) -> bool:
    return not attribute.depends_on or owner.attributes.get(attribute.depends_on[0]) == attribute.depends_on[1]


def _find(document: OpenDocument, owner: AnnotationId | RelationId) -> Annotation | Relation | None:
    return document.annotations.get(AnnotationId(owner)) or document.relations.get(RelationId(owner))


def _cues(document: OpenDocument, claim: Annotation) -> list[Annotation]:
    cues = (cue for chain in document.attributions(claim.id) for cue in chain.cues)
    return [document.annotations[cue] for cue in cues if cue in document.annotations]
