"""What an export takes of a corpus: whose sets, how far done, which layers, and whether doubts too."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from annotator.analysis.splits import check_shares
from annotator.formats.losses import Losses
from annotator.formats.losskinds import MERGED_REFERENT
from annotator.formats.mapping import LabelMap
from annotator.formats.tokens import TokenPolicy
from annotator.language import N_
from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import Annotation
from annotator.model.errors import AnnotatorError, NotFound, message
from annotator.model.identity import ADJUDICATED, DocumentId, Handle, ReferentId, SetName
from annotator.model.referent import Referent
from annotator.model.relation import Relation
from annotator.model.scheme import ZONE_LAYER, Label, Layer, Scheme
from annotator.model.workflow import Status
from annotator.operations.referents import standing
from annotator.operations.visibility import Sight
from annotator.store.corpus import Corpus

_DAY: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
FILTERED: Final = "left out by the filters"
HIDDEN: Final = N_("annotation set hidden in the blind phase")


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
        by_date: Whether that split goes by date, the oldest to train, rather than by a draw.
        stratify: Metadata key whose values are spread over that split alike; empty for none.
        language: ``ar`` or ``en``, for formats that people read; empty for that of the interface.
        negatives: Whether sentences without claims are written too, from articles whose claims are done.
        tokens: What becomes of words in which an annotation begins or ends, for formats with tokens.
        mapping: What labels are called outside, or None.
        labels: Only annotations with these labels, each a name or ``layer/name``; empty for all.
        outlets: Only articles of these outlets; empty for all.
        since: Only articles published on this day or later, ISO 8601; empty for all.
        until: Only articles published on this day or earlier.
        viewer: Who exports, and so may see what is written; None: nobody whom the corpus knows.
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
    negatives: bool = False
    tokens: TokenPolicy = TokenPolicy.WORD
    mapping: LabelMap | None = None
    labels: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    viewer: Handle | None = None
    by_date: bool = False
    stratify: str = ""

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
            "negatives": self.negatives,
            "labels": list(self.labels),
            "outlets": list(self.outlets),
            "since": self.since or None,
            "until": self.until or None,
            "mapping": None if self.mapping is None else self.mapping.name,
            "split_by": None if self.split is None else "date" if self.by_date else self.stratify or None,
        }


def check(options: ExportOptions, corpus: Corpus) -> None:
    """Refuse choices that select nothing by mistake.

    Raises:
        NotFound: If a set, a document or an outlet is not in the corpus.
        Hidden: If a set is asked for by name of which the viewer may see nothing.
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
        _refuse_hidden(options, corpus)
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
    labels = {name for layer in corpus.scheme.layers.values() for la in layer.labels for name in _names(layer, la)}
    for label in options.labels:
        if label not in labels:
            raise SelectionRefused(message("The scheme has no label “{label}”.", label=label))
    if options.outlets:
        outlets = {summary.outlet for summary in corpus.documents() if summary.outlet}
        for outlet in options.outlets:
            if outlet not in outlets:
                raise NotFound(
                    message("The corpus has no article of the outlet “{name}”.", name=outlet),
                    message("Its outlets are: {names}.", names=", ".join(sorted(outlets)) or "–"),
                )
    for day in (options.since, options.until):
        if day and not _DAY.fullmatch(day):
            raise SelectionRefused(
                message("“{day}” is not a day.", day=day),
                message("Such a day is 2026-11-01; a month 2026-11, a year 2026."),
            )
    if options.split is not None:
        check_shares(options.split)


def _refuse_hidden(options: ExportOptions, corpus: Corpus) -> None:
    """Refuse a set that is asked for by name and that the viewer may see in none of the documents."""
    sight = Sight(corpus, options.viewer)
    if sight.everything:
        return
    chosen = frozenset(options.documents)
    documents = [s for s in corpus.documents() if not chosen or s.id in chosen]
    for name in options.sets:
        bearing = [summary.id for summary in documents if name in summary.statuses]
        if bearing and not any(sight.sees(document, name) for document in bearing):
            sight.require(bearing[0], name)


def _names(layer: Layer, label: Label) -> tuple[str, str]:
    return label.name, f"{layer.name}/{label.name}"


def selected(
    corpus: Corpus, options: ExportOptions, losses: Losses, *, splits: Mapping[DocumentId, str] | None = None
) -> Iterator[AnnotatedDocument]:
    """The records to write, in order, with what the filters leave out noted.

    Args:
        corpus: The corpus.
        options: What to take.
        losses: Where to note annotations that are left out.
        splits: The split of each document for this export; None keeps that of the corpus.
    """
    sight = Sight(corpus, options.viewer)
    records = sight.every_annotated(
        sets=options.sets or None,
        documents=frozenset(options.documents) or None,
        left_out=lambda document, name: losses.add(HIDDEN, document=document, set_name=name),
    )
    referents = corpus.referents()
    merged = {r.id: whole for r in referents.values() if r.same_as and (whole := standing(referents, r.id)) is not None}
    narrowing = bool(options.layers or options.labels or options.layers_done or options.without_unsure)
    for record in records:
        header = record.annotation_set
        if not _is_wanted(record.document.meta, options):
            continue
        if options.status is not None and (header is None or header.status is not options.status):
            continue
        if options.layers_done and (header is None or not header.layers_done):
            continue
        narrowed = _narrowed(record, options, corpus.scheme, losses) if narrowing else record
        if merged:
            narrowed = _with_those_that_stand(narrowed, merged, losses)
        yield narrowed if splits is None else _with_split(narrowed, splits.get(narrowed.document.id))


def _with_those_that_stand(
    record: AnnotatedDocument, merged: Mapping[ReferentId, Referent], losses: Losses
) -> AnnotatedDocument:
    """The record with each referent that was merged into another replaced by that one.

    Annotations keep the id they were given, so that a merge can be taken back; outside the corpus nobody could tell
    that the two are one.
    """
    marks = (*record.zones, *record.annotations)
    moved = [mark.id for mark in marks if mark.referent in merged]
    if not moved:
        return record
    name = record.annotation_set.name if record.annotation_set else None
    for mark in moved:
        losses.add(MERGED_REFERENT, document=record.document.id, set_name=name, record=mark)

    def standing_now(mark: Annotation) -> Annotation:
        whole = merged.get(mark.referent) if mark.referent else None
        return mark if whole is None else replace(mark, referent=whole.id)

    referents = {whole.id: whole for r in record.referents for whole in (merged.get(r.id, r),)}
    return replace(
        record,
        zones=tuple(map(standing_now, record.zones)),
        annotations=tuple(map(standing_now, record.annotations)),
        referents=tuple(referents[identifier] for identifier in sorted(referents)),
    )


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
    annotations = [a for a in record.annotations if (a.layer in layers or a.id in along) and _bears(a, options.labels)]
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
    _note(record, {*present, *(r.id for r in relations)}, losses)
    if header is not None:
        # Where doubts are left out, what is absent is no longer a negative.
        kept = layers | types | ({r.type for r in relations} if options.layers else set())
        partial = _partial_layers(scheme, options.labels)
        header = replace(header, layers_done=tuple(n for n in done if n in kept and n not in doubtful | partial))
    named = {a.referent for a in (*annotations, *zones)}
    return replace(
        record,
        zones=tuple(zones),
        annotation_set=header,
        annotations=tuple(annotations),
        relations=tuple(relations),
        referents=tuple(r for r in record.referents if r.id in named),
    )


def _is_wanted(meta: Mapping[str, str | None], options: ExportOptions) -> bool:
    """Whether an article is of the outlets and the days that were asked for; one without a date is of no day."""
    if options.outlets and meta.get("outlet") not in options.outlets:
        return False
    published = meta.get("published") or ""
    if (options.since or options.until) and not published:
        return False
    # Dates may be known to the month only: they are compared as far as both go.
    since, until = options.since[: len(published)], options.until[: len(published)]
    return published[: len(since)] >= since and published[: len(until)] <= until


def _bears(annotation: Annotation, labels: tuple[str, ...]) -> bool:
    return not labels or annotation.label in labels or f"{annotation.layer}/{annotation.label}" in labels


def _partial_layers(scheme: Scheme, labels: tuple[str, ...]) -> set[str]:
    """Layers of which only some labels are taken: absence there is no longer a negative."""
    if not labels:
        return set()
    return {
        layer.name
        for layer in scheme.layers.values()
        if not all(any(name in labels for name in _names(layer, label)) for label in layer.labels)
    }


def _note(record: AnnotatedDocument, kept: Collection[str], losses: Losses) -> None:
    name = record.annotation_set.name if record.annotation_set else None
    everything: list[str] = [mark.id for mark in (*record.zones, *record.annotations)]
    everything += [relation.id for relation in record.relations]
    for left_out in everything:
        if left_out not in kept:
            losses.add(FILTERED, document=record.document.id, set_name=name, record=left_out)


def _with_split(record: AnnotatedDocument, split: str | None) -> AnnotatedDocument:
    return replace(record, document=replace(record.document, split=split))
