"""The files of an import: what each is taken for, which can be changed, and which stay outside."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.language import _, isolated, ngettext, number, said
from annotator.operations.intake import FileChoice, RefusedFile
from annotator.operations.plugins import importers
from annotator.operations.surveying import Survey, SurveyedFile
from annotator.ui.dialogs.formatwords import encoding_title, import_format_title
from annotator.ui.dialogs.widesheet import small_heading
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import coloured, draw_line, plain_label, start_of
from annotator.ui.theme import Theme

_ROW: Final = 46
_ENCODINGS: Final = ("utf-8", "cp1256", "iso-8859-6", "utf-16")
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class _Row:
    """A file in the list: one that can be read, or why it cannot."""

    file: SurveyedFile | None
    refused: RefusedFile | None = None

    @property
    def name(self) -> str:
        return self.file.name if self.file is not None else self.refused.file if self.refused is not None else ""

    @property
    def path(self) -> Path | None:
        return self.file.path if self.file is not None else self.refused.path if self.refused is not None else None

    @property
    def place(self) -> str:
        return self.file.place if self.file is not None else str(self.path or "")

    @property
    def told(self) -> str:
        """Format, encoding and size; or the reason."""
        if self.file is None:
            problems = self.refused.problems if self.refused is not None else ()
            return said(problems[0].reason) if problems else ""
        size = _("{size} KB", size=number(math.ceil(self.file.size / 1024)))
        if self.file.size >= 1 << 20:
            size = _("{size} MB", size=number(self.file.size / (1 << 20), digits=1))
        parts = (import_format_title(self.file.format), encoding_title(self.file.encoding), size)
        return " · ".join(part for part in parts if part)


class ImportFiles(QWidget):
    """Chooses files and folders, lists what is in them, and takes what a person says about single files.

    Attributes:
        paths: What was chosen or dropped.
        choices: What was said about single files, by their paths.
    """

    added = Signal()
    """Other files or folders were chosen: they have to be looked at."""
    chosen_otherwise = Signal(object)
    """A tuple of paths: something else was said about these files."""
    current_changed = Signal()
    """Another file is marked."""

    def __init__(self, folder: Path, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.paths: list[Path] = []
        self.choices: dict[Path, FileChoice] = {}
        self._folder, self._theme = folder, theme
        self._passed_over: tuple[str, ...] = ()
        self._count = 0
        self._first = QPushButton(_("Choose files…"), self)
        self._model = _Files(self)
        self.list = _FileList(theme=theme, parent=self)
        self.list.setModel(self._model)
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._show_current())
        self.list.removal_wanted.connect(self._leave_out)
        self._told = plain_label(font=ui_font(12), parent=self)
        self._told.setWordWrap(True)
        coloured(self._told, theme.ink3)
        self._format, self._encoding = QComboBox(self), QComboBox(self)
        self._format.addItem("", "")
        for name in sorted(importers()):
            self._format.addItem(import_format_title(name), name)
        self._encoding.addItem("", "")
        for name in _ENCODINGS:
            self._encoding.addItem(encoding_title(name), name)
        self._format.activated.connect(lambda _at: self._choose(as_format=self._format.currentData() or None))
        self._encoding.activated.connect(lambda _at: self._choose(encoding=self._encoding.currentData() or None))
        self._arrange()
        self.show_survey(Survey((), (), ()))

    # ------------------------------------------------------------------ what is known

    @property
    def folder(self) -> Path:
        """Where files were chosen last."""
        return self._folder

    @property
    def count(self) -> int:
        """How many files can be read."""
        return self._count

    @property
    def files(self) -> list[SurveyedFile]:
        """Those that can be read and were not left out."""
        return [row.file for row in self._model.rows if row.file is not None]

    @property
    def refused(self) -> list[RefusedFile]:
        """Those that cannot be read."""
        return [row.refused for row in self._model.rows if row.refused is not None]

    @property
    def current(self) -> SurveyedFile | None:
        """The marked file, where it can be read."""
        row = self._current_row()
        return row.file if row is not None else None

    @property
    def current_refusal(self) -> RefusedFile | None:
        """Why the marked file cannot be read; None where it can."""
        row = self._current_row()
        return row.refused if row is not None else None

    def add(self, paths: Iterable[Path]) -> None:
        """Take further files and folders in."""
        new = [path for path in paths if path not in self.paths]
        if new:
            self.paths += new
            for path in new:
                self.choices.pop(path, None)
            self._folder = new[0] if new[0].is_dir() else new[0].parent
            self._told.setText(_("Looking at the files…"))
            self.added.emit()

    def take_focus(self) -> None:
        """Begin with the list, or with the button that fills it."""
        if self.paths:
            self.list.setFocus()
        else:
            self._first.setFocus()

    def choose_columns(self, header: Sequence[str], columns: dict[str, str]) -> None:
        """Say which column holds what, for all tables with these columns."""
        told = []
        for file in self.files:
            if file.columns == tuple(header):
                self.choices[file.path] = replace(self.choices.get(file.path, FileChoice()), columns=columns)
                told.append(file.path)
        self.chosen_otherwise.emit(tuple(told))

    # ------------------------------------------------------------------ what was found

    def show_survey(self, survey: Survey) -> None:
        """Show what was found."""
        before = self._current_row()
        rows = [_Row(None, refused) for refused in survey.refused] + [_Row(file) for file in survey.files]
        self._model.show_rows(rows)
        self._passed_over = survey.passed_over
        at = 0
        if before is not None:
            at = next((number for number, row in enumerate(rows) if row.place == before.place), 0)
        if rows:
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.list.selectionModel().setCurrentIndex(self._model.index(at), flag)
        self._show_told()
        self._show_current()

    def update_files(self, survey: Survey, asked: Sequence[Path]) -> None:
        """Show what was found when single files were looked at again; they keep their names."""
        places = {str(path) for path in asked}
        found = {file.place: file for file in survey.files}
        refused = {str(one.path): one for one in survey.refused}
        for number_, row in enumerate(self._model.rows):
            if row.place not in places:
                continue
            if row.place in found:
                self._model.show_row(number_, _Row(found[row.place]._replace(name=row.name)))
            elif row.place in refused:
                self._model.show_row(number_, _Row(None, replace(refused[row.place], file=row.name)))
        self._show_told()
        self._show_current()

    def _show_told(self) -> None:
        count = self._count = sum(row.file is not None for row in self._model.rows)
        if not self._model.rows:
            self._told.setText(_("Choose files or a folder, or drop them on the window."))
            return
        told = ngettext("{count} file can be read.", "{count} files can be read.", count)
        if self._passed_over:
            told += " " + ngettext(
                "{count} file of another kind is passed over.", "{count} files of other kinds are passed over.",
                len(self._passed_over),
            )  # fmt: skip
        self._told.setText(told)

    def _show_current(self) -> None:
        """The choices of the marked file in the boxes."""
        row = self._current_row()
        path = row.path if row is not None else None
        self._format.setEnabled(path is not None)
        self._encoding.setEnabled(row is not None and row.file is not None and row.file.encoding != "")
        choice = self.choices.get(path, FileChoice()) if path is not None else FileChoice()
        file = row.file if row is not None else None
        told = import_format_title(file.format) if file is not None and choice.as_format is None else ""
        seen = encoding_title(file.encoding) if file is not None and choice.encoding is None else ""
        self._format.setItemText(0, _("By itself: {what}", what=told) if told else _("By itself"))
        self._encoding.setItemText(0, _("By itself: {what}", what=seen) if seen else _("By itself"))
        for box, chosen in ((self._format, choice.as_format), (self._encoding, choice.encoding)):
            box.setCurrentIndex(max(0, box.findData(chosen or "")))
        self.current_changed.emit()

    def _current_row(self) -> _Row | None:
        at = self.list.currentIndex().row()
        return self._model.rows[at] if 0 <= at < len(self._model.rows) else None

    # ------------------------------------------------------------------ choosing

    def _choose(self, **said_of_them: str | None) -> None:
        """Say something about the marked files."""
        rows = {index.row() for index in self.list.selectionModel().selectedIndexes()}
        paths = [path for at in sorted(rows) if (path := self._model.rows[at].path) is not None]
        for path in paths:
            self.choices[path] = replace(self.choices.get(path, FileChoice()), **said_of_them)  # type: ignore[arg-type]
        if paths:
            self.chosen_otherwise.emit(tuple(paths))

    def _leave_out(self) -> None:
        """Leave the marked files outside."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        for at in rows:
            path = self._model.rows[at].path
            if path is not None:
                self.choices[path] = replace(self.choices.get(path, FileChoice()), left_out=True)
                if path in self.paths:
                    self.paths.remove(path)
        left = [row for at, row in enumerate(self._model.rows) if at not in rows]
        self._model.show_rows(left)
        if left:
            following = self._model.index(min(rows[0], len(left) - 1)) if rows else self._model.index(0)
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.list.selectionModel().setCurrentIndex(following, flag)
        self._show_told()
        self._show_current()

    def _choose_files(self) -> None:
        paths, _kind = QFileDialog.getOpenFileNames(self, _("Choose files"), str(self._folder))
        if paths:
            self.add(map(Path, paths))

    def _choose_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self, _("Choose a folder"), str(self._folder))
        if path:
            self.add([Path(path)])

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        folder = QPushButton(_("A folder…"), self)
        for button, choose in ((self._first, self._choose_files), (folder, self._choose_folder)):
            button.setAutoDefault(False)
            button.clicked.connect(choose)
            buttons.addWidget(button, 1)
        QWidget.setTabOrder(self._first, folder)
        column.addLayout(buttons)
        column.addWidget(self.list, 1)
        column.addWidget(self._told)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        for row, (title, box) in enumerate(((_("Format"), self._format), (_("Encoding"), self._encoding))):
            box.setAccessibleName(title)
            grid.addWidget(small_heading(title, theme=self._theme, parent=self), row, 0)
            grid.addWidget(box, row, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)


class _FileList(QListView):
    """The list; Delete leaves the marked files out."""

    removal_wanted = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setItemDelegate(_Painter(theme, self))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Files found"))
        self.setAccessibleDescription(_("Delete leaves a file out."))
        self.setToolTip(_("Delete leaves a file out."))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows; an empty list says what it waits for."""
        super().paintEvent(event)
        if self.model().rowCount() == 0:
            with QPainter(self.viewport()) as painter:
                room = QRectF(self.viewport().rect()).adjusted(16, 0, -16, 0)
                words, font = _("Drop files here"), ui_font(13)
                middle = Qt.AlignmentFlag.AlignHCenter
                draw_line(painter, room, words, font=font, colour=self._theme.ink3, align=middle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Backspace leave out."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_wanted.emit()
        else:
            super().keyPressEvent(event)


class _Files(QAbstractListModel):
    """The rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[_Row] = []

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - the signature of Qt
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{isolated(row.name)}. {row.told}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return isolated(str(row.path or row.name))
        return None

    def show_rows(self, rows: list[_Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def show_row(self, at: int, row: _Row) -> None:
        self.rows[at] = row
        self.dataChanged.emit(self.index(at), self.index(at))


class _Painter(QStyledItemDelegate):
    """Paints one file: its name, and below what it is taken for."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(120, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, rect = self._theme, QRectF(option.rect)
        model = index.model()
        assert isinstance(model, _Files)  # the list has no other model
        row = model.rows[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent_bg)
            painter.drawRoundedRect(rect.adjusted(3, 2, -3, -2), 8, 8)
        if row.refused is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.bad)
            painter.drawRoundedRect(start_of(rect.adjusted(0, 10, 0, -10), 3.5, offset=6), 1.7, 1.7)
        inside = rect.adjusted(14, 0, -12, 0)
        upper = QRectF(inside.left(), inside.top() + 4, inside.width(), 20)
        lower = QRectF(inside.left(), inside.top() + 23, inside.width(), 18)
        font = ui_font(13, 500)
        # Of a path the end tells more than the middle.
        name = QFontMetricsF(font).elidedText(row.name, Qt.TextElideMode.ElideMiddle, upper.width() - 2)
        draw_line(painter, upper, isolated(name), font=font, colour=theme.ink)
        draw_line(painter, lower, row.told, font=ui_font(11.5), colour=theme.ink3 if row.file else theme.bad)
        painter.restore()
