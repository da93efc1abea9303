"""What labels, relations, roles and attributes of a scheme are called in brat, which takes no blanks and no colons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from annotator.formats.perscheme import once_per_scheme
from annotator.model.scheme import Attribute, RelationType, Scheme

_UNSAFE: Final = re.compile(r"[^\w-]+")
UNSURE: Final = "unsure"
"""The flag of an annotation that its author doubts."""
NOTE: Final = "AnnotatorNotes"
"""brat's own type of notes."""
ORIGIN: Final = "origin"
"""The type of the note that says how an annotation came to be, where neither a person nor a file made it."""
EQUIVALENT: Final = "Equiv"
"""The type of equivalences: annotations that mean the same being."""


class BratNames:
    """The names of one scheme, both ways; a name that two things would share is made longer.

    Args:
        scheme: The scheme.

    Attributes:
        labels: By layer and label.
        relations: By relation type.
        places: Layer and label by name.
        types: Relation type by name.
        roles: By relation type, its roles by their ``plain`` name.
        questions: By layer or relation type, its attributes by name.
    """

    def __init__(self, scheme: Scheme) -> None:
        self.labels: dict[tuple[str, str], str] = {}
        self.relations: dict[str, str] = {}
        taken: set[str] = set()
        names = [label.name for layer in scheme.layers.values() for label in layer.labels]
        for layer in scheme.layers.values():
            for label in layer.labels:
                shared = names.count(label.name) > 1
                name = f"{layer.name}-{label.name}" if shared else label.name
                self.labels[layer.name, label.name] = _free(name, taken)
        for kind in scheme.relation_types:
            self.relations[kind] = _free(kind, taken)
        self.places = {name: place for place, name in self.labels.items()}
        self.types = {name: kind for kind, name in self.relations.items()}
        self.roles = {
            kind.name: {plain(role.name): role.name for role in kind.roles} for kind in scheme.relation_types.values()
        }
        self.questions: dict[str, dict[str, str]] = {}
        for owner, attributes in scheme.attributes.items():
            asked = self.questions[owner] = dict[str, str]()
            for attribute in attributes:
                asked.setdefault(safe(attribute), attribute)

    def label(self, layer: str, label: str) -> str:
        """The name of a label; that of one which the scheme no longer has is made up."""
        return self.labels.get((layer, label)) or safe(label)

    def relation(self, kind: str) -> str:
        """The name of a relation type."""
        return self.relations.get(kind) or safe(kind)


@once_per_scheme
def brat_names(scheme: Scheme) -> BratNames:
    """The names of a scheme, worked out once."""
    return BratNames(scheme)


@lru_cache(maxsize=1024)
def plain(name: str) -> str:
    """The name without what may differ between a role and how a file writes it."""
    return _UNSAFE.sub("_", name)


@lru_cache(maxsize=1024)
def safe(name: str) -> str:
    """The name without what brat takes for a border.

    >>> safe("Claim: first")
    'Claim_first'
    """
    return _UNSAFE.sub("_", name).strip("_") or "_"


def is_binary(kind: RelationType | None) -> bool:
    """Whether a relation is an arrow: two roles with exactly one member each."""
    return kind is not None and len(kind.roles) == 2 and all(r.minimum == r.maximum == 1 for r in kind.roles)


def configuration(scheme: Scheme) -> bytes:
    """``annotation.conf``: what brat has to know to show the files of an export."""
    names = BratNames(scheme)
    lines = ["[entities]", ""]
    for layer in scheme.layers.values():
        lines += [f"# {layer.titles.en}", *(names.label(layer.name, label.name) for label in layer.labels), ""]
    lines += ["[relations]", ""]
    lines += [_arrow(kind, names, scheme) for kind in scheme.relation_types.values() if is_binary(kind)]
    lines += ["<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>"]
    lines += [f"{EQUIVALENT}\tArg1:<ENTITY>, Arg2:<ENTITY>, <REL-TYPE>:symmetric-transitive", "", "[events]", ""]
    lines += [_event(kind, names, scheme) for kind in scheme.relation_types.values() if not is_binary(kind)]
    lines += ["", "[attributes]", ""]
    lines += _attributes(names, scheme)
    return ("\n".join(lines) + "\n").encode()


def _members(takes: frozenset[str], names: BratNames, scheme: Scheme) -> str:
    """The labels that a role takes."""
    labels = [
        names.label(layer.name, label.name)
        for layer in scheme.layers.values()
        if layer.name in takes
        for label in layer.labels
    ]
    return "|".join(labels) or "<ANY>"


def _arrow(kind: RelationType, names: BratNames, scheme: Scheme) -> str:
    first, second = kind.roles
    ends = f"{safe(first.name)}:{_members(first.takes, names, scheme)}, {safe(second.name)}:"
    symmetric = ", <REL-TYPE>:symmetric" if kind.symmetric else ""
    return f"{names.relation(kind.name)}\t{ends}{_members(second.takes, names, scheme)}{symmetric}"


def _event(kind: RelationType, names: BratNames, scheme: Scheme) -> str:
    signs = {(1, 1): "", (0, 1): "?", (0, None): "*", (1, None): "+"}
    roles = ", ".join(
        f"{safe(role.name)}{signs.get((role.minimum, role.maximum), '*')}:{_members(role.takes, names, scheme)}"
        for role in kind.roles
    )
    return f"{names.relation(kind.name)}\t{roles}"


def _attributes(names: BratNames, scheme: Scheme) -> Iterator[str]:
    """The attributes with fixed values; free ones are notes."""
    owners: dict[str, list[tuple[str, Attribute]]] = {}
    for owner, attributes in scheme.attributes.items():
        for attribute in attributes.values():
            if attribute.values and owner != "document":
                owners.setdefault(safe(attribute.name), []).append((owner, attribute))
    for name, given in owners.items():
        places = "|".join(_bearers(owner, names, scheme) for owner, _ in given)
        values = "|".join(dict.fromkeys(value.name for _, attribute in given for value in attribute.values))
        yield f"{name}\tArg:{places}, Value:{values}"
    yield f"{UNSURE}\tArg:<ANY>"


def _bearers(owner: str, names: BratNames, scheme: Scheme) -> str:
    if owner in scheme.relation_types:
        return names.relation(owner)
    return _members(frozenset({owner}), names, scheme)


def _free(name: str, taken: set[str]) -> str:
    candidate = name = safe(name)
    while candidate in taken:
        candidate += "_"
    taken.add(candidate)
    return candidate
