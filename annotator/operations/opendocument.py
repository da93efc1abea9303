"""One document as one person works at it: a live picture of the text and of their own set."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from types import MappingProxyType

from annotator.model.annotated import AnnotatedDocument, AnnotationSet
from annotator.model.annotation import Annotation
from annotator.model.attribution import (
    Attribution,
    ClaimState,
    attributions_by_claim,
    claim_numbers,
    claim_state,
    parent_claims,
    source_numbers,
    speaker_of,
)
from annotator.model.changes import Change, ChangeSet, RecordKind
from annotator.model.identity import AnnotationId, ReferentId, RelationId, SetName
from annotator.model.referent import Referent
from annotator.model.relation import Relation
from annotator.model.scheme import ATTRIBUTION, CLAIM_LAYER, SOURCE_LAYER, Scheme
from annotator.model.span import Span
from annotator.model.spanindex import SpanIndex
from annotator.operations import proposals
from annotator.text.clauses import paragraphs
from annotator.text.folding import fold


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
        paragraphs: The lines of the text, without their newlines.
    """

    def __init__(self, annotated: AnnotatedDocument, *, scheme: Scheme, set_name: SetName) -> None:
        self.document = annotated.document
        self.text = annotated.document.text
        self.scheme = scheme
        self.set_name = set_name
        self.paragraphs: tuple[Span, ...] = tuple(paragraphs(self.text))
        self._folded_sources: dict[AnnotationId, tuple[Annotation, str]] = {}
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
        self._ties: dict[AnnotationId, dict[RelationId, Relation]] = {}
        for relation in annotated.relations:
            self._tie(relation)
        self._forget_derived()

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

    def relations_of(self, annotation: AnnotationId) -> list[Relation]:
        """Relations in which the annotation takes part, by id."""
        return sorted(self._ties.get(annotation, {}).values(), key=lambda relation: relation.id)

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
        self._derive()
        return self._attributions.get(claim, [])

    def state(self, claim: AnnotationId) -> ClaimState:
        """What the rail shows of a claim."""
        return claim_state(self.attributions(claim))

    def number(self, claim: AnnotationId) -> int:
        """The claim's number in the article, from one."""
        self._derive()
        return self._numbers.get(claim, 0)

    def claims(self) -> list[Annotation]:
        """All claims in reading order."""
        self._derive()
        return [self._annotations[claim] for claim in self._numbers]

    def open_claims(self) -> list[Annotation]:
        """Claims that nobody has attributed yet, in reading order."""
        return [claim for claim in self.claims() if not self._attributions.get(claim.id)]

    def parent(self, claim: AnnotationId) -> AnnotationId | None:
        """The smallest claim that contains this one, or None."""
        self._derive()
        return self._parents.get(claim)

    def children(self, claim: AnnotationId) -> list[AnnotationId]:
        """The claims directly inside this one, in reading order."""
        self._derive()
        return [child for child in self._numbers if self._parents.get(child) == claim]

    def depth(self, claim: AnnotationId) -> int:
        """How many claims contain this one."""
        depth, parent = 0, self.parent(claim)
        while parent is not None:
            depth, parent = depth + 1, self._parents.get(parent)
        return depth

    def hue(self, annotation: AnnotationId) -> int:
        """The number of the speaker: of a source itself, of a claim that of its first source; 0 where there is none."""
        self._derive()
        own = self._sources.get(annotation)
        if own is not None:
            return own
        speaker = speaker_of(self._attributions.get(annotation, ()))
        return self._sources.get(speaker, 0) if speaker is not None else 0

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
            if isinstance(new, Annotation):
                self._annotations[new.id] = new
                self._index.add(new)
            layers = {a.layer for a in (old, new) if isinstance(a, Annotation)}
            # A cue counts once it is tied: its attributes can change the proposed stance of a chain.
            if layers & {CLAIM_LAYER, SOURCE_LAYER} or self._ties.get(AnnotationId(key.id)):
                self._forget_derived()
        elif key.kind is RecordKind.RELATION:
            gone = self._relations.pop(RelationId(key.id), None)
            if gone is not None:
                for _, member in gone.members():
                    self._ties.get(member, {}).pop(gone.id, None)
            if isinstance(new, Relation):
                self._relations[new.id] = new
                self._tie(new)
            self._forget_derived()
        elif key.kind is RecordKind.ZONE:
            self._zones.pop(AnnotationId(key.id), None)
            if isinstance(new, Annotation):
                self._zones[new.id] = new
        elif key.kind is RecordKind.HEADER:
            self.header = new if isinstance(new, AnnotationSet) else None

    def learn_referents(self, referents: Mapping[ReferentId, Referent]) -> None:
        """Take over the referents of the corpus that annotations may name."""
        self._referents = dict(referents)
        self._forget_derived()

    def _tie(self, relation: Relation) -> None:
        for _, member in relation.members():
            self._ties.setdefault(member, {})[relation.id] = relation

    def _forget_derived(self) -> None:
        self._derived = False

    def _derive(self) -> None:
        """Numbers, hues, nesting and chains, computed when first asked for after a change."""
        if self._derived:
            return
        self._derived = True
        values = self._annotations.values()
        self._numbers = claim_numbers(values)
        self._parents = parent_claims(values)
        self._sources = source_numbers(values, self._speaker)
        attributions = (r for r in self._relations.values() if r.type == ATTRIBUTION)
        self._attributions = {
            claim: sorted(map(self._with_stance, chains), key=self._place)
            for claim, chains in attributions_by_claim(attributions).items()
        }

    def _with_stance(self, chain: Attribution) -> Attribution:
        if chain.stance is not None:
            return chain
        return proposals.with_stance(
            chain, [self._annotations[c] for c in chain.cues if c in self._annotations], self.text
        )

    def _place(self, chain: Attribution) -> tuple[int, RelationId]:
        """Where a chain is read, so that its place among others does not hang on when it was last changed."""
        members = (*chain.cues, *chain.via, *chain.sources)
        starts = [self._annotations[member].start for member in members if member in self._annotations]
        return (min(starts, default=0), chain.relation)

    def _speaker(self, source: Annotation) -> Hashable:
        if source.referent is not None:
            referent = self._referents.get(source.referent)
            return ("referent", (referent.same_as or referent.id) if referent else source.referent)
        known = self._folded_sources.get(source.id)
        if known is None or known[0] is not source:
            known = (source, fold(source.text(self.text)))
            self._folded_sources[source.id] = known
        return known[1]
