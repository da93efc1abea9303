"""Import: choose files, see what they are, watch them come in, read what was refused and why."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from annotator.language import _, explained, number
from annotator.model.errors import AnnotatorError
from annotator.operations.session import Session
from annotator.operations.transfer import ImportReport, Staged, stage
from annotator.ui.childwork import Failed
from annotator.ui.dialogs.importchoice import ImportChoice
from annotator.ui.dialogs.importreport import ReportView
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.jobs import Job
from annotator.ui.theme import Theme

_STEPS: Final = 1000


class ImportSheet(Sheet):
    """One import from choice to report.

    Files are read in a child process; what is right is then copied in by slices between two frames.
    """

    imported = Signal(object)
    """``ChangeSet``: what came in."""
    writing = Signal(bool)
    """Whether records are being copied in: meanwhile the articles can only be read."""

    def __init__(
        self, session: Session, paths: list[Path], folder: Path, *, theme: Theme, parent: QWidget | None
    ) -> None:
        super().__init__(_("Import articles"), theme=theme, parent=parent, width=600)
        self.setAcceptDrops(True)
        self._session = session
        self._staging: Path | None = None
        self._slices: Generator[tuple[int, int], None, ImportReport] | None = None
        self._job: Job | None = None
        self._turns = QTimer(self, interval=0)
        self._turns.timeout.connect(self._copy_slice)
        self._title = self.add_title(_("Import articles"))
        self._body = QVBoxLayout()
        self.column.addLayout(self._body, 1)
        self._choice = ImportChoice(folder, theme=theme, parent=self)
        self._choice.changed.connect(self._show_ready)
        self._body.addWidget(self._choice)
        self._progress = QProgressBar(self)
        self._progress.setRange(0, _STEPS)
        self._progress.setTextVisible(False)
        self._progress.hide()
        self.column.addWidget(self._progress)
        self._words = self.add_words("")
        self._start = self.add_button(_("Import"), primary=True)
        self._cancel = self.add_button(_("Cancel"))
        self._start.clicked.connect(self._begin)
        self._cancel.clicked.connect(self.reject)
        self.finish()
        self._show_ready()
        if paths:
            self._choice.add(paths)
            self._begin()

    @property
    def busy(self) -> bool:
        """Whether an import is under way."""
        return self._slices is not None or (self._job is not None and self._job.running)

    def reject(self) -> None:
        """Leave; an import under way is broken off first, and nothing of it is kept."""
        if self._job is not None and self._job.running:
            self._words.setText(_("Stopping…"))
            self._job.stop()
        elif self._slices is not None:
            self._slices.close()
            self._end_copying()
            self._tell_stopped()
        else:
            super().reject()

    def break_off(self) -> None:
        """Stop an import under way and leave: the program is about to end."""
        if self._job is not None:
            self._job.stop()
        if self._slices is not None:
            self._slices.close()
            self._end_copying()
        super().reject()

    def done(self, result: int) -> None:
        """Leave nothing behind."""
        self._clear_staging()
        super().done(result)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if _paths(event.mimeData()) and not self.busy:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take dropped files."""
        self._choice.add(_paths(event.mimeData()))

    def _show_ready(self) -> None:
        self._start.setEnabled(self._choice.ready)

    def _begin(self) -> None:
        """Read the files in a child process."""
        options, paths = self._choice.options(), self._choice.paths
        self._choice.hide()
        self._start.hide()
        self._progress.setValue(0)
        self._progress.show()
        self._title.setText(_("Reading the files…"))
        self._staging = Path(tempfile.mkdtemp(prefix="isnad-import-"))
        self._job = Job(self)
        self._job.progressed.connect(lambda done, total: self._show_progress(done, 2 * total))
        self._job.finished.connect(self._copy)
        self._job.failed.connect(self._tell_failure)
        self._job.stopped.connect(self._tell_stopped)
        table = dict(self._session.scheme.table)
        self._job.start(stage, paths, scheme_table=table, options=options, staging_file=self._staging / "records")

    def _copy(self, staged: object) -> None:
        """Copy what was read into the corpus, a slice at a time."""
        assert isinstance(staged, Staged)
        self._title.setText(_("Copying into the corpus…"))
        self._slices = staged.slices(self._session.corpus, author=self._session.annotator)
        self.writing.emit(True)
        self._turns.start()

    def _copy_slice(self) -> None:
        if self._slices is None:
            return
        try:
            done, total = next(self._slices)
        except StopIteration as end:
            self._end_copying()
            self._show_report(end.value)
        except AnnotatorError as error:
            self._end_copying()
            self._tell_failure(Failed(error.what, error.remedy))
        else:
            self._show_progress(total + done, 2 * total)

    def _end_copying(self) -> None:
        self._turns.stop()
        self._slices = None
        self.writing.emit(False)

    def _show_progress(self, done: int, total: int) -> None:
        share = done / max(total, 1)
        self._progress.setValue(round(share * _STEPS))
        self._words.setText(_("{percent}%", percent=number(round(100 * share))))

    def _show_report(self, report: ImportReport) -> None:
        self._progress.hide()
        self._words.hide()
        view = ReportView(report, theme=self.theme, parent=self)
        self._title.setText(view.title)
        self._body.addWidget(view)
        self._cancel.setText(_("To the articles"))
        self._cancel.setProperty("primary", True)
        self._cancel.style().polish(self._cancel)
        self._cancel.setDefault(True)
        if report.changes is not None:
            self.imported.emit(report.changes)
        if not (report.refused or report.remarks or report.tally.duplicates or report.passed_over):
            self._words.setText(_("No character of any article was changed."))
            self._words.show()
        self.adjustSize()

    def _tell_failure(self, failed: object) -> None:
        assert isinstance(failed, Failed)
        self._progress.hide()
        self._title.setText(_("Nothing was imported"))
        said = explained(AnnotatorError(failed.what, failed.remedy))
        self._words.setText(f"{said}\n\n{failed.fault}".strip())
        self._cancel.setText(_("Close"))

    def _tell_stopped(self) -> None:
        self._progress.hide()
        self._title.setText(_("Nothing was imported"))
        self._words.setText(_("The import was stopped; nothing of it was kept."))
        self._cancel.setText(_("Close"))

    def _clear_staging(self) -> None:
        if self._staging is not None:
            shutil.rmtree(self._staging, ignore_errors=True)
            self._staging = None


def _paths(mime: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
