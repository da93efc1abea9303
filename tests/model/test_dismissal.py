"""Findings that were waved off."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from annotator.model.dismissal import Dismissal
from annotator.model.errors import ValueRefused
from annotator.model.identity import DocumentId, Handle, SetName

WAVED = Dismissal(
    DocumentId("7c0f"),
    SetName("hoda"),
    "unbalanced:a1",
    "الاقتباس مقطوع في الأصل",  # “The quotation is cut off in the original”
    Handle("hoda"),
    "2026-11-01T08:00:00.000Z",
)


def test_findings_of_different_sets_have_different_names_whatever_signs_they_bear() -> None:
    other = replace(WAVED, set_name=SetName("hoda:unbalanced"), finding="a1")
    assert WAVED.id != other.id
    assert WAVED.id == replace(WAVED, reason="", author=Handle("samir")).id


@pytest.mark.parametrize("lack", ["document", "set_name", "finding", "author"])
def test_a_dismissal_of_nothing_is_refused(lack: str) -> None:
    nothing: dict[str, Any] = {lack: ""}
    with pytest.raises(ValueRefused):
        replace(WAVED, **nothing)
