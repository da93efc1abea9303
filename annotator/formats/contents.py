"""What an export contains, counted while it is written: for the manifest and the dataset card."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, Final

from annotator.formats.nativerecord import SPLITS
from annotator.model.annotated import AnnotatedDocument
from annotator.model.document import META_KEYS

_LAYER_AND_LABEL: Final = attrgetter("layer", "label")
_TYPE: Final = attrgetter("type")


@dataclass(slots=True)
class SplitCounts:
    """Counts of one split.

    Attributes:
        documents: Articles; their records come one after the other, so no ids need to be kept.
        records: Lines.
        characters: Code points of the texts, once a document.
        spans: Annotations by layer and label.
        relations: Relations by type.
    """

    documents: int = 0
    records: int = 0
    characters: int = 0
    spans: Counter[tuple[str, str]] = field(default_factory=Counter)
    relations: Counter[str] = field(default_factory=Counter)

    def table(self) -> dict[str, Any]:
        """As the manifest writes them."""
        return {
            "documents": self.documents,
            "records": self.records,
            "spans": {f"{layer}/{label}": count for (layer, label), count in sorted(self.spans.items())},
            "relations": dict(sorted(self.relations.items())),
        }


@dataclass(slots=True)
class Contents:
    """What was written, over all splits.

    Attributes:
        splits: Counts by split; train, validation and test in this order.
        sets: Records by annotation set.
        statuses: Records by status.
        guidelines: Records by the version of the guideline that they were made under, as far as it is known.
        outlets: Documents by outlet.
        languages: Documents by language.
        dates: The first and the last day of publication.
        meta_keys: Keys of the metadata beyond the six.
        attributes: Attributes of spans that have a value somewhere.
        relation_attributes: Likewise of relations.
        roles: Roles that are filled somewhere.
    """

    splits: dict[str, SplitCounts] = field(default_factory=dict)
    sets: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    guidelines: Counter[str] = field(default_factory=Counter)
    outlets: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    dates: tuple[str, str] | None = None
    meta_keys: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    relation_attributes: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    _last: str | None = None

    def begin(self, split: str) -> SplitCounts:
        """The counts of a split, made when they are first asked for."""
        if split not in self.splits:
            self.splits[split] = SplitCounts()
            known = (*SPLITS, *(name for name in self.splits if name not in SPLITS))
            self.splits = {name: self.splits[name] for name in known if name in self.splits}
        return self.splits[split]

    def add(self, annotated: AnnotatedDocument, split: str) -> None:
        """Count one record."""
        document, header = annotated.document, annotated.annotation_set
        counts = self.begin(split)
        counts.records += 1
        if document.id != self._last:
            self._last = document.id
            counts.documents += 1
            counts.characters += len(document.text)
            self._add_document(document.meta)
        if header is not None:
            self.sets[header.name] += 1
            self.statuses[header.status.value] += 1
            if header.guideline is not None:
                self.guidelines[header.guideline] += 1
        marks = (*annotated.zones, *annotated.annotations)
        counts.spans.update(map(_LAYER_AND_LABEL, marks))
        counts.relations.update(map(_TYPE, annotated.relations))
        # Few combinations of keys occur: a set of them is smaller than the keys one by one.
        self.attributes.update(*{tuple(mark.attributes) for mark in marks if mark.attributes})
        self.relation_attributes.update(*{tuple(relation.attributes) for relation in annotated.relations})
        self.roles.update(*{tuple(relation.roles) for relation in annotated.relations})

    def total(self) -> SplitCounts:
        """All splits together."""
        total = SplitCounts()
        for counts in self.splits.values():
            total.documents += counts.documents
            total.records += counts.records
            total.characters += counts.characters
            total.spans.update(counts.spans)
            total.relations.update(counts.relations)
        return total

    def _add_document(self, meta: Any) -> None:
        self.meta_keys.update(key for key in meta if key not in META_KEYS)
        if meta.get("outlet"):
            self.outlets[meta["outlet"]] += 1
        if meta.get("language"):
            self.languages[meta["language"]] += 1
        day = (meta.get("published") or "")[:10]
        if day:
            first, last = self.dates or (day, day)
            self.dates = (min(first, day), max(last, day))
