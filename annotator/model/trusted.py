"""Values filled slot by slot, for readers of thousands that have asked already all that the constructors check.

A frozen value is made so in less than half the time that its constructor takes. Whoever calls these answers for what
the docstrings say must hold; everybody else calls the constructors.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId, ReferentId, RelationId
from annotator.model.relation import Relation
from annotator.model.span import Fragments, Span

_new: Final = object.__new__
_span_start, _span_end = (Span.__dict__[name].__set__ for name in ("start", "end"))
(
    _id, _layer, _label, _fragments, _attributes, _referent, _note, _origin, _unsure,
) = (
    Annotation.__dict__[name].__set__
    for name in ("id", "layer", "label", "fragments", "attributes", "referent", "note", "origin", "unsure")
)  # fmt: skip
_relation_id, _type, _roles, _relation_attributes, _relation_note, _relation_origin, _relation_unsure = (
    Relation.__dict__[name].__set__ for name in ("id", "type", "roles", "attributes", "note", "origin", "unsure")
)


def trusted_span(start: int, end: int) -> Span:
    """The span of two whole numbers with ``0 <= start < end``."""
    span = _new(Span)
    _span_start(span, start)
    _span_end(span, end)
    return span


def trusted_annotation(
    identifier: AnnotationId,
    fragments: Fragments,
    *,
    layer: str,
    label: str,
    attributes: Mapping[str, str],
    referent: ReferentId | None,
    note: str | None,
    origin: str,
    unsure: bool,
) -> Annotation:
    """The annotation of an id that is not empty, fragments ascending and apart, and an origin that there is."""
    annotation = _new(Annotation)
    _id(annotation, identifier)
    _layer(annotation, layer)
    _label(annotation, label)
    _fragments(annotation, fragments)
    _attributes(annotation, attributes)
    _referent(annotation, referent)
    _note(annotation, note)
    _origin(annotation, origin)
    _unsure(annotation, unsure)
    return annotation


def trusted_relation(
    identifier: RelationId,
    roles: Mapping[str, tuple[AnnotationId, ...]],
    *,
    kind: str,
    attributes: Mapping[str, str],
    note: str | None,
    origin: str,
    unsure: bool,
) -> Relation:
    """The relation of an id that is not empty, roles none of which is empty, and an origin that there is."""
    relation = _new(Relation)
    _relation_id(relation, identifier)
    _type(relation, kind)
    _roles(relation, roles)
    _relation_attributes(relation, attributes)
    _relation_note(relation, note)
    _relation_origin(relation, origin)
    _relation_unsure(relation, unsure)
    return relation
