"""The queue as a list: headings with counts, cases with what was decided; each row a sentence to a screen reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import draw_line, end_of, start_of, width_of
from annotator.ui.review.board import QueueRow
from annotator.ui.theme import Theme

_HEIGHT: Final = 33
Index = QModelIndex | QPersistentModelIndex


class QueueModel(QAbstractListModel):
    """The rows of a board."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[QueueRow] = ()

    def show_rows(self, rows: Sequence[QueueRow]) -> None:
        """Show other rows."""
        if list(rows) == list(self.rows):
            return
        if [row.key for row in rows] == [row.key for row in self.rows]:
            self.rows = tuple(rows)
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The whole sentence of a row."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            row = self.rows[index.row()]
            return f"{row.text} {row.note}".strip()
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if index.isValid() and not self.rows[index.row()].key:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)


class QueueList(QListView):
    """The rows, with the one at hand as a lit card."""

    wanted = Signal(str)
    """The key of the row that was clicked, or chosen with Enter."""

    def __init__(self, *, theme: Callable[[], Theme], parent: QWidget) -> None:
        super().__init__(parent)
        self._model = QueueModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(theme, self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setProperty("bare", True)
        self.setStyleSheet("QListView { background: transparent; border: 0; }")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.clicked.connect(self._ask)
        self.activated.connect(self._ask)

    @property
    def rows(self) -> Sequence[QueueRow]:
        """What is listed."""
        return self._model.rows

    def show_rows(self, rows: Sequence[QueueRow], *, current: str) -> None:
        """Show rows, one of them at hand."""
        self._model.show_rows(rows)
        at = next((n for n, row in enumerate(rows) if row.key and row.key == current), -1)
        index = self._model.index(at) if at >= 0 else QModelIndex()
        self.setCurrentIndex(index)
        if index.isValid():
            self.scrollTo(index)
        self.viewport().update()

    def _ask(self, index: Index) -> None:
        key = self._model.rows[index.row()].key if index.isValid() else ""
        if key:
            self.wanted.emit(key)


class _Delegate(QStyledItemDelegate):
    """Paints a row."""

    def __init__(self, theme: Callable[[], Theme], parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All rows are equally high."""
        return QSize(120, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A heading with its count, or a case with what was decided."""
        model = index.model()
        row = model.rows[index.row()] if isinstance(model, QueueModel) else QueueRow("")
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        if row.key:
            self._case(painter, rect, row, option)
        else:
            self._heading(painter, rect, row)
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRectF, row: QueueRow) -> None:
        theme = self._theme()
        line = rect.adjusted(20, 6, -20, 0)
        width = draw_line(painter, line, row.text, font=ui_font(12, 500), colour=theme.ink2)
        note = start_of(line, 60, offset=width + 10)
        draw_line(painter, note, row.note, font=ui_font(11), colour=theme.ink3)

    def _case(self, painter: QPainter, rect: QRectF, row: QueueRow, option: QStyleOptionViewItem) -> None:
        theme, state = self._theme(), option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        card = rect.adjusted(8.5, 1.5, -8.5, -1.5)
        if chosen:
            painter.setPen(QPen(theme.line2, 1))
            painter.setBrush(theme.page)
            painter.drawRoundedRect(card, 8, 8)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent)
            painter.drawRoundedRect(start_of(card.adjusted(0, 5, 0, -5), 3), 1.5, 1.5)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.hover)
            painter.drawRoundedRect(card, 8, 8)
        if state & QStyle.StateFlag.State_HasFocus and chosen:
            painter.setPen(QPen(theme.accent, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(card, 8, 8)
        line = rect.adjusted(28, 0, -22, 0)
        note_font = ui_font(12, 600)
        note = width_of(row.note, note_font) + 4 if row.note else 0
        tones = {"done": theme.good, "asked": theme.warn}
        draw_line(painter, end_of(line, note), row.note, font=note_font, colour=tones.get(row.tone, theme.ink3))
        ink = theme.ink2 if row.tone == "done" and not chosen else theme.ink
        words = start_of(line, line.width() - note - 6)
        draw_line(painter, words, row.text, font=ui_font(13, 600 if chosen else 400), colour=ink)
