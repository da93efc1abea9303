"""What the section shows: every number is as many places as open behind it."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from annotator.analysis.places import PlaceKind
from annotator.model.identity import Handle
from annotator.operations.agreement import Wish
from annotator.operations.agreementpanel import Panel, panel_of_snapshot
from annotator.operations.agreementplaces import OF_LAYER, Query, clamped, places_of
from annotator.operations.workoverview import Overview
from annotator.store.corpus import Corpus
from tests.analysis.sixpeople import PEOPLE, six_people_corpus
from tests.bench.corpora import annotated_articles, default_scheme

ARTICLES = 3
PAIRS = 15


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Panel:
    path = six_people_corpus(tmp_path_factory.mktemp("panel") / "six.isnad", ARTICLES)
    found = panel_of_snapshot(path, Wish(resamples=10), viewer=Handle("amal"))
    assert isinstance(found, Panel)
    return found


def test_it_passes_between_processes(made: Panel) -> None:
    assert pickle.loads(pickle.dumps(made)) == made


def test_every_count_of_a_layer_is_the_number_of_places_behind_it(made: Panel) -> None:
    kinds = {"boundary_only": PlaceKind.BOUNDARY, "label_only": PlaceKind.LABEL, "only_a": PlaceKind.ONLY_A,
             "only_b": PlaceKind.ONLY_B, "boundary_and_label": PlaceKind.BOUNDARY_AND_LABEL}  # fmt: skip
    for (_layers, layer, name), count in made.overall.counts.items():
        assert count == len(places_of(made.places, Query(layer=layer, kinds=frozenset({kinds[name]}))))


def test_shifts_differences_labels_and_pairs_open_their_places(made: Panel) -> None:
    assert made.shifts == {0: 6 * ARTICLES * PAIRS, 1: ARTICLES * PAIRS, -1: ARTICLES * PAIRS}
    assert len(places_of(made.places, Query(layer="claim", shift=1))) == ARTICLES * PAIRS
    assert made.differences == {"missing_source": 2 * ARTICLES * PAIRS}
    assert (
        len(places_of(made.places, Query(layer="attribution", names=frozenset({"missing_source"}))))
        == 2 * ARTICLES * PAIRS
    )
    for row in made.by_label:
        assert row.places == len(places_of(made.places, Query(layer=row.layer, label=row.label)))
    pair = Query(pair=(PEOPLE[0], PEOPLE[1]), layer="claim", kinds=OF_LAYER)
    assert len(places_of(made.places, pair)) == 2 * ARTICLES
    one = Query(documents=frozenset({next(iter(made.by_article))}), layer="claim", kinds=OF_LAYER)
    assert len(places_of(made.places, one)) == 2 * PAIRS


def test_a_shift_further_than_four_words_counts_as_four() -> None:
    assert (clamped(9), clamped(-5), clamped(2)) == (4, -4, 2)


def test_articles_weeks_and_progress_are_there(made: Panel) -> None:
    assert len(made.by_article) == ARTICLES
    assert [len(week.documents) for week in made.weeks] == [ARTICLES]
    assert [person.done for person in made.overview.progress] == [ARTICLES] * 6
    assert made.overview.labels["claim"]["Claim"] == dict.fromkeys(PEOPLE, 8 * ARTICLES)
    assert made.overview.pace == ()  # everything was imported
    assert set(made.confusions) == {"entity"}


def test_with_one_annotator_there_is_an_overview_only(tmp_path: Path) -> None:
    path = tmp_path / "one.isnad"
    with (
        Corpus.create(path, default_scheme(), author=Handle("amal")) as corpus,
        corpus.act("Import", author=Handle("amal")) as act,
    ):
        for record in annotated_articles(2):
            act.put_document(record.document)
            act.put_set(record)
    found = panel_of_snapshot(path, Wish(), viewer=Handle("amal"))
    assert isinstance(found, Overview)
    assert found.progress[0].done == 2
