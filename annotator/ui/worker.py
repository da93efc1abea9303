"""A child process that stays, for questions that come often and of which only the latest counts."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from annotator.model.errors import message
from annotator.ui.childwork import Failed, Finished, Progressed, Stopped, serve

_LOOKING_MS: Final = 20
_GRACE_MS: Final = 3000
_Call = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


class Worker(QObject):
    """Answers one question after the other, each in the child; a new one breaks off the one before.

    Unlike a ``Job`` it does not start Python anew for every call, which takes half a second.
    """

    answered = Signal(object)
    """What the function returned for the latest question."""
    progressed = Signal(int, int)
    """So much done, of so much."""
    failed = Signal(object)
    """``Failed``: what happened."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = multiprocessing.get_context("spawn")
        self._process: Any = None
        self._pipe: Any = None
        self._stop: Any = None
        self._under_way = False
        self._outdated = False
        self._waiting: _Call | None = None
        self._since_stop = QElapsedTimer()
        self._looking = QTimer(self, interval=_LOOKING_MS)
        self._looking.timeout.connect(self._look)

    @property
    def busy(self) -> bool:
        """Whether a question waits for its answer."""
        return self._waiting is not None or (self._under_way and not self._outdated)

    @property
    def idle(self) -> bool:
        """Whether the child does nothing, not even for a question that is outdated."""
        return self._waiting is None and not self._under_way

    def warm_up(self) -> None:
        """Start the child now, so that the first question does not wait for it."""
        if self._process is None:
            self._begin()

    def ask(self, function: Callable[..., Any], *arguments: Any, **named: Any) -> None:
        """Call ``function`` in the child; it also gets ``progress`` and ``cancelled``. Earlier questions are dropped.

        Args:
            function: A function of a module, so that the child can find it.
            arguments: What it is called with; everything must pass between processes.
            named: The same, by name.
        """
        self.drop()
        self._waiting = (function, arguments, named)
        self._looking.start()
        if not self._under_way:
            self._send()

    def drop(self) -> None:
        """Break off what is under way; nothing is told of it any more."""
        self._waiting = None
        if self._under_way and not self._outdated:
            self._outdated = True
            self._stop.set()
            self._since_stop.start()

    def end(self) -> None:
        """End the child; it can be asked again all the same, in a new one."""
        self._looking.stop()
        self._waiting, self._under_way, self._outdated = None, False, False
        if self._process is not None:
            self._pipe.close()
            self._process.terminate()
            self._process.join(0.5)
            self._process = None

    def _send(self) -> None:
        if self._waiting is None:
            return
        if self._process is None or not self._process.is_alive():
            self._begin()
        call, self._waiting = self._waiting, None
        self._stop.clear()
        self._since_stop.invalidate()
        self._under_way, self._outdated = True, False
        self._pipe.send(call)

    def _begin(self) -> None:
        self._stop = self._context.Event()
        self._pipe, there = self._context.Pipe(duplex=True)
        self._process = self._context.Process(target=serve, args=(there, self._stop), daemon=True)
        self._process.start()
        there.close()

    def _look(self) -> None:
        """Take what the child sent; notice one that died, or that does not stop."""
        try:
            while self._under_way and self._pipe.poll():
                self._take(self._pipe.recv())
        except (EOFError, OSError):
            self._lose(tell=True)
        if self._outdated and self._since_stop.isValid() and self._since_stop.elapsed() > _GRACE_MS:
            self._lose(tell=False)
        if not self._under_way:
            self._send()
        if not self._under_way:
            self._looking.stop()

    def _take(self, report: object) -> None:
        if isinstance(report, Progressed):
            if not self._outdated:
                self.progressed.emit(report.done, report.total)
            return
        outdated = self._outdated
        self._under_way, self._outdated = False, False
        if outdated or isinstance(report, Stopped):
            return
        if isinstance(report, Finished):
            self.answered.emit(report.result)
        elif isinstance(report, Failed):
            self.failed.emit(report)

    def _lose(self, *, tell: bool) -> None:
        """Give a child up."""
        tell = tell and not self._outdated
        waiting = self._waiting
        self.end()
        self._waiting = waiting
        self._looking.start()
        if tell:
            self.failed.emit(Failed(message("The work stopped before its end.")))
