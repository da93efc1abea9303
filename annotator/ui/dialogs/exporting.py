"""Export: choose what goes and in which form, see it as it will be written, then what was written and what got lost."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.language import _, explained, isolated, ngettext
from annotator.model.errors import AnnotatorError
from annotator.operations.exportpreview import ExportPreview, Facets, count_export, facets, preview_export
from annotator.operations.session import Session
from annotator.operations.transfer import ExportOptions, ExportReport, export_snapshot
from annotator.ui.childwork import Failed
from annotator.ui.corpuscopy import CorpusCopy
from annotator.ui.dialogs.exportform import ExportForm, counted_words
from annotator.ui.dialogs.formatwords import loss_title, split_words
from annotator.ui.dialogs.outputpreview import OutputPreview
from annotator.ui.dialogs.runview import RunView
from annotator.ui.dialogs.widesheet import WideSheet, small_heading
from annotator.ui.fonts import ui_font
from annotator.ui.jobs import Job
from annotator.ui.panels.lettering import coloured, plain_label
from annotator.ui.scrolling import scrolling
from annotator.ui.theme import Theme
from annotator.ui.worker import Worker

_LEADING: Final = 400
_SETTLING_MS: Final = 350


class ExportSheet(WideSheet):
    """One export from choice to report. The corpus is copied first, so that work on it can go on.

    Attributes:
        form: What is chosen.
        output: What will come of it.
    """

    remembered = Signal(object)
    """What was chosen, to be offered at the next export of this corpus."""

    def __init__(
        self,
        session: Session,
        folder: Path,
        *,
        remembered: Mapping[str, Any],
        theme: Theme,
        parent: QWidget | None,
    ) -> None:
        super().__init__(_("Export"), leading_width=_LEADING, theme=theme, parent=parent)
        self._session = session
        kept = remembered.get("folder")
        self._folder = Path(kept) if isinstance(kept, str) and Path(kept).is_dir() else folder
        self._left = self._wanted = False
        self._copy = CorpusCopy(session, self)
        self._copy.made.connect(self._ask_facets)
        self._job: Job | None = None
        self._worker = Worker(self)
        self._worker.answered.connect(self._take)
        self._worker.progressed.connect(self._show_counted)
        self._worker.failed.connect(self._tell_worker_failed)
        self._settling = QTimer(self, interval=_SETTLING_MS, singleShot=True)
        self._settling.timeout.connect(self._look)
        self.form = ExportForm(
            session.scheme, viewer=session.annotator, remembered=remembered, theme=theme, parent=self
        )
        self.output = OutputPreview(theme=theme, parent=self)
        self._as_folder = QCheckBox(_("A folder with manifest and dataset card"), self)
        self._as_folder.setChecked(remembered.get("as_folder") is not False)
        self._where = QLineEdit(self)
        self._where.setAccessibleName(_("Where to"))
        self._where.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._run = RunView(theme=theme, parent=self)
        self._arrange()
        self._begin = self.add_button(_("Export"), primary=True)
        self._begin.clicked.connect(self._start)
        self._show = self.add_button(_("Show folder"))
        self._show.clicked.connect(self._open_folder)
        self._show.hide()
        self._leave = self.add_button(_("Cancel"))
        self._leave.clicked.connect(self.reject)
        self.finish()
        self.form.changed.connect(self._changed)
        self.form.formats.currentIndexChanged.connect(lambda _at: self._propose())
        self._as_folder.toggled.connect(lambda _on: self._propose())
        self._where.textChanged.connect(lambda _text: self._show_ready())
        self._propose()
        self.form.formats.setFocus()
        self._copy.failed.connect(self.output.show_problem)

    @property
    def options(self) -> ExportOptions:
        """What the person chose."""
        return self.form.options

    @property
    def target(self) -> Path:
        """Where it goes: a file where the path bears the format's suffix, else a folder."""
        return Path(self._where.text().strip())

    @property
    def busy(self) -> bool:
        """Whether something is being copied, looked at or written."""
        writing = self._job is not None and self._job.running
        return writing or not self._copy.is_made or not self._worker.idle or self._settling.isActive()

    def reject(self) -> None:
        """Leave; an export under way is stopped, and nothing of it appears."""
        if self._job is not None and self._job.running:
            self._run.show_words(_("Stopping…"))
            self._job.stop()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Leave nothing behind."""
        self._left = True
        self._settling.stop()
        self._worker.end()
        self._copy.drop()
        super().done(result)

    # ------------------------------------------------------------------ preview

    def _ask_facets(self) -> None:
        self._worker.ask(facets, self._copy.path, viewer=self._session.annotator)
        self._show_ready()

    def _changed(self) -> None:
        self._show_ready()
        self.output.show_waiting()
        self._worker.drop()
        self._settling.start()

    def _look(self) -> None:
        """Have the first records written as they would be."""
        if not self._copy.is_made:
            self._settling.start()
            return
        if self.form.problem:
            self._worker.drop()
            self.output.show_problem(self.form.problem)
            return
        self._worker.ask(preview_export, self._copy.path, format=self.form.format, options=self.options)

    def _take(self, answer: object) -> None:
        if isinstance(answer, Facets):
            self.form.show_facets(answer)
            self._look()
        elif isinstance(answer, ExportPreview):
            self.output.show_preview(answer)
            self._worker.ask(count_export, self._copy.path, format=self.form.format, options=self.options)
        elif isinstance(answer, ExportReport):
            self.output.show_count(answer)
        if self._wanted and self._worker.idle:
            self._write()

    def _show_counted(self, done: int, total: int) -> None:
        self.output.show_counting(100 * done // max(total, 1))

    def _tell_worker_failed(self, failed: object) -> None:
        assert isinstance(failed, Failed)
        self.output.show_problem(explained(AnnotatorError(failed.what, failed.remedy)))

    def _show_ready(self) -> None:
        named = bool(self._where.text().strip())
        self._begin.setEnabled(named and self._copy.is_made and not self.form.problem)
        if self.form.problem:
            self.show_told(self.form.problem, warning=True)
        elif self.options.split is not None:
            self.show_told(_("Divided for this export only; the corpus keeps its own split."), warning=True)
        else:
            self.show_told("")

    # ------------------------------------------------------------------ where to

    def _propose(self) -> None:
        """A name beside the last place that fits the format."""
        facts = self.form.facts
        self._as_folder.setEnabled(not facts.is_folder)
        name = f"{self._session.corpus.path.stem}-{self.form.format}"
        as_folder = facts.is_folder or self._as_folder.isChecked()
        self._where.setText(str(self._folder / (name if as_folder else name + facts.suffix)))

    def _choose(self) -> None:
        if self.form.facts.is_folder or self._as_folder.isChecked():
            path = QFileDialog.getExistingDirectory(self, _("Where to"), str(self._folder))
        else:
            path, _kind = QFileDialog.getSaveFileName(self, _("Where to"), self._where.text())
        if path:
            self._folder = Path(path).parent
            self._where.setText(path)

    # ------------------------------------------------------------------ writing

    def _start(self) -> None:
        """Write from the copy in a child process, once nobody else reads it."""
        target = self.target
        if target.parent.is_dir():
            self._folder = target.parent
        chosen = {**self.form.table, "folder": str(self._folder), "as_folder": self._as_folder.isChecked()}
        self.remembered.emit(chosen)
        self._begin.hide()
        self.show_told("")
        self.pages.setCurrentWidget(self._run)
        self._run.begin(_("Writing…"))
        self._settling.stop()
        self._wanted = True
        self._worker.drop()
        self._write_when_idle()

    def _write_when_idle(self) -> None:
        if self._wanted and not self._worker.idle:
            QTimer.singleShot(30, self._write_when_idle)
        elif self._wanted:
            self._write()

    def _write(self) -> None:
        self._wanted = False
        self._worker.end()
        if self._left:
            return
        self._job = Job(self)
        self._job.progressed.connect(self._run.show_progress)
        self._job.finished.connect(self._report)
        self._job.failed.connect(self._tell_failure)
        self._job.stopped.connect(lambda: self._tell_nothing(_("The export was stopped.")))
        self._job.start(export_snapshot, self._copy.path, self.target, format=self.form.format, options=self.options)

    def _report(self, report: object) -> None:
        assert isinstance(report, ExportReport)
        page = _Report(report, self.target, once=self.options.split is not None, theme=self.theme, parent=self)
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        self.show_title(ngettext("Exported {count} record", "Exported {count} records", report.records))
        self._show.show()
        self._end()

    def _tell_failure(self, failed: object) -> None:
        assert isinstance(failed, Failed)
        said = explained(AnnotatorError(failed.what, failed.remedy))
        self._tell_nothing(f"{said}\n\n{failed.fault}".strip())

    def _tell_nothing(self, words: str) -> None:
        self.show_title(_("Nothing was exported"))
        self._run.go_on(_("Nothing was exported"))
        self._run.bar.hide()
        self._run.show_words(words)
        self._end()

    def _end(self) -> None:
        self._leave.setText(_("Close"))
        self.make_primary(self._leave)
        self._leave.setFocus()

    def _open_folder(self) -> None:
        target = self.target
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target if target.is_dir() else target.parent)))

    # ------------------------------------------------------------------ making

    def _arrange(self) -> None:
        choose = QPushButton(_("Choose…"), self)
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self._where, 1)
        place.addWidget(choose)
        self.leading.addWidget(self.form, 1)
        self.leading.addWidget(self._as_folder)
        self.leading.addLayout(place)
        self.trailing.addWidget(self.output)
        self.pages.addWidget(self._run)


class _Report(QWidget):
    """What was written, and what the format or the choice left out."""

    def __init__(self, report: ExportReport, target: Path, *, once: bool, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(0, 6, 8, 0)
        inner.setSpacing(3)
        total = report.contents.total()
        spans, relations = sum(total.spans.values()), sum(total.relations.values())
        inner.addWidget(self._line(counted_words(total.documents, report.records, spans, relations)))
        splits = report.contents.splits
        if len(splits) > 1:
            words = split_words({name: counts.documents for name, counts in splits.items()})
            inner.addWidget(self._line(words))
        if once:
            inner.addWidget(self._line(_("The split was drawn for this export only; that of the corpus is as it was.")))
        inner.addSpacing(6)
        inner.addWidget(small_heading(_("Written"), theme=theme))
        inner.addWidget(self._line(isolated(str(target))))
        for path in report.files:
            if path != target:
                inner.addWidget(self._line(isolated(path.name)))
        inner.addSpacing(6)
        inner.addWidget(small_heading(_("Left out, because the format or the choice has no room for it:")
                                      if report.losses else _("Nothing was left out."), theme=theme))  # fmt: skip
        for loss in report.losses:
            inner.addWidget(self._line(_("{kind}: {count}", kind=loss_title(loss.kind), count=loss.count)))
        inner.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolling(inside, parent=self))

    def _line(self, text: str) -> QLabel:
        label = plain_label(text, font=ui_font(13))
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        coloured(label, self._theme.ink2)
        return label
