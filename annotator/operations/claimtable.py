"""What follows from the claims, sources and attributions of one set: numbers, nesting, chains, hues.

Kept up to date piece by piece: a key in an article with thousands of annotations costs little more than in a short one.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping

from annotator.model.annotation import Annotation
from annotator.model.attribution import (
    Attribution,
    attribution_of,
    claim_numbers,
    parent_claims,
    source_numbers,
    speaker_of,
)
from annotator.model.identity import AnnotationId, ReferentId, RelationId
from annotator.model.referent import Referent
from annotator.model.relation import Relation
from annotator.model.scheme import ATTRIBUTION, CLAIM_LAYER, SOURCE_LAYER
from annotator.operations import proposals
from annotator.text.folding import fold


class ClaimTable:
    """The claims, sources and chains of one annotation set.

    Belongs to an ``OpenDocument``, which tells it of every change and answers from it.
    """

    def __init__(self, text: str, annotations: Iterable[Annotation], relations: Iterable[Relation]) -> None:
        self._text = text
        self._annotations = {a.id: a for a in annotations}
        self._claims = {a.id: a for a in self._annotations.values() if a.layer == CLAIM_LAYER}
        self._sources = {a.id: a for a in self._annotations.values() if a.layer == SOURCE_LAYER}
        self._ties: dict[AnnotationId, dict[RelationId, Relation]] = {}
        self._chains: dict[AnnotationId, list[Attribution]] = {}
        self._referents: Mapping[ReferentId, Referent] = {}
        self._folded: dict[AnnotationId, tuple[Annotation, str]] = {}
        self._numbers: dict[AnnotationId, int] | None = None
        self._parents: dict[AnnotationId, AnnotationId] | None = None
        self._speakers: dict[AnnotationId, int] | None = None
        for relation in relations:
            self._tie(relation)

    # ------------------------------------------------------------------ keeping up

    def put_annotation(self, annotation: Annotation) -> None:
        """Take over an annotation, new or changed."""
        self.drop_annotation(annotation.id)
        self._annotations[annotation.id] = annotation
        if annotation.layer == CLAIM_LAYER:
            self._claims[annotation.id] = annotation
            self._numbers = self._parents = None
        elif annotation.layer == SOURCE_LAYER:
            self._sources[annotation.id] = annotation
            self._speakers = None

    def drop_annotation(self, annotation: AnnotationId) -> None:
        """Forget an annotation."""
        self._annotations.pop(annotation, None)
        if self._claims.pop(annotation, None) is not None:
            self._numbers = self._parents = None
        if self._sources.pop(annotation, None) is not None:
            self._speakers = None
        # Where a chain is read, and the stance it suggests, hang on its members.
        for relation in self._ties.get(annotation, {}).values():
            self._forget_chains(relation)

    def put_relation(self, relation: Relation) -> None:
        """Take over a relation, new or changed; the old value must have been dropped."""
        self._tie(relation)
        self._forget_chains(relation)

    def drop_relation(self, relation: Relation) -> None:
        """Forget a relation."""
        for _, member in relation.members():
            self._ties.get(member, {}).pop(relation.id, None)
        self._forget_chains(relation)

    def learn_referents(self, referents: Mapping[ReferentId, Referent]) -> None:
        """Take over who is who."""
        self._referents = referents
        self._speakers = None

    # ------------------------------------------------------------------ answers

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

    def numbers(self) -> dict[AnnotationId, int]:
        """The number of every claim, in reading order."""
        if self._numbers is None:
            self._numbers = claim_numbers(self._claims.values())
        return self._numbers

    def parents(self) -> dict[AnnotationId, AnnotationId]:
        """The smallest claim around each nested one."""
        if self._parents is None:
            self._parents = parent_claims(self._claims.values())
        return self._parents

    def hue(self, annotation: AnnotationId) -> int:
        """The speaker's number: of a source its own, of a claim that of its first source; 0 where there is none."""
        if self._speakers is None:
            self._speakers = source_numbers(self._sources.values(), self._speaker)
        own = self._speakers.get(annotation)
        if own is not None:
            return own
        speaker = speaker_of(self.chains(annotation)) if annotation in self._claims else None
        return self._speakers.get(speaker, 0) if speaker is not None else 0

    # ------------------------------------------------------------------ within

    def _tie(self, relation: Relation) -> None:
        for _, member in relation.members():
            self._ties.setdefault(member, {})[relation.id] = relation

    def _forget_chains(self, relation: Relation) -> None:
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

    def _speaker(self, source: Annotation) -> Hashable:
        if source.referent is not None:
            referent = self._referents.get(source.referent)
            return ("referent", (referent.same_as or referent.id) if referent else source.referent)
        known = self._folded.get(source.id)
        if known is None or known[0] is not source:
            known = self._folded[source.id] = (source, fold(source.text(self._text)))
        return known[1]
