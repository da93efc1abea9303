"""The rules of a scheme laid out for quick answers: whether a record keeps all of them, yes or no.

What a record that keeps not all of them does wrong is the business of ``model.rules``, which is slow and complete.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from annotator.formats.perscheme import once_per_scheme
from annotator.model.annotation import Annotation
from annotator.model.relation import Relation
from annotator.model.scheme import Scheme


class Permitted:
    """What one scheme allows.

    Args:
        scheme: The scheme.

    Attributes:
        labels: Layer and label, by layer and label: the canonical strings, so that a corpus of a million spans does
            not hold a million copies.
        discontinuous: Layers whose annotations may have several fragments.
        relations: By type, the roles with the layers that they take and how many members they want, the roles that
            must be filled, and whether a member may stand in it twice.
    """

    def __init__(self, scheme: Scheme) -> None:
        self.labels = {
            (layer.name, label.name): (layer.name, label.name)
            for layer in scheme.layers.values()
            for label in layer.labels
        }
        self.discontinuous = frozenset(layer.name for layer in scheme.layers.values() if layer.discontinuous)
        self.relations = {
            relation.name: (
                {role.name: (role.takes, role.minimum, role.maximum) for role in relation.roles},
                frozenset(role.name for role in relation.roles if role.minimum > 0),
                relation.reflexive,
            )
            for relation in scheme.relation_types.values()
        }
        self._closed: set[tuple[str, str, str]] = set()
        self._free: set[tuple[str, str]] = set()
        for owner, attributes in scheme.attributes.items():
            for attribute in attributes.values():
                if attribute.free_text:
                    self._free.add((owner, attribute.name))
                self._closed.update((owner, attribute.name, value.name) for value in attribute.values)

    def has_value(self, owner: str, name: str, value: str) -> bool:
        """Whether a question of a layer or a relation type has such a value among those it lists."""
        return (owner, name, value) in self._closed

    def attributes(self, owner: str, given: Mapping[str, str]) -> bool:
        """Whether all answers are to questions of a layer or a relation type, and of those that it allows."""
        for name, value in given.items():
            if (owner, name, value) in self._closed:
                continue
            if type(value) is not str or not value or (owner, name) not in self._free:
                return False
        return True

    def marks(self, annotations: Iterable[Annotation], text_length: int) -> bool:
        """Whether all annotations keep the rules.

        Args:
            annotations: Of one text.
            text_length: Its length, in code points.
        """
        labels, discontinuous, attributes = self.labels, self.discontinuous, self.attributes
        for annotation in annotations:
            fragments, layer = annotation.fragments, annotation.layer
            if fragments[-1].end > text_length or (layer, annotation.label) not in labels:
                return False
            if len(fragments) != 1 and layer not in discontinuous:
                return False
            if annotation.attributes and not attributes(layer, annotation.attributes):
                return False
        return True

    def tie(self, relation: Relation, layers: Mapping[str, str]) -> bool:
        """Whether a relation keeps the rules.

        Args:
            relation: The relation.
            layers: The layer of each annotation of its set, by id.
        """
        rules = self.relations.get(relation.type)
        if rules is None:
            return False
        known, required, reflexive = rules
        members: list[str] = []
        layer_of = layers.get
        for role, ids in relation.roles.items():
            rule = known.get(role)
            if rule is None:
                return False
            takes, minimum, maximum = rule
            count = len(ids)
            if count < minimum or (maximum is not None and count > maximum):
                return False
            for member in ids:
                if layer_of(member) not in takes:
                    return False
            members += ids
        return (
            required <= relation.roles.keys()
            and (reflexive or len(set(members)) == len(members))
            and (not relation.attributes or self.attributes(relation.type, relation.attributes))
        )


@once_per_scheme
def permitted_by(scheme: Scheme) -> Permitted:
    """What a scheme allows, laid out once."""
    return Permitted(scheme)
