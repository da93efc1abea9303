"""A scheme grown by what records use: labels, layers, attributes, values, relations and roles that it did not know."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId
from annotator.model.relation import Relation
from annotator.model.scheme import Scheme, scheme_of


class Extension:
    """What a scheme would need for the records that were seen.

    Only adds: what the scheme forbids for another reason, such as two members where a role takes one, stays forbidden.

    Args:
        scheme: The scheme as it is.
        version: The version that it has when it grew; None for the next one.
    """

    def __init__(self, scheme: Scheme, version: str | None = None) -> None:
        self._scheme = scheme
        self._base = scheme
        self._version = version or next_version(scheme.version)
        self._table: dict[str, Any] | None = None
        self._is_stale = False

    @property
    def scheme(self) -> Scheme:
        """The scheme with all that was seen; the very same one where nothing was new."""
        return self._scheme

    def add(self, annotated: AnnotatedDocument) -> None:
        """Take in what a record uses."""
        self.add_parts((*annotated.zones, *annotated.annotations), annotated.relations)

    def add_parts(self, annotations: tuple[Annotation, ...], relations: tuple[Relation, ...]) -> None:
        """Take in what annotations and relations of one set use."""
        for annotation in annotations:
            self._annotation(annotation)
        layers = {annotation.id: annotation.layer for annotation in annotations}
        for relation in relations:
            self._relation(relation, layers)
        if self._is_stale and self._table is not None:
            self._table["version"] = self._version
            # A copy: the table of a scheme never changes.
            self._scheme = scheme_of(deepcopy(self._table))
            self._is_stale = False

    def _annotation(self, annotation: Annotation) -> None:
        layer = self._scheme.layers.get(annotation.layer)
        known = layer is not None and any(label.name == annotation.label for label in layer.labels)
        apart = len(annotation.fragments) > 1
        if not known or (apart and layer is not None and not layer.discontinuous):
            table = _found(self._change()["layers"], annotation.layer, {"discontinuous": False, "labels": []})
            _found(table["labels"], annotation.label, {})
            table["discontinuous"] = table.get("discontinuous", False) or apart
        for name, value in annotation.attributes.items():
            self._attribute(annotation.layer, name, value)

    def _attribute(self, owner: str, name: str, value: str) -> None:
        attribute = self._scheme.attributes_of(owner).get(name)
        if attribute is not None and attribute.allows(value):
            return
        tables = self._change().setdefault("attributes", [])
        table = next((t for t in tables if (t["of"], t["name"]) == (owner, name)), None)
        if table is None:
            tables.append({"of": owner, "name": name, "tier": "extra"})
        elif table.get("values"):
            _found(table["values"], value, {})

    def _relation(self, relation: Relation, layers: Mapping[AnnotationId, str]) -> None:
        known = self._scheme.relation_types.get(relation.type)
        roles = {role.name: role.takes for role in known.roles} if known else {}
        for name, members in relation.roles.items():
            for member in members:
                layer = layers.get(member)
                if layer is None or layer in roles.get(name, ()):
                    continue
                table = _found(self._change().setdefault("relations", []), relation.type, {"roles": []})
                takes = _found(table["roles"], name, {"takes": []})["takes"]
                if layer not in takes:
                    takes.append(layer)
        given = [member for _, member in relation.members()]
        if relation.type not in self._base.relation_types and len(set(given)) < len(given):
            now = self._scheme.relation_types.get(relation.type)
            if now is None or not now.reflexive:
                _found(self._change().setdefault("relations", []), relation.type, {"roles": []})["reflexive"] = True
        for name, value in relation.attributes.items():
            self._attribute(relation.type, name, value)

    def _change(self) -> dict[str, Any]:
        self._is_stale = True
        if self._table is None:
            self._table = deepcopy(dict(self._base.table))
        return self._table


def _found(tables: list[dict[str, Any]], name: str, otherwise: Mapping[str, Any]) -> dict[str, Any]:
    """The table of that name, made where there is none."""
    for table in tables:
        if table["name"] == name:
            return table
    tables.append({"name": name, **deepcopy(dict(otherwise))})
    return tables[-1]


def next_version(version: str) -> str:
    """The version after this one; a scheme counts its changes."""
    return str(int(version) + 1) if version.isdecimal() else f"{version}.1"
