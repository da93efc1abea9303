"""The pictures of how work goes: progress, labels, articles and annotations a day, minutes an article."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from annotator.language import _, ngettext
from annotator.model.identity import SetName
from annotator.model.scheme import ZONE_LAYER
from annotator.model.workflow import Status
from annotator.operations.session import Session
from annotator.operations.statuswords import status_said
from annotator.operations.workoverview import Overview
from annotator.ui.agreement.bars import Bar, NamedBars
from annotator.ui.agreement.figure import Figure
from annotator.ui.agreement.groupedbars import Group, GroupedBars
from annotator.ui.agreement.progressbars import ProgressBars
from annotator.ui.agreement.words import label_title, people_titles
from annotator.ui.panels.inbox import short_date

_LABELS_SHOWN: Final = 12
_DAYS_SHOWN: Final = 14


def overview_figures(session: Session, found: Overview) -> list[Figure]:
    """Progress, labels, articles and annotations a day, and the minutes of an article."""
    everybody = [person.name for person in found.progress]
    titles = people_titles(session, everybody)
    statuses = {status: status_said(status) for status in Status}
    return [
        ProgressBars(found.progress, titles, statuses),
        _label_bars(session, found),
        _pace_bars(session, found, articles=True),
        _pace_bars(session, found, articles=False),
        _minutes(session, found),
    ]


def _label_bars(session: Session, found: Overview) -> GroupedBars:
    names = sorted({name for of_layer in found.labels.values() for counts in of_layer.values() for name in counts})
    groups = [
        Group(label_title(session.scheme, layer, label), tuple(counts.get(name, 0) for name in names))
        for layer, of_layer in found.labels.items()
        if layer != ZONE_LAYER
        for label, counts in of_layer.items()
    ]
    groups.sort(key=lambda group: -sum(group.values))
    people = people_titles(session, names)
    return GroupedBars(
        _("Labels of each person"), "", [people[name] for name in names], groups[:_LABELS_SHOWN],
        empty=_("Nothing has been annotated yet."), written=groups,
    )  # fmt: skip


def _pace_bars(session: Session, found: Overview, *, articles: bool) -> GroupedBars:
    """What was done on each of the last days on which anybody worked, and on those between them."""
    people = people_titles(session, [SetName(person.annotator) for person in found.pace])
    worked = sorted({day for person in found.pace for day in person.days})
    days: list[date] = []
    if worked:
        first, last = worked[0], worked[-1]
        days = [first + timedelta(days=passed) for passed in range((last - first).days + 1)]

    def group(day: date) -> Group:
        of_day = [person.days.get(day) for person in found.pace]
        values = tuple(float(0 if one is None else one.articles if articles else one.annotations) for one in of_day)
        return Group(short_date(day.isoformat()), values)

    groups = [group(day) for day in days]
    return GroupedBars(
        _("Articles a day") if articles else _("Annotations a day"),
        ngettext("the last day", "the last {count} days", min(len(groups), _DAYS_SHOWN)) if groups else "",
        [people[SetName(person.annotator)] for person in found.pace],
        groups[-_DAYS_SHOWN:],
        empty=_("Nobody has annotated here yet."),
        every_name=False,
        written=[Group(day.isoformat(), group(day).values) for day in days],
    )


def _minutes(session: Session, found: Overview) -> NamedBars:
    people = people_titles(session, [SetName(person.annotator) for person in found.pace])
    bars = [
        Bar(people[SetName(person.annotator)], round(person.median_minutes))
        for person in found.pace
        if person.median_minutes is not None
    ]
    return NamedBars(
        _("Minutes an article"), _("median; pauses over five minutes left out"), bars,
        empty=_("Nobody has annotated here yet."),
    )  # fmt: skip
