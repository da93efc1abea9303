"""Records on their way into a corpus: what is new, what is known, what may not be overwritten."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final, TypeAlias, TypeVar

from annotator.formats.articles import with_meta
from annotator.formats.base import Incoming
from annotator.model.annotated import AnnotatedDocument, SchemeRef
from annotator.model.changes import RecordKey, RecordKind
from annotator.model.document import Document, complete_meta
from annotator.model.errors import BugError, Problem, message
from annotator.model.identity import AnnotationId, DocumentId, ReferentId, RelationId, SetName
from annotator.model.referent import Referent
from annotator.operations.referents import standing
from annotator.store.act import Act
from annotator.store.corpus import Corpus

GESTURE: Final = "Import"
K = TypeVar("K")
V = TypeVar("V")
_ANY_SCHEME: Final = SchemeRef("", "")
TallyPlace: TypeAlias = "tuple[dict[Outcome, int], int, dict[SetName, int], int]"


class Outcome(StrEnum):
    """What became of a record."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A raw article whose text was there already.

    Attributes:
        file: Where it came from.
        line: Its line, or None.
        document: The document that has the text.
    """

    file: str
    line: int | None
    document: DocumentId


@dataclass(slots=True)
class Tally:
    """What was stored so far.

    Attributes:
        outcomes: Records by what became of them.
        documents: Documents that are new.
        sets: Annotation sets that were written, by name.
        duplicates: Raw articles that were there already.
    """

    outcomes: dict[Outcome, int] = field(default_factory=dict)
    documents: int = 0
    sets: dict[SetName, int] = field(default_factory=dict)
    duplicates: list[Duplicate] = field(default_factory=list)

    @property
    def place(self) -> TallyPlace:
        """How far it is, to go back to; asked before each of very many files, and so without a copy of the list."""
        return dict(self.outcomes), self.documents, dict(self.sets), len(self.duplicates)

    def go_back(self, place: TallyPlace) -> None:
        """Count on from an earlier place."""
        self.outcomes, self.documents, self.sets, known = place
        del self.duplicates[known:]


class _Journal:
    """What was written into dictionaries since the last ``clear``, so that it can be taken back."""

    def __init__(self) -> None:
        self._added: list[tuple[dict[Any, Any], list[Any]]] = []
        self._changed: list[tuple[dict[Any, Any], Any, Any]] = []

    def clear(self) -> None:
        """Let everything so far stand."""
        self._added.clear()
        self._changed.clear()

    def put(self, where: dict[K, V], key: K, value: V) -> None:
        """Write one entry."""
        if key in where:
            self._changed.append((where, key, where[key]))
        else:
            # One list for each dictionary: a hundred thousand keys without a tuple around each.
            added = next((keys for known, keys in self._added if known is where), None)
            if added is None:
                self._added.append((where, [key]))
            else:
                added.append(key)
        where[key] = value

    def go_back(self) -> None:
        """Make all dictionaries as they were."""
        for where, key, before in reversed(self._changed):
            where[key] = before
        for where, keys in self._added:
            for key in keys:
                where.pop(key, None)
        self.clear()


class Placing:
    """Puts records into a corpus, within one act.

    A record is first held against the corpus (``problem``), and placed only when its whole file may come in.

    Args:
        corpus: The corpus.
        act: The act that the import is.
        replace: Whether sets that were edited here are replaced all the same.
    """

    def __init__(self, corpus: Corpus, act: Act, *, replace: bool) -> None:
        self._corpus = corpus
        self._act = act
        self._replace = replace
        self._empty = corpus.document_count() == 0
        self._referents: dict[ReferentId, Referent] = dict(corpus.referents())
        self._placed: dict[DocumentId, bytes] = {}
        # In a corpus that was empty all texts are those that came in; who asks the file for each asks very often.
        self._of_text: dict[bytes, DocumentId | tuple[DocumentId, ...]] = {}
        # By set name, for there are few of these and very many documents.
        self._placed_sets: dict[SetName, dict[DocumentId, str]] = {}
        self._of_file: set[DocumentId] = set()
        self._journal = _Journal()
        self.tally = Tally()

    @contextmanager
    def file(self, is_refused: Callable[[], bool] | None) -> Iterator[None]:
        """The block in which the records of one file are placed.

        Args:
            is_refused: Asked at the end whether to take back all that came in of it; None where nothing can be.
        """
        if is_refused is None:
            yield
        else:
            before = self.tally.place
            with self._act.part(is_refused):
                yield
            if is_refused():
                self._journal.go_back()
                self.tally.go_back(before)
        self._of_file.clear()
        self._journal.clear()

    def problem(self, incoming: Incoming, file: str) -> Problem | None:
        """Why a record may not come in, or None."""
        annotated = self._recognised(incoming)
        document = annotated.document
        known = self._digest(document.id)
        if known is not None and known != bytes.fromhex(document.text_sha256):
            if document.id in self._of_file:
                return Problem(
                    file,
                    incoming.line,
                    message("The id {document} stands twice in the file.", document=document.id),
                    message("Give each article an id of its own."),
                )
            return Problem(
                file,
                incoming.line,
                message("The corpus has another text under the id {document}.", document=document.id),
                message("Give the article another id."),
            )
        if self._replace:
            return None
        for referent in annotated.referents:
            here = self._referents.get(referent.id)
            if here is not None and not _same_referent(here, referent):
                return Problem(
                    file,
                    incoming.line,
                    message(
                        "The referent {id} is “{here}” in the corpus and “{there}” in the file.",
                        id=referent.id,
                        here=here.name,
                        there=referent.name,
                    ),
                    message("Replace what the corpus has, or give the referent another id."),
                )
        header = annotated.annotation_set
        if (
            known is None
            or header is None
            or not self._differs(document.id, header.name, annotated, native=incoming.native)
        ):
            return None
        other = self._placed_sets.get(header.name, {}).get(document.id)
        if other is not None:
            return Problem(
                file,
                incoming.line,
                message(
                    "The set “{set}” of document {document} stands in {other} too, and differs.",
                    set=header.name,
                    document=document.id,
                    other=other,
                ),
                message("Import one of the two."),
            )
        if self._was_edited(document.id, header.name):
            return Problem(
                file,
                incoming.line,
                message(
                    "The set “{set}” of document {document} was edited here since its last import.",
                    set=header.name,
                    document=document.id,
                ),
                message("Import it with replacing, or under another name."),
            )
        return None

    def place(self, incoming: Incoming, file: str) -> Outcome:
        """Store a record."""
        annotated = self._recognised(incoming)
        if incoming.native:
            outcome = self._place_native(annotated, file)
        elif annotated.annotation_set is not None:
            outcome = self._place_annotated(annotated, file)
        else:
            outcome = self._place_raw(incoming, file)
        self.tally.outcomes[outcome] = self.tally.outcomes.get(outcome, 0) + 1
        return outcome

    def _place_raw(self, incoming: Incoming, file: str) -> Outcome:
        """A raw article: a new document, or recognised by its text."""
        annotated = incoming.annotated
        document = annotated.document
        same = [document.id] if self._digest(document.id) else self._with_text(document.text_sha256)
        if not same:
            self._put_new(annotated)
            return Outcome.ADDED
        self._fill_in(same[0], document)
        self.tally.duplicates.append(Duplicate(file, incoming.line, same[0]))
        return Outcome.DUPLICATE

    def _place_annotated(self, annotated: AnnotatedDocument, file: str) -> Outcome:
        """A raw article with somebody's annotations: of a known article only the gaps of its metadata are filled."""
        document = annotated.document
        for referent in annotated.referents:
            self._put_referent(referent)
        new = self._digest(document.id) is None
        if new:
            self._put_new(annotated)
        else:
            self._fill_in(document.id, document)
        return self._place_set(annotated, file, new=new, native=False)

    def _recognised(self, incoming: Incoming) -> AnnotatedDocument:
        """The record; where it has annotations of a text that is here under another id, under that id."""
        annotated = incoming.annotated
        document = annotated.document
        if incoming.native or annotated.annotation_set is None:
            return annotated
        if self._digest(document.id) is not None:
            return self._beside_zones(annotated)
        name = annotated.annotation_set.name
        same = self._with_text(document.text_sha256)
        just_so = (d for d in same if self._has_set(d, name) and not self._differs(d, name, annotated, native=False))
        # Test suites annotate one sentence in many ways: what another file of this import has said of it, stays.
        open_to_it = (d for d in same if d not in self._placed_sets.get(name, ()))
        known = next(just_so, None) or next(open_to_it, None)
        if known is None:
            return annotated
        return self._beside_zones(replace(annotated, document=replace(document, id=known)))

    def _beside_zones(self, annotated: AnnotatedDocument) -> AnnotatedDocument:
        """The record of an article that is here, with ids that none of its zones has.

        The zones of the file are not taken, so its other ids were never held against those that stay.
        """
        zones: set[str] = {zone.id for zone in self._corpus.annotated(annotated.document.id, None).zones}
        own: set[str] = {*(mark.id for mark in annotated.annotations), *(tie.id for tie in annotated.relations)}
        if zones.isdisjoint(own):
            return annotated
        other: dict[str, str] = {}
        for identifier in sorted(own & zones):
            other[identifier] = f"{identifier}-a"
            while other[identifier] in own | zones:
                other[identifier] += "a"
        return replace(
            annotated,
            annotations=tuple(replace(a, id=AnnotationId(other.get(a.id, a.id))) for a in annotated.annotations),
            relations=tuple(
                replace(
                    tie,
                    id=RelationId(other.get(tie.id, tie.id)),
                    roles={r: tuple(AnnotationId(other.get(m, m)) for m in ids) for r, ids in tie.roles.items()},
                )
                for tie in annotated.relations
            ),
        )

    def _fill_in(self, identifier: DocumentId, brought: Document) -> None:
        """Give an article what its metadata lacks."""
        known = self._corpus.document(identifier)
        meta = with_meta(known, brought.meta)
        if meta is not None:
            self._act.put_document(replace(known, meta=complete_meta(meta)))

    def _place_native(self, annotated: AnnotatedDocument, file: str) -> Outcome:
        """A native record: its document, its zones, its referents and its set, each as far as it differs."""
        document, header = annotated.document, annotated.annotation_set
        for referent in annotated.referents:
            self._put_referent(referent)
        new = self._digest(document.id) is None
        if new:
            self._put_new(annotated)
        elif document.id not in self._placed:
            known = self._corpus.document(document.id)
            self._act.put_document(_brought_up(known, document), annotated.zones)
            self._journal.put(self._placed, document.id, bytes.fromhex(document.text_sha256))
        if header is None:
            return Outcome.ADDED if new else Outcome.UNCHANGED
        return self._place_set(annotated, file, new=new, native=True)

    def _place_set(self, annotated: AnnotatedDocument, file: str, *, new: bool, native: bool) -> Outcome:
        """The set of a record whose document is here, new or not."""
        document, header = annotated.document, annotated.annotation_set
        if header is None:
            raise BugError(f"{document.id} has no annotation set to place")
        before = not new and self._has_set(document.id, header.name)
        self._journal.put(self._placed_sets.setdefault(header.name, {}), document.id, file)
        if before and not self._differs(document.id, header.name, annotated, native=native):
            return Outcome.UNCHANGED
        self._act.put_set(annotated)
        self.tally.sets[header.name] = self.tally.sets.get(header.name, 0) + 1
        return Outcome.REPLACED if before else Outcome.ADDED

    def _put_new(self, annotated: AnnotatedDocument) -> None:
        document = annotated.document
        self._act.put_document(document, annotated.zones)
        sha = bytes.fromhex(document.text_sha256)
        self._journal.put(self._placed, document.id, sha)
        self._of_file.add(document.id)
        if self._empty:
            same = self._with_text(document.text_sha256)
            self._journal.put(self._of_text, sha, tuple(sorted((*same, document.id))) if same else document.id)
        self.tally.documents += 1

    def _put_referent(self, referent: Referent) -> None:
        here = self._referents.get(referent.id)
        wanted = referent if here is None else self._merged(here, referent)
        if wanted != here:
            self._act.put(wanted)
            self._journal.put(self._referents, referent.id, wanted)

    def _merged(self, here: Referent, there: Referent) -> Referent:
        """A referent with what the file adds; where they contradict, the file wins only when it may replace."""
        if not _same_referent(here, there):
            return replace(there, same_as=here.same_as)
        variants = here.variants + tuple(name for name in there.variants if name not in here.variants)
        return replace(here, variants=variants, wikidata=here.wikidata or there.wikidata)

    def _was_edited(self, document: DocumentId, name: SetName) -> bool:
        """Whether the latest word on a set is a person's, not a file's."""
        revisions = self._corpus.history_of(RecordKey(RecordKind.SET, document, name))
        return not revisions or revisions[-1].gesture != GESTURE

    def _differs(self, document: DocumentId, name: SetName, annotated: AnnotatedDocument, *, native: bool) -> bool:
        """Whether the corpus has this set, and otherwise than the record."""
        if not self._has_set(document, name):
            return False
        here = _set_of(self._corpus.annotated(document, name), native, self._referents)
        return here != _set_of(annotated, native, self._referents)

    def _has_set(self, document: DocumentId, name: SetName) -> bool:
        if document in self._placed_sets.get(name, ()):
            return True
        return not self._empty and name in self._corpus.set_names(document)

    def _digest(self, document: DocumentId) -> bytes | None:
        """The digest of the text that is known under an id."""
        placed = self._placed.get(document)
        if placed is not None or self._empty:
            return placed
        if not self._corpus.has_document(document):
            return None
        return bytes.fromhex(self._corpus.document(document).text_sha256)

    def _with_text(self, sha: str) -> list[DocumentId]:
        if self._empty:
            same = self._of_text.get(bytes.fromhex(sha), ())
            return [same] if isinstance(same, str) else list(same)
        return list(self._corpus.documents_with_digest(sha))


def _set_of(annotated: AnnotatedDocument, native: bool, referents: Mapping[ReferentId, Referent]) -> tuple[object, ...]:
    """What makes two sets the same, whatever the order they were written in.

    Other programs know nothing of our schemes: that ours has grown since is no news of theirs. An export names merged
    referents by the one they were merged into, which is no news either.
    """
    header = annotated.annotation_set
    marks = sorted(annotated.annotations, key=lambda a: a.order)
    return (
        header if native or header is None else replace(header, scheme=_ANY_SCHEME),
        [replace(m, referent=_standing(m.referent, referents)) if m.referent else m for m in marks],
        sorted(annotated.relations, key=lambda r: r.id),
    )


def _standing(referent: ReferentId, referents: Mapping[ReferentId, Referent]) -> ReferentId:
    whole = standing(referents, referent)
    return referent if whole is None else whole.id


def _same_referent(here: Referent, there: Referent) -> bool:
    """Whether two referents of one id are the same being."""
    known = {here.wikidata, there.wikidata} - {None}
    return here.name == there.name and here.kind == there.kind and len(known) < 2


def _brought_up(known: Document, brought: Document) -> Document:
    """A known document with what a native record says of it; what the record leaves open stays."""
    said: Mapping[str, str | None] = {key: value for key, value in brought.meta.items() if value is not None}
    return replace(
        known,
        meta=complete_meta({**known.meta, **said}),
        split=brought.split or known.split,
        group=brought.group or known.group,
    )
