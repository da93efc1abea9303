"""Saying what a paragraph is: headline, dateline, boilerplate… Zones are shared by all who work at the article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from annotator.language import N_
from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId, mint
from annotator.model.scheme import ZONE_LAYER
from annotator.model.span import Span
from annotator.operations.annotate import mark_gesture, tidied
from annotator.operations.opendocument import OpenDocument
from annotator.operations.session import Session


def set_zone(session: Session, document: OpenDocument, paragraphs: Iterable[int], label: str | None) -> int:
    """Let whole paragraphs belong to a zone, or to none.

    Args:
        session: Whose act it is.
        document: Where.
        paragraphs: Their numbers, from zero; empty ones are passed over.
        label: A label of the layer ``zone``; None makes them plain body.

    Returns:
        How many paragraphs are of another kind now.

    Raises:
        RuleError: If the scheme has no such zone.
    """
    chosen = [document.paragraphs[number] for number in paragraphs]
    spans = [span for paragraph in chosen if (span := tidied(paragraph, document.text)) is not None]
    changed = [span for span in spans if document.zone_of(span) != label]
    if not changed:
        return 0
    with session.act(mark_gesture(ZONE_LAYER) if label else N_("Make plain body"), document) as act:
        for zone in list(document.zones.values()):
            if not any(zone.extent.touches(span) for span in changed):
                continue
            kept = list(_remaining(zone, changed, document.text))
            if not kept:
                act.erase_annotation(zone.id)
            for at, span in enumerate(kept):
                # What is left of a zone on both sides becomes two zones, of which one is new.
                name = zone.id if at == 0 else AnnotationId(mint("a"))
                act.put(replace(zone, id=name, fragments=(span,)))
        if label is not None:
            for span in changed:
                act.put(Annotation(AnnotationId(mint("a")), ZONE_LAYER, label, (span,)))
    return len(changed)


def _remaining(zone: Annotation, taken: Iterable[Span], text: str) -> Iterator[Span]:
    """The stretches of a zone outside those that are taken from it."""
    start = zone.start
    for span in sorted(taken):
        if span.touches(zone.extent):
            if start < span.start and (left := tidied(Span(start, span.start), text)) is not None:
                yield left
            start = max(start, span.end)
    if start < zone.end and (left := tidied(Span(start, zone.end), text)) is not None:
        yield left
