"""Comments as threads: written, answered, closed, opened again; a doubt's question is a thread too.

A question lives in the note of what is in doubt (``annotator.operations.questions``). It becomes a comment when the
first answer to it is written, under an id that follows from what it is about, so that two who answer it apart from each
other answer the same thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from annotator.language import N_
from annotator.model.annotation import Annotation
from annotator.model.changes import RecordKey, RecordKind
from annotator.model.comment import Comment
from annotator.model.errors import RuleError, message
from annotator.model.identity import AnnotationId, CommentId, DocumentId, Handle, RelationId, SetName, mint
from annotator.model.relation import Relation
from annotator.operations import questions
from annotator.operations.opendocument import OpenDocument
from annotator.operations.session import Session
from annotator.store.revisions import now

_WRITTEN: Final = N_("Comment")
_ANSWERED: Final = N_("Answer a comment")
_RESOLVED: Final = N_("Close a thread")
_REOPENED: Final = N_("Open a thread again")
_EDITED: Final = N_("Edit a comment")
_ERASED: Final = N_("Erase a comment")


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment with its answers.

    Attributes:
        first: The comment that it begins with; of a doubt's question that nobody has answered, what it will be.
        answers: In the order in which they were written.
        anchor: The annotation at which it stands: the target, or of a relation its first member; None: the document.
        words: The words of the anchor; empty where there is none.
        stored: Whether the first comment is a record; a question lives in a note until it is answered.
    """

    first: Comment
    answers: tuple[Comment, ...]
    anchor: AnnotationId | None
    words: str
    stored: bool = True

    @property
    def open(self) -> bool:
        """Whether nobody has closed it."""
        return self.first.resolved_by is None

    @property
    def answered(self) -> bool:
        """Whether somebody else than who asked has answered a question that is still open."""
        return self.first.question and self.open and any(a.author != self.first.author for a in self.answers)

    @property
    def latest(self) -> Comment:
        """The comment that was written last."""
        return self.answers[-1] if self.answers else self.first


@dataclass(frozen=True, slots=True)
class ThreadCounts:
    """Threads of a document.

    Attributes:
        open: How many are open.
        answered: How many of the person's own questions have an answer and are still open.
    """

    open: int
    answered: int


def threads(session: Session, document: OpenDocument) -> list[Thread]:
    """Threads of the open document: of the set that is shown and of the whole; open ones first, in reading order.

    Those whose target is out of sight are left out, and so are answers whose thread is gone.
    """
    shown = document.set_name
    comments = [c for c in session.corpus.remarks(Comment, document.document.id) if c.set_name in (None, shown)]

    def owner(_name: SetName, identifier: str) -> Annotation | Relation | None:
        found = document.annotations.get(AnnotationId(identifier))
        return found if found is not None else document.relations.get(RelationId(identifier))

    doubted = [(shown, doubt.owner, doubt.question) for doubt in questions.doubts(document)]
    return _threads(document.document.id, document.text, comments, doubted, owner)


def threads_about(session: Session, document: OpenDocument, annotation: AnnotationId | None) -> list[Thread]:
    """Threads at one annotation and the relations that it is the first member of; of the document where None."""
    return [thread for thread in threads(session, document) if thread.anchor == annotation]


def open_threads(session: Session) -> list[Thread]:
    """All open threads that the person may see: first answered questions of their own, then by document."""
    grouped: dict[DocumentId, list[Comment]] = {}
    for comment in session.corpus.remarks(Comment):
        grouped.setdefault(comment.document, []).append(comment)
    sight = session.sight
    doubtful = {summary.id for summary in sight.documents() if summary.counts.get("unsure")}
    found: list[Thread] = []
    for document in sorted(grouped.keys() | doubtful):
        found += [thread for thread in _of_document(session, document, grouped.get(document, ())) if thread.open]
    return sorted(found, key=lambda thread: not (thread.answered and thread.first.author == session.annotator))


def _of_document(session: Session, document: DocumentId, comments: Iterable[Comment]) -> list[Thread]:
    """The threads of a document in all sets that the person may see."""
    sight = session.sight
    text, names = session.corpus.document(document).text, sight.set_names(document)
    owners: dict[tuple[SetName, str], Annotation | Relation] = {}
    doubted: list[tuple[SetName, str, str]] = []
    for name in names:
        record = session.corpus.annotated(document, name)
        values: tuple[Annotation | Relation, ...] = (*record.annotations, *record.relations)
        for value in values:
            owners[name, value.id] = value
            if value.unsure:
                doubted.append((name, value.id, questions.question_in(value.note)))
    seen = [c for c in comments if c.set_name is None or sight.sees(document, c.set_name)]
    return _threads(document, text, seen, doubted, lambda name, identifier: owners.get((name, identifier)))


def counts(session: Session) -> Mapping[DocumentId, ThreadCounts]:
    """Open threads by document, those that began as comments; documents without any are left out."""
    result: dict[DocumentId, ThreadCounts] = {}
    grouped: dict[DocumentId, list[Comment]] = {}
    sight = session.sight
    for comment in session.corpus.remarks(Comment):
        if comment.set_name is None or sight.sees(comment.document, comment.set_name):
            grouped.setdefault(comment.document, []).append(comment)
    for document, comments in grouped.items():
        still_open = [thread for thread in _gathered(comments) if thread.open]
        mine = sum(thread.answered and thread.first.author == session.annotator for thread in still_open)
        if still_open:
            result[document] = ThreadCounts(len(still_open), mine)
    return result


def write(
    session: Session, document: DocumentId, text: str, *, set_name: SetName | None = None, target: str | None = None,
    question: bool = False,
) -> Comment:  # fmt: skip
    """Begin a thread on an annotation or a relation of a set, or on a document.

    Raises:
        RuleError: If nothing is said.
        Hidden: If the set is not to be seen yet.
    """
    if set_name is not None:
        session.sight.require(document, set_name)
    said = _said(text)
    comment = Comment(
        CommentId(mint("k")), document, set_name, target, said, session.annotator, now(), question=question
    )
    with session.shared_act(_WRITTEN) as act:
        act.put(comment)
    return comment


def answer(session: Session, thread: Thread, text: str) -> Comment:
    """Answer in a thread, as one act; a question becomes a comment with it.

    Raises:
        RuleError: If nothing is said.
    """
    said, first = _said(text), thread.first
    comment = Comment(
        CommentId(mint("k")), first.document, first.set_name, first.target, said, session.annotator, now(),
        reply_to=first.id,
    )  # fmt: skip
    with session.shared_act(_ANSWERED) as act:
        if not thread.stored:
            act.put(first)
        act.put(comment)
    return comment


def resolve(session: Session, thread: Thread) -> None:
    """Close a thread."""
    with session.shared_act(_RESOLVED) as act:
        act.put(replace(thread.first, resolved_by=session.annotator))


def reopen(session: Session, thread: Thread) -> None:
    """Open a thread again."""
    with session.shared_act(_REOPENED) as act:
        act.put(replace(thread.first, resolved_by=None))


def edit(session: Session, comment: Comment, text: str) -> None:
    """Say one's own comment otherwise.

    Raises:
        RuleError: If it is another's, or nothing is said.
    """
    _ensure_mine(session, comment)
    with session.shared_act(_EDITED) as act:
        act.put(replace(comment, text=_said(text)))


def erase(session: Session, comment: Comment) -> None:
    """Take one's own comment back; with the first of a thread its answers are out of sight.

    Raises:
        RuleError: If it is another's.
    """
    _ensure_mine(session, comment)
    with session.shared_act(_ERASED) as act:
        act.erase(RecordKey(RecordKind.COMMENT, comment.document, None, comment.id))


def _threads(
    document: DocumentId,
    text: str,
    comments: Sequence[Comment],
    doubted: Iterable[tuple[SetName, str, str]],
    owner: Callable[[SetName, str], Annotation | Relation | None],
) -> list[Thread]:
    """Threads with their places.

    Args:
        document: Of which document.
        text: Its text.
        comments: Those that may be seen.
        doubted: Set, id and question of what is in doubt; the question may be empty.
        owner: Finds an annotation or a relation of a set.
    """
    stored = {comment.id for comment in comments}
    asked = [
        Comment(questions.question_id(name, id_), document, name, id_, question, Handle(name), "", question=True)
        for name, id_, question in doubted
        if question and questions.question_id(name, id_) not in stored
    ]
    shown: list[tuple[Thread, int]] = []
    for thread in _gathered([*comments, *asked]):
        first = thread.first
        if first.target is None or first.set_name is None:
            shown.append((thread, -1))
            continue
        anchor = _anchor(first.set_name, owner(first.set_name, first.target), owner)
        if anchor is not None:
            placed = replace(thread, anchor=anchor.id, words=anchor.text(text), stored=first.id in stored)
            shown.append((placed, anchor.start))
    return [thread for thread, at in sorted(shown, key=lambda pair: (not pair[0].open, pair[1], pair[0].first.at))]


def _anchor(
    name: SetName,
    target: Annotation | Relation | None,
    owner: Callable[[SetName, str], Annotation | Relation | None],
) -> Annotation | None:
    """The annotation at which a target stands: of a relation its first member that is there."""
    if not isinstance(target, Relation):
        return target
    members = (owner(name, member) for _role, member in target.members())
    return next((member for member in members if isinstance(member, Annotation)), None)


def _gathered(comments: Iterable[Comment]) -> list[Thread]:
    """Threads of comments, without their places; answers whose thread is absent are left out."""
    firsts: list[Comment] = []
    answers: dict[CommentId, list[Comment]] = {}
    for comment in comments:
        if comment.reply_to is None:
            firsts.append(comment)
        else:
            answers.setdefault(comment.reply_to, []).append(comment)
    return [Thread(c, tuple(sorted(answers.get(c.id, ()), key=lambda a: (a.at, a.id))), None, "") for c in firsts]


def _said(text: str) -> str:
    said = text.strip()
    if not said:
        raise RuleError(message("Nothing was said."), message("Write a few words first."))
    return said


def _ensure_mine(session: Session, comment: Comment) -> None:
    if comment.author != session.annotator:
        raise RuleError(message("That is another's comment."), message("Answer it instead."))
