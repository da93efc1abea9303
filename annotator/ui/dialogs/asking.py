"""Short questions and messages."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from annotator.language import _, explained
from annotator.model.errors import AnnotatorError
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.theme import Theme


def ask(question: str, *, theme: Theme, parent: QWidget | None) -> bool:
    """Ask something that is answered by yes or no, and wait for the answer."""
    sheet = Sheet(_("Isnad"), theme=theme, parent=parent, width=420)
    sheet.add_words(question, px=14)
    yes, no = sheet.add_button(_("Yes"), primary=True), sheet.add_button(_("No"))
    yes.clicked.connect(sheet.accept)
    no.clicked.connect(sheet.reject)
    sheet.finish()
    return sheet.exec() == QDialog.DialogCode.Accepted


def tell(title: str, text: str, *, theme: Theme, parent: QWidget | None) -> None:
    """Tell something that has to be read before work goes on."""
    sheet = Sheet(title, theme=theme, parent=parent, width=420)
    sheet.add_title(title)
    sheet.add_words(text, px=13.5)
    sheet.add_button(_("Close"), primary=True).clicked.connect(sheet.accept)
    sheet.finish()
    sheet.exec()


def tell_error(error: AnnotatorError, *, theme: Theme, parent: QWidget | None) -> None:
    """Tell what could not be done and what to do about it."""
    tell(_("That could not be done"), explained(error), theme=theme, parent=parent)
