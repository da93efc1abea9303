"""Which relations of several sets are the same tie, and whether they say the same about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import Final, TypeAlias

from annotator.analysis.joining import answers_contradict
from annotator.model.identity import AnnotationId, RelationId, SetName, derive
from annotator.model.relation import Relation
from annotator.model.scheme import ATTRIBUTION

Roles: TypeAlias = Mapping[str, tuple[int, ...]]
"""Members by role, as numbers of mentions."""

_WHO: Final = ("holder", "stance")
"""Attributes of an attribution that are part of who said it, not answers to further questions."""
_WEIGHTS: Final = {"source": 4, "via": 3, "cue": 2, "addressee": 1}
_DENIES: Final = "deny"


@dataclass(frozen=True)
class Tie:
    """One tie as several sets have it.

    Members are the numbers of their mentions, which are the same in all sets.

    Attributes:
        type: The relation's type.
        members_by_set: The relation of each set that has it, in order of the names of the sets.
        roles_by_set: Its roles in each set.
        symmetric: Whether its roles may be exchanged.
    """

    type: str
    members_by_set: Mapping[SetName, Relation]
    roles_by_set: Mapping[SetName, Roles] = field(repr=False)
    symmetric: bool = False

    @cached_property
    def name(self) -> RelationId:
        """The common name, derived from the first set's."""
        name, relation = next(iter(self.members_by_set.items()))
        return RelationId(derive("r", name, relation.id))

    @property
    def roles_of_first(self) -> Roles:
        """The roles that the first set gives it."""
        return next(iter(self.roles_by_set.values()))

    def members(self) -> Iterator[int]:
        """All that takes part in it in any set, each once."""
        yield from dict.fromkeys(m for roles in self.roles_by_set.values() for ids in roles.values() for m in ids)

    def places(self) -> Iterator[tuple[SetName, RelationId]]:
        """Where it is found: set and id."""
        for name, relation in self.members_by_set.items():
            yield name, relation.id

    @property
    def is_same(self) -> bool:
        """Whether every set that has it says exactly the same."""
        # Asked about every tie of both sets: plain loops are what it costs least with.
        roles = self.roles_of_first
        for other in self.roles_by_set.values():
            if other is not roles and other != roles:
                return False
        attributes = next(iter(self.members_by_set.values())).attributes
        for relation in self.members_by_set.values():
            if relation.attributes is not attributes and relation.attributes != attributes:
                return False
        return True

    @cached_property
    def differs(self) -> bool:
        """Whether the sets tie other annotations, or answer holder or stance differently."""
        comparable = {_comparable(roles, symmetric=self.symmetric) for roles in self.roles_by_set.values()}
        return len(comparable) > 1 or answers_contradict(
            {name: value for name, value in r.attributes.items() if name in _WHO} for r in self.relations
        )

    @cached_property
    def answers_differ(self) -> bool:
        """Whether another question about it was answered differently."""
        return answers_contradict(relation.attributes for relation in self.relations)

    @cached_property
    def is_incomplete(self) -> bool:
        """Whether one set left open what another answered."""
        return any(relation.attributes != self.relations[0].attributes for relation in self.relations)

    @property
    def relations(self) -> tuple[Relation, ...]:
        """The relations of the sets."""
        return tuple(self.members_by_set.values())


def ties_of(
    relations: Mapping[SetName, Iterable[Relation]],
    places: Mapping[SetName, Mapping[AnnotationId, int]],
    *,
    symmetric: Collection[str] = (),
) -> list[Tie]:
    """The ties of a text, each with its relation in every set that has it.

    Attributions of one claim are one tie where they share a speaker, a relay or a cue, the most alike first; what is
    left over on both sides meets as well, a denial only with a denial. Other relations meet where they tie the same.

    Args:
        relations: By set.
        places: The number of each annotation's mention, by set and id.
        symmetric: Types whose roles may be exchanged.

    Returns:
        By the names of their first sets, then by id. A relation that names an absent annotation is left out.
    """
    clusters: dict[object, list[_Cluster]] = defaultdict(list)
    for name in sorted(relations):
        groups: dict[object, list[tuple[Relation, Roles]]] = defaultdict(list)
        numbers = places.get(name, {})
        for relation in sorted(relations[name], key=attrgetter("id")):
            roles = _numbered(relation, numbers)
            if roles is not None:
                groups[_group(relation, roles, symmetric)].append((relation, roles))
        for group, own in groups.items():
            _join(clusters[group], name, own)
    return [
        Tie(
            next(iter(cluster.relations.values())).type, cluster.relations, cluster.roles,
            symmetric=next(iter(cluster.relations.values())).type in symmetric,
        )
        for found in clusters.values() for cluster in found
    ]  # fmt: skip


@dataclass(slots=True)
class _Cluster:
    relations: dict[SetName, Relation] = field(default_factory=dict)
    roles: dict[SetName, Roles] = field(default_factory=dict)

    def add(self, name: SetName, relation: Relation, roles: Roles) -> None:
        self.relations[name] = relation
        self.roles[name] = roles


def _join(clusters: list[_Cluster], name: SetName, own: Sequence[tuple[Relation, Roles]]) -> None:
    """Add the relations of one more set on one claim to the clusters."""
    if not clusters and len(own) == 1:
        clusters.append(_Cluster({name: own[0][0]}, {name: own[0][1]}))
        return
    if own[0][0].type != ATTRIBUTION:
        for at, (relation, roles) in enumerate(own):
            if at == len(clusters):
                clusters.append(_Cluster())
            clusters[at].add(name, relation, roles)
        return
    if len(own) == len(clusters) == 1 and own[0][1] in clusters[0].roles.values():
        clusters[0].add(name, *own[0])
        return
    left, free = dict(enumerate(own)), dict(enumerate(clusters))
    pairs = sorted(
        (-likeness, index, at)
        for index, (relation, roles) in left.items()
        for at, cluster in free.items()
        if (likeness := _likeness(relation, roles, cluster)) > 0
    )
    for _likeness_of_pair, index, at in pairs:
        if index in left and at in free:
            free.pop(at).add(name, *left.pop(index))
    for index, (relation, roles) in list(left.items()):
        denies = relation.attributes.get("stance") == _DENIES
        fitting = next((at for at, cluster in free.items() if _denies(cluster) == denies), None)
        if fitting is not None:
            free.pop(fitting).add(name, relation, roles)
            del left[index]
    for relation, roles in left.values():
        clusters.append(_Cluster())
        clusters[-1].add(name, relation, roles)


def _numbered(relation: Relation, places: Mapping[AnnotationId, int]) -> Roles | None:
    """The roles as numbers of mentions; None where something is named that is not there."""
    try:
        return {role: tuple([places[member] for member in ids]) for role, ids in relation.roles.items()}
    except KeyError:
        return None


def _group(relation: Relation, roles: Roles, symmetric: Collection[str]) -> object:
    """Only relations of one group can be the same: attributions of one claim, other relations of the same members."""
    if relation.type == ATTRIBUTION:
        return relation.type, roles.get("claim", ())
    return relation.type, _comparable(roles, symmetric=relation.type in symmetric)


def _comparable(roles: Roles, *, symmetric: bool) -> object:
    if symmetric:
        return frozenset(member for ids in roles.values() for member in ids)
    return tuple(sorted(roles.items()))


def _likeness(relation: Relation, roles: Roles, cluster: _Cluster) -> int:
    """How much two attributions of a claim have in common; 0 where it is nothing."""
    best = 0
    for name, others in cluster.roles.items():
        spoken = set(roles.get("source", ())) | set(roles.get("via", ()))
        also = set(others.get("source", ())) | set(others.get("via", ()))
        shared = sum(
            weight * len(set(roles.get(role, ())) & set(others.get(role, ()))) for role, weight in _WEIGHTS.items()
        )
        # Who is the source to one and the relay to another is still the same speaker.
        shared += len(spoken & also)
        if shared:
            shared += relation.attributes.get("stance") == cluster.relations[name].attributes.get("stance")
            shared += roles == others
        best = max(best, shared)
    return best


def _denies(cluster: _Cluster) -> bool:
    return any(relation.attributes.get("stance") == _DENIES for relation in cluster.relations.values())
