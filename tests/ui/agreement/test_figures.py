"""Every figure of the section can be painted in both directions and themes, and says what was measured."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from annotator import language
from annotator.operations.agreement import Wish
from annotator.operations.agreementpanel import Panel, panel_of_snapshot
from annotator.operations.agreementplaces import places_of
from annotator.operations.session import Session
from annotator.store.corpus import Corpus
from annotator.ui.agreement import figures
from annotator.ui.agreement.figure import Figure, Spot
from annotator.ui.agreement.overviewfigures import overview_figures
from annotator.ui.theme import DARK, LIGHT, Theme
from tests.analysis.sixpeople import departed
from tests.bench.corpora import annotated_articles
from tests.ui.agreement.conftest import ARTICLES

WIDTH = 640


def everything(session: Session, panel: Panel) -> list[Figure]:
    confusion = figures.confusion_matrix(session, panel)
    roles = figures.role_table(session, panel)
    assert confusion is not None
    assert roles is not None
    return [
        roles, figures.attribute_table(session, panel),
        figures.layer_table(session, panel), figures.label_table(session, panel), figures.article_table(session, panel),
        figures.shift_columns(panel), figures.pair_matrix(session, panel), figures.difference_bars(panel), confusion,
        figures.week_lines(session, panel), *overview_figures(session, panel.overview),
    ]  # fmt: skip


def painted(figure: Figure, theme: Theme = LIGHT) -> tuple[QImage, list[Spot]]:
    image = QImage(WIDTH, round(figure.height(WIDTH)), QImage.Format.Format_ARGB32)
    image.fill(theme.card)
    with QPainter(image) as painter:
        spots = figure.draw(painter, QRectF(0, 0, WIDTH, image.height()), theme)
    return image, spots


@pytest.mark.parametrize("spoken", ["en", "ar"])
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_figure_is_painted_within_its_room(session: Session, panel: Panel, theme: Theme, spoken: str) -> None:
    language.use(spoken)
    for figure in everything(session, panel):
        image, spots = painted(figure, theme)
        bare = QImage(image.size(), image.format())
        bare.fill(theme.card)
        assert image != bare, figure.title
        assert figure.title
        for spot in spots:
            assert QRectF(-1, -1, WIDTH + 2, image.height() + 2).contains(spot.rect), (figure.title, spot)


def test_every_number_that_can_be_opened_has_places_behind_it(session: Session, panel: Panel) -> None:
    for figure in everything(session, panel):
        for spot in painted(figure)[1]:
            if spot.query is not None:
                assert places_of(panel.places, spot.query), (figure.title, spot)


def test_what_is_undefined_is_a_dash_with_its_reason(session: Session, panel: Panel) -> None:
    _image, spots = painted(figures.layer_table(session, panel))
    assert any("an attribution ties several" in spot.tip and spot.query is None for spot in spots)


def test_the_table_of_layers_has_attribution_holder_and_stance(session: Session, panel: Panel) -> None:
    rows = figures.layer_table(session, panel).rows()
    assert [row[0] for row in rows] == ["layer", "Entity", "Claim", "Source", "Cue", "Attribution", "Holder", "Stance"]
    assert rows[2][:3] == ("Claim", "0.7500", "1.0000")
    assert rows[5][3] == ""


def test_articles_come_by_their_differences(session: Session, panel: Panel) -> None:
    rows = figures.article_table(session, panel).rows()
    assert len(rows) == 1 + ARTICLES
    assert int(rows[1][4]) >= int(rows[2][4])


def test_time_runs_in_the_direction_of_reading(session: Session, panel: Panel) -> None:
    from dataclasses import replace
    from datetime import timedelta

    first = panel.weeks[0]
    later = replace(first, start=first.start + timedelta(days=7))
    lines = figures.week_lines(session, replace(panel, weeks=(first, later)))
    for spoken, falls in (("en", False), ("ar", True)):
        language.use(spoken)
        spots = painted(lines)[1]
        assert (spots[1].rect.left() < spots[0].rect.left()) is falls


def test_the_headline_counts_people_and_articles(panel: Panel) -> None:
    assert figures.headline(panel) == f"6 annotators · {ARTICLES} shared articles"
    assert "5 draws" in figures.remarks(panel)


def test_roles_and_attributes_have_tables_of_their_own(session: Session, panel: Panel) -> None:
    roles = figures.role_table(session, panel)
    assert roles is not None
    names = [row[0] for row in roles.rows()]
    assert names == ["role", "claim", "source", "via", "cue", "addressee", "who is meant"]
    attributes = figures.attribute_table(session, panel).rows()
    assert [row[0] for row in attributes[1:]] == ["Claim: Quotation", "Attribution: Holder", "Attribution: Stance"]
    assert attributes[1][1] == "-0.1429"
    assert int(attributes[1][4]) == 2 * ARTICLES * 15


def test_two_people_who_share_no_article_leave_dashes_and_no_error(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "apart.isnad"
    with (
        Corpus.create(path, session.scheme, author=session.annotator) as corpus,
        corpus.act("Import", author=session.annotator) as act,
    ):
        for place, record in enumerate(annotated_articles(2)):
            act.put_document(record.document)
            act.put_set(departed(record, place))
    found = panel_of_snapshot(path, Wish(resamples=5), viewer=session.annotator)
    assert isinstance(found, Panel)
    assert (found.documents, found.pairs) == (0, ())
    for figure in everything(session, found):
        image, spots = painted(figure)
        assert not image.isNull()
        assert all(spot.query is None for spot in spots), figure.title
    assert "no article that both annotated" in painted(figures.layer_table(session, found))[1][0].tip
