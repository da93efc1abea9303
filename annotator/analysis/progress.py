"""How far each person is: their documents by status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from annotator.model.document import DocumentSummary
from annotator.model.identity import DocumentId, SetName
from annotator.model.workflow import Assignment, Status, Task


@dataclass(frozen=True, slots=True)
class PersonProgress:
    """One person's documents.

    Attributes:
        name: The name of their sets.
        statuses: How many documents are at each status, in the order of work; none is left out.
    """

    name: SetName
    statuses: Mapping[Status, int] = field(hash=False)

    @property
    def documents(self) -> int:
        """How many documents they have."""
        return sum(self.statuses.values())

    @property
    def done(self) -> int:
        """How many are handed in or approved."""
        return self.statuses[Status.SUBMITTED] + self.statuses[Status.APPROVED]


def progress_of(
    summaries: Iterable[DocumentSummary], assignments: Iterable[Assignment] = ()
) -> tuple[PersonProgress, ...]:
    """The documents of each person by status, people by name.

    A set tells its status itself; a document that was given out and has no set yet is ``assigned``.

    Args:
        summaries: The documents, with the statuses of the sets that are to be counted.
        assignments: Work that was given out; only annotating counts.
    """
    known: dict[SetName, dict[DocumentId, Status]] = {}
    there = set()
    for summary in summaries:
        there.add(summary.id)
        for name, status in summary.statuses.items():
            known.setdefault(name, {})[summary.id] = status
    for work in assignments:
        if work.task is Task.ANNOTATE and work.document in there:
            known.setdefault(SetName(work.annotator), {}).setdefault(work.document, Status.ASSIGNED)
    people = []
    for name in sorted(known):
        counts = Counter(known[name].values())
        people.append(PersonProgress(name, {status: counts[status] for status in Status}))
    return tuple(people)
