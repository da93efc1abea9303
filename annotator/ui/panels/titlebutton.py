"""A button that is a title: of a section, of a view; each paints itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from annotator.ui.theme import Theme


class TitleButton(QAbstractButton):
    """One of several titles, of which one is chosen.

    Args:
        theme: Its colours.
        parent: What it stands in.

    Attributes:
        theme: Its colours.
    """

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.theme = theme
        self.update()
