"""From the agreement to a place in an article and back, without the pointer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator import language
from annotator.operations.settings import Settings
from annotator.ui import style
from annotator.ui.agreement.card import FigureCard
from annotator.ui.agreement.placelist import PlaceList
from annotator.ui.agreement.view import AgreementView
from annotator.ui.fonts import load_fonts
from annotator.ui.memory import Memory
from annotator.ui.theme import LIGHT
from annotator.ui.window import Window
from tests.analysis.sixpeople import six_people_corpus


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Window]:
    load_fonts()
    qapp.setStyle("Fusion")
    style.dress(qapp, LIGHT)
    language.use("ar")
    opened = Window(Memory(Settings(language="ar", handle="basim", name="باسم", welcomed=True)))
    qtbot.addWidget(opened)
    opened.resize(1440, 900)
    opened.show()
    assert opened.corpora.open_path(six_people_corpus(tmp_path / "six.isnad", 2))
    yield opened
    opened.corpora.close()


def test_from_a_number_to_its_place_in_the_article(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    view = window.middle.view
    assert isinstance(view, AgreementView)
    qtbot.waitUntil(lambda: view.panel is not None and not view.measuring, timeout=30_000)
    for _ in range(12):
        focused = QApplication.focusWidget()
        assert focused is not None
        if isinstance(focused, FigureCard):
            break
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    card = QApplication.focusWidget()
    assert isinstance(card, FigureCard)
    # The first row is that of the entities, four numbers; the fifth number is the exact F1 of the claims.
    for _ in range(5):
        QTest.keyClick(card, Qt.Key.Key_Down)
    QTest.keyClick(card, Qt.Key.Key_Return)
    sheet = window.findChild(PlaceList)
    assert sheet is not None
    first = sheet.model.place(0)
    assert first is not None
    assert first.place.layer == "claim"
    QTest.keyClick(sheet.view, Qt.Key.Key_Return)
    shown, chosen = window.reader.document, window.reader.chosen
    assert shown is not None
    assert shown.document.id == first.place.document
    assert chosen is not None
    assert shown.annotations[chosen].layer == "claim"
    # Back again: nothing changed, so that nothing is measured anew.
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert window.middle.view is view
    assert not view.measuring
