"""What a corpus holds, counted in one pass over its annotated documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from annotator.model.annotated import AnnotatedDocument
from annotator.model.attribution import attribution_of
from annotator.model.identity import DocumentId, SetName
from annotator.model.scheme import CLAIM_LAYER

UNANSWERED: Final = ""
"""The key under which attributions without a holder, or without a stance, are counted."""


@dataclass(frozen=True, slots=True)
class SetCounts:
    """What the annotation sets of one name hold together.

    Attributes:
        documents: How many documents have such a set.
        statuses: Documents by status.
        annotations: Annotations by layer and label.
        relations: Relations by type.
        holders: Attributions by holder; ``UNANSWERED`` where nobody said.
        stances: Attributions by stance; ``UNANSWERED`` where nobody said.
        open_claims: Claims without an attribution: work left to do.
        unsure: Annotations and relations in doubt.
    """

    documents: int
    statuses: Mapping[str, int] = field(hash=False)
    annotations: Mapping[str, Mapping[str, int]] = field(hash=False)
    relations: Mapping[str, int] = field(hash=False)
    holders: Mapping[str, int] = field(hash=False)
    stances: Mapping[str, int] = field(hash=False)
    open_claims: int
    unsure: int


@dataclass(frozen=True, slots=True)
class CorpusCounts:
    """What a corpus holds.

    Attributes:
        documents: How many articles.
        unannotated: How many of them nobody has annotated.
        characters: Code points of all texts.
        words: Words of all texts.
        zones: Zones by label.
        sets: By the name of the annotation set, sorted.
    """

    documents: int
    unannotated: int
    characters: int
    words: int
    zones: Mapping[str, int] = field(hash=False)
    sets: Mapping[SetName, SetCounts] = field(hash=False)


def count(records: Iterable[AnnotatedDocument], *, words_in: Callable[[str], int]) -> CorpusCounts:
    """Count everything in one pass; nothing is kept of a record once it is counted.

    Args:
        records: Sorted by document, one for each of its sets, or one without a set.
        words_in: How many words a text has.
    """
    total = _Total()
    for record in records:
        total.add(record, words_in)
    return total.counts()


class _Total:
    """The running sums of one pass."""

    def __init__(self) -> None:
        self._latest: DocumentId | None = None
        self._documents = self._unannotated = self._characters = self._words = 0
        self._zones: Counter[str] = Counter()
        self._sets: dict[SetName, _SetTotal] = {}

    def add(self, record: AnnotatedDocument, words_in: Callable[[str], int]) -> None:
        if record.document.id != self._latest:
            self._latest = record.document.id
            self._documents += 1
            self._characters += len(record.document.text)
            self._words += words_in(record.document.text)
            self._zones.update(zone.label for zone in record.zones)
        if record.annotation_set is None:
            self._unannotated += 1
        else:
            self._sets.setdefault(record.annotation_set.name, _SetTotal()).add(record)

    def counts(self) -> CorpusCounts:
        return CorpusCounts(
            documents=self._documents,
            unannotated=self._unannotated,
            characters=self._characters,
            words=self._words,
            zones=_sorted(self._zones),
            sets={name: self._sets[name].counts() for name in sorted(self._sets)},
        )


class _SetTotal:
    """The running sums of the sets of one name."""

    def __init__(self) -> None:
        self._documents = self._open = self._unsure = 0
        self._statuses: Counter[str] = Counter()
        self._labels: Counter[tuple[str, str]] = Counter()
        self._relations: Counter[str] = Counter()
        self._holders: Counter[str] = Counter()
        self._stances: Counter[str] = Counter()

    def add(self, record: AnnotatedDocument) -> None:
        assert record.annotation_set is not None
        self._documents += 1
        self._statuses[record.annotation_set.status.value] += 1
        self._labels.update((annotation.layer, annotation.label) for annotation in record.annotations)
        self._relations.update(relation.type for relation in record.relations)
        self._unsure += sum(a.unsure for a in record.annotations) + sum(r.unsure for r in record.relations)
        attributed = set()
        for attribution in filter(None, map(attribution_of, record.relations)):
            attributed.add(attribution.claim)
            self._holders[attribution.holder or UNANSWERED] += 1
            self._stances[attribution.stance or UNANSWERED] += 1
        self._open += sum(a.layer == CLAIM_LAYER and a.id not in attributed for a in record.annotations)

    def counts(self) -> SetCounts:
        layers: dict[str, Counter[str]] = {}
        for (layer, label), number in self._labels.items():
            layers.setdefault(layer, Counter())[label] = number
        return SetCounts(
            documents=self._documents,
            statuses=_sorted(self._statuses),
            annotations={layer: _sorted(layers[layer]) for layer in sorted(layers)},
            relations=_sorted(self._relations),
            holders=_sorted(self._holders),
            stances=_sorted(self._stances),
            open_claims=self._open,
            unsure=self._unsure,
        )


def _sorted(counter: Counter[str]) -> dict[str, int]:
    """The most frequent first, equals by name, so that the same corpus always says the same."""
    return dict(sorted(((str(name), number) for name, number in counter.items()), key=lambda pair: (-pair[1], pair[0])))
