"""What submitting confirms: proposed values that were on the screen and that nobody changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from annotator.model.annotation import Annotation
from annotator.model.relation import Relation
from annotator.model.scheme import ATTRIBUTION, CLAIM_LAYER
from annotator.operations import proposals
from annotator.operations.opendocument import OpenDocument


def confirmed(document: OpenDocument) -> Iterator[Annotation | Relation]:
    """Annotations and attributions with their proposed values as given ones; those without any are left out."""
    scheme = document.scheme
    for annotation in document.annotations.values():
        proposed = proposals.of_annotation(annotation, document.text, cues=_cues_of(document, annotation))
        known = scheme.attributes_of(annotation.layer)
        values = {name: value for name, value in proposed.items() if name in known}
        if values:
            attributes = scheme.in_order(annotation.layer, {**annotation.attributes, **values})
            yield replace(annotation, attributes=attributes)
    for relation in document.relations.values():
        stance = _stance_of(document, relation)
        if stance is not None:
            attributes = scheme.in_order(ATTRIBUTION, {**relation.attributes, "stance": stance})
            yield replace(relation, attributes=attributes)


def _cues_of(document: OpenDocument, annotation: Annotation) -> list[Annotation]:
    if annotation.layer != CLAIM_LAYER:
        return []
    cues = (cue for chain in document.attributions(annotation.id) for cue in chain.cues)
    return [document.annotations[cue] for cue in cues if cue in document.annotations]


def _stance_of(document: OpenDocument, relation: Relation) -> str | None:
    """The proposed stance of an attribution that has none of its own."""
    if relation.type != ATTRIBUTION or "stance" in relation.attributes:
        return None
    if "stance" not in document.scheme.attributes_of(ATTRIBUTION):
        return None
    claims = relation.roles.get("claim", ())
    chains = (chain for claim in claims for chain in document.attributions(claim))
    return next((chain.stance for chain in chains if chain.relation == relation.id), None)
