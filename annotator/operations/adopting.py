"""Putting what was chosen into the adjudicated set, or a reviewer's version into one's own, inside an act under way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId, RelationId
from annotator.model.relation import Relation
from annotator.operations.opendocument import OpenDocument
from annotator.operations.session import DocumentAct


class Adopting:
    """Puts what was adopted into an act, and takes out what was not.

    Attributes:
        act: The act.
        written: Ids of the annotations and relations that were put.
    """

    def __init__(self, document: OpenDocument, act: DocumentAct) -> None:
        self._document = document
        self.act = act
        self._there = dict.fromkeys(document.annotations)
        self._ties = dict.fromkeys(document.relations)
        self.written: list[str] = []

    def put(self, annotations: Iterable[Annotation]) -> None:
        """Put annotations, their answers in the scheme's order."""
        scheme = self._document.scheme
        for annotation in annotations:
            self.act.put(replace(annotation, attributes=scheme.in_order(annotation.layer, annotation.attributes)))
            self._there[annotation.id] = None
            self.written.append(annotation.id)

    def put_all(self, annotations: Iterable[Annotation]) -> None:
        """Put very many annotations in one go; for a few, ``put`` is quicker."""
        scheme = self._document.scheme
        ordered = [
            replace(one, attributes=scheme.in_order(one.layer, one.attributes)) if len(one.attributes) > 1 else one
            for one in annotations
        ]
        self.act.put_annotations(ordered)
        names = [annotation.id for annotation in ordered]
        self._there.update(dict.fromkeys(names))
        self.written += names

    def put_ties(self, relations: Iterable[Relation]) -> None:
        """Put relations whose members are all there; others wait for a decision about their members."""
        scheme = self._document.scheme
        for relation in relations:
            if all(member in self._there for _role, member in relation.members()):
                self.act.put(replace(relation, attributes=scheme.in_order(relation.type, relation.attributes)))
                self._ties[relation.id] = None
                self.written.append(relation.id)

    def drop(self, *names: Iterable[str]) -> None:
        """Take out whatever of these is there, relations before what they tie."""
        for name in (name for some in names for name in some):
            if name in self._ties:
                del self._ties[RelationId(name)]
                self.act.erase_relation(RelationId(name))
            elif name in self._there:
                annotation = AnnotationId(name)
                for relation in self._document.relations_of(annotation):
                    if relation.id in self._ties:
                        del self._ties[relation.id]
                        self.act.erase_relation(relation.id)
                del self._there[annotation]
                self.act.erase_annotation(annotation)

    def forget_written(self) -> None:
        """Begin the list of what was written anew."""
        self.written.clear()
