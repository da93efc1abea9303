from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from annotator.ui import pagepicture, printing
from annotator.ui.dialogs import saving
from annotator.ui.dialogs.saving import PrintingSheet, SavingSheet
from annotator.ui.window import Window

_CHILD_MS = 60_000


@pytest.mark.parametrize(("suffix", "start"), [(".png", b"\x89PNG"), (".pdf", b"%PDF"), (".html", b"<!DOCTYPE html>")])
def test_the_article_is_saved_as_its_suffix_says(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, start: bytes
) -> None:
    out = tmp_path / f"article{suffix}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(out), ""))
    window.run("corpus.picture")
    qtbot.waitUntil(lambda: "Saved" in window.status.text, timeout=_CHILD_MS)
    assert out.read_bytes().startswith(start)


def test_a_name_without_a_suffix_gets_that_of_the_chosen_kind(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(tmp_path / "article"), "PDF (*.pdf)"))
    window.run("corpus.picture")
    qtbot.waitUntil((tmp_path / "article.pdf").exists, timeout=_CHILD_MS)
    qtbot.waitUntil(lambda: "Saved" in window.status.text, timeout=_CHILD_MS)


def test_nothing_is_saved_when_nobody_names_a_file(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: ("", ""))
    monkeypatch.setattr(SavingSheet, "save", lambda *_arguments: pytest.fail("saved"))
    window.run("corpus.picture")


def test_saving_can_be_stopped_and_leaves_no_file(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "article.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(out), ""))
    window.run("corpus.picture")
    (sheet,) = window.findChildren(SavingSheet)
    sheet.reject()
    assert sheet.isVisible()
    qtbot.waitUntil(lambda: not window.findChildren(SavingSheet), timeout=_CHILD_MS)
    assert not out.exists()
    assert "Saved" not in window.status.text


def test_printing_stops_behind_the_sheet_at_which_somebody_stops_it(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choose(dialog: QPrintDialog) -> QPrintDialog.DialogCode:
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(tmp_path / "printed.pdf"))
        return QPrintDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", choose)
    monkeypatch.setattr(PrintingSheet, "show_progress", lambda sheet, *_progress: sheet.reject())
    window.run("corpus.print")
    assert window.status.text == "Printing was stopped."


def test_the_article_is_printed_on_the_printer_that_was_chosen(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "printed.pdf"

    def choose(dialog: QPrintDialog) -> QPrintDialog.DialogCode:
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(out))
        return QPrintDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", choose)
    window.run("corpus.print")
    assert out.read_bytes().startswith(b"%PDF")


def test_an_article_too_long_for_a_picture_says_what_to_do(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(saving, "save_beside", _too_long)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(tmp_path / "long.png"), ""))
    monkeypatch.setattr(printing, "tell_error", lambda error, **_where: told.append(str(error.remedy.english())))
    window.run("corpus.picture")
    qtbot.waitUntil(lambda: bool(told), timeout=_CHILD_MS)
    assert told == ["Save it as PDF: that has as many pages as it takes."]
    assert not (tmp_path / "long.png").exists()


def _too_long(*arguments: Any, **named: Any) -> None:
    """The same call in the child, for a program that can show hardly anything."""
    pagepicture._HIGHEST = 100  # type: ignore[misc]
    pagepicture.save_beside(*arguments, **named)
