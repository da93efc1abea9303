"""Doubts and questions: what an annotator is unsure of, and what they want to ask the reviewer about it.

A question has no field of its own: it is the first line of the note of a record in doubt, and begins with ``؟``. So it
goes wherever notes go (JSONL, bundles, undo), and somebody who reads the file sees at once what it is. Further lines of
the note are a remark as ever.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from annotator.language import N_
from annotator.model.annotation import Annotation
from annotator.model.comment import Comment
from annotator.model.errors import RuleError, message
from annotator.model.identity import AnnotationId, CommentId, RelationId, SetName
from annotator.model.relation import Relation
from annotator.operations.opendocument import OpenDocument
from annotator.operations.session import Session

QUESTION_MARK: Final = "؟"
"""What the first line of a note begins with when it asks something; ``?`` is read as well, never written."""
_MARKS: Final = (QUESTION_MARK, "?")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that its annotator is unsure of.

    Attributes:
        owner: The annotation or relation in doubt.
        anchor: The annotation where it stands in the text.
        question: What is asked about it, or empty.
    """

    owner: AnnotationId | RelationId
    anchor: AnnotationId
    question: str


def question_in(note: str | None) -> str:
    """The question that a note asks, without its mark; empty where it asks none.

    >>> question_in("؟ أهذا توقع أم خبر؟" + chr(10) + "راجعت المصدر")
    'أهذا توقع أم خبر؟'
    """
    first = (note or "").split("\n", 1)[0].strip()
    return first[1:].strip() if first.startswith(_MARKS) else ""


def remark_in(note: str | None) -> str:
    """What a note says apart from its question."""
    if not question_in(note):
        return (note or "").strip()
    return (note or "").partition("\n")[2].strip()


def note_of(question: str, remark: str) -> str | None:
    """The note that holds both, or None where both are empty."""
    asked = f"{QUESTION_MARK} {question}" if question else ""
    return "\n".join(part for part in (asked, remark) if part) or None


def ask(session: Session, document: OpenDocument, owner: AnnotationId | RelationId, question: str) -> None:
    """Ask something about an annotation or a relation, which is in doubt from then on.

    Args:
        session: Whose act it is.
        document: Where.
        owner: What it is about.
        question: One line; line ends become spaces. An empty one takes the question back and leaves the doubt.

    Raises:
        RuleError: If it is no longer there.
    """
    old = owned(document, owner)
    line = " ".join(question.split()).lstrip("".join(_MARKS)).strip()
    new = replace(old, note=note_of(line, remark_in(old.note)), unsure=True)
    if new != old:
        with session.act(N_("Ask a question") if line else N_("Take the question back"), document) as act:
            act.put(new)


def question_id(set_name: SetName, owner: str) -> CommentId:
    """The id of the comment that a doubt's question becomes once somebody answers it."""
    return CommentId(f"q:{set_name.replace('%', '%25').replace(':', '%3A')}:{owner}")


def be_sure(session: Session, document: OpenDocument, owner: AnnotationId | RelationId) -> None:
    """Take the doubt back, and the question with it; a remark stays, and the answers' thread is closed."""
    old = owned(document, owner)
    new = replace(old, note=remark_in(old.note) or None, unsure=False)
    if new == old:
        return
    session.ensure_own(document)
    asked = question_id(document.set_name, owner)
    with session.shared_act(N_("Take doubt back")) as act:
        act.within(document).put(new)
        for comment in session.corpus.remarks(Comment, document.document.id):
            if comment.id == asked and comment.resolved_by is None:
                act.put(replace(comment, resolved_by=session.annotator))


def doubts(document: OpenDocument) -> list[Doubt]:
    """Everything in doubt: questions first, then in reading order."""
    found = [
        Doubt(annotation.id, annotation.id, question_in(annotation.note))
        for annotation in (document.annotations[a] for a in document.unsure)
    ]
    found += [
        Doubt(relation.id, anchor, question_in(relation.note))
        for relation in (document.relations[r] for r in document.unsure_relations)
        if (anchor := _anchor(document, relation)) is not None
    ]
    return sorted(found, key=lambda doubt: (not doubt.question, document.annotations[doubt.anchor].order, doubt.owner))


def owned(document: OpenDocument, owner: AnnotationId | RelationId) -> Annotation | Relation:
    """The annotation or relation of that id.

    Raises:
        RuleError: If it is no longer there.
    """
    found = document.relations.get(RelationId(owner)) or document.annotations.get(AnnotationId(owner))
    if found is None:
        raise RuleError(message("That annotation is no longer there."))
    return found


def _anchor(document: OpenDocument, relation: Relation) -> AnnotationId | None:
    return next((member for _role, member in relation.members() if member in document.annotations), None)
