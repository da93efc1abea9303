"""The bar that goes to a claim or a paragraph by its number."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from annotator.language import _
from annotator.text.folding import fold
from annotator.ui.panels.overlay import Overlay, ToolButton
from annotator.ui.theme import Theme

_WIDTH: Final = 400
_CHIP: Final = "background: {ground}; color: {ink}; border: 0; border-radius: 8px; padding: 5px 9px;"


class Kind(StrEnum):
    """What has a number."""

    CLAIM = "claim"
    PARAGRAPH = "paragraph"


class GoBar(Overlay):
    """Takes a number in any digits; Tab changes between claims and paragraphs."""

    wanted = Signal(str, int)
    """A kind, and the number from one."""

    def __init__(self, over: QWidget, *, theme: Callable[[], Theme]) -> None:
        super().__init__(over, theme=theme, width=_WIDTH)
        self.kind = Kind.CLAIM
        self._kinds = {kind: QPushButton(self) for kind in Kind}
        self._cross = ToolButton("cross", card=self)
        for kind, button in self._kinds.items():
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _on=False, k=kind: self.choose(k))
            self.row.addWidget(button)
        self.row.addWidget(self._cross)
        self._cross.clicked.connect(self.put_away)

    def open(self) -> None:
        """Show it in the language in use."""
        self.field.setPlaceholderText(_("Number"))
        self._kinds[Kind.CLAIM].setText(_("Claim"))
        self._kinds[Kind.PARAGRAPH].setText(_("Paragraph"))
        self._cross.call(_("Close (Esc)"))
        self.choose(self.kind)
        super().open()

    def choose(self, kind: Kind) -> None:
        """Say what the number counts."""
        self.kind = kind
        for other, button in self._kinds.items():
            button.setChecked(other is kind)
            colours = (self.theme.accent_bg, self.theme.accent) if other is kind else (self.theme.card, self.theme.ink2)
            button.setStyleSheet(_CHIP.format(ground=colours[0].name(), ink=colours[1].name()))
        title = self._kinds[kind].text()
        self.field.setAccessibleName(_("{kind} number", kind=title))

    def press(self, event: QKeyEvent) -> bool:
        """Enter goes there, Tab changes what is counted."""
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.choose(Kind.PARAGRAPH if self.kind is Kind.CLAIM else Kind.CLAIM)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Folding writes every kind of digit as ASCII.
            digits = "".join(c for c in fold(self.field.text()) if c.isdigit())
            if digits:
                self.wanted.emit(self.kind.value, int(digits[:9]))
            return True
        return super().press(event)
