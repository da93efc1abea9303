"""How fast people work, from when they did what."""

from __future__ import annotations

from datetime import UTC, date

import pytest

from annotator.analysis.pace import pace_of
from annotator.model.history import Worked
from annotator.model.identity import DocumentId, Handle, SetName


def _worked(minute: str, document: str = "d1", *, who: str = "amal", into: str = "amal", whole: bool = False) -> Worked:
    at = f"2026-11-02T{minute}:00.000Z"
    return Worked(Handle(who), DocumentId(document), SetName(into), at, 1, whole)


def test_pauses_are_no_work_and_other_articles_begin_anew() -> None:
    acts = [
        _worked("09:00"), _worked("09:02"), _worked("09:05"),  # five minutes
        _worked("09:40"),  # after a pause
        _worked("09:41", "d2"), _worked("09:43", "d2"),  # two
    ]  # fmt: skip
    (amal,) = pace_of(acts, zone=UTC)
    assert amal.days.keys() == {date(2026, 11, 2)}
    day = amal.days[date(2026, 11, 2)]
    assert (day.articles, day.annotations) == (2, 6)
    assert day.minutes == pytest.approx(7)
    assert amal.median_minutes == pytest.approx(3.5)


def test_imports_and_the_work_of_others_do_not_count() -> None:
    assert pace_of([_worked("09:00", whole=True), _worked("09:00", into="basim")], zone=UTC) == ()


def test_one_act_takes_no_time_that_could_be_told() -> None:
    (amal,) = pace_of([_worked("09:00")], zone=UTC)
    assert amal.median_minutes is None


def test_people_come_by_name_and_days_by_date() -> None:
    early = Worked(Handle("salma"), DocumentId("d1"), SetName("salma"), "2026-11-01T23:30:00.000Z", 2, False)
    late = Worked(Handle("salma"), DocumentId("d1"), SetName("salma"), "2026-11-02T00:30:00.000Z", 2, False)
    amal, salma = pace_of([early, late, _worked("09:00")], zone=UTC)
    assert (amal.annotator, salma.annotator) == ("amal", "salma")
    assert list(salma.days) == [date(2026, 11, 1), date(2026, 11, 2)]
