"""Statuses have words of their own in both languages."""

from __future__ import annotations

import pytest

from annotator import language
from annotator.model.workflow import Status
from annotator.operations.statuswords import status_said


@pytest.mark.parametrize("status", Status)
def test_no_status_is_told_by_its_name_in_the_record(status: Status) -> None:
    assert status_said(status) != status.value
    assert status_said(status).lower().replace(" ", "_") == status.value


def test_statuses_are_told_in_arabic() -> None:
    language.use("ar")
    try:
        assert status_said(Status.IN_PROGRESS) == "قيد العمل"
    finally:
        language.use("en")
