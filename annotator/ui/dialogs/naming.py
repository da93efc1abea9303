"""Asks for the person's name, and derives the handle under which their annotations are kept."""

from __future__ import annotations

import re
from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.language import _, isolated
from annotator.model.identity import ADJUDICATED
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import coloured, plain_label
from annotator.ui.theme import Theme


class NameSheet(Sheet):
    """Name and handle; the handle makes the annotation set, so another one begins another set."""

    named = Signal(str, str)
    """Name and handle."""

    def __init__(
        self,
        name: str,
        handle: str,
        *,
        known: Collection[str],
        theme: Theme,
        parent: QWidget | None,
        of_another: bool = False,
    ) -> None:
        title = _("Add a person") if of_another else _("Your name")
        super().__init__(title, theme=theme, parent=parent)
        self._follows = not handle
        self.add_title(title)
        self.add_words(
            _("Their annotations are kept under the handle; it is the one that they enter in their own program.")
            if of_another
            else _("Your annotations are kept under your handle. Another handle begins another set.")
        )
        self.name = self._field(_("Name"), name)
        self.handle = self._field(_("Handle"), handle)
        if known:
            self.add_words(_("In this corpus: {handles}", handles=", ".join(map(isolated, known))), px=12)
        self._warning = plain_label(font=ui_font(12), parent=self)
        coloured(self._warning, theme.bad)
        self.column.addWidget(self._warning)
        self._save = self.add_button(_("Save"), primary=True)
        self._save.clicked.connect(self._take)
        self.add_button(_("Cancel")).clicked.connect(self.reject)
        self.finish()
        self.name.textEdited.connect(self._derive)
        self.handle.textEdited.connect(self._check)
        self._check()

    def _field(self, title: str, text: str) -> QLineEdit:
        self.column.addWidget(plain_label(title, font=ui_font(12), parent=self))
        field = QLineEdit(text, self)
        field.setAccessibleName(title)
        self.column.addWidget(field)
        return field

    def _derive(self, name: str) -> None:
        if self._follows:
            self.handle.setText(handle_from(name))
        self._check()

    def _check(self, _text: str = "") -> None:
        handle = self.handle.text().strip()
        reserved = handle == ADJUDICATED
        self._warning.setText(_("“{handle}” is the name of the adjudicated set.", handle=handle) if reserved else "")
        self._save.setEnabled(bool(self.name.text().strip() and handle) and not reserved)

    def _take(self) -> None:
        self.named.emit(self.name.text().strip(), self.handle.text().strip())
        self.accept()


def handle_from(name: str) -> str:
    """A handle from a name: its words in lower case, joined by underscores.

    >>> handle_from(" Salma  Al-Ali ")
    'salma_al_ali'
    """
    return "_".join(re.findall(r"\w+", name.lower())) or "annotator"
