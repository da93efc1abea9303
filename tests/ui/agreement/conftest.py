"""Six people's corpus with a session at it, measured once for all tests of the section."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator.model.annotator import Annotator
from annotator.model.identity import Handle
from annotator.operations.agreement import Wish
from annotator.operations.agreementpanel import Panel, panel_of_snapshot
from annotator.operations.session import Session
from tests.analysis.sixpeople import six_people_corpus

ARTICLES = 2


@pytest.fixture(scope="session")
def six(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return six_people_corpus(tmp_path_factory.mktemp("agreement") / "six.isnad", ARTICLES)


@pytest.fixture(scope="session")
def panel(six: Path) -> Panel:
    found = panel_of_snapshot(six, Wish(resamples=5), viewer=Handle("amal"))
    assert isinstance(found, Panel)
    return found


@pytest.fixture
def session(six: Path, tmp_path: Path, dressed: QApplication) -> Iterator[Session]:
    opened = Session.open(Path(shutil.copy(six, tmp_path / "six.isnad")), Annotator(Handle("amal"), "أمل"))
    yield opened
    opened.close()
