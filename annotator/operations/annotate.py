"""Marking text: make annotations, change their label, borders and attributes, erase them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from annotator.language import N_
from annotator.model.annotation import MANUAL, Annotation
from annotator.model.errors import RuleError, message
from annotator.model.identity import AnnotationId, RelationId, mint
from annotator.model.relation import Relation
from annotator.model.rules import crossings
from annotator.model.scheme import CLAIM_LAYER, CUE_LAYER, SOURCE_LAYER, ZONE_LAYER
from annotator.model.span import Fragments, Span, check_fragments, merged
from annotator.model.workflow import Status
from annotator.operations.confirming import confirmed
from annotator.operations.opendocument import OpenDocument
from annotator.operations.session import DocumentAct, Session
from annotator.operations.transitions import ensure_own_move, finished
from annotator.text.clauses import Edge
from annotator.text.graphemes import snapped

_MARK_GESTURES = {
    CLAIM_LAYER: N_("Mark claim"),
    SOURCE_LAYER: N_("Mark source"),
    CUE_LAYER: N_("Mark cue"),
    ZONE_LAYER: N_("Mark zone"),
}


@dataclass(frozen=True, slots=True)
class Erasure:
    """What went with an erased annotation.

    Attributes:
        annotations: The annotations that are gone.
        relations: The relations that went with them.
        reopened: Claims that nobody attributes any more.
    """

    annotations: tuple[Annotation, ...]
    relations: tuple[Relation, ...]
    reopened: tuple[AnnotationId, ...]


def mark_gesture(layer: str) -> str:
    """The English name of the gesture that marks something in a layer."""
    return _MARK_GESTURES.get(layer, N_("Mark entity"))


def tidied(span: Span, text: str) -> Span | None:
    """``span`` on whole graphemes and without white space at its borders; None where nothing is left."""
    whole = snapped(span, text)
    start, end = whole.start, whole.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def prepared(
    document: OpenDocument, spans: Iterable[Span], *, layer: str, label: str, origin: str = MANUAL
) -> Annotation:
    """A new annotation of tidied spans, not stored yet; the one that is already there where it would be its double.

    Raises:
        RuleError: If nothing but white space is covered, or a border lies across a line end.
    """
    fragments = _fragments(document, spans)
    for other in document.touching(fragments[0].start, fragments[-1].end):
        if other.layer == layer and other.label == label and other.fragments == fragments:
            return other
    return Annotation(AnnotationId(mint("a")), layer, label, fragments, origin=origin)


def same_letters(document: OpenDocument, span: Span, *, layer: str) -> Annotation | None:
    """The annotation of a layer that covers exactly these letters: another label means it, not a second one on it."""
    tidy = tidied(span, document.text)
    if tidy is None:
        return None
    around = document.touching(tidy.start, tidy.end)
    return next((other for other in around if other.layer == layer and other.fragments == (tidy,)), None)


def mark(session: Session, document: OpenDocument, span: Span, *, layer: str, label: str) -> Annotation:
    """Annotate a stretch of text.

    Args:
        session: Whose act it is.
        document: Where.
        span: What; widened to whole graphemes, white space at its borders left out.
        layer: The layer.
        label: A label of it.

    Returns:
        The annotation, or the one that was already there.

    Raises:
        RuleError: If the scheme does not allow it.
    """
    annotation = prepared(document, [span], layer=layer, label=label)
    with session.act(mark_gesture(layer), document) as act:
        act.put(annotation)
    return annotation


def relabel(session: Session, document: OpenDocument, annotation: AnnotationId, label: str) -> Annotation:
    """Give an annotation another label of its layer; attributes that both labels share stay."""
    return _change(session, document, N_("Relabel"), replace(_known(document, annotation), label=label))


def move_border(
    session: Session, document: OpenDocument, annotation: AnnotationId, *, edge: Edge, offset: int
) -> Annotation:
    """Move one outer border of an annotation.

    Args:
        session: Whose act it is.
        document: Where.
        annotation: Which.
        edge: Its start or its end.
        offset: Where the border goes, in code points; fragments that it passes are dropped.

    Raises:
        RuleError: If nothing would be left.
    """
    old = _known(document, annotation)
    spans: list[Span] = []
    for index, span in enumerate(old.fragments):
        outermost = index == (0 if edge is Edge.START else len(old.fragments) - 1)
        start = offset if edge is Edge.START and (outermost or span.start < offset) else span.start
        end = offset if edge is Edge.END and (outermost or span.end > offset) else span.end
        if start < end:
            spans.append(Span(start, end))
    if not spans:
        raise RuleError(message("The border cannot pass the other end."))
    return _change(session, document, N_("Move border"), replace(old, fragments=_fragments(document, spans)))


def set_extent(session: Session, document: OpenDocument, annotation: AnnotationId, span: Span) -> Annotation:
    """Let an annotation cover exactly ``span``."""
    old = _known(document, annotation)
    return _change(session, document, N_("Move border"), replace(old, fragments=_fragments(document, [span])))


def add_fragment(session: Session, document: OpenDocument, annotation: AnnotationId, span: Span) -> Annotation:
    """Let an annotation cover a further stretch; one that touches it only widens it.

    Raises:
        RuleError: If the layer does not allow several fragments.
    """
    old = _known(document, annotation)
    new = replace(old, fragments=_fragments(document, [*old.fragments, span]))
    return _change(session, document, N_("Add fragment"), new)


def erase(session: Session, document: OpenDocument, annotations: Iterable[AnnotationId]) -> Erasure:
    """Erase annotations together with the relations that name them, in one act.

    Returns:
        What went, and which claims are open again.
    """
    gone = tuple(_known(document, annotation) for annotation in dict.fromkeys(annotations))
    relations = {r.id: r for annotation in gone for r in document.relations_of(annotation.id)}
    claims = {member for r in relations.values() for role, member in r.members() if role == "claim"}
    with session.act(N_("Erase"), document) as act:
        for relation in relations.values():
            act.erase_relation(relation.id)
        for annotation in gone:
            act.erase_annotation(annotation.id)
    reopened = tuple(claim.id for claim in document.open_claims() if claim.id in claims)
    return Erasure(gone, tuple(relations.values()), reopened)


def set_attribute(
    session: Session, document: OpenDocument, owner: AnnotationId | RelationId, name: str, value: str | None
) -> None:
    """Answer one question about an annotation or a relation; None takes the answer back."""
    old = _owner(document, owner)
    attributes = {key: given for key, given in old.attributes.items() if key != name}
    if value:
        attributes[name] = value
    if attributes == dict(old.attributes):
        return
    kind = old.layer if isinstance(old, Annotation) else old.type
    ordered = document.scheme.in_order(kind, attributes)
    with session.act(N_("Set attribute"), document) as act:
        act.put(replace(old, attributes=ordered))


def set_note(session: Session, document: OpenDocument, owner: AnnotationId | RelationId, note: str | None) -> None:
    """Write a remark on an annotation or a relation; an empty one is taken away."""
    old = _owner(document, owner)
    new = (note or "").strip() or None
    if new != old.note:
        with session.act(N_("Write note"), document) as act:
            act.put(replace(old, note=new))


def toggle_doubt(session: Session, document: OpenDocument, owner: AnnotationId | RelationId) -> bool:
    """Doubt an annotation or a relation, or take the doubt back.

    Returns:
        Whether it is in doubt now.
    """
    old = _owner(document, owner)
    with session.act(N_("Doubt") if not old.unsure else N_("Take doubt back"), document) as act:
        act.put(replace(old, unsure=not old.unsure))
    return not old.unsure


def set_status(session: Session, document: OpenDocument, status: Status) -> None:
    """Move the person's own work on.

    Submitting says that every layer and the attributions are done by the guideline as it stands, and confirms what was
    proposed and left as it is; undo takes that back with it.

    Raises:
        RuleError: If the work is approved.
    """
    ensure_own_move(None if document.header is None else document.header.status, status)
    submitted = status is Status.SUBMITTED
    accepted = list(confirmed(document)) if submitted else []
    with session.act(N_("Submit") if submitted else N_("Take work up again"), document) as act:
        for value in accepted:
            act.put(value)
        done = finished(act.header, status, document.scheme)
        act.put_header(done if submitted else replace(act.header, status=status, layers_done=()))


def warnings_of(document: OpenDocument, annotation: Annotation) -> list[Annotation]:
    """Annotations of the same layer that lie across this one; allowed, but worth a look."""
    around = document.touching(annotation.start, annotation.end)
    return list(crossings(annotation, iter(around), document.scheme))


def put_changed(act: DocumentAct, document: OpenDocument, annotation: Annotation) -> None:
    """Store an annotation inside an act that is under way, unless it is there already."""
    if document.annotations.get(annotation.id) != annotation:
        act.put(annotation)


def _change(session: Session, document: OpenDocument, gesture: str, annotation: Annotation) -> Annotation:
    with session.act(gesture, document) as act:
        put_changed(act, document, annotation)
    return annotation


def _known(document: OpenDocument, annotation: AnnotationId) -> Annotation:
    known = document.annotations.get(annotation) or document.zones.get(annotation)
    if known is None:
        raise RuleError(message("That annotation is no longer there."))
    return known


def _owner(document: OpenDocument, owner: AnnotationId | RelationId) -> Annotation | Relation:
    relation = document.relations.get(RelationId(owner))
    return relation if relation is not None else _known(document, AnnotationId(owner))


def _fragments(document: OpenDocument, spans: Iterable[Span]) -> Fragments:
    """Tidied, merged fragments; refused where nothing is left or a line end lies inside."""
    kept = [tidy for span in spans if (tidy := tidied(span, document.text)) is not None]
    if not kept:
        raise RuleError(message("Only white space is selected."), message("Select a word first."))
    fragments = merged(kept)
    check_fragments(fragments)
    for span in fragments:
        if "\n" in span.of(document.text):
            raise RuleError(
                message("An annotation never crosses a line end."),
                message("Mark each paragraph by itself; a quotation goes on as “continued”."),
            )
    return fragments
