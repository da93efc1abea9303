"""The bar that finds words in the open article: a field, which of how many, on and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from annotator.language import _, number
from annotator.ui.fonts import ui_font
from annotator.ui.keys import latin_cap
from annotator.ui.panels.lettering import coloured, plain_label
from annotator.ui.panels.overlay import Overlay, ToolButton
from annotator.ui.theme import Theme

_WIDTH: Final = 400


class FindBar(Overlay):
    """Takes the words; what is found where is told to it."""

    query_changed = Signal(str)
    next_wanted = Signal()
    previous_wanted = Signal()

    def __init__(self, over: QWidget, *, theme: Callable[[], Theme]) -> None:
        super().__init__(over, theme=theme, width=_WIDTH)
        self._count = plain_label(font=ui_font(12))
        self._back = ToolButton("up", card=self)
        self._on = ToolButton("down", card=self)
        self._cross = ToolButton("cross", card=self)
        for widget in (self._count, self._back, self._on, self._cross):
            self.row.addWidget(widget)
        self.field.textChanged.connect(self.query_changed)
        self._back.clicked.connect(self.previous_wanted)
        self._on.clicked.connect(self.next_wanted)
        self._cross.clicked.connect(self.put_away)

    def open(self) -> None:
        """Show it in the language in use, with its text selected."""
        self.field.setPlaceholderText(_("Find in the article"))
        self.field.setAccessibleName(_("Find in the article"))
        for button, name in (
            (self._back, _("The one before (Shift+F3)")),
            (self._on, _("The next one (F3)")),
            (self._cross, _("Close (Esc)")),
        ):
            button.call(name)
        super().open()

    def show_count(self, at: int, count: int, *, complete: bool) -> None:
        """Say which place of how many the search stands at.

        Args:
            at: From one; 0 where it stands at none.
            count: How many have been found so far.
            complete: Whether the whole article has been looked through.
        """
        nothing = count == 0 and complete and bool(self.field.text().strip())
        if nothing:
            text = _("nothing found")
        elif count:
            text = _("{number} of {count}", number=at, count=count) if at else number(count)
            text += "" if complete else "…"
        else:
            text = ""
        self._count.setText(text)
        coloured(self._count, self.theme.warn if nothing else self.theme.ink2)
        for button in (self._back, self._on):
            button.setEnabled(count > 0)

    @property
    def count_text(self) -> str:
        """What it says about how many there are."""
        return self._count.text()

    def keeps(self, event: QKeyEvent) -> bool:
        """Find stays with the article: the window would take the same key for the documents."""
        return event.key() == Qt.Key.Key_F3 or _is_find(event) or super().keeps(event)

    def press(self, event: QKeyEvent) -> bool:
        """Enter, F3 and arrows go on, with Shift (or up) back."""
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
            (self.previous_wanted if back else self.next_wanted).emit()
        elif event.key() == Qt.Key.Key_Down:
            self.next_wanted.emit()
        elif event.key() == Qt.Key.Key_Up:
            self.previous_wanted.emit()
        elif _is_find(event):
            self.field.selectAll()
        else:
            return super().press(event)
        return True


def _is_find(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier) and latin_cap(event) == "F"
