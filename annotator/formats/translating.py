"""A label mapping applied on the way out: to the scheme and to every record."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any

from annotator.formats.losses import Losses
from annotator.formats.losskinds import NO_COUNTERPART, RELATION, ROLES
from annotator.formats.mapping import LabelMap, Renamed
from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId
from annotator.model.referent import Referent
from annotator.model.relation import Relation
from annotator.model.scheme import ENTITY_LAYER, Scheme, scheme_of


class Translating:
    """Gives everything the names of a mapping; what has no name there is left out and told.

    Args:
        scheme: The scheme of the corpus.
        mapping: The names that it gets; what the mapping does not mention keeps its own.
        losses: Where to note what has no counterpart.

    Attributes:
        scheme: The scheme under the new names.
    """

    def __init__(self, scheme: Scheme, mapping: LabelMap, losses: Losses) -> None:
        self._map = mapping
        self._losses = losses
        self._places: dict[tuple[str, str], str] = {}
        self._needed = {
            kind.name: {role.name for role in kind.roles if role.minimum > 0} for kind in scheme.relation_types.values()
        }
        self._types = {name: self._name(mapping.relation(name), name) for name in scheme.relation_types}
        self.scheme = scheme_of(self._table(scheme.table))

    def record(self, annotated: AnnotatedDocument) -> AnnotatedDocument:
        """The record under the new names."""
        header = annotated.annotation_set
        document, name = annotated.document.id, header.name if header else None

        def lost(kind: str, record: str) -> None:
            self._losses.add(kind, document=document, set_name=name, record=record)

        kept: list[Annotation] = []
        for annotation in annotated.annotations:
            label = self._label(annotation.layer, annotation.label)
            if label:
                attributes = self._attributes(annotation.attributes)
                kept.append(replace(annotation, label=label, attributes=attributes))
            else:
                lost(NO_COUNTERPART, annotation.id)
        present = {mark.id for mark in (*annotated.zones, *kept)}
        relations: list[Relation] = []
        for relation in annotated.relations:
            translated = self._relation(relation, present)
            if translated is None:
                renamed = self._map.relation(relation.type)
                lost(RELATION if renamed is None or renamed.name else NO_COUNTERPART, relation.id)
                continue
            if sum(1 for _ in translated.members()) < sum(1 for _ in relation.members()):
                lost(ROLES, relation.id)
            relations.append(translated)
        named = {mark.referent for mark in (*annotated.zones, *kept)}
        if header is not None:
            done = (self._types.get(layer, layer) for layer in header.layers_done)
            header = replace(header, layers_done=tuple(dict.fromkeys(layer for layer in done if layer)))
        return replace(
            annotated,
            annotation_set=header,
            annotations=tuple(kept),
            relations=tuple(relations),
            referents=tuple(self._referent(r) for r in annotated.referents if r.id in named),
        )

    def _label(self, layer: str, label: str) -> str:
        """The new name of a label; empty where it has none. Its layer stays what it is."""
        key = (layer, label)
        if key not in self._places:
            new = self._map.label(label, layer)
            self._places[key] = label if new is None else new.rpartition("/")[2]
        return self._places[key]

    def _relation(self, relation: Relation, present: set[AnnotationId]) -> Relation | None:
        renamed = self._map.relation(relation.type)
        name = self._name(renamed, relation.type)
        inner = renamed.inner if renamed else {}
        roles: dict[str, tuple[AnnotationId, ...]] = {}
        for role, ids in relation.roles.items():
            members = tuple(member for member in ids if member in present)
            if members and inner.get(role, role):
                roles[inner.get(role, role)] = members
        needed = {inner.get(role, role) for role in self._needed.get(relation.type, ())}
        if not name or not roles or not needed <= roles.keys():
            return None
        return replace(relation, type=name, roles=roles, attributes=self._attributes(relation.attributes))

    def _attributes(self, given: Mapping[str, str]) -> dict[str, str]:
        result: dict[str, str] = {}
        for name, value in given.items():
            renamed = self._map.attribute(name)
            new, answer = self._name(renamed, name), renamed.inner.get(value, value) if renamed else value
            if new and answer:
                result[new] = answer
        return result

    def _referent(self, referent: Referent) -> Referent:
        return replace(referent, kind=self._label(ENTITY_LAYER, referent.kind) or referent.kind)

    @staticmethod
    def _name(renamed: Renamed | None, name: str) -> str:
        return name if renamed is None else renamed.name

    def _table(self, table: Mapping[str, Any]) -> dict[str, Any]:
        """The table of the scheme under the new names; of labels that become one, the first gives the rest."""
        new = deepcopy(dict(table))
        for layer in new["layers"]:
            if layer["name"] != "zone":
                layer["labels"] = _once(
                    {**label, "name": self._label(layer["name"], label["name"])} for label in layer["labels"]
                )
        for kind in new.get("relations", ()):
            renamed = self._map.relation(kind["name"])
            kind["name"] = self._name(renamed, kind["name"])
            inner = renamed.inner if renamed else {}
            kind["roles"] = _once({**role, "name": inner.get(role["name"], role["name"])} for role in kind["roles"])
        new["relations"] = _once(new.get("relations", ()))
        attributes = [
            {**attribute, "of": self._types.get(attribute["of"], attribute["of"]), **self._asked(attribute)}
            for attribute in new.get("attributes", ())
            if self._types.get(attribute["of"], attribute["of"])
        ]
        new["attributes"] = [
            attribute
            for number, attribute in enumerate(attributes)
            if attribute["name"] and all(_asks(other) != _asks(attribute) for other in attributes[:number])
        ]
        return new

    def _asked(self, attribute: Mapping[str, Any]) -> dict[str, Any]:
        """What changes about a question."""
        renamed = self._map.attribute(attribute["name"])
        if renamed is None:
            return {}
        changed: dict[str, Any] = {"name": renamed.name, "depends_on": None}
        if attribute.get("values"):
            changed["values"] = _once(
                {**value, "name": renamed.inner.get(value["name"], value["name"])} for value in attribute["values"]
            )
        return changed


def _asks(attribute: Mapping[str, Any]) -> tuple[str, str]:
    return attribute["of"], attribute["name"]


def _once(tables: Any) -> list[dict[str, Any]]:
    """The tables that have a name, each name once."""
    result: dict[str, dict[str, Any]] = {}
    for table in tables:
        if table["name"]:
            result.setdefault(table["name"], table)
    return list(result.values())
