"""The annotation scheme: layers, labels, attributes and relation types that may be used."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, cast

from annotator.model.errors import SchemeError, message

ZONE_LAYER: Final = "zone"
ENTITY_LAYER: Final = "entity"
CLAIM_LAYER: Final = "claim"
SOURCE_LAYER: Final = "source"
CUE_LAYER: Final = "cue"
ATTRIBUTION: Final = "attribution"


class Overlap(StrEnum):
    """How annotations of one layer may lie to each other."""

    NESTED = "nested"
    NONE = "none"


class Tier(StrEnum):
    """When an attribute is shown: always, proposed from the text, or only where the project wants it."""

    CORE = "core"
    DERIVED = "derived"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class Titles:
    """A name for people, in the two languages of the interface."""

    ar: str
    en: str

    def within(self, language: str) -> str:
        """The name in ``language``, ``ar`` or ``en``."""
        return self.ar if language == "ar" else self.en


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a layer.

    Attributes:
        name: What is stored.
        titles: What people read.
        family: Groups labels by colour (``people``, ``org``, ``place``, ``time``, ``other``); empty where it has none.
        key: Latin capital on the physical key that sets it, or empty.
        in_palette: Whether it stands in the palette; any label is lawful all the same.
    """

    name: str
    titles: Titles
    family: str = ""
    key: str = ""
    in_palette: bool = True


@dataclass(frozen=True, slots=True)
class Layer:
    """A kind of annotation.

    Attributes:
        name: What is stored.
        titles: What people read.
        labels: In the order of the palette.
        overlap: How its annotations may lie to each other.
        discontinuous: Whether an annotation may have several fragments.
    """

    name: str
    titles: Titles
    labels: tuple[Label, ...]
    overlap: Overlap
    discontinuous: bool

    def label(self, name: str) -> Label:
        """The label of that name.

        Raises:
            SchemeError: If the layer has none.
        """
        for label in self.labels:
            if label.name == name:
                return label
        raise SchemeError(message("The layer “{layer}” has no label “{label}”.", layer=self.name, label=name))


@dataclass(frozen=True, slots=True)
class AttributeValue:
    """One of the values that an attribute may take."""

    name: str
    titles: Titles


@dataclass(frozen=True, slots=True)
class Attribute:
    """A question that can be answered about an annotation, a relation or a document.

    Attributes:
        name: What is stored.
        titles: What people read.
        values: The answers to choose from; empty for free text.
        tier: When it is shown.
        soft: Whether annotators are expected to agree little on it; it stays out of the headline agreement.
        required: Whether work cannot be submitted without it.
        depends_on: ``(attribute, value)`` that must hold for the question to make sense, or None.
    """

    name: str
    titles: Titles
    values: tuple[AttributeValue, ...] = ()
    tier: Tier = Tier.CORE
    soft: bool = False
    required: bool = False
    depends_on: tuple[str, str] | None = None

    @property
    def free_text(self) -> bool:
        """Whether any text is an answer."""
        return not self.values

    def allows(self, value: str) -> bool:
        """Whether ``value`` is an answer."""
        return bool(value) if self.free_text else any(v.name == value for v in self.values)


@dataclass(frozen=True, slots=True)
class Role:
    """A place in a relation.

    Attributes:
        name: What is stored.
        titles: What people read.
        takes: Layers whose annotations may fill it.
        minimum: How many members it needs.
        maximum: How many it can hold, or None for any number.
    """

    name: str
    titles: Titles
    takes: frozenset[str]
    minimum: int = 0
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class RelationType:
    """A kind of tie between annotations.

    Attributes:
        name: What is stored.
        titles: What people read.
        roles: In the order in which they are written.
        symmetric: Whether the direction means nothing.
        reflexive: Whether an annotation may fill two of its roles.
    """

    name: str
    titles: Titles
    roles: tuple[Role, ...]
    symmetric: bool = False
    reflexive: bool = False

    def role(self, name: str) -> Role:
        """The role of that name.

        Raises:
            SchemeError: If the relation type has none.
        """
        for role in self.roles:
            if role.name == name:
                return role
        raise SchemeError(message("A relation “{type}” has no role “{role}”.", type=self.name, role=name))


@dataclass(frozen=True, slots=True)
class Scheme:
    """Everything that may be used to annotate.

    Attributes:
        name: Such as ``arabic-news``.
        version: Counts changes, as text.
        titles: What people read.
        layers: By name, in the scheme's order.
        attributes: By what they are asked of (a layer, a relation type or ``document``), in the scheme's order.
        relation_types: By name, in the scheme's order.
        table: The TOML table it was read from; what a corpus stores.
    """

    name: str
    version: str
    titles: Titles
    layers: Mapping[str, Layer]
    attributes: Mapping[str, Mapping[str, Attribute]]
    relation_types: Mapping[str, RelationType]
    table: Mapping[str, Any] = field(repr=False, hash=False)

    def layer(self, name: str) -> Layer:
        """The layer of that name.

        Raises:
            SchemeError: If the scheme has none.
        """
        try:
            return self.layers[name]
        except KeyError:
            raise SchemeError(
                message("The scheme “{scheme}” has no layer “{layer}”.", scheme=self.name, layer=name)
            ) from None

    def label(self, layer: str, name: str) -> Label:
        """A label by layer and name; raises ``SchemeError`` where there is none."""
        return self.layer(layer).label(name)

    def relation_type(self, name: str) -> RelationType:
        """The relation type of that name.

        Raises:
            SchemeError: If the scheme has none.
        """
        try:
            return self.relation_types[name]
        except KeyError:
            raise SchemeError(
                message("The scheme “{scheme}” has no relation “{type}”.", scheme=self.name, type=name)
            ) from None

    def attributes_of(self, owner: str) -> Mapping[str, Attribute]:
        """Questions about annotations of a layer, relations of a type, or a ``document``; none is an empty mapping."""
        return self.attributes.get(owner, {})

    def in_order(self, owner: str, given: Mapping[str, str]) -> dict[str, str]:
        """``given`` attribute values in the order of the scheme; unknown ones last, sorted."""
        known = self.attributes_of(owner)
        ordered = {name: given[name] for name in known if name in given}
        ordered.update((name, given[name]) for name in sorted(given) if name not in ordered)
        return ordered


_NAMES: Final = frozenset(("name", "of"))
_TEXTS: Final = frozenset(("ar", "en", "family", "key", "tier", "overlap"))
_FLAGS: Final = frozenset(("discontinuous", "palette", "soft", "required", "symmetric", "reflexive"))
_COUNTS: Final = frozenset(("minimum", "maximum"))
_LISTS_OF_NAMES: Final = frozenset(("takes", "depends_on"))


def parse_scheme(toml: str) -> Scheme:
    """A scheme from the text of a TOML file.

    Raises:
        SchemeError: If it is not TOML, lacks something, or contradicts itself.
    """
    try:
        table = tomllib.loads(toml)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SchemeError(message("The scheme is not valid TOML: {reason}.", reason=str(error))) from None
    return scheme_of(table)


def scheme_of(table: Mapping[str, Any]) -> Scheme:
    """A scheme from the table that ``parse_scheme`` reads or a corpus stores.

    Raises:
        SchemeError: If it lacks something, or contradicts itself.
    """
    _check_types(table)
    try:
        layers = {t["name"]: _layer(t) for t in table["layers"]}
        relation_types = {t["name"]: _relation_type(t) for t in table.get("relations", ())}
        attributes: dict[str, dict[str, Attribute]] = {}
        for t in table.get("attributes", ()):
            attributes.setdefault(t["of"], {})[t["name"]] = _attribute(t)
        scheme = Scheme(
            str(table["name"]), str(table["version"]), _titles(table), layers, attributes, relation_types, table
        )
    except KeyError as error:
        raise SchemeError(message("The scheme lacks “{key}”.", key=str(error.args[0]))) from None
    except (TypeError, ValueError, AttributeError, IndexError) as error:
        raise SchemeError(message("The scheme cannot be read: {reason}.", reason=str(error))) from None
    _check(scheme)
    return scheme


def _check_types(table: Mapping[str, Any]) -> None:
    """Refuse values that are not of the type that their key stands for, however deep."""
    for key, value in table.items():
        inner = value if isinstance(value, list | tuple) else ()
        if not _is_right(key, value):
            raise SchemeError(message("In the scheme, “{key}” cannot be {value}.", key=key, value=repr(value)[:60]))
        for one in inner:
            if isinstance(one, Mapping):
                _check_types(one)


def _is_right(key: str, value: Any) -> bool:
    if key in _NAMES:
        return isinstance(value, str) and bool(value.strip())
    if key in _TEXTS:
        return isinstance(value, str)
    if key in _FLAGS:
        return isinstance(value, bool)
    if key in _COUNTS:
        return value is None or (type(value) is int and value >= 0)
    if key in _LISTS_OF_NAMES:
        if value is None:
            return True
        named = isinstance(value, list | tuple) and all(isinstance(one, str) for one in value)
        return named and (key != "depends_on" or len(value) in (0, 2))
    return True


def _titles(table: Mapping[str, Any]) -> Titles:
    english = table.get("en") or table["name"]
    return Titles(ar=table.get("ar") or english, en=english)


def _layer(table: Mapping[str, Any]) -> Layer:
    labels = tuple(
        Label(t["name"], _titles(t), t.get("family", ""), t.get("key", ""), t.get("palette", True))
        for t in table["labels"]
    )
    return Layer(
        table["name"],
        _titles(table),
        labels,
        Overlap(table.get("overlap", "nested")),
        table.get("discontinuous", False),
    )


def _attribute(table: Mapping[str, Any]) -> Attribute:
    depends = cast("list[str] | None", table.get("depends_on"))
    return Attribute(
        table["name"],
        _titles(table),
        tuple(AttributeValue(t["name"], _titles(t)) for t in table.get("values", ())),
        Tier(table.get("tier", "core")),
        table.get("soft", False),
        table.get("required", False),
        (depends[0], depends[1]) if depends else None,
    )


def _relation_type(table: Mapping[str, Any]) -> RelationType:
    roles = tuple(
        Role(t["name"], _titles(t), frozenset(t["takes"]), t.get("minimum", 0), t.get("maximum"))
        for t in table["roles"]
    )
    return RelationType(
        table["name"], _titles(table), roles, table.get("symmetric", False), table.get("reflexive", False)
    )


def _check(scheme: Scheme) -> None:
    """Refuse references to what the scheme does not have, and keys given twice."""
    owners = {*scheme.layers, *scheme.relation_types, "document"}
    for owner, attributes in scheme.attributes.items():
        if owner not in owners:
            raise SchemeError(
                message("Attributes are asked of “{owner}”, which the scheme does not have.", owner=owner)
            )
        for attribute in attributes.values():
            if attribute.depends_on and attribute.depends_on[0] not in attributes:
                raise SchemeError(
                    message(
                        "“{name}” depends on “{other}”, which the scheme does not have.",
                        name=attribute.name,
                        other=attribute.depends_on[0],
                    )
                )
    for relation_type in scheme.relation_types.values():
        for role in relation_type.roles:
            for layer in role.takes - set(scheme.layers):
                raise SchemeError(
                    message(
                        "The role “{role}” takes “{layer}”, which the scheme does not have.",
                        role=role.name,
                        layer=layer,
                    )
                )
    _refuse_twice(str(t["name"]) for t in (*scheme.table["layers"], *scheme.table.get("relations", ())))
    _refuse_twice(f"{t['of']}.{t['name']}" for t in scheme.table.get("attributes", ()))
    _refuse_twice(f"{layer.name}.{label.name}" for layer in scheme.layers.values() for label in layer.labels)
    _refuse_twice(
        label.key for layer in scheme.layers.values() for label in layer.labels if label.key and label.in_palette
    )


def _refuse_twice(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise SchemeError(message("“{name}” stands twice in the scheme.", name=name))
        seen.add(name)
