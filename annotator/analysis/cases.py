"""Cases: where two or more annotation sets of one text differ, one attribution or one mention a case.

A claim that somebody lacks is one case with its source, its cue and the tie, not four. What is the same in all sets is
no case, unless somebody doubts it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from annotator.analysis.alignment import Mention, aligned, places_of
from annotator.analysis.joining import answers_contradict
from annotator.analysis.ties import Tie, ties_of
from annotator.analysis.trivia import Rule, settled
from annotator.model.annotation import Annotation
from annotator.model.errors import BugError
from annotator.model.identity import AnnotationId, ReferentId, SetName, derive
from annotator.model.relation import Relation
from annotator.model.scheme import ATTRIBUTION, CLAIM_LAYER
from annotator.model.span import Fragments, Span


class CaseKind(StrEnum):
    """What a case is about, in the order of the queue."""

    QUESTION = "question"
    """Somebody doubts it, or asks."""
    ATTRIBUTION = "attribution"
    """Not everybody has the claim, or the attribution."""
    SOURCE = "source"
    """Who says it, on whose word, through which words, who holds it, and the stance."""
    MENTION = "mention"
    """Not everybody has the entity, the source or the cue."""
    LABEL = "label"
    BORDER = "border"
    ATTRIBUTE = "attribute"
    """Another answer to a question, or another referent."""
    RELATION = "relation"
    """A tie between claims."""
    TRIVIA = "trivia"
    """Form alone: the rules settle it."""


QUEUE: Final = tuple(CaseKind)


@dataclass(frozen=True, slots=True)
class Side:
    """What one set says in a case.

    Attributes:
        set_name: Whose set.
        annotations: Its annotations that belong to the case and to no other, in reading order.
        relations: Its relations that belong to the case.
    """

    set_name: SetName
    annotations: tuple[Annotation, ...] = ()
    relations: tuple[Relation, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of all of it, annotations first."""
        return (*(annotation.id for annotation in self.annotations), *(relation.id for relation in self.relations))

    @property
    def is_empty(self) -> bool:
        """Whether the set does not have it at all."""
        return not (self.annotations or self.relations)


@dataclass(frozen=True, slots=True)
class Version:
    """What one or several sets say alike in a case.

    Attributes:
        sets: Who says so, by name.
        side: What they say, as the first of them has it.
    """

    sets: tuple[SetName, ...]
    side: Side


@dataclass(frozen=True, slots=True)
class Case:
    """One attribution or one mention on which sets differ, or which somebody doubts.

    Attributes:
        key: Follows from what the sets say, in whatever order they are given; another saying is another case.
        kind: What it is about.
        differs: What it is about apart from the doubt; None where all agree and somebody doubts.
        span: Where it stands: from its first to its last character.
        sides: What each set says, by the name of the set.
        versions: The different sayings, that of the first set first; one alone where all agree.
        mentions: The numbers of the mentions that belong to the case and to no other.
        ties: The ties that belong to the case.
        claim: The number of the claim's mention in the comparison, or None where it is about none.
        by_rule: The borders that the rules give, for ``TRIVIA``.
        rules: What was applied for that.
    """

    key: str
    kind: CaseKind
    differs: CaseKind | None
    span: Span
    sides: tuple[Side, ...]
    versions: tuple[Version, ...]
    mentions: tuple[int, ...] = field(repr=False)
    ties: tuple[Tie, ...] = field(repr=False)
    claim: int | None = None
    by_rule: Fragments | None = None
    rules: frozenset[Rule] = frozenset()

    def side(self, set_name: SetName) -> Side:
        """What a set says."""
        return next((side for side in self.sides if side.set_name == set_name), Side(set_name))

    @property
    def order(self) -> tuple[int, int, int, str]:
        """Its place in the queue."""
        return (QUEUE.index(self.kind), self.span.start, self.span.end, self.key)


@dataclass(frozen=True, slots=True)
class AnnotationSetOf:
    """One set to be compared.

    Attributes:
        name: Its name.
        annotations: Its annotations; zones are facts of the document and not compared.
        relations: Its relations.
    """

    name: SetName
    annotations: tuple[Annotation, ...]
    relations: tuple[Relation, ...]


@dataclass(frozen=True)
class Comparison:
    """What two or more sets of one text have in common, and where they differ.

    Attributes:
        sets: The names of the sets, sorted.
        cases: In the order of the queue.
        mentions: Everything that is annotated, each with its annotation in every set that has it.
        ties: Everything that is related, likewise.
        agreed_mentions: The numbers of the mentions that are the same in all sets.
        agreed_ties: The ties that are the same in all sets.
        places: The number of each annotation's mention, by set and id.
    """

    sets: tuple[SetName, ...]
    cases: tuple[Case, ...]
    mentions: Sequence[Mention] = field(repr=False)
    ties: Sequence[Tie] = field(repr=False)
    agreed_mentions: Sequence[int] = field(repr=False)
    agreed_ties: Sequence[Tie] = field(repr=False)
    places: Mapping[SetName, Mapping[AnnotationId, int]] = field(repr=False)

    def case(self, key: str) -> Case | None:
        """The case of that key."""
        return next((case for case in self.cases if case.key == key), None)


def compared(
    text: str,
    sets: Iterable[AnnotationSetOf],
    *,
    same: Mapping[ReferentId, ReferentId] | None = None,
    symmetric: Collection[str] = (),
) -> Comparison:
    """Compare sets of one text.

    Args:
        text: The text.
        sets: One or more; of a single one, only what its author doubts is a case.
        same: For referents that were merged into others, into which.
        symmetric: Types of relations whose roles may be exchanged.

    Raises:
        BugError: If two sets bear one name, or there is none.
    """
    ordered = sorted(sets, key=lambda one: one.name)
    if not ordered or len({one.name for one in ordered}) != len(ordered):
        raise BugError("sets to be compared need names of their own")
    return _Comparing(text, ordered, same or {}, symmetric).comparison()


@dataclass(slots=True)
class _Matter:
    """What may become a case: mentions and ties that belong together."""

    mentions: list[int]
    ties: list[Tie]
    differs: CaseKind | None
    claim: int | None = None
    by_rule: Fragments | None = None
    rules: frozenset[Rule] = frozenset()


class _Comparing:
    """One comparison under way."""

    def __init__(
        self,
        text: str,
        sets: Sequence[AnnotationSetOf],
        same: Mapping[ReferentId, ReferentId],
        symmetric: Collection[str],
    ) -> None:
        self._text = text
        self._same = same
        self._sets = tuple(one.name for one in sets)
        self._all = len(self._sets)
        self._mentions = aligned({one.name: one.annotations for one in sets})
        self._places = places_of(self._mentions)
        self._ties = ties_of({one.name: one.relations for one in sets}, self._places, symmetric=symmetric)
        self._claims = {at for at, mention in enumerate(self._mentions) if mention.first.layer == CLAIM_LAYER}
        self._placed: set[int] = set()

    def comparison(self) -> Comparison:
        """The whole of it."""
        cases: list[Case] = []
        agreed: list[int] = []
        agreed_ties: list[Tie] = []
        for matter in self._matters(agreed, agreed_ties):
            case = self._case(matter)
            if case is not None:
                cases.append(case)
            else:
                agreed += matter.mentions
                agreed_ties += matter.ties
        cases.sort(key=lambda case: case.order)
        return Comparison(
            self._sets, tuple(cases), self._mentions, self._ties, sorted(agreed), agreed_ties, self._places
        )

    # ------------------------------------------------------------------ what belongs together

    def _matters(self, agreed: list[int], agreed_ties: list[Tie]) -> Iterator[_Matter]:
        """What may be cases; what is plainly the same in all sets goes to the two lists at once."""
        by_claim: dict[int, list[Tie]] = defaultdict(list)
        between: list[Tie] = []
        for tie in self._ties:
            claim = next(iter(tie.roles_of_first.get("claim", ())), None) if tie.type == ATTRIBUTION else None
            if claim is not None:
                by_claim[claim].append(tie)
            else:
                between.append(tie)
        lacking: dict[int, _Matter] = {}
        for number, mention in enumerate(self._mentions):
            if number in by_claim or number in self._claims:
                ties = by_claim[number]
                if len(mention.members) < len(self._sets):
                    own = [member for tie in ties for member in self._own_members(tie)]
                    lacking[number] = _Matter([number, *own], list(ties), CaseKind.ATTRIBUTION, number)
                    continue
                for tie in ties:
                    if self._is_plainly_same_tie(tie):
                        agreed_ties.append(tie)
                    else:
                        yield self._of_tie(tie, CaseKind.ATTRIBUTION, CaseKind.SOURCE, claim=number)
        for tie in between:
            case = next((lacking[member] for member in tie.members() if member in lacking), None)
            if case is not None:
                case.ties.append(tie)
            else:
                yield self._of_tie(tie, CaseKind.RELATION, CaseKind.RELATION)
        yield from lacking.values()
        for number, mention in enumerate(self._mentions):
            if self._plainly_same(mention):
                agreed.append(number)
            elif number not in lacking and number not in self._placed:
                yield self._of_mention(number, mention)

    def _plainly_same(self, mention: Mention) -> bool:
        members = mention.members
        if len(members) < self._all:
            return False
        first = None
        # Asked about every mention of both sets: a plain loop is what it costs least with.
        for other in members.values():
            if other.unsure:
                return False
            if first is None:
                first = other
            elif (
                other.label != first.label
                or other.attributes != first.attributes
                or other.referent != first.referent
                or not _at_one_place(other.fragments, first.fragments)
            ):
                return False
        return True

    def _is_plainly_same_tie(self, tie: Tie) -> bool:
        relations = tie.members_by_set.values()
        return len(relations) == self._all and tie.is_same and not any(r.unsure for r in relations)

    def _of_tie(self, tie: Tie, missing: CaseKind, other: CaseKind, *, claim: int | None = None) -> _Matter:
        differs: CaseKind | None = None
        if len(tie.members_by_set) < len(self._sets):
            differs = missing
        elif tie.is_same:
            return _Matter([], [tie], None, claim)
        elif tie.differs:
            differs = other
        elif tie.answers_differ:
            differs = CaseKind.ATTRIBUTE
        elif tie.is_incomplete:
            differs = CaseKind.TRIVIA
        rules = frozenset({Rule.UNANSWERED}) if differs is CaseKind.TRIVIA else frozenset()
        return _Matter(self._own_members(tie), [tie], differs, claim, rules=rules)

    def _of_mention(self, number: int, mention: Mention) -> _Matter:
        members = tuple(mention.members.values())
        claim = number if number in self._claims else None
        matter = _Matter([number], [], self._difference(members), claim)
        if matter.differs is CaseKind.BORDER:
            found = settled(self._text, mention.first.layer, [member.fragments for member in members])
            if found is not None and not _contradict(members, self._same):
                matter.differs, matter.by_rule, matter.rules = CaseKind.TRIVIA, found.fragments, found.rules
        if matter.differs is CaseKind.TRIVIA and _is_incomplete(members):
            matter.rules |= {Rule.UNANSWERED}
            matter.by_rule = matter.by_rule or mention.first.fragments
        return matter

    def _difference(self, members: Sequence[Annotation]) -> CaseKind | None:
        if len(members) < len(self._sets):
            return CaseKind.MENTION
        first = members[0]
        if any(other.label != first.label for other in members):
            return CaseKind.LABEL
        if any(other.fragments != first.fragments for other in members):
            return CaseKind.BORDER
        if _contradict(members, self._same):
            return CaseKind.ATTRIBUTE
        return CaseKind.TRIVIA if _is_incomplete(members) else None

    def _own_members(self, tie: Tie) -> list[int]:
        """The members of a tie that not everybody has, claims apart; each belongs to the first tie that names it."""
        own: list[int] = []
        for number in tie.members():
            mention = self._mentions[number]
            all_have_it = len(mention.members) == len(self._sets)
            if not all_have_it and number not in self._claims and number not in self._placed:
                self._placed.add(number)
                own.append(number)
        return own

    # ------------------------------------------------------------------ the case

    def _case(self, matter: _Matter) -> Case | None:
        doubted = self._is_doubted(matter)
        if matter.differs is None and not doubted:
            return None
        sides = tuple(self._side(name, matter) for name in self._sets)
        kind = CaseKind.QUESTION if doubted or matter.differs is None else matter.differs
        sayings: dict[object, list[Side]] = defaultdict(list)
        for side in sides:
            sayings[self._saying(side)].append(side)
        versions = tuple(Version(tuple(s.set_name for s in alike), alike[0]) for alike in sayings.values())
        return Case(
            self._key(matter, sides),
            kind,
            matter.differs,
            self._place(matter),
            sides,
            versions,
            tuple(matter.mentions),
            tuple(matter.ties),
            matter.claim,
            matter.by_rule,
            matter.rules,
        )

    def _is_doubted(self, matter: _Matter) -> bool:
        if any(member.unsure for number in matter.mentions for member in self._mentions[number].members.values()):
            return True
        return any(relation.unsure for tie in matter.ties for relation in tie.relations)

    def _side(self, name: SetName, matter: _Matter) -> Side:
        mentions = [self._mentions[number].members for number in matter.mentions]
        annotations = [members[name] for members in mentions if name in members]
        if len(annotations) > 1:
            annotations.sort(key=lambda a: a.order)
        relations = [tie.members_by_set[name] for tie in matter.ties if name in tie.members_by_set]
        return Side(name, tuple(annotations), tuple(relations))

    def _saying(self, side: Side) -> object:
        """What a side says, comparable with that of another."""
        places = self._places.get(side.set_name, {})
        return (
            frozenset(
                (places[a.id], a.label, a.fragments, _answers(a.attributes),
                 self._same.get(a.referent, a.referent) if a.referent is not None else None)
                for a in side.annotations
            ),
            frozenset(_said(relation, places) for relation in side.relations),
        )  # fmt: skip

    def _key(self, matter: _Matter, sides: Sequence[Side]) -> str:
        told = [matter.differs.value if matter.differs is not None else "doubt"]
        for side in sides:
            told.append(side.set_name)
            for a in side.annotations:
                borders = [(span.start, span.end) for span in a.fragments]
                told.append(f"{a.id} {a.label} {borders} {_answers(a.attributes)} {a.referent} {a.unsure}")
            for r in sorted(side.relations, key=lambda relation: relation.id):
                told.append(f"{r.id} {sorted(r.roles.items())} {_answers(r.attributes)} {r.unsure}")
        return derive("c", *told)

    def _place(self, matter: _Matter) -> Span:
        """What the case is about: the claim that somebody lacks, else what is marked, else all that is tied."""
        if matter.claim is not None and matter.claim in matter.mentions:
            numbers: Iterable[int] = [matter.claim]
        else:
            numbers = matter.mentions or {number for tie in matter.ties for number in tie.members()}
        places = [member for number in numbers for member in self._mentions[number].members.values()]
        return Span(min(a.start for a in places), max(a.end for a in places))


def _at_one_place(one: Fragments, other: Fragments) -> bool:
    """Whether two have the same borders; numbers are compared more quickly than spans."""
    if len(one) == len(other) == 1:
        return one[0].start == other[0].start and one[0].end == other[0].end
    return one == other


def _said(relation: Relation, places: Mapping[AnnotationId, int]) -> object:
    roles = tuple(sorted((role, tuple(places[m] for m in ids)) for role, ids in relation.roles.items()))
    return relation.type, roles, _answers(relation.attributes)


def _answers(attributes: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(attributes.items()))


def _contradict(members: Sequence[Annotation], same: Mapping[ReferentId, ReferentId]) -> bool:
    """Whether two gave different answers to a question, or mean different referents; an open one contradicts none."""
    named = {same.get(m.referent, m.referent) for m in members if m.referent is not None}
    return len(named) > 1 or answers_contradict([member.attributes for member in members])


def _is_incomplete(members: Sequence[Annotation]) -> bool:
    """Whether somebody left open what another answered."""
    first = members[0]
    return any(
        other.attributes != first.attributes or (other.referent is None) != (first.referent is None)
        for other in members[1:]
    )
