"""Places in their words."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.model.identity import DocumentId
from annotator.operations.agreementpanel import Panel
from annotator.operations.agreementplaces import Query, places_of
from annotator.operations.session import Session
from annotator.ui.agreement.placelist import PlaceList
from annotator.ui.theme import LIGHT


def test_a_place_stands_in_its_words_and_enter_goes_there(session: Session, panel: Panel, qtbot: QtBot) -> None:
    places = places_of(panel.places, Query(layer="claim"))
    sheet = PlaceList(session, places, "Where they differ", theme=LIGHT, parent=None)
    sheet.open()
    sheet.grab()
    first = places[0].place
    line, mark = sheet.model.words(places[0])
    text = session.corpus.document(first.document).text
    covered = mark.of(line)
    assert covered.split(" … ")[0] in text[first.start : first.end]
    said = sheet.model.data(sheet.model.index(0))
    assert "Claim" in said
    QTest.keyClick(sheet.view, Qt.Key.Key_Down)
    with qtbot.waitSignal(sheet.wanted) as wanted:
        QTest.keyClick(sheet, Qt.Key.Key_Return)
    assert wanted.args == [places[1]]


def test_an_article_that_is_gone_is_a_dash(session: Session, panel: Panel, qtbot: QtBot) -> None:
    found = places_of(panel.places, Query(layer="claim"))[0]
    gone = replace(found, place=replace(found.place, document=DocumentId("gone")))
    sheet = PlaceList(session, [gone], "Where they differ", theme=LIGHT, parent=None)
    qtbot.addWidget(sheet)
    assert sheet.model.words(gone)[0] == "—"
