"""Keys pressed on somebody's behalf, and keys kept from the article while it may only be read."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

_KEYS: Final = {
    "Enter": Qt.Key.Key_Return, "Esc": Qt.Key.Key_Escape, "Tab": Qt.Key.Key_Tab, "Space": Qt.Key.Key_Space,
}  # fmt: skip
_MOVING: Final = frozenset(
    (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End,
     Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
)  # fmt: skip


def press(widget: QWidget, key: str) -> None:
    """Press a key for somebody who clicked on what it does.

    Args:
        widget: Gets the focus, then the key.
        key: As it is drawn, such as ``Shift+Enter`` or ``A``.
    """
    *modifiers, cap = key.split("+")
    code = _KEYS.get(cap)
    held = Qt.KeyboardModifier.ShiftModifier if "Shift" in modifiers else Qt.KeyboardModifier.NoModifier
    if "Ctrl" in modifiers:
        held |= Qt.KeyboardModifier.ControlModifier
    text = "" if code is not None else cap.lower()
    event = QKeyEvent(QEvent.Type.KeyPress, code if code is not None else Qt.Key(ord(cap)), held, text)
    widget.setFocus()
    QApplication.sendEvent(widget, event)


class KeysKeptBack(QObject):
    """Lets only keys through that move the caret."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep back every key that could write."""
        if isinstance(event, QKeyEvent) and event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return Qt.Key(event.key()) not in _MOVING
        return super().eventFilter(watched, event)
