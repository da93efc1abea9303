"""Agreement over weeks."""

from __future__ import annotations

from datetime import date

from annotator.analysis.agreement import agreement_of, measuring_of
from annotator.analysis.trend import weeks_of
from annotator.model.identity import DocumentId
from annotator.model.scheme import Scheme
from tests.analysis.sixpeople import CLAIM_EXACT_F1, PEOPLE, six_people


def test_an_article_belongs_to_the_week_in_which_the_later_of_two_finished(scheme: Scheme) -> None:
    found = agreement_of([records[:2] for records in six_people(3)], scheme=scheme, names=PEOPLE[:2])
    days = {("article-000000", "amal"): date(2026, 11, 2), ("article-000000", "basim"): date(2026, 11, 8),
            ("article-000001", "amal"): date(2026, 11, 3), ("article-000001", "basim"): date(2026, 11, 9)}  # fmt: skip
    finished = {
        (DocumentId(document), name): day for (document, who), day in days.items() for name in PEOPLE if name == who
    }
    guidelines = {key: "1.2" if key[0] == "article-000001" else None for key in finished}
    weeks = weeks_of(found.pairs, measuring_of(scheme), finished=finished, guidelines=guidelines)
    assert [(week.start, week.documents, week.guidelines) for week in weeks] == [
        (date(2026, 11, 2), ("article-000000",), ()), (date(2026, 11, 9), ("article-000001",), ("1.2",)),
    ]  # fmt: skip
    assert weeks[0].agreement.measures["layers", "claim", "exact_f1"].value == CLAIM_EXACT_F1
