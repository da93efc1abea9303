"""γ of every pair and layer."""

from __future__ import annotations

from annotator.analysis.agreement import agreement_of
from annotator.analysis.gammas import with_gamma
from annotator.model.scheme import Scheme
from tests.analysis.sixpeople import PEOPLE, six_people


def test_gamma_joins_what_was_measured_and_its_mean_is_over_pairs(scheme: Scheme) -> None:
    articles = [records[:3] for records in six_people(2)]
    found = agreement_of(articles, scheme=scheme, names=PEOPLE[:3])
    joined = with_gamma(found, articles, layers=("cue", "entity"), seed=1, samples=5)
    path = ("layers", "entity", "gamma")
    values = [pair.agreement.measures[path].value for pair in joined.pairs]
    assert all(value is not None and 0 < value < 1 for value in values)
    mean = joined.overall.measures[path].value
    assert mean is not None
    assert abs(mean - sum(value for value in values if value is not None) / 3) < 1e-9
    assert joined.overall.measures["layers", "cue", "gamma"].value == 1
    assert (
        joined.overall.measures["layers", "claim", "exact_f1"] == found.overall.measures["layers", "claim", "exact_f1"]
    )


def test_without_a_pair_nothing_is_added(scheme: Scheme) -> None:
    found = agreement_of([], scheme=scheme, names=PEOPLE[:2])
    assert with_gamma(found, [], layers=("cue",), seed=1) is found
