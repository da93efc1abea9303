"""A corrected article is a new document; a person's annotations of the earlier one are carried over to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from annotator.language import N_
from annotator.model.annotation import Annotation
from annotator.model.errors import RuleError, message
from annotator.model.identity import AnnotationId, DocumentId
from annotator.model.relation import Relation
from annotator.model.rules import relation_problems
from annotator.model.span import Fragments, merged
from annotator.operations.opendocument import OpenDocument
from annotator.operations.session import Session
from annotator.text.anchors import Anchors

REPLACES: Final = "replaces"
"""The key of ``meta`` under which a document names the one that it corrects."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What came over.

    Attributes:
        annotations: How many annotations came over.
        relations: How many relations.
        changed: Words of annotations, as they stood, whose text is another now; they are in doubt.
        lost: Words of annotations that have no place in the new text.
        lost_relations: How many relations lost a member that they cannot do without.
    """

    annotations: int
    relations: int
    changed: tuple[str, ...]
    lost: tuple[str, ...]
    lost_relations: int


def earlier_version(session: Session, document: OpenDocument) -> DocumentId | None:
    """The document that this one corrects, where it is here."""
    named = document.document.meta.get(REPLACES)
    return DocumentId(named) if named and session.corpus.has_document(DocumentId(named)) else None


def carry_over(session: Session, document: OpenDocument) -> Carried:
    """Carry the person's annotations of the earlier version over, as one act.

    A stretch is where its first and its last letter are in the new text. Where what lies between is another now, the
    annotation is in doubt; where one of the two is gone, it has lost its place and is told.

    Raises:
        RuleError: If the document corrects none that is here, the person has annotated it already, or there is nothing
            to carry over.
    """
    session.ensure_own(document)
    earlier = earlier_version(session, document)
    if earlier is None:
        raise RuleError(
            message("This article corrects none of this corpus."),
            message("A corrected article names the earlier one in its metadata, under “replaces”."),
        )
    if document.annotations:
        raise RuleError(message("You have annotated this article already."))
    source = session.corpus.annotated(earlier, session.own_set)
    if not source.annotations:
        raise RuleError(message("You have no annotations in the earlier version."))
    anchors = Anchors(source.document.text, document.text)
    kept: dict[AnnotationId, Annotation] = {}
    changed: list[str] = []
    lost: list[str] = []
    for annotation in source.annotations:
        words = annotation.text(source.document.text)
        fragments = _carried(annotation.fragments, anchors)
        if fragments is None:
            lost.append(words)
            continue
        new = replace(annotation, fragments=fragments)
        if new.text(document.text) != words:
            new = replace(new, unsure=True)
            changed.append(words)
        kept[new.id] = new
    relations, lost_relations = _relations(source.relations, kept, document)
    with session.act(N_("Carry annotations over"), document) as act:
        for annotation in kept.values():
            act.put(annotation)
        for relation in relations:
            act.put(relation)
    return Carried(len(kept), len(relations), tuple(changed), tuple(lost), lost_relations)


def _carried(fragments: Fragments, anchors: Anchors) -> Fragments | None:
    """The fragments in the new text; None where one has no place, or they are not in their order any more."""
    spans = [anchors.span(fragment) for fragment in fragments]
    found = [span for span in spans if span is not None]
    if len(found) < len(fragments) or any(a.end > b.start for a, b in pairwise(found)):
        return None
    return merged(found)


def _relations(
    relations: tuple[Relation, ...], kept: dict[AnnotationId, Annotation], document: OpenDocument
) -> tuple[list[Relation], int]:
    """The relations without members that are gone, as far as the scheme allows them so; and how many it does not."""
    result: list[Relation] = []
    lost = 0
    for relation in relations:
        roles = {role: tuple(m for m in members if m in kept) for role, members in relation.roles.items()}
        roles = {role: members for role, members in roles.items() if members}
        new = replace(relation, roles=roles) if roles else None
        if new is None or any(relation_problems(new, document.scheme, kept)):
            lost += 1
        else:
            result.append(new)
    return result, lost
