"""A dismissal: a finding of the consistency check that somebody waved off, with a reason."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.errors import ValueRefused, message
from annotator.model.identity import DocumentId, Handle, SetName


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A finding that shall not be shown again.

    Attributes:
        document: The article.
        set_name: The set that the finding is about.
        finding: The stable key of the finding (``annotator.analysis.consistency``).
        reason: Why it is none; may be empty.
        author: Who waved it off.
        at: When: UTC with milliseconds, ISO 8601, ending in ``Z``; shown, never compared.

    Raises:
        ValueRefused: If document, set, finding or author is empty.
    """

    document: DocumentId
    set_name: SetName
    finding: str
    reason: str
    author: Handle
    at: str

    def __post_init__(self) -> None:
        if not (self.document and self.set_name and self.finding and self.author):
            raise ValueRefused(message("A dismissal needs a document, a set, a finding and an author."))

    @property
    def id(self) -> str:
        """Its name within the document: the same finding waved off twice is one record."""
        return f"{self.set_name.replace('%', '%25').replace(':', '%3A')}:{self.finding}"
