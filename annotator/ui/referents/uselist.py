"""The referents of the corpus as a list: name, kind, how often."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.language import _, ngettext, number
from annotator.model.identity import ReferentId
from annotator.operations.referents import Use
from annotator.ui.fonts import reading_font, ui_font
from annotator.ui.panels.lettering import draw_line, end_of, start_of, width_of
from annotator.ui.panels.rowground import paint_row_ground
from annotator.ui.theme import Theme

_ROW: Final = 50
_Index = QModelIndex | QPersistentModelIndex


class UseList(QListView):
    """The referents; arrows move.

    Args:
        kind_title: What people call a kind.
        theme: The colours.
        parent: The section.
    """

    current_changed = Signal(object)
    """``ReferentId`` that is marked, or None."""

    def __init__(self, kind_title: Callable[[str], str], *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._uses = _Uses(kind_title, self)
        self.setModel(self._uses)
        self.setItemDelegate(_Painter(theme, kind_title, self))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QListView { border: 0; background: transparent; }")
        self.setMouseTracking(True)
        self.setAccessibleName(_("Referents"))
        self._kind_title = kind_title

    @property
    def uses(self) -> Sequence[Use]:
        """What is shown."""
        return self._uses.uses

    @property
    def current(self) -> ReferentId | None:
        """The referent that is marked, or None."""
        row = self.currentIndex().row()
        return self.uses[row].referent.id if 0 <= row < len(self.uses) else None

    def show_uses(self, uses: Sequence[Use]) -> None:
        """Show referents; the marked one stays marked where it is still there."""
        kept = self.current
        self._uses.show(uses)
        row = next((at for at, use in enumerate(uses) if use.referent.id == kept), 0 if uses else None)
        if row is None:
            self.current_changed.emit(None)
        else:
            self.setCurrentIndex(self._uses.index(row))

    def choose(self, referent: ReferentId) -> None:
        """Mark a referent."""
        row = next((at for at, use in enumerate(self.uses) if use.referent.id == referent), None)
        if row is not None:
            self.setCurrentIndex(self._uses.index(row))

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.setItemDelegate(_Painter(theme, self._kind_title, self))
        self.viewport().update()

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Tell which referent is marked."""
        super().currentChanged(current, previous)
        self.current_changed.emit(self.current)


class _Uses(QAbstractListModel):
    """The rows."""

    def __init__(self, kind_title: Callable[[str], str], parent: QWidget) -> None:
        super().__init__(parent)
        self.uses: Sequence[Use] = ()
        self._kind_title = kind_title

    def show(self, uses: Sequence[Use]) -> None:
        self.beginResetModel()
        self.uses = uses
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - the signature of Qt
        return 0 if parent.isValid() else len(self.uses)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        use = self.uses[index.row()]
        mentions = ngettext("{count} mention", "{count} mentions", use.mentions)
        parts = (use.referent.name, self._kind_title(use.referent.kind), mentions)
        return _(", ").join(part for part in parts if part)


class _Painter(QStyledItemDelegate):
    """Paints one referent."""

    def __init__(self, theme: Theme, kind_title: Callable[[str], str], parent: UseList) -> None:
        super().__init__(parent)
        self._theme, self._kind_title, self._view = theme, kind_title, parent

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, rect, use = self._theme, QRectF(option.rect), self._view.uses[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_row_ground(painter, option, theme=theme)
        inner = rect.adjusted(14, 0, -14, 0)
        first = QRectF(inner.left(), rect.top() + 4, inner.width(), 25)
        second = QRectF(inner.left(), rect.top() + 28, inner.width(), 18)
        count = number(use.mentions)
        width = width_of(count, ui_font(12.5, 500)) + 2
        draw_line(painter, end_of(first, width), count, font=ui_font(12.5, 500), colour=theme.ink2)
        name = start_of(first, first.width() - width - 10)
        draw_line(painter, name, use.referent.name, font=reading_font(16), colour=theme.ink)
        variants = len(use.referent.variants)
        parts = (
            self._kind_title(use.referent.kind),
            ngettext("in {count} article", "in {count} articles", use.documents) if use.documents else "",
            ngettext("{count} variant", "{count} variants", variants) if variants else "",
            use.referent.wikidata or "",
        )
        line = " · ".join(part for part in parts if part)
        draw_line(painter, second, line, font=ui_font(11.5), colour=theme.ink3)
        painter.restore()
