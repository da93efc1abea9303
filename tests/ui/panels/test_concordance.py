from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.operations.around import Around
from annotator.ui.panels.concordance import Concordance, Row
from annotator.ui.theme import LIGHT

# … between Turkey and Russia; … with White Russia
ROWS = (
    Row("الأرصاد", Around("بين تركيا و", "روسيا", " لم تحسم"), "place"),
    Row("المصرف", Around("وُقعت مع ", "روسيا", " البيضاء"), "place", doubt="goes on as a name"),
)


@pytest.fixture
def listed(dressed: QApplication, qtbot: QtBot) -> Iterator[Concordance]:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(900, 300)
    made = Concordance(theme=LIGHT, parent=parent)
    made.resize(900, 300)
    made.add(ROWS)
    parent.show()
    yield made


def press(listed: Concordance, key: Qt.Key) -> None:
    QApplication.sendEvent(listed, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))


def test_what_is_in_doubt_is_not_ticked(listed: Concordance) -> None:
    assert [listed.is_ticked(row) for row in range(2)] == [True, False]
    assert listed.count == 1


def test_space_ticks_and_arrows_move(listed: Concordance) -> None:
    press(listed, Qt.Key.Key_Down)
    press(listed, Qt.Key.Key_Space)
    assert listed.count == 2


def test_a_click_on_the_box_ticks_and_one_on_the_words_does_not(listed: Concordance) -> None:
    rect = listed.visualRect(listed.model().index(0, 0))
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert listed.count == 1
    box = rect.topLeft() if not listed.isRightToLeft() else rect.topRight()
    box.setX(box.x() + (20 if not listed.isRightToLeft() else -20))
    box.setY(rect.center().y())
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert listed.count == 0


def test_a_row_is_a_sentence_for_those_who_hear_it(listed: Concordance) -> None:
    spoken = listed.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "روسيا البيضاء" in spoken
    assert "goes on as a name" in spoken
    assert "not ticked" in spoken


def test_the_hits_stand_in_one_column(listed: Concordance) -> None:
    listed.clear()
    same = Around("وُقعت مع ", "روسيا", " أمس")
    listed.add((Row("", same), Row("", same), Row("", same, doubt="goes on as a name")))
    listed.tick((0, 1, 2), on=False)
    image = listed.grab().toImage()

    def ink(row: int) -> list[int]:
        """Where letters stand in the right half of a row, away from box, title and doubt."""
        rect = listed.visualRect(listed.model().index(row, 0))
        paper = LIGHT.page.name()
        columns = range(image.width() // 2 - 150, image.width() // 2 + 150)
        rows = range(rect.top() + 4, rect.bottom() - 4)
        return [x for x in columns if any(image.pixelColor(x, y).name() != paper for y in rows)]

    assert ink(1)
    assert ink(1) == ink(2)
