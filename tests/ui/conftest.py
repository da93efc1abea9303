"""A window on a corpus of one article, for journeys through panels and dialogs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.operations.settings import Settings
from annotator.ui import style
from annotator.ui.fonts import load_fonts
from annotator.ui.memory import Memory
from annotator.ui.theme import LIGHT
from annotator.ui.window import Window
from tests.operations.desk import HUDA, Desk


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    """The application with fonts and colours."""
    load_fonts()
    qapp.setStyle("Fusion")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    style.dress(qapp, LIGHT)
    return qapp


@pytest.fixture
def article(tmp_path: Path, dressed: QApplication) -> Iterator[Desk]:
    """The article of ``tests.operations.desk`` with one attributed claim."""
    desk = Desk(tmp_path)
    desk.press("Q", "قالت")
    desk.press("S", "وزيرة الزراعة ليلى حداد")
    desk.press("C", "إن المحصول تضاعف")
    yield desk
    desk.session.close()


@pytest.fixture
def window(tmp_path: Path, dressed: QApplication, qtbot: QtBot) -> Iterator[Window]:
    """The window, open on a corpus with that article."""
    desk = Desk(tmp_path)
    desk.press("Q", "قالت")
    desk.press("S", "وزيرة الزراعة ليلى حداد")
    desk.press("C", "إن المحصول تضاعف")
    desk.mark("C", "أن الشحنة الأولى جاهزة")
    desk.session.close()
    opened = Window(Memory(Settings(language="en", handle=HUDA.handle, name="Huda", welcomed=True)))
    qtbot.addWidget(opened)
    opened.show()
    assert opened.corpora.open_path(desk.path)
    yield opened
    opened.corpora.close()
