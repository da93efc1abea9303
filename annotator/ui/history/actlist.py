"""Acts by day, the latest first: time, person, what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.language import _
from annotator.model.history import ActSummary
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import draw_line, end_of, start_of
from annotator.ui.panels.marks import draw_pill, pill_width
from annotator.ui.panels.moments import day_of, day_title, time_of
from annotator.ui.panels.rowground import paint_row_ground
from annotator.ui.theme import Theme

_ROW: Final = 52
_DAY: Final = 36
_TIME: Final = 44.0
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class DayRow:
    """The heading of a day."""

    title: str


@dataclass(frozen=True, slots=True)
class ActRow:
    """An act as the list shows it.

    Attributes:
        act: The act.
        gesture: What was done, in the language in use.
        person: What people call who did it.
        note: What else is to be said, such as “undone”; empty where there is nothing.
    """

    act: ActSummary
    gesture: str
    person: str
    note: str


def gesture_title(act: ActSummary) -> str:
    """What an act was, in the language in use."""
    gesture = _(act.gesture) if act.gesture else ""
    return _("Undo: {gesture}", gesture=gesture) if act.undoes is not None else gesture


class ActList(QListView):
    """The acts; arrows move, Enter opens."""

    current_changed = Signal(object)
    """``ActSummary`` that is marked, or None."""
    opened = Signal(object)
    """``ActSummary`` on which Enter was pressed, or that was double-clicked."""

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Painter(theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QListView { border: 0; background: transparent; }")
        self.setMouseTracking(True)
        self.setAccessibleName(_("Acts"))
        self.activated.connect(lambda index: self._open(index.row()))

    @property
    def rows(self) -> Sequence[DayRow | ActRow]:
        """What is shown."""
        return self._rows.rows

    @property
    def current(self) -> ActSummary | None:
        """The act that is marked, or None."""
        row = self.currentIndex().row()
        entry = self.rows[row] if 0 <= row < len(self.rows) else None
        return entry.act if isinstance(entry, ActRow) else None

    def show_acts(self, acts: Sequence[ActRow]) -> None:
        """Show acts, the latest first; the marked one stays marked where it is still there."""
        kept = self.current
        rows: list[DayRow | ActRow] = []
        for day, members in groupby(acts, key=lambda row: day_of(row.act.at)):
            rows.append(DayRow(day_title(day)))
            rows.extend(members)
        self._rows.show(rows)
        wanted = [at for at, row in enumerate(rows) if isinstance(row, ActRow)]
        same = (at for at in wanted if kept is not None and self._act_at(at).act == kept.act)
        row = next(same, next(iter(wanted), None))
        if row is not None:
            self.setCurrentIndex(self._rows.index(row))
        else:
            self.current_changed.emit(None)

    def choose(self, act: ActSummary) -> None:
        """Mark an act."""
        for at, row in enumerate(self.rows):
            if isinstance(row, ActRow) and row.act.act == act.act:
                self.setCurrentIndex(self._rows.index(at))

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.setItemDelegate(_Painter(theme, self))
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move; what else is pressed is the section's."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home,
                           Qt.Key.Key_End, Qt.Key.Key_Return, Qt.Key.Key_Enter):  # fmt: skip
            super().keyPressEvent(event)
        else:
            event.ignore()

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Tell which act is marked."""
        super().currentChanged(current, previous)
        self.current_changed.emit(self.current)

    def _open(self, row: int) -> None:
        entry = self.rows[row] if 0 <= row < len(self.rows) else None
        if isinstance(entry, ActRow):
            self.opened.emit(entry.act)

    def _act_at(self, row: int) -> ActSummary:
        entry = self.rows[row]
        assert isinstance(entry, ActRow)  # asked only of those
        return entry.act


class _Rows(QAbstractListModel):
    """Days and acts."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[DayRow | ActRow] = []

    def show(self, rows: list[DayRow | ActRow]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - the signature of Qt
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], DayRow):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if isinstance(row, DayRow):
            return row.title
        parts = (time_of(row.act.at), row.person, row.gesture, row.note)
        return _(", ").join(part for part in parts if part)


class _Painter(QStyledItemDelegate):
    """Paints a day or an act."""

    def __init__(self, theme: Theme, parent: ActList) -> None:
        super().__init__(parent)
        self._theme, self._view = theme, parent

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, _DAY if isinstance(self._view.rows[index.row()], DayRow) else _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, rect, row = self._theme, QRectF(option.rect), self._view.rows[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, DayRow):
            line = start_of(rect.adjusted(0, 10, 0, 0), rect.width() - 24, offset=12)
            draw_line(painter, line, row.title, font=ui_font(12, 600), colour=theme.ink2)
        else:
            self._paint_act(painter, option, rect, row)
        painter.restore()

    def _paint_act(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRectF, row: ActRow) -> None:
        theme = self._theme
        paint_row_ground(painter, option, theme=theme)
        inner = rect.adjusted(12, 0, -12, 0)
        first = QRectF(inner.left(), rect.top() + 5, inner.width(), 22)
        second = QRectF(inner.left(), rect.top() + 26, inner.width(), 19)
        time = time_of(row.act.at)
        draw_line(painter, start_of(first, _TIME), time, font=ui_font(12), colour=theme.ink3)
        room = start_of(first, first.width() - _TIME, offset=_TIME)
        if row.note:
            font = ui_font(10.5, 500)
            width = min(pill_width(row.note, font), room.width() * 0.5)
            pill = end_of(QRectF(room.left(), room.top() + 1, room.width(), 19), width)
            draw_pill(painter, pill, row.note, font=font, ink=theme.ink2, ground=theme.hover)
            room = start_of(room, room.width() - width - 8)
        ink = theme.ink3 if row.act.undone else theme.ink
        draw_line(painter, room, row.gesture, font=ui_font(13, 500), colour=ink)
        person = start_of(second, second.width() - _TIME, offset=_TIME)
        draw_line(painter, person, row.person, font=ui_font(11.5), colour=theme.ink3)
