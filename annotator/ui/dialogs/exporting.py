"""Export: format, whose annotations, where to; then what was written and what the format could not hold."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.language import _, explained, isolated, language, ngettext
from annotator.model.errors import AnnotatorError
from annotator.model.identity import ADJUDICATED, SetName
from annotator.operations.plugins import exporters
from annotator.operations.session import Session
from annotator.operations.transfer import ExportOptions, ExportReport, export_snapshot
from annotator.ui.childwork import Failed
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.fonts import ui_font
from annotator.ui.jobs import Job
from annotator.ui.panels.lettering import coloured, plain_label
from annotator.ui.theme import Theme

_STEPS: Final = 1000
_FIRST: Final = ("jsonl", "attributions", "page")


class ExportSheet(Sheet):
    """One export from choice to report. The corpus is copied first, so that work on it can go on."""

    def __init__(self, session: Session, folder: Path, *, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(_("Export"), theme=theme, parent=parent, width=560)
        self._session = session
        self._snapshot: Path | None = None
        self._job: Job | None = None
        self._title = self.add_title(_("Export"))
        self._form = QWidget(self)
        self.column.addWidget(self._form)
        self._formats = QComboBox()
        for name in _ordered(exporters()):
            self._formats.addItem(format_title(name), name)
        self._formats.currentIndexChanged.connect(lambda _index: self._propose())
        self._sets = QListWidget()
        self._sets.setMaximumHeight(120)
        for name in session.sight.set_names_in_use():
            self._add_set(name)
        self._unsure = QCheckBox(_("Leave out what is in doubt"))
        self._as_folder = QCheckBox(_("A folder with manifest and dataset card"))
        self._as_folder.setChecked(True)
        self._as_folder.toggled.connect(lambda _on: self._propose())
        self._where = QLineEdit()
        self._where.setAccessibleName(_("Where to"))
        self._where.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._where.textChanged.connect(lambda _text: self._show_ready())
        self._folder = folder
        self._fill_form()
        self._progress = QProgressBar(self)
        self._progress.setRange(0, _STEPS)
        self._progress.setTextVisible(False)
        self._progress.hide()
        self.column.addWidget(self._progress)
        self._words = self.add_words("")
        self._words.hide()
        self._begin = self.add_button(_("Export"), primary=True)
        self._begin.clicked.connect(self._start)
        self._show = self.add_button(_("Show in its folder"))
        self._show.clicked.connect(self._open_folder)
        self._show.hide()
        self._leave = self.add_button(_("Cancel"))
        self._leave.clicked.connect(self.reject)
        self.finish()
        self._propose()

    def reject(self) -> None:
        """Leave; an export under way is stopped, and nothing of it appears."""
        if self._job is not None and self._job.running:
            self._words.setText(_("Stopping…"))
            self._job.stop()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Leave nothing behind."""
        if self._snapshot is not None:
            shutil.rmtree(self._snapshot.parent, ignore_errors=True)
        super().done(result)

    @property
    def options(self) -> ExportOptions:
        """What the person chose."""
        names = [self._sets.item(row) for row in range(self._sets.count())]
        chosen = tuple(
            SetName(entry.data(Qt.ItemDataRole.UserRole))
            for entry in names
            if entry.checkState() is Qt.CheckState.Checked
        )
        everything = len(chosen) == len(names)
        return ExportOptions(
            annotators=() if everything else tuple(name for name in chosen if name != ADJUDICATED),
            adjudicated=not everything and ADJUDICATED in chosen,
            without_unsure=self._unsure.isChecked(),
            language=language(),
            viewer=self._session.annotator,
        )

    @property
    def target(self) -> Path:
        """Where it goes: a file where the path bears the format's suffix, else a folder."""
        return Path(self._where.text().strip())

    def _fill_form(self) -> None:
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        choose = QPushButton(_("Choose…"))
        choose.clicked.connect(self._choose)
        place = QHBoxLayout()
        place.addWidget(self._where, 1)
        place.addWidget(choose)
        self._sets.setAccessibleName(_("Annotation sets"))
        for title, entry in ((_("Format"), self._formats), (_("Annotation sets"), self._sets), ("", self._unsure),
                             ("", self._as_folder), (_("Where to"), place)):  # fmt: skip
            if title:
                label = plain_label(title, font=ui_font(12, 600))
                coloured(label, self.theme.ink2)
                column.addWidget(label)
            column.addLayout(entry) if isinstance(entry, QHBoxLayout) else column.addWidget(entry)

    def _add_set(self, name: SetName) -> None:
        own = name == self._session.own_set
        title = _("{name} (yours)", name=name) if own else isolated(name)
        entry = QListWidgetItem(_("Adjudicated") if name == ADJUDICATED else title, self._sets)
        entry.setData(Qt.ItemDataRole.UserRole, name)
        entry.setFlags(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        entry.setCheckState(Qt.CheckState.Checked)

    def _propose(self) -> None:
        """A name beside the last place that fits the format."""
        suffix = exporters()[self._formats.currentData()].suffix
        name = f"{self._session.corpus.path.stem}-{self._formats.currentData()}"
        self._where.setText(str(self._folder / (name if self._as_folder.isChecked() else name + suffix)))

    def _choose(self) -> None:
        if self._as_folder.isChecked():
            path = QFileDialog.getExistingDirectory(self, _("Where to"), str(self._folder))
        else:
            path, _kind = QFileDialog.getSaveFileName(self, _("Where to"), self._where.text())
        if path:
            self._folder = Path(path).parent
            self._where.setText(path)

    def _show_ready(self) -> None:
        self._begin.setEnabled(bool(self._where.text().strip()))

    def _start(self) -> None:
        """Copy the corpus, then write from the copy in a child process."""
        self._form.setEnabled(False)
        self._begin.hide()
        self._progress.show()
        self._words.setText(_("Copying the corpus…"))
        self._words.show()
        self._snapshot = Path(tempfile.mkdtemp(prefix="isnad-export-")) / "snapshot.isnad"
        try:
            self._session.corpus.snapshot(self._snapshot, progress=lambda _done, _total: QApplication.processEvents())
        except AnnotatorError as error:
            self._tell_failure(Failed(error.what, error.remedy))
            return
        except OSError as error:
            self._tell(_("Nothing was exported"), error.strerror or str(error))
            return
        self._words.setText(_("Writing…"))
        self._job = Job(self)
        self._job.progressed.connect(lambda done, total: self._progress.setValue(_STEPS * done // max(total, 1)))
        self._job.finished.connect(self._report)
        self._job.failed.connect(self._tell_failure)
        self._job.stopped.connect(lambda: self._tell(_("Nothing was exported"), _("The export was stopped.")))
        form = self._formats.currentData()
        self._job.start(export_snapshot, self._snapshot, self.target, format=form, options=self.options)

    def _report(self, report: object) -> None:
        assert isinstance(report, ExportReport)
        lines = [isolated(str(path)) for path in report.files]
        if report.losses:
            lines += ["", _("Left out, because the format or the choice has no room for it:")]
            lines += [_("{kind}: {count}", kind=loss_title(loss.kind), count=loss.count) for loss in report.losses]
        else:
            lines += ["", _("Nothing was left out.")]
        title = ngettext("Exported {count} record", "Exported {count} records", report.records)
        self._tell(title, "\n".join(lines))
        self._show.show()

    def _tell_failure(self, failed: object) -> None:
        assert isinstance(failed, Failed)
        said = explained(AnnotatorError(failed.what, failed.remedy))
        self._tell(_("Nothing was exported"), f"{said}\n\n{failed.fault}".strip())

    def _tell(self, title: str, words: str) -> None:
        self._title.setText(title)
        self._form.hide()
        self._progress.hide()
        self._words.setText(words)
        self._words.show()
        self._leave.setText(_("Close"))
        self.adjustSize()

    def _open_folder(self) -> None:
        target = self.target
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target if target.is_dir() else target.parent)))


def _ordered(names: Iterable[str]) -> list[str]:
    """Ours first, then those of plugins by name."""
    return sorted(names, key=lambda name: (_FIRST.index(name) if name in _FIRST else len(_FIRST), name))


def format_title(name: str) -> str:
    """What people read for a format; others than ours by their own name."""
    titles = {
        "jsonl": _("JSONL, complete (to train models and to exchange)"),
        "attributions": _("Attributions, one a line"),
        "page": _("Page to read or print (HTML)"),
    }
    return titles.get(name, name)


def loss_title(kind: str) -> str:
    """What people read for a kind of loss; others than these by their own name."""
    titles = {
        "note": _("notes"),
        "attributes": _("attributes"),
        "zone": _("zones"),
        "claim without attribution": _("claims without attribution"),
        "left out by the filters": _("left out by the choice"),
    }
    if kind.startswith("relation "):
        return _("relations “{type}”", type=kind.removeprefix("relation "))
    if kind.endswith(" outside attributions"):
        return _("annotations “{layer}” outside attributions", layer=kind.removesuffix(" outside attributions"))
    return titles.get(kind, kind)
