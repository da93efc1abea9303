"""Decisions of a reviewer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from annotator.model.decision import Choice, Decision, Verdict
from annotator.model.errors import ValueRefused
from annotator.model.identity import DecisionId, DocumentId, Handle, SetName

SETTLED = Decision(
    DecisionId("n1"),
    DocumentId("7c0f"),
    "attribution:286",
    (SetName("hoda"), SetName("samir")),
    Choice.A_BORDER_B_LABEL,
    Verdict.CHANGED,
    "الناقل ليس المصدر",  # “The relay is not the source”
    Handle("rania"),
    "2026-11-01T08:00:00.000Z",
    ("a1", "r1"),
)


@pytest.mark.parametrize(
    "lack", [{"id": ""}, {"document": ""}, {"sets": ()}, {"author": ""}, {"case": ""}, {"choice": None}]
)
def test_a_decision_on_nothing_is_refused(lack: dict[str, Any]) -> None:
    with pytest.raises(ValueRefused):
        replace(SETTLED, **lack)


def test_a_verdict_on_a_whole_set_has_neither_case_nor_choice() -> None:
    returned = replace(SETTLED, case="", choice=None, sets=(SetName("hoda"),), verdict=Verdict.RETURNED)
    assert returned.verdict is Verdict.RETURNED
