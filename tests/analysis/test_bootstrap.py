"""Intervals over articles: the same seed, the same draws; and what is certain does not move."""

from __future__ import annotations

from dataclasses import replace

from annotator.analysis.agreement import CorpusAgreement, agreement_of, measuring_of
from annotator.analysis.bootstrap import intervals
from annotator.model.scheme import Scheme
from tests.analysis.sixpeople import PEOPLE, six_people


def _found(scheme: Scheme, *, emptied: int = 0) -> CorpusAgreement:
    articles = [records[:3] for records in six_people(6)]
    for place in range(emptied):
        articles[place] = [articles[place][0], replace(articles[place][1], annotations=(), relations=())]
    return agreement_of(articles, scheme=scheme, names=PEOPLE[:3])


def test_the_same_seed_gives_the_same_intervals(scheme: Scheme) -> None:
    found, measuring = _found(scheme, emptied=2), measuring_of(scheme)
    first = intervals(found, measuring, resamples=40, seed=3)
    assert first == intervals(found, measuring, resamples=40, seed=3)
    assert first != intervals(found, measuring, resamples=40, seed=4)


def test_where_all_articles_are_alike_the_interval_is_the_value(scheme: Scheme) -> None:
    found = _found(scheme)
    drawn = intervals(found, measuring_of(scheme), resamples=20, seed=1)
    path = ("layers", "claim", "exact_f1")
    assert drawn[path] == (found.overall.measures[path].value,) * 2


def test_an_interval_holds_the_value_and_has_some_width(scheme: Scheme) -> None:
    found = _found(scheme, emptied=2)
    drawn = intervals(found, measuring_of(scheme), resamples=200, seed=1)
    for path in (("layers", "claim", "overlap_f1"), ("layers", "claim", "alpha_u"), ("attribution", "strict_f1")):
        value, (low, high) = found.overall.measures[path].value, drawn[path]
        assert value is not None
        assert low < value < high


def test_undefined_measures_have_no_interval(scheme: Scheme) -> None:
    drawn = intervals(_found(scheme), measuring_of(scheme), resamples=10, seed=1)
    assert ("attribution", "roles", "via", "exact_f1") not in drawn


def test_no_draw_is_no_interval(scheme: Scheme) -> None:
    assert intervals(_found(scheme), measuring_of(scheme), resamples=0, seed=1) == {}
