"""A comment: a message on an annotation, a relation or a document, and the threads that comments make."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.errors import ValueRefused, message
from annotator.model.identity import CommentId, DocumentId, Handle, SetName


@dataclass(frozen=True, slots=True)
class Comment:
    """A message of one person; answers to it make a thread.

    Attributes:
        id: Unique within the document; minted at random.
        document: The article it is about.
        set_name: The annotation set that the target is in. None: a zone, or the document as a whole.
        target: The id of the annotation or relation that it is about; None: the document, or the set as a whole.
        text: What is said; plain text, perhaps of several lines.
        author: Who says it.
        at: When: UTC with milliseconds, ISO 8601, ending in ``Z``; shown, never compared.
        reply_to: The first comment of the thread that it answers; None: it begins one.
        question: Whether an answer is wanted; so is a comment that comes from a doubt.
        resolved_by: Who closed the thread; stands in its first comment. None: it is open.

    Raises:
        ValueRefused: If id, document, author or text is empty, or it answers itself.
    """

    id: CommentId
    document: DocumentId
    set_name: SetName | None
    target: str | None
    text: str
    author: Handle
    at: str
    reply_to: CommentId | None = None
    question: bool = False
    resolved_by: Handle | None = None

    def __post_init__(self) -> None:
        if not (self.id and self.document and self.author and self.text.strip()):
            raise ValueRefused(message("A comment needs an id, a document, an author and a text."))
        if self.reply_to == self.id:
            raise ValueRefused(message("A comment cannot answer itself."))
