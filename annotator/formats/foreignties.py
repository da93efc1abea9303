"""Relations between two spans, as other programs draw them, and our relations with roles: both ways.

A relation with roles becomes one tie for each member beside its first: ``attribution:source`` from claim to source.
The fragments of one annotation become spans that are tied by ``fragment``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter
from typing import Final, NamedTuple

from annotator.formats.perscheme import once_per_scheme
from annotator.model.annotation import Annotation, check_origin
from annotator.model.errors import Message, message
from annotator.model.identity import AnnotationId, RelationId
from annotator.model.relation import Relation
from annotator.model.scheme import RelationType, Role, Scheme
from annotator.model.span import merged
from annotator.model.trusted import trusted_relation

PIECE: Final = "fragment"
_BY_ID: Final = attrgetter("id")
ROLE_SIGN: Final = ":"
"""Stands between a type and a role, and between the id of a relation and the number of its tie."""


class ForeignTie(NamedTuple):
    """A directed tie between two spans.

    Attributes:
        id: Its own name.
        type: In the words of the other program, or ``type:role``.
        head: Id of the span that it goes out from.
        tail: Id of the span that it goes to.
        head_role: The role of the first end, where a mapping says so; empty where it follows from the layers.
        tail_role: That of the other.
    """

    id: str
    type: str
    head: str
    tail: str
    head_role: str = ""
    tail_role: str = ""


tie_made: Final = partial(tuple.__new__, ForeignTie)
"""A tie of all six of its members: what a named tuple does itself, without the function that names them."""


def pivot_role(kind: RelationType) -> Role:
    """The role whose one member all ties of a relation go out from: the first that must be filled once."""
    return next((role for role in kind.roles if role.minimum == role.maximum == 1), kind.roles[0])


def is_binary(kind: RelationType) -> bool:
    """Whether a relation has exactly two roles with one member each, so that its type alone says all."""
    return len(kind.roles) == 2 and all(role.minimum == role.maximum == 1 for role in kind.roles)


def tie_types(scheme: Scheme) -> list[str]:
    """Every type that ``Ties`` can give under a scheme."""
    types: list[str] = []
    for kind in scheme.relation_types.values():
        pivot = pivot_role(kind)
        types += [kind.name] if is_binary(kind) else [
            f"{kind.name}{ROLE_SIGN}{role.name}" for role in kind.roles if role is not pivot
        ]  # fmt: skip
    return types


class Ties:
    """Makes ties of the relations of one scheme.

    Args:
        scheme: The scheme.
    """

    def __init__(self, scheme: Scheme) -> None:
        self._pivots = {kind.name: pivot_role(kind).name for kind in scheme.relation_types.values()}
        self._binary = {kind.name for kind in scheme.relation_types.values() if is_binary(kind)}

    def of(self, relation: Relation) -> list[ForeignTie]:
        """The ties that stand for a relation; none where it has a single member."""
        kind, identifier = relation.type, relation.id
        members = [(role, member) for role, ids in relation.roles.items() for member in ids]
        pivot = self._pivots.get(kind)
        start = 0
        if members[0][0] != pivot:  # Roles stand in the order of the scheme, so it mostly is the first.
            start = next((place for place, (role, _) in enumerate(members) if role == pivot), 0)
        (_, first) = members.pop(start)
        if kind in self._binary:
            return [ForeignTie(identifier, kind, first, member) for _, member in members]
        return [
            tie_made((f"{identifier}{ROLE_SIGN}{number}", f"{kind}{ROLE_SIGN}{role}", first, member, "", ""))
            for number, (role, member) in enumerate(members)
        ]


def ties_of(relation: Relation, scheme: Scheme) -> list[ForeignTie]:
    """The ties that stand for one relation."""
    return Ties(scheme).of(relation)


def joined(
    annotations: dict[str, Annotation], pieces: Iterable[ForeignTie], ties: Sequence[ForeignTie], scheme: Scheme
) -> list[ForeignTie]:
    """Make pieces one annotation again.

    Pieces are joined where both ends bear the same label and its layer may be discontinuous.

    Args:
        annotations: By id; loses the pieces behind the first.
        pieces: Ties of type ``fragment``, in order.
        ties: The other ties.
        scheme: Says which layers may be discontinuous.

    Returns:
        The other ties, and the pieces that could not be joined, with the ids of whole annotations.
    """
    moved: dict[str, str] = {}
    left: list[ForeignTie] = []
    for tie in pieces:
        head, tail = annotations.get(moved.get(tie.head, tie.head)), annotations.get(moved.get(tie.tail, tie.tail))
        layer = scheme.layers.get(head.layer) if head else None
        alike = head is not None and tail is not None and (head.layer, head.label) == (tail.layer, tail.label)
        if head is None or tail is None or head is tail or not alike or layer is None or not layer.discontinuous:
            left.append(tie)
            continue
        key, gone = moved.get(tie.head, tie.head), moved.get(tie.tail, tie.tail)
        annotations[key] = replace(head, fragments=merged((*head.fragments, *tail.fragments)))
        del annotations[gone]
        moved.update({old: key for old, new in moved.items() if new == gone})
        moved[gone] = key
    if not moved:
        return [*ties, *left]
    return [
        tie._replace(head=moved.get(tie.head, tie.head), tail=moved.get(tie.tail, tie.tail)) for tie in (*ties, *left)
    ]


def relations_of(
    ties: Iterable[ForeignTie],
    annotations: Mapping[str, Annotation],
    scheme: Scheme,
    origin: str,
    *,
    extend: bool = False,
) -> tuple[list[Relation], list[Message]]:
    """The relations that ties stand for, and what is wrong with those that stand for none.

    Ties ``type:role`` of one relation share the part of their id before the last colon; others are gathered by the
    member they go out from. A role that is not named is the first that takes the layer of the other end.

    Args:
        ties: Of types that the scheme has.
        annotations: By the id that ties name.
        scheme: The scheme.
        origin: Of the relations.
        extend: Whether the scheme may grow, so that a role takes what it did not.
    """
    gathered: dict[tuple[str, str], tuple[str, dict[str, list[AnnotationId]]]] = {}
    problems: list[Message] = []
    shapes, known_shapes = dict[str, tuple[str, str, _Shape | None]](), _shapes(scheme)
    for tie in ties:
        identifier, kind, head_name, tail_name, head_role, tail_role = tie
        head, tail = annotations.get(head_name), annotations.get(tail_name)
        if head is None or tail is None:
            gone = tail_name if tail is None else head_name
            problems.append(
                message("The relation {id} names {member}, which is not there.", id=identifier, member=gone)
            )
            continue
        if kind not in shapes:
            name, _, role_name = kind.partition(ROLE_SIGN)
            shapes[kind] = (name, role_name, known_shapes.get(name))
        name, role_name, shape = shapes[kind]
        if shape is None:
            # The scheme grows, so the two ends are all that is known of it.
            roles = {head_role or "head": [head.id], tail_role or "tail": [tail.id]}
            gathered[name, identifier] = (identifier, roles)
            continue
        pivot = shape.pivot
        if tail_role == pivot.name or (not role_name and not head_role and _is_reversed(pivot, head, tail)):
            head, tail = tail, head
            role_name = role_name or head_role
        role: str | None = role_name or tail_role
        if role not in shape.others:
            role = shape.role(role_name or tail_role, tail, extend=extend)
        if role is None:
            problems.append(
                message("A relation “{type}” has no place for an annotation of “{layer}” ({member}).",
                        type=name, layer=tail.layer, member=tail.id)
            )  # fmt: skip
            continue
        if shape.binary:
            group = identifier
        else:
            stem = identifier.rpartition(ROLE_SIGN)[0]  # What the ties of one relation of ours share.
            group, identifier = stem or head.id, stem or identifier
        known = gathered.get((name, group))
        if known is None:
            gathered[name, group] = (identifier, {pivot.name: [head.id], role: [tail.id]})
        else:
            known[1].setdefault(role, []).append(tail.id)
    return _built(gathered, scheme, origin, {a.id for a in annotations.values()}), problems


@dataclass(frozen=True, slots=True)
class _Shape:
    """What has to be known of a relation type for each of its ties.

    Attributes:
        pivot: The role that all of them go out from.
        binary: Whether there is just one.
        others: The other roles, with the layers that each takes.
    """

    pivot: Role
    binary: bool
    others: dict[str, frozenset[str]]

    def role(self, name: str, member: Annotation, *, extend: bool) -> str | None:
        """The role of the end that a tie goes to: the one named, else the first that takes its layer.

        Where the scheme may grow, a role that is not known is one, and the only other one takes what comes.
        """
        if name:
            return name if extend or name in self.others else None
        fitting = next((role for role, takes in self.others.items() if member.layer in takes), None)
        return next(iter(self.others)) if fitting is None and extend and len(self.others) == 1 else fitting


@once_per_scheme
def _shapes(scheme: Scheme) -> Mapping[str, _Shape]:
    """The shapes of all relation types of a scheme."""
    shapes: dict[str, _Shape] = {}
    for kind in scheme.relation_types.values():
        pivot = pivot_role(kind)
        others = {role.name: role.takes for role in kind.roles if role is not pivot}
        shapes[kind.name] = _Shape(pivot, is_binary(kind), others)
    return shapes


def _is_reversed(pivot: Role, head: Annotation, tail: Annotation) -> bool:
    """Whether the tie is drawn from the speaker to the words, as some guidelines have it."""
    return head.layer not in pivot.takes and tail.layer in pivot.takes


def _built(
    gathered: Mapping[tuple[str, str], tuple[str, dict[str, list[AnnotationId]]]],
    scheme: Scheme,
    origin: str,
    taken: Iterable[str],
) -> list[Relation]:
    relations: list[Relation] = []
    orders: dict[str, list[str]] = {}
    used = set(taken)
    check_origin(origin)
    for (name, _), (identifier, roles) in gathered.items():
        unique = identifier or "r"
        while unique in used:
            unique += "-r"
        used.add(unique)
        if name not in orders:
            known = scheme.relation_types.get(name)
            orders[name] = [role.name for role in known.roles] if known else []
        ordered = {role: tuple(roles[role]) for role in orders[name] if role in roles}
        if len(ordered) < len(roles):
            ordered.update((role, tuple(members)) for role, members in roles.items() if role not in ordered)
        relations.append(
            trusted_relation(
                RelationId(unique), ordered, kind=name, attributes={}, note=None, origin=origin, unsure=False
            )
        )
    return sorted(relations, key=_BY_ID)
