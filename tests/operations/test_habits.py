"""What was chosen in the dialogs comes back, and damage costs only comfort."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.operations.counterparts import LEFT_OUT, Counterpart, ForeignName, NameKind
from annotator.operations.habits import Habits, ImportHabits

_NAME = ForeignName(NameKind.LABEL, "entity", "Person")
_TIE = ForeignName(NameKind.RELATION, "", "SaidBy", ("head", "tail"))


def test_habits_come_back_as_they_were_written(tmp_path: Path) -> None:
    importing = (
        ImportHabits("/news", "huda", "claim", replace=True)
        .naming_columns(("أ", "ب"), {"text": "ب", "title": "أ"})
        .deciding({_NAME: LEFT_OUT, _TIE: Counterpart("attribution", (("head", "claim"), ("tail", "source")))})
    )
    habits = Habits(importing).having_exported(tmp_path / "قمح.isnad", {"format": "conll", "layers": ["entity"]})
    assert Habits.of_table(json.loads(json.dumps(habits.table()))) == habits
    assert importing.columns_of(("أ", "ب")) == {"text": "ب", "title": "أ"}
    assert importing.columns_of(("أ",)) == {}
    assert importing.counterpart_of(_NAME) == LEFT_OUT
    assert importing.counterpart_of(_TIE) == Counterpart("attribution", (("head", "claim"), ("tail", "source")))
    assert habits.exports_of(tmp_path / "قمح.isnad")["format"] == "conll"


def test_a_decision_can_be_forgotten() -> None:
    habits = ImportHabits().deciding({_NAME: Counterpart("entity/PERS")})
    assert habits.deciding({_NAME: None}).counterpart_of(_NAME) is None


@pytest.mark.parametrize(
    "table",
    [None, 3, [], {"importing": 3}, {"importing": {"replace": "yes", "columns": [1], "names": {"a": 1}}},
     {"importing": {"columns": {"a": {"text": 3}}}, "exporting": {"x": 1}}],
)  # fmt: skip
def test_what_has_not_the_right_shape_is_forgotten(table: object) -> None:
    assert Habits.of_table(table) == Habits()
