"""The rows of the documents panel: which documents stand in which section, in which order, and what each row says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Final, TypeAlias

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.language import _, digits, is_rtl, isolated, ngettext, number, pgettext
from annotator.model.document import DocumentSummary
from annotator.model.identity import ADJUDICATED, DocumentId, SetName
from annotator.model.scheme import CLAIM_LAYER
from annotator.model.workflow import Status, Task
from annotator.operations.comments import ThreadCounts
from annotator.text.folding import fold
from annotator.ui.panels.inboxfilter import EVERYTHING, InboxFilter

_TOP: Final = QModelIndex()
ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1


class _Beside(Enum):
    """Groups of documents that no status of the person's own work makes."""

    ANSWERED = auto()
    """A question of the person was answered there."""
    SETTLING = auto()
    """The person is to settle the annotations of others there."""
    NOT_MINE = auto()
    """The person was given work, and this is not of it."""


_Group: TypeAlias = Status | _Beside | None


# What comes back to a person stands before what is new; what is done stands last. None: nobody has begun.
_ORDER: Final[tuple[_Group, ...]] = (
    Status.RETURNED, _Beside.ANSWERED, Status.IN_PROGRESS, _Beside.SETTLING, Status.ASSIGNED, None, Status.SUBMITTED,
    Status.APPROVED, Status.SKIPPED, _Beside.NOT_MINE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A heading, with how many documents stand below it."""

    title: str
    count: int


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document as the list shows it.

    Attributes:
        id: The document.
        title: Its title.
        meta: Outlet and date in one line.
        share: How much of the work is done, 0 to 1.
        open_claims: Claims without an attribution.
        doubts: Annotations in doubt.
        status: Of the person's own set, or None before any work.
        threads: Open comments.
        answered: The person's questions that somebody has answered.
    """

    id: DocumentId
    title: str
    meta: str
    share: float
    open_claims: int
    doubts: int
    status: Status | None
    threads: int = 0
    answered: int = 0

    def sentence(self) -> str:
        """The whole row as one sentence, for those who hear it."""
        parts = [self.title, self.meta, section_title(self.status)]
        if self.open_claims:
            parts.append(ngettext("one open claim", "{count} open claims", self.open_claims))
        if self.doubts:
            parts.append(ngettext("one doubt", "{count} doubts", self.doubts))
        if self.threads:
            parts.append(ngettext("one open comment", "{count} open comments", self.threads))
        if self.answered:
            parts.append(ngettext("one answer", "{count} answers", self.answered))
        return ("، " if is_rtl() else ", ").join(part for part in parts if part)


Row = SectionRow | DocumentRow


class Inbox(QAbstractListModel):
    """Documents in sections by status, narrowed by words of their titles and texts and by a filter."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._summaries: dict[DocumentId, DocumentSummary] = {}
        self._own = SetName("")
        self._rows: list[Row] = []
        self._at: dict[DocumentId, int] = {}
        self._folded: dict[DocumentId, str] = {}
        self._words: tuple[str, ...] = ()
        self._holding: Mapping[str, AbstractSet[DocumentId]] = {}
        self._filter = EVERYTHING
        self._threads: Mapping[DocumentId, ThreadCounts] = {}
        self._given: Mapping[Task, AbstractSet[DocumentId]] = {}
        # Among thousands of rows one changes at a time; the others are put in order again as they are.
        self._made: dict[DocumentId, DocumentRow] = {}

    def show_work(self, given: Mapping[Task, AbstractSet[DocumentId]]) -> None:
        """Put the work that was given to the person before what nobody asked them to do."""
        if given != self._given:
            self._given = given
            self._made.clear()
            self._arrange()

    def show_threads(self, threads: Mapping[DocumentId, ThreadCounts]) -> None:
        """Count open comments by document; one whose question was answered comes to the front."""
        if threads != self._threads:
            self._threads = threads
            self._made.clear()
            self._arrange()

    def show_documents(self, summaries: Iterable[DocumentSummary], *, own_set: SetName) -> None:
        """Show these documents; statuses and counts are those of ``own_set``."""
        self._summaries = {summary.id: summary for summary in summaries}
        self._own = own_set
        self._folded.clear()
        self._made.clear()
        self._arrange()

    def show_changed(self, summary: DocumentSummary) -> None:
        """Show new counts or another status of one document."""
        before = self._summaries.get(summary.id)
        self._summaries[summary.id] = summary
        self._folded.pop(summary.id, None)
        self._made.pop(summary.id, None)
        at = self._at.get(summary.id)
        if before is None or self._group(before) != self._group(summary):
            self._arrange()
        elif at is not None:
            self._rows[at] = self._row(summary)
            self.dataChanged.emit(self.index(at), self.index(at))

    def search(self, words: str) -> None:
        """Show only documents that have every one of these words in title or text, letters folded.

        What the texts hold is known as soon as ``show_holding`` has told it; until then titles alone count.
        """
        wanted = tuple(fold(words).split())
        if wanted != self._words:
            self._words = wanted
            self._holding = {word: held for word, held in self._holding.items() if word in wanted}
            self._arrange()

    def show_holding(self, holding: Mapping[str, AbstractSet[DocumentId]]) -> None:
        """Take in which documents hold which folded words in their texts."""
        if holding != self._holding:
            self._holding = holding
            self._arrange()

    def show_only(self, wanted: InboxFilter) -> None:
        """Show only documents that have what is asked for."""
        if wanted != self._filter:
            self._filter = wanted
            self._arrange()

    def outlets(self) -> dict[str, int]:
        """How many documents each outlet has, the most first."""
        counts = Counter(summary.outlet for summary in self._summaries.values() if summary.outlet)
        return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))

    def in_title(self, document: DocumentId) -> bool:
        """Whether the title alone has every word that is looked for."""
        summary = self._summaries.get(document)
        return summary is not None and all(word in self._title(summary) for word in self._words)

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self._made.clear()
        self._arrange()

    def first(self) -> DocumentId | None:
        """The document to begin with: the first; for a newcomer without work the first annotated by others."""
        order = self.documents()
        begun = any(self._own in summary.statuses for summary in self._summaries.values())
        newcomer = not begun and not any(self._given.values())
        examples = (document for document in order if ADJUDICATED in self._summaries[document].statuses)
        return next(examples if newcomer else iter(order), order[0] if order else None)

    @property
    def total(self) -> int:
        """How many documents there are, whatever is searched for."""
        return len(self._summaries)

    @property
    def done(self) -> int:
        """How many documents the person is done with."""
        finished = (Status.SUBMITTED, Status.APPROVED, Status.SKIPPED)
        return sum(summary.statuses.get(self._own) in finished for summary in self._summaries.values())

    @property
    def rows(self) -> Sequence[Row]:
        """The rows as they stand."""
        return self._rows

    def row_of(self, document: DocumentId) -> int | None:
        """The row of a document, or None where it is not shown."""
        return self._at.get(document)

    def documents(self) -> list[DocumentId]:
        """The documents in the order of the list."""
        return [row.id for row in self._rows if isinstance(row, DocumentRow)]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _TOP) -> int:
        """How many rows, headings among them."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row itself for the painter; the whole sentence for those who hear it."""
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.sentence() if isinstance(row, DocumentRow) else row.title
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Headings can be seen, not chosen."""
        if isinstance(self._rows[index.row()], SectionRow):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _arrange(self) -> None:
        self.beginResetModel()
        groups: dict[_Group, list[DocumentSummary]] = {status: [] for status in _ORDER}
        for summary in self._summaries.values():
            if self._matches(summary):
                groups[self._group(summary)].append(summary)
        self._rows = []
        for group, members in groups.items():
            if members:
                title = _title_beside(group) if isinstance(group, _Beside) else section_title(group)
                self._rows.append(SectionRow(title, len(members)))
                self._rows.extend(self._row(summary) for summary in members)
        self._at = {row.id: at for at, row in enumerate(self._rows) if isinstance(row, DocumentRow)}
        self.endResetModel()

    def _group(self, summary: DocumentSummary) -> _Group:
        """Where a document stands: an answered question comes before all but returned work."""
        status, threads = summary.statuses.get(self._own), self._threads.get(summary.id)
        if threads is not None and threads.answered > 0 and status is not Status.RETURNED:
            return _Beside.ANSWERED
        if status not in (None, Status.ASSIGNED):
            return status
        if summary.id in self._given.get(Task.ANNOTATE, ()):
            return Status.ASSIGNED
        settled = summary.statuses.get(ADJUDICATED) is Status.APPROVED
        if summary.id in self._given.get(Task.ADJUDICATE, ()) and not settled:
            return _Beside.SETTLING
        return _Beside.NOT_MINE if status is None and self._given.get(Task.ANNOTATE) else status

    def _matches(self, summary: DocumentSummary) -> bool:
        threads = self._threads.get(summary.id)
        if self._filter.asks and not self._filter.lets(
            open_claims=summary.counts.get("open", 0),
            doubts=summary.counts.get("unsure", 0),
            comments=threads.open if threads is not None else 0,
            outlet=summary.outlet,
        ):
            return False
        if not self._words:
            return True
        title = self._title(summary)
        return all(word in title or summary.id in self._holding.get(word, ()) for word in self._words)

    def _title(self, summary: DocumentSummary) -> str:
        folded = self._folded.get(summary.id)
        if folded is None:
            folded = self._folded[summary.id] = fold(summary.title)
        return folded

    def _row(self, summary: DocumentSummary) -> DocumentRow:
        made = self._made.get(summary.id)
        if made is None:
            made = self._made[summary.id] = self._new_row(summary)
        return made

    def _new_row(self, summary: DocumentSummary) -> DocumentRow:
        counts, status = summary.counts, summary.statuses.get(self._own)
        threads = self._threads.get(summary.id, ThreadCounts(0, 0))
        claims, still_open = counts.get(CLAIM_LAYER, 0), counts.get("open", 0)
        if status in (Status.SUBMITTED, Status.APPROVED, Status.SKIPPED, Status.RETURNED):
            share = 1.0
        else:
            # Never full before the person says so: the last claim may still be unfound.
            share = min(0.95, (claims - still_open) / claims) if claims else 0.0
        # Isolated, so that neither an Arabic outlet nor its date turns the other round.
        meta = " · ".join(isolated(part) for part in (summary.outlet, short_date(summary.published)) if part)
        return DocumentRow(summary.id, summary.title, meta, share, still_open, counts.get("unsure", 0), status,
                           threads.open, threads.answered)  # fmt: skip


def _title_beside(group: _Beside) -> str:
    """The heading of a section that no status makes."""
    titles = {
        _Beside.ANSWERED: _("Questions answered"),
        _Beside.SETTLING: _("To be settled by me"),
        _Beside.NOT_MINE: _("Not given to me"),
    }
    return titles[group]


def section_title(status: Status | None) -> str:
    """The heading of the section that holds documents of a status."""
    titles = {
        Status.RETURNED: _("Returned to me"),
        Status.IN_PROGRESS: _("In progress"),
        Status.ASSIGNED: _("Assigned"),
        None: _("Not begun"),
        Status.SUBMITTED: _("Submitted"),
        Status.APPROVED: _("Approved"),
        Status.SKIPPED: _("Skipped"),
    }
    return titles[status]


def short_date(published: str | None) -> str:
    """A date as a list shows it: day and month, the year alone where that is all there is; else as it stands.

    Args:
        published: ISO 8601 as far as the source said it, or None.
    """
    if not published:
        return ""
    parts = published[:10].split("-")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts) or not 1 <= int(parts[1]) <= 12:
        return digits(published[:10])
    return f"{number(int(parts[2]))} {_months()[int(parts[1]) - 1]}"


def _months() -> tuple[str, ...]:
    spring = (_("Jan"), _("Feb"), _("Mar"), _("Apr"), pgettext("month", "May"), _("Jun"))
    return (*spring, _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"))
