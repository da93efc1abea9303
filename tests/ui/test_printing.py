from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog

from annotator.ui import pagepicture, printing
from annotator.ui.window import Window


@pytest.mark.parametrize(("suffix", "start"), [(".png", b"\x89PNG"), (".pdf", b"%PDF"), (".html", b"<!DOCTYPE html>")])
def test_the_article_is_saved_as_its_suffix_says(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, start: bytes
) -> None:
    out = tmp_path / f"article{suffix}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(out), ""))
    window.run("corpus.picture")
    assert out.read_bytes().startswith(start)
    assert "Saved" in window.status.text


def test_a_name_without_a_suffix_gets_that_of_the_chosen_kind(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(tmp_path / "article"), "PDF (*.pdf)"))
    window.run("corpus.picture")
    assert (tmp_path / "article.pdf").exists()


def test_nothing_is_saved_when_nobody_names_a_file(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: ("", ""))
    monkeypatch.setattr(printing, "save_article", lambda *_arguments: pytest.fail("saved"))
    window.run("corpus.picture")


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
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(pagepicture, "_HIGHEST", 100)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(tmp_path / "long.png"), ""))
    monkeypatch.setattr(printing, "tell_error", lambda error, **_where: told.append(str(error.remedy.english())))
    window.run("corpus.picture")
    assert told == ["Save it as PDF: that has as many pages as it takes."]
    assert not (tmp_path / "long.png").exists()
