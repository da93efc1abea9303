"""Figures as files."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from annotator import language
from annotator.model.errors import AnnotatorError
from annotator.operations.agreementpanel import Panel
from annotator.operations.session import Session
from annotator.ui.agreement import figures
from annotator.ui.agreement.bars import Bar, NamedBars
from annotator.ui.agreement.saving import SUFFIXES, save_figure, table_of
from annotator.ui.theme import DARK, LIGHT


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_a_picture_and_a_drawing_are_written_whole(
    session: Session, panel: Panel, tmp_path: Path, theme: object
) -> None:
    language.use("ar")
    figure = figures.layer_table(session, panel)
    used = LIGHT if theme is LIGHT else DARK
    for suffix in SUFFIXES:
        save_figure(figure, tmp_path / f"اتفاق{suffix}", theme=used)
    image = QImage(str(tmp_path / "اتفاق.png"))
    assert image.width() == 1440
    assert image.pixelColor(3, 3) == used.card
    drawing = (tmp_path / "اتفاق.svg").read_text(encoding="utf-8")
    assert drawing.startswith("<?xml")
    assert "</svg>" in drawing
    assert sorted(path.suffix for path in tmp_path.glob("اتفاق.*")) == sorted(SUFFIXES)


def test_the_table_has_every_number_and_opens_in_spreadsheets(session: Session, panel: Panel) -> None:
    written = table_of(figures.pair_matrix(session, panel))
    assert written.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig"))))
    assert len(rows) == 1 + 15
    assert rows[1] == ["amal", "basim", "2", "0.7500"]


def test_a_cell_that_starts_like_a_formula_is_defused_and_a_number_is_not() -> None:
    bars = NamedBars("bars", "", [Bar("=1+1", 2), Bar("-3", 1)], empty="")
    assert b"'=1+1,2" in table_of(bars)
    assert b"\n-3,1" in table_of(bars)


def test_another_suffix_is_refused(session: Session, panel: Panel, tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError):
        save_figure(figures.shift_columns(panel), tmp_path / "shift.bmp", theme=LIGHT)
    assert list(tmp_path.glob("shift*")) == []
