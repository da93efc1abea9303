"""Every position of the text, from its letters to the pixels of the window and back."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.reader.roundtrip import shown_reader, stray_ink, wrong_places

ZOOMS = (80, 90, 100, 110, 125, 150, 175, 200, 250, 300)


def test_every_position_is_found_again_at_every_zoom(qtbot: QtBot) -> None:
    reader = shown_reader()
    qtbot.addWidget(reader)
    for percent in ZOOMS:
        tried, wrong = wrong_places(reader, percent)
        assert tried > 700
        assert wrong == []
        assert stray_ink(reader) == []


@pytest.mark.parametrize("ratio", ["1.25", "1.5"])
def test_every_position_is_found_again_at_fractional_pixel_ratios(ratio: str, repository: Path) -> None:
    percents = ["80", "100", "110", "175", "300"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.reader.roundtrip", *percents],
        env=os.environ | {"QT_SCALE_FACTOR": ratio},
        cwd=repository,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    first, *rows = done.stdout.splitlines()
    assert first == f"ratio {ratio}"
    assert [row.split()[0] for row in rows] == percents
    assert {(wrong, stray) for _, _, wrong, stray in map(str.split, rows)} == {("0", "0")}, done.stderr
