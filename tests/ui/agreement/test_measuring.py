"""Measures first, intervals after them; a new measurement breaks off the one before."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from annotator.operations.agreement import Wish
from annotator.operations.agreementpanel import Panel
from annotator.operations.session import Session
from annotator.ui.agreement.measuring import Measurement

_MEASURED_MS = 30_000


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where copies go."""
    made = tmp_path / "copies"
    made.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(made))
    return made


def test_intervals_follow_the_measures_and_no_copy_is_left(session: Session, folder: Path, qtbot: QtBot) -> None:
    owner = QObject()
    measurement = Measurement(session, owner)
    order: list[tuple[str, int]] = []
    measurement.measured.connect(lambda found: order.append(("measured", found.resamples)))
    measurement.refined.connect(lambda found: order.append(("refined", found.resamples)))
    with qtbot.waitSignal(measurement.refined, timeout=_MEASURED_MS) as refined:
        measurement.start(Wish(resamples=3))
    assert order == [("measured", 0), ("refined", 3)]
    assert isinstance(refined.args[0], Panel)
    assert not measurement.running
    assert list(folder.iterdir()) == []


def test_only_the_latest_measurement_is_told(session: Session, folder: Path, qtbot: QtBot) -> None:
    owner = QObject()
    measurement = Measurement(session, owner)
    told: list[object] = []
    measurement.measured.connect(told.append)
    measurement.start(Wish(resamples=0))
    with qtbot.waitSignal(measurement.measured, timeout=_MEASURED_MS):
        measurement.start(Wish(names=("amal", "huda"), resamples=0))  # type: ignore[arg-type]
    (found,) = told
    assert isinstance(found, Panel)
    assert found.names == ("amal", "huda")
