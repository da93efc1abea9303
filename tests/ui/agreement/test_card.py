"""A card: its numbers under the pointer and the keys, and its menu."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.operations.agreementpanel import Panel
from annotator.operations.agreementplaces import Query
from annotator.operations.session import Session
from annotator.ui.agreement import figures
from annotator.ui.agreement.card import FigureCard
from annotator.ui.theme import LIGHT


def shown(session: Session, panel: Panel, qtbot: QtBot) -> FigureCard:
    card = FigureCard(figures.layer_table(session, panel), theme=LIGHT)
    qtbot.addWidget(card)
    card.resize(700, card.heightForWidth(700))
    card.show()
    card.grab()
    return card


def test_a_click_on_a_dotted_number_opens_its_places(session: Session, panel: Panel, qtbot: QtBot) -> None:
    card = shown(session, panel, qtbot)
    spot = next(spot for spot in card.spots if spot.query is not None)
    with qtbot.waitSignal(card.opened) as opened:
        QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=spot.rect.center().toPoint())
    assert opened.args == [spot.query]


def test_arrows_go_from_number_to_number_and_enter_opens(session: Session, panel: Panel, qtbot: QtBot) -> None:
    card = shown(session, panel, qtbot)
    card.setFocus()
    for _ in range(5):
        QTest.keyClick(card, Qt.Key.Key_Down)
    assert card.accessibleDescription() == card.spots[4].tip
    with qtbot.waitSignal(card.opened) as opened:
        QTest.keyClick(card, Qt.Key.Key_Return)
    assert isinstance(opened.args[0], Query)
    assert opened.args[0].layer == "claim"


def test_the_menu_saves_as_picture_drawing_or_table(session: Session, panel: Panel, qtbot: QtBot) -> None:
    card = shown(session, panel, qtbot)
    wanted: list[str] = []
    card.saving_wanted.connect(lambda _figure, suffix: wanted.append(suffix))
    for action in card._menu().actions():
        action.trigger()
    assert wanted == [".png", ".svg", ".csv"]
