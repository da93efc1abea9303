"""Same again: what was just done to one annotation, offered for all places that are alike, as one act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import Final

from annotator.language import N_, language
from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import OCCURRENCES, Annotation
from annotator.model.changes import ChangeSet, RecordKind
from annotator.model.errors import Message, RuleError, message
from annotator.model.identity import AnnotationId, DocumentId, ReferentId, mint
from annotator.model.span import Span
from annotator.model.workflow import Status
from annotator.operations import alike
from annotator.operations.around import Around, around
from annotator.operations.opendocument import OpenDocument
from annotator.operations.referents import standing
from annotator.operations.session import DocumentAct, Session
from annotator.text.folding import Folded, fold
from annotator.text.vocabulary import Vocabulary

GESTURE: Final = N_("Same again")
_FINISHED: Final = (Status.SUBMITTED, Status.APPROVED)


class Deed(StrEnum):
    """What is done again."""

    MARK = "mark"
    CHANGE = "change"
    ERASE = "erase"


@dataclass(frozen=True, slots=True)
class Again:
    """What was done to one annotation.

    Attributes:
        document: In which article.
        text: Its text.
        before: The annotation as it was, or None where it was marked anew.
        after: The annotation as it is, or None where it was erased.
    """

    document: DocumentId
    text: str
    before: Annotation | None
    after: Annotation | None

    @property
    def deed(self) -> Deed:
        """What is done again."""
        if self.before is None:
            return Deed.MARK
        return Deed.CHANGE if self.after is not None else Deed.ERASE

    @property
    def subject(self) -> Annotation:
        """The annotation as it is, or as it was before it was erased."""
        found = self.after or self.before
        assert found is not None  # one of the two is always there
        return found

    @property
    def words(self) -> str:
        """The words that places alike share: those before the deed where there was something before."""
        return (self.before or self.subject).text(self.text)


@dataclass(frozen=True, slots=True)
class Place:
    """A place alike.

    Attributes:
        document: The article.
        title: Its title.
        text: Its words around.
        span: Where it is, as it will be, in code points.
        proclitic: What is attached before the words there.
        form: How the words are written there.
        annotation: What is marked there already, or None.
        becomes: What will be there; None where it is erased.
        doubt: Why it is not ticked, or None.
    """

    document: DocumentId
    title: str
    text: Around
    span: Span
    proclitic: str
    form: str
    annotation: Annotation | None
    becomes: Annotation | None
    doubt: Message | None


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search for places has found in one more article.

    Attributes:
        done: Articles that were read.
        total: Articles to read.
        places: The new places, in reading order.
        already: Places in it that are so already.
    """

    done: int
    total: int
    places: tuple[Place, ...]
    already: int


@dataclass(frozen=True, slots=True)
class Placed:
    """What was placed.

    Attributes:
        places: How many places.
        documents: In how many articles.
    """

    places: int
    documents: int


def after_act(last: Again | None, changes: ChangeSet, document: OpenDocument) -> Again | None:
    """What can be done again after an act: acts on the same annotation, one after the other, are one deed.

    Args:
        last: What could be done again before it.
        changes: What the act wrote.
        document: The open document.
    """
    if changes.gesture == GESTURE and changes.undoes is None:
        return last
    mine = [
        change
        for change in changes.changes
        if change.key.kind is RecordKind.ANNOTATION
        and change.key.document == document.document.id
        and change.key.set_name == document.set_name
    ]
    if changes.undoes is not None:
        return None if mine else last
    if not mine:
        return last
    old, new = mine[0].old, mine[0].new
    old, new = (old if isinstance(old, Annotation) else None), (new if isinstance(new, Annotation) else None)
    same = last is not None and last.after is not None and old is not None and last.after.id == old.id
    before = last.before if same and last is not None else old
    if new is None and before is None:
        return None
    again = Again(document.document.id, document.text, before, new)
    # A doubt or a remark is nobody's habit: it leaves what was done before as it was.
    return again if again.deed is not Deed.CHANGE or _differences(again) else None


def marking(document: OpenDocument, annotation: Annotation) -> Again:
    """An annotation taken as the thing to do again: mark everything alike as it is marked."""
    return Again(document.document.id, document.text, None, annotation)


def search(
    session: Session, again: Again, vocabulary: Vocabulary, *, only: DocumentId | None = None
) -> Iterator[Searched]:
    """Look for places alike, article by article, so that the caller can do something else in between.

    Args:
        session: Whose set it is about.
        again: What was done.
        vocabulary: Says whether a proclitic may be cut.
        only: One article; None looks through the whole corpus.

    Raises:
        RuleError: If what was done has several fragments.
    """
    if len(again.subject.fragments) > 1 or (again.before is not None and len(again.before.fragments) > 1):
        raise RuleError(message("What stands in several fragments is alike to nothing."))
    finder = _Finder(session, again, vocabulary)
    documents = [only] if only is not None else [summary.id for summary in session.corpus.documents()]
    yield Searched(0, len(documents), (), 0)
    for done, document in enumerate(documents, start=1):
        places, already = finder.places(document)
        yield Searched(done, len(documents), tuple(places), already)


def place(session: Session, chosen: Sequence[Place]) -> Iterator[Placed]:
    """Do it at the chosen places, as one act in the person's own sets; nothing is stored before the last step.

    Args:
        session: Whose act it is.
        chosen: The places; all places of an article stand together.

    Yields:
        What is done so far, after each article.

    Raises:
        RuleError: If a place breaks a rule; nothing is stored.
    """
    placed = Placed(0, 0)
    with session.shared_act(GESTURE) as act:
        for document, group in groupby(chosen, key=lambda one: one.document):
            places = list(group)
            opened = OpenDocument(
                session.corpus.annotated(document, session.own_set), scheme=session.scheme, set_name=session.own_set
            )
            working = act.within(opened)
            for one in places:
                _do(working, opened, one)
            placed = Placed(placed.places + len(places), placed.documents + 1)
            yield placed


def _do(act: DocumentAct, document: OpenDocument, one: Place) -> None:
    if one.becomes is not None:
        act.put(one.becomes)
    elif one.annotation is not None:
        for relation in document.relations_of(one.annotation.id):
            act.erase_relation(relation.id)
        act.erase_annotation(one.annotation.id)


def _differences(again: Again) -> dict[str, object]:
    """The fields that a change gave other values, notes and doubts left out."""
    before, after = again.before, again.after
    assert before is not None and after is not None  # asked only of changes
    names = ("label", "fragments", "attributes", "referent")
    return {name: getattr(after, name) for name in names if getattr(after, name) != getattr(before, name)}


class _Finder:
    """Looks for places alike in one article after the other."""

    def __init__(self, session: Session, again: Again, vocabulary: Vocabulary) -> None:
        self._session = session
        self._again = again
        self._vocabulary = vocabulary
        self._referents = session.corpus.referents()
        wanted = fold(again.words)
        names = (name for r in self._referents.values() for name in (r.name, *r.variants))
        known = {fold(name) for name in names} | set(vocabulary.names())
        self._longer = {name for name in known if name.startswith(wanted + " ")}
        self._folded = wanted

    def places(self, document: DocumentId) -> tuple[list[Place], int]:
        """The places of an article, and how many are so already."""
        text = Folded(self._session.corpus.document(document).text)
        if self._folded not in text.folded and not self._folded.startswith("ال"):
            return [], 0
        if self._again.deed is Deed.MARK:
            return self._to_mark(document, text)
        return self._to_change(document, text)

    # ------------------------------------------------------------------ marking

    def _to_mark(self, document: DocumentId, text: Folded) -> tuple[list[Place], int]:
        found = list(alike.hits(text, self._again.words, self._vocabulary, longer_names=self._longer))
        if not found:
            return [], 0
        annotated = self._session.corpus.annotated(document, self._session.own_set)
        places: list[Place] = []
        already = 0
        for hit in found:
            one = self._mark_at(annotated, hit)
            if one is None:
                already += not self._is_origin(document, hit.span)
            else:
                places.append(one)
        return places, already

    def _mark_at(self, annotated: AnnotatedDocument, hit: alike.Hit) -> Place | None:
        """The place of a hit; None where it is marked so already."""
        model = self._again.subject
        around_here = [a for a in annotated.annotations if a.layer == model.layer and a.extent.touches(hit.span)]
        there = next((a for a in around_here if a.fragments == (hit.span,)), None)
        if there is None:
            becomes = replace(
                model, id=AnnotationId(mint("a")), fragments=(hit.span,), attributes={}, note=None, origin=OCCURRENCES,
                unsure=False,
            )  # fmt: skip
            doubt = hit.doubt or self._neighbour(annotated, around_here, hit.span)
            return self._place(annotated, hit, None, becomes, doubt)
        becomes = replace(there, label=model.label, referent=model.referent or there.referent)
        if becomes == there:
            return None
        doubt = hit.doubt
        if there.label != model.label:
            titles = self._session.scheme.label(there.layer, there.label).titles
            doubt = doubt or message("marked already: {label}", label=titles.within(language()))
        elif there.referent is not None:
            doubt = doubt or message("means already: {name}", name=self._name(there.referent))
        return self._place(annotated, hit, there, becomes, doubt)

    def _neighbour(self, annotated: AnnotatedDocument, others: Sequence[Annotation], span: Span) -> Message | None:
        text = annotated.document.text
        for other in others:
            if other.extent.crosses(span):
                return message("lies across “{text}”", text=other.text(text))
            if other.extent.contains(span) and other.layer == "entity":
                return message("part of “{text}”", text=other.text(text))
        return None

    # ------------------------------------------------------------------ changing and erasing

    def _to_change(self, document: DocumentId, text: Folded) -> tuple[list[Place], int]:
        before = self._again.before
        assert before is not None  # marking goes the other way
        annotated = self._session.corpus.annotated(document, self._session.own_set)
        places: list[Place] = []
        for annotation in annotated.annotations:
            alike_there = (
                annotation.layer == before.layer
                and annotation.label == before.label
                and len(annotation.fragments) == 1
                and annotation.id != before.id
                and fold(annotation.text(text.text)) == self._folded
            )
            one = self._change_at(annotated, annotation) if alike_there else None
            if one is not None:
                places.append(one)
        return places, 0

    def _change_at(self, annotated: AnnotatedDocument, annotation: Annotation) -> Place | None:
        text = annotated.document.text
        hit = alike.Hit(annotation.extent, "", alike.written(annotation.text(text)), None)
        if self._again.deed is Deed.ERASE:
            tied = any(relation.names(annotation.id) for relation in annotated.relations)
            doubt = message("tied: its relations would go with it") if tied else None
            return self._place(annotated, hit, annotation, None, doubt)
        changed = _differences(self._again)
        becomes = annotation
        if "label" in changed:
            becomes = replace(becomes, label=str(changed["label"]))
        if "attributes" in changed:
            becomes = replace(becomes, attributes=self._attributes(annotation))
        if "referent" in changed and self._again.after is not None:
            becomes = replace(becomes, referent=self._again.after.referent)
        if "fragments" in changed:
            extent = self._moved(text, annotation)
            if extent is None:
                return None
            becomes = replace(becomes, fragments=(extent,))
        if becomes == annotation:
            return None
        doubt = None
        if "referent" in changed and annotation.referent is not None:
            doubt = message("means already: {name}", name=self._name(annotation.referent))
        return self._place(annotated, hit, annotation, becomes, doubt)

    def _attributes(self, annotation: Annotation) -> dict[str, str]:
        """The annotation's own answers, but for those that the change gave or took back."""
        before, after = self._again.before, self._again.after
        assert before is not None and after is not None  # asked only of changes
        kept = {k: v for k, v in annotation.attributes.items() if before.attributes.get(k) == after.attributes.get(k)}
        given = {k: v for k, v in after.attributes.items() if before.attributes.get(k) != v}
        return self._session.scheme.in_order(annotation.layer, {**kept, **given})

    def _moved(self, text: str, annotation: Annotation) -> Span | None:
        """Where the borders go that were moved: the same letters around an annotation with the same words."""
        old, new = self._again.before, self._again.after
        assert old is not None and new is not None  # asked only of changes
        origin = self._again.text
        start, end = min(old.start, new.start), max(old.end, new.end)
        window = fold(origin[start:end])
        borders = [len(fold(origin[start:border])) for border in (old.start, old.end, new.start, new.end)]
        line_start = text.rfind("\n", 0, annotation.start) + 1
        line_end = text.find("\n", annotation.end)
        line = Folded(text[line_start : line_end if line_end >= 0 else len(text)])
        at = line.folded.find(window)
        while at >= 0:
            was, becomes = (line.span_of(at + a, at + b) for a, b in (borders[:2], borders[2:]))
            if was.start + line_start == annotation.start and was.end + line_start == annotation.end:
                return Span(becomes.start + line_start, becomes.end + line_start)
            at = line.folded.find(window, at + 1)
        return None

    # ------------------------------------------------------------------ both

    def _place(
        self,
        annotated: AnnotatedDocument,
        hit: alike.Hit,
        annotation: Annotation | None,
        becomes: Annotation | None,
        doubt: Message | None,
    ) -> Place:
        document, header = annotated.document, annotated.annotation_set
        span = becomes.extent if becomes is not None else hit.span
        if any(zone.label == "boilerplate" and zone.extent.touches(span) for zone in annotated.zones):
            doubt = doubt or message("in a part of the page that is no news")
        if header is not None and header.status in _FINISHED:
            doubt = doubt or message("in an article that you have submitted")
        return Place(
            document.id, document.title, around(document.text, span), span, hit.proclitic, hit.form, annotation,
            becomes, doubt,
        )  # fmt: skip

    def _is_origin(self, document: DocumentId, span: Span) -> bool:
        return document == self._again.document and self._again.subject.extent == span

    def _name(self, referent: ReferentId) -> str:
        found = standing(self._referents, referent)
        return found.name if found is not None else referent
