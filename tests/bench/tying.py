"""Keys for the attributions that the open frame did not bring about, as the A flow takes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from annotator.model.attribution import Holder
from annotator.model.errors import BugError
from annotator.model.identity import AnnotationId
from annotator.model.relation import Relation
from annotator.model.scheme import ATTRIBUTION
from annotator.operations import proposals
from annotator.operations.opendocument import OpenDocument
from annotator.operations.session import Session
from annotator.ui.work.attributing import Attributing
from tests.bench.ordering import Tie
from tests.bench.planning import Keys

_HOLDERS = {"continued": "I", "unstated": "U", "author": "Z"}


class Ties:
    """Compares the attributions that are there with those that should be, and finds the keys that mend them.

    Args:
        session: Of the window.
        document: The open document.
        wanted: All attributions of the given article.
        entered: The annotations on the screen, by their ids in the given article.
    """

    def __init__(
        self, session: Session, document: OpenDocument, wanted: Sequence[Tie], entered: Mapping[str, AnnotationId]
    ) -> None:
        self._session, self._document, self._wanted, self._entered = session, document, wanted, entered

    def due(self) -> Iterator[Tie]:
        """The attributions that could stand by now: all that takes part is there."""
        for tie in self._wanted:
            if all(member in self._entered for member in (tie.claim, *tie.members)):
                yield tie

    def there(self, tie: Tie) -> Relation | None:
        """The attribution on the screen that says the same, stance aside."""
        return next((relation for relation in self._of_claim(tie) if self._says(relation, tie)), None)

    def keys(self, tie: Tie) -> tuple[Keys, str | None]:
        """From the claim in hand to the accepted attribution.

        Returns:
            The keys, and the source that has no number of its own and must be selected before the last key.
        """
        document = self._document
        flow = Attributing(self._session, document, document.annotations[self._entered[tie.claim]])
        keys = ["A"]
        mine = [other for other in self._wanted if other.claim == tie.claim and other in list(self.due())]
        if flow.relation is not None and any(self.there(other) for other in mine):
            keys.append("N")
            flow.further()
        keys += self._cue_keys(flow, tie)
        not_relayed = (*self._real(tie.via), *(self._real(tie.sources) if len(tie.sources) > 1 else ()))
        for wrong in [relay for relay in flow.chain.via if relay not in not_relayed]:
            keys.append(self._press_number(flow, wrong))  # As the source it is no relay any more.
        for relay in tie.via:
            if self._entered[relay] not in flow.chain.via:
                flow.add_relay()
                keys += ["R", self._press_number(flow, self._entered[relay])]
        selected = None
        try:
            keys += self._source_keys(flow, tie)
        except NoNumberError:
            if len(tie.sources) > 1:
                raise
            # Another mention of the same speaker has the number: the words are selected instead.
            selected = tie.sources[0]
        for told in tie.addressees:
            if self._entered[told] not in flow.chain.addressees:
                flow.add_addressee()
                keys += ["T", self._press_number(flow, self._entered[told])]
        if (flow.chain.stance == "deny") != (tie.stance == "deny" and self.proposed_stance(tie) != "deny"):
            keys.append("D")
        return (*keys, "Enter"), selected

    def stance_keys(self, tie: Tie) -> Keys:
        """From the chosen claim, where the stance is not the one that should be; the inspector asks it by number."""
        relation = self.there(tie)
        if relation is None:
            raise BugError(f"attribution {tie.id} is not there")
        chains = self._document.attributions(self._entered[tie.claim])
        place = next(at for at, chain in enumerate(chains) if chain.relation == relation.id)
        if chains[place].stance == tie.stance:
            return ()
        values = self._document.scheme.attributes_of(ATTRIBUTION)["stance"].values
        number = next(at for at, value in enumerate(values, start=1) if value.name == tie.stance)
        # Enter goes to the first question without an answer: the stance of the first chain that has none.
        stances = [self._document.relations[chain.relation].attributes.get("stance") for chain in chains[:place]]
        return ("Enter", *("Down",) * (2 * stances.count(None)), str(number), "Esc")

    def state(self, tie: Tie) -> str:
        """What stands there instead, for a message."""
        given = {real: one for one, real in self._entered.items()}
        roles = [
            {role: [given.get(member) for member in members] for role, members in relation.roles.items()}
            for relation in self._of_claim(tie)
        ]
        return f"{roles}, {[dict(relation.attributes) for relation in self._of_claim(tie)]}"

    def proposed_stance(self, tie: Tie) -> str | None:
        """What the cues alone say."""
        cues = [self._document.annotations[self._entered[cue]] for cue in tie.cues]
        return proposals.stance_of(cues, self._document.text)

    # ------------------------------------------------------------------ within

    def _of_claim(self, tie: Tie) -> list[Relation]:
        claim = self._entered[tie.claim]
        ties = (relation for relation in self._document.relations_of(claim) if relation.type == ATTRIBUTION)
        return [relation for relation in ties if claim in relation.roles.get("claim", ())]

    def _says(self, relation: Relation, tie: Tie) -> bool:
        roles = {"source": tie.sources, "via": tie.via, "cue": tie.cues, "addressee": tie.addressees}
        if any(tuple(relation.roles.get(name, ())) != self._real(wanted) for name, wanted in roles.items()):
            return False
        return relation.attributes.get("holder") == tie.attributes.get("holder")

    def _real(self, wanted: tuple[str, ...]) -> tuple[AnnotationId, ...]:
        return tuple(self._entered[one] for one in wanted)

    def _cue_keys(self, flow: Attributing, tie: Tie) -> list[str]:
        wanted, keys = self._real(tie.cues), ["Tab"]
        if tuple(flow.chain.cues) == wanted:
            return []
        flow.next_slot()
        wrong = [cue for cue in flow.chain.cues if cue not in wanted]
        for cue in (*wrong, *(cue for cue in wanted if cue not in flow.chain.cues)):
            was_there = cue in flow.chain.cues
            while (cue in flow.chain.cues) == was_there:
                keys.append(self._press_number(flow, cue))
        flow.next_slot()
        return [*keys, "Tab"]

    def _source_keys(self, flow: Attributing, tie: Tie) -> list[str]:
        wanted, holder = self._real(tie.sources), tie.attributes.get("holder", "")
        if tuple(flow.chain.sources) == wanted and flow.chain.holder == holder:
            return []
        if not wanted:
            return [_HOLDERS[holder]]
        keys = []
        if len(wanted) > 1:
            return self._joint_keys(flow, wanted, holder)
        if tuple(flow.chain.sources) != wanted and not (holder == "continued" and self._goes_on(flow, wanted)):
            keys.append(self._press_number(flow, wanted[0]))
        if holder == "continued":
            flow.hold(Holder.CONTINUED)
            keys.append(_HOLDERS[holder])
        elif flow.chain.holder != holder:
            keys.append(self._press_number(flow, wanted[0]))
        return keys

    def _joint_keys(self, flow: Attributing, wanted: tuple[AnnotationId, ...], holder: str) -> list[str]:
        """Those who are missing are added; somebody else who stands there is replaced first."""
        keys = []
        if not flow.chain.sources or not set(flow.chain.sources) <= set(wanted) or flow.chain.holder != holder:
            keys.append(self._press_number(flow, wanted[0]))
        for further in [one for one in wanted if one not in flow.chain.sources]:
            flow.add_source()
            keys += ["J", self._press_number(flow, further)]
        if holder == "continued":
            flow.hold(Holder.CONTINUED)
            keys.append(_HOLDERS[holder])
        return keys

    def _goes_on(self, flow: Attributing, wanted: tuple[AnnotationId, ...]) -> bool:
        """Whether “continued” alone finds the source."""
        if flow.chain.sources:
            return False
        flow.hold(Holder.CONTINUED)
        return tuple(flow.chain.sources) == wanted

    def _press_number(self, flow: Attributing, member: AnnotationId) -> str:
        candidates = [candidate.id for candidate in flow.candidates()]
        if member not in candidates:
            raise NoNumberError(member)
        flow.take(candidates.index(member) + 1)
        return str(candidates.index(member) + 1)


class NoNumberError(Exception):
    """What is wanted has no number in the A flow."""
