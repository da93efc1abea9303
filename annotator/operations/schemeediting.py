"""Adapting the scheme of a corpus: labels, their titles, keys and colours, and the questions a project wants asked."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from annotator.language import N_
from annotator.model.errors import SchemeError, message
from annotator.model.scheme import ENTITY_LAYER, Attribute, Label, Scheme, Tier, scheme_of
from annotator.operations.session import Session

GESTURE: Final = N_("Change scheme")
FAMILIES: Final = ("people", "org", "place", "time", "other")
"""What the colour of an entity label can be."""
_NAME: Final = re.compile(r"[A-Z][A-Z0-9_]{0,23}")
_KEY: Final = re.compile(r"[A-Z]?")
_OPTIONAL: Final = "optional"
_TIERS: Final = {True: Tier.CORE, False: Tier.EXTRA}


@dataclass(frozen=True, slots=True)
class Optional:
    """A question that a project asks or does not ask.

    Attributes:
        owner: What it is asked of: a layer, a relation type or ``document``.
        attribute: The question.
        asked: Whether it is asked.
    """

    owner: str
    attribute: Attribute
    asked: bool


def optional_questions(scheme: Scheme) -> Iterator[Optional]:
    """The questions that are off until the project wants them, in the scheme's order."""
    for table in scheme.table.get("attributes", ()):
        attribute = scheme.attributes_of(table["of"])[table["name"]]
        if attribute.tier is Tier.EXTRA or table.get(_OPTIONAL):
            yield Optional(table["of"], attribute, attribute.tier is not Tier.EXTRA)


def adapted(
    scheme: Scheme, labels: Iterable[Label], *, asked: Iterable[tuple[str, str]] = (), layer: str = ENTITY_LAYER
) -> Scheme:
    """The scheme with other labels in one layer and other questions asked; its version is one higher.

    Only what is compatible is done here: labels are added, shown, named and coloured otherwise, never renamed or taken
    away, so that nothing that was annotated loses its meaning.

    Args:
        scheme: The scheme as it is.
        labels: All labels of the layer, in their order; those that the scheme does not have are new.
        asked: Owner and name of the optional questions that are asked from now on.
        layer: The layer.

    Raises:
        SchemeError: If a label is missing, a name or key is not usable, or a key is given twice.
    """
    labels = list(labels)
    known = {label.name for label in scheme.layer(layer).labels}
    for missing in sorted(known - {label.name for label in labels}):
        raise SchemeError(message("The label “{label}” cannot be taken away here.", label=missing))
    for label in labels:
        _refuse_unusable(label, new=label.name not in known)
    table: dict[str, Any] = copy.deepcopy(dict(scheme.table))
    wanted = set(asked)
    for each in table["layers"]:
        if each["name"] == layer:
            before = {one["name"]: one for one in each["labels"]}
            each["labels"] = [_table_of(label, before.get(label.name, {})) for label in labels]
    for each in table.get("attributes", ()):
        if each.get("tier") == Tier.EXTRA or each.get(_OPTIONAL):
            each[_OPTIONAL] = True
            each["tier"] = str(_TIERS[(each["of"], each["name"]) in wanted])
    table["version"] = _next(scheme.version)
    return scheme_of(table)


def says_the_same(one: Scheme, other: Scheme) -> bool:
    """Whether two schemes differ in nothing but their version."""
    first, second = ({**_plain(scheme.table), "version": ""} for scheme in (one, other))
    return first == second


def change_scheme(session: Session, scheme: Scheme) -> None:
    """Have the corpus use another version of its scheme, as one act that History can take back."""
    with session.shared_act(GESTURE) as act:
        act.put(scheme)


def _refuse_unusable(label: Label, *, new: bool) -> None:
    if new and not _NAME.fullmatch(label.name):
        raise SchemeError(
            message("“{name}” cannot be the name of a label.", name=label.name),
            message("Use Latin capitals, digits and underscores, such as PRODUCT."),
        )
    if not label.titles.ar or not label.titles.en:
        raise SchemeError(message("The label “{label}” needs a title in both languages.", label=label.name))
    if not _KEY.fullmatch(label.key):
        raise SchemeError(
            message("“{key}” cannot be the key of a label.", key=label.key), message("Use one Latin letter, or none.")
        )


def _table_of(label: Label, before: dict[str, Any]) -> dict[str, Any]:
    table = {**before, "name": label.name, "ar": label.titles.ar, "en": label.titles.en, "family": label.family}
    for name, value, otherwise in (("key", label.key, ""), ("palette", label.in_palette, True)):
        if value == otherwise:
            table.pop(name, None)
        else:
            table[name] = value
    return table


def _plain(table: Any) -> dict[str, Any]:
    """The table without what only this dialog notes down."""
    plain: dict[str, Any] = copy.deepcopy(dict(table))
    for each in plain.get("attributes", ()):
        if each.pop(_OPTIONAL, None) and "tier" not in each:
            each["tier"] = str(Tier.CORE)
    return plain


def _next(version: str) -> str:
    """The version after this one: its last number is one higher."""
    match = re.search(r"\d+$", version)
    return version[: match.start()] + str(int(match.group()) + 1) if match else f"{version}.1"
