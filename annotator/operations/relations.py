"""Relations between claims: one restates, supports, contradicts or elaborates another."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.language import N_
from annotator.model.annotation import Annotation
from annotator.model.errors import RuleError, message
from annotator.model.identity import AnnotationId, RelationId, mint
from annotator.model.relation import Relation
from annotator.model.scheme import CLAIM_LAYER, RelationType, Scheme
from annotator.operations.opendocument import OpenDocument
from annotator.operations.session import Session


@dataclass(frozen=True, slots=True)
class ClaimTie:
    """A relation as one of its two claims sees it.

    Attributes:
        relation: The relation.
        type: Its type.
        other: The other claim.
        outgoing: Whether the claim is the head: it says something about the other one.
    """

    relation: RelationId
    type: RelationType
    other: AnnotationId
    outgoing: bool


def between_claims(scheme: Scheme) -> tuple[RelationType, ...]:
    """The types of relation that tie one claim to one other, in the order of the scheme."""
    return tuple(
        relation_type
        for relation_type in scheme.relation_types.values()
        if len(relation_type.roles) == 2
        and all(role.takes == {CLAIM_LAYER} and role.maximum == 1 for role in relation_type.roles)
    )


def ties_of(document: OpenDocument, claim: AnnotationId) -> list[ClaimTie]:
    """The relations of a claim to other claims, in the reading order of those."""
    known = {relation_type.name: relation_type for relation_type in between_claims(document.scheme)}
    ties = []
    for relation in document.relations_of(claim):
        relation_type = known.get(relation.type)
        ends = [member for _role, member in relation.members()]
        if relation_type is not None and len(ends) == 2 and claim in ends:
            outgoing = ends[0] == claim
            ties.append(ClaimTie(relation.id, relation_type, ends[1] if outgoing else ends[0], outgoing))
    return sorted(ties, key=lambda tie: document.number(tie.other))


def candidates(document: OpenDocument, claim: Annotation, *, limit: int = 9) -> list[Annotation]:
    """Claims that may be tied to this one, the nearest first; of equally near ones the earlier."""
    others = (other for other in document.claims() if other.id != claim.id)
    return sorted(others, key=lambda other: (_distance(claim, other), other.start))[:limit]


def relate(
    session: Session, document: OpenDocument, head: AnnotationId, tail: AnnotationId, *, relation_type: str
) -> Relation:
    """Say how one claim stands to another.

    Args:
        session: Whose act it is.
        document: Where.
        head: The claim that restates, supports, contradicts or elaborates.
        tail: The claim that it does that to.
        relation_type: Name of the type.

    Returns:
        The relation, or the one that said so already.

    Raises:
        RuleError: If the two are one, or one of them is no claim.
        SchemeError: If the scheme has no such type.
    """
    if head == tail:
        raise RuleError(message("A claim is not tied to itself."), message("Choose another claim."))
    wanted = document.scheme.relation_type(relation_type)
    for tie in ties_of(document, head):
        if tie.type.name == relation_type and tie.other == tail and (tie.outgoing or wanted.symmetric):
            return document.relations[tie.relation]
    first, second = (role.name for role in wanted.roles)
    relation = Relation(RelationId(mint("r")), relation_type, {first: (head,), second: (tail,)})
    with session.act(N_("Relate claims"), document) as act:
        act.put(relation)
    return relation


def unrelate(session: Session, document: OpenDocument, relation: RelationId) -> None:
    """Take a relation between two claims away; both claims stay."""
    if relation in document.relations:
        with session.act(N_("Take relation away"), document) as act:
            act.erase_relation(relation)


def _distance(claim: Annotation, other: Annotation) -> int:
    if claim.extent.touches(other.extent):
        return 0
    return claim.start - other.end if other.end <= claim.start else other.start - claim.end
