"""Annotation sets of one headline for tests, written down by the words that they mark."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.analysis.cases import AnnotationSetOf
from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId, RelationId, SetName
from annotator.model.relation import Relation
from annotator.model.span import Span

LABELS = {"claim": "Claim", "source": "Source", "cue": "Cue", "entity": "ORG"}


class Sheet:
    """One person's annotations of a text, in the making."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = SetName(name)
        self.annotations: list[Annotation] = []
        self.relations: list[Relation] = []

    def mark(
        self, layer: str, words: str, label: str = "", *, unsure: bool = False, note: str | None = None, **answers: str
    ) -> AnnotationId:
        """Mark the first place where the words stand."""
        start = self.text.index(words)
        annotation = Annotation(
            AnnotationId(f"{self.name}-{len(self.annotations)}"),
            layer,
            label or LABELS[layer],
            (Span(start, start + len(words)),),
            answers,
            note=note,
            unsure=unsure,
        )
        self.annotations.append(annotation)
        return annotation.id

    def tie(self, roles: Mapping[str, AnnotationId | list[AnnotationId]], **answers: str) -> RelationId:
        """Attribute a claim."""
        members = {role: tuple(m) if isinstance(m, list) else (m,) for role, m in roles.items()}
        return self.relate("attribution", members, **answers)

    def relate(self, relation_type: str, roles: Mapping[str, tuple[AnnotationId, ...]], **answers: str) -> RelationId:
        """Relate annotations."""
        relation = Relation(RelationId(f"{self.name}-r{len(self.relations)}"), relation_type, roles, answers)
        self.relations.append(relation)
        return relation.id

    def done(self) -> AnnotationSetOf:
        """The set as it is."""
        return AnnotationSetOf(self.name, tuple(self.annotations), tuple(self.relations))
