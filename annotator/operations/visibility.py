"""Who may see which annotation sets: the one place that says so.

In a blind phase (``Workflow.blind``) nobody sees another's work before their own on the same document is submitted.
One's own set and the adjudicated one are always seen; reviewers see all, and so does who adjudicates a document, in it.
Sets that came from elsewhere are others' sets too. The same holds for both faces: lists, counts, exports, history.

It keeps colleagues from influencing each other, and is no lock: who holds the file, a backup or a bundle holds all that
is in it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import groupby
from typing import Final

from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotator import Role
from annotator.model.changes import Value
from annotator.model.comment import Comment
from annotator.model.decision import Decision
from annotator.model.dismissal import Dismissal
from annotator.model.document import DocumentSummary
from annotator.model.errors import AnnotatorError, message
from annotator.model.history import ActSummary
from annotator.model.identity import ADJUDICATED, DocumentId, Handle, SetName
from annotator.model.workflow import Assignment, Status, Task
from annotator.store.corpus import Corpus

_HANDED_IN: Final = frozenset((Status.SUBMITTED, Status.RETURNED, Status.APPROVED))
"""Statuses of one's own work after which the work of others in the same document is seen."""


class Hidden(AnnotatorError):
    """Another's annotation set that is not to be seen yet."""


class Sight:
    """What one person may see of a corpus, as things stand; asked for anew after an act.

    Args:
        corpus: The corpus.
        viewer: Who looks; None: somebody whom the corpus does not know.

    Attributes:
        everything: Whether nothing is hidden from them anywhere.
    """

    def __init__(self, corpus: Corpus, viewer: Handle | None) -> None:
        self._corpus = corpus
        self._viewer = viewer
        known = None if viewer is None else corpus.annotators().get(viewer)
        self.everything = not corpus.workflow().blind or (known is not None and known.role is Role.REVIEWER)
        self._open: dict[DocumentId, bool] = {}
        self._settling: frozenset[DocumentId] | None = None

    def sees(self, document: DocumentId, set_name: SetName) -> bool:
        """Whether they may see a set of a document."""
        return self.everything or set_name in (self._viewer, ADJUDICATED) or self._is_open(document)

    def sees_what_is_said(self, value: Value | None) -> bool:
        """Whether they may see a shared record: what is said of a set is seen by whoever sees that set.

        Args:
            value: A comment, a decision, a waved-off finding; everything else that is shared is always seen.
        """
        match value:
            case Comment(document=document, set_name=name):
                return name is None or self.sees(document, name)
            case Dismissal(document=document, set_name=name):
                return self.sees(document, name)
            case Decision(document=document, sets=names):
                return all(self.sees(document, name) for name in names)
        return True

    def require(self, document: DocumentId, set_name: SetName) -> None:
        """Refuse what they may not see.

        Raises:
            Hidden: If it is another's set, and not to be seen yet.
        """
        if not self.sees(document, set_name):
            raise Hidden(
                message("The work of “{name}” is hidden: you work blind here.", name=set_name),
                message("You will see it once your own work on the document is submitted."),
            )

    def set_names(self, document: DocumentId) -> tuple[SetName, ...]:
        """The sets of a document that they may see, sorted."""
        return tuple(name for name in self._corpus.set_names(document) if self.sees(document, name))

    def set_names_in_use(self) -> tuple[SetName, ...]:
        """The sets of all documents that they may see in at least one, sorted."""
        if self.everything:
            return self._corpus.set_names_in_use()
        return tuple(sorted({name for summary in self.documents() for name in summary.statuses}))

    def documents(self, *, set_name: SetName | None = None) -> list[DocumentSummary]:
        """All documents by id, with statuses and counts of what they may see.

        Args:
            set_name: Count the annotations of this set only.
        """
        return self._corpus.documents(set_name=set_name, seen=None if self.everything else self.sees)

    def summary(self, document: DocumentId, *, set_name: SetName | None = None) -> DocumentSummary:
        """What ``documents`` says of one; raises ``NotFound`` where it is not there."""
        return self._corpus.summary(document, set_name=set_name, seen=None if self.everything else self.sees)

    def summary_with(self, document: DocumentId, counts: Mapping[str, int]) -> DocumentSummary:
        """The same for somebody who knows the counts already, so that nothing is counted."""
        return self._corpus.summary_with(document, counts, seen=None if self.everything else self.sees)

    def statuses(self, document: DocumentId) -> dict[SetName, Status]:
        """The sets of a document that they may see, with their statuses; raises ``NotFound`` where it is not there."""
        return self._corpus.statuses(document, seen=None if self.everything else self.sees)

    def annotated(self, document: DocumentId, set_name: SetName | None) -> AnnotatedDocument:
        """A document with one of its sets; with none where it has no such set.

        Raises:
            NotFound: If the document is not there.
            Hidden: If it is another's set, and not to be seen yet.
        """
        if set_name is not None:
            self.require(document, set_name)
        return self._corpus.annotated(document, set_name)

    def every_annotated(
        self,
        *,
        sets: Collection[SetName] | None = None,
        documents: Collection[DocumentId] | None = None,
        left_out: Callable[[DocumentId, SetName], None] | None = None,
    ) -> Iterator[AnnotatedDocument]:
        """All documents with all sets that they may see, one in memory at a time, sorted by document id and set name.

        Args:
            sets: Only these sets. Without it, an article of which they see no set comes once, with set None.
            documents: Only these documents.
            left_out: Told of each set that they may not see.
        """
        records = self._corpus.every_annotated(sets=sets, documents=documents)
        if self.everything:
            yield from records
            return
        for document, group in groupby(records, key=lambda record: record.document.id):
            shown = False
            for record in group:
                header = record.annotation_set
                if header is None or self.sees(document, header.name):
                    shown = True
                    yield record
                elif left_out is not None:
                    left_out(document, header.name)
            if not shown and sets is None:
                yield self._corpus.annotated(document, None)

    def history(self, document: DocumentId, *, limit: int | None = None) -> list[ActSummary]:
        """Acts on a document, the latest first, but for those that wrote nothing else in it than hidden sets.

        What is said of a hidden set is hidden with it.

        Args:
            document: The document.
            limit: At most so many.
        """
        hidden = [name for name in self._corpus.set_names_ever(document) if not self.sees(document, name)]
        return self._corpus.history(document, limit=limit, hidden=hidden)

    def _is_open(self, document: DocumentId) -> bool:
        """Whether others' sets of a document are seen: their own is handed in, or they settle the differences there."""
        known = self._open.get(document)
        if known is None:
            own = None if self._viewer is None else self._corpus.status(document, SetName(self._viewer))
            known = self._open[document] = own in _HANDED_IN or document in self._settled_by_viewer()
        return known

    def _settled_by_viewer(self) -> frozenset[DocumentId]:
        if self._settling is None:
            work = self._corpus.remarks(Assignment)
            mine = (w.document for w in work if w.task is Task.ADJUDICATE and w.annotator == self._viewer)
            self._settling = frozenset(mine)
        return self._settling
