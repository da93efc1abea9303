"""Writing that takes longer than a frame, done in slices between frames, as one act."""

from __future__ import annotations

import time
from collections.abc import Generator
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.model.errors import AnnotatorError

_SLICE_S: Final = 0.006


class Slices(QObject):
    """Goes through a generator that writes within one act; breaking it off rolls everything back."""

    progressed = Signal(int, int)
    """So much done, of so much."""
    finished = Signal(object)
    """What the generator returned."""
    failed = Signal(object)
    """``AnnotatorError``: what happened; nothing was stored."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Generator[tuple[int, int], None, Any] | None = None
        self._turns = QTimer(self, interval=0)
        self._turns.timeout.connect(self._go_on)

    @property
    def running(self) -> bool:
        """Whether it is under way."""
        return self._steps is not None

    def start(self, steps: Generator[tuple[int, int], None, Any]) -> None:
        """Begin."""
        self._steps = steps
        self._turns.start()

    def break_off(self) -> None:
        """Stop; nothing of it is kept."""
        if self._steps is not None:
            self._steps.close()
            self._end()

    def _go_on(self) -> None:
        steps, until = self._steps, time.perf_counter() + _SLICE_S
        if steps is None:
            return
        try:
            done, total = next(steps)
            while time.perf_counter() < until:
                done, total = next(steps)
        except StopIteration as end:
            self._end()
            self.finished.emit(end.value)
        except AnnotatorError as error:
            self._end()
            self.failed.emit(error)
        else:
            self.progressed.emit(done, total)

    def _end(self) -> None:
        self._turns.stop()
        self._steps = None
