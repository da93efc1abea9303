"""Values made without their constructors, for readers of thousands that have asked already all that these check.

A frozen value that is built by its constructor costs three times as much as one whose slots are filled before it bears
its class: what has the same slots may take the class of the other. Whoever does so answers for what the docstrings say
must hold; everybody else calls the constructors.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId, ReferentId, RelationId
from annotator.model.relation import Relation
from annotator.model.span import Fragments, Span


class SpanSlots:
    """The slots of a span, which anybody may fill."""

    __slots__ = ("end", "start")
    start: int
    end: int


class AnnotationSlots:
    """The slots of an annotation, which anybody may fill."""

    __slots__ = ("attributes", "fragments", "id", "label", "layer", "note", "origin", "referent", "unsure")
    id: AnnotationId
    layer: str
    label: str
    fragments: Fragments
    attributes: Mapping[str, str]
    referent: ReferentId | None
    note: str | None
    origin: str
    unsure: bool


class RelationSlots:
    """The slots of a relation, which anybody may fill."""

    __slots__ = ("attributes", "id", "note", "origin", "roles", "type", "unsure")
    id: RelationId
    type: str
    roles: Mapping[str, tuple[AnnotationId, ...]]
    attributes: Mapping[str, str]
    note: str | None
    origin: str
    unsure: bool


def trusted_span(start: int, end: int) -> Span:
    """The span of two whole numbers with ``0 <= start < end``."""
    span: Any = SpanSlots()
    span.start = start
    span.end = end
    span.__class__ = Span
    made: Span = span
    return made


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
    filled: Any = AnnotationSlots()
    filled.id = identifier
    filled.layer = layer
    filled.label = label
    filled.fragments = fragments
    filled.attributes = attributes
    filled.referent = referent
    filled.note = note
    filled.origin = origin
    filled.unsure = unsure
    filled.__class__ = Annotation
    made: Annotation = filled
    return made


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
    filled: Any = RelationSlots()
    filled.id = identifier
    filled.type = kind
    filled.roles = roles
    filled.attributes = attributes
    filled.note = note
    filled.origin = origin
    filled.unsure = unsure
    filled.__class__ = Relation
    made: Relation = filled
    return made
