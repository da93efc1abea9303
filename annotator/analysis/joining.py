"""One value from several that say the same: answers of all, the first referent, all remarks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId, RelationId
from annotator.model.relation import Relation
from annotator.model.span import Fragments


def joined(members: Sequence[Annotation], name: AnnotationId, *, fragments: Fragments | None = None) -> Annotation:
    """One annotation from several: label and borders of the first, and what the others answered beyond it.

    Args:
        members: The annotations; what the first answered counts before what later ones did.
        name: The id of the new one.
        fragments: Other borders than those of the first.
    """
    first = members[0]
    return replace(
        first,
        id=name,
        fragments=fragments if fragments is not None else first.fragments,
        attributes=answers_of_all(member.attributes for member in members),
        referent=next((member.referent for member in members if member.referent is not None), None),
        note=_remarks(member.note for member in members),
        unsure=False,
    )


def joined_tie(
    members: Sequence[Relation], name: RelationId, roles: Mapping[str, tuple[AnnotationId, ...]]
) -> Relation:
    """One relation from several, with the roles of the first under the ids that its members have where it goes."""
    return replace(
        members[0],
        id=name,
        roles=roles,
        attributes=answers_of_all(member.attributes for member in members),
        note=_remarks(member.note for member in members),
        unsure=False,
    )


def answers_of_all(answers: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """What the first answered, and what later ones answered that it left open."""
    result: dict[str, str] = {}
    for given in answers:
        for name, value in given.items():
            result.setdefault(name, value)
    return result


def answers_contradict(answers: Iterable[Mapping[str, str]]) -> bool:
    """Whether a question was answered differently; one that was left open contradicts none."""
    given: dict[str, str] = {}
    return any(given.setdefault(name, value) != value for each in answers for name, value in each.items())


def _remarks(notes: Iterable[str | None]) -> str | None:
    """All remarks, each once, a line each."""
    return "\n".join(dict.fromkeys(note for note in notes if note)) or None
