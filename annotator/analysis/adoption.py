"""What is adopted of a case, and under which names: the same choice made twice gives the same records.

The name of an adopted record is derived from the annotation that the first set has, whoever's version is chosen: to
choose otherwise later changes the record and leaves what is tied to it alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from annotator.analysis.alignment import Mention, aligned
from annotator.analysis.cases import Case, CaseKind, Comparison, Version
from annotator.analysis.joining import joined, joined_tie
from annotator.analysis.ties import Tie, ties_of
from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId, RelationId, SetName, derive
from annotator.model.relation import Relation


@dataclass(frozen=True, slots=True)
class Adoption:
    """What a choice puts into the adjudicated set, and what it takes out.

    Attributes:
        annotations: To be there from now on.
        relations: To be there from now on.
        needed: Annotations that the relations name and that belong to other cases: to be there, if they are not yet.
        dropped: Ids of annotations that another choice would have put there.
        dropped_ties: Ids of relations, likewise.
    """

    annotations: tuple[Annotation, ...] = ()
    relations: tuple[Relation, ...] = ()
    needed: tuple[Annotation, ...] = ()
    dropped: tuple[AnnotationId, ...] = ()
    dropped_ties: tuple[RelationId, ...] = ()


class Names:
    """Under which ids a comparison is adopted: derived from the first set's, or those of records that stand already.

    Args:
        standing: By the derived id, the id of what is the same thing where it is adopted.
        standing_ties: The same for relations.
    """

    def __init__(
        self,
        standing: Mapping[AnnotationId, AnnotationId] | None = None,
        standing_ties: Mapping[RelationId, RelationId] | None = None,
    ) -> None:
        self._standing = standing or {}
        self._standing_ties = standing_ties or {}

    def of(self, mention: Mention) -> AnnotationId:
        """The id of a mention."""
        derived = name_of(mention)
        return self._standing.get(derived, derived)

    def of_tie(self, tie: Tie) -> RelationId:
        """The id of a tie."""
        derived = name_of_tie(tie)
        return self._standing_ties.get(derived, derived)


class OwnNames(Names):
    """The ids that one set has already, for what is taken over into that set; derived ones for what it lacks."""

    def __init__(self, set_name: SetName) -> None:
        super().__init__()
        self._set_name = set_name

    def of(self, mention: Mention) -> AnnotationId:
        """The id of a mention."""
        own = mention.members.get(self._set_name)
        return own.id if own is not None else name_of(mention)

    def of_tie(self, tie: Tie) -> RelationId:
        """The id of a tie."""
        own = tie.members_by_set.get(self._set_name)
        return own.id if own is not None else name_of_tie(tie)


DERIVED: Final = Names()


def name_of(mention: Mention) -> AnnotationId:
    """The id under which a mention is adopted."""
    return mention.name


def name_of_tie(tie: Tie) -> RelationId:
    """The id under which a tie is adopted."""
    return tie.name


def agreed(comparison: Comparison, *, names: Names = DERIVED) -> tuple[Annotation, ...]:
    """All annotations that are the same in all sets, as they are adopted."""
    mentions = (comparison.mentions[number] for number in comparison.agreed_mentions)
    return tuple(joined(tuple(mention.members.values()), names.of(mention)) for mention in mentions)


def agreed_as_shown(comparison: Comparison) -> list[Annotation]:
    """All annotations that are the same in all sets, as the first set has them: to be shown, not to be adopted."""
    return [comparison.mentions[number].first for number in comparison.agreed_mentions]


def agreed_ties(
    comparison: Comparison, ties: Iterable[Tie] | None = None, *, names: Names = DERIVED
) -> tuple[Relation, ...]:
    """The relations that are the same in all sets, as they are adopted; only these ties where some are given."""
    wanted = comparison.agreed_ties if ties is None else ties
    return tuple(_joined_tie(comparison, tie, names) for tie in wanted)


def standing_names(comparison: Comparison, annotations: Iterable[Annotation], relations: Iterable[Relation]) -> Names:
    """The names under which to adopt where records stand already that do not come from the comparison.

    What was annotated there otherwise, by an import say, is taken for the mention that it is closest to: a choice
    changes it, and does not put a second one beside it.

    Args:
        comparison: The comparison.
        annotations: What stands where it is adopted.
        relations: Likewise.
    """
    there = {annotation.id: annotation for annotation in annotations}
    if not there:
        return DERIVED
    ties = {relation.id: relation for relation in relations}
    own = {name for mention in comparison.mentions for name in _own_names(mention.members)}
    foreign = [annotation for name, annotation in there.items() if name not in own]
    if not foreign:
        return DERIVED
    here, elsewhere = SetName("compared"), SetName("standing")
    lacking = [replace(m.first, id=name_of(m)) for m in comparison.mentions if name_of(m) not in there]
    mentions = aligned({here: lacking, elsewhere: foreign})
    standing = {m.members[here].id: m.members[elsewhere].id for m in mentions if len(m.members) == 2}
    names = Names(standing)
    numbers = {names.of(mention): number for number, mention in enumerate(comparison.mentions)}
    wanted = [_joined_tie(comparison, tie, names) for tie in comparison.ties if name_of_tie(tie) not in ties]
    found = ties_of({here: wanted, elsewhere: ties.values()}, {here: numbers, elsewhere: numbers})
    met = (tie.members_by_set for tie in found if len(tie.members_by_set) == 2)
    return Names(standing, {both[here].id: both[elsewhere].id for both in met})


def taken(comparison: Comparison, case: Case, version: Version, *, names: Names = DERIVED) -> Adoption:
    """One version, as it is.

    Args:
        comparison: The comparison.
        case: The case.
        version: What is taken.
        names: Under which ids.
    """
    annotations, relations = _records(comparison, case, version, first=True, names=names)
    return _adoption(comparison, case, annotations, relations, names=names)


def both(comparison: Comparison, case: Case, *, names: Names = DERIVED) -> Adoption:
    """All versions beside each other."""
    annotations: list[Annotation] = []
    relations: list[Relation] = []
    for version in case.versions:
        more, ties = _records(comparison, case, version, first=not (annotations or relations), names=names)
        annotations += more
        relations += ties
    return _adoption(comparison, case, annotations, relations, names=names)


def mixed(comparison: Comparison, case: Case, *, border: Version, label: Version, names: Names = DERIVED) -> Adoption:
    """The borders of one version with the label, the answers and the referent of another.

    Mentions that only one of the two has stay out.
    """
    bordered = {b.id: b for b in _records(comparison, case, border, first=True, names=names)[0]}
    annotations, relations = _records(comparison, case, label, first=True, names=names)
    result = [replace(a, fragments=bordered[a.id].fragments) for a in annotations if a.id in bordered]
    return _adoption(comparison, case, result, relations, names=names)


def by_rule(comparison: Comparison, case: Case, *, names: Names = DERIVED) -> Adoption:
    """What the rules say of a case that is form alone."""
    mentions = [comparison.mentions[number] for number in case.mentions]
    annotations = [joined(tuple(m.members.values()), names.of(m), fragments=case.by_rule) for m in mentions]
    ties = [_joined_tie(comparison, tie, names) for tie in case.ties]
    return _adoption(comparison, case, annotations, ties, names=names)


def neither(comparison: Comparison, case: Case, *, names: Names = DERIVED) -> Adoption:
    """Nothing of it."""
    return _adoption(comparison, case, (), (), names=names)


def can_be_mixed(case: Case) -> bool:
    """Whether borders and label of a case can be taken from different versions."""
    two = len(case.versions) == 2 and len(case.mentions) == 1 and not case.ties
    return two and not any(version.side.is_empty for version in case.versions)


def can_be_both(case: Case) -> bool:
    """Whether two versions of a case can stand beside each other."""
    told = [version for version in case.versions if not version.side.is_empty]
    return len(told) == len(case.versions) == 2 and case.differs not in (CaseKind.ATTRIBUTE, CaseKind.TRIVIA)


def says(
    comparison: Comparison, case: Case, version: Version, *, names: Names = DERIVED
) -> tuple[tuple[Annotation, ...], tuple[Relation, ...]]:
    """What a version says, under the names of adoption, to be shown."""
    annotations, relations = _records(comparison, case, version, first=True, names=names)
    return tuple(annotations), tuple(relations)


# ---------------------------------------------------------------------- records


def _records(
    comparison: Comparison, case: Case, version: Version, *, first: bool, names: Names
) -> tuple[list[Annotation], list[Relation]]:
    """The records of one version; the first bears the names of adoption, further ones names of their own."""
    annotations: list[Annotation] = []
    relations: list[Relation] = []
    given: dict[int, AnnotationId] = {}
    for number in case.mentions:
        mention = comparison.mentions[number]
        members = [(name, mention.members[name]) for name in version.sets if name in mention.members]
        if members:
            given[number] = names.of(mention) if first else _own_name(members[0][0], members[0][1].id)
            annotations.append(joined([member for _name, member in members], given[number]))
    for tie in case.ties:
        own = [(name, tie.members_by_set[name]) for name in version.sets if name in tie.members_by_set]
        if own:
            name = names.of_tie(tie) if first else _own_tie_name(own[0][0], own[0][1].id)
            roles = {
                role: tuple(given.get(n) or names.of(comparison.mentions[n]) for n in numbers)
                for role, numbers in tie.roles_by_set[own[0][0]].items()
            }
            relations.append(joined_tie([relation for _name, relation in own], name, roles))
    return annotations, relations


def _adoption(
    comparison: Comparison,
    case: Case,
    annotations: Iterable[Annotation],
    relations: Iterable[Relation],
    *,
    names: Names,
) -> Adoption:
    annotations, relations = tuple(annotations), tuple(relations)
    chosen = {annotation.id for annotation in annotations}
    chosen_ties = {relation.id for relation in relations}
    possible = [
        name
        for n in case.mentions
        for name in (names.of(comparison.mentions[n]), *_own_names(comparison.mentions[n].members))
    ]
    possible_ties = [
        name
        for tie in case.ties
        for name in (names.of_tie(tie), *(_own_tie_name(owner, identifier) for owner, identifier in tie.places()))
    ]
    return Adoption(
        annotations,
        relations,
        tuple(_needed(comparison, case, relations, chosen, names)),
        tuple(name for name in dict.fromkeys(possible) if name not in chosen),
        tuple(name for name in dict.fromkeys(possible_ties) if name not in chosen_ties),
    )


def _needed(
    comparison: Comparison, case: Case, relations: Sequence[Relation], chosen: set[AnnotationId], names: Names
) -> list[Annotation]:
    """The members of relations that are not of the case, as the sets that are meant have them."""
    numbers = dict.fromkeys(number for tie in case.ties for number in tie.members())
    by_name = {names.of(comparison.mentions[number]): number for number in numbers}
    wanted = dict.fromkeys(member for relation in relations for _role, member in relation.members())
    return [
        joined(tuple(comparison.mentions[by_name[member]].members.values()), member)
        for member in wanted
        if member not in chosen and member in by_name
    ]


def _joined_tie(comparison: Comparison, tie: Tie, names: Names) -> Relation:
    first = tie.relations[0]
    if names.of_tie(tie) == first.id and tie.is_same:
        return first
    roles = {
        role: tuple(names.of(comparison.mentions[n]) for n in numbers) for role, numbers in tie.roles_of_first.items()
    }
    return joined_tie(tie.relations, names.of_tie(tie), roles)


def _own_names(members: Mapping[SetName, Annotation]) -> list[AnnotationId]:
    return [_own_name(name, member.id) for name, member in members.items()]


def _own_name(name: SetName, annotation: AnnotationId) -> AnnotationId:
    return AnnotationId(derive("a", name, annotation))


def _own_tie_name(name: SetName, relation: RelationId) -> RelationId:
    return RelationId(derive("r", name, relation))
