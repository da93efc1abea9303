"""Looks for earlier decisions on the same words while a case is read, article by article between two frames."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.operations.precedents import Precedent

_END: Final = object()


class PrecedentSearch(QObject):
    """One search at a time.

    Attributes:
        found: What was found so far.
    """

    told = Signal()
    """There is more than before, or all was looked through and something was found."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.found: list[Precedent] = []
        self._steps: Iterator[Precedent | None] | None = None
        self._turns = QTimer(self, interval=0)
        self._turns.timeout.connect(self._go_on)

    def begin(self, steps: Iterator[Precedent | None] | None) -> None:
        """Look anew; None: for nothing."""
        self.found = []
        self._steps = steps
        if steps is not None:
            self._turns.start()
        else:
            self._turns.stop()

    def stop(self) -> None:
        """Look no further."""
        self._turns.stop()

    def _go_on(self) -> None:
        """Look into one more article."""
        found = next(self._steps, _END) if self._steps is not None else _END
        if isinstance(found, Precedent):
            self.found.append(found)
        if found is _END:
            self._turns.stop()
            self._steps = None
        if found is not None and self.found:
            self.told.emit()
