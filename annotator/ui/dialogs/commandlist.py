"""The command box: every command by name, found by the first letters of its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.language import _, is_rtl
from annotator.text.folding import fold
from annotator.ui.fonts import ui_font
from annotator.ui.menus import SOURCE_WORDS
from annotator.ui.panels.caps import caps_width, draw_caps
from annotator.ui.panels.lettering import draw_line, end_of, interface_direction, start_of
from annotator.ui.theme import Theme

_WIDTH, _HEIGHT = 420, 460
_ROW: Final = 30
_CAPS_ROLE: Final = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class CommandList(QFrame):
    """A field and the commands that match it; Enter runs the marked one."""

    def __init__(self, actions: Sequence[QAction], *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setLayoutDirection(interface_direction())
        self._theme = theme
        self._actions = [action for action in actions if action.isEnabled()]
        self._shown: list[QAction] = []
        self._field = QLineEdit(self)
        self._field.setPlaceholderText(_("Search or run a command"))
        self._field.setAccessibleName(_("Search or run a command"))
        self._field.textChanged.connect(self._filter)
        self._model = _Commands(self)
        self._list = QListView(self)
        self._list.setItemDelegate(_Painter(theme, self._list))
        self._list.setMouseTracking(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setStyleSheet("QListView { border: 0; background: transparent; }")
        self._list.setAccessibleName(_("Commands"))
        self._list.setModel(self._model)
        self._list.setUniformItemSizes(True)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.clicked.connect(lambda index: self._run(index.row()))
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.addWidget(self._field)
        column.addWidget(self._list)
        self.resize(_WIDTH, _HEIGHT)
        self._filter("")

    def show_below(self, anchor: QWidget) -> None:
        """Open below a widget, inside the screen."""
        corner = anchor.rect().bottomLeft() if is_rtl() else anchor.rect().bottomRight()
        at = anchor.mapToGlobal(corner) + QPoint(0 if is_rtl() else -_WIDTH, 4)
        self.move(at)
        self.show()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows mark, Enter runs, Esc leaves."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and self._shown:
            row = (self._list.currentIndex().row() + step) % len(self._shown)
            self._list.setCurrentIndex(self._model.index(row))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self._list.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A card with an edge."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.card)
            painter.setPen(QPen(self._theme.line2, 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _filter(self, words: str) -> None:
        wanted = fold(words).split()
        self._shown = [action for action in self._actions if all(word in _words(action) for word in wanted)]
        self._model.show(self._shown)
        if self._shown:
            self._list.setCurrentIndex(self._model.index(0))

    def _run(self, row: int) -> None:
        if 0 <= row < len(self._shown):
            action = self._shown[row]
            self.close()
            action.trigger()


class _Commands(QAbstractListModel):
    """The commands that match, one a row."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._actions: list[QAction] = []

    def show(self, actions: list[QAction]) -> None:
        """Show other commands."""
        self.beginResetModel()
        self._actions = actions
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - the signature of Qt
        return 0 if parent.isValid() else len(self._actions)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        action = self._actions[index.row()]
        if role == _CAPS_ROLE:
            return _caps(action)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _line(action)
        return _name(action) if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None


class _Painter(QStyledItemDelegate):
    """Paints a command: its name, and its key caps at the far end."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, rect = self._theme, QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        if current or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent_bg if current else theme.hover)
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 8, 8)
        caps: tuple[str, ...] = index.data(_CAPS_ROLE)
        width = caps_width(caps) if caps else 0.0
        draw_caps(painter, end_of(rect, width, offset=12), caps, theme=theme)
        name = start_of(rect, rect.width() - width - 36, offset=12)
        draw_line(painter, name, index.data(), font=ui_font(13), colour=theme.ink)
        painter.restore()


def _caps(action: QAction) -> tuple[str, ...]:
    """What stands on the keys of an action, modifiers first."""
    keys = action.text().partition("\t")[2] or action.shortcut().toString()
    *modifiers, key = [*keys[:-1].split("+"), "+"] if keys.endswith("++") else keys.split("+")
    return tuple(cap for cap in (*modifiers, key) if cap)


def _words(action: QAction) -> str:
    """What an action is found by: its name, and its English one, which the README and colleagues call it by."""
    return fold(f"{_name(action)} {action.property(SOURCE_WORDS) or ''}")


def _name(action: QAction) -> str:
    return action.text().split("\t")[0].replace("&", "")


def _line(action: QAction) -> str:
    """The name, and the key in brackets where there is one."""
    keys = action.text().partition("\t")[2] or action.shortcut().toString()
    # The caps run from left to right, «Ctrl+,» too, whatever stands around them.
    return f"{_name(action)}  (\u2066{keys}\u2069)" if keys else _name(action)
