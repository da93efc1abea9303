"""Six people with known agreement: every measure of every pair is what the rule of their departures says."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from annotator.analysis.agreement import CorpusAgreement, agreement_of, pairs_of
from annotator.analysis.measure import NOTHING_SHARED
from annotator.analysis.places import PlaceKind
from annotator.model.annotated import AnnotatedDocument
from annotator.model.identity import ADJUDICATED, SetName
from annotator.model.scheme import Scheme
from tests.analysis.sixpeople import (
    CLAIM_EXACT_F1,
    ENTITY_EXACT_F1,
    LENIENT_F1,
    PEOPLE,
    SOURCE_ROLE_F1,
    STANCE_KAPPA,
    STRICT_F1,
    six_people,
)

ARTICLES = 5


@pytest.fixture(scope="module")
def articles() -> list[list[AnnotatedDocument]]:
    return list(six_people(ARTICLES))


@pytest.fixture(scope="module")
def found(scheme: Scheme, articles: list[list[AnnotatedDocument]]) -> CorpusAgreement:
    return agreement_of(articles, scheme=scheme, names=PEOPLE)


def test_every_pair_is_measured_over_all_shared_articles(found: CorpusAgreement) -> None:
    assert [(pair.a, pair.b) for pair in found.pairs] == list(combinations(PEOPLE, 2))
    assert all(len(pair.documents) == ARTICLES for pair in found.pairs)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("layers.entity.exact_f1", ENTITY_EXACT_F1),
        ("layers.claim.exact_f1", CLAIM_EXACT_F1),
        ("layers.claim.overlap_f1", 1),
        ("layers.source.exact_f1", 1),
        ("layers.cue.token_alpha", 1),
        ("layers.cue.char_kappa", 1),
        ("layers.cue.alpha_u", 1),
        ("attribution.strict_f1", STRICT_F1),
        ("attribution.lenient_f1", LENIENT_F1),
        ("attribution.roles.claim.exact_f1", CLAIM_EXACT_F1),
        ("attribution.roles.claim.overlap_f1", 1),
        ("attribution.roles.source.exact_f1", SOURCE_ROLE_F1),
        ("attribution.roles.cue.exact_f1", 1),
        ("attribution.source_identity_f1", SOURCE_ROLE_F1),
        ("attribution.stance_kappa", STANCE_KAPPA),
        ("attributes.claim.quote_type", STANCE_KAPPA),
        ("attributes.attribution.stance", STANCE_KAPPA),
    ],
)
def test_measures_are_those_of_the_rule(found: CorpusAgreement, path: str, value: float) -> None:
    for pair in found.pairs:
        assert pair.agreement.measures[tuple(path.split("."))].value == pytest.approx(value), (pair.a, pair.b)
    assert found.overall.measures[tuple(path.split("."))].value == pytest.approx(value)


def test_everybody_at_once_is_measured_too_where_there_are_more_than_two(
    scheme: Scheme, articles: list[list[AnnotatedDocument]], found: CorpusAgreement
) -> None:
    path = ("layers", "entity", "token_alpha_all")
    at_once, mean = found.overall.measures[path].value, found.overall.measures["layers", "entity", "token_alpha"].value
    assert at_once is not None
    assert mean is not None
    # Everybody departs from the truth in the same measure, so that the two say nearly the same.
    assert at_once == pytest.approx(mean, abs=0.01)
    two = agreement_of(articles, scheme=scheme, names=PEOPLE[:2]).overall.measures
    assert two[path] == two["layers", "entity", "token_alpha"]


def test_ac1_and_pi_stand_beside_kappa(found: CorpusAgreement) -> None:
    measures = found.pairs[0].agreement.measures
    # Of 8 chains 6 agree; 14 of 16 answers are "assert": chance is 2·(7/8)·(1/8) = 0.21875.
    assert measures["ac1", "attribution", "stance"].value == pytest.approx((0.75 - 0.21875) / (1 - 0.21875))
    pi, kappa = measures["layers", "entity", "char_pi"].value, measures["layers", "entity", "char_kappa"].value
    assert pi == pytest.approx(kappa, abs=0.01)


def test_places_are_counted_and_listed(found: CorpusAgreement) -> None:
    for pair in found.pairs:
        counts = pair.agreement.counts
        assert counts["layers", "claim", "boundary_only"] == 2 * ARTICLES
        assert counts["layers", "entity", "only_a"] == counts["layers", "entity", "only_b"] == ARTICLES
        assert counts["layers", "source", "only_a"] == counts["layers", "cue", "label_only"] == 0
        assert sum(place.kind is PlaceKind.BOUNDARY for place in pair.places) == 2 * ARTICLES
        assert sum(place.kind is PlaceKind.CHAIN for place in pair.places) == 2 * ARTICLES
    # Sums over fifteen pairs.
    assert found.overall.counts["layers", "claim", "boundary_only"] == 15 * 2 * ARTICLES


def test_what_cannot_be_measured_says_why(found: CorpusAgreement) -> None:
    measures = found.pairs[0].agreement.measures
    assert measures["attributes", "attribution", "holder"].value is None  # everybody says "text"
    assert measures["attribution", "roles", "via", "exact_f1"].value is None  # nobody marked a relay
    assert all((measure.value is None) == (measure.reason is not None) for measure in measures.values())


def test_soft_attributes_stand_apart(found: CorpusAgreement) -> None:
    measures = found.overall.measures
    assert ("soft", "attribution", "factuality") in measures
    assert ("attributes", "attribution", "factuality") not in measures


def test_an_article_that_one_left_empty_counts(scheme: Scheme, articles: list[list[AnnotatedDocument]]) -> None:
    emptied = [[articles[0][0], replace(articles[0][1], annotations=(), relations=())], *articles[1:]]
    found = agreement_of(emptied, scheme=scheme, names=PEOPLE[:2]).pairs[0]
    assert len(found.documents) == ARTICLES
    counts = found.agreement.counts
    assert counts["layers", "cue", "only_a"] == 8
    cue = found.agreement.measures["layers", "cue", "exact_f1"].value
    assert cue == pytest.approx(2 * 8 * 4 / (8 * 5 + 8 * 4))


def test_a_pair_without_a_shared_article_is_none(scheme: Scheme, articles: list[list[AnnotatedDocument]]) -> None:
    found = agreement_of([articles[0][:1], articles[1][1:2]], scheme=scheme, names=PEOPLE[:2])
    assert found.pairs == ()
    assert found.overall.measures["layers", "claim", "exact_f1"] == NOTHING_SHARED


def test_with_a_reference_each_is_compared_with_that_only() -> None:
    names = (SetName("amal"), SetName("basim"), ADJUDICATED)
    assert pairs_of(names, ADJUDICATED) == [("amal", "adjudicated"), ("basim", "adjudicated")]


def test_only_some_layers(scheme: Scheme, articles: list[list[AnnotatedDocument]]) -> None:
    found = agreement_of(articles, scheme=scheme, names=PEOPLE[:2], layers=("claim",)).overall.measures
    assert {path[1] for path in found if path[0] == "layers"} == {"claim"}
    assert not any(path[0] == "attribution" for path in found)
    with_chains = agreement_of(articles, scheme=scheme, names=PEOPLE[:2], layers=("attribution",)).overall.measures
    assert ("attribution", "strict_f1") in with_chains


def test_it_makes_no_difference_who_is_first(scheme: Scheme, articles: list[list[AnnotatedDocument]]) -> None:
    forward = agreement_of(articles, scheme=scheme, names=PEOPLE[:2]).overall.measures
    backward = agreement_of(articles, scheme=scheme, names=PEOPLE[1::-1]).overall.measures
    for path, measure in forward.items():
        assert measure.value == pytest.approx(backward[path].value), path
