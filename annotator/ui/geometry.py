"""Where the window stands and how wide its panels are: as it was left, within the screen that is there."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QWidget

from annotator.ui.memory import Memory
from annotator.ui.middle import Middle

_FRAME: Final = 48
_SIZE: Final = (1440, 900)
_LEAST: Final = (1000, 560)


class Geometry:
    """Keeps size, place and panels of the window between two starts. Owned by the window.

    Args:
        window: The window.
        middle: Holds the panels side by side.
        memory: The settings.
    """

    def __init__(self, window: QWidget, middle: Middle, memory: Memory) -> None:
        self._window, self._middle, self._memory = window, middle, memory

    def restore(self) -> None:
        """Give the window the size and the panels it was left with; what no longer fits the screen is made smaller."""
        window, settings, screen = self._window, self._memory.settings, self._window.screen().availableGeometry()
        window.setMinimumSize(min(_LEAST[0], screen.width()), min(_LEAST[1], screen.height()))
        if not (settings.geometry and window.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode()))):
            window.resize(min(_SIZE[0], screen.width()), min(_SIZE[1], screen.height()))
        self._middle.restore(settings.panels)

    def show_fitting(self) -> None:
        """Show the window; maximised where its frame, which comes on top of its size, would leave the screen."""
        window, screen = self._window, self._window.screen().availableGeometry()
        if window.width() + _FRAME > screen.width() or window.height() + _FRAME > screen.height():
            window.showMaximized()
        else:
            window.show()

    def remember_panels(self) -> None:
        """Keep which panels are shown, and how wide they are."""
        self._memory.change(panels=self._middle.widths())

    def remember(self) -> None:
        """Keep everything: the window is about to be closed."""
        self._memory.change(geometry=bytes(self._window.saveGeometry().toBase64().data()).decode())
        self.remember_panels()
