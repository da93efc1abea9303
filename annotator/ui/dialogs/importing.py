"""Import: choose files, see what will be stored, say what columns and names mean, watch it come in, read the report."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QPushButton, QTabWidget, QVBoxLayout, QWidget

from annotator.language import _, explained, ngettext
from annotator.model.errors import AnnotatorError
from annotator.operations.foreignnames import NamesFound, names
from annotator.operations.habits import ImportHabits
from annotator.operations.intake import FileChoice, ImportOptions
from annotator.operations.preview import FilePreview, RecordPreview, preview
from annotator.operations.scratch import Scratch
from annotator.operations.session import Session
from annotator.operations.surveying import Survey, survey
from annotator.operations.transfer import ImportReport, Staged, stage
from annotator.ui.childwork import Failed
from annotator.ui.dialogs.columnmap import ColumnMap
from annotator.ui.dialogs.importfiles import ImportFiles
from annotator.ui.dialogs.importoptions import ImportOptionsForm
from annotator.ui.dialogs.importreport import ReportView
from annotator.ui.dialogs.namemap import NameMap
from annotator.ui.dialogs.recordpreview import RecordPreviews
from annotator.ui.dialogs.runview import RunView
from annotator.ui.dialogs.widesheet import WideSheet
from annotator.ui.dropping import dropped_paths
from annotator.ui.jobs import Job
from annotator.ui.theme import Theme
from annotator.ui.worker import Worker

_LEADING: Final = 290
_REPORT_WIDTH: Final = 760


class ImportSheet(WideSheet):
    """One import from choice to report.

    Files are looked at and read in child processes; what is right is then copied in by slices between two frames.

    Attributes:
        files: The files and what is said about single ones.
        records: The first records of the marked one.
        columns: Which column holds what.
        names: What foreign names become.
        options_form: What holds for all files.
    """

    imported = Signal(object)
    """``ChangeSet``: what came in."""
    writing = Signal(bool)
    """Whether records are being copied in: meanwhile the articles can only be read."""
    remembered = Signal(object)
    """``ImportHabits`` to offer the next time."""

    def __init__(
        self,
        session: Session,
        paths: Iterable[Path],
        *,
        habits: ImportHabits,
        folder: Path,
        theme: Theme,
        parent: QWidget | None,
    ) -> None:
        super().__init__(_("Import articles"), leading_width=_LEADING, theme=theme, parent=parent)
        self.setAcceptDrops(True)
        self._session, self._habits = session, habits
        self._staging: Scratch | None = None
        self._slices: Generator[tuple[int, int], None, ImportReport] | None = None
        self._job: Job | None = None
        self._asked_again: tuple[Path, ...] = ()
        self._turns = QTimer(self, interval=0)
        self._turns.timeout.connect(self._copy_slice)
        self._is_surveyed = False
        self._showing = QTimer(self, interval=0, singleShot=True)
        self._showing.timeout.connect(self._read_current)
        # One child looks at the files as a whole, the other at the one that is marked.
        self._looking, self._reading = Worker(self), Worker(self)
        self._looking.answered.connect(self._take_look)
        self._looking.progressed.connect(lambda done, total: self.names.show_looking(100 * done // max(total, 1)))
        self._reading.answered.connect(self._take_preview)
        for worker in (self._looking, self._reading):
            worker.failed.connect(self._tell_worker_failed)
            worker.warm_up()
        remembered_folder = Path(habits.folder)
        where = remembered_folder if habits.folder and remembered_folder.is_dir() else folder
        self._make_form(where)
        self._start = self.add_button(_("Import"), primary=True)
        self._cancel = self.add_button(_("Cancel"))
        self._start.clicked.connect(self.begin)
        self._cancel.clicked.connect(self.reject)
        self.finish()
        self._show_current()
        self._show_ready()
        self.files.add(paths)
        self.files.take_focus()

    @property
    def busy(self) -> bool:
        """Whether an import is under way."""
        return self._slices is not None or (self._job is not None and self._job.running)

    @property
    def looking(self) -> bool:
        """Whether the files, or the first records of one, are still being looked at."""
        return self._showing.isActive() or not self._looking.idle or not self._reading.idle

    @property
    def ready(self) -> bool:
        """Whether the files were looked at and there is something to import."""
        return self._is_surveyed and self.files.count > 0

    def options(self) -> ImportOptions:
        """What the person said."""
        form = self.options_form
        return ImportOptions(
            annotator=form.annotator, replace=form.replace, skip_bad=form.skip_bad, layer=form.layer,
            mapping=self.names.mapping, extend_scheme=self.names.grows, choices=dict(self.files.choices),
        )  # fmt: skip

    # ------------------------------------------------------------------ leaving

    def reject(self) -> None:
        """Leave; an import under way is broken off first, and nothing of it is kept."""
        if self._job is not None and self._job.running:
            self._run.show_words(_("Stopping…"))
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
        self._showing.stop()
        for worker in (self._looking, self._reading):
            worker.end()
        self._clear_staging()
        super().done(result)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if dropped_paths(event.mimeData()) and not self.busy and self.pages.currentIndex() == 0:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take dropped files."""
        self.files.add(dropped_paths(event.mimeData()))

    # ------------------------------------------------------------------ looking at the files

    def _look(self) -> None:
        """Look what the files are."""
        self._asked_again, self._is_surveyed = (), False
        self._looking.ask(survey, list(self.files.paths), self._looking_options())
        self._show_ready()

    def _look_again(self, paths: object) -> None:
        """Look at single files about which something else was said."""
        assert isinstance(paths, tuple)
        if not self._is_surveyed and not self._asked_again:
            self._look()  # The files are still being found: the whole look begins anew.
            return
        self._asked_again = tuple({*self._asked_again, *paths})
        self._is_surveyed = False
        self._looking.ask(survey, list(self._asked_again), self._looking_options())
        self._show_ready()

    def _looking_options(self) -> ImportOptions:
        return ImportOptions(choices=dict(self.files.choices))

    def _take_look(self, found: object) -> None:
        if isinstance(found, Survey):
            self._take_survey(found)
        elif isinstance(found, NamesFound):
            self.names.show_found(found)

    def _take_survey(self, found: Survey) -> None:
        self._is_surveyed = True
        if self._asked_again:
            self.files.update_files(found, self._asked_again)
            self._asked_again = ()
        else:
            self.files.show_survey(found)
            self._choose_columns_as_before(found)
        if self.files.count:
            self.names.show_looking(None)
            self._looking.ask(
                names, list(self.files.paths), scheme_table=dict(self._session.scheme.table),
                options=replace(self.options(), mapping=None, extend_scheme=False),
            )  # fmt: skip
        self._show_ready()

    def _choose_columns_as_before(self, found: Survey) -> None:
        """Tables with columns that were mapped before are mapped in the same way."""
        told = []
        for file in found.files:
            columns = self._habits.columns_of(file.columns) if file.columns else {}
            known = self.files.choices.get(file.path, FileChoice())
            if columns and not known.columns:
                self.files.choices[file.path] = replace(known, columns=dict(columns))
                told.append(file.path)
        if told:
            self._show_current()

    # ------------------------------------------------------------------ preview

    def _show_current(self) -> None:
        """Read the first records of the marked file, once, however many things changed at a time."""
        self._showing.start()

    def _read_current(self) -> None:
        file, refusal = self.files.current, self.files.current_refusal
        if file is None:
            self._reading.drop()
            if refusal is not None:
                self.records.show_problems(refusal.problems)
            else:
                self.records.show_nothing(_("The first records of a file stand here, as they will be stored."))
            self._tabs.setTabEnabled(1, False)
            return
        self.records.show_waiting()
        self._reading.ask(preview, file.path, scheme_table=dict(self._session.scheme.table), options=self.options())

    def _take_preview(self, shown: object) -> None:
        if not isinstance(shown, FilePreview):
            self.records.show_nothing(_("The file is not there any more."))
            return
        self.records.show_preview(shown)
        self._tabs.setTabEnabled(1, shown.table is not None)
        if shown.table is not None:
            self.columns.show_head(shown.table)

    def _is_known(self, record: RecordPreview) -> bool:
        return bool(self._session.corpus.documents_with_digest(record.annotated.document.text_sha256))

    def _names_changed(self) -> None:
        count = self.names.count
        self._tabs.setTabText(2, ngettext("Names · {count}", "Names · {count}", count) if count else _("Names"))
        if self.files.current is not None and count:
            self._show_current()
        self._show_ready()

    def _map_columns(self, header: object, columns: object) -> None:
        assert isinstance(header, tuple)
        assert isinstance(columns, dict)
        self._habits = self._habits.naming_columns(header, columns)
        self.files.choose_columns(header, columns)
        self._show_current()

    def _show_ready(self) -> None:
        undecided, grows = self.names.undecided, self.names.grows
        was_ready = self._start.isEnabled()
        self._start.setEnabled(self.ready and not (undecided and grows))
        if self._start.isEnabled() and not was_ready and isinstance(self.focusWidget(), QPushButton):
            self._start.setFocus()  # Files were chosen by a button: Enter goes on.
        count = self.files.count
        self._start.setText(ngettext("Import {count} file", "Import {count} files", count) if count else _("Import"))
        if undecided and grows:
            told = _("Decide about the other names too, or leave them out: the scheme grows by what is added.")
            self.show_told(told, warning=True)
        elif undecided:
            told = ngettext("{count} name has no place yet", "{count} names have no place yet", undecided)
            self.show_told(told, warning=True)
        else:
            self.show_told(_("Nothing is stored before you say so."))

    def _tell_worker_failed(self, failed: object) -> None:
        assert isinstance(failed, Failed)
        self.show_told(explained(AnnotatorError(failed.what, failed.remedy)), warning=True)

    # ------------------------------------------------------------------ importing

    def begin(self) -> None:
        """Read the files in a child process."""
        options, paths = self.options(), list(self.files.paths)
        self._remember()
        for worker in (self._looking, self._reading):
            worker.end()
        self._start.hide()
        self._showing.stop()
        self.show_told("")
        self.pages.setCurrentWidget(self._run)
        self._run.begin(_("Reading the files…"))
        self._staging = Scratch("import")
        self._job = Job(self)
        self._job.progressed.connect(lambda done, total: self._run.show_progress(done, 2 * total))
        self._job.finished.connect(self._copy)
        self._job.failed.connect(self._tell_failure)
        self._job.stopped.connect(self._tell_stopped)
        table = dict(self._session.scheme.table)
        records = self._staging.folder / "records"
        self._job.start(stage, paths, scheme_table=table, options=options, staging_file=records)

    def _remember(self) -> None:
        form = self.options_form
        habits = replace(
            self._habits, folder=str(self.files.folder), annotator=form.annotator or "", layer=form.layer,
            replace=form.replace, skip_bad=form.skip_bad,
        )  # fmt: skip
        self.remembered.emit(habits.deciding(self.names.decided))

    def _copy(self, staged: object) -> None:
        """Copy what was read into the corpus, a slice at a time."""
        assert isinstance(staged, Staged)
        self._run.go_on(_("Copying into the corpus…"))
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
            self._run.show_progress(total + done, 2 * total)

    def _end_copying(self) -> None:
        self._turns.stop()
        self._slices = None
        self.writing.emit(False)

    def _show_report(self, report: ImportReport) -> None:
        view = ReportView(report, theme=self.theme, parent=self)
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 6, 0, 0)
        view.setMaximumWidth(_REPORT_WIDTH)
        column.addWidget(view)
        if not view.has_details:
            column.addStretch(1)
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        self.show_title(view.title)
        self._cancel.setText(_("To the articles"))
        self.make_primary(self._cancel)
        self._cancel.setFocus()
        if report.changes is not None:
            self.imported.emit(report.changes)
        if not view.has_details:
            self.show_told(_("No character of any article was changed."))

    def _tell_failure(self, failed: object) -> None:
        assert isinstance(failed, Failed)
        said = explained(AnnotatorError(failed.what, failed.remedy))
        self._tell_nothing(f"{said}\n\n{failed.fault}".strip())

    def _tell_stopped(self) -> None:
        self._tell_nothing(_("The import was stopped; nothing of it was kept."))

    def _tell_nothing(self, words: str) -> None:
        self.show_title(_("Nothing was imported"))
        self._run.go_on(_("Nothing was imported"))
        self._run.bar.hide()
        self._run.show_words(words)
        self._cancel.setText(_("Close"))
        self.make_primary(self._cancel)
        self._cancel.setFocus()

    def _clear_staging(self) -> None:
        if self._staging is not None:
            self._staging.remove()
            self._staging = None

    # ------------------------------------------------------------------ making

    def _make_form(self, folder: Path) -> None:
        theme, session = self.theme, self._session
        self.files = ImportFiles(folder, theme=theme, parent=self)
        self.leading.addWidget(self.files)
        self.records = RecordPreviews(is_known=self._is_known, theme=theme, parent=self)
        self.columns = ColumnMap(theme=theme, parent=self)
        self.names = NameMap(
            session.scheme, remembered=self._habits.counterpart_of, folder=folder, theme=theme, parent=self
        )
        handles = sorted({*session.corpus.annotators(), *session.corpus.set_names_in_use()})
        self.options_form = ImportOptionsForm(self._habits, session.scheme, handles, theme=theme, parent=self)
        self._tabs = QTabWidget(self)
        self._tabs.setDocumentMode(True)
        self._tabs.setAccessibleName(_("Import"))
        for page, title in (
            (self.records, _("Preview")), (self.columns, _("Columns")), (self.names, _("Names")),
            (self.options_form, _("Options")),
        ):  # fmt: skip
            self._tabs.addTab(page, title)
        self._tabs.setTabEnabled(1, False)
        self.trailing.addWidget(self._tabs)
        self._run = RunView(theme=theme, parent=self)
        self.pages.addWidget(self._run)
        self.files.added.connect(self._look)
        self.files.chosen_otherwise.connect(self._look_again)
        self.files.current_changed.connect(self._show_current)
        self.records.columns_wanted.connect(self._to_columns)
        self.columns.changed.connect(self._map_columns)
        self.names.changed.connect(self._names_changed)

    def _to_columns(self) -> None:
        self._tabs.setCurrentWidget(self.columns)
        self.columns.take_focus()
