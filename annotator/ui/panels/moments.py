"""Moments of the log as people read them: in their own zone, in the digits they prefer."""

from __future__ import annotations

from datetime import datetime, timedelta

from annotator.language import _, digits, number
from annotator.ui.panels.inbox import short_date


def local(at: str) -> datetime:
    """A moment of the log (UTC, ISO 8601) in the zone of this machine."""
    return datetime.fromisoformat(at).astimezone()


def day_of(at: str) -> str:
    """The local day, ISO 8601: what days are grouped by."""
    return local(at).date().isoformat()


def day_title(day: str, *, today: datetime | None = None) -> str:
    """A day: today, yesterday, day and month, with the year where it is another.

    Args:
        day: ISO 8601.
        today: A moment of the day that is today; now unless told.
    """
    now = today or datetime.now().astimezone()
    if day == now.date().isoformat():
        return _("Today")
    if day == (now - timedelta(days=1)).date().isoformat():
        return _("Yesterday")
    title = short_date(day)
    year = int(day[:4])
    return title if year == now.year else f"{title} {number(year).replace(',', '').replace('٬', '')}"


def time_of(at: str) -> str:
    """Hour and minute, as 14:07."""
    return digits(local(at).strftime("%H:%M"))


def moment(at: str) -> str:
    """Day and time, for a sentence."""
    return _("{day}, {time}", day=day_title(day_of(at)), time=time_of(at))
