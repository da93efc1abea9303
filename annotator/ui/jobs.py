"""Long work in a child process, so that the window keeps painting: its progress, its end, and how to stop it."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from annotator.model.errors import message
from annotator.ui.childwork import Failed, Finished, Progressed, Report, Stopped, work

_LOOKING_MS: Final = 30
_GRACE_MS: Final = 3000


class Job(QObject):
    """One call of a function in a process of its own.

    A process rather than a thread: beside a Python thread that works, a frame takes thirty times as long.
    """

    progressed = Signal(int, int)
    """So much done, of so much."""
    finished = Signal(object)
    """What the function returned."""
    failed = Signal(object)
    """``Failed``: what happened."""
    stopped = Signal()
    """It was asked to stop, and has."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        context = multiprocessing.get_context("spawn")
        self._context = context
        self._stop = context.Event()
        self._here, self._there = context.Pipe(duplex=False)
        self._process: Any = None
        self._since_stop = QElapsedTimer()
        self._looking = QTimer(self, interval=_LOOKING_MS)
        self._looking.timeout.connect(self._look)

    def start(self, function: Callable[..., Any], *arguments: Any, **named: Any) -> None:
        """Call ``function`` in the child; it also gets ``progress`` and ``cancelled``.

        Args:
            function: A function of a module, so that the child can find it.
            arguments: What it is called with; everything must pass between processes.
            named: The same, by name.
        """
        call = (self._there, self._stop, function, arguments, named)
        self._process = self._context.Process(target=work, args=call, daemon=True)
        self._process.start()
        self._there.close()
        self._looking.start()

    @property
    def running(self) -> bool:
        """Whether the end has not been told yet."""
        return self._looking.isActive()

    def stop(self) -> None:
        """Ask the child to stop; it is ended where it does not within three seconds."""
        if self.running and not self._stop.is_set():
            self._stop.set()
            self._since_stop.start()

    def _look(self) -> None:
        """Take what the child sent; notice a child that died."""
        try:
            while self._here.poll():
                self._tell(self._here.recv())
                if not self.running:
                    return
        except (EOFError, OSError):
            self._end()
            self.failed.emit(Failed(message("The work stopped before its end.")))
            return
        if self._since_stop.isValid() and self._since_stop.elapsed() > _GRACE_MS:
            self._end()
            self.stopped.emit()

    def _tell(self, report: Report) -> None:
        if isinstance(report, Progressed):
            self.progressed.emit(report.done, report.total)
            return
        self._end()
        if isinstance(report, Finished):
            self.finished.emit(report.result)
        elif isinstance(report, Failed):
            self.failed.emit(report)
        elif isinstance(report, Stopped):
            self.stopped.emit()

    def _end(self) -> None:
        self._looking.stop()
        self._since_stop.invalidate()
        self._here.close()
        if self._process.is_alive():
            self._process.join(0.2)
        if self._process.is_alive():
            self._process.terminate()
