"""Precedents: how the same words were settled in other articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from annotator.analysis.cases import Case, Comparison, Version
from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import Annotation
from annotator.model.attribution import attribution_of
from annotator.model.identity import ADJUDICATED, AnnotationId, DocumentId
from annotator.model.relation import Relation
from annotator.model.scheme import ATTRIBUTION, CUE_LAYER
from annotator.model.span import Span
from annotator.operations.around import Around, around
from annotator.operations.session import Session
from annotator.text.folding import fold

_MOST: Final = 6


@dataclass(frozen=True, slots=True)
class Precedent:
    """A place in an adjudicated article where the same words stand.

    Attributes:
        document: The article.
        title: Its title.
        around: The words around.
        span: The place, in code points.
        like: The version of the case that says it as it was settled there, or None.
    """

    document: DocumentId
    title: str
    around: Around
    span: Span
    like: Version | None


def precedents(
    session: Session, text: str, comparison: Comparison, case: Case, *, limit: int = _MOST
) -> Iterator[Precedent | None]:
    """Places in other adjudicated articles with the words that the case is about: of an attribution its cue.

    Args:
        session: At which corpus.
        text: The text of the article of the case.
        comparison: The comparison that the case belongs to.
        case: The case.
        limit: How many places at most.

    Yields:
        A place, or None after an article without one, so that the caller can do something else in between.
    """
    wanted = _words(text, comparison, case)
    if not wanted:
        return
    adjudicated = frozenset(s.id for s in session.corpus.documents() if ADJUDICATED in s.statuses)
    found = 0
    for annotated in session.corpus.every_annotated(sets=(ADJUDICATED,), documents=adjudicated):
        if annotated.document.text == text:
            continue
        for annotation in annotated.annotations:
            words = fold(annotation.text(annotated.document.text))
            if found < limit and (annotation.layer, words) in wanted:
                found += 1
                yield _precedent(annotated, annotation, case)
        if found >= limit:
            return
        yield None


def shape_of(relation: Relation) -> tuple[object, ...]:
    """What kind of chain an attribution is: who relays, who speaks, who holds it, with which stance."""
    chain = attribution_of(relation)
    if chain is None:
        return ()
    return (len(chain.via), bool(chain.sources), chain.holder, chain.stance)


def _words(text: str, comparison: Comparison, case: Case) -> set[tuple[str, str]]:
    """Layers and folded words to be looked for: the cues of attributions, else the mention itself."""
    cues = {
        (CUE_LAYER, fold(member.text(text)))
        for tie in case.ties
        if tie.type == ATTRIBUTION
        for number in tie.members()
        for member in comparison.mentions[number].members.values()
        if member.layer == CUE_LAYER
    }
    if cues or case.ties:
        return cues
    members = (m for number in case.mentions for m in comparison.mentions[number].members.values())
    return {(member.layer, fold(member.text(text))) for member in members}


def _precedent(annotated: AnnotatedDocument, annotation: Annotation, case: Case) -> Precedent:
    text = annotated.document.text
    if case.ties:
        tied = [r for r in annotated.relations if annotation.id in r.roles.get("cue", ())]
        shapes = {shape_of(relation) for relation in tied}
        like = next((v for v in case.versions if any(shape_of(r) in shapes for r in v.side.relations)), None)
        span = _with_chain(annotation, tied, {a.id: a for a in annotated.annotations})
    else:
        span = annotation.extent
        like = next((v for v in case.versions if any(_same(a, annotation) for a in v.side.annotations)), None)
    return Precedent(annotated.document.id, annotated.document.title, around(text, span), span, like)


def _with_chain(cue: Annotation, tied: list[Relation], known: dict[AnnotationId, Annotation]) -> Span:
    """From the cue to the last of who is named with it, where they follow it."""
    named = [known[m] for r in tied for role, m in r.members() if role in ("source", "via") and m in known]
    near = [a.end for a in named if cue.start <= a.start <= cue.end + 80]
    return Span(cue.start, max([cue.end, *near]))


def _same(one: Annotation, other: Annotation) -> bool:
    return one.label == other.label and all(other.attributes.get(n) == v for n, v in one.attributes.items())
