"""A skilled user's plan: the fewest keys from one annotation to the next, found among what the program offers.

Nothing here writes. What a key would do is worked out with the program's own functions; the typist then presses the
keys on the real window and looks whether it came out so.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache, partial
from typing import Final, TypeAlias

from annotator.model.scheme import CLAIM_LAYER, CUE_LAYER, SOURCE_LAYER
from annotator.model.span import Span
from annotator.operations import taking
from annotator.operations.annotate import tidied
from annotator.operations.attributionahead import AttributionAhead, attribution_ahead
from annotator.operations.taking import Part
from annotator.text.clauses import Edge, next_speaker_end, next_stop, previous_stop
from annotator.text.folding import fold
from annotator.text.proclitics import stem
from annotator.text.vocabulary import Vocabulary
from annotator.text.words import next_word, previous_word, word_at, words_in
from annotator.ui.reader import caret as moves
from annotator.ui.reader.page import Page, Place

Keys = tuple[str, ...]
Offer: TypeAlias = AttributionAhead
_FARTHEST: Final = 26
_MOST_REPAIRS: Final = 7
_LINES_AT_ONCE: Final = 4
_OVERSHOOT: Final = 40
_LETTERS_AT_ONCE: Final = 3
_LETTERS_TYPED: Final = 3
_SEEN_AHEAD: Final = 120
_FARTHEST_CUE: Final = 6
_NO_WAY: Final = 1_000.0
K, M = 0.2, 1.35


@dataclass(frozen=True, slots=True)
class Wanted:
    """An annotation to be entered.

    Attributes:
        id: Its id in the given article.
        layer: Its layer.
        label: Its label.
        fragments: What it covers.
        key: The keys that set the label: one, or ``Y`` and a letter.
        refers: Whether it must be said whom or what it means.
    """

    id: str
    layer: str
    label: str
    fragments: tuple[Span, ...]
    key: Keys
    refers: bool = False

    @property
    def start(self) -> int:
        """Offset of its first character."""
        return self.fragments[0].start

    @property
    def end(self) -> int:
        """Offset just past its last character."""
        return self.fragments[-1].end

    @property
    def extent(self) -> Span:
        """From its first character to its last."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Hand:
    """Where the person is.

    Attributes:
        caret: Offset of the caret.
        holding: The annotation that the next key is about, or None.
        goes_on: Whether it was marked just now, so that keys read on from it.
        behind: Offset just past the cue and source of the claim in hand.
    """

    caret: int
    holding: Wanted | None = None
    goes_on: bool = True
    behind: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """Keys for one annotation.

    Attributes:
        keys: What to press, in order.
        decisions: How often something has to be made up in the mind: the annotation, and each repair.
        after: Where the person is then.
    """

    keys: Keys
    decisions: int
    after: Hand

    @property
    def seconds(self) -> float:
        """By the keystroke-level model (Card, Moran & Newell 1980)."""
        return K * len(self.keys) + M * self.decisions


class Planner:
    """Finds plans in one article.

    Args:
        page: The page as it is laid out on the screen.
        vocabulary: What the program knows about words.
    """

    def __init__(self, page: Page, vocabulary: Vocabulary) -> None:
        self.text = page.document.text
        self._page = page
        self._vocabulary = vocabulary
        self._beginnings = sorted(self._words_by_beginning())
        self._walks: dict[int, _Walk] = {}
        self._plans: dict[tuple[Hand, str, tuple[Wanted, ...]], Plan | None] = {}
        self._taken_at = lru_cache(maxsize=None)(self._span_taken)
        self._steps = lru_cache(maxsize=None)(self._border_steps)
        self._more_steps = lru_cache(maxsize=None)(lambda end, *marked: tuple(self._steps_of(end, *marked)))
        self._border_path = lru_cache(maxsize=None)(self._fewest_keys)
        self._caret_steps = lru_cache(maxsize=None)(self._steps_from)
        self._offered = lru_cache(maxsize=None)(self._seen_from)

    def plan(self, hand: Hand, wanted: Wanted, waiting: tuple[Wanted, ...] = ()) -> Plan | None:
        """The quickest way to enter an annotation, or None where none is found.

        Args:
            hand: Where the person is.
            wanted: What is to be entered.
            waiting: The cues and sources that wait in the open frame for their claim.
        """
        known = hand, wanted.id, waiting if wanted.layer == CLAIM_LAYER else ()
        if known not in self._plans:
            best: Plan | None = None
            for way in self._ways(
                hand, wanted, waiting, quicker_than=lambda: best.seconds if best is not None else _NO_WAY
            ):
                if way is not None and (best is None or way.seconds < best.seconds):
                    best = way
            self._plans[known] = best
        return self._plans[known]

    def careful(self, caret: int, wanted: Wanted) -> Keys:
        """The way that never fails: walk to the first letter, select to the last, press the key."""
        first = wanted.fragments[0]
        # Without jumping: a jump ends whatever mode is on.
        walk = _Walk(Place(caret), self._caret_steps, ())
        there = next(keys for offset, keys in walk if offset == first.start)
        grown = self._border_path(first.start, first.end, Edge.END, None, True)
        return (*there, *(grown or ("Shift+Left",) * (first.end - first.start)), *wanted.key)

    def walk(self, start: int) -> Iterator[tuple[int, Keys]]:
        """The offsets that the caret reaches, each with the fewest keys, nearest first."""
        if start not in self._walks:
            self._walks[start] = _Walk(Place(start), self._caret_steps, tuple(self._jumps(start)))
        return iter(self._walks[start])

    def _words_by_beginning(self) -> Iterator[tuple[int, str]]:
        """Where words and their stems begin, with their letters in the search form."""
        for word in words_in(self.text, Span(0, len(self.text))):
            cut = stem(self.text, word, self._vocabulary)
            yield word.start, fold(word.of(self.text))
            if cut.start != word.start:
                yield cut.start, fold(cut.of(self.text))

    def _jumps(self, start: int) -> Iterator[tuple[Keys, int]]:
        """The words that ``/`` and few letters jump to: of those that begin so, the next one from the caret."""
        ahead = [(offset, letters) for offset, letters in self._beginnings if offset >= start][:_SEEN_AHEAD]
        met: set[int] = set()
        for count in range(1, _LETTERS_TYPED + 1):
            taken: set[str] = set()
            for offset, letters in ahead:
                beginning = letters[:count]
                if len(beginning) == count and beginning not in taken:
                    taken.add(beginning)
                    if offset not in met:
                        met.add(offset)
                        yield ("/", *beginning, "Enter"), offset

    # ------------------------------------------------------------------ ways

    def _ways(
        self, hand: Hand, wanted: Wanted, waiting: tuple[Wanted, ...], *, quicker_than: Callable[[], float]
    ) -> Iterator[Plan | None]:
        first = wanted.fragments[0]
        holding = hand.holding
        ahead = self._ahead(hand, wanted, waiting)
        if ahead is not None and (wanted.layer != CLAIM_LAYER or ahead[0].start == first.start):
            # Where it begins is seen in the strip; nobody knows beforehand where a claim is proposed to end.
            yield self._after_press(wanted, (), ahead, waiting)
        if holding is not None and holding.layer != wanted.layer and ahead is None and (
            not {CLAIM_LAYER, CUE_LAYER} & {holding.layer, wanted.layer}
        ):  # fmt: skip
            yield self._after_press(wanted, (), holding.fragments[:1], waiting)
        for offset, keys in self.walk(hand.caret):
            if K * (len(keys) + 1) + M >= quicker_than():
                return  # Places come nearest first.
            if not keys and holding is not None and (ahead is not None or not self._may_press_at_once(holding, wanted)):
                continue  # The key would be about what is in hand.
            behind = tuple(part for part in waiting if part.end <= offset)
            taken = self._taken_at(offset, wanted.layer, behind if wanted.layer == CLAIM_LAYER else ())
            if taken is not None and self._is_seen_to_take(offset, wanted, keys):
                yield self._after_press(wanted, keys, taken, waiting)
            apart = len(wanted.fragments) > 1
            if offset == first.start and (apart or self._cuts_a_word(first) or quicker_than() >= _NO_WAY):
                yield self._by_selection(wanted, keys, first)

    def _ahead(self, hand: Hand, wanted: Wanted, waiting: tuple[Wanted, ...]) -> tuple[Span, ...] | None:
        """What the key takes right after something was marked, by the program's own rule."""
        held = hand.holding
        if held is None or not hand.goes_on or (held.layer == wanted.layer and wanted.layer != SOURCE_LAYER):
            return None
        parts = [Part(part.layer, part.fragments) for part in waiting]
        return taking.ahead(self.text, wanted.layer, Part(held.layer, held.fragments), self._vocabulary,
                            caret=max(hand.caret, hand.behind), waiting=parts)  # fmt: skip

    def _seen_from(self, caret: int, marked: tuple[Wanted, ...]) -> Offer | None:
        """What is outlined where somebody has walked to."""
        told = partial(_is_told, marked, caret)
        return attribution_ahead(self.text, self._vocabulary, caret=caret, held=None, told=told)

    def whole(
        self, hand: Hand, cue: Wanted | None, waiting: tuple[Wanted, ...], marked: tuple[Wanted, ...]
    ) -> Iterator[tuple[Keys, Offer]]:
        """What the key of the whole attribution takes: right here, and after the quickest way to a cue.

        Args:
            hand: Where the person is.
            cue: A cue that may be gone to.
            waiting: The cues and sources that wait in the open frame for their claim.
            marked: The cues and claims that are there already: what is tied is not outlined again.
        """
        held = hand.holding
        if cue is None:
            if held is not None and hand.goes_on:
                parts = [Part(part.layer, part.fragments) for part in waiting]
                offered = attribution_ahead(
                    self.text, self._vocabulary, caret=max(hand.caret, hand.behind),
                    held=Part(held.layer, held.fragments), waiting=parts, told=partial(_is_told, marked, hand.caret),
                )  # fmt: skip
            else:
                offered = self._offered(hand.caret, marked)
            if offered is not None:
                yield (), offered
            return
        word = word_at(self.text, cue.start)
        end = word.end if word is not None else cue.end
        for offset, keys in self.walk(hand.caret):
            if len(keys) > _FARTHEST_CUE:
                return
            if keys and cue.start <= offset < end:
                offered = self._offered(offset, marked)
                if offered is not None:
                    yield keys, offered
                return

    def repair(self, taken: Span, goal: Span, wanted: Wanted) -> Keys | None:
        """The keys that move the end of a claim that was just marked; None where none are found."""
        return self._repair(taken, goal, wanted, ())

    def _may_press_at_once(self, holding: Wanted, wanted: Wanted) -> bool:
        """Whether a key is about the letters at the caret although something is in hand."""
        return holding.layer != wanted.layer and bool({CLAIM_LAYER, CUE_LAYER} & {holding.layer, wanted.layer})

    def _is_seen_to_take(self, offset: int, wanted: Wanted, keys: Keys) -> bool:
        """Whether somebody would press the key here: nobody knows beforehand where a claim is proposed to end.

        A claim is marked from where the caret is, inside it, or from its first word.
        """
        if wanted.layer != CLAIM_LAYER:
            return True
        word = word_at(self.text, wanted.start)
        at_start = wanted.start <= offset < (word.end if word is not None else wanted.start + 1)
        return at_start or (not keys and wanted.start <= offset <= wanted.end)

    def _cuts_a_word(self, span: Span) -> bool:
        """Whether a border lies inside a word, for all to see: then it is selected letter by letter."""
        last = word_at(self.text, span.end - 1)
        return last is not None and last.end != span.end and word_at(self.text, span.end) == last

    def _after_press(
        self, wanted: Wanted, keys: Keys, taken: tuple[Span, ...], waiting: tuple[Wanted, ...]
    ) -> Plan | None:
        """The plan once the key took these fragments: what is wrong is mended."""
        apart = len(taken) > 1
        if apart and (len(wanted.fragments) < len(taken) or taken[0] != wanted.fragments[0]):
            # Undo takes the further fragment back.
            single = self._after_press(wanted, keys, taken[:1], waiting)
            if single is None or len(wanted.fragments) > 1:
                return None
            pressed = len(keys) + len(wanted.key)
            mended = (*single.keys[:pressed], "Ctrl+Z", *single.keys[pressed:])
            return replace(single, keys=mended, decisions=2, after=replace(single.after, goes_on=False))
        last = taken[-1]
        repair = self._repair(last, wanted.fragments[len(taken) - 1], wanted, waiting)
        if repair is None:
            return None
        # Pressing the same key again goes on with the same thought; anything else is a repair.
        same_thought = {*wanted.key, "."} if wanted.layer == SOURCE_LAYER else set(wanted.key)
        decisions = 1 + any(key not in same_thought for key in repair)
        border = wanted.fragments[len(taken) - 1]
        at_start = "E" in repair
        done = Plan((*keys, *wanted.key, *repair), decisions, Hand(border.start if at_start else border.end, wanted))
        return self._with_fragments(done, wanted, marked=len(taken))

    def _by_selection(self, wanted: Wanted, keys: Keys, first: Span) -> Plan | None:
        grown = self._border_path(first.start, first.end, Edge.END, None, True)
        if grown is None:
            return None
        done = Plan((*keys, *grown, *wanted.key), 1, Hand(first.end, wanted))
        return self._with_fragments(done, wanted)

    def _with_fragments(self, plan: Plan, wanted: Wanted, *, marked: int = 1) -> Plan | None:
        """The further fragments: Shift and the key over a selection, or over a word whose end is moved then."""
        for at, fragment in enumerate(wanted.fragments[marked:], start=marked):
            ways: list[Plan] = []
            held = Part(wanted.layer, wanted.fragments[:at])
            if plan.after.goes_on and taking.further_relay(self.text, held) == fragment:
                ways.append(Plan((*plan.keys, f"Shift+{wanted.key[0]}"), plan.decisions, Hand(0)))
            for offset, keys in self.walk(plan.after.caret):
                if ways and len(keys) >= len(min(ways, key=lambda way: way.seconds).keys) - len(plan.keys):
                    break
                if not keys:
                    continue
                key = f"Shift+{wanted.key[0]}"
                taken = self._taken_at(offset, "", ())
                if taken is not None and taken[0].start == fragment.start:
                    moved = self._border_path(taken[0].end, fragment.end, Edge.END)
                    if moved is not None:
                        ways.append(Plan((*plan.keys, *keys, key, *moved), plan.decisions + 1, Hand(0)))
                if offset == fragment.start:
                    grown = self._border_path(fragment.start, fragment.end, Edge.END, None, True)
                    if grown is not None:
                        ways.append(Plan((*plan.keys, *keys, *grown, key), plan.decisions + 1, Hand(0)))
            if not ways:
                return None
            plan = replace(min(ways, key=lambda way: way.seconds), after=Hand(fragment.end, wanted))
        return plan

    # ------------------------------------------------------------------ borders

    def _repair(self, taken: Span, goal: Span, wanted: Wanted, waiting: tuple[Wanted, ...]) -> Keys | None:
        if taken == goal:
            return ()
        if wanted.layer != CLAIM_LAYER and abs(taken.start - goal.start) > _LETTERS_AT_ONCE:
            return None  # Nobody marks another word and then drags its border here.
        if goal.end <= taken.start:
            return None  # The end would have to pass the start.
        ends = self._border_path(taken.end, goal.end, Edge.END, (wanted.layer, wanted.key, waiting), least=taken.start)
        if ends is None:
            return None
        if taken.start == goal.start:
            return ends
        if self._other_cut(taken.start) == goal.start:
            return ("W", *ends)
        starts = self._border_path(taken.start, goal.start, Edge.START, most=goal.end)
        return None if starts is None else (*ends, "E", *starts)

    def _other_cut(self, start: int) -> int | None:
        word = word_at(self.text, start)
        if word is None:
            return None
        cut = stem(self.text, word, self._vocabulary)
        return word.start if start == cut.start else cut.start

    def _fewest_keys(
        self,
        start: int,
        goal: int,
        edge: Edge,
        marked: tuple[str, Keys, tuple[Wanted, ...]] | None = None,
        selecting: bool = False,
        *,
        least: int = -1,
        most: int = sys.maxsize,
    ) -> Keys | None:
        """The fewest keys that move a border, breadth first.

        Args:
            start: Where the border is.
            goal: Where it should be.
            edge: Which border.
            marked: Layer and keys of what was just marked, which its own key extends, and what waits in the frame.
            selecting: Whether a selection is grown rather than a border moved.
            least: The other border, which an end cannot pass.
            most: The other border, which a start cannot pass.
        """
        found: dict[int, Keys] = {start: ()}
        border = [start]
        for _ in range(_MOST_REPAIRS if not selecting else _FARTHEST):
            if goal in found:
                return found[goal]
            further = []
            for offset in border:
                steps = self._steps(offset, edge, selecting)
                if marked is not None:
                    steps = (*self._more_steps(offset, *marked), *steps)
                for keys, place in steps:
                    if selecting and place > start and self._trimmed(place) == goal:
                        return (*found[offset], *keys)  # White space at the end is left out when it is marked.
                    if (
                        place not in found
                        and least < place < most
                        and abs(place - goal) <= abs(start - goal) + _OVERSHOOT
                    ):
                        found[place] = (*found[offset], *keys)
                        further.append(place)
            border = further
        return found.get(goal)

    def _steps_of(self, end: int, layer: str, key: Keys, waiting: tuple[Wanted, ...]) -> Iterator[tuple[Keys, int]]:
        """Steps that only what was just marked takes: the same key again, and the stops of speakers."""
        if layer == SOURCE_LAYER:
            yield (".",), next_speaker_end(self.text, end)
        if layer == SOURCE_LAYER and self._links_on(end, waiting):
            return  # The key means the one behind «عن».
        following = word_at(self.text, next_word(self.text, end))
        if layer != CLAIM_LAYER and following is not None and following.end > end:
            yield key, following.end

    def _links_on(self, end: int, waiting: tuple[Wanted, ...]) -> bool:
        parts = [Part(part.layer, part.fragments) for part in waiting]
        return taking.next_link(self.text, end, [*parts, Part(SOURCE_LAYER, (Span(end - 1, end),))]) is not None

    def _border_steps(self, offset: int, edge: Edge, selecting: bool) -> tuple[tuple[Keys, int], ...]:
        text = self.text
        places = [
            ((".",), next_stop(text, offset, edge=Edge.END if selecting else edge)),
            ((",",), previous_stop(text, offset, edge=Edge.END if selecting else edge)),
            (("Shift+Ctrl+Left",), next_word(text, offset)),
            (("Shift+Ctrl+Right",), previous_word(text, offset)),
            (("Shift+Left",), moves.sideways(self._page, Place(offset), leftwards=True).offset),
            (("Shift+Right",), moves.sideways(self._page, Place(offset), leftwards=False).offset),
        ]
        if selecting:
            return tuple(places)
        if edge is Edge.END:
            following = word_at(text, next_word(text, offset))
            places[2] = (places[2][0], following.end if following is not None else offset)
        return tuple((keys, self._settled(place, edge)) for keys, place in places)

    def _settled(self, place: int, edge: Edge) -> int:
        """Where a moved border comes to rest: not beside white space."""
        if edge is Edge.END:
            return self._trimmed(place)
        while place < len(self.text) and self.text[place].isspace():
            place += 1
        return place

    def _trimmed(self, place: int) -> int:
        while place > 0 and self.text[place - 1].isspace():
            place -= 1
        return place

    def _span_taken(self, offset: int, layer: str, behind: tuple[Wanted, ...]) -> tuple[Span, ...] | None:
        """What a label key takes at the caret."""
        parts = [Part(part.layer, part.fragments) for part in behind]
        taken = taking.at_caret(self.text, offset, layer, self._vocabulary, waiting=parts)
        tidy = [tidied(span, self.text) for span in taken or ()]
        return tuple(span for span in tidy if span is not None) or None

    # ------------------------------------------------------------------ caret

    def _steps_from(self, place: Place) -> tuple[tuple[Keys, Place, _Kind], ...]:
        """Where keys of the caret lead from a place."""
        page = self._page
        x = page.spot(place)[2]
        found: list[tuple[Keys, Place, _Kind]] = [
            (("Ctrl+Left",), moves.by_word(page, place, leftwards=True), _Kind.FREE),
            (("Ctrl+Right",), moves.by_word(page, place, leftwards=False), _Kind.FREE),
            (("Ctrl+Down",), moves.by_paragraph(page, place, down=True), _Kind.FREE),
            (("Ctrl+Up",), moves.by_paragraph(page, place, down=False), _Kind.FREE),
            (("Home",), moves.start_of_line(page, place), _Kind.FREE),
            (("End",), moves.end_of_line(page, place), _Kind.FREE),
        ]
        for key, down in (("Down", True), ("Up", False)):
            there = place
            for times in range(1, _LINES_AT_ONCE + 1):
                there = moves.by_line(page, there, down=down, x=x)
                found.append(((key,) * times, there, _Kind.LINES))
        for key, leftwards in (("Left", True), ("Right", False)):
            there = place
            for times in range(1, _LETTERS_AT_ONCE + 1):
                there = moves.sideways(page, there, leftwards=leftwards)
                found.append(((key,) * times, there, _Kind.LETTERS))
        return tuple(found)


class _Kind(Enum):
    """How a place was reached: after lines no more lines (they keep their column), after letters nothing more."""

    FREE = "free"
    LINES = "lines"
    LETTERS = "letters"


class _Walk:
    """Places in the order of the keys they cost, worked out as far as somebody asks."""

    def __init__(
        self,
        start: Place,
        steps: Callable[[Place], tuple[tuple[Keys, Place, _Kind], ...]],
        jumps: tuple[tuple[Keys, int], ...],
    ) -> None:
        self._steps = steps
        self._found: list[tuple[int, Keys]] = []
        self._seen: set[tuple[Place, _Kind]] = set()
        self._met: set[int] = set()
        self._levels: list[list[tuple[Place, _Kind, Keys]]] = [[(start, _Kind.FREE, ())]]
        self._level = 0
        for keys, offset in jumps:
            while len(self._levels) <= len(keys):
                self._levels.append([])
            self._levels[len(keys)].append((Place(offset), _Kind.FREE, keys))

    def __iter__(self) -> Iterator[tuple[int, Keys]]:
        at = 0
        while True:
            while at < len(self._found):
                yield self._found[at]
                at += 1
            if self._level >= min(len(self._levels), _FARTHEST):
                return
            self._expand()

    def _expand(self) -> None:
        for place, kind, keys in self._levels[self._level]:
            if (place, kind) in self._seen:
                continue
            self._seen.add((place, kind))
            if place.offset not in self._met:
                self._met.add(place.offset)
                self._found.append((place.offset, keys))
            if kind is _Kind.LETTERS:
                continue
            for more, following, further in self._steps(place):
                if kind is _Kind.LINES and further is _Kind.LINES:
                    continue
                level = len(keys) + len(more)
                while len(self._levels) <= level:
                    self._levels.append([])
                self._levels[level].append((following, further, (*keys, *more)))
        self._level += 1


def _is_told(marked: tuple[Wanted, ...], caret: int, cue: Span) -> bool:
    """Whether a cue is there already, or lies in a claim that is, which the caret has not walked into."""
    for other in marked:
        is_walked_into = other.layer == CLAIM_LAYER and other.start <= caret < other.end
        if other.start < cue.end and cue.start < other.end and not is_walked_into:
            return True
    return False
