"""Which keys move the caret, and where to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.ui.reader import caret
from annotator.ui.reader.page import Page, Place

Movement: TypeAlias = Callable[[Page, Place, float, float], Place]
"""From a page, a place, the goal (x that vertical movement keeps) and the height of a screen to the new place."""

_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_NONE: Final = Qt.KeyboardModifier.NoModifier

_MOVEMENTS: Final[dict[tuple[Qt.Key, Qt.KeyboardModifier], Movement]] = {
    (Qt.Key.Key_Left, _NONE): lambda page, at, x, h: caret.sideways(page, at, leftwards=True),
    (Qt.Key.Key_Right, _NONE): lambda page, at, x, h: caret.sideways(page, at, leftwards=False),
    (Qt.Key.Key_Left, _CONTROL): lambda page, at, x, h: caret.by_word(page, at, leftwards=True),
    (Qt.Key.Key_Right, _CONTROL): lambda page, at, x, h: caret.by_word(page, at, leftwards=False),
    (Qt.Key.Key_Up, _NONE): lambda page, at, x, h: caret.by_line(page, at, down=False, x=x),
    (Qt.Key.Key_Down, _NONE): lambda page, at, x, h: caret.by_line(page, at, down=True, x=x),
    (Qt.Key.Key_Up, _CONTROL): lambda page, at, x, h: caret.by_paragraph(page, at, down=False),
    (Qt.Key.Key_Down, _CONTROL): lambda page, at, x, h: caret.by_paragraph(page, at, down=True),
    (Qt.Key.Key_Home, _NONE): lambda page, at, x, h: caret.start_of_line(page, at),
    (Qt.Key.Key_End, _NONE): lambda page, at, x, h: caret.end_of_line(page, at),
    (Qt.Key.Key_Home, _CONTROL): lambda page, at, x, h: caret.start_of_document(page),
    (Qt.Key.Key_End, _CONTROL): lambda page, at, x, h: caret.end_of_document(page),
    (Qt.Key.Key_PageUp, _NONE): lambda page, at, x, h: caret.by_screen(page, at, height=-h, x=x),
    (Qt.Key.Key_PageDown, _NONE): lambda page, at, x, h: caret.by_screen(page, at, height=h, x=x),
}
_KEEP_GOAL: Final = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


def movement_of(event: QKeyEvent) -> Movement | None:
    """The movement a key asks for, with or without Shift, or None when it is not a key of the caret."""
    modifiers = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return _MOVEMENTS.get((Qt.Key(event.key()), modifiers))


def keeps_goal(event: QKeyEvent) -> bool:
    """Whether the movement goes up or down, so that the caret should come back to its column."""
    return event.key() in _KEEP_GOAL and not event.modifiers() & _CONTROL
