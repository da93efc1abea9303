"""Measures agreement for the section: over a snapshot, in a child process; the intervals, which take longest, last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from annotator.model.errors import AnnotatorError, Message
from annotator.operations.agreement import Wish
from annotator.operations.agreementpanel import Panel, panel_of_snapshot
from annotator.operations.scratch import Scratch
from annotator.operations.session import Session
from annotator.ui.childwork import Failed
from annotator.ui.jobs import Job

_SNAPSHOT: Final = "snapshot.isnad"


class Measurement(QObject):
    """One measurement at a time; a new one breaks off the one before.

    Args:
        session: The session.
        parent: The section, which owns it.
    """

    progressed = Signal(int, int)
    """So much done, of so much."""
    measured = Signal(object)
    """``Panel``, still without intervals; or ``Overview`` where there are no two sets to compare."""
    refined = Signal(object)
    """The same ``Panel`` with its intervals."""
    failed = Signal(object)
    """``Failed``: what happened."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        self._scratch: Scratch | None = None

    @property
    def running(self) -> bool:
        """Whether a measurement is under way, or its intervals are."""
        return self._job is not None and self._job.running

    def start(self, wish: Wish) -> None:
        """Copy the corpus and measure the copy."""
        self.stop()
        try:
            scratch = self._scratch = Scratch("agreement")
            snapshot = scratch.folder / _SNAPSHOT
            self._session.corpus.snapshot(snapshot, progress=lambda _done, _total: QApplication.processEvents())
        except AnnotatorError as error:
            self._fail(Failed(error.what, error.remedy))
            return
        except OSError as error:
            self._fail(Failed(Message("{reason}", {"reason": error.strerror or str(error)})))
            return
        if self._scratch is not scratch:
            return  # while the corpus was copied, another measurement began
        self._begin(replace(wish, resamples=0), lambda found: self._end(found, wish))

    def stop(self) -> None:
        """Break off what is under way; nothing is told of it."""
        if self._job is not None:
            for signal in (self._job.progressed, self._job.finished, self._job.failed, self._job.stopped):
                signal.disconnect()
            self._job.stop()
            self._job = None
        self._clear()

    def _begin(self, wish: Wish, ended: Callable[[object], None]) -> None:
        """Measure the copy in a child."""
        assert self._scratch is not None
        job = self._job = Job(self)
        job.progressed.connect(self.progressed)
        job.finished.connect(ended)
        job.failed.connect(self._fail)
        job.stopped.connect(self._clear)
        job.start(panel_of_snapshot, self._scratch.folder / _SNAPSHOT, wish, viewer=self._session.annotator)

    def _end(self, found: object, wish: Wish) -> None:
        """Show what was measured, and go on with the intervals."""
        self._job = None
        if isinstance(found, Panel) and found.pairs and wish.resamples != 0:
            self._begin(wish, self._end_intervals)
        else:
            self._clear()
        self.measured.emit(found)

    def _end_intervals(self, found: object) -> None:
        self._job = None
        self._clear()
        self.refined.emit(found)

    def _fail(self, failed: object) -> None:
        self._job = None
        self._clear()
        self.failed.emit(failed)

    def _clear(self) -> None:
        """Remove the copy."""
        if self._scratch is not None:
            self._scratch.remove()
            self._scratch = None
