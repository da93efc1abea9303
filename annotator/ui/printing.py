"""The open article on paper: saved as a picture, a PDF or a web page, or printed."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Protocol

import platformdirs
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.language import _, language
from annotator.model.errors import AnnotatorError, message
from annotator.model.identity import SetName
from annotator.operations.opendocument import OpenDocument
from annotator.operations.session import Session
from annotator.operations.transfer import ExportOptions, export
from annotator.ui.dialogs.asking import tell_error
from annotator.ui.pagepicture import DOTS_AN_INCH, MARGINS, paint, paint_sheets
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
    try:
        save_article(session, document, out)
    except AnnotatorError as error:
        tell_error(error, theme=surface.theme, parent=window)
    except OSError as error:
        reason = AnnotatorError(message("“{file}” could not be written: {reason}", file=str(out), reason=str(error)))
        tell_error(reason, theme=surface.theme, parent=window)
    else:
        surface.say(_("Saved: {file}", file=str(out)))


def save_article(session: Session, document: OpenDocument, out: Path) -> None:
    """Write the article with the person's own annotations as PNG, PDF or HTML, as the suffix says.

    Raises:
        AnnotatorError: If it is too long for a picture, or a span does not stand where it says.
        OSError: If the file cannot be written.
    """
    identifier = document.document.id
    if out.suffix.lower() == ".html":
        names: tuple[SetName, ...] = (document.set_name,) if document.header is not None else ()
        options = ExportOptions(
            documents=(identifier,), annotators=names, language=language(), viewer=session.annotator
        )
        export(session.corpus, out, format="page", options=options)
    else:
        paint(session.corpus.annotated(identifier, document.set_name), session.scheme, out)


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
    paint_sheets(document, printer)
    surface.say(_("Sent to the printer."))


def _file_name(document: OpenDocument) -> str:
    """The title as a name for a file."""
    kept = "".join(c if c.isalnum() or c in " -_" else " " for c in document.document.title)
    return " ".join(kept.split())[:_LONGEST_NAME].strip() or str(document.document.id)
