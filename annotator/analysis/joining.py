"""One value from several that say the same: answers of all, the first referent, all remarks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

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
    return Annotation(
        name,
        first.layer,
        first.label,
        fragments if fragments is not None else first.fragments,
        answers_of_all([member.attributes for member in members]),
        next((member.referent for member in members if member.referent is not None), None),
        _remarks([member.note for member in members]),
        first.origin,
    )


def joined_tie(
    members: Sequence[Relation], name: RelationId, roles: Mapping[str, tuple[AnnotationId, ...]]
) -> Relation:
    """One relation from several, with the roles of the first under the ids that its members have where it goes."""
    first = members[0]
    return Relation(
        name,
        first.type,
        roles,
        answers_of_all([member.attributes for member in members]),
        _remarks([member.note for member in members]),
        first.origin,
    )


def answers_of_all(answers: Sequence[Mapping[str, str]]) -> Mapping[str, str]:
    """What the first answered, and what later ones answered that it left open."""
    first = answers[0]
    if all(given == first for given in answers):
        return first
    result: dict[str, str] = {}
    for given in answers:
        for name, value in given.items():
            result.setdefault(name, value)
    return result


def answers_contradict(answers: Iterable[Mapping[str, str]]) -> bool:
    """Whether a question was answered differently; one that was left open contradicts none."""
    given: dict[str, str] = {}
    return any(given.setdefault(name, value) != value for each in answers for name, value in each.items())


def _remarks(notes: Sequence[str | None]) -> str | None:
    """All remarks, each once, a line each."""
    if not any(notes):
        return None
    return "\n".join(dict.fromkeys(note for note in notes if note)) or None
