"""What the scheme allows: the rules that every annotation and relation is held against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from annotator.model.annotation import Annotation
from annotator.model.errors import Message, message
from annotator.model.identity import AnnotationId
from annotator.model.relation import Relation
from annotator.model.scheme import Overlap, Scheme
from annotator.model.span import Span


def annotation_problems(annotation: Annotation, scheme: Scheme, *, text_length: int) -> Iterator[Message]:
    """Everything that the scheme or the text does not allow about one annotation.

    Args:
        annotation: The annotation.
        scheme: The scheme of the corpus.
        text_length: Length of the document's text, in code points.
    """
    if annotation.end > text_length:
        yield message(
            "{id}: the stretch [{start}, {end}) reaches past the end of the text ({length}).",
            id=annotation.id,
            start=annotation.start,
            end=annotation.end,
            length=text_length,
        )
    layer = scheme.layers.get(annotation.layer)
    if layer is None:
        yield message("{id}: the scheme has no layer “{layer}”.", id=annotation.id, layer=annotation.layer)
        return
    if not any(label.name == annotation.label for label in layer.labels):
        yield message(
            "{id}: the layer “{layer}” has no label “{label}”.",
            id=annotation.id,
            layer=annotation.layer,
            label=annotation.label,
        )
    if len(annotation.fragments) > 1 and not layer.discontinuous:
        yield message(
            "{id}: annotations of “{layer}” may not have several fragments.", id=annotation.id, layer=layer.name
        )
    if annotation.attributes:
        yield from _attribute_problems(annotation.id, annotation.layer, annotation.attributes, scheme)


def relation_problems(
    relation: Relation, scheme: Scheme, annotations: Mapping[AnnotationId, Annotation]
) -> Iterator[Message]:
    """Everything that the scheme does not allow about one relation.

    Args:
        relation: The relation.
        scheme: The scheme of the corpus.
        annotations: The annotations of its set, by id.
    """
    relation_type = scheme.relation_types.get(relation.type)
    if relation_type is None:
        yield message("{id}: the scheme has no relation “{type}”.", id=relation.id, type=relation.type)
        return
    known = {role.name: role for role in relation_type.roles}
    for name in relation.roles:
        if name not in known:
            yield message(
                "{id}: a relation “{type}” has no role “{role}”.", id=relation.id, type=relation.type, role=name
            )
    seen: set[AnnotationId] = set()
    for name, role in known.items():
        members = relation.roles.get(name, ())
        if len(members) < role.minimum or (role.maximum is not None and len(members) > role.maximum):
            yield message("{id}: the role “{role}” has {count} members.", id=relation.id, role=name, count=len(members))
        for member in members:
            annotation = annotations.get(member)
            if annotation is None:
                yield message(
                    "{id}: the role “{role}” names {member}, which is not there.",
                    id=relation.id,
                    role=name,
                    member=member,
                )
            elif annotation.layer not in role.takes:
                yield message(
                    "{id}: the role “{role}” does not take an annotation of “{layer}” ({member}).",
                    id=relation.id,
                    role=name,
                    layer=annotation.layer,
                    member=member,
                )
            if member in seen and not relation_type.reflexive:
                yield message("{id}: {member} stands in it twice.", id=relation.id, member=member)
            seen.add(member)
    if relation.attributes:
        yield from _attribute_problems(relation.id, relation.type, relation.attributes, scheme)


def crossings(annotation: Annotation, others: Iterator[Annotation], scheme: Scheme) -> Iterator[Annotation]:
    """Annotations that lie across this one where their layer does not allow it; a warning, not an error."""
    layer = scheme.layers.get(annotation.layer)
    if layer is None:
        return
    for other in others:
        if other.layer != annotation.layer or other.id == annotation.id:
            continue
        lies_across = Span.crosses if layer.overlap is Overlap.NESTED else Span.touches
        if lies_across(annotation.extent, other.extent):
            yield other


def _attribute_problems(record: str, owner: str, given: Mapping[str, str], scheme: Scheme) -> Iterator[Message]:
    known = scheme.attributes_of(owner)
    for name, value in given.items():
        attribute = known.get(name)
        if attribute is None:
            yield message("{id}: “{owner}” has no attribute “{name}”.", id=record, owner=owner, name=name)
        elif not attribute.allows(value):
            yield message("{id}: “{value}” is not a value of “{name}”.", id=record, value=value, name=name)
