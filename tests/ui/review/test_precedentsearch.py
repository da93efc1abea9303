"""The search for precedents: article by article, until there are no more or it is stopped."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from annotator.operations.precedents import Precedent
from annotator.ui.review.precedentsearch import PrecedentSearch


@pytest.fixture
def search(qtbot: QtBot) -> Iterator[PrecedentSearch]:
    parent = QObject()
    yield PrecedentSearch(parent)
    parent.deleteLater()


def _articles(looked_into: list[int], count: int) -> Iterator[Precedent | None]:
    for number in range(count):
        looked_into.append(number)
        yield None


def test_every_article_is_looked_into_and_nothing_found_is_not_told(search: PrecedentSearch, qtbot: QtBot) -> None:
    looked_into: list[int] = []
    told: list[None] = []
    search.told.connect(lambda: told.append(None))
    search.begin(_articles(looked_into, 5))
    qtbot.waitUntil(lambda: len(looked_into) == 5)
    qtbot.wait(20)
    assert not told and not search.found


def test_what_is_stopped_looks_no_further(search: PrecedentSearch, qtbot: QtBot) -> None:
    looked_into: list[int] = []
    search.begin(_articles(looked_into, 5))
    search.stop()
    qtbot.wait(20)
    assert not looked_into
