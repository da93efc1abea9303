"""Which column of a table holds what part of an article."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from annotator.language import _, isolated
from annotator.operations.preview import TableHead
from annotator.operations.surveying import PARTS
from annotator.ui.dialogs.widesheet import small_heading
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import coloured, plain_label
from annotator.ui.panels.oneline import OneLine
from annotator.ui.scrolling import scrolling
from annotator.ui.theme import Theme

_NOTHING: Final = ""


def part_title(part: str) -> str:
    """What people call a part of an article."""
    titles = {
        "text": _("Text"),
        "id": _("Id"),
        "title": _("Title"),
        "abstract": _("Abstract"),
        "date": _("Date"),
        "url": _("Address"),
        "outlet": _("Outlet"),
        "author": _("Author"),
        "dateline": _("Dateline"),
        "language": _("Language"),
    }
    return titles.get(part, part)


class ColumnMap(QWidget):
    """A row for each part of an article: its column, and what stands there in the first rows."""

    changed = Signal(object, object)
    """The names of the columns, and the column for each part; an empty one for parts that the table lacks."""

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._head: TableHead | None = None
        self._theme = theme
        self._boxes = {part: QComboBox(self) for part in PARTS}
        self._samples = {part: OneLine(font=ui_font(12), colour=theme.ink2) for part in PARTS}
        words = plain_label(
            _("Further columns stay with the article under their own names. What is said here holds for every table "
              "with the same columns, today and later."),
            font=ui_font(12),
        )  # fmt: skip
        words.setWordWrap(True)
        coloured(words, theme.ink3)
        rows = QWidget()
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 6, 8, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for row, part in enumerate(PARTS):
            box, sample = self._boxes[part], self._samples[part]
            box.setMinimumWidth(170)
            box.setMaximumWidth(240)
            box.setAccessibleName(part_title(part))
            box.activated.connect(lambda _at: self._tell())
            grid.addWidget(small_heading(part_title(part), theme=theme), row, 0)
            grid.addWidget(box, row, 1)
            grid.addWidget(sample, row, 2)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(len(PARTS), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(words)
        column.addWidget(scrolling(rows, parent=self), 1)

    @property
    def columns(self) -> dict[str, str]:
        """The column for each part, as the boxes say."""
        return {part: str(box.currentData() or _NOTHING) for part, box in self._boxes.items()}

    def show_head(self, head: TableHead) -> None:
        """Show the columns of a table."""
        before, self._head = self._head, head
        for part, box in self._boxes.items():
            if before is None or before.names != head.names:
                box.clear()
                box.addItem(_("none"), _NOTHING)
                for name in head.names:
                    if name:
                        box.addItem(isolated(name), name)
            at = head.parts.get(part)
            box.setCurrentIndex(box.findData(head.names[at]) if at is not None else 0)
        self._show_samples()

    def take_focus(self) -> None:
        """Begin with the first part."""
        self._boxes[PARTS[0]].setFocus()

    def choose(self, part: str, column: str) -> None:
        """Say which column holds a part."""
        box = self._boxes[part]
        box.setCurrentIndex(box.findData(column))
        self._tell()

    def _tell(self) -> None:
        self._show_samples()
        if self._head is not None:
            self.changed.emit(self._head.names, self.columns)

    def _show_samples(self) -> None:
        """What stands in the column in the first row that has anything there."""
        head = self._head
        for part, name in self.columns.items():
            at = head.names.index(name) if head is not None and name in head.names else None
            cells = [row[at] for row in head.rows if at < len(row)] if head is not None and at is not None else []
            first = next((" ".join(cell.split()) for cell in cells if cell.strip()), "")
            self._samples[part].setText(isolated(first[:160]) if first else "")
