"""An annotated document as programs know it that have spans and ties between two of them: what exporters share."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final, NamedTuple

from annotator.formats import losskinds
from annotator.formats.foreignties import PIECE, ForeignTie, Ties
from annotator.formats.labels import public_labels
from annotator.formats.losses import Losses
from annotator.formats.nativewriting import check_spans
from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import IMPORTED, MANUAL, Annotation
from annotator.model.relation import Relation
from annotator.model.scheme import ATTRIBUTION, Scheme
from annotator.model.span import Span

_BY_ID: Final = attrgetter("id")
_KNOWN_ORIGINS: Final = (MANUAL, IMPORTED)


class Piece(NamedTuple):
    """One fragment of an annotation; most have only one.

    Attributes:
        id: That of the annotation, for further fragments with a number behind it.
        annotation: What it is a fragment of.
        label: What the label is called outside.
        span: In code points.
        text: What it covers.
        is_first: Whether it is the first, which bears what is known of the whole.
    """

    id: str
    annotation: Annotation
    label: str
    span: Span
    text: str
    is_first: bool


@dataclass(frozen=True, slots=True)
class Flat:
    """A document as pieces and ties, both in a fixed order."""

    pieces: tuple[Piece, ...]
    ties: tuple[ForeignTie, ...]


class Flattening:
    """Makes pieces and ties of annotated documents, and notes what those cannot say.

    Args:
        scheme: The scheme of the corpus.
        keeps: Kinds of loss that the format does not suffer, from ``losskinds``.

    Attributes:
        losses: What was left out so far.
    """

    def __init__(self, scheme: Scheme, keeps: Collection[str] = ()) -> None:
        self.losses = Losses()
        self._keeps = frozenset(keeps)
        self._labels = public_labels(scheme)
        self._ties = Ties(scheme)

    def flat(self, annotated: AnnotatedDocument) -> Flat:
        """The pieces by place, the ties by relation; pieces of one annotation are tied one to the next.

        Raises:
            ExportRefused: If a span does not lie in the text.
        """
        check_spans(annotated)
        text = annotated.document.text
        ties: list[ForeignTie] = []
        labels = self._labels
        placed: list[tuple[int, int, str, str, Piece]] = []
        for annotation in annotated.annotations:
            layer, before = annotation.layer, ""
            label = labels.get((layer, annotation.label), annotation.label)
            for number, span in enumerate(annotation.fragments):
                identifier = annotation.id if number == 0 else f"{annotation.id}+{number}"
                start, end = span.start, span.end
                piece = Piece(identifier, annotation, label, span, text[start:end], number == 0)
                placed.append((start, -end, layer, identifier, piece))
                if before:
                    ties.append(ForeignTie(identifier, PIECE, before, identifier))
                before = identifier
        for relation in sorted(annotated.relations, key=_BY_ID):
            ties += self._ties.of(relation)
        placed.sort()
        self._note(annotated)
        return Flat(tuple([piece for *_, piece in placed]), tuple(ties))

    def _note(self, annotated: AnnotatedDocument) -> None:
        document, header = annotated.document.id, annotated.annotation_set
        name = header.name if header else None

        def lost(kind: str, records: Sequence[str]) -> None:
            if kind not in self._keeps:
                self.losses.add_all(kind, records, document=document, set_name=name)

        annotations, relations = annotated.annotations, annotated.relations
        lost(losskinds.ZONE, [zone.id for zone in annotated.zones])
        lost(losskinds.ATTRIBUTES, [a.id for a in annotations if a.attributes])
        lost(losskinds.REFERENT, [a.id for a in annotations if a.referent])
        lost(losskinds.RELATION_ATTRIBUTES, [r.id for r in relations if r.attributes])
        lost(losskinds.LONE_RELATION, [r.id for r in relations if sum(map(len, r.roles.values())) < 2])
        records: tuple[Annotation | Relation, ...] = (*annotations, *relations)
        for record in records:
            if record.note is None and not record.unsure and record.origin in _KNOWN_ORIGINS:
                continue
            if record.note is not None and not (losskinds.NOTE in self._keeps and isinstance(record, Annotation)):
                self.losses.add(losskinds.NOTE, document=document, set_name=name, record=record.id)
            if record.unsure and not (losskinds.UNSURE in self._keeps and isinstance(record, Annotation)):
                self.losses.add(losskinds.UNSURE, document=document, set_name=name, record=record.id)
            if record.origin not in _KNOWN_ORIGINS:
                lost(losskinds.ORIGIN, [record.id])
        lost(losskinds.MERGED_RELATIONS, [relation.id for relation in _merged(relations)])
        if header is not None and (header.guideline is not None or header.layers_done):
            lost(losskinds.HEADER, [""])
        if annotated.document.split or annotated.document.group:
            lost(losskinds.SPLIT, [""])
        if annotations:
            lost(losskinds.IDENTIFIERS, [""])


def _merged(relations: tuple[Relation, ...]) -> list[Relation]:
    """Attributions of a claim that has another one: ties alone do not tell which of the two each belongs to."""
    claims: dict[str, list[Relation]] = {}
    for relation in relations:
        if relation.type == ATTRIBUTION:
            claims.setdefault(next(iter(relation.roles.get("claim", ("",)))), []).append(relation)
    return [relation for several in claims.values() if len(several) > 1 for relation in several]
