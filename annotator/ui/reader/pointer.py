"""What the hand does with the mouse: press, drag, click twice or three times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QGuiApplication

from annotator.model.span import Span
from annotator.ui.reader.units import Unit

_STILL_PX: Final = 2.5
"""A hand trembles by two pixels; the thinnest letters at the smallest zoom are three wide."""


@dataclass(slots=True)
class Drag:
    """A press that has not been released.

    Attributes:
        unit: By how much it grows.
        origin: The unit that was pressed; None for letters, which begin between two of them.
        point: Where the pointer was pressed, in pixels of the viewport.
        moved: Whether the pointer has left that place.
    """

    unit: Unit
    origin: Span | None
    point: QPointF
    moved: bool = False

    def notices(self, point: QPointF) -> bool:
        """Whether the pointer has been moved on purpose, and not only trembled."""
        self.moved = self.moved or (point - self.point).manhattanLength() >= _STILL_PX
        return self.moved


class Clicks:
    """Counts presses that follow each other at one place: Qt knows two, a sentence needs three."""

    def __init__(self) -> None:
        self._unit = Unit.LETTER
        self._at: QPointF | None = None
        self._when_ms = 0

    def press(self, point: QPointF, when_ms: int) -> Unit:
        """Take note of a press; says what it selects.

        Args:
            point: Where, in pixels of the viewport.
            when_ms: The event's time stamp.
        """
        hints = QGuiApplication.styleHints()
        again = (
            self._at is not None
            and 0 <= when_ms - self._when_ms <= hints.mouseDoubleClickInterval()
            and (point - self._at).manhattanLength() <= hints.mouseDoubleClickDistance() + 2
        )
        self._unit = self._unit.larger if again else Unit.LETTER
        self._at, self._when_ms = point, when_ms
        return self._unit
