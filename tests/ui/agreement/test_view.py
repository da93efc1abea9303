"""The section in the real window: measured in a child, kept until something changes, places open in their articles."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.span import Span
from annotator.operations.agreement import Wish
from annotator.operations.agreementplaces import Query, places_of
from annotator.operations.settings import Settings
from annotator.ui.agreement.placelist import PlaceList
from annotator.ui.agreement.setsmenu import open_sets_menu, wish_of
from annotator.ui.agreement.view import AgreementView, View
from annotator.ui.memory import Memory
from annotator.ui.review.settling import SettlingBoard
from annotator.ui.review.view import CasesView
from annotator.ui.window import Window
from tests.operations.desk import Desk

_MEASURED_MS = 30_000


@pytest.fixture
def six_window(six: Path, tmp_path: Path, dressed: QApplication, qtbot: QtBot) -> Iterator[Window]:
    path = Path(shutil.copy(six, tmp_path / "six.isnad"))
    opened = Window(Memory(Settings(language="en", handle="amal", name="Amal", welcomed=True)))
    qtbot.addWidget(opened)
    opened.resize(1440, 900)
    opened.show()
    assert opened.corpora.open_path(path)
    yield opened
    opened.corpora.close()


def measured(window: Window, qtbot: QtBot) -> AgreementView:
    window.run("section.agreement")
    view = window.middle.view
    assert isinstance(view, AgreementView)
    qtbot.waitUntil(lambda: view.panel is not None and not view.measuring, timeout=_MEASURED_MS)
    return view


def test_everything_is_measured_once_and_shown_in_four_views(six_window: Window, qtbot: QtBot) -> None:
    view = measured(six_window, qtbot)
    assert len(view.board.cards) == 6
    six_window.run("section.reading")
    six_window.run("section.agreement")
    assert not view.measuring  # nothing changed since
    for chosen, cards in ((View.LABELS, 3), (View.ARTICLES, 1), (View.PROGRESS, 5), (View.LAYERS, 6)):
        view.show_view(chosen)
        assert len(view.board.cards) == cards
    six_window.run("appearance.dark")
    six_window.run("language.ar")
    assert len(view.board.cards) == 6
    six_window.grab()
    six_window.run("language.en")
    six_window.run("appearance.light")


def test_a_number_opens_its_places_and_a_place_its_article(six_window: Window, qtbot: QtBot) -> None:
    view = measured(six_window, qtbot)
    assert view.panel is not None
    own = Query(layer="claim", pair=("amal", "basim"))  # type: ignore[arg-type]
    view.board.cards[0].opened.emit(own)
    sheet = six_window.findChild(PlaceList)
    assert sheet is not None
    found = places_of(view.panel.places, own)[0]
    sheet.reject()
    view.go_to(found)
    assert six_window.middle.view is None
    assert six_window.document is not None
    assert (six_window.document.document.id, six_window.document.set_name) == (found.place.document, "amal")
    assert six_window.reader.chosen == found.place.a
    others = places_of(view.panel.places, Query(layer="claim", pair=("dalia", "huda")))[0]  # type: ignore[arg-type]
    view.go_to(others)
    assert six_window.document.set_name == "dalia"


def test_both_versions_of_a_place_stand_in_cases(six_window: Window, qtbot: QtBot) -> None:
    view = measured(six_window, qtbot)
    assert view.panel is not None
    own = Query(layer="claim", pair=("amal", "basim"))  # type: ignore[arg-type]
    found = places_of(view.panel.places, own)[-1]
    view.compare(found)
    cases = six_window.middle.view
    assert isinstance(cases, CasesView)
    assert isinstance(cases.board, SettlingBoard)
    case = cases.board.case
    assert case is not None
    assert case.span.touches(Span(found.place.start, found.place.end))


def test_a_change_makes_it_measure_anew_when_it_is_looked_at(six_window: Window, qtbot: QtBot) -> None:
    view = measured(six_window, qtbot)
    before = view.panel
    six_window.run("section.reading")
    assert six_window.document is not None
    six_window.perform("work.reopen")
    six_window.run("section.agreement")
    qtbot.waitUntil(lambda: view.panel is not before and not view.measuring, timeout=_MEASURED_MS)


def test_with_one_person_the_section_shows_how_work_goes(tmp_path: Path, dressed: QApplication, qtbot: QtBot) -> None:
    desk = Desk(tmp_path)
    desk.press("Q", "قالت")
    desk.session.close()
    window = Window(Memory(Settings(language="en", handle="huda", name="Huda", welcomed=True)))
    qtbot.addWidget(window)
    window.show()
    assert window.corpora.open_path(desk.path)
    window.run("section.agreement")
    view = window.middle.view
    assert isinstance(view, AgreementView)
    qtbot.waitUntil(lambda: len(view.board.cards) == 5, timeout=_MEASURED_MS)
    assert view.panel is None
    window.corpora.close()


def test_the_menu_chooses_whose_sets_are_compared(six_window: Window, qtbot: QtBot) -> None:
    view = measured(six_window, qtbot)
    wished: list[Wish] = []
    menu = open_sets_menu(view.session, wish_of(), wished.append, below=view)
    names = [action.text() for action in menu.actions()]
    assert names == [
        "Amal", "basim", "dalia", "huda", "karim", "salma", "", "As first submitted, before corrections"
    ]  # fmt: skip
    menu.actions()[1].trigger()
    assert wished[0].names == ("amal", "dalia", "huda", "karim", "salma")
    two = open_sets_menu(view.session, wish_of(("amal", "huda")), wished.append, below=view)  # type: ignore[arg-type]
    assert [action.isEnabled() for action in two.actions()[:6]] == [False, True, True, False, True, True]
    two.actions()[-1].trigger()
    assert wished[-1] == replace(wish_of(("amal", "huda")), as_submitted=True)  # type: ignore[arg-type]
    again = open_sets_menu(view.session, wished[-1], wished.append, below=view)
    assert again.actions()[-1].isChecked()
    again.actions()[1].trigger()
    assert (wished[-1].names, wished[-1].as_submitted) == (("amal", "basim", "huda"), True)
    again.close()
    menu.close()
    two.close()
