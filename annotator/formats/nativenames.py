"""Native records with names of another scheme: renamed by a mapping, or let through because the scheme will grow."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from annotator.formats.base import ReadOptions
from annotator.formats.extension import Extension
from annotator.formats.mapping import LabelMap
from annotator.model.annotation import Annotation
from annotator.model.errors import AnnotatorError, Message, counted
from annotator.model.relation import Relation
from annotator.model.scheme import ZONE_LAYER, Scheme
from annotator.model.span import fragments_of


class NativeNames:
    """What a person said about names that the scheme does not know, brought to bear on the records of one file.

    What is wrong with a record for another reason stays as wrong as it was.

    Args:
        scheme: The scheme of the corpus.
        options: The mapping, and whether the scheme may grow.

    Attributes:
        says: Whether the person said anything.
        maps: Whether every record has to pass through here, not only those that are not plainly right.
    """

    def __init__(self, scheme: Scheme, options: ReadOptions) -> None:
        self._mapping = options.mapping
        self._extension = Extension(scheme) if options.extend else None
        self._scheme = scheme
        self.maps = options.mapping is not None
        self.says = self.maps or options.extend

    @property
    def scheme(self) -> Scheme:
        """The scheme with what the records so far need, where it may grow."""
        return self._scheme if self._extension is None else self._extension.scheme

    def settled(self, record: dict[str, Any]) -> tuple[dict[str, Any], tuple[Message, ...]]:
        """A completed record under the names of the scheme, and what it lost by that.

        Layers that the scheme does not know are no longer called done: of what is not annotated, absence says nothing.
        """
        if not self.says:
            return record, ()
        remarks: tuple[Message, ...] = ()
        if self._mapping is not None:
            record, gone = _renamed(record, self._mapping, self._scheme)
            if gone:
                one, several = (
                    "One relation was left out with its members.",
                    "{count} relations were left out with their members.",
                )
                remarks = (counted(one, several, gone),)
        if self._extension is not None:
            self._extension.add_parts(tuple(_annotations(record["spans"])), tuple(_relations(record["relations"])))
        done, known = record["layers_done"], {*self.scheme.layers, *self.scheme.relation_types}
        if isinstance(done, list) and all(isinstance(name, str) for name in done):
            record = {**record, "layers_done": [name for name in done if name in known]}
        return record, remarks


def _renamed(record: dict[str, Any], mapping: LabelMap, scheme: Scheme) -> tuple[dict[str, Any], int]:
    """A record under the names that a mapping gives, and how many relations went with their members."""
    if not (isinstance(record["spans"], list) and isinstance(record["relations"], list)):
        return record, 0
    spans = [_span(span, mapping, scheme) if isinstance(span, dict) else span for span in record["spans"]]
    out = {
        span.get("id")
        for span, now in zip(record["spans"], spans, strict=True)
        if now is None and isinstance(span.get("id"), str)
    }
    kept = [span for span in spans if span is not None]
    relations: list[Any] = []
    gone = 0
    for relation in record["relations"]:
        if not isinstance(relation, dict):
            relations.append(relation)
            continue
        now = _relation(relation, mapping)
        if now is not None and out:
            now = _without(now, out, scheme)
            gone += now is None
        if now is not None:
            relations.append(now)
    named = {span.get("referent") for span in kept if isinstance(span, dict)} if out else set()
    referents = record["referents"]
    if out and isinstance(referents, list):
        referents = [r for r in referents if not isinstance(r, dict) or r.get("id") in named]
    return {**record, "spans": kept, "relations": relations, "referents": referents}, gone


def _span(span: dict[str, Any], mapping: LabelMap, scheme: Scheme) -> dict[str, Any] | None:
    """A span under its new names, or None where it is left out."""
    layer, label = span.get("layer"), span.get("label")
    if not isinstance(layer, str) or not isinstance(label, str) or layer == ZONE_LAYER:
        return span
    new = mapping.label(label, layer)
    if new == "":
        return None
    if new is not None:
        head, slash, tail = new.partition("/")
        layer, label = (head, tail) if slash else (_layer_with(new, layer, scheme), new)
    return {**span, "layer": layer, "label": label, "attributes": _attributes(span.get("attributes"), mapping)}


def _layer_with(label: str, layer: str, scheme: Scheme) -> str:
    """The layer of a label that a mapping names without one: that of the old label, else the first that has it."""
    having = [known.name for known in scheme.layers.values() if any(one.name == label for one in known.labels)]
    return layer if layer in having or not having else having[0]


def _attributes(given: Any, mapping: LabelMap) -> Any:
    if not isinstance(given, dict):
        return given
    result: dict[str, Any] = {}
    for name, value in given.items():
        renamed = mapping.attribute(name)
        new = name if renamed is None else renamed.name
        said = renamed.inner.get(value, value) if renamed is not None and isinstance(value, str) else value
        if new and said != "":
            result[new] = said
    return result


def _relation(relation: dict[str, Any], mapping: LabelMap) -> dict[str, Any] | None:
    """A relation under its new names, or None where it is left out."""
    kind, roles = relation.get("type"), relation.get("roles")
    renamed = mapping.relation(kind) if isinstance(kind, str) else None
    attributes = _attributes(relation.get("attributes"), mapping)
    if renamed is None:
        return {**relation, "attributes": attributes}
    if not renamed.name:
        return None
    if isinstance(roles, dict):
        roles = {new: ids for role, ids in roles.items() if (new := renamed.inner.get(role, role))}
    return {**relation, "type": renamed.name, "roles": roles, "attributes": attributes}


def _without(relation: dict[str, Any], out: Collection[Any], scheme: Scheme) -> dict[str, Any] | None:
    """A relation without members that are left out, or None where it cannot do without them."""
    roles = relation.get("roles")
    if not isinstance(roles, dict) or not all(isinstance(ids, list) for ids in roles.values()):
        return relation
    if all(member not in out for ids in roles.values() for member in ids):
        return relation
    kept = {role: [member for member in ids if member not in out] for role, ids in roles.items()}
    kept = {role: ids for role, ids in kept.items() if ids}
    known = scheme.relation_types.get(str(relation.get("type")))
    needed = {role.name for role in known.roles if role.minimum > 0} if known else set(roles)
    if sum(map(len, kept.values())) < 2 or not needed <= kept.keys():
        return None
    return {**relation, "roles": kept}


def _annotations(spans: Any) -> Iterator[Annotation]:
    """The spans of a record as far as they make annotations; the others are refused by whoever looks closely."""
    for span in spans if isinstance(spans, list) else ():
        try:
            pairs, attributes = span["fragments"], span["attributes"]
            if all(type(offset) is int for pair in pairs for offset in pair) and _are_texts(attributes):
                fragments = fragments_of((first, last) for first, last in pairs)
                yield Annotation(span["id"], str(span["layer"]), str(span["label"]), fragments, attributes)
        except (AnnotatorError, KeyError, TypeError, ValueError):
            continue


def _relations(relations: Any) -> Iterator[Relation]:
    """The relations of a record, likewise."""
    for relation in relations if isinstance(relations, list) else ():
        try:
            if _are_texts(relation["attributes"]):
                roles = {role: tuple(ids) for role, ids in relation["roles"].items()}
                yield Relation(relation["id"], str(relation["type"]), roles, relation["attributes"])
        except (AnnotatorError, KeyError, TypeError, ValueError, AttributeError):
            continue


def _are_texts(attributes: Mapping[str, Any]) -> bool:
    return all(isinstance(value, str) and value for value in attributes.values())
