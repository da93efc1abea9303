"""A concordance: places one below the other, the words that count in one column, each with a box to tick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QLinearGradient, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.language import _
from annotator.operations.around import Around
from annotator.ui.fonts import reading_font, ui_font
from annotator.ui.panels.lettering import draw_line, end_of, start_of, width_of
from annotator.ui.panels.markedtext import MarkedText
from annotator.ui.panels.marks import draw_pill, pill_width
from annotator.ui.theme import Theme

_ROW: Final = 40
_TITLE: Final = 104.0
_TICK: Final = 16.0
_FADE: Final = 26.0
_COLUMN: Final = 0.42
"""Where the words begin, as a part of the room for the text, from the right."""
_TITLE_SHARE: Final = 0.22
_NARROW: Final = 460.0
"""A list in which there is no room for notes at the end of a row; the tool tip has them."""
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """A place.

    Attributes:
        title: The article.
        text: The words around.
        family: Colour of the box: the family of an entity label, or empty.
        doubt: Why it is not ticked, in the language in use; empty where nothing speaks against it.
        note: What stands at its end, in quiet letters.
        tickable: Whether it has a box to tick.
    """

    title: str
    text: Around
    family: str = ""
    doubt: str = ""
    note: str = ""
    tickable: bool = True


class Concordance(QListView):
    """The places; Space and X tick, arrows move."""

    ticked = Signal()
    """Other places are ticked than before."""
    current_changed = Signal(int)
    """Number of the row that is marked."""
    opened = Signal(int)
    """A row was double-clicked, or Enter pressed on it, where nothing else is done by Enter."""

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._places = _Places(self)
        self.setModel(self._places)
        self.setItemDelegate(_Painter(theme, self))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QListView { border: 0; background: transparent; }")
        self.setAccessibleName(_("Places"))
        self.activated.connect(lambda index: self.opened.emit(index.row()))

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.setItemDelegate(_Painter(theme, self))
        self.viewport().update()

    @property
    def rows(self) -> Sequence[Row]:
        """The places."""
        return self._places.rows

    def add(self, rows: Sequence[Row]) -> None:
        """Add places at the end; those without a doubt are ticked."""
        first = not self._places.rows
        self._places.add(rows)
        if first and rows:
            self.setCurrentIndex(self._places.index(0))

    def clear(self) -> None:
        """Forget all places."""
        self._places.clear()

    def is_ticked(self, row: int) -> bool:
        """Whether a place is ticked."""
        return self._places.ticks[row]

    def tick(self, rows: Sequence[int], *, on: bool) -> None:
        """Tick places, or take their ticks away."""
        self._places.tick(rows, on=on)
        self.ticked.emit()

    @property
    def count(self) -> int:
        """How many places are ticked."""
        return sum(self._places.ticks)

    def set_filter(self, shown: Sequence[bool] | None) -> None:
        """Show only some of the rows; None shows all."""
        for row in range(len(self._places.rows)):
            self.setRowHidden(row, shown is not None and not shown[row])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space turns the tick; arrows move, and the rest is the dialog's."""
        if event.key() == Qt.Key.Key_Space:
            self.turn_current()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
                             Qt.Key.Key_Home, Qt.Key.Key_End):  # fmt: skip
            super().keyPressEvent(event)
        else:
            event.ignore()

    def turn_current(self) -> None:
        """Tick the marked row, or take its tick away."""
        row = self.currentIndex().row()
        if 0 <= row < len(self._places.rows):
            self.tick((row,), on=not self.is_ticked(row))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the box turns the tick."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and tick_place(QRectF(self.visualRect(index))).contains(event.position()):
            self.turn_current()

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Tell which row is marked."""
        super().currentChanged(current, previous)
        self.current_changed.emit(current.row())


def tick_place(row: QRectF) -> QRectF:
    """Where the box of a row stands, with room around it for the pointer."""
    return start_of(row, _TICK + 20, offset=6)


class _Places(QAbstractListModel):
    """The rows and their ticks."""

    def __init__(self, parent: Concordance) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self.ticks: list[bool] = []

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - the signature of Qt
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            state = (_("ticked") if self.ticks[index.row()] else _("not ticked")) if row.tickable else ""
            return ". ".join(part for part in (row.title, row.text.line, state, row.doubt, row.note) if part)
        return None

    def add(self, rows: Sequence[Row]) -> None:
        if rows:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
            self.rows.extend(rows)
            self.ticks.extend(row.tickable and not row.doubt for row in rows)
            self.endInsertRows()

    def clear(self) -> None:
        self.beginResetModel()
        self.rows, self.ticks = [], []
        self.endResetModel()

    def tick(self, rows: Sequence[int], *, on: bool) -> None:
        for row in rows:
            if self.rows[row].tickable:
                self.ticks[row] = on
                index = self.index(row)
                self.dataChanged.emit(index, index)


class _Painter(QStyledItemDelegate):
    """Paints one place: box, article, the line with its words in the column, the doubt."""

    def __init__(self, theme: Theme, parent: Concordance) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = parent

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, rect = self._theme, QRectF(option.rect)
        row, on = self._view.rows[index.row()], self._view.is_ticked(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = theme.accent_bg if current else theme.page
        if current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 8, 8)
        painter.fillRect(QRectF(rect.left() + 14, rect.bottom() - 1, rect.width() - 28, 1), theme.line)
        offset = 16.0
        if row.tickable:
            self._draw_tick(painter, start_of(rect, _TICK, offset=offset), on=on)
            offset += _TICK + 12
        # In a narrow list the words themselves come first.
        titled = min(_TITLE, rect.width() * _TITLE_SHARE)
        title = start_of(rect, titled, offset=offset)
        rtl = Qt.LayoutDirection.RightToLeft
        draw_line(painter, title, row.title, font=ui_font(11.5), colour=theme.ink3, direction=rtl)
        rest = rect.width() - offset - titled - 28
        shift = self._draw_doubt(painter, rect, row)
        whole, room = end_of(rect, rest, offset=14), end_of(rect, rest - shift, offset=14 + shift)
        # The column is the same in every row, whatever stands at its end.
        column = whole.right() - whole.width() * _COLUMN
        self._draw_text(painter, room, row, column=column, ground=ground, on=on or not row.tickable)
        painter.restore()

    def _draw_tick(self, painter: QPainter, box: QRectF, *, on: bool) -> None:
        theme = self._theme
        square = QRectF(box.left(), box.center().y() - _TICK / 2, _TICK, _TICK)
        painter.setPen(QPen(theme.accent if on else theme.ink3, 1.2))
        painter.setBrush(theme.accent if on else theme.page)
        painter.drawRoundedRect(square, 4, 4)
        if on:
            painter.setPen(QPen(theme.on_accent, 1.9, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            middle = square.center()
            points = (QPointF(-3.6, 0.2), QPointF(-1.2, 2.9), QPointF(3.8, -2.8))
            painter.drawPolyline([middle + point for point in points])

    def _draw_doubt(self, painter: QPainter, rect: QRectF, row: Row) -> float:
        """The reason or the note at the far end; how much room it takes."""
        font = ui_font(11)
        if not row.doubt and rect.width() < _NARROW:
            return 0.0
        if not row.doubt:
            width = min(width_of(row.note, font), rect.width() * 0.2)
            draw_line(painter, end_of(rect, width + 2, offset=14), row.note, font=font, colour=self._theme.ink3)
            return width + 12 if row.note else 0.0
        width = min(pill_width(row.doubt, font), rect.width() * 0.26)
        pill = end_of(QRectF(rect.left(), rect.center().y() - 10, rect.width(), 20), width, offset=14)
        draw_pill(painter, pill, row.doubt, font=font, ink=self._theme.warn, ground=self._theme.warn_bg)
        return width + 12

    def _draw_text(self, painter: QPainter, room: QRectF, row: Row, *, column: float, ground: QColor, on: bool) -> None:
        theme = self._theme
        words = MarkedText(row.text.line, (row.text.span,), font=reading_font(19), pitch=_ROW)
        hit = max((box.right() for box in words.boxes), default=words.width)
        painter.save()
        painter.setClipRect(room)
        ink, edge = (theme.ink, theme.family(row.family)) if on else (theme.ink3, theme.line2)
        at = QPointF(column - hit, room.top())
        words.draw(painter, at, ink=ink, edge=edge, ground=ground, dashed=not on)
        self._fade(painter, room, ground, left=at.x() < room.left(), right=at.x() + words.width > room.right())
        painter.restore()

    def _fade(self, painter: QPainter, room: QRectF, ground: QColor, *, left: bool, right: bool) -> None:
        """Let a line that is too long sink into the paper at its end."""
        for runs_out, edge, inner in (
            (left, room.left(), room.left() + _FADE),
            (right, room.right(), room.right() - _FADE),
        ):
            if runs_out:
                gradient = QLinearGradient(edge, 0, inner, 0)
                faint = QColor(ground)
                faint.setAlpha(0)
                gradient.setColorAt(0, ground)
                gradient.setColorAt(1, faint)
                painter.fillRect(QRectF(min(edge, inner), room.top() + 2, _FADE, room.height() - 4), gradient)
