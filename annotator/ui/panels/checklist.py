"""A list of things to tick, all of them at first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from annotator.language import _, number
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import coloured, plain_label
from annotator.ui.theme import Theme


class CheckList(QWidget):
    """A heading, a button that ticks all or none, and a row for each thing.

    Attributes:
        rows: The list itself.
    """

    changed = Signal()
    """Other things are ticked than before."""

    def __init__(self, title: str, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filling = False
        heading = plain_label(title, font=ui_font(12, 600), parent=self)
        coloured(heading, theme.ink2)
        self._all = QPushButton(self)
        self._all.setProperty("quiet", True)
        self._all.setAutoDefault(False)
        self._all.clicked.connect(self.turn_all)
        self.rows = QListWidget(self)
        self.rows.setUniformItemSizes(True)
        self.rows.setAccessibleName(title)
        self.rows.itemChanged.connect(lambda _row: self._tell())
        head = QHBoxLayout()
        head.addWidget(heading)
        head.addStretch(1)
        head.addWidget(self._all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.rows, 1)
        self._show_all()

    def show_rows(self, rows: Iterable[tuple[str, str, int | None]], *, ticked: Sequence[str] = ()) -> None:
        """Show other things.

        Args:
            rows: What is stored, what people read, and how many there are of it, or None.
            ticked: Which are ticked; none of them here means all.
        """
        self._filling = True
        self.rows.clear()
        entries = list(rows)
        known = {value for value, _title, _count in entries}
        some = [value for value in ticked if value in known]
        for value, title, count in entries:
            entry = QListWidgetItem(title if count is None else f"{title}  {number(count)}", self.rows)
            entry.setData(Qt.ItemDataRole.UserRole, value)
            entry.setFlags(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            on = not some or value in some
            entry.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self._filling = False
        self._show_all()

    @property
    def ticked(self) -> tuple[str, ...]:
        """What is ticked."""
        rows = (self.rows.item(at) for at in range(self.rows.count()))
        return tuple(row.data(Qt.ItemDataRole.UserRole) for row in rows if row.checkState() is Qt.CheckState.Checked)

    @property
    def everything(self) -> bool:
        """Whether all is ticked."""
        return len(self.ticked) == self.rows.count()

    @property
    def chosen(self) -> tuple[str, ...]:
        """What is ticked; nothing where that is all."""
        return () if self.everything else self.ticked

    def tick(self, value: str, *, on: bool) -> None:
        """Tick one thing, or take its tick away."""
        for at in range(self.rows.count()):
            if self.rows.item(at).data(Qt.ItemDataRole.UserRole) == value:
                self.rows.item(at).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def turn_all(self) -> None:
        """Tick all, or none where all are ticked."""
        state = Qt.CheckState.Unchecked if self.everything else Qt.CheckState.Checked
        self._filling = True
        for at in range(self.rows.count()):
            self.rows.item(at).setCheckState(state)
        self._filling = False
        self._tell()

    def _tell(self) -> None:
        if not self._filling:
            self._show_all()
            self.changed.emit()

    def _show_all(self) -> None:
        self._all.setText(_("none") if self.everything and self.rows.count() else _("all"))
        self._all.setEnabled(self.rows.count() > 0)
