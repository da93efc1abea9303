"""Which bars stand above and below the letters for a case, and what their tags say."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId
from annotator.model.relation import Relation
from annotator.model.scheme import ATTRIBUTION, CLAIM_LAYER, CUE_LAYER, SOURCE_LAYER
from annotator.operations.comparing import Case, CaseKind, Version
from annotator.ui.reader.sides import SideMark
from annotator.ui.reader.trunk import role_title
from annotator.ui.review import words
from annotator.ui.review.words import Telling


def marks_of(case: Case, versions: tuple[Version, ...], telling: Telling) -> tuple[SideMark, ...]:
    """The bars of all versions, the first above the letters."""
    return tuple(
        SideMark(annotation.fragments, " ".join(part for part in (words.letter(place), tag) if part), place)
        for place, version in enumerate(versions)
        for annotation, tag in _stretches(case, version, telling)
    )


def in_full(case: Case, telling: Telling) -> tuple[frozenset[AnnotationId], frozenset[AnnotationId]]:
    """Annotations that are drawn in full, and sources and cues that the bars stand for."""
    numbers = {*case.mentions, *(n for tie in case.ties for n in tie.members())}
    if case.claim is not None:
        numbers.add(case.claim)
    layers = {n: telling.comparison.mentions[n].first.layer for n in numbers}
    lines = {n for n, layer in layers.items() if layer in (SOURCE_LAYER, CUE_LAYER)}
    return frozenset(map(telling.shown, numbers - lines)), frozenset(map(telling.shown, lines))


def _stretches(case: Case, version: Version, telling: Telling) -> Iterator[tuple[Annotation, str]]:
    side = version.side
    own = {annotation.id: annotation for annotation in side.annotations}
    chains = [relation for relation in side.relations if relation.type == ATTRIBUTION]
    members = {a.id: a for m in telling.comparison.mentions if (a := m.members.get(side.set_name)) is not None}
    said: set[AnnotationId] = set()
    for relation in chains:
        for role, identifier in _roles_told(relation, case):
            if identifier not in said and identifier in members:
                said.add(identifier)
                yield members[identifier], _role_tag(relation, role, case, telling)
    if chains and not said:
        claim = members.get(chains[0].roles["claim"][0])
        if claim is not None:
            yield claim, words.version_words(case, version, telling)
    for annotation in own.values():
        if annotation.id not in said and not (chains and annotation.layer == CUE_LAYER):
            yield annotation, _tag(annotation, case, version, telling)


def _roles_told(relation: Relation, case: Case) -> Iterator[tuple[str, AnnotationId]]:
    """Who speaks and who relays, and the cue where versions differ in it alone."""
    if case.differs is CaseKind.SOURCE and _same_speakers(case):
        for member in relation.roles.get("cue", ()):
            yield "cue", member
        return
    for role in ("via", "source"):
        for member in relation.roles.get(role, ()):
            yield role, member


def _role_tag(relation: Relation, role: str, case: Case, telling: Telling) -> str:
    """The role; where only holder or stance differ, what is said of that."""
    told = {(roles.get("via", ()), roles.get("source", ())) for roles in case.ties[0].roles_by_set.values()}
    for name in ("stance", "holder"):
        values = {r.attributes.get(name) for r in case.ties[0].relations}
        value = relation.attributes.get(name)
        if case.differs is CaseKind.SOURCE and role == "source" and len(told) == 1 and len(values) > 1 and value:
            return words.value_title(telling.scheme, ATTRIBUTION, name, value)
    return role_title(telling.scheme, role)


def _same_speakers(case: Case) -> bool:
    tie = case.ties[0]
    told = {(roles.get("via", ()), roles.get("source", ())) for roles in tie.roles_by_set.values()}
    cues = {roles.get("cue", ()) for roles in tie.roles_by_set.values()}
    return len(told) == 1 and len(cues) > 1


def _tag(annotation: Annotation, case: Case, version: Version, telling: Telling) -> str:
    if case.differs is CaseKind.ATTRIBUTE:
        return words.version_words(case, version, telling)
    if annotation.layer == CLAIM_LAYER or case.differs in (CaseKind.BORDER, CaseKind.TRIVIA):
        return ""
    return words.label_title(telling.scheme, annotation)
