"""The statuses are those of the contract."""

from __future__ import annotations

from annotator.model.workflow import Status


def test_the_statuses_are_those_that_records_may_bear() -> None:
    lawful = "assigned in_progress submitted returned approved skipped"
    assert " ".join(Status) == lawful
