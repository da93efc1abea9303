"""What follows from the claims, sources and attributions of one set: numbers, nesting, chains, hues.

Kept up to date piece by piece: a key in an article with tens of thousands of annotations costs what it costs in a short
one. ``model.attribution`` says the same of a whole set at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from annotator.model.annotation import Annotation
from annotator.model.attribution import Attribution, attribution_of, speaker_of
from annotator.model.identity import AnnotationId, ReferentId, RelationId
from annotator.model.referent import Referent
from annotator.model.relation import Relation
from annotator.model.scheme import ATTRIBUTION, CLAIM_LAYER, SOURCE_LAYER
from annotator.model.spanindex import SpanIndex
from annotator.operations import proposals
from annotator.operations.sorting import SortedAnnotations, SortKey
from annotator.operations.speakers import Speakers


class ClaimTable:
    """The claims, sources and chains of one annotation set.

    Belongs to an ``OpenDocument``, which tells it of every change and answers from it.
    """

    def __init__(self, text: str, annotations: Iterable[Annotation], relations: Iterable[Relation]) -> None:
        self._text = text
        self._annotations = {a.id: a for a in annotations}
        claims = [a for a in self._annotations.values() if a.layer == CLAIM_LAYER]
        sources = [a for a in self._annotations.values() if a.layer == SOURCE_LAYER]
        self._ties: dict[AnnotationId, dict[RelationId, Relation]] = {}
        self._attributed: dict[AnnotationId, set[RelationId]] = {}
        self._chains: dict[AnnotationId, list[Attribution]] = {}
        # Only of claims that were asked for; one claim more or less may change any of them.
        self._parents: dict[AnnotationId, AnnotationId | None] = {}
        # Asked for in every frame, of all that is in view; one source or chain more or less may change any of them.
        self._hues: dict[AnnotationId, int] = {}
        for relation in relations:
            self._tie(relation)
        self._claims = SortedAnnotations(claims, key=_reading_order)
        self._open = SortedAnnotations((c for c in claims if c.id not in self._attributed), key=_reading_order)
        self._claim_index = SpanIndex(claims)
        self._sources = SortedAnnotations(sources, key=lambda source: source.order)
        self._speakers = Speakers(text, sources)

    # ------------------------------------------------------------------ keeping up

    def put_annotation(self, annotation: Annotation) -> None:
        """Take over an annotation, new or changed."""
        self.drop_annotation(annotation.id)
        self._hues.clear()
        self._annotations[annotation.id] = annotation
        if annotation.layer == CLAIM_LAYER:
            self._claims.add(annotation)
            self._claim_index.add(annotation)
            self._parents.clear()
            if annotation.id not in self._attributed:
                self._open.add(annotation)
        elif annotation.layer == SOURCE_LAYER:
            self._sources.add(annotation)
            self._speakers.put(annotation)

    def drop_annotation(self, annotation: AnnotationId) -> None:
        """Forget an annotation."""
        old = self._annotations.pop(annotation, None)
        self._hues.clear()
        if old is not None and old.layer == CLAIM_LAYER:
            self._claims.discard(old)
            self._open.discard(old)
            self._claim_index.remove(annotation)
            self._parents.clear()
        elif old is not None and old.layer == SOURCE_LAYER:
            self._sources.discard(old)
            self._speakers.drop(annotation)
        # Where a chain is read, and the stance it suggests, hang on its members.
        for relation in self._ties.get(annotation, {}).values():
            self._forget_chains(relation)

    def put_relation(self, relation: Relation) -> None:
        """Take over a relation, new or changed; the old value must have been dropped."""
        self._tie(relation)
        self._forget_chains(relation)
        self._open_or_close(relation)

    def drop_relation(self, relation: Relation) -> None:
        """Forget a relation."""
        for _, member in relation.members():
            ties = self._ties.get(member, {})
            ties.pop(relation.id, None)
            if not ties:
                self._ties.pop(member, None)
        claim = _attributed_claim(relation)
        if claim is not None:
            chains = self._attributed.get(claim, set())
            chains.discard(relation.id)
            if not chains:
                self._attributed.pop(claim, None)
        self._forget_chains(relation)
        self._open_or_close(relation)

    def learn_referents(self, referents: Mapping[ReferentId, Referent]) -> None:
        """Take over who is who."""
        self._speakers.learn_referents(referents)
        self._hues.clear()

    # ------------------------------------------------------------------ answers

    @property
    def claims(self) -> SortedAnnotations:
        """All claims in reading order."""
        return self._claims

    @property
    def open_claims(self) -> SortedAnnotations:
        """The claims without an attribution, in reading order."""
        return self._open

    @property
    def sources(self) -> SortedAnnotations:
        """All sources in the order of records."""
        return self._sources

    @property
    def speaker_count(self) -> int:
        """How many speakers the sources name."""
        return len(self._speakers)

    def relations_of(self, annotation: AnnotationId) -> list[Relation]:
        """Relations in which the annotation takes part, by id."""
        return sorted(self._ties.get(annotation, {}).values(), key=lambda relation: relation.id)

    def chains(self, claim: AnnotationId) -> list[Attribution]:
        """The attributions of a claim in reading order, a proposed stance filled in where nobody gave one."""
        known = self._chains.get(claim)
        if known is None:
            ties = (r for r in self._ties.get(claim, {}).values() if r.type == ATTRIBUTION)
            read = (attribution_of(relation) for relation in ties)
            mine = [self._with_stance(chain) for chain in read if chain is not None and chain.claim == claim]
            known = self._chains[claim] = sorted(mine, key=self._place)
        return known

    def number(self, claim: AnnotationId) -> int:
        """The number of a claim in reading order, from one; 0 where there is no such claim."""
        known = self._claim(claim)
        return self._claims.index(known) + 1 if known is not None else 0

    def parent(self, claim: AnnotationId) -> AnnotationId | None:
        """The smallest claim around this one, or None."""
        if claim not in self._parents:
            known = self._claim(claim)
            self._parents[claim] = self._parent_of(known) if known is not None else None
        return self._parents[claim]

    def children(self, claim: AnnotationId) -> list[AnnotationId]:
        """The claims directly inside this one, in reading order."""
        known = self._claim(claim)
        inside = self._claim_index.touching(known.start, known.end) if known is not None else []
        return [a.id for a in sorted(inside, key=_reading_order) if self.parent(a.id) == claim]

    def hue(self, annotation: AnnotationId) -> int:
        """The speaker's number: of a source its own, of a claim that of its first source; 0 where there is none."""
        known = self._hues.get(annotation)
        if known is None:
            known = self._hues[annotation] = self._hue(annotation)
        return known

    # ------------------------------------------------------------------ within

    def _hue(self, annotation: AnnotationId) -> int:
        own = self._speakers.number(annotation)
        if own is not None:
            return own
        speaker = speaker_of(self.chains(annotation)) if self._claim(annotation) is not None else None
        return (self._speakers.number(speaker) or 0) if speaker is not None else 0

    def _claim(self, annotation: AnnotationId) -> Annotation | None:
        known = self._annotations.get(annotation)
        return known if known is not None and known.layer == CLAIM_LAYER else None

    def _parent_of(self, claim: Annotation) -> AnnotationId | None:
        around = self._claim_index.touching(claim.start, claim.start + 1)
        own = _reading_order(claim)
        enclosing = [c for c in around if c.end >= claim.end and _reading_order(c) < own]
        # The smallest; of two of one length the one that is read last.
        smallest = max(enclosing, key=lambda c: (c.start - c.end, c.start, c.id), default=None)
        return smallest.id if smallest is not None else None

    def _tie(self, relation: Relation) -> None:
        for members in relation.roles.values():
            for member in members:
                known = self._ties.get(member)
                if known is None:
                    self._ties[member] = {relation.id: relation}
                else:
                    known[relation.id] = relation
        claim = _attributed_claim(relation)
        if claim is not None:
            self._attributed.setdefault(claim, set()).add(relation.id)

    def _open_or_close(self, relation: Relation) -> None:
        for claim in self._claims_of(relation):
            if claim.id in self._attributed:
                self._open.discard(claim)
            elif claim not in self._open:
                self._open.add(claim)

    def _claims_of(self, relation: Relation) -> Iterator[Annotation]:
        for member in relation.roles.get("claim", ()):
            claim = self._claim(member)
            if claim is not None:
                yield claim

    def _forget_chains(self, relation: Relation) -> None:
        self._hues.clear()
        for claim in relation.roles.get("claim", ()):
            self._chains.pop(claim, None)

    def _with_stance(self, chain: Attribution) -> Attribution:
        if chain.stance is not None:
            return chain
        cues = [self._annotations[cue] for cue in chain.cues if cue in self._annotations]
        return proposals.with_stance(chain, cues, self._text)

    def _place(self, chain: Attribution) -> tuple[int, RelationId]:
        """Where a chain is read, so that its place among others does not hang on when it was last changed."""
        members = (*chain.cues, *chain.via, *chain.sources)
        starts = [self._annotations[member].start for member in members if member in self._annotations]
        return (min(starts, default=0), chain.relation)


def _reading_order(claim: Annotation) -> SortKey:
    """Parents before the claims inside them."""
    return (claim.start, -claim.end, "", claim.id)


def _attributed_claim(relation: Relation) -> AnnotationId | None:
    attribution = attribution_of(relation)
    return attribution.claim if attribution is not None else None
