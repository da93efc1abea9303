"""Says to assistive technology what was done: a screen reader speaks it, nothing is shown."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

_GATHERING_MS: Final = 60
"""What was done and what is chosen come as several sentences of one gesture."""
_BETWEEN: Final = ". "


class Announcer(QObject):
    """Tells screen readers what happens in a window; sentences of one gesture are said together.

    Args:
        window: For which things are said.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._waiting: list[str] = []
        self._urgent = False
        self._told = ""
        self._gathering = QTimer(self, interval=_GATHERING_MS, singleShot=True)
        self._gathering.timeout.connect(self.speak)

    def say(self, text: str, *, urgent: bool = False) -> None:
        """Have said what was done; an urgent sentence interrupts what is being spoken."""
        if text and text not in self._waiting:
            self._waiting.append(text)
            self._urgent = self._urgent or urgent
            self._gathering.start()

    def tell(self, text: str) -> None:
        """Have said what holds now, such as what is chosen; only when it is something else than before."""
        if text != self._told:
            self._told = text
            self.say(text)

    def speak(self) -> str:
        """Say what was gathered, now.

        Returns:
            What was said.
        """
        self._gathering.stop()
        *first, last = self._waiting or [""]
        said, urgent = _BETWEEN.join([*(text.rstrip(".") for text in first), last]), self._urgent
        self._waiting, self._urgent = [], False
        if said and QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self._window, said)
            politeness = QAccessible.AnnouncementPoliteness
            event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
            QAccessible.updateAccessibility(event)
        return said
