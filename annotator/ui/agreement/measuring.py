"""Measures agreement for the section: over a snapshot, in a child process, kept until the corpus changes."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from annotator.model.errors import AnnotatorError, Message
from annotator.operations.agreement import Wish
from annotator.operations.agreementpanel import Overview, Panel, panel_of_snapshot
from annotator.operations.session import Session
from annotator.ui.childwork import Failed
from annotator.ui.jobs import Job


class Measurement(QObject):
    """One measurement at a time; a new one breaks off the one before.

    Args:
        session: The session.
        parent: The section, which owns it.
    """

    progressed = Signal(int, int)
    """So much done, of so much."""
    measured = Signal(object)
    """``Panel``, or ``Overview`` where there are no two sets to compare."""
    failed = Signal(object)
    """``Failed``: what happened."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        self._folder: Path | None = None

    @property
    def running(self) -> bool:
        """Whether a measurement is under way."""
        return self._job is not None and self._job.running

    def start(self, wish: Wish) -> None:
        """Copy the corpus and measure the copy."""
        self.stop()
        folder = self._folder = Path(tempfile.mkdtemp(prefix="isnad-agreement-"))
        snapshot = folder / "snapshot.isnad"
        try:
            self._session.corpus.snapshot(snapshot, progress=lambda _done, _total: QApplication.processEvents())
        except AnnotatorError as error:
            self._fail(Failed(error.what, error.remedy))
            return
        except OSError as error:
            self._fail(Failed(Message("{reason}", {"reason": error.strerror or str(error)})))
            return
        if self._folder is not folder:
            return  # while the corpus was copied, another measurement began
        job = self._job = Job(self)
        job.progressed.connect(self.progressed)
        job.finished.connect(self._end)
        job.failed.connect(self._fail)
        job.stopped.connect(self._clear)
        job.start(panel_of_snapshot, snapshot, wish, viewer=self._session.annotator)

    def stop(self) -> None:
        """Break off what is under way; nothing is told of it."""
        if self._job is not None:
            for signal in (self._job.progressed, self._job.finished, self._job.failed):
                signal.disconnect()
            self._job.stop()
            self._job = None
        self._clear()

    def _end(self, found: object) -> None:
        assert isinstance(found, Panel | Overview)
        self._job = None
        self._clear()
        self.measured.emit(found)

    def _fail(self, failed: object) -> None:
        self._job = None
        self._clear()
        self.failed.emit(failed)

    def _clear(self) -> None:
        """Remove the copy; a child that still reads it has it open."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None
