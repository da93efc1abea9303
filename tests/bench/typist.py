"""The hands at the real window: every key is an event, counted by what it was for; what came out is looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from annotator.operations.opendocument import OpenDocument
from annotator.ui.keys import caps_of
from annotator.ui.window import Window
from tests.bench.planning import K, M

_NAMED = {
    "Enter": Qt.Key.Key_Return, "Esc": Qt.Key.Key_Escape, "Tab": Qt.Key.Key_Tab, "Space": Qt.Key.Key_Space,
    "Delete": Qt.Key.Key_Delete, "Left": Qt.Key.Key_Left, "Right": Qt.Key.Key_Right, "Up": Qt.Key.Key_Up,
    "Down": Qt.Key.Key_Down, "Home": Qt.Key.Key_Home, "End": Qt.Key.Key_End, "F8": Qt.Key.Key_F8,
    "PgUp": Qt.Key.Key_PageUp, "PgDn": Qt.Key.Key_PageDown,
}  # fmt: skip


@dataclass
class Cost:
    """What was spent, by purpose.

    Attributes:
        keys: Key presses.
        decisions: Things made up in the mind before a key.
        looks: Proposals that were right and were looked at only: values, and what a key alone took.
        parts: The same, each annotation of an attribution that one key took counted by itself.
    """

    keys: Counter[str] = field(default_factory=Counter)
    decisions: Counter[str] = field(default_factory=Counter)
    looks: int = 0
    parts: int = 0

    @property
    def all_keys(self) -> int:
        """Key presses for everything."""
        return sum(self.keys.values())

    @property
    def seconds(self) -> float:
        """By the keystroke-level model (Card, Moran & Newell 1980)."""
        return K * self.all_keys + M * sum(self.decisions.values())

    def add(self, other: Cost) -> None:
        """Add another article's cost."""
        self.keys += other.keys
        self.decisions += other.decisions
        self.looks += other.looks
        self.parts += other.parts


class Typist:
    """Presses keys at a window, with an Arabic layout, and counts them.

    Attributes:
        window: The window.
        cost: What was spent so far.
        keys: All keys so far, in order.
    """

    def __init__(self, window: Window) -> None:
        self.window = window
        self.cost = Cost()
        self.keys: list[str] = []

    @property
    def document(self) -> OpenDocument:
        """The open document."""
        document = self.window.reader.document
        assert document is not None
        return document

    def think(self, purpose: str, times: int = 1) -> None:
        """Make something up in the mind."""
        self.cost.decisions[purpose] += times

    def press(self, purpose: str, keys: Iterable[str]) -> None:
        """Press keys, as in ``press("mark", ("Ctrl+Left", "S", "Shift+Enter"))``."""
        for name in keys:
            self.cost.keys[purpose] += 1
            self.keys.append(name)
            *modifiers, cap = name.split("+")
            held = Qt.KeyboardModifier.NoModifier
            if "Ctrl" in modifiers:
                held |= Qt.KeyboardModifier.ControlModifier
            if "Shift" in modifiers:
                held |= Qt.KeyboardModifier.ShiftModifier
            arabic = caps_of(cap)[1]
            text = "" if cap in _NAMED else (arabic[0] if arabic else cap.lower())
            code = _NAMED.get(cap) or Qt.Key(ord(text[0]))
            top = QApplication.activeModalWidget() or self.window
            target = QApplication.focusWidget() or top.focusWidget() or self.window.reader
            QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, code, held, text))
