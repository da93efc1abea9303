"""The open article on paper: saved as a picture, a PDF or a web page, or printed."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Protocol

import platformdirs
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.language import _
from annotator.operations.opendocument import OpenDocument
from annotator.operations.session import Session
from annotator.operations.transfer import ExportCancelled
from annotator.ui.dialogs.asking import tell_error
from annotator.ui.dialogs.saving import PrintingSheet, SavingSheet
from annotator.ui.pagepicture import DOTS_AN_INCH, MARGINS, paint_sheets
from annotator.ui.theme import Theme

_SUFFIXES: Final = (".png", ".pdf", ".html")
_LONGEST_NAME: Final = 60


class Surface(Protocol):
    """A window that can say something."""

    @property
    def theme(self) -> Theme:
        """Its colours."""

    def say(self, text: str | None, *, warning: bool = False) -> None:
        """Say what was just done."""


def ask_picture(window: QWidget, surface: Surface, session: Session, document: OpenDocument) -> None:
    """Ask for a file and save the article there, as its suffix says."""
    kinds = {_("Picture (*.png)"): ".png", _("PDF (*.pdf)"): ".pdf", _("Web page (*.html)"): ".html"}
    proposed = Path(platformdirs.user_documents_dir()) / f"{_file_name(document)}.png"
    chosen, kind = QFileDialog.getSaveFileName(
        window, _("Save a picture of the article"), str(proposed), ";;".join(kinds)
    )
    if not chosen:
        return
    out = Path(chosen)
    if out.suffix.lower() not in _SUFFIXES:
        out = out.with_name(out.name + kinds.get(kind, ".png"))
    annotated = session.corpus.annotated(document.document.id, document.set_name)
    sheet = SavingSheet(theme=surface.theme, parent=window)
    sheet.saved.connect(lambda: surface.say(_("Saved: {file}", file=str(out))))
    sheet.failed.connect(lambda error: tell_error(error, theme=surface.theme, parent=window))
    sheet.save(annotated, session.scheme, out)


def ask_print(window: QWidget, surface: Surface, document: OpenDocument) -> None:
    """Ask for a printer and print the article."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageMargins(MARGINS, QPageLayout.Unit.Millimeter)
    printer.setDocName(document.document.title)
    dialog = QPrintDialog(printer, window)
    dialog.setWindowTitle(_("Print the article"))
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return
    printer.setResolution(DOTS_AN_INCH)
    sheet = PrintingSheet(theme=surface.theme, parent=window)
    sheet.open()
    try:
        paint_sheets(document, printer, progress=sheet.show_progress, cancelled=sheet.is_left)
    except ExportCancelled:
        printer.abort()
        surface.say(_("Printing was stopped."))
    else:
        surface.say(_("Sent to the printer."))
    finally:
        sheet.accept()


def _file_name(document: OpenDocument) -> str:
    """The title as a name for a file."""
    kept = "".join(c if c.isalnum() or c in " -_" else " " for c in document.document.title)
    return " ".join(kept.split())[:_LONGEST_NAME].strip() or str(document.document.id)
