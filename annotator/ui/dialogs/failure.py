"""A fault of the program: said plainly, with the details to be copied; the work goes on."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from annotator.language import _
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.theme import Theme


class Failure(Sheet):
    """Shows a traceback to a person who did nothing wrong."""

    def __init__(self, details: str, *, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(_("A fault of the program"), theme=theme, parent=parent, width=560)
        self.add_title(_("A fault of the program"))
        self.add_words(
            _("Something went wrong that is not your doing. What you did before is saved, and you can go on working."
              " Please send these lines to those who look after the program:")
        )  # fmt: skip
        box = QPlainTextEdit(details, self)
        box.setReadOnly(True)
        box.setLayoutDirection(self.layoutDirection())
        box.setMinimumHeight(180)
        self.column.addWidget(box)
        self.add_button(_("Go on"), primary=True).clicked.connect(self.accept)
        copy = self.add_button(_("Copy"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
        self.finish()
