"""An annotated document as programs know it that have spans and ties between two of them: what exporters share."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial
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
_NO_CLAIM: Final = ("",)


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


# What a named tuple does itself, without the function that names its members: there are many thousand pieces.
_piece: Final = partial(tuple.__new__, Piece)


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
            layer, label, name, fragments = annotation.layer, annotation.label, annotation.id, annotation.fragments
            label = labels.get((layer, label), label)
            before, identifier = "", str(name)
            for number, span in enumerate(fragments):
                if number:
                    before, identifier = identifier, f"{name}+{number}"
                    ties.append(ForeignTie(identifier, PIECE, before, identifier))
                start, end = span.start, span.end
                piece = _piece((identifier, annotation, label, span, text[start:end], number == 0))
                placed.append((start, -end, layer, identifier, piece))
        for relation in sorted(annotated.relations, key=_BY_ID):
            ties += self._ties.of(relation)
        placed.sort()
        self._note(annotated)
        return Flat(tuple([piece for *_, piece in placed]), tuple(ties))

    def _note(self, annotated: AnnotatedDocument) -> None:
        document, header = annotated.document.id, annotated.annotation_set
        name = header.name if header else None
        annotations, relations = annotated.annotations, annotated.relations
        lost: list[tuple[str, Sequence[str]]] = [
            (losskinds.ZONE, [zone.id for zone in annotated.zones]),
            (losskinds.ATTRIBUTES, [a.id for a in annotations if a.attributes]),
            (losskinds.REFERENT, [a.id for a in annotations if a.referent]),
            (losskinds.RELATION_ATTRIBUTES, [r.id for r in relations if r.attributes]),
            (losskinds.LONE_RELATION, [r.id for r in relations if len(r.roles) == 1 and len([*r.members()]) == 1]),
            (losskinds.MERGED_RELATIONS, [relation.id for relation in _merged(relations)]),
        ]
        records: tuple[Annotation | Relation, ...] = (*annotations, *relations)
        # Nearly all have none of these.
        remarked = [r for r in records if r.note is not None or r.unsure or r.origin not in _KNOWN_ORIGINS]
        for record in remarked:
            keeps = self._keeps if isinstance(record, Annotation) else ()
            if record.note is not None and losskinds.NOTE not in keeps:
                self.losses.add(losskinds.NOTE, document=document, set_name=name, record=record.id)
            if record.unsure and losskinds.UNSURE not in keeps:
                self.losses.add(losskinds.UNSURE, document=document, set_name=name, record=record.id)
            if record.origin not in _KNOWN_ORIGINS:
                lost.append((losskinds.ORIGIN, [record.id]))
        if header is not None and (header.guideline is not None or header.layers_done):
            lost.append((losskinds.HEADER, [""]))
        if annotated.document.split or annotated.document.group:
            lost.append((losskinds.SPLIT, [""]))
        if annotations:
            lost.append((losskinds.IDENTIFIERS, [""]))
        for kind, ids in lost:
            if ids and kind not in self._keeps:
                self.losses.add_all(kind, ids, document=document, set_name=name)


def _merged(relations: tuple[Relation, ...]) -> list[Relation]:
    """Attributions of a claim that has another one: ties alone do not tell which of the two each belongs to."""
    claims: dict[str, list[Relation]] = {}
    for relation in relations:
        if relation.type == ATTRIBUTION:
            claim = relation.roles.get("claim", _NO_CLAIM)[0]
            claims.setdefault(claim, []).append(relation)
    if len(claims) == len(relations):
        return []
    return [relation for several in claims.values() if len(several) > 1 for relation in several]
