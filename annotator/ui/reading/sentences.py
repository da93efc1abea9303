"""Annotations said in whole sentences: «قول ٤: «…»، يقوله مسؤول، نقلا عن صحيفة الميناء»."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.language import _, language, ngettext, number
from annotator.model.annotation import Annotation
from annotator.model.attribution import Attribution, Holder
from annotator.model.errors import SchemeError
from annotator.model.identity import AnnotationId
from annotator.model.scheme import ATTRIBUTION, CLAIM_LAYER
from annotator.operations.opendocument import OpenDocument
from annotator.text.characters import CLOSING_QUOTES, OPENING_QUOTES, PLAIN_QUOTE

_OPENING = OPENING_QUOTES + PLAIN_QUOTE
_CLOSING = CLOSING_QUOTES + PLAIN_QUOTE
_MARKS = 2


def sentences_of(document: OpenDocument) -> list[tuple[AnnotationId, str]]:
    """Every annotation of the set in reading order, each with its sentence."""
    ordered = sorted(document.annotations.values(), key=lambda a: (a.start, -a.end, a.layer, a.id))
    return [(annotation.id, sentence_of(document, annotation)) for annotation in ordered]


def sentence_of(document: OpenDocument, annotation: Annotation) -> str:
    """What an annotation is, what it covers, who says it, and where it stands."""
    parts = [_named(document, annotation), *_told(document, annotation)]
    if annotation.unsure:
        parts.append(_("in doubt"))
    parts.append(_("paragraph {number}", number=document.paragraph_at(annotation.start) + 1))
    return _(", ").join(parts)


def _named(document: OpenDocument, annotation: Annotation) -> str:
    try:
        titles = document.scheme.label(annotation.layer, annotation.label).titles
        label = titles.within(language())
    except SchemeError:
        label = annotation.label  # The scheme no longer has it; it is said all the same.
    words = annotation.text(document.text)
    if len(words) > _MARKS and words[0] in _OPENING and words[-1] in _CLOSING:
        words = words[1:-1]  # The sentence has quotation marks of its own.
    if annotation.layer == CLAIM_LAYER:
        return _("{label} {number}: “{text}”", label=label, number=document.number(annotation.id), text=words)
    return _("{label}: “{text}”", label=label, text=words)


def _told(document: OpenDocument, annotation: Annotation) -> Iterable[str]:
    """Who says a claim; of a source or cue, of which claims it is one."""
    if annotation.layer != CLAIM_LAYER:
        numbers = sorted(
            document.number(claim)
            for relation in document.relations_of(annotation.id)
            if relation.type == ATTRIBUTION
            for claim in relation.roles.get("claim", ())
        )
        if numbers:
            listed = _(", ").join(number(one) for one in numbers)
            yield ngettext("of claim {claims}", "of claims {claims}", len(numbers), claims=listed)
        return
    chains = document.attributions(annotation.id)
    if not chains:
        yield _("not attributed yet")
    for chain in chains:
        yield _chain(document, chain)


def _chain(document: OpenDocument, chain: Attribution) -> str:
    """One attribution: who says it, on whose word, and whether they deny it."""
    sources = _listed(document, chain.sources)
    if not sources:
        if chain.holder == Holder.AUTHOR:
            return _("said by the author")
        return _("nobody is named who says it")
    said = {
        "deny": _("denied by {source}", source=sources),
        "doubt": _("doubted by {source}", source=sources),
        "question": _("asked by {source}", source=sources),
        "neutral": _("left open by {source}", source=sources),
    }.get(chain.stance or "", _("said by {source}", source=sources))
    via = _listed(document, chain.via)
    return _("{said}, as relayed by {via}", said=said, via=via) if via else said


def _listed(document: OpenDocument, members: Iterable[AnnotationId]) -> str:
    known = (document.annotations[member] for member in members if member in document.annotations)
    return _(" and ").join(member.text(document.text) for member in known)
