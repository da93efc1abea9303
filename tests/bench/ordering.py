"""In which order a skilled user enters the annotations of a sentence: a beam of plans, each seeing the open frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from annotator.model.scheme import CLAIM_LAYER, CUE_LAYER, SOURCE_LAYER
from annotator.model.span import Span
from annotator.suggest.cues import is_impersonal
from annotator.text.reporting import is_participle
from annotator.text.words import sentence_at
from tests.bench.planning import Hand, K, Keys, M, Offer, Plan, Planner, Wanted

_BEAM = 48
_CHOICES = 6
_MOST_CLAIMS_BACK = 4
_TIE_REPAIR = 5 * K + M
_SOMEBODY_ELSE = "somebody else"


@dataclass(frozen=True, slots=True)
class Tie:
    """An attribution to be entered, by the ids of the given article."""

    id: str
    claim: str
    sources: tuple[str, ...]
    via: tuple[str, ...]
    cues: tuple[str, ...]
    addressees: tuple[str, ...]
    attributes: Mapping[str, str]

    @property
    def members(self) -> tuple[str, ...]:
        """Everybody but the claim."""
        return (*self.sources, *self.via, *self.cues, *self.addressees)

    @property
    def stance(self) -> str | None:
        """The stance that somebody gave."""
        return self.attributes.get("stance")


@dataclass(frozen=True, slots=True)
class Framed:
    """What the strip at the reader's foot shows: the open frame."""

    cues: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    claim: str | None = None
    reach: Span | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One annotation, or a whole attribution.

    Attributes:
        wanted: The annotation; of an attribution the one that is in hand afterwards.
        plan: The keys for it.
        leaves_frame: Whether the frame is left first.
        about_before: How often the frame is then told to be about the claim before.
        along: What one key marks along with it.
    """

    wanted: Wanted
    plan: Plan
    leaves_frame: bool
    about_before: int = 0
    along: tuple[Wanted, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys of the step."""
        return (*(("Esc",) if self.leaves_frame else ()), *self.plan.keys, *("Shift+A",) * self.about_before)


@dataclass(frozen=True, slots=True)
class _State:
    hand: Hand
    left: frozenset[str]
    frame: Framed
    ties: tuple[tuple[str, Framed], ...] = ()
    seconds: float = 0.0
    steps: tuple[Step, ...] = ()


class Ordering:
    """Finds the order for one article.

    Attributes:
        hand: Where the person is after the latest sentence.
        frame: The open frame then.
    """

    def __init__(
        self, planner: Planner, wanted: Sequence[Wanted], ties: Sequence[Tie], *, by_single_keys: bool = False
    ) -> None:
        self._planner = planner
        self._by_single_keys = by_single_keys
        self._wanted = {one.id: one for one in wanted}
        self._ties = ties
        self._known: dict[frozenset[str], tuple[Wanted, ...]] = {}
        self.hand, self.frame = Hand(0), Framed()

    def sentence(self, together: Sequence[Wanted], entered: Iterable[str]) -> list[Step]:
        """The quickest order found for what begins in one sentence."""
        beam = [_State(self.hand, frozenset(one.id for one in together), self.frame)]
        done: list[_State] = []
        before = frozenset(entered)
        while beam:
            following = [after for state in beam for after in self._after(state, before)]
            finished = [state for state in following if not state.left]
            done += [replace(state, seconds=state.seconds + self._repairs(state, before)) for state in finished]
            alive = sorted((state for state in following if state.left), key=lambda state: state.seconds)
            beam = _without_doubles(alive)[:_BEAM]
        best = min(done, key=lambda state: state.seconds)
        self.hand, self.frame = best.hand, best.frame
        return list(best.steps)

    def _after(self, state: _State, before: frozenset[str]) -> Iterator[_State]:
        if not self._by_single_keys:
            yield from self._whole(state, before)
        nearest = sorted(state.left, key=lambda one: (self._wanted[one].start, self._wanted[one].end))[:_CHOICES]
        for one in nearest:
            wanted = self._wanted[one]
            for leaves in (False, True) if self._may_leave(state, wanted) else (False,):
                hand = replace(state.hand, holding=None, goes_on=False) if leaves else state.hand
                plan = self._planner.plan(hand, wanted, self._waiting(Framed() if leaves else state.frame))
                if plan is None:
                    continue
                frame = self._joined(Framed() if leaves else state.frame, wanted)
                entered = before | self._entered_by(state)
                about = self._about_before(frame, entered) if wanted.layer in (CUE_LAYER, SOURCE_LAYER) else 0
                step = Step(wanted, plan, leaves, about)
                tied = self._tied(state.ties, frame, wanted, entered, about=bool(about))
                seconds = state.seconds + plan.seconds + K * (leaves + about)
                after = replace(plan.after, holding=self._wanted[tied[-1][0]]) if about else plan.after
                if wanted.id in (frame.claim, *frame.cues, *frame.sources):
                    after = replace(after, behind=self._end_of(frame))
                following = Framed() if about else frame
                yield _State(after, state.left - {one}, following, tied, seconds, (*state.steps, step))

    def _end_of(self, frame: Framed) -> int:
        members = (part for part in (*frame.cues, *frame.sources, frame.claim) if part is not None)
        return max((self._wanted[part].end for part in members), default=0)

    def _whole(self, state: _State, before: frozenset[str]) -> Iterator[_State]:
        """One key for a whole attribution, where what it would take is what is wanted, or all but the claim's end."""
        waiting = self._waiting(state.frame)
        entered = before | self._entered_by(state)
        first = sorted((one for one in state.left if self._wanted[one].layer == CUE_LAYER),
                       key=lambda one: self._wanted[one].start)  # fmt: skip
        ways = [(None, waiting), *((self._wanted[cue], ()) for cue in first[:_CHOICES])]
        for cue, held_back in ways:
            for keys, offer in self._planner.whole(state.hand, cue, held_back, self._marked(entered)):
                reached = self._accepted(state, entered, keys, offer, held_back)
                if reached is not None:
                    yield reached

    def _marked(self, entered: frozenset[str]) -> tuple[Wanted, ...]:
        """The cues and claims among what is entered."""
        if entered not in self._known:
            self._known[entered] = tuple(
                self._wanted[one]
                for one in sorted(entered)
                if one in self._wanted and self._wanted[one].layer in (CUE_LAYER, CLAIM_LAYER)
            )
        return self._known[entered]

    def _entered_by(self, state: _State) -> frozenset[str]:
        return frozenset(one.id for step in state.steps for one in (step.wanted, *step.along))

    def _accepted(
        self, state: _State, entered: frozenset[str], keys: Keys, offer: Offer, waiting: tuple[Wanted, ...]
    ) -> _State | None:
        """The state after the key, or None where somebody who looks at the offer would not take it."""
        had = state.frame if waiting else Framed()
        for tie in self._ties:
            new_cues, new_sources = tie.cues[len(had.cues) :], (*tie.via, *tie.sources)[len(had.sources) :]
            goes_on = not offer.sources and not had.sources
            if goes_on:
                if tie.attributes.get("holder") not in ("continued", "unstated") or not entered.issuperset(tie.sources):
                    continue
                new_sources = ()
            members = (*new_cues, *new_sources)
            if tie.cues[: len(had.cues)] != had.cues or not state.left.issuperset(members):
                continue
            offered = (*offer.cues, *offer.sources)
            if tuple(self._wanted[member].fragments for member in members) != offered:
                continue
            frame = replace(had, cues=(*had.cues, *new_cues), sources=(*had.sources, *new_sources), claim=tie.claim)
            if frame.reach is None:
                frame = replace(frame, reach=sentence_at(self._planner.text, self._wanted[tie.cues[0]].start))
            if not self._is(frame, tie):
                continue
            claim = self._wanted[tie.claim]
            if offer.claim is None:
                if tie.claim not in self._before(frame, entered)[:1]:
                    continue
                repair: Keys | None = ()
                marked = tuple(self._wanted[member] for member in members)
            else:
                if tie.claim not in state.left or len(offer.claim) != len(claim.fragments):
                    continue
                if offer.claim[:-1] != claim.fragments[:-1] or offer.claim[-1].start != claim.fragments[-1].start:
                    continue
                repair = self._planner.repair(offer.claim[-1], claim.fragments[-1], claim)
                marked = (*(self._wanted[member] for member in members), claim)
            if repair is None or not marked:
                continue
            if any(self._wanted[relay].refers for relay in new_sources[:-1]):
                continue  # Whom a relay means is asked of the relay; the claim in hand stands for who says it.
            decisions = 1 + any(key not in claim.key for key in repair)
            caret = claim.end if offer.claim is not None else self._end_of(frame)
            after = Hand(caret, claim, behind=self._end_of(frame))
            plan = Plan((*keys, "H", *repair), decisions, after)
            step = Step(marked[-1], plan, leaves_frame=False, along=marked[:-1])
            left = state.left - {one.id for one in marked}
            ties = (
                *(entry for entry in state.ties if entry[0] != tie.claim or offer.claim is None),
                (tie.claim, frame),
            )
            return _State(after, left, frame, ties, state.seconds + plan.seconds, (*state.steps, step))
        return None

    def _waiting(self, frame: Framed) -> tuple[Wanted, ...]:
        """The parts of the frame that wait for a claim."""
        parts = (*frame.cues, *frame.sources) if frame.claim is None else ()
        return tuple(self._wanted[part] for part in parts)

    def _may_leave(self, state: _State, wanted: Wanted) -> bool:
        return wanted.layer in (CUE_LAYER, SOURCE_LAYER, CLAIM_LAYER) and state.frame != Framed()

    def _joined(self, frame: Framed, wanted: Wanted) -> Framed:
        """The frame with an annotation in it, as the program joins them."""
        if wanted.layer not in (CUE_LAYER, SOURCE_LAYER, CLAIM_LAYER):
            return frame
        if frame.reach is None or not frame.reach.touches(wanted.extent) or not self._has_room(frame, wanted):
            frame = Framed(reach=sentence_at(self._planner.text, wanted.start))
        if wanted.layer == CUE_LAYER:
            return replace(frame, cues=(*frame.cues, wanted.id))
        if wanted.layer == SOURCE_LAYER:
            return replace(frame, sources=(*frame.sources, wanted.id))
        return replace(frame, claim=wanted.id)

    def _has_room(self, frame: Framed, wanted: Wanted) -> bool:
        if frame.claim is None:
            return True
        if wanted.layer == CLAIM_LAYER or self._wanted[frame.claim].extent.contains(wanted.extent):
            return False
        if wanted.layer == CUE_LAYER:
            texts = (self._wanted[cue].fragments[0].of(self._planner.text) for cue in frame.cues)
            return not frame.cues or (not frame.sources and all(is_impersonal(cue) for cue in texts))
        return not frame.sources

    def _about_before(self, frame: Framed, entered: frozenset[str]) -> int:
        """How often the frame, a whole attribution, has to be told that it is about the claim before; 0 for never."""
        if frame.claim is not None or not frame.sources:
            return 0
        for times, claim in enumerate(self._before(frame, entered)[:_MOST_CLAIMS_BACK], start=1):
            if any(tie.claim == claim and self._is(frame, tie) for tie in self._ties):
                return times
        return 0

    def _before(self, frame: Framed, entered: frozenset[str]) -> list[str]:
        """The claims before a frame, in the order in which the program takes them for the one before."""
        first = min(self._wanted[part].start for part in (*frame.cues, *frame.sources))
        claims = [self._wanted[one] for one in entered if self._wanted[one].layer == CLAIM_LAYER]
        before = [claim for claim in claims if claim.start < first]
        before.sort(key=lambda c: (c.end <= first, min(c.end, first), c.start), reverse=True)
        return [claim.id for claim in before]

    def _tied(
        self,
        ties: tuple[tuple[str, Framed], ...],
        frame: Framed,
        wanted: Wanted,
        entered: frozenset[str],
        *,
        about: bool,
    ) -> tuple[tuple[str, Framed], ...]:
        if about:
            tie = next(tie for tie in self._ties if self._is(frame, tie) and tie.claim != frame.claim)
            return (*ties, (tie.claim, frame))
        if frame.claim is None or wanted.layer not in (CUE_LAYER, SOURCE_LAYER, CLAIM_LAYER):
            return ties
        if not (frame.cues or frame.sources):
            return ties
        claim = frame.claim
        kept = tuple(entry for entry in ties if entry[0] != claim)
        goes_on = next((tie for tie in self._ties if tie.claim == claim and tie.sources), None)
        if goes_on is not None and not frame.sources and not entered.issuperset(goes_on.sources):
            frame = replace(frame, sources=(_SOMEBODY_ELSE,))  # Who goes on speaking is not marked yet.
        return (*kept, (claim, frame))

    def _is(self, frame: Framed, tie: Tie) -> bool:
        """Whether a frame ties what the attribution says; a hidden subject goes on with the source before."""
        if frame.cues != tie.cues or frame.sources[:-1] != tie.via:
            return False
        continued = tie.attributes.get("holder") == "continued"
        if not frame.sources:
            return tie.attributes.get("holder") in ("continued", "unstated")
        return (
            frame.sources[-1:] == tie.sources
            and _SOMEBODY_ELSE not in frame.sources
            and continued == self._goes_on(frame)
        )

    def _goes_on(self, frame: Framed) -> bool:
        """Whether the program takes the cue's subject for a hidden one."""
        if not frame.cues or self._wanted[frame.cues[0]].start < self._wanted[frame.sources[-1]].end:
            return False
        text, cue = self._planner.text, self._wanted[frame.cues[0]]
        attached = text[cue.start - 1] in "وف" and text[cue.start - 2].isspace()
        if attached and not text[self._wanted[frame.sources[-1]].end : cue.start - 1].strip():
            return False
        return attached or is_participle(cue.fragments[0].of(text))

    def _repairs(self, state: _State, before: frozenset[str]) -> float:
        """What the ties of this sentence will still cost: those that did not come about, and those that are wrong."""
        here = self._entered_by(state)
        there = here | before
        wanted = [
            tie for tie in self._ties
            if {tie.claim, *tie.sources, *tie.via, *tie.cues} <= there
            and here & {tie.claim, *tie.sources, *tie.via, *tie.cues}
        ]  # fmt: skip
        missing = sum(
            not any(claim == tie.claim and self._is(frame, tie) for claim, frame in state.ties) for tie in wanted
        )
        wrong = sum(
            not any(claim == tie.claim and self._is(frame, tie) for tie in wanted) for claim, frame in state.ties
        )
        return _TIE_REPAIR * max(missing, wrong)


def _without_doubles(states: Sequence[_State]) -> list[_State]:
    """Of states that differ only in how they came about, the quickest."""
    seen: set[tuple[Hand, frozenset[str], Framed, tuple[tuple[str, Framed], ...]]] = set()
    kept = []
    for state in states:
        key = state.hand, state.left, state.frame, state.ties
        if key not in seen:
            seen.add(key)
            kept.append(state)
    return kept
