"""Where the window stands and how wide its panels are: as it was left, within the screen that is there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QSplitter, QWidget

from annotator.ui.memory import Memory

_FRAME: Final = 48
_SIZE: Final = (1440, 900)
_LEAST: Final = (1000, 560)
_PANELS: Final = (266, 868, 306)


class Geometry:
    """Keeps size, place and panels of the window between two starts. Owned by the window.

    Args:
        window: The window.
        splitter: Holds the panels side by side.
        panels: Those of them that can be hidden: the first and the last.
        memory: The settings.
    """

    def __init__(self, window: QWidget, splitter: QSplitter, panels: Sequence[QWidget], memory: Memory) -> None:
        self._window, self._splitter, self._memory = window, splitter, memory
        self._first, self._last = panels

    def restore(self) -> None:
        """Give the window the size and the panels it was left with; what no longer fits the screen is made smaller."""
        window, settings, screen = self._window, self._memory.settings, self._window.screen().availableGeometry()
        window.setMinimumSize(min(_LEAST[0], screen.width()), min(_LEAST[1], screen.height()))
        if not (settings.geometry and window.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode()))):
            window.resize(min(_SIZE[0], screen.width()), min(_SIZE[1], screen.height()))
        widths = settings.panels if len(settings.panels) == len(_PANELS) else _PANELS
        self._first.setHidden(widths[0] == 0)
        self._last.setHidden(widths[2] == 0)
        self._splitter.setSizes([width or default for width, default in zip(widths, _PANELS, strict=True)])

    def show_fitting(self) -> None:
        """Show the window; maximised where its frame, which comes on top of its size, would leave the screen."""
        window, screen = self._window, self._window.screen().availableGeometry()
        if window.width() + _FRAME > screen.width() or window.height() + _FRAME > screen.height():
            window.showMaximized()
        else:
            window.show()

    def remember_panels(self) -> None:
        """Keep which panels are shown, and how wide they are."""
        hidden = (self._first.isHidden(), False, self._last.isHidden())
        # A panel that was shown this moment has no width yet.
        sizes = (size or default for size, default in zip(self._splitter.sizes(), _PANELS, strict=True))
        self._memory.change(panels=tuple(0 if gone else size for gone, size in zip(hidden, sizes, strict=True)))

    def remember(self) -> None:
        """Keep everything: the window is about to be closed."""
        self._memory.change(geometry=bytes(self._window.saveGeometry().toBase64().data()).decode())
        self.remember_panels()
