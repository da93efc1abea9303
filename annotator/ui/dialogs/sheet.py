"""The ground of all dialogs: a lit page with a title, words, and buttons at its foot."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.ui import taborder
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import coloured, interface_direction, plain_label
from annotator.ui.theme import Theme

_FRAME: Final = 40
"""Pixels of the screen that are left to the frame of the dialog."""
_LEAST_ROOM: Final = 400
_FEW_LINES: Final = 120


class Sheet(QDialog):
    """A dialog in the look of the window. Esc leaves it without doing anything.

    Attributes:
        theme: The colours.
        column: Where its content goes, from the top.
    """

    def __init__(self, title: str, *, theme: Theme, parent: QWidget | None, width: int = 480) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setWindowTitle(title)
        self.setLayoutDirection(interface_direction())
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(width)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(28, 26, 28, 22)
        self.column.setSpacing(10)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(10)

    def showEvent(self, event: QShowEvent) -> None:
        """Fit into the window; what can be scrolled and has no name of its own is called like the dialog."""
        for area in self.findChildren(QAbstractScrollArea):
            if not area.accessibleName():
                area.setAccessibleName(self.windowTitle())
        self._fit()
        super().showEvent(event)
        found = taborder.stops(self)
        if found and isinstance(self.focusWidget(), QScrollArea) and self.focusWidget() not in found:
            found[0].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard; elsewhere the one that leads on."""
        focused = self.focusWidget()
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if entered and plain and isinstance(focused, QPushButton) and focused.isEnabled():
            focused.click()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab goes through everything as the eye reads it, also through what came into it later."""
        taborder.arrange(self, event)
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The lit page."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self.theme.page)

    def add_title(self, text: str) -> QLabel:
        """A title at the top."""
        return self._add(text, ui_font(18, 600), second=False)

    def add_words(self, text: str, *, px: float = 13) -> QLabel:
        """A paragraph that wraps."""
        return self._add(text, ui_font(px), second=True)

    def add_heading(self, text: str) -> QLabel:
        """The heading of a part."""
        self.column.addSpacing(6)
        return self._add(text, ui_font(13, 600), second=False)

    def add_button(self, text: str, *, primary: bool = False) -> QPushButton:
        """A button at the foot; the first stands on the reading side."""
        button = QPushButton(text, self)
        button.setProperty("primary", primary)
        button.setAutoDefault(primary)
        button.setDefault(primary)
        self._buttons.addWidget(button)
        return button

    def finish(self) -> None:
        """Put the buttons below the content; the last thing a dialog does when it is made."""
        self._buttons.addStretch(1)
        self.column.addSpacing(8)
        self.column.addLayout(self._buttons)

    def _fit(self) -> None:
        """Be no higher than the window or the screen: what can be scrolled gives way, down to a few lines."""
        parent = self.parentWidget()
        room = self.screen().availableGeometry().height() - _FRAME
        if parent is not None:
            room = min(room, max(_LEAST_ROOM, parent.window().height()))
        wanted = min(self.height(), room)
        if self.minimumSizeHint().height() > room:
            for area in self.findChildren(QAbstractScrollArea):
                if area.minimumHeight() > _FEW_LINES and area.maximumHeight() > area.minimumHeight():
                    area.setMinimumHeight(_FEW_LINES)
            self.column.invalidate()
            self.column.activate()
        self.resize(self.width(), max(wanted, self.minimumSizeHint().height()))

    def _add(self, text: str, font: QFont, *, second: bool) -> QLabel:
        label = plain_label(text, font=font, parent=self)
        label.setWordWrap(True)
        coloured(label, self.theme.ink2 if second else self.theme.ink)
        self.column.addWidget(label)
        return label
