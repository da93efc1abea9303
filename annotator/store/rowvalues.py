"""Annotations and relations made of rows of the state tables, by the thousand; ``setrows`` writes those.

A corpus is read row by row, for an export, a comparison, an article that opens: what one value costs is paid for all of
them. A frozen value that is built by its constructor costs three times as much as one whose slots are filled before it
bears its class; what the constructor checks is asked here all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import orjson

from annotator.model.annotation import MANUAL, Annotation, check_origin
from annotator.model.relation import Relation
from annotator.model.span import Span, fragments_of
from annotator.model.trusted import AnnotationSlots, RelationSlots, SpanSlots

# To SQLite a row is cheap, to Python each of its columns is dear: a whole set comes as one text. In this order
# annotations of one owner sort as records do; the id decides before anything that may be null is compared.
ANNOTATION: Final = (
    'json_array(start, "end", layer, id, label, CAST(fragments AS TEXT), CAST(attributes AS TEXT), referent, note, '
    "origin, unsure)"
)
RELATION: Final = "json_array(id, type, CAST(roles AS TEXT), CAST(attributes AS TEXT), note, origin, unsure)"
"""A row as a JSON array."""

_NOTHING: Final[Mapping[str, str]] = {}
"""What most annotations have for attributes; nobody writes into those of a value."""


def annotations_of_rows(rows: Iterable[Sequence[Any]]) -> list[Annotation]:
    """The annotations of arrays as ``ANNOTATION`` makes them; raises as their constructor does."""
    result: list[Annotation] = []
    for row in rows:
        start, end, layer, identifier, label, fragments, attributes, referent, note, origin, unsure = row
        if fragments is not None or not identifier or not 0 <= start < end:
            result.append(_constructed(row))
            continue
        if origin is not None:
            check_origin(origin)
        span: Any = SpanSlots()
        span.start = start
        span.end = end
        span.__class__ = Span
        filled: Any = AnnotationSlots()
        filled.id = identifier
        filled.layer = layer
        filled.label = label
        filled.fragments = (span,)
        filled.attributes = _NOTHING if attributes is None else orjson.loads(attributes)
        filled.referent = referent
        filled.note = note
        filled.origin = MANUAL if origin is None else origin
        filled.unsure = unsure == 1
        filled.__class__ = Annotation
        result.append(filled)
    return result


def relations_of_rows(rows: Iterable[Sequence[Any]]) -> list[Relation]:
    """The relations of arrays as ``RELATION`` makes them; raises as their constructor does."""
    result: list[Relation] = []
    for identifier, relation_type, written, attributes, note, origin, unsure in rows:
        roles = orjson.loads(written)
        if not identifier or not roles or not all(roles.values()):
            Relation(identifier, relation_type, roles)  # It says what is wrong.
        for role, members in roles.items():
            roles[role] = tuple(members)
        if origin is not None:
            check_origin(origin)
        filled: Any = RelationSlots()
        filled.id = identifier
        filled.type = relation_type
        filled.roles = roles
        filled.attributes = _NOTHING if attributes is None else orjson.loads(attributes)
        filled.note = note
        filled.origin = MANUAL if origin is None else origin
        filled.unsure = unsure == 1
        filled.__class__ = Relation
        result.append(filled)
    return result


def _constructed(row: Sequence[Any]) -> Annotation:
    """An annotation of several fragments, or one that is refused."""
    start, end, layer, identifier, label, fragments, attributes, referent, note, origin, unsure = row
    return Annotation(
        identifier,
        layer,
        label,
        (Span(start, end),) if fragments is None else fragments_of(orjson.loads(fragments)),
        _NOTHING if attributes is None else orjson.loads(attributes),
        referent,
        note,
        MANUAL if origin is None else origin,
        unsure == 1,
    )
