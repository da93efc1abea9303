"""The statuses are those of the contract."""

from __future__ import annotations

import pytest

from annotator.model.errors import ValueRefused
from annotator.model.identity import DocumentId, Handle
from annotator.model.workflow import Assignment, Status, Task, Workflow


def test_the_statuses_are_those_that_records_may_bear() -> None:
    lawful = "assigned in_progress submitted returned approved skipped"
    assert " ".join(Status) == lawful


def assigned(document: str, person: str, task: Task = Task.ANNOTATE) -> Assignment:
    return Assignment(DocumentId(document), Handle(person), task, Handle("rania"), "2026-11-01T08:00:00.000Z")


def test_the_same_work_given_out_twice_has_one_name_and_other_work_another() -> None:
    assert assigned("7c0f", "hoda").id == assigned("7c0f", "hoda").id
    names = {assigned("7c0f", person, task).id for person in ("hoda", "annotate:hoda") for task in Task}
    assert len(names) == 4


def test_an_assignment_without_document_or_person_is_refused() -> None:
    for document, person in (("", "hoda"), ("7c0f", "")):
        with pytest.raises(ValueRefused):
            assigned(document, person)


def test_work_is_open_to_all_by_default_and_needs_somebody_to_do_it() -> None:
    assert Workflow() == Workflow(blind=False, overlap=1)
    with pytest.raises(ValueRefused):
        Workflow(overlap=0)
