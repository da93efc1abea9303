"""Moments as people read them."""

from __future__ import annotations

from datetime import datetime

from annotator import language
from annotator.ui.panels.moments import day_of, day_title, moment, time_of


def test_days_are_named_by_their_distance() -> None:
    today = datetime(2026, 11, 21, 9, 0).astimezone()
    assert day_title("2026-11-21", today=today) == "Today"
    assert day_title("2026-11-20", today=today) == "Yesterday"
    assert day_title("2026-11-02", today=today) == "2 Nov"
    assert day_title("2024-11-02", today=today) == "2 Nov 2024"


def test_times_are_local_and_in_the_digits_that_are_preferred() -> None:
    at = "2026-11-21T12:05:00.000Z"
    expected = datetime.fromisoformat(at).astimezone().strftime("%H:%M")
    assert time_of(at) == expected
    assert expected in moment(at)
    assert day_of(at).startswith("2026-11-2")
    language.use("ar")
    assert not any(digit.isascii() and digit.isdigit() for digit in time_of(at))
