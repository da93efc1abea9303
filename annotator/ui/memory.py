"""The settings while the window is open: changed at once, written a moment later."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer

from annotator.operations import settings
from annotator.operations.settings import Settings

_WRITING_MS: Final = 800


class Memory(QObject):
    """What is remembered about the person; the one holder of the settings.

    Owned by the application; the window and the dialogs read ``settings`` and call ``change``.
    """

    def __init__(self, remembered: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = remembered
        self._writing = QTimer(self, interval=_WRITING_MS, singleShot=True)
        self._writing.timeout.connect(self.write)

    @property
    def settings(self) -> Settings:
        """The settings as they are."""
        return self._settings

    def change(self, **values: Any) -> None:
        """Give fields of the settings other values."""
        self.take(replace(self._settings, **values))

    def take(self, changed: Settings) -> None:
        """Take over changed settings."""
        if changed != self._settings:
            self._settings = changed
            self._writing.start()

    def write(self) -> None:
        """Write the settings now."""
        self._writing.stop()
        settings.save(self._settings)
