"""Pairs of near-duplicates in a list: how near they are, and which articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.language import _, isolated, number
from annotator.model.identity import DocumentId
from annotator.operations.duplicatereport import DuplicatePair
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import draw_line, end_of, start_of
from annotator.ui.panels.marks import draw_pill
from annotator.ui.theme import Theme

_ROW: Final = 52
_SCORE: Final = 46.0
_Index = QModelIndex | QPersistentModelIndex
_MOVES: Final = frozenset(
    (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End)
)


class PairList(QListView):
    """The pairs, group by group; a hairline parts the groups. Arrows move, every other key is the dialog's."""

    current_changed = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._pairs = _Pairs(self)
        self.setModel(self._pairs)
        self.setItemDelegate(_Painter(theme, self))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Near-duplicates"))
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.current_changed.emit())

    @property
    def pairs(self) -> Sequence[DuplicatePair]:
        """All pairs."""
        return self._pairs.pairs

    @property
    def current(self) -> DuplicatePair | None:
        """The marked pair."""
        at = self.currentIndex().row()
        return self.pairs[at] if 0 <= at < len(self.pairs) else None

    @property
    def skipped(self) -> set[DocumentId]:
        """Articles that the person has skipped; those are shown struck through."""
        return self._pairs.skipped

    def show_pairs(self, pairs: Sequence[DuplicatePair]) -> None:
        """Show other pairs, and mark the first."""
        self._pairs.show(pairs)
        if pairs:
            self.setCurrentIndex(self._pairs.index(0))
        else:
            self.current_changed.emit()

    def go_on(self) -> None:
        """Mark the next pair."""
        at = self.currentIndex().row() + 1
        if at < len(self.pairs):
            self.setCurrentIndex(self._pairs.index(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move."""
        if Qt.Key(event.key()) in _MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()


class _Pairs(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.pairs: Sequence[DuplicatePair] = ()
        self.skipped: set[DocumentId] = set()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - the signature of Qt
        return 0 if parent.isValid() else len(self.pairs)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        pair = self.pairs[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _(
                "{percent}% alike: {one} and {other}", percent=number(round(100 * pair.likeness)),
                one=pair.one.title, other=pair.other.title,
            )  # fmt: skip
        return None

    def show(self, pairs: Sequence[DuplicatePair]) -> None:
        self.beginResetModel()
        self.pairs = pairs
        self.endResetModel()


class _Painter(QStyledItemDelegate):
    """Paints a pair: the share at the end, the two titles one below the other."""

    def __init__(self, theme: Theme, parent: PairList) -> None:
        super().__init__(parent)
        self._theme, self._view = theme, parent

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(120, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, rect, at = self._theme, QRectF(option.rect), index.row()
        pairs = self._view.pairs
        pair = pairs[at]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent_bg)
            painter.drawRoundedRect(rect.adjusted(3, 2, -3, -2), 8, 8)
        if at and pairs[at - 1].group != pair.group:
            painter.fillRect(QRectF(rect.left() + 10, rect.top(), rect.width() - 20, 1), theme.line2)
        inside = rect.adjusted(14, 0, -12, 0)
        words = start_of(inside, inside.width() - _SCORE - 8)
        for article, top in ((pair.one, 5.0), (pair.other, 26.0)):
            line = QRectF(words.left(), words.top() + top, words.width(), 20)
            gone = article.id in self._view.skipped
            ink = theme.ink3 if gone else theme.ink
            font = ui_font(12.5, 500)
            font.setStrikeOut(gone)
            draw_line(painter, line, isolated(article.title), font=font, colour=ink)
        share = end_of(QRectF(inside.left(), inside.center().y() - 10, inside.width(), 20), _SCORE)
        percent = _("{percent}%", percent=number(round(100 * pair.likeness)))
        draw_pill(painter, share, percent, font=ui_font(11.5, 500), ink=theme.warn, ground=theme.warn_bg)
        painter.restore()
