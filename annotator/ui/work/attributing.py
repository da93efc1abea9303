"""The A flow: tie a claim to its source and cue, by number keys."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from annotator.language import digits
from annotator.model.annotation import Annotation
from annotator.model.attribution import Holder
from annotator.model.errors import RuleError, message
from annotator.model.identity import AnnotationId, RelationId
from annotator.model.relation import Relation
from annotator.model.scheme import ATTRIBUTION, SOURCE_LAYER
from annotator.model.span import Span
from annotator.operations import attribution
from annotator.operations.annotate import prepared
from annotator.operations.attribution import Chain, chain_of
from annotator.operations.opendocument import OpenDocument
from annotator.operations.session import Session


class Slot(StrEnum):
    """What the next number key fills."""

    SOURCE = "source"
    JOINT = "joint"
    CUE = "cue"
    VIA = "via"
    ADDRESSEE = "addressee"


class Attributing:
    """One attribution being made or changed; nothing is stored until it is accepted.

    Attributes:
        claim: The claim.
        chain: The attribution as it stands.
        slot: What the next number key fills.
        relation: The attribution that is changed, or None for a new one.
    """

    def __init__(self, session: Session, document: OpenDocument, claim: Annotation) -> None:
        self._session = session
        self._document = document
        self.claim = claim
        existing = _attributions(document, claim.id)
        self.relation: RelationId | None = existing[0].id if len(existing) == 1 else None
        self.chain: Chain = chain_of(existing[0]) if len(existing) == 1 else attribution.guess(document, claim)
        self.slot = Slot.SOURCE
        self._guessed = frozenset(self.chain.cues) if self.relation is None else frozenset()

    def candidates(self) -> list[Annotation]:
        """What the number keys stand for now, the first for 1."""
        if self.slot is Slot.CUE:
            return attribution.candidate_cues(self._document, self.claim)
        if self.slot is Slot.ADDRESSEE:
            # Nobody is told what they say themselves.
            speakers = [self._document.annotations[member] for member in (*self.chain.sources, *self.chain.via)]
            told = attribution.candidate_addressees(self._document, self.claim)
            return [each for each in told if not any(each.extent.touches(speaker.extent) for speaker in speakers)]
        return attribution.candidate_sources(self._document, self.claim)

    def badges(self) -> dict[AnnotationId, str]:
        """The number to draw at each candidate."""
        return {candidate.id: digits(str(number)) for number, candidate in enumerate(self.candidates(), start=1)}

    def take(self, number: int) -> None:
        """Press a number key.

        Raises:
            RuleError: If no candidate has that number.
        """
        candidates = self.candidates()
        if not 1 <= number <= len(candidates):
            raise RuleError(message("No candidate has the number {number}.", number=number))
        self.take_annotation(candidates[number - 1])

    def take_annotation(self, annotation: Annotation) -> None:
        """Fill the current slot with a source or cue (also by a click on it)."""
        chosen = annotation.id
        if self.slot is Slot.ADDRESSEE:
            told = tuple(member for member in self.chain.addressees if member != chosen)
            added = len(told) == len(self.chain.addressees)
            self.chain = replace(self.chain, addressees=(*told, chosen) if added else told)
            self.slot = Slot.SOURCE
        elif annotation.layer != SOURCE_LAYER and chosen in self._guessed:
            # Pressing the number of what was only guessed says yes to it.
            self._guessed -= {chosen}
        elif annotation.layer != SOURCE_LAYER:
            cues = tuple(cue for cue in self.chain.cues if cue != chosen)
            added = len(cues) == len(self.chain.cues)
            # A chain is read as it is written: «نقلت … عن … قوله».
            self.chain = replace(self.chain, cues=self._in_reading_order((*cues, chosen)) if added else cues)
        elif self.slot is Slot.VIA:
            via = tuple(relay for relay in self.chain.via if relay != chosen)
            sources = tuple(source for source in self.chain.sources if source != chosen)
            self.chain = replace(self.chain, via=(*via, chosen), sources=sources)
            self.slot = Slot.SOURCE
        else:
            self.chain = self._said_by(annotation)
            self.slot = Slot.SOURCE

    def next_slot(self) -> None:
        """Press Tab: from source to cue and back."""
        self.slot = Slot.SOURCE if self.slot is Slot.CUE else Slot.CUE

    def add_source(self) -> None:
        """Press J: the next number names who says it too, in a joint statement."""
        self.slot = Slot.JOINT

    def add_relay(self) -> None:
        """Press R: the next number names a relay."""
        self.slot = Slot.VIA

    def add_addressee(self) -> None:
        """Press T: the next number names whom the source told."""
        self.slot = Slot.ADDRESSEE

    def hold(self, holder: Holder) -> None:
        """Press I, U or Z: continued keeps or finds the last source; unstated and author have none."""
        sources = self.chain.sources
        if holder is Holder.CONTINUED:
            if not sources:
                last = attribution.last_source_before(self._document, self.claim.start)
                sources = (last,) if last is not None else ()
        else:
            sources = ()
        self.chain = replace(self.chain, holder=holder, sources=sources, via=() if not sources else self.chain.via)
        self.slot = Slot.SOURCE

    def toggle_denial(self) -> None:
        """Press D: the source denies the claim; again takes it back."""
        self.chain = replace(self.chain, stance=None if self.chain.stance == "deny" else "deny")

    def further(self) -> None:
        """Make another attribution of the same claim instead of changing the one that is there."""
        self.relation = None
        self.chain = Chain(self.claim.id)

    def accept(self) -> Relation:
        """Store the attribution.

        Raises:
            RuleError: If neither source, cue nor holder is given.
        """
        chain = self.chain
        if not (chain.sources or chain.cues or chain.holder):
            raise RuleError(
                message("Nobody is named yet."), message("Press a number, or say “continued”, “unstated” or “author”.")
            )
        return attribution.attribute(self._session, self._document, chain, relation=self.relation)

    def accept_selection(self, span: Span) -> Relation:
        """Press Enter over a selection: mark it as the source and tie the claim to it, in one act.

        Raises:
            RuleError: If the selection cannot be a source.
        """
        layer = self._document.scheme.layer(SOURCE_LAYER)
        source = prepared(self._document, [span], layer=layer.name, label=layer.labels[0].name)
        chain = self._said_by(source)
        return attribution.tied_source(self._session, self._document, chain, source, relation=self.relation)

    def _said_by(self, source: Annotation) -> Chain:
        if self.slot is Slot.JOINT:
            return attribution.said_jointly(self._document, self.chain, source)
        return attribution.said_by(self.chain, source)

    def _in_reading_order(self, members: tuple[AnnotationId, ...]) -> tuple[AnnotationId, ...]:
        known = self._document.annotations
        return tuple(sorted(members, key=lambda member: known[member].start if member in known else -1))

    @property
    def stance(self) -> str | None:
        """The stance that is given, or None."""
        return self.chain.stance


def _attributions(document: OpenDocument, claim: AnnotationId) -> list[Relation]:
    ties = [r for r in document.relations_of(claim) if r.type == ATTRIBUTION]
    return [relation for relation in ties if claim in relation.roles.get("claim", ())]
