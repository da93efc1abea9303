"""What an export takes of a corpus: whose sets, how far done, which layers, and whether doubts too."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from annotator.formats.losses import Losses
from annotator.formats.nativerecord import SPLITS
from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import Annotation
from annotator.model.errors import AnnotatorError, NotFound, message
from annotator.model.identity import ADJUDICATED, DocumentId, SetName
from annotator.model.relation import Relation
from annotator.model.scheme import ZONE_LAYER, Scheme
from annotator.model.workflow import Status
from annotator.store.corpus import Corpus

FILTERED: Final = "left out by the filters"


class SelectionRefused(AnnotatorError):
    """A choice that contradicts itself or the scheme."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What a person can say about an export.

    Attributes:
        annotators: Only these annotation sets; empty for all.
        adjudicated: Only the adjudicated sets, or these beside those of ``annotators``.
        status: Only sets of this status, or None.
        layers: Only annotations of these layers, and relations of these types with all their members; empty for all.
        layers_done: Only layers that were annotated exhaustively.
        without_unsure: Whether annotations in doubt are left out.
        documents: Only these documents; empty for all.
        split: Shares of train, validation and test in per cent, drawn anew; None keeps the split of the corpus.
        seed: Draws the split.
        language: ``ar`` or ``en``, for formats that people read; empty for that of the interface.
    """

    annotators: tuple[SetName, ...] = ()
    adjudicated: bool = False
    status: Status | None = None
    layers: tuple[str, ...] = ()
    layers_done: bool = False
    without_unsure: bool = False
    documents: tuple[DocumentId, ...] = ()
    split: tuple[int, int, int] | None = None
    seed: int = 0
    language: str = ""

    @property
    def sets(self) -> tuple[SetName, ...]:
        """The sets that are asked for by name; empty for all."""
        return self.annotators + ((ADJUDICATED,) if self.adjudicated else ())

    def table(self) -> dict[str, Any]:
        """The filters as the manifest writes them."""
        return {
            "annotators": list(self.annotators),
            "adjudicated": self.adjudicated,
            "status": None if self.status is None else self.status.value,
            "layers": list(self.layers),
            "layers_done": self.layers_done,
            "without_unsure": self.without_unsure,
            "documents": list(self.documents),
        }


def check(options: ExportOptions, corpus: Corpus) -> None:
    """Refuse choices that select nothing by mistake.

    Raises:
        NotFound: If a set or a document is not in the corpus.
        SelectionRefused: If a layer is not in the scheme, or the split does not add up.
    """
    if options.sets:
        in_use = corpus.set_names_in_use()
        for name in options.sets:
            if name not in in_use:
                raise NotFound(
                    message("The corpus has no annotation set “{name}”.", name=name),
                    message("Its sets are: {names}.", names=", ".join(in_use) or "–"),
                )
    for document in options.documents:
        if not corpus.has_document(document):
            raise NotFound(message("The corpus has no document “{document}”.", document=document))
    known = (*corpus.scheme.layers, *corpus.scheme.relation_types)
    for layer in options.layers:
        if layer not in known:
            raise SelectionRefused(
                message("The scheme has no layer “{layer}”.", layer=layer),
                message("Its layers are: {names}.", names=", ".join(known)),
            )
    if options.split is not None and (sum(options.split) != 100 or min(options.split) < 0):
        raise SelectionRefused(
            message("The shares of the split do not add up to 100: {shares}.", shares=",".join(map(str, options.split)))
        )


def selected(corpus: Corpus, options: ExportOptions, losses: Losses) -> Iterator[AnnotatedDocument]:
    """The records to write, in order, with what the filters leave out noted.

    Args:
        corpus: The corpus.
        options: What to take.
        losses: Where to note annotations that are left out.
    """
    records = corpus.every_annotated(sets=options.sets or None, documents=frozenset(options.documents) or None)
    narrowing = bool(options.layers or options.layers_done or options.without_unsure)
    for record in records:
        header = record.annotation_set
        if options.status is not None and (header is None or header.status is not options.status):
            continue
        if options.layers_done and (header is None or not header.layers_done):
            continue
        narrowed = _narrowed(record, options, corpus.scheme, losses) if narrowing else record
        yield narrowed if options.split is None else _with_split(narrowed, options.split, options.seed)


def _narrowed(record: AnnotatedDocument, options: ExportOptions, scheme: Scheme, losses: Losses) -> AnnotatedDocument:
    """The record with only what the filters let through."""
    header = record.annotation_set
    done = header.layers_done if header else ()
    layers, types = set(scheme.layers), set(scheme.relation_types)
    if options.layers:
        layers &= set(options.layers)
        types &= set(options.layers)
    if options.layers_done:
        layers &= {*done, ZONE_LAYER}
        types &= set(done)
    asked_for = types if options.layers else set[str]()
    # Members of a relation that was asked for by name come along, whatever their layer.
    along = {member for r in record.relations if r.type in asked_for for _, member in r.members()}
    annotations = [a for a in record.annotations if a.layer in layers or a.id in along]
    zones = [z for z in record.zones if z.layer in layers]
    doubtful = set[str]()
    if options.without_unsure:
        doubtful = {a.layer for a in annotations if a.unsure}
        annotations = [a for a in annotations if not a.unsure]
    present = {a.id for a in (*annotations, *zones)}
    relations: list[Relation] = []
    for relation in record.relations:
        wanted = relation.type in types or (options.layers and not asked_for and relation.type in scheme.relation_types)
        if options.layers_done and relation.type not in done:
            wanted = False
        if (
            not wanted
            or (options.without_unsure and relation.unsure)
            or any(member not in present for _, member in relation.members())
        ):
            doubtful |= {relation.type} if options.without_unsure else set()
            continue
        relations.append(relation)
    _note(record, annotations, relations, losses)
    if header is not None:
        # Where doubts are left out, what is absent is no longer a negative.
        kept = layers | types | ({r.type for r in relations} if options.layers else set())
        header = replace(header, layers_done=tuple(n for n in done if n in kept and n not in doubtful))
    named = {a.referent for a in (*annotations, *zones)}
    return replace(
        record,
        zones=tuple(zones),
        annotation_set=header,
        annotations=tuple(annotations),
        relations=tuple(relations),
        referents=tuple(r for r in record.referents if r.id in named),
    )


def _note(record: AnnotatedDocument, annotations: list[Annotation], relations: list[Relation], losses: Losses) -> None:
    name = record.annotation_set.name if record.annotation_set else None
    kept: set[str] = {*(a.id for a in annotations), *(r.id for r in relations)}
    everything: list[str] = [*(a.id for a in record.annotations), *(r.id for r in record.relations)]
    for left_out in everything:
        if left_out not in kept:
            losses.add(FILTERED, document=record.document.id, set_name=name, record=left_out)


def _with_split(record: AnnotatedDocument, shares: tuple[int, int, int], seed: int) -> AnnotatedDocument:
    """The record with its split drawn from a digest, so that articles that come later move none of the earlier ones.

    Near-duplicates and equal texts stay together.
    """
    document = record.document
    drawn = hashlib.sha256(f"{seed}/{document.group or document.text_sha256}".encode()).digest()
    point = int.from_bytes(drawn[:8], "big") / 2**64 * 100
    border, chosen = 0, SPLITS[-1]
    for name, share in zip(SPLITS, shares, strict=True):
        border += share
        if point < border:
            chosen = name
            break
    return replace(record, document=replace(document, split=chosen))
