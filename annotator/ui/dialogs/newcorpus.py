"""Asks for the name and the folder of a new corpus."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from annotator.language import _, isolated
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import coloured, plain_label
from annotator.ui.theme import Theme

_SUFFIX = ".isnad"
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


class NewCorpus(Sheet):
    """A corpus is one file; its name is the name of the corpus."""

    wanted = Signal(str)
    """The path of the file to make."""

    def __init__(self, folder: Path, *, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(_("New corpus"), theme=theme, parent=parent)
        self._folder = folder
        self.add_title(_("New corpus"))
        self.add_words(_("A corpus is one file: articles, annotations and their history."))
        self.column.addWidget(plain_label(_("Name"), font=ui_font(12), parent=self))
        self.name = QLineEdit(self)
        self.name.setPlaceholderText(_("For example: wheat 2026"))
        self.name.setAccessibleName(_("Name"))
        self.column.addWidget(self.name)
        row = QHBoxLayout()
        self._where = plain_label(font=ui_font(12), parent=self)
        self._where.setWordWrap(True)
        coloured(self._where, theme.ink3)
        choose = QPushButton(_("Other folder…"), self)
        choose.setProperty("quiet", True)
        choose.clicked.connect(self._choose_folder)
        row.addWidget(self._where, 1)
        row.addWidget(choose)
        self.column.addLayout(row)
        self._make = self.add_button(_("Make the corpus"), primary=True)
        self._make.clicked.connect(self._take)
        self.add_button(_("Cancel")).clicked.connect(self.reject)
        self.finish()
        self.name.textChanged.connect(self._show)
        self._show()

    def _path(self) -> Path:
        name = _FORBIDDEN.sub("", self.name.text()).strip().removesuffix(_SUFFIX)
        return self._folder / f"{name}{_SUFFIX}"

    def _show(self, _text: str = "") -> None:
        path, named = self._path(), bool(_FORBIDDEN.sub("", self.name.text()).strip(" ."))
        taken = named and path.exists()
        self._where.setText(
            _("There is a file of this name already: {path}", path=str(path)) if taken
            else isolated(str(path if named else self._folder))
        )  # fmt: skip
        coloured(self._where, self.theme.bad if taken else self.theme.ink3)
        self._make.setEnabled(named and not taken)

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, _("Folder of the corpus"), str(self._folder))
        if folder:
            self._folder = Path(folder)
            self._show()

    def _take(self) -> None:
        self.accept()
        self.wanted.emit(str(self._path()))
