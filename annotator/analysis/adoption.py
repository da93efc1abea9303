"""What is adopted of a case, and under which names: the same choice made twice gives the same records.

The name of an adopted record is derived from the annotation that the first set has, whoever's version is chosen: to
choose otherwise later changes the record and leaves what is tied to it alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from annotator.analysis.alignment import Mention
from annotator.analysis.cases import Case, CaseKind, Comparison, Version
from annotator.analysis.joining import joined, joined_tie
from annotator.analysis.ties import Tie
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


def name_of(mention: Mention) -> AnnotationId:
    """The id under which a mention is adopted."""
    return _own_name(mention.first_set, mention.first.id)


def name_of_tie(tie: Tie) -> RelationId:
    """The id under which a tie is adopted."""
    return _own_tie_name(*next(tie.places()))


def agreed(comparison: Comparison) -> tuple[tuple[Annotation, ...], tuple[Relation, ...]]:
    """All annotations and relations that are the same in all sets, as they are adopted."""
    mentions = comparison.mentions
    annotations = tuple(
        joined(tuple(mentions[number].members.values()), name_of(mentions[number]))
        for number in comparison.agreed_mentions
    )
    return annotations, tuple(_joined_tie(comparison, tie, tie.relations) for tie in comparison.agreed_ties)


def taken(comparison: Comparison, case: Case, version: Version) -> Adoption:
    """One version, as it is."""
    annotations, relations = _records(comparison, case, version, first=True)
    return _adoption(comparison, case, annotations, relations)


def both(comparison: Comparison, case: Case) -> Adoption:
    """All versions beside each other."""
    annotations: list[Annotation] = []
    relations: list[Relation] = []
    for version in case.versions:
        more, ties = _records(comparison, case, version, first=not (annotations or relations))
        annotations += more
        relations += ties
    return _adoption(comparison, case, annotations, relations)


def mixed(comparison: Comparison, case: Case, *, border: Version, label: Version) -> Adoption:
    """The borders of one version with the label, the answers and the referent of another.

    Mentions that only one of the two has stay out.
    """
    bordered = {b.id: b for b in _records(comparison, case, border, first=True)[0]}
    annotations, relations = _records(comparison, case, label, first=True)
    result = [replace(a, fragments=bordered[a.id].fragments) for a in annotations if a.id in bordered]
    return _adoption(comparison, case, result, relations)


def by_rule(comparison: Comparison, case: Case) -> Adoption:
    """What the rules say of a case that is form alone."""
    annotations = [
        joined(tuple(comparison.mentions[n].members.values()), name_of(comparison.mentions[n]), fragments=case.by_rule)
        for n in case.mentions
    ]
    return _adoption(comparison, case, annotations, [_joined_tie(comparison, tie, tie.relations) for tie in case.ties])


def neither(comparison: Comparison, case: Case) -> Adoption:
    """Nothing of it."""
    return _adoption(comparison, case, (), ())


def can_be_mixed(case: Case) -> bool:
    """Whether borders and label of a case can be taken from different versions."""
    two = len(case.versions) == 2 and len(case.mentions) == 1 and not case.ties
    return two and not any(version.side.is_empty for version in case.versions)


def can_be_both(case: Case) -> bool:
    """Whether two versions of a case can stand beside each other."""
    told = [version for version in case.versions if not version.side.is_empty]
    return len(told) == len(case.versions) == 2 and case.differs not in (CaseKind.ATTRIBUTE, CaseKind.TRIVIA)


def says(comparison: Comparison, case: Case, version: Version) -> tuple[tuple[Annotation, ...], tuple[Relation, ...]]:
    """What a version says, under the names of adoption, to be shown."""
    annotations, relations = _records(comparison, case, version, first=True)
    return tuple(annotations), tuple(relations)


# ---------------------------------------------------------------------- records


def _records(
    comparison: Comparison, case: Case, version: Version, *, first: bool
) -> tuple[list[Annotation], list[Relation]]:
    """The records of one version; the first bears the names of adoption, further ones names of their own."""
    annotations: list[Annotation] = []
    relations: list[Relation] = []
    given: dict[int, AnnotationId] = {}
    for number in case.mentions:
        mention = comparison.mentions[number]
        members = [(name, mention.members[name]) for name in version.sets if name in mention.members]
        if members:
            given[number] = name_of(mention) if first else _own_name(members[0][0], members[0][1].id)
            annotations.append(joined([member for _name, member in members], given[number]))
    for tie in case.ties:
        own = [(name, tie.members_by_set[name]) for name in version.sets if name in tie.members_by_set]
        if own:
            name = name_of_tie(tie) if first else _own_tie_name(own[0][0], own[0][1].id)
            roles = {
                role: tuple(given.get(n) or name_of(comparison.mentions[n]) for n in numbers)
                for role, numbers in tie.roles_by_set[own[0][0]].items()
            }
            relations.append(joined_tie([relation for _name, relation in own], name, roles))
    return annotations, relations


def _adoption(
    comparison: Comparison, case: Case, annotations: Iterable[Annotation], relations: Iterable[Relation]
) -> Adoption:
    annotations, relations = tuple(annotations), tuple(relations)
    chosen = {annotation.id for annotation in annotations}
    chosen_ties = {relation.id for relation in relations}
    possible = [
        name
        for n in case.mentions
        for name in (name_of(comparison.mentions[n]), *_own_names(comparison.mentions[n].members))
    ]
    possible_ties = [_own_tie_name(name, identifier) for tie in case.ties for name, identifier in tie.places()]
    return Adoption(
        annotations,
        relations,
        tuple(_needed(comparison, case, relations, chosen)),
        tuple(name for name in dict.fromkeys(possible) if name not in chosen),
        tuple(name for name in possible_ties if name not in chosen_ties),
    )


def _needed(
    comparison: Comparison, case: Case, relations: Sequence[Relation], chosen: set[AnnotationId]
) -> list[Annotation]:
    """The members of relations that are not of the case, as the sets that are meant have them."""
    numbers = dict.fromkeys(number for tie in case.ties for number in tie.members())
    by_name = {name_of(comparison.mentions[number]): number for number in numbers}
    wanted = dict.fromkeys(member for relation in relations for _role, member in relation.members())
    return [
        joined(tuple(comparison.mentions[by_name[member]].members.values()), member)
        for member in wanted
        if member not in chosen and member in by_name
    ]


def _joined_tie(comparison: Comparison, tie: Tie, relations: Sequence[Relation]) -> Relation:
    roles = {
        role: tuple(name_of(comparison.mentions[n]) for n in numbers) for role, numbers in tie.roles_of_first.items()
    }
    return joined_tie(relations, name_of_tie(tie), roles)


def _own_names(members: Mapping[SetName, Annotation]) -> list[AnnotationId]:
    return [_own_name(name, member.id) for name, member in members.items()]


def _own_name(name: SetName, annotation: AnnotationId) -> AnnotationId:
    return AnnotationId(derive("a", name, annotation))


def _own_tie_name(name: SetName, relation: RelationId) -> RelationId:
    return RelationId(derive("r", name, relation))
