"""Which relations name an annotation: asked one by one for a few annotations, read once for thousands."""

from __future__ import annotations

from collections import defaultdict
from typing import Final, TypeAlias

from annotator.model.identity import AnnotationId, DocumentId, SetName
from annotator.model.relation import Relation
from annotator.store.state import State

_MANY: Final = 24
"""From so many questions about a set on, all its relations are read: about where both cost the same."""

_ByMember: TypeAlias = dict[AnnotationId, list[Relation]]


class Naming:
    """Answers for as long as nothing is written.

    Args:
        state: The state tables.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self._asked: dict[tuple[DocumentId, SetName], int] = defaultdict(int)
        self._read: dict[tuple[DocumentId, SetName], _ByMember] = {}

    def relations(self, document: DocumentId, set_name: SetName, annotation: AnnotationId) -> list[Relation]:
        """The relations of a set in which an annotation takes part by id, those that wait among them."""
        place = (document, set_name)
        known = self._read.get(place)
        if known is None:
            self._asked[place] += 1
            if self._asked[place] <= _MANY:
                return self._state.relations_naming(document, set_name, annotation)
            known = self._read[place] = self._by_member(document, set_name)
        return known.get(annotation, [])

    def _by_member(self, document: DocumentId, set_name: SetName) -> _ByMember:
        owner = self._state.set_key(document, set_name)
        result: _ByMember = defaultdict(list)
        for relation in self._state.relations(owner) if owner is not None else ():
            for member in dict.fromkeys(member for _role, member in relation.members()):
                result[member].append(relation)
        return result
