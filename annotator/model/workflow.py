"""How work is given out and moves: statuses, assignments, and the agreements of a project."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annotator.model.errors import ValueRefused, message
from annotator.model.identity import DocumentId, Handle


class Status(StrEnum):
    """How far one annotator is with one document (``skipped`` carries a reason)."""

    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    SKIPPED = "skipped"


class Task(StrEnum):
    """What is to be done with a document."""

    ANNOTATE = "annotate"
    ADJUDICATE = "adjudicate"
    """Settle the sets of others into the adjudicated one."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A document given to a person; one for each document, person and task.

    How far the work is stands in the header of the set that it goes into: the person's own, or the adjudicated one.
    While that set has no header, the work is ``assigned``.

    Attributes:
        document: What is to be worked at.
        annotator: Who is to do it.
        task: What is to be done.
        by: Who gave it out.
        at: When: UTC with milliseconds, ISO 8601, ending in ``Z``; shown, never compared.

    Raises:
        ValueRefused: If the document or the person is empty.
    """

    document: DocumentId
    annotator: Handle
    task: Task
    by: Handle
    at: str

    def __post_init__(self) -> None:
        if not (self.document and self.annotator):
            raise ValueRefused(message("An assignment needs a document and a person."))

    @property
    def id(self) -> str:
        """Its name within the document: the same work given out twice is one record."""
        return f"{self.task}:{self.annotator}"


@dataclass(frozen=True, slots=True)
class Workflow:
    """What the people of a corpus agreed on about their work; one record of the corpus.

    Attributes:
        blind: Whether nobody but reviewers sees another's set before their own work on the document is submitted.
        overlap: How many people annotate each document that is given out, at least 1.

    Raises:
        ValueRefused: If fewer than one person shall annotate a document.
    """

    blind: bool = False
    overlap: int = 1

    def __post_init__(self) -> None:
        if self.overlap < 1:
            raise ValueRefused(message("At least one person annotates each document."))
