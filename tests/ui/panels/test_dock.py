from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.panels.dock import DockHint, DockSlot, DockStage
from annotator.ui.theme import LIGHT

_SLOTS = (
    DockSlot("cue", "نفت", "cue", filled=True),
    DockSlot("source", "إدارة المرفأ", "source", hue=7, filled=True),
    DockSlot("claim", keys=("C", "ؤ")),
)


def stage(qtbot: QtBot) -> DockStage:
    made = DockStage(QWidget(), theme=LIGHT)
    qtbot.addWidget(made)
    made.resize(868, 700)
    made.show()
    return made


def test_the_strip_is_there_only_while_it_says_something(dressed: object, qtbot: QtBot) -> None:
    made = stage(qtbot)
    assert not made.dock.isVisible()
    made.dock.show_frame(_SLOTS, "Open frame", DockHint(("Esc",), "New frame"))
    assert made.dock.isVisible()
    assert made.dock.geometry().bottom() < made.height()
    made.dock.clear()
    assert not made.dock.isVisible()


def test_a_click_tells_which_slot(dressed: object, qtbot: QtBot) -> None:
    made = stage(qtbot)
    made.dock.show_frame(_SLOTS, "Open frame", DockHint(("Esc",), "New frame"))
    middle = made.dock.height() // 2
    clicked: list[int] = []
    made.dock.slot_activated.connect(clicked.append)
    for x in range(0, made.dock.width(), 6):
        QTest.mouseClick(made.dock, Qt.MouseButton.LeftButton, pos=QPoint(x, middle))
    assert list(dict.fromkeys(clicked)) == [0, 1, 2]


def test_the_hint_can_be_clicked(dressed: object, qtbot: QtBot) -> None:
    made = stage(qtbot)
    made.dock.show_frame(_SLOTS, "Open frame", DockHint(("Esc",), "New frame"))
    with qtbot.waitSignal(made.dock.hint_activated):
        for x in range(made.dock.width() - 90, made.dock.width() - 30, 6):
            QTest.mouseClick(made.dock, Qt.MouseButton.LeftButton, pos=QPoint(x, made.dock.height() // 2))


_GRABBED = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
from annotator.ui import style
from annotator.ui.fonts import load_fonts
from annotator.ui.panels.dock import DockHint, DockStage
from annotator.ui.theme import LIGHT
from tests.ui.panels.test_dock import _SLOTS

app = QApplication([])
load_fonts()
style.dress(app, LIGHT)
stage = DockStage(QWidget(), theme=LIGHT)
stage.resize(868, 700)
stage.show()
stage.dock.show_frame(_SLOTS, "Open frame", DockHint(("Esc",), "New frame"))
app.processEvents()
picture = stage.dock.grab()
ratio, image = picture.devicePixelRatio(), picture.toImage()
strip = stage.dock._strip()
dark = [
    (x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).lightness() < 110
]
print(ratio, len(dark) > 200, all(strip.contains(x / ratio, y / ratio) for x, y in dark))
"""


@pytest.mark.parametrize("ratio", ["1", "1.25", "1.5", "2"])
def test_all_words_stand_on_the_strip_at_every_pixel_ratio(ratio: str, repository: Path) -> None:
    environment = os.environ | {"QT_SCALE_FACTOR": ratio, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", _GRABBED], env=environment, cwd=repository, capture_output=True, encoding="utf-8",
        check=True,
    )  # fmt: skip
    assert done.stdout.split() == [str(float(ratio)), "True", "True"]
