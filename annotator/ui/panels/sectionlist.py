"""A list with headings whose geometry is arithmetic: ten thousand rows cost no more than ten.

Qt's own list asks for the size of every row as soon as they are not all alike, and again after every change.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from annotator.ui.panels.inbox import Inbox, SectionRow

SECTION_HEIGHT: Final = 34
ROW_HEIGHT: Final = 58
Index = QModelIndex | QPersistentModelIndex
_Move = QAbstractItemView.CursorAction


class SectionList(QAbstractItemView):
    """A view of an ``Inbox``; the delegate paints its rows."""

    def __init__(self, inbox: Inbox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inbox = inbox
        self._tops: Sequence[int] = (0,)
        self.setModel(inbox)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        inbox.modelReset.connect(self._measure)
        self._measure()

    def visualRect(self, index: Index) -> QRect:
        """Where a row stands in the viewport."""
        if not index.isValid():
            return QRect()
        top, below = self._tops[index.row()], self._tops[index.row() + 1]
        return QRect(0, top - self.verticalOffset(), self.viewport().width(), below - top)

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The row under a point of the viewport."""
        row = bisect_right(self._tops, point.y() + self.verticalOffset()) - 1
        return self._inbox.index(row) if 0 <= row < self._inbox.rowCount() else QModelIndex()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a row into sight, with the heading above the first one of a section."""
        rect, bar = self.visualRect(index), self.verticalScrollBar()
        if index.row() > 0 and isinstance(self._inbox.rows[index.row() - 1], SectionRow):
            rect.setTop(rect.top() - SECTION_HEIGHT)
        if hint is QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(bar.value() + rect.center().y() - self.viewport().height() // 2)
        elif rect.top() < 0:
            bar.setValue(bar.value() + rect.top())
        elif rect.bottom() > self.viewport().height():
            bar.setValue(bar.value() + rect.bottom() - self.viewport().height() + 1)

    def moveCursor(self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """The row that a key leads to; headings are passed over."""
        last, page = self._inbox.rowCount() - 1, max(1, self.viewport().height() // ROW_HEIGHT - 1)
        here = self.currentIndex().row()
        steps = {
            _Move.MoveUp: -1, _Move.MovePrevious: -1, _Move.MoveDown: 1, _Move.MoveNext: 1,
            _Move.MovePageUp: -page, _Move.MovePageDown: page, _Move.MoveHome: -last - 1, _Move.MoveEnd: last + 1,
        }  # fmt: skip
        step = steps.get(action, 0)
        row = min(max(here + step, 0), last)
        onward = 1 if step > 0 or row == 0 else -1
        while 0 <= row <= last and isinstance(self._inbox.rows[row], SectionRow):
            row += onward
        return self._inbox.index(row) if 0 <= row <= last else self.currentIndex()

    def horizontalOffset(self) -> int:
        """Rows are as wide as the view."""
        return 0

    def verticalOffset(self) -> int:
        """How far the list is scrolled, in pixels."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: Index) -> bool:
        """Nothing is hidden."""
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Choose the row under the pointer."""
        index = self.indexAt(rect.center())
        if index.isValid() and self._inbox.flags(index) & Qt.ItemFlag.ItemIsSelectable:
            self.selectionModel().select(index, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Where chosen rows stand."""
        region = QRegion()
        for index in selection.indexes():
            region = region.united(self.visualRect(index))
        return region

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the scroll bar true."""
        super().resizeEvent(event)
        self._set_range()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that can be seen."""
        first = max(0, bisect_right(self._tops, event.rect().top() + self.verticalOffset()) - 1)
        last = bisect_right(self._tops, event.rect().bottom() + self.verticalOffset())
        pointed = self.indexAt(self.viewport().mapFromGlobal(self.cursor().pos()))
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        base = option.state & ~(QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus)
        with QPainter(self.viewport()) as painter:
            for row in range(first, min(last, self._inbox.rowCount())):
                index = self._inbox.index(row)
                option.rect = self.visualRect(index)
                option.state = base
                if self.selectionModel().isSelected(index):
                    option.state |= QStyle.StateFlag.State_Selected
                if self.viewport().underMouse() and index == pointed:
                    option.state |= QStyle.StateFlag.State_MouseOver
                if self.hasFocus() and index == self.currentIndex():
                    option.state |= QStyle.StateFlag.State_HasFocus
                self.itemDelegate().paint(painter, option, index)

    def _measure(self) -> None:
        tops, at = [0], 0
        for row in self._inbox.rows:
            at += SECTION_HEIGHT if isinstance(row, SectionRow) else ROW_HEIGHT
            tops.append(at)
        self._tops = tops
        self._set_range()
        self.viewport().update()

    def _set_range(self) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, self._tops[-1] + 8 - height))
        bar.setPageStep(height)
        bar.setSingleStep(ROW_HEIGHT // 2)
