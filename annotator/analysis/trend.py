"""Agreement over weeks: what was finished in the same week, measured together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from annotator.analysis.agreement import Agreement, Measuring, PairAgreement, overall
from annotator.model.identity import DocumentId, SetName


@dataclass(frozen=True, slots=True)
class Week:
    """What was finished in one week.

    Attributes:
        start: Its Monday.
        documents: Articles of which a pair was finished in it.
        agreement: Means over pairs, each over its articles of the week.
        guidelines: Versions of the guidelines under which they were annotated.
    """

    start: date
    documents: tuple[DocumentId, ...]
    agreement: Agreement = field(repr=False)
    guidelines: tuple[str, ...]


def weeks_of(
    pairs: Sequence[PairAgreement],
    measuring: Measuring,
    *,
    finished: Mapping[tuple[DocumentId, SetName], date],
    guidelines: Mapping[tuple[DocumentId, SetName], str | None],
) -> tuple[Week, ...]:
    """The weeks in which something was finished, in order.

    Args:
        pairs: What was measured.
        measuring: Measures the weeks alike.
        finished: The day on which each set was last written; a pair is finished when the later of its two is.
        guidelines: The version of the guidelines of each set, or None.
    """
    weeks: dict[date, dict[int, list[int]]] = {}
    for number, pair in enumerate(pairs):
        for place, document in enumerate(pair.documents):
            days = [finished[key] for name in (pair.a, pair.b) if (key := (document, name)) in finished]
            if days:
                monday = max(days) - timedelta(days=max(days).weekday())
                weeks.setdefault(monday, {}).setdefault(number, []).append(place)
    result = []
    for monday in sorted(weeks):
        tallies = {number: [pairs[number].tallies[at] for at in places] for number, places in weeks[monday].items()}
        documents = sorted({tally.document for of_pair in tallies.values() for tally in of_pair})
        versions = {
            guidelines.get((tally.document, name))
            for number, of_pair in tallies.items()
            for tally in of_pair
            for name in (pairs[number].a, pairs[number].b)
        }
        agreement = overall(measuring.agreement(of_pair) for of_pair in tallies.values())
        known = tuple(sorted(version for version in versions if version))
        result.append(Week(monday, tuple(documents), agreement, known))
    return tuple(result)
