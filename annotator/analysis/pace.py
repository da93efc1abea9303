"""How fast people work: articles and annotations a day, and the minutes that an article takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from statistics import median
from typing import Final

from annotator.model.history import Worked
from annotator.model.identity import DocumentId, Handle, SetName

IDLE_MINUTES: Final = 5.0
"""Between two acts that lie further apart nobody worked: the usual threshold of sessions in logs of editors."""


@dataclass(frozen=True, slots=True)
class Day:
    """One person's day.

    Attributes:
        articles: In how many articles they annotated.
        annotations: How many annotations they made or changed.
        minutes: How long they worked, pauses longer than ``IDLE_MINUTES`` left out.
    """

    articles: int
    annotations: int
    minutes: float


@dataclass(frozen=True, slots=True)
class PersonPace:
    """One person's pace.

    Attributes:
        annotator: Who.
        days: Days on which they worked, in order.
        median_minutes: The middle of the minutes that their articles took, or None where every article was one act.
    """

    annotator: Handle
    days: Mapping[date, Day] = field(hash=False)
    median_minutes: float | None


def pace_of(worked: Iterable[Worked], *, zone: tzinfo | None = None) -> tuple[PersonPace, ...]:
    """The pace of each person, by handle.

    Only work in one's own set counts, and no set that came as a whole: that was an import. The time between two acts
    in the same article counts as work where it is at most ``IDLE_MINUTES``.

    Args:
        worked: The oldest first, as ``Corpus.worked`` tells it.
        zone: In which a day begins at midnight; that of this machine unless told.
    """
    people: dict[Handle, _Person] = {}
    for act in worked:
        if act.set_name == SetName(act.annotator) and not act.whole:
            people.setdefault(act.annotator, _Person(zone)).add(act)
    return tuple(people[name].pace(name) for name in sorted(people))


class _Person:
    """The running sums of one person."""

    def __init__(self, zone: tzinfo | None) -> None:
        self._zone = zone
        self._before: tuple[DocumentId, datetime] | None = None
        self._articles: dict[date, set[DocumentId]] = {}
        self._annotations: dict[date, int] = {}
        self._minutes: dict[date, float] = {}
        self._of_article: dict[DocumentId, float] = {}

    def add(self, act: Worked) -> None:
        at = datetime.fromisoformat(act.at).astimezone(self._zone)
        day = at.date()
        self._articles.setdefault(day, set()).add(act.document)
        self._annotations[day] = self._annotations.get(day, 0) + act.annotations
        if self._before is not None and self._before[0] == act.document:
            passed = (at - self._before[1]).total_seconds() / 60
            if 0 <= passed <= IDLE_MINUTES:
                self._minutes[day] = self._minutes.get(day, 0.0) + passed
                self._of_article[act.document] = self._of_article.get(act.document, 0.0) + passed
        self._before = (act.document, at)

    def pace(self, name: Handle) -> PersonPace:
        days = {
            day: Day(len(articles), self._annotations[day], self._minutes.get(day, 0.0))
            for day, articles in sorted(self._articles.items())
        }
        return PersonPace(name, days, median(self._of_article.values()) if self._of_article else None)
