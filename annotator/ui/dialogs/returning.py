"""Asks whose work goes back, and what is said to the whole of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from annotator.language import _
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.fonts import reading_font, ui_font
from annotator.ui.panels.lettering import plain_label
from annotator.ui.theme import Theme


class ReturnSheet(Sheet):
    """Whose work, and why."""

    returned = Signal(str, str)
    """The name of the set, and the reason, perhaps empty."""

    def __init__(self, authors: Sequence[tuple[str, str]], *, theme: Theme, parent: QWidget | None) -> None:
        """Ask.

        Args:
            authors: Name of the set, and what people call its author.
            theme: The colours.
            parent: Over what.
        """
        super().__init__(_("Return work"), theme=theme, parent=parent, width=520)
        self.add_title(_("Return work"))
        self.add_words(
            _("Every difference between this work and what you settled goes back as a case, with your reasons.")
        )
        self.column.addWidget(plain_label(_("Whose work"), font=ui_font(12), parent=self))
        self.author = QComboBox(self)
        self.author.setAccessibleName(_("Whose work"))
        for set_name, title in authors:
            self.author.addItem(title, set_name)
        self.column.addWidget(self.author)
        self.column.addWidget(plain_label(_("What you say to the whole of it"), font=ui_font(12), parent=self))
        self.reason = QLineEdit(self)
        self.reason.setFont(reading_font(17))
        self.reason.setAccessibleName(_("What you say to the whole of it"))
        self.column.addWidget(self.reason)
        self.add_button(_("Return"), primary=True).clicked.connect(self._return)
        self.add_button(_("Cancel")).clicked.connect(self.reject)
        self.finish()
        self.reason.setFocus()

    def _return(self) -> None:
        self.accept()
        self.returned.emit(str(self.author.currentData()), self.reason.text().strip())
