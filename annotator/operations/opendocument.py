"""One document as one person works at it: a live picture of the text and of their own set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from types import MappingProxyType

from annotator.model.annotated import AnnotatedDocument, AnnotationSet
from annotator.model.annotation import Annotation
from annotator.model.attribution import Attribution, ClaimState, claim_state
from annotator.model.changes import Change, ChangeSet, RecordKind
from annotator.model.document import Document
from annotator.model.identity import ActId, AnnotationId, ReferentId, RelationId, SetName
from annotator.model.referent import Referent
from annotator.model.relation import Relation
from annotator.model.scheme import CLAIM_LAYER, Scheme
from annotator.model.span import Span
from annotator.model.spanindex import SpanIndex
from annotator.operations.claimtable import ClaimTable
from annotator.text.clauses import paragraphs
from annotator.text.words import count_words


class OpenDocument:
    """A document, its zones, and the annotations and relations of one set.

    Belongs to the session, which brings it up to date after every act and before any listener is told;
    everybody else only reads.

    Attributes:
        document: The article.
        text: Its text.
        scheme: The scheme of the corpus.
        set_name: Whose work is shown.
        header: Status of that work, or None while there is none.
        as_of: The act after which it stood so, of a document at an earlier time; None: it is as it is now.
        paragraphs: The lines of the text, without their newlines.
    """

    def __init__(
        self, annotated: AnnotatedDocument, *, scheme: Scheme, set_name: SetName, as_of: ActId | None = None
    ) -> None:
        self.document = annotated.document
        self.text = annotated.document.text
        self.scheme = scheme
        self.set_name = set_name
        self.as_of = as_of
        self.paragraphs: tuple[Span, ...] = tuple(paragraphs(self.text))
        self.reload(annotated)

    def reload(self, annotated: AnnotatedDocument) -> None:
        """Take over everything anew, after a bulk act."""
        self.document = annotated.document
        self.header: AnnotationSet | None = annotated.annotation_set
        self._annotations = {a.id: a for a in annotated.annotations}
        self._zones = {z.id: z for z in annotated.zones}
        self._relations = {r.id: r for r in annotated.relations}
        self._referents = {r.id: r for r in annotated.referents}
        self._index = SpanIndex(annotated.annotations)
        self._unsure = {a.id for a in annotated.annotations if a.unsure}
        self._unsure_relations = {r.id for r in annotated.relations if r.unsure}
        self._layers = Counter(a.layer for a in annotated.annotations)
        self._table = ClaimTable(self.text, annotated.annotations, annotated.relations)
        self._table.learn_referents(self._referents)

    # ------------------------------------------------------------------ what is there

    @property
    def annotations(self) -> Mapping[AnnotationId, Annotation]:
        """The annotations of the set, without zones."""
        return MappingProxyType(self._annotations)

    @property
    def zones(self) -> Mapping[AnnotationId, Annotation]:
        """The zones of the document."""
        return MappingProxyType(self._zones)

    @property
    def relations(self) -> Mapping[RelationId, Relation]:
        """The relations of the set."""
        return MappingProxyType(self._relations)

    @property
    def referents(self) -> Mapping[ReferentId, Referent]:
        """The referents that annotations of the set name."""
        return MappingProxyType(self._referents)

    def touching(self, start: int, end: int) -> list[Annotation]:
        """Annotations whose extent shares a character with ``[start, end)``, in reading order."""
        return self._index.touching(start, end)

    def at(self, offset: int) -> list[Annotation]:
        """Annotations that cover the character at ``offset``, innermost first."""
        found = [a for a in self._index.touching(offset, offset + 1) if a.covers(offset)]
        return sorted(found, key=lambda a: (a.end - a.start, a.layer != CLAIM_LAYER, a.layer, a.id))

    @property
    def unsure(self) -> AbstractSet[AnnotationId]:
        """The annotations in doubt."""
        return self._unsure

    @property
    def unsure_relations(self) -> AbstractSet[RelationId]:
        """The relations in doubt."""
        return self._unsure_relations

    @cached_property
    def word_count(self) -> int:
        """How many words the text has."""
        return count_words(self.text)

    @property
    def counts(self) -> dict[str, int]:
        """Annotations by layer, and beside them ``relations``, ``open`` claims and ``unsure``.

        What the summary of a document counts of the set, without asking the corpus.
        """
        found = {layer: count for layer, count in self._layers.items() if count}
        return found | {"relations": len(self._relations), "open": self.open_count, "unsure": len(self._unsure)}

    def relations_of(self, annotation: AnnotationId) -> list[Relation]:
        """Relations in which the annotation takes part, by id."""
        return self._table.relations_of(annotation)

    def zone_of(self, span: Span) -> str | None:
        """Label of the zone that covers the start of ``span``, or None for plain body."""
        for zone in self._zones.values():
            if zone.covers(span.start):
                return zone.label
        return None

    def paragraph_at(self, offset: int) -> int:
        """Number of the paragraph that holds ``offset``, from zero."""
        low, high = 0, len(self.paragraphs) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.paragraphs[middle].start <= offset:
                low = middle
            else:
                high = middle - 1
        return low

    # ------------------------------------------------------------------ what follows from it

    def attributions(self, claim: AnnotationId) -> list[Attribution]:
        """The chains of one claim in reading order, a proposed stance filled in where nobody gave one."""
        return self._table.chains(claim)

    def state(self, claim: AnnotationId) -> ClaimState:
        """What the rail shows of a claim."""
        return claim_state(self.attributions(claim))

    def number(self, claim: AnnotationId) -> int:
        """The claim's number in the article, from one."""
        return self._table.number(claim)

    def claims(self) -> list[Annotation]:
        """All claims in reading order."""
        return list(self._table.claims)

    def open_claims(self) -> list[Annotation]:
        """Claims that nobody has attributed yet, in reading order."""
        return list(self._table.open_claims)

    @property
    def claim_count(self) -> int:
        """How many claims there are."""
        return len(self._table.claims)

    @property
    def open_count(self) -> int:
        """How many claims nobody has attributed yet."""
        return len(self._table.open_claims)

    def next_open_claim(self, offset: int) -> Annotation | None:
        """The next open claim that starts behind an offset, the first one after the last; None where none is open."""
        still_open = self._table.open_claims
        behind = next(still_open.starting_from(offset + 1), None)
        return behind if behind is not None else next(iter(still_open), None)

    def claims_before(self, offset: int) -> Iterator[Annotation]:
        """Claims that start before an offset, the last one first; nothing may be changed meanwhile."""
        return self._table.claims.starting_before(offset)

    def sources_before(self, offset: int) -> Iterator[Annotation]:
        """Sources that start before an offset, the last one first; nothing may be changed meanwhile."""
        return self._table.sources.starting_before(offset)

    def sources_from(self, offset: int) -> Iterator[Annotation]:
        """Sources that start at an offset or after it, in reading order; nothing may be changed meanwhile."""
        return self._table.sources.starting_from(offset)

    @property
    def speaker_count(self) -> int:
        """How many speakers the sources name."""
        return self._table.speaker_count

    def parent(self, claim: AnnotationId) -> AnnotationId | None:
        """The smallest claim that contains this one, or None."""
        return self._table.parent(claim)

    def children(self, claim: AnnotationId) -> list[AnnotationId]:
        """The claims directly inside this one, in reading order."""
        return self._table.children(claim)

    def depth(self, claim: AnnotationId) -> int:
        """How many claims contain this one."""
        depth = 0
        while (parent := self._table.parent(claim)) is not None:
            depth, claim = depth + 1, parent
        return depth

    def hue(self, annotation: AnnotationId) -> int:
        """The number of the speaker: of a source itself, of a claim that of its first source; 0 where there is none."""
        return self._table.hue(annotation)

    # ------------------------------------------------------------------ keeping up

    def apply(self, changes: ChangeSet) -> None:
        """Take over what an act changed; bulk changes come by ``reload`` instead."""
        for change in changes.changes:
            if change.key.document == self.document.id and change.key.set_name in (None, self.set_name):
                self._apply(change)

    def _apply(self, change: Change) -> None:
        new, key = change.new, change.key
        if key.kind is RecordKind.ANNOTATION:
            old = self._annotations.pop(AnnotationId(key.id), None)
            if old is not None:
                self._index.remove(old.id)
                self._layers[old.layer] -= 1
            self._unsure.discard(AnnotationId(key.id))
            if isinstance(new, Annotation):
                self._annotations[new.id] = new
                self._index.add(new)
                self._layers[new.layer] += 1
                if new.unsure:
                    self._unsure.add(new.id)
                self._table.put_annotation(new)
            elif old is not None:
                self._table.drop_annotation(old.id)
        elif key.kind is RecordKind.RELATION:
            gone = self._relations.pop(RelationId(key.id), None)
            self._unsure_relations.discard(RelationId(key.id))
            if gone is not None:
                self._table.drop_relation(gone)
            if isinstance(new, Relation):
                self._relations[new.id] = new
                if new.unsure:
                    self._unsure_relations.add(new.id)
                self._table.put_relation(new)
        elif key.kind is RecordKind.ZONE:
            self._zones.pop(AnnotationId(key.id), None)
            if isinstance(new, Annotation):
                self._zones[new.id] = new
        elif key.kind is RecordKind.DOCUMENT and isinstance(new, Document):
            self.document = new
        elif key.kind is RecordKind.HEADER:
            self.header = new if isinstance(new, AnnotationSet) else None

    def learn_referents(self, referents: Mapping[ReferentId, Referent]) -> None:
        """Take over the referents of the corpus that annotations may name."""
        self._referents = dict(referents)
        self._table.learn_referents(self._referents)
