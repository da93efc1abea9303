"""Boards on the corpus of two people who disagree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator.ui import style
from annotator.ui.fonts import load_fonts
from annotator.ui.review.settling import SettlingBoard
from annotator.ui.theme import LIGHT
from tests.operations.twosets import reviewing


@pytest.fixture
def board(tmp_path: Path, qapp: QApplication) -> Iterator[SettlingBoard]:
    """A board on the article of two submitted sets."""
    load_fonts()
    style.dress(qapp, LIGHT)
    session, article = reviewing(tmp_path)
    yield SettlingBoard(session, article.id)
    session.close()
