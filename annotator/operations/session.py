"""A session: one person at one corpus, and the one way in which their acts are written and announced."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from annotator.language import N_, _
from annotator.model.annotated import AnnotationSet, SchemeRef
from annotator.model.annotation import Annotation
from annotator.model.annotator import Annotator
from annotator.model.changes import ChangeSet, RecordKey, RecordKind, Remark
from annotator.model.document import Document, DocumentSummary
from annotator.model.errors import BugError, Message, NotFound, RuleError, message
from annotator.model.history import ActSummary
from annotator.model.identity import ADJUDICATED, AnnotationId, DocumentId, Handle, RelationId, SetName
from annotator.model.referent import Referent
from annotator.model.relation import Relation
from annotator.model.rules import annotation_problems, relation_problems
from annotator.model.scheme import ZONE_LAYER, Scheme
from annotator.model.workflow import Status, Workflow
from annotator.operations.guideline import version_for
from annotator.operations.opendocument import OpenDocument
from annotator.operations.visibility import Sight
from annotator.store.act import Act
from annotator.store.corpus import Corpus
from annotator.store.remarks import REMARKS

Listener = Callable[[ChangeSet], None]


class DocumentAct:
    """One gesture in one document, written into the person's own set.

    Holds every value against the rules before it is stored; the first that breaks one ends the whole act.

    Attributes:
        header: Status of the set, as this act leaves it.
    """

    def __init__(self, act: Act, document: OpenDocument, header: AnnotationSet) -> None:
        self._act = act
        self._document = document
        self.header = header
        # Only what this act writes: with thousands of annotations a copy of all of them costs more than the act.
        self._written: dict[AnnotationId, Annotation | None] = {}

    def put(self, value: Annotation | Relation) -> None:
        """Create or change an annotation, a zone or a relation.

        Raises:
            RuleError: If the scheme or the text does not allow it.
        """
        document = self._document
        if isinstance(value, Relation):
            _refuse(relation_problems(value, document.scheme, self._members(value)))
            self._act.put(value, document=document.document.id, set_name=document.set_name)
            return
        _refuse(annotation_problems(value, document.scheme, text_length=len(document.text)))
        self._written[value.id] = value
        if value.layer == ZONE_LAYER:
            self._act.put(value, document=document.document.id)
        else:
            self._act.put(value, document=document.document.id, set_name=document.set_name)

    def put_annotations(self, annotations: Collection[Annotation]) -> None:
        """Create or change many annotations in one go; zones are put one by one.

        Raises:
            RuleError: If the scheme or the text does not allow one of them.
        """
        document, length = self._document, len(self._document.text)
        for annotation in annotations:
            _refuse(annotation_problems(annotation, document.scheme, text_length=length))
            self._written[annotation.id] = annotation
        self._act.put_annotations(annotations, document=document.document.id, set_name=document.set_name)

    def erase_annotation(self, annotation: AnnotationId) -> None:
        """Erase an annotation or a zone; its relations are the caller's to erase first."""
        document, known = self._document, self._known(annotation)
        if known is None:
            raise KeyError(annotation)
        self._written[annotation] = None
        zone = known.layer == ZONE_LAYER
        kind, owner = (RecordKind.ZONE, None) if zone else (RecordKind.ANNOTATION, document.set_name)
        self._act.erase(RecordKey(kind, document.document.id, owner, annotation))

    def erase_relation(self, relation: RelationId) -> None:
        """Erase a relation."""
        document = self._document
        self._act.erase(RecordKey(RecordKind.RELATION, document.document.id, document.set_name, relation))

    def put_header(self, header: AnnotationSet) -> None:
        """Change what is known about the set: its status, the layers done."""
        self.header = header
        self._act.put(header, document=self._document.document.id, set_name=self._document.set_name)

    def _known(self, annotation: AnnotationId) -> Annotation | None:
        """An annotation or zone as this act leaves it, or None where there is none."""
        if annotation in self._written:
            return self._written[annotation]
        return self._document.zones.get(annotation) or self._document.annotations.get(annotation)

    def _members(self, relation: Relation) -> dict[AnnotationId, Annotation]:
        """The members of a relation that are there."""
        found = {member: self._known(member) for _, member in relation.members()}
        return {member: known for member, known in found.items() if known is not None and known.layer != ZONE_LAYER}


class SharedAct:
    """One gesture on what all articles share, or on several articles at once."""

    def __init__(self, act: Act) -> None:
        self._act = act

    def put(self, value: Referent | Document | Annotator | Workflow | Remark | Scheme) -> None:
        """Create or change a record that belongs to no set: a referent, a comment, facts of a document, the scheme."""
        self._act.put(value)

    def put_header(self, document: DocumentId, header: AnnotationSet) -> None:
        """Change the status of a set, and what else is known about it; never its annotations.

        So a reviewer returns or approves the work of others.
        """
        self._act.put(header, document=document)

    def erase(self, key: RecordKey) -> None:
        """Take back a record that belongs to no set: an assignment, a comment, a dismissal, a decision.

        Raises:
            BugError: If it is a record of another kind.
        """
        if key.kind not in REMARKS:
            raise BugError(f"not erased here: {key}")
        self._act.erase(key)

    def within(self, document: OpenDocument) -> DocumentAct:
        """The part of the gesture that happens in one document, in the set it is open with."""
        header = _begun(document)
        working = DocumentAct(self._act, document, header)
        if header != document.header:
            working.put_header(header)
        return working


def _begun(document: OpenDocument) -> AnnotationSet:
    """The header of a set that is being worked at; where work begins it is made under the guideline of today."""
    header, scheme = document.header, document.scheme
    if header is not None and header.status is not Status.ASSIGNED:
        return header
    layers, known = ((), None) if header is None else (header.layers_done, header.guideline)
    reference = SchemeRef(scheme.name, scheme.version) if header is None else header.scheme
    return AnnotationSet(document.set_name, Status.IN_PROGRESS, layers, version_for(scheme) or known, reference)


def _refuse(problems: Iterator[Message]) -> None:
    for problem in problems:
        raise RuleError(problem)


class Session:
    """One person at one corpus.

    Owns the corpus and the open documents. Every act of the person goes through ``act`` and comes back as a
    ``ChangeSet``: first to the open documents, then to the listeners.

    Attributes:
        corpus: The corpus.
        annotator: The person's handle, which is also the name of their sets.
    """

    def __init__(self, corpus: Corpus, annotator: Annotator) -> None:
        self.corpus = corpus
        self.annotator: Handle = annotator.handle
        self._open: dict[tuple[DocumentId, SetName], OpenDocument] = {}
        self._listeners: list[Listener] = []
        known = corpus.annotators().get(annotator.handle)
        # Whom somebody gave work to by the handle alone brings their name with them.
        nameless = known is not None and known.name == known.handle != annotator.name
        if known is None or nameless:
            with corpus.act(N_("Join"), author=annotator.handle) as act:
                act.put(annotator if known is None else replace(known, name=annotator.name))

    @classmethod
    def open(cls, path: Path, annotator: Annotator) -> Session:
        """Open a corpus file for one person.

        Raises:
            CorpusBusy: If somebody has it open; says who.
            CorpusError: If it cannot be read.
        """
        return cls(Corpus.open(path, opener=annotator.handle), annotator)

    @property
    def scheme(self) -> Scheme:
        """The scheme of the corpus."""
        return self.corpus.scheme

    @property
    def own_set(self) -> SetName:
        """The set that the person's annotations go into."""
        return SetName(self.annotator)

    @property
    def sight(self) -> Sight:
        """What the person may see, as things stand now."""
        return Sight(self.corpus, self.annotator)

    def close(self) -> None:
        """Close the corpus; nothing is left to save."""
        self._listeners.clear()
        self._open.clear()
        self.corpus.close()

    def rest(self) -> None:
        """Put the file in order while nobody waits; what was acknowledged is on disk already."""
        self.corpus.checkpoint()

    def documents(self) -> list[DocumentSummary]:
        """All documents, with counts of the person's own annotations, and the statuses that they may see."""
        return self.sight.documents(set_name=self.own_set)

    def read(self, document: DocumentId) -> OpenDocument:
        """Open a document with the person's own set.

        Raises:
            NotFound: If the corpus has no such document.
        """
        return self._opened(document, self.own_set)

    def settle(self, document: DocumentId) -> OpenDocument:
        """Open a document with the adjudicated set, to be written into; who may, ``adjudicate`` says.

        Raises:
            NotFound: If the corpus has no such document.
        """
        return self._opened(document, ADJUDICATED)

    def _opened(self, document: DocumentId, set_name: SetName) -> OpenDocument:
        opened = self._open.get((document, set_name))
        if opened is None:
            opened = OpenDocument(self.corpus.annotated(document, set_name), scheme=self.scheme, set_name=set_name)
            opened.learn_referents(self.corpus.referents())
            self._open[document, set_name] = opened
        return opened

    def at_hand(self, document: DocumentId) -> OpenDocument | None:
        """A document as it is open with the person's own set, or None where it is not open."""
        return self._open.get((document, self.own_set))

    def summary(self, document: DocumentId) -> DocumentSummary:
        """What ``documents`` says of one: of an open one without counting it.

        Raises:
            NotFound: If the corpus has no such document.
        """
        opened = self.at_hand(document)
        if opened is None:
            return self.sight.summary(document, set_name=self.own_set)
        return self.sight.summary_with(document, opened.counts)

    def look_at(self, document: DocumentId, set_name: SetName) -> OpenDocument:
        """Open a document with somebody else's set, only to be looked at: every act in it is refused.

        Raises:
            NotFound: If the corpus has no such document.
            Hidden: If the person works blind and may not see it yet.
        """
        opened = OpenDocument(self.sight.annotated(document, set_name), scheme=self.scheme, set_name=set_name)
        opened.learn_referents(self.corpus.referents())
        return opened

    def sets_of(self, document: DocumentId) -> Mapping[SetName, Status]:
        """The annotation sets of a document that the person may see, with how far the work at each is.

        Raises:
            NotFound: If the corpus has no such document.
        """
        return self.sight.statuses(document)

    def display_name(self, set_name: SetName) -> str:
        """What people call the annotator whose set this is; the name of the set where nobody is known by it.

        The adjudicated set is nobody's and is called so in the language in use.
        """
        if set_name == ADJUDICATED:
            return _("Adjudicated")
        annotator = self.corpus.annotators().get(Handle(set_name))
        return annotator.name if annotator is not None else set_name

    def ensure_own(self, document: OpenDocument) -> None:
        """Refuse to go on in a set that is only looked at.

        Raises:
            RuleError: If the set is neither the person's own nor the adjudicated one, opened to be settled; or the
                document is shown as it was at an earlier time.
        """
        if document.as_of is not None:
            raise RuleError(message("You are looking at an earlier time."), message("Go back to now to work (Esc)."))
        if not self.writes(document):
            raise RuleError(
                message("You are looking at another annotation set."), message("Go back to yours to work (Esc).")
            )

    def leave(self, document: DocumentId, set_name: SetName | None = None) -> None:
        """Forget a document that is open with the person's own set, or with another; reading it starts afresh."""
        self._open.pop((document, self.own_set if set_name is None else set_name), None)

    def writes(self, document: OpenDocument) -> bool:
        """Whether the person writes into the set that a document is open with."""
        settled = self._open.get((document.document.id, ADJUDICATED))
        return document.as_of is None and (document.set_name == self.own_set or document is settled)

    @contextmanager
    def act(self, gesture: str, document: OpenDocument) -> Iterator[DocumentAct]:
        """One gesture: everything put or erased inside is one transaction, one step of undo, one announcement.

        Args:
            gesture: English name of the gesture, such as ``Mark claim``.
            document: The document it happens in.

        Raises:
            RuleError: If a value is not allowed, or the set is only looked at; nothing is stored.
        """
        self.ensure_own(document)
        with self.corpus.act(gesture, author=self.annotator) as act:
            yield SharedAct(act).within(document)
        self.announce(act.changes)

    @contextmanager
    def shared_act(self, gesture: str) -> Iterator[SharedAct]:
        """One gesture on what articles share, or on several of them: one transaction, one announcement.

        What touches several documents, or none, is taken back from history rather than in one of them.

        Args:
            gesture: English name of the gesture.
        """
        with self.corpus.act(gesture, author=self.annotator) as act:
            yield SharedAct(act)
        self.announce(act.changes)

    def undo(self, document: OpenDocument) -> ChangeSet:
        """Take back the person's latest act in the document.

        Raises:
            NotFound: If there is none.
            UndoRefused: If somebody changed the same since; says who and by which act.
        """
        self.ensure_own(document)
        if self.undoable(document) is None:
            raise NotFound(message("There is nothing to undo."))
        return self.announce(self.corpus.undo(document.document.id, self.annotator))

    def redo(self, document: OpenDocument) -> ChangeSet:
        """Do again what was undone last in the document.

        Raises:
            NotFound: If there is nothing to redo.
            UndoRefused: If somebody changed the same since; says who and by which act.
        """
        self.ensure_own(document)
        if self.redoable(document) is None:
            raise NotFound(message("There is nothing to redo."))
        return self.announce(self.corpus.redo(document.document.id, self.annotator))

    def undoable(self, document: OpenDocument) -> ActSummary | None:
        """The act that ``undo`` would take back; None in a set that is only looked at.

        An act on another set of the document, such as the adjudicated one, is taken back where that set is open.
        """
        return self._of_set(document, self.corpus.undoable(document.document.id, self.annotator))

    def redoable(self, document: OpenDocument) -> ActSummary | None:
        """The act that ``redo`` would do again; None in a set that is only looked at, or where it is of another set."""
        return self._of_set(document, self.corpus.redoable(document.document.id, self.annotator))

    def _of_set(self, document: OpenDocument, act: ActSummary | None) -> ActSummary | None:
        if act is None or not self.writes(document):
            return None
        written = self.corpus.sets_written(document.document.id, act.act)
        return act if document.set_name in written or not written & {self.own_set, ADJUDICATED} else None

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Have ``listener`` told of every act from now on.

        Returns:
            A function that ends it.
        """
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def announce(self, changes: ChangeSet) -> ChangeSet:
        """Bring the open documents up to date and tell the listeners."""
        replaced = {key.document for key in changes.replaced}
        shared = any(change.key.kind is RecordKind.REFERENT for change in changes.changes)
        for (identifier, _set_name), opened in list(self._open.items()):
            if identifier in replaced and self.corpus.has_document(identifier):
                opened.reload(self.corpus.annotated(identifier, opened.set_name))
            else:
                opened.apply(changes)
            if shared or identifier in replaced:
                opened.learn_referents(self.corpus.referents())
        for listener in list(self._listeners):
            listener(changes)
        return changes
