"""What was written: rows of the log, and the report of one act."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from annotator.model.annotated import AnnotationSet
from annotator.model.annotation import Annotation
from annotator.model.annotator import Annotator
from annotator.model.comment import Comment
from annotator.model.decision import Decision
from annotator.model.dismissal import Dismissal
from annotator.model.document import Document
from annotator.model.identity import ActId, DocumentId, Handle, SetName
from annotator.model.referent import Referent
from annotator.model.relation import Relation
from annotator.model.scheme import Scheme
from annotator.model.workflow import Assignment, Workflow


class RecordKind(StrEnum):
    """What a revision is about."""

    SCHEME = "scheme"
    DOCUMENT = "document"
    ZONE = "zone"
    HEADER = "header"
    """An annotation set's status and what else is known about it, without its annotations."""
    SET = "set"
    """A whole annotation set at once: header, annotations and relations."""
    ANNOTATION = "annotation"
    RELATION = "relation"
    REFERENT = "referent"
    ANNOTATOR = "annotator"
    WORKFLOW = "workflow"
    """What the people of the corpus agreed on about their work."""
    ASSIGNMENT = "assignment"
    COMMENT = "comment"
    DECISION = "decision"
    DISMISSAL = "dismissal"
    """A finding of the consistency check that was waved off."""


Remark: TypeAlias = Assignment | Comment | Decision | Dismissal
"""What is shared and said about a document, rather than in one of its sets."""
Value: TypeAlias = Document | Annotation | Relation | AnnotationSet | Referent | Scheme | Annotator | Workflow | Remark


@dataclass(frozen=True, slots=True)
class RecordKey:
    """Where a record lives.

    Attributes:
        kind: What it is.
        document: The document it belongs to; None for the scheme, the workflow, annotators and referents.
        set_name: The annotation set it belongs to; None for what is shared.
        id: Its own id; empty for documents, headers, sets, the scheme and the workflow.
    """

    kind: RecordKind
    document: DocumentId | None = None
    set_name: SetName | None = None
    id: str = ""

    @property
    def name(self) -> str:
        """The full name, ``document/set/id``, with ``%`` and ``/`` inside the parts escaped."""
        parts = (self.document or "", self.set_name or "", self.id)
        name = "/".join(parts)
        if "%" not in name and name.count("/") == 2:
            return name
        return "/".join(part.replace("%", "%25").replace("/", "%2F") for part in parts)


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after; ``old`` is None when it was created, ``new`` when it was erased."""

    key: RecordKey
    old: Value | None
    new: Value | None


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """The report of one act, which every view waits for.

    Attributes:
        act: The act that wrote it.
        gesture: The English name of the gesture, such as ``Mark claim``.
        author: Who did it.
        undoes: The act that it takes back, or None.
        created: Records that were not there before.
        updated: Records with another value than before.
        erased: Records that are gone.
        replaced: Documents and sets written in bulk, to be read again as a whole.
    """

    act: ActId
    gesture: str
    author: Handle
    undoes: ActId | None = None
    created: tuple[Change, ...] = ()
    updated: tuple[Change, ...] = ()
    erased: tuple[Change, ...] = ()
    replaced: tuple[RecordKey, ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        """All changes of single records."""
        return self.created + self.updated + self.erased

    @property
    def documents(self) -> frozenset[DocumentId]:
        """The documents that were touched."""
        keys = [change.key for change in self.changes] + list(self.replaced)
        return frozenset(key.document for key in keys if key.document is not None)


@dataclass(frozen=True, slots=True)
class Revision:
    """One row of the log.

    Attributes:
        replica: Random 64-bit number of the sitting that wrote it.
        seq: Counts the rows of that replica, from one.
        lamport: Lamport clock; with replica and seq it orders all revisions of a record.
        author: Who did it.
        act: The act that it belongs to.
        gesture: The English name of the gesture.
        undoes: The act that this act takes back, or None.
        at: UTC with milliseconds, ISO 8601, ending in ``Z``; shown, never compared.
        key: The record it is about.
        body: The whole new value as canonical JSON, or None when erased.
    """

    replica: int
    seq: int
    lamport: int
    author: Handle
    act: ActId
    gesture: str
    undoes: ActId | None
    at: str
    key: RecordKey
    body: bytes | None
