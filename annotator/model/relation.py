"""A relation: a typed tie between annotations with named, ordered roles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from annotator.model.annotation import MANUAL, check_origin
from annotator.model.errors import ValueRefused, message
from annotator.model.identity import AnnotationId, RelationId


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed tie between annotations of one set.

    Attributes:
        id: Unique within the annotation set.
        type: Name of a relation type of the scheme, such as ``attribution``.
        roles: Members by role, in the order of the chain; no role is empty.
        attributes: Values that somebody gave.
        note: A free remark, or None.
        origin: As of an annotation.
        unsure: Whether its author doubts it.

    Raises:
        ValueRefused: If the id is empty, no role is filled, a role is empty, or the origin is unknown.
    """

    id: RelationId
    type: str
    roles: Mapping[str, tuple[AnnotationId, ...]] = field(hash=False)
    attributes: Mapping[str, str] = field(default_factory=dict, hash=False)
    note: str | None = None
    origin: str = MANUAL
    unsure: bool = False

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueRefused(message("A relation needs an id."))
        if not self.roles or not all(self.roles.values()):
            raise ValueRefused(message("Relation {id} has an empty role.", id=self.id))
        if self.origin is not MANUAL:
            check_origin(self.origin)

    def members(self) -> Iterator[tuple[str, AnnotationId]]:
        """Every (role, annotation id), in order; an annotation may come more than once."""
        for role, ids in self.roles.items():
            for member in ids:
                yield role, member

    def names(self, annotation: AnnotationId) -> bool:
        """Whether the annotation takes part in any role."""
        return any(annotation in ids for ids in self.roles.values())

    def without(self, annotation: AnnotationId) -> Mapping[str, tuple[AnnotationId, ...]]:
        """The roles with the annotation taken out; roles that become empty are left out."""
        kept = {role: tuple(i for i in ids if i != annotation) for role, ids in self.roles.items()}
        return {role: ids for role, ids in kept.items() if ids}
