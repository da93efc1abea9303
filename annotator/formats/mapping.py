"""Label mappings: what a label is called elsewhere, read from a small file; for import and for export.

The file is TOML. On the left stands the name in what comes, on the right the name in what goes out::

    [labels]
    "Person" = "PERS"               # any layer that has this label
    "Claim-Sentence" = "claim/Claim"
    "Money" = ""                    # left out
    "*" = "entity/NUMBER"           # all others

    [relations]
    "Says" = { type = "attribution", Arg1 = "source", Arg2 = "claim" }
    "Located" = ""

    [attributes]
    "Negation" = { name = "polarity", yes = "negative" }
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from annotator.bundled import resource
from annotator.model.errors import AnnotatorError, message

OTHERS: Final = "*"
"""The name that stands for all others."""


class MappingRefused(AnnotatorError):
    """A mapping that cannot be read."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """What a name becomes.

    Attributes:
        name: The new name; empty where the thing is left out.
        inner: New names within it: of roles for a relation, of values for an attribute.
    """

    name: str
    inner: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LabelMap:
    """New names of labels, relations and attributes.

    Attributes:
        name: What the file calls itself, else its own name.
        labels: By old name, which may be ``layer/label``; the new one may be too.
        relations: By old type.
        attributes: By old name.
    """

    name: str
    labels: Mapping[str, str]
    relations: Mapping[str, Renamed] = field(default_factory=dict)
    attributes: Mapping[str, Renamed] = field(default_factory=dict)

    def label(self, name: str, layer: str = "") -> str | None:
        """The new name of a label; None where the mapping says nothing of it, empty where it is left out."""
        for key in (f"{layer}/{name}", name, f"{layer}/{OTHERS}", OTHERS):
            if key in self.labels:
                return self.labels[key]
        return None

    def relation(self, name: str) -> Renamed | None:
        """What a relation type becomes; None where the mapping says nothing of it."""
        return self.relations.get(name, self.relations.get(OTHERS))

    def attribute(self, name: str) -> Renamed | None:
        """What an attribute becomes; None where the mapping says nothing of it."""
        return self.attributes.get(name, self.attributes.get(OTHERS))


def mapping_named(name: str) -> LabelMap:
    """A mapping by the name of one that comes with the program, or by the path of a file.

    Raises:
        MappingRefused: If there is none, or it cannot be read.
    """
    path = resource("mappings") / f"{name}.toml" if name in bundled_names() else Path(name)
    try:
        written = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise MappingRefused(message("The mapping {file} is not UTF-8 text.", file=name)) from None
    except OSError:
        raise MappingRefused(
            message("There is no mapping “{name}”.", name=name),
            message(
                "Those that come with the program are {names}; else name a file.", names=", ".join(bundled_names())
            ),
        ) from None
    return parse_mapping(written, name=path.stem)


def bundled_names() -> tuple[str, ...]:
    """The mappings that come with the program."""
    return tuple(sorted(path.stem for path in resource("mappings").glob("*.toml")))


def parse_mapping(toml: str, *, name: str) -> LabelMap:
    """A mapping from the text of its file.

    Args:
        toml: The text.
        name: What to call it where the file does not say.

    Raises:
        MappingRefused: If it is no TOML, or holds what a mapping does not have.
    """
    try:
        table = tomllib.loads(toml)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise MappingRefused(message("The mapping is not valid TOML: {reason}.", reason=str(error))) from None
    unknown = sorted(set(table) - {"name", "labels", "relations", "attributes"})
    if unknown:
        raise MappingRefused(
            message("A mapping has no part “{name}”.", name=unknown[0]),
            message("Its parts are [labels], [relations] and [attributes]."),
        )
    labels = _part(table, "labels")
    for old, new in labels.items():
        if not isinstance(new, str):
            raise _no_name(old)
    return LabelMap(
        str(table.get("name", name)),
        labels,
        {old: _renamed(old, new, "type") for old, new in _part(table, "relations").items()},
        {old: _renamed(old, new, "name") for old, new in _part(table, "attributes").items()},
    )


def _part(table: Mapping[str, Any], part: str) -> dict[str, Any]:
    found = table.get(part, {})
    if not isinstance(found, dict):
        raise _no_name(part)
    return found


def _renamed(old: str, new: Any, key: str) -> Renamed:
    if isinstance(new, str):
        return Renamed(new)
    if not isinstance(new, dict) or not all(isinstance(value, str) for value in new.values()):
        raise _no_name(old)
    return Renamed(new.get(key, old), {name: value for name, value in new.items() if name != key})


def _no_name(old: str) -> MappingRefused:
    return MappingRefused(
        message("In the mapping, “{name}” has no name to become.", name=old),
        message('Write “{name}” = "new name", or an empty name to leave it out.', name=old),
    )
