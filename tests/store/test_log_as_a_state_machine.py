"""The log against a plain model: whatever people do, undo, redo and reopen, the corpus says what the model says."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from annotator.bundled import resource
from annotator.model.annotated import AnnotatedDocument, AnnotationSet, SchemeRef
from annotator.model.annotation import Annotation
from annotator.model.changes import ChangeSet, RecordKey, RecordKind, Value
from annotator.model.comment import Comment
from annotator.model.document import Document, new_document
from annotator.model.errors import NotFound, UndoRefused
from annotator.model.history import FindingKind
from annotator.model.identity import ActId, AnnotationId, CommentId, DocumentId, Handle, RelationId, SetName
from annotator.model.relation import Relation
from annotator.model.scheme import parse_scheme
from annotator.model.span import Span
from annotator.model.workflow import Status
from annotator.store.corpus import Corpus

DOCUMENTS = (
    new_document("الرئاسة تنفي نبأ الاستقالة", document_id="d0"),  # “The presidency denies the resignation”
    new_document("الأسعار ستنخفض قبل نهاية العام", document_id="d1"),  # “Prices will fall before the year ends”
)
PEOPLE = (Handle("hoda"), Handle("samir"))
SETS = tuple(SetName(person) for person in PEOPLE)
MARKS = tuple(AnnotationId(f"a{n}") for n in range(3))
TIES = tuple(RelationId(f"r{n}") for n in range(2))

COMMENTS = tuple(CommentId(f"m{n}") for n in range(2))

documents = st.sampled_from([d.id for d in DOCUMENTS])
people = st.sampled_from(PEOPLE)
sets = st.sampled_from(SETS)
marks = st.sampled_from(MARKS)
ends = st.integers(1, 9)
Written = tuple[Value | None, int]
"""A value, and the number of the plain act that it comes from."""


def claim(name: AnnotationId, end: int) -> Annotation:
    return Annotation(name, "claim", "Claim", (Span(0, end),))


def tie(name: RelationId, members: list[AnnotationId]) -> Relation:
    return Relation(name, "attribution", {"claim": tuple(members)})


def remark(document: DocumentId, name: CommentId, author: Handle, number: int) -> Comment:
    return Comment(name, document, None, None, f"راجع السطر {number}", author, "2026-11-01T08:00:00.000Z")  # “See line”


def keys_of_set(document: DocumentId, name: SetName) -> list[RecordKey]:
    return [
        RecordKey(RecordKind.HEADER, document, name),
        *(RecordKey(RecordKind.ANNOTATION, document, name, mark) for mark in MARKS),
        *(RecordKey(RecordKind.RELATION, document, name, relation) for relation in TIES),
    ]


@dataclass
class Done:
    """An act as the model remembers it."""

    author: Handle
    undoes: ActId | None
    base: ActId
    undoings: int
    textual: bool
    before: dict[RecordKey, Written] = field(default_factory=dict)
    after: dict[RecordKey, Written] = field(default_factory=dict)


class LogMachine(RuleBasedStateMachine):
    """Two people, two documents; values carry the number of the act that wrote them."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "corpus.isnad"
        scheme = parse_scheme(resource("schemes", "arabic-news.toml").read_text(encoding="utf-8"))
        self.corpus = Corpus.create(self.path, scheme, author=PEOPLE[0])
        self.records: dict[RecordKey, Written] = {}
        self.acts: dict[ActId, Done] = {}
        self.undo_stacks: dict[tuple[DocumentId, Handle], list[ActId]] = {}
        self.redo_stacks: dict[tuple[DocumentId, Handle], list[ActId]] = {}
        self.view: dict[RecordKey, Value] = {}
        self.number = 0

    def teardown(self) -> None:
        self.corpus.close()
        shutil.rmtree(self.folder)

    # What the model says.

    def value(self, key: RecordKey) -> Value | None:
        return self.records.get(key, (None, 0))[0]

    def visible(self, document: DocumentId) -> dict[RecordKey, Value]:
        found = {k: v for k, (v, _) in self.records.items() if k.document == document and v is not None}
        return {
            key: value
            for key, value in found.items()
            if not isinstance(value, Relation)
            or all(RecordKey(RecordKind.ANNOTATION, document, key.set_name, m) in found for _, m in value.members())
        }

    def seen_in_corpus(self, document: DocumentId) -> dict[RecordKey, Value]:
        found: dict[RecordKey, Value] = {}
        if not self.corpus.has_document(document):
            return found
        found[RecordKey(RecordKind.DOCUMENT, document)] = self.corpus.document(document)
        for comment in self.corpus.remarks(Comment, document):
            found[RecordKey(RecordKind.COMMENT, document, id=comment.id)] = comment
        for name in self.corpus.set_names(document):
            annotated = self.corpus.annotated(document, name)
            header = annotated.annotation_set
            if header is not None and header.status is not Status.IN_PROGRESS:
                found[RecordKey(RecordKind.HEADER, document, name)] = header
            for annotation in annotated.annotations:
                found[RecordKey(RecordKind.ANNOTATION, document, name, annotation.id)] = annotation
            for relation in annotated.relations:
                found[RecordKey(RecordKind.RELATION, document, name, relation.id)] = relation
        return found

    # What happened.

    def did(self, changes: ChangeSet, values: dict[RecordKey, Value | None], *, textual: bool = True) -> None:
        """A plain act wrote these values."""
        if not values:
            assert all(summary.act != changes.act for summary in self.corpus.history(limit=1))
            return
        self.number += 1
        done = Done(changes.author, None, changes.act, 0, textual)
        for key, value in values.items():
            done.before[key] = self.records.get(key, (None, 0))
            done.after[key] = self.records[key] = (value, self.number)
        self.acts[changes.act] = done
        self.view_changes(changes)
        (document,) = {key.document for key in values if key.document is not None}
        if textual:
            self.undo_stacks.setdefault((document, changes.author), []).append(changes.act)
            self.redo_stacks.pop((document, changes.author), None)

    def undid(self, changes: ChangeSet, target: ActId) -> None:
        """An act took another back."""
        undone = self.acts[target]
        base = self.acts[undone.base]
        done = Done(changes.author, target, undone.base, undone.undoings + 1, base.textual)
        for key, written in undone.before.items():
            done.before[key] = self.records[key]
            done.after[key] = self.records[key] = written
        self.acts[changes.act] = done
        self.view_changes(changes)
        (document,) = {key.document for key in undone.before if key.document is not None}
        for stack in self.redo_stacks.values():
            if target in stack:
                stack.remove(target)
        for stack in self.undo_stacks.values():
            if undone.base in stack:
                stack.remove(undone.base)
        if base.textual and done.undoings % 2:
            self.redo_stacks.setdefault((document, changes.author), []).append(changes.act)
        elif base.textual:
            self.undo_stacks.setdefault((document, base.author), []).append(undone.base)

    def view_changes(self, changes: ChangeSet) -> None:
        """A view that learns of everything from reports alone."""
        whole = {key.document for key in changes.replaced}
        whole |= {c.key.document for c in changes.changes if c.key.kind is RecordKind.DOCUMENT}
        for change in changes.changes:
            # What happens in a deleted document, nobody sees.
            if change.key.document not in whole and self.corpus.has_document(change.key.document or DOCUMENTS[0].id):
                assert self.view.get(change.key) == change.old
                if change.new is None:
                    del self.view[change.key]
                else:
                    self.view[change.key] = change.new
        for document in whole:
            assert document is not None
            self.view = {k: v for k, v in self.view.items() if k.document != document}
            self.view.update(self.seen_in_corpus(document))

    def undone(self, act: ActId) -> bool:
        return any(done.undoes == act and not self.undone(other) for other, done in self.acts.items())

    def stands(self, act: ActId) -> bool:
        return all(self.records[key] == written for key, written in self.acts[act].after.items())

    # What people do.

    @initialize()
    def import_documents(self) -> None:
        for document in DOCUMENTS:
            self.put_document(document.id)

    def put_document(self, document: DocumentId) -> None:
        value = next(d for d in DOCUMENTS if d.id == document)
        key = RecordKey(RecordKind.DOCUMENT, document)
        with self.corpus.act("Import", author=PEOPLE[0]) as act:
            act.put_document(value)
        self.did(act.changes, {} if self.value(key) == value else {key: value}, textual=False)

    @rule(document=documents, name=sets, author=people, mark=marks, end=ends)
    def mark(self, document: DocumentId, name: SetName, author: Handle, mark: AnnotationId, end: int) -> None:
        if not isinstance(self.value(RecordKey(RecordKind.DOCUMENT, document)), Document):
            return
        key = RecordKey(RecordKind.ANNOTATION, document, name, mark)
        value = claim(mark, end)
        with self.corpus.act("Mark", author=author) as act:
            act.put(value, document=document, set_name=name)
        self.did(act.changes, {} if self.value(key) == value else {key: value})

    @rule(
        document=documents,
        name=sets,
        author=people,
        relation=st.sampled_from(TIES),
        members=st.lists(marks, min_size=1, max_size=2, unique=True),
    )
    def tie(
        self, document: DocumentId, name: SetName, author: Handle, relation: RelationId, members: list[AnnotationId]
    ) -> None:
        if not isinstance(self.value(RecordKey(RecordKind.DOCUMENT, document)), Document):
            return
        key = RecordKey(RecordKind.RELATION, document, name, relation)
        value = tie(relation, members)
        with self.corpus.act("Tie", author=author) as act:
            act.put(value, document=document, set_name=name)
        self.did(act.changes, {} if self.value(key) == value else {key: value})

    @rule(document=documents, name=sets, author=people, mark=marks)
    def erase(self, document: DocumentId, name: SetName, author: Handle, mark: AnnotationId) -> None:
        if not isinstance(self.value(RecordKey(RecordKind.DOCUMENT, document)), Document):
            return
        key = RecordKey(RecordKind.ANNOTATION, document, name, mark)
        values: dict[RecordKey, Value | None] = {}
        for other in keys_of_set(document, name):
            value = self.value(other)
            if isinstance(value, Relation) and value.names(mark):
                values[other] = None
        if self.value(key) is not None:
            values[key] = None
        with self.corpus.act("Erase", author=author) as act:
            act.erase(key)
        self.did(act.changes, values)

    @rule(document=documents, author=people, name=st.sampled_from(COMMENTS), number=ends)
    def say(self, document: DocumentId, author: Handle, name: CommentId, number: int) -> None:
        if not isinstance(self.value(RecordKey(RecordKind.DOCUMENT, document)), Document):
            return
        key = RecordKey(RecordKind.COMMENT, document, id=name)
        value = remark(document, name, author, number)
        with self.corpus.act("Comment", author=author) as act:
            act.put(value)
        self.did(act.changes, {} if self.value(key) == value else {key: value})

    @rule(document=documents, author=people, name=st.sampled_from(COMMENTS))
    def unsay(self, document: DocumentId, author: Handle, name: CommentId) -> None:
        if not isinstance(self.value(RecordKey(RecordKind.DOCUMENT, document)), Document):
            return
        key = RecordKey(RecordKind.COMMENT, document, id=name)
        with self.corpus.act("Erase comment", author=author) as act:
            act.erase(key)
        self.did(act.changes, {} if self.value(key) is None else {key: None})

    @rule(
        document=documents,
        name=sets,
        ends=st.lists(ends, max_size=3),
        tied=st.booleans(),
        said=st.none() | st.sampled_from(COMMENTS),
    )
    def import_set(
        self, document: DocumentId, name: SetName, ends: list[int], tied: bool, said: CommentId | None
    ) -> None:
        if not isinstance(self.value(RecordKey(RecordKind.DOCUMENT, document)), Document):
            return
        header = AnnotationSet(name, Status.SUBMITTED, (), None, SchemeRef("arabic-news", "1"))
        annotations = [claim(mark, end) for mark, end in zip(MARKS, ends, strict=False)]
        relations = (tie(TIES[0], [MARKS[0]]),) if tied and annotations else ()
        article = next(d for d in DOCUMENTS if d.id == document)
        ordered = tuple(sorted(annotations, key=lambda a: a.order))
        annotated = AnnotatedDocument(article, (), header, ordered, relations, (), header.scheme)
        listed: dict[RecordKey, Value | None] = dict.fromkeys(keys_of_set(document, name))
        listed[RecordKey(RecordKind.HEADER, document, name)] = header
        listed |= {RecordKey(RecordKind.ANNOTATION, document, name, a.id): a for a in annotations}
        listed |= {RecordKey(RecordKind.RELATION, document, name, r.id): r for r in relations}
        same = all(self.value(key) == value for key, value in listed.items())
        written = {} if same else listed
        with self.corpus.act("Import", author=PEOPLE[0]) as act:
            if said is not None:
                value = remark(document, said, PEOPLE[0], 0)
                act.put(value)
                key = RecordKey(RecordKind.COMMENT, document, id=said)
                written = written if self.value(key) == value else {**written, key: value}
            act.put_set(annotated)
        self.did(act.changes, written, textual=same)

    @rule(document=documents)
    def delete_or_bring_back(self, document: DocumentId) -> None:
        key = RecordKey(RecordKind.DOCUMENT, document)
        if self.value(key) is None:
            self.put_document(document)
            return
        with self.corpus.act("Delete document", author=PEOPLE[0]) as act:
            act.erase(key)
        self.did(act.changes, {key: None}, textual=False)

    @rule(document=documents, author=people)
    def undo(self, document: DocumentId, author: Handle) -> None:
        stack = self.undo_stacks.get((document, author), []) if self.corpus.has_document(document) else []
        self.take_back(stack[-1] if stack else None, lambda: self.corpus.undo(document, author))

    @rule(document=documents, author=people)
    def redo(self, document: DocumentId, author: Handle) -> None:
        stack = self.redo_stacks.get((document, author), []) if self.corpus.has_document(document) else []
        self.take_back(stack[-1] if stack else None, lambda: self.corpus.redo(document, author))

    @precondition(lambda self: self.acts)
    @rule(data=st.data(), author=people)
    def undo_from_history(self, data: st.DataObject, author: Handle) -> None:
        target = list(self.acts)[data.draw(st.integers(0, len(self.acts) - 1))]
        self.take_back(target, lambda: self.corpus.undo_act(target, author=author))

    def take_back(self, target: ActId | None, take: Callable[[], ChangeSet]) -> None:
        try:
            changes = take()
        except NotFound:
            assert target is None
        except UndoRefused:
            assert target is not None
            assert self.undone(target) or not self.stands(target)
        else:
            assert target is not None
            assert changes.undoes == target
            assert not self.undone(target)
            assert self.stands(target)
            self.undid(changes, target)

    @rule()
    def reopen(self) -> None:
        self.corpus.close()
        self.corpus = Corpus.open(self.path)

    # What must hold.

    @invariant()
    def the_corpus_says_what_the_model_says(self) -> None:
        for document in DOCUMENTS:
            seen = self.seen_in_corpus(document.id)
            if isinstance(self.value(RecordKey(RecordKind.DOCUMENT, document.id)), Document):
                assert seen == self.visible(document.id)
                assert {k: v for k, v in self.view.items() if k.document == document.id} == seen
            else:
                assert seen == {}

    @invariant()
    def lists_count_what_is_there(self) -> None:
        summaries = {summary.id: summary for summary in self.corpus.documents()}
        for document in DOCUMENTS:
            seen = self.seen_in_corpus(document.id)
            assert (document.id in summaries) == bool(seen)
            if seen:
                counts = summaries[document.id].counts
                assert counts.get("claim", 0) == sum(isinstance(v, Annotation) for v in seen.values())
                assert counts.get("relations", 0) == sum(isinstance(v, Relation) for v in seen.values())

    @invariant()
    def everybody_is_offered_their_own_latest_act(self) -> None:
        for document in DOCUMENTS:
            for author in PEOPLE:
                undoable = self.corpus.undoable(document.id, author)
                redoable = self.corpus.redoable(document.id, author)
                undo, redo = (stacks.get((document.id, author)) for stacks in (self.undo_stacks, self.redo_stacks))
                there = self.corpus.has_document(document.id)
                assert (undoable and undoable.act) == (undo[-1] if undo and there else None)
                assert (redoable and redoable.act) == (redo[-1] if redo and there else None)

    @invariant()
    def the_log_and_the_state_agree(self) -> None:
        assert {finding.kind for finding in self.corpus.check()} <= {FindingKind.WAITING}


TestLogMachine = LogMachine.TestCase
TestLogMachine.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)
