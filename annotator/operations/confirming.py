"""What submitting confirms: proposed values that were on the screen and that nobody changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from annotator.model.annotation import Annotation
from annotator.model.relation import Relation
from annotator.model.scheme import ATTRIBUTION, CLAIM_LAYER
from annotator.operations import proposals
from annotator.operations.opendocument import OpenDocument


def confirmed(document: OpenDocument) -> Iterator[Annotation | Relation]:
    """Annotations and attributions with their proposed values as given ones; those without any are left out."""
    values: Iterator[Annotation | Relation] = chain(document.annotations.values(), document.relations.values())
    for value in values:
        given = proposed(document, value)
        if given:
            owner = value.layer if isinstance(value, Annotation) else ATTRIBUTION
            attributes = document.scheme.in_order(owner, {**value.attributes, **given})
            yield replace(value, attributes=attributes)


def proposed(document: OpenDocument, value: Annotation | Relation) -> dict[str, str]:
    """The values that submitting will give to an annotation or an attribution; none that it has."""
    if isinstance(value, Relation):
        stance = _stance_of(document, value)
        return {} if stance is None else {"stance": stance}
    known = document.scheme.attributes_of(value.layer)
    offered = proposals.of_annotation(value, document.text, cues=_cues_of(document, value))
    return {name: given for name, given in offered.items() if name in known}


def _cues_of(document: OpenDocument, annotation: Annotation) -> list[Annotation]:
    if annotation.layer != CLAIM_LAYER:
        return []
    cues = (cue for tied in document.attributions(annotation.id) for cue in tied.cues)
    return [document.annotations[cue] for cue in cues if cue in document.annotations]


def _stance_of(document: OpenDocument, relation: Relation) -> str | None:
    """The proposed stance of an attribution that has none of its own."""
    if relation.type != ATTRIBUTION or "stance" in relation.attributes:
        return None
    if "stance" not in document.scheme.attributes_of(ATTRIBUTION):
        return None
    claims = relation.roles.get("claim", ())
    chains = (tied for claim in claims for tied in document.attributions(claim))
    return next((tied.stance for tied in chains if tied.relation == relation.id), None)
