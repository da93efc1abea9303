"""The first page of an import: which files, what they are, and what to do with bad or known ones."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.language import _, isolated, ngettext, number, said
from annotator.operations.intake import Found, InputFile, find_files
from annotator.operations.plugins import importers
from annotator.operations.transfer import ImportOptions
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import coloured, plain_label
from annotator.ui.theme import Theme

_SHOWN: Final = 2000
_ENCODINGS: Final = ("utf-8", "cp1256", "iso-8859-6", "utf-16")


class ImportChoice(QWidget):
    """Files and folders to import, with a list of what was found in them."""

    changed = Signal()

    def __init__(self, folder: Path, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.paths: list[Path] = []
        self._folder = folder
        self._found: Found | None = None
        self._hint = plain_label(_("Choose files or a folder, or drop them here."), font=ui_font(13))
        coloured(self._hint, theme.ink2)
        self._hint.setWordWrap(True)
        self._model = QStringListModel(self)
        self._list = QListView(self)
        self._list.setModel(self._model)
        self._list.setUniformItemSizes(True)
        self._list.setMinimumHeight(180)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._list.setAccessibleName(_("Files found"))
        self._format = QComboBox(self)
        self._format.addItem(_("Told by each file"), "")
        for name in sorted(importers()):
            self._format.addItem(name, name)
        self._encoding = QComboBox(self)
        self._encoding.addItem(_("Found out"), "")
        for name in _ENCODINGS:
            self._encoding.addItem(name, name)
        self._skip_bad = QCheckBox(_("A bad record costs only itself, not its whole file"), self)
        self._replace = QCheckBox(_("Replace annotations that were edited here since their last import"), self)
        self._format.currentIndexChanged.connect(lambda _index: self._look())
        self._arrange()

    @property
    def ready(self) -> bool:
        """Whether there is anything to import."""
        return self._found is not None and bool(self._found.files or self._found.refused)

    def options(self) -> ImportOptions:
        """What the person said."""
        return ImportOptions(
            as_format=self._format.currentData() or None, encoding=self._encoding.currentData() or None,
            replace=self._replace.isChecked(), skip_bad=self._skip_bad.isChecked(),
        )  # fmt: skip

    def add(self, paths: Iterable[Path]) -> None:
        """Take further files and folders in."""
        self.paths += [path for path in paths if path not in self.paths]
        self._look()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        buttons = QHBoxLayout()
        for text, choose in ((_("Choose a folder…"), self._choose_folder), (_("Choose files…"), self._choose_files)):
            button = QPushButton(text, self)
            button.clicked.connect(choose)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addWidget(self._hint)
        column.addLayout(buttons)
        column.addWidget(self._list, 1)
        for title, box in ((_("Format"), self._format), (_("Encoding"), self._encoding)):
            row = QHBoxLayout()
            row.addWidget(plain_label(title, font=ui_font(12.5)))
            row.addStretch(1)
            row.addWidget(box)
            box.setMinimumWidth(220)
            box.setAccessibleName(title)
            column.addLayout(row)
        column.addWidget(self._skip_bad)
        column.addWidget(self._replace)

    def _choose_files(self) -> None:
        paths, _kind = QFileDialog.getOpenFileNames(self, _("Choose files"), str(self._folder))
        if paths:
            self._folder = Path(paths[0]).parent
            self.add(map(Path, paths))

    def _choose_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self, _("Choose a folder"), str(self._folder))
        if path:
            self._folder = Path(path)
            self.add([Path(path)])

    def _look(self) -> None:
        """Look what the files are."""
        self._found = find_files(self.paths, self.options()) if self.paths else None
        found = self._found
        lines = [_line(file) for file in found.files[:_SHOWN]] if found else []
        refused = found.refused if found else ()
        lines += [f"✕ {isolated(file.file)}: {said(file.problems[0].reason)}" for file in refused if file.problems]
        self._model.setStringList(lines)
        if found is not None:
            told = ngettext("{count} file can be read.", "{count} files can be read.", len(found.files))
            if found.passed_over:
                told += " " + ngettext(
                    "{count} file of another kind is passed over.", "{count} files of other kinds are passed over.",
                    len(found.passed_over),
                )  # fmt: skip
            self._hint.setText(told)
        self.changed.emit()


def _line(file: InputFile) -> str:
    kind = file.importer.name if file.importer is not None else "?"
    size = _("{size} KB", size=number(math.ceil(file.size / 1024)))
    return f"{isolated(file.name)}   {kind}   {size}"
