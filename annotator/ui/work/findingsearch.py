"""Looks for findings in a long article between frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, QTimer

from annotator.model.consistency import Finding
from annotator.operations.findings import sorted_findings

_SLICE_S: Final = 0.006

Steps = Iterator[tuple[Finding, ...]]


class FindingSearch(QObject):
    """One search at a time, in slices that are shorter than a frame; an act meanwhile lets it begin anew."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._begin: Callable[[], Steps] | None = None
        self._done: Callable[[list[Finding]], None] = _nothing
        self._steps: Steps = iter(())
        self._found: list[Finding] = []
        self._turns = QTimer(self, interval=0)
        self._turns.timeout.connect(self._go_on)

    def start(self, begin: Callable[[], Steps], done: Callable[[list[Finding]], None]) -> None:
        """Search instead of what was searched for.

        Args:
            begin: Begins the search; called again after an act.
            done: Called with what was found, the gravest first.
        """
        self._begin, self._done = begin, done
        self.begin_anew()

    def begin_anew(self) -> None:
        """Forget what was found so far: the article is another; nothing where no search is under way."""
        if self._begin is not None:
            self._steps, self._found = self._begin(), []
            self._turns.start()

    def stop(self) -> None:
        """Nobody waits for it any more."""
        self._begin = None
        self._turns.stop()

    def _go_on(self) -> None:
        until = perf_counter() + _SLICE_S
        while perf_counter() < until:
            step = next(self._steps, None)
            if step is None:
                self.stop()
                self._done(sorted_findings(self._found))
                return
            self._found += step


def _nothing(_found: list[Finding]) -> None:
    """Before the first search."""
