"""Names of other tools turned into names of the scheme: by the mapping, by the scheme itself, or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from annotator.formats.base import Problems, ReadOptions
from annotator.formats.permitted import permitted_by
from annotator.formats.perscheme import once_per_scheme
from annotator.model.errors import Message, message
from annotator.model.scheme import ENTITY_LAYER, ZONE_LAYER, RelationType, Scheme

# What others call the two ends of an arrow, the first one first.
_ENDS: Final = (("arg1", "arg2"), ("source", "target"), ("from", "to"), ("head", "tail"), ("head", "child"))
_REMEDY: Final = message("Give a mapping that says what it is here, or have the scheme extended.")


class Naming:
    """Turns the names of one file, and notes those that are unknown, each once.

    Args:
        scheme: What annotations may use.
        options: The mapping, the layer of labels without one, and whether unknown names may pass.
        problems: Where to note unknown names.
    """

    def __init__(self, scheme: Scheme, options: ReadOptions, problems: Problems) -> None:
        self._scheme = scheme
        self._map = options.mapping
        self._extend = options.extend
        self._problems = problems
        self._labels: dict[tuple[str, str], tuple[str, str] | None] = {}
        self._noted: set[tuple[str, ...]] = set()
        layers = [name for name in scheme.layers if name != ZONE_LAYER]
        self.default_layer = options.layer or (
            ENTITY_LAYER if ENTITY_LAYER in layers else next(iter(layers), ENTITY_LAYER)
        )
        self._of_label = _layers_by_label(scheme)
        self._permitted = permitted_by(scheme)
        self._relations: dict[tuple[str, tuple[str, ...]], tuple[str, dict[str, str]]] = {}

    def label(self, name: str, *, layer: str = "", line: int | None = None) -> tuple[str, str] | None:
        """Layer and label of the scheme.

        Args:
            name: What the other tool calls the label.
            layer: What it calls its layer, where it has layers.
            line: Where it stands, for the problem.

        Returns:
            None where the mapping leaves it out, and where it is unknown, which is noted then.
        """
        key = (layer, name)
        if key not in self._labels:
            self._labels[key] = self._resolved(name, layer, line)
        return self._labels[key]

    def knows(self, name: str) -> bool:
        """Whether the scheme or the mapping has such a label."""
        return name in self._of_label or (self._map is not None and self._map.label(name) is not None)

    def knows_relation(self, name: str) -> bool:
        """Whether the scheme or the mapping has such a relation."""
        return name in self._scheme.relation_types or self.maps_relation(name)

    def maps_relation(self, name: str) -> bool:
        """Whether the mapping has such a relation."""
        return self._map is not None and self._map.relation(name) is not None

    def relation(
        self, name: str, roles: Sequence[str], *, line: int | None = None
    ) -> tuple[str, dict[str, str]] | None:
        """Type of the scheme, and role of the scheme for each role.

        Args:
            name: What the other tool calls the relation.
            roles: What it calls the roles, in its order.
            line: Where it stands.

        Returns:
            None where the mapping leaves it out, and where it is unknown, which is noted then.
        """
        asked = (name, tuple(roles))
        if asked in self._relations:
            return self._relations[asked]
        found = self._related(name, roles, line)
        if found is not None:
            self._relations[asked] = found
        return found

    def _related(self, name: str, roles: Sequence[str], line: int | None) -> tuple[str, dict[str, str]] | None:
        renamed = self._map.relation(name) if self._map else None
        new = renamed.name if renamed else name
        if not new:
            return None
        known = self._scheme.relation_types.get(new)
        if known is None and not self._extend:
            self._note(("relation", name), message("The scheme has no relation “{type}”.", type=new), line)
            return None
        inner = dict(renamed.inner) if renamed else {}
        result: dict[str, str] = {}
        for role in roles:
            chosen = inner.get(role, role)
            if known is not None and role not in inner:
                chosen = _matching(role, known)
            if chosen and known is not None and not self._extend and all(r.name != chosen for r in known.roles):
                what = message("A relation “{type}” has no role “{role}”.", type=new, role=chosen)
                self._note(("role", name, role), what, line)
                return None
            if chosen:
                result[role] = chosen
        return new, result

    def attribute(self, owner: str, name: str, value: str, *, line: int | None = None) -> tuple[str, str] | None:
        """Name and value of the scheme.

        Args:
            owner: Layer or relation type of the scheme.
            name: What the other tool calls the attribute.
            value: What it says.
            line: Where it stands.

        Returns:
            None where the mapping leaves it out, and where it is unknown, which is noted then.
        """
        renamed = self._map.attribute(name) if self._map else None
        new = renamed.name if renamed else name
        value = renamed.inner.get(value, value) if renamed else value
        if not new or not value:
            return None
        if self._extend or self._permitted.has_value(owner, new, value):
            return new, value
        known = self._scheme.attributes_of(owner).get(new)
        if known is None:
            what = message("“{owner}” has no attribute “{name}”.", owner=owner, name=new)
            self._note(("attribute", owner, name), what, line)
            return None
        if not known.allows(value):
            what = message("“{value}” is not a value of “{name}”.", value=value, name=new)
            self._note(("value", owner, name, value), what, line)
            return None
        return new, value

    def _resolved(self, name: str, layer: str, line: int | None) -> tuple[str, str] | None:
        new = self._map.label(name, layer) if self._map else None
        if new == "":
            return None
        chosen_layer, slash, label = (new or name).partition("/")
        if slash and (new is not None or chosen_layer in self._scheme.layers):
            layers = [chosen_layer]
        else:
            label = new or name
            layers = self._of_label.get(label, [])
            own = _layer_like(layer, self._scheme)
            preferred = [hint for hint in (own, self.default_layer) if hint in layers]
            if layer and self._extend:
                layers = []  # A layer of the file becomes one of the scheme, whatever other layers have such a label.
            layers = preferred[:1] or layers or [own or layer or self.default_layer]
        if len(layers) > 1:
            what = message("“{label}” is a label of several layers: {layers}.", label=label, layers=", ".join(layers))
            self._note(("label", layer, name), what, line)
            return None
        if layers[0] not in self._of_label.get(label, ()) and not self._extend:
            if layers[0] in self._scheme.layers:
                what = message("The layer “{layer}” has no label “{label}”.", layer=layers[0], label=label)
            else:
                what = message("The scheme has no layer “{layer}” with “{label}”.", layer=layers[0], label=label)
            self._note(("label", layer, name), what, line)
            return None
        return layers[0], label

    def _note(self, key: tuple[str, ...], what: Message, line: int | None) -> None:
        if key not in self._noted:
            self._noted.add(key)
            self._problems.add(what, line=line, remedy=_REMEDY)


@once_per_scheme
def _layers_by_label(scheme: Scheme) -> Mapping[str, list[str]]:
    """The layers that have a label of a name."""
    layers: dict[str, list[str]] = {}
    for layer in scheme.layers.values():
        for label in layer.labels:
            layers.setdefault(label.name, []).append(layer.name)
    return layers


def _layer_like(name: str, scheme: Scheme) -> str:
    """The layer of the scheme that is called so but for capitals; empty where there is none."""
    if name in scheme.layers:
        return name
    return next((layer for layer in scheme.layers if layer.casefold() == name.casefold()), "")


def _matching(role: str, known: RelationType) -> str:
    """The role of that name, else the one at the same end of the arrow."""
    names = [r.name for r in known.roles]
    if role in names or len(names) != 2:
        return role
    for ends in _ENDS:
        if role.casefold() in ends:
            return names[ends.index(role.casefold())]
    return role
