"""What history shows of one act, and what a check of a corpus finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annotator.model.changes import RecordKey
from annotator.model.errors import Message
from annotator.model.identity import ActId, DocumentId, Handle, SetName


@dataclass(frozen=True, slots=True)
class ActSummary:
    """One act, as history lists it.

    Attributes:
        act: The act.
        gesture: The English name of the gesture; of an undo, that of the act which it takes back.
        author: Who did it.
        at: UTC with milliseconds, ISO 8601, ending in ``Z``.
        undoes: The act that it takes back, or None.
        documents: The documents that it touched, by id.
        revisions: How many rows of the log it wrote.
        undone: Whether another act took it back.
    """

    act: ActId
    gesture: str
    author: Handle
    at: str
    undoes: ActId | None
    documents: tuple[DocumentId, ...]
    revisions: int
    undone: bool


@dataclass(frozen=True, slots=True)
class Worked:
    """What one act wrote into one annotation set of a document, or into what its sets share.

    Attributes:
        annotator: Who did it.
        document: The document.
        set_name: The set; None for zones, comments and the like.
        at: UTC with milliseconds, ISO 8601, ending in ``Z``.
        annotations: How many annotations it made or changed one by one.
        whole: Whether a whole set was written at once, as imports do.
    """

    annotator: Handle
    document: DocumentId
    set_name: SetName | None
    at: str
    annotations: int
    whole: bool


class FindingKind(StrEnum):
    """What sort of thing a check found."""

    DAMAGE = "damage"
    """The file itself, a text, or a row of the log cannot be trusted."""
    PROJECTION = "projection"
    """A state table says something else than the log."""
    SPAN = "span"
    """A stretch reaches outside its text."""
    SCHEME = "scheme"
    """A label or a relation that no version of the scheme ever had."""
    WAITING = "waiting"
    """A record that refers to something absent; unseen until that comes."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check of a corpus found.

    Attributes:
        kind: What sort of thing.
        key: The record, or None where it is about the file.
        what: What was found.
    """

    kind: FindingKind
    key: RecordKey | None
    what: Message
