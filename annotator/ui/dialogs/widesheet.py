"""The ground of the dialogs with a preview: choices at the reading side, what comes of them at the other."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import coloured, plain_label
from annotator.ui.theme import Theme

_MARGIN: Final = 44
_LARGEST: Final = (1240, 800)
_LEAST: Final = (860, 470)


class WideSheet(Sheet):
    """A large dialog that fits into its window: title, two panes, buttons.

    Attributes:
        pages: The form first; what is shown instead of it while work is done and afterwards behind it.
        leading: Where the choices go.
        trailing: Where the preview goes.
        told: The line beside the buttons.
    """

    def __init__(self, title: str, *, leading_width: int, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(title, theme=theme, parent=parent, width=_LEAST[0])
        self.column.setContentsMargins(24, 16, 24, 14)
        self.column.setSpacing(8)
        head = QHBoxLayout()
        self._title = plain_label(title, font=ui_font(18, 600), parent=self)
        coloured(self._title, theme.ink)
        self._subtitle = plain_label(font=ui_font(12.5), parent=self)
        coloured(self._subtitle, theme.ink3)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._subtitle)
        self.column.addLayout(head)
        self.pages = QStackedWidget(self)
        form = QWidget(self)
        panes = QHBoxLayout(form)
        panes.setContentsMargins(0, 0, 0, 0)
        panes.setSpacing(20)
        choices = QWidget(form)
        choices.setFixedWidth(leading_width)
        self.leading, self.trailing = QVBoxLayout(choices), QVBoxLayout()
        for column in (self.leading, self.trailing):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(8)
        panes.addWidget(choices)
        panes.addLayout(self.trailing, 1)
        self.pages.addWidget(form)
        self.column.addWidget(self.pages, 1)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(10)
        self.told = plain_label(font=ui_font(12.5), parent=self)
        self.told.setWordWrap(True)
        coloured(self.told, theme.ink2)
        self.resize(*self._size(parent))

    def add_button(self, text: str, *, primary: bool = False) -> QPushButton:
        """A button at the foot; the first stands on the reading side."""
        button = QPushButton(text, self)
        button.setProperty("primary", primary)
        button.setAutoDefault(primary)
        button.setDefault(primary)
        self._foot.addWidget(button)
        return button

    def finish(self) -> None:
        """Put the buttons below the content; the last thing a dialog does when it is made."""
        self._foot.addWidget(self.told, 1)
        self.column.addLayout(self._foot)

    def show_title(self, title: str, subtitle: str = "") -> None:
        """Say what the dialog does now."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)

    def show_told(self, text: str, *, warning: bool = False) -> None:
        """Say something beside the buttons."""
        coloured(self.told, self.theme.warn if warning else self.theme.ink2)
        self.told.setText(text)

    def make_primary(self, button: QPushButton) -> None:
        """Have Enter press another button from now on."""
        for other in self.findChildren(QPushButton):
            if other.property("primary"):
                other.setProperty("primary", False)
                other.setDefault(False)
                other.style().polish(other)
        button.setProperty("primary", True)
        button.setDefault(True)
        button.style().polish(button)

    def _size(self, parent: QWidget | None) -> tuple[int, int]:
        """Inside the window, and no larger than eyes can wander."""
        room = parent.size() if parent is not None else self.screen().availableGeometry().size()
        width, height = room.width() - _MARGIN, room.height() - _MARGIN
        return max(_LEAST[0], min(_LARGEST[0], width)), max(_LEAST[1], min(_LARGEST[1], height))


def small_heading(text: str, *, theme: Theme, parent: QWidget | None = None) -> QLabel:
    """What stands above a field or a list."""
    label = plain_label(text, font=ui_font(12, 600), parent=parent)
    coloured(label, theme.ink2)
    return label
