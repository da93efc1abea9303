"""Documents of each person by status."""

from __future__ import annotations

from annotator.analysis.progress import progress_of
from annotator.model.document import DocumentSummary
from annotator.model.identity import DocumentId, Handle, SetName
from annotator.model.workflow import Assignment, Status, Task


def _summary(name: str, **statuses: Status) -> DocumentSummary:
    return DocumentSummary(DocumentId(name), name, None, None, {SetName(who): s for who, s in statuses.items()}, {})


def _given(document: str, who: str, task: Task = Task.ANNOTATE) -> Assignment:
    return Assignment(DocumentId(document), Handle(who), task, Handle("huda"), "2026-11-01T08:00:00.000Z")


def test_sets_tell_their_status_and_work_without_a_set_is_assigned() -> None:
    summaries = [
        _summary("d1", amal=Status.SUBMITTED, basim=Status.IN_PROGRESS),
        _summary("d2", amal=Status.APPROVED),
        _summary("d3"),
    ]
    work = [_given("d1", "amal"), _given("d3", "amal"), _given("d3", "basim"), _given("gone", "basim")]
    amal, basim = progress_of(summaries, work)
    assert (amal.name, amal.documents, amal.done, amal.statuses[Status.ASSIGNED]) == ("amal", 3, 2, 1)
    assert (basim.statuses[Status.IN_PROGRESS], basim.statuses[Status.ASSIGNED], basim.documents) == (1, 1, 2)


def test_settling_differences_is_no_annotating() -> None:
    assert progress_of([_summary("d1")], [_given("d1", "huda", Task.ADJUDICATE)]) == ()
