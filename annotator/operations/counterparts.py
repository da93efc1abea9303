"""Names that the scheme does not know, what each may become in it, and what it most likely means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from annotator.model.scheme import ZONE_LAYER, Layer, RelationType, Scheme
from annotator.text.folding import fold

_SHORTEST_ALIKE: Final = 3


class NameKind(StrEnum):
    """What a name is the name of."""

    LABEL = "label"
    RELATION = "relation"
    ATTRIBUTE = "attribute"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class ForeignName:
    """A name that the scheme does not know.

    Attributes:
        kind: Of what.
        owner: The layer of a label; what an attribute is asked of; attribute of a value, after what that is asked of
            and a slash; empty for a relation.
        name: As the file has it.
        roles: Of a relation, as the file has them.
    """

    kind: NameKind
    owner: str
    name: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counterpart:
    """What a foreign name may become.

    Attributes:
        name: The name in the scheme, such as ``entity/PERS`` or ``attribution``; empty to leave the thing out.
        roles: For a relation: role of the scheme for each role of the file.
    """

    name: str
    roles: tuple[tuple[str, str], ...] = ()


LEFT_OUT: Final = Counterpart("")


def itself(name: ForeignName) -> Counterpart:
    """The name as it is, which has the scheme grow by it."""
    return Counterpart(f"{name.owner}/{name.name}" if name.kind is NameKind.LABEL else name.name)


def counterparts(name: ForeignName, scheme: Scheme) -> tuple[Counterpart, ...]:
    """Everything in the scheme that a foreign name may become, in the order of the scheme."""
    if name.kind is NameKind.LABEL:
        return tuple(
            Counterpart(f"{layer.name}/{label.name}")
            for layer in scheme.layers.values()
            if layer.name != ZONE_LAYER
            for label in layer.labels
        )
    if name.kind is NameKind.RELATION:
        return tuple(made for known in scheme.relation_types.values() for made in _directions(name, known))
    owner, _slash, attribute = name.owner.partition("/")
    asked = scheme.attributes_of(owner)
    if name.kind is NameKind.ATTRIBUTE:
        return tuple(map(Counterpart, asked))
    return tuple(Counterpart(value.name) for value in asked[attribute].values) if attribute in asked else ()


def _directions(name: ForeignName, known: RelationType) -> Iterator[Counterpart]:
    """The ways in which a relation with two roles can become one of the scheme; its first role is always filled."""
    if len(name.roles) != 2 or len(known.roles) < 2:
        return
    first, *others = (role.name for role in known.roles)
    one, two = name.roles
    for other in others:
        yield Counterpart(known.name, ((one, first), (two, other)))
        if not known.symmetric:
            yield Counterpart(known.name, ((one, other), (two, first)))


def likely(name: ForeignName, scheme: Scheme) -> Counterpart | None:
    """The counterpart that is called the same in the scheme or in one of its titles, or nearly so; None without one.

    ``PER``, ``Person`` and ``شخص`` are all nearly ``PERS``.
    """
    if name.kind is not NameKind.LABEL:
        same = [made for made in counterparts(name, scheme) if fold(made.name) == fold(name.name)]
        return same[0] if same and name.kind is not NameKind.RELATION else None
    wanted = _plain(name.name.rpartition("/")[2])
    exact: list[str] = []
    near: list[tuple[int, str]] = []
    for layer in layers_first(name.owner, scheme):
        for label in layer.labels:
            called = {_plain(label.name), _plain(label.titles.en), _plain(label.titles.ar)}
            place = f"{layer.name}/{label.name}"
            if wanted in called:
                exact.append(place)
            elif any(_alike(wanted, known) for known in called):
                near.append((len(label.name), place))
    if exact:
        return Counterpart(exact[0])
    return Counterpart(min(near)[1]) if near else None


def layers_first(owner: str, scheme: Scheme) -> list[Layer]:
    """The layers without the zones, that of the name first."""
    layers = [layer for layer in scheme.layers.values() if layer.name != ZONE_LAYER]
    return sorted(layers, key=lambda layer: layer.name != owner)


def _alike(one: str, other: str) -> bool:
    """Whether one begins with the other, as ``ORGANIZATION`` does with ``ORG``."""
    return min(len(one), len(other)) >= _SHORTEST_ALIKE and (one.startswith(other) or other.startswith(one))


def _plain(name: str) -> str:
    return "".join(sign for sign in fold(name) if sign.isalnum())
