"""Whether two states of a scheme go together: what one of them allows and the other does not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from annotator.model.errors import Message, message
from annotator.model.scheme import Attribute, RelationType, Scheme


def lacking(scheme: Scheme, other: Scheme) -> list[Message]:
    """What may be used under ``other`` and not under ``scheme``; nothing, where ``scheme`` allows all of it.

    Titles, keys, colours and the order of things are left out: to change them changes no record.
    """
    if scheme.name != other.name:
        return [message("the scheme is called “{name}” there", name=other.name)]
    return [*_labels(scheme, other), *_attributes(scheme, other), *_relations(scheme, other)]


def unheard_of(
    labels: Iterable[tuple[str, str]], relation_types: Iterable[str], schemes: Collection[Scheme]
) -> list[Message]:
    """Labels and relation types that none of some schemes has; what an earlier scheme allowed is kept, and no fault.

    Args:
        labels: Layer and label.
        relation_types: Their names.
        schemes: A scheme in all its versions.
    """
    known = {
        (name, label.name) for scheme in schemes for name, layer in scheme.layers.items() for label in layer.labels
    }
    types = {name for scheme in schemes for name in scheme.relation_types}
    return [
        *(_label_said(layer, label) for layer, label in sorted(set(labels) - known)),
        *(_relation_said(name) for name in sorted(set(relation_types) - types)),
    ]


def _label_said(layer: str, label: str) -> Message:
    return message("the label “{label}” of the layer “{layer}”", label=label, layer=layer)


def _relation_said(name: str) -> Message:
    return message("the relation “{type}”", type=name)


def _labels(scheme: Scheme, other: Scheme) -> Iterator[Message]:
    for name, layer in other.layers.items():
        mine = scheme.layers.get(name)
        if mine is None:
            yield message("the layer “{layer}”", layer=name)
            continue
        known = {label.name for label in mine.labels}
        for label in layer.labels:
            if label.name not in known:
                yield _label_said(name, label.name)
        if layer.discontinuous and not mine.discontinuous:
            yield message("annotations in several pieces in the layer “{layer}”", layer=name)


def _attributes(scheme: Scheme, other: Scheme) -> Iterator[Message]:
    for owner, attributes in other.attributes.items():
        for name, attribute in attributes.items():
            mine = scheme.attributes_of(owner).get(name)
            if mine is None:
                yield message("the attribute “{name}” of “{owner}”", name=name, owner=owner)
            else:
                yield from _values(mine, attribute, owner)


def _values(mine: Attribute, attribute: Attribute, owner: str) -> Iterator[Message]:
    if mine.free_text:
        return
    if attribute.free_text:
        yield message("any text for the attribute “{name}” of “{owner}”", name=attribute.name, owner=owner)
    for value in attribute.values:
        if not mine.allows(value.name):
            yield message(
                "the value “{value}” of the attribute “{name}” of “{owner}”",
                value=value.name,
                name=attribute.name,
                owner=owner,
            )


def _relations(scheme: Scheme, other: Scheme) -> Iterator[Message]:
    for name, relation in other.relation_types.items():
        mine = scheme.relation_types.get(name)
        if mine is None:
            yield _relation_said(name)
        else:
            yield from _roles(mine, relation)


def _roles(mine: RelationType, relation: RelationType) -> Iterator[Message]:
    known = {role.name: role for role in mine.roles}
    for role in relation.roles:
        place = known.get(role.name)
        wider = place is not None and (
            role.takes <= place.takes
            and place.minimum <= role.minimum
            and (place.maximum is None or (role.maximum is not None and role.maximum <= place.maximum))
        )
        if not wider:
            yield message("the role “{role}” of the relation “{type}” as it is there", role=role.name, type=mine.name)
    for role in mine.roles:
        if role.minimum and role.name not in {r.name for r in relation.roles}:
            yield message("relations “{type}” without the role “{role}”", type=mine.name, role=role.name)
