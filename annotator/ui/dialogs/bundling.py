"""Gives a bundle to a colleague: whose annotations go along, where to, and what went into it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from annotator.language import _, explained, isolated, ngettext
from annotator.model.errors import AnnotatorError
from annotator.model.identity import ADJUDICATED, SetName
from annotator.operations.exchange import BUNDLE_SUFFIX, BundleReport, bundle_snapshot
from annotator.operations.scratch import Scratch
from annotator.operations.session import Session
from annotator.ui.childwork import Failed
from annotator.ui.dialogs.runview import RunView
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.fonts import ui_font
from annotator.ui.jobs import Job
from annotator.ui.panels.lettering import coloured, plain_label
from annotator.ui.theme import Theme

_LIST_HEIGHT: Final = 132


class BundleSheet(Sheet):
    """One bundle from choice to report. The corpus is copied first, so that work on it can go on."""

    def __init__(self, session: Session, folder: Path, *, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(_("Give a bundle to a colleague"), theme=theme, parent=parent, width=640)
        self._session = session
        self._scratch: Scratch | None = None
        self._job: Job | None = None
        self._title = self.add_title(_("Give a bundle to a colleague"))
        self._words = self.add_words(
            _(
                "One file with the articles, the scheme, what all share, and the annotations of those you choose, with"
                " their whole history. By mail, stick or shared folder; your colleague merges it."
            )
        )
        self._heading = self.add_heading(_("Whose annotations"))
        self.sets = QListWidget(self)
        self.sets.setAccessibleName(_("Whose annotations"))
        self.sets.setFixedHeight(_LIST_HEIGHT)
        for name in session.sight.set_names_in_use():
            if name != ADJUDICATED:
                self._add_set(name)
        self.sets.itemChanged.connect(lambda _item: self._show_ready())
        self.column.addWidget(self.sets)
        self._note = self.add_words(self._about_sight(), px=12)
        self.where = QLineEdit(str(folder / f"{session.corpus.path.stem}-{session.annotator}{BUNDLE_SUFFIX}"), self)
        self.where.setAccessibleName(_("Where to"))
        self.where.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.where.textChanged.connect(lambda _text: self._show_ready())
        self._choose = QPushButton(_("Choose…"), self)
        self._choose.setAutoDefault(False)
        self._choose.clicked.connect(self._ask_where)
        place = QHBoxLayout()
        place.addWidget(self.where, 1)
        place.addWidget(self._choose)
        self.column.addLayout(place)
        self._run = RunView(theme=theme, parent=self)
        self._run.hide()
        self.column.addWidget(self._run)
        self._begin = self.add_button(_("Write the bundle"), primary=True)
        self._begin.clicked.connect(self.write)
        self._show = self.add_button(_("Show in its folder"))
        self._show.clicked.connect(self._open_folder)
        self._show.hide()
        self._leave = self.add_button(_("Cancel"))
        self._leave.clicked.connect(self.reject)
        self.finish()
        self._show_ready()

    @property
    def target(self) -> Path:
        """Where it goes; the suffix of bundles is added where it is missing."""
        path = Path(self.where.text().strip())
        return path if path.suffix.lower() == BUNDLE_SUFFIX else path.with_name(path.name + BUNDLE_SUFFIX)

    @property
    def people(self) -> tuple[SetName, ...]:
        """Whose annotations were chosen; none where all are, so that those who have done nothing yet are among them."""
        items = [self.sets.item(row) for row in range(self.sets.count())]
        chosen = [item for item in items if item.checkState() is Qt.CheckState.Checked]
        return () if len(chosen) == len(items) else tuple(SetName(i.data(Qt.ItemDataRole.UserRole)) for i in chosen)

    def reject(self) -> None:
        """Leave; a bundle under way is stopped, and no file appears."""
        if self._job is not None and self._job.running:
            self._run.show_words(_("Stopping…"))
            self._job.stop()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Leave nothing behind."""
        if self._scratch is not None:
            self._scratch.remove()
        super().done(result)

    def write(self) -> None:
        """Copy the corpus, and write the bundle from the copy in a child process."""
        for part in (self._begin, self._heading, self.sets, self._note, self.where, self._choose):
            part.hide()
        self._run.show()
        self._run.begin(_("Writing…"))
        try:
            self._scratch = Scratch("bundle")
            snapshot = self._scratch.folder / "copy.isnad"
            self._session.corpus.snapshot(snapshot, progress=lambda _done, _total: QApplication.processEvents())
        except AnnotatorError as error:
            self._tell_nothing(explained(error))
            return
        self._job = Job(self)
        self._job.progressed.connect(self._run.show_progress)
        self._job.finished.connect(self._report)
        self._job.failed.connect(self._tell_failure)
        self._job.stopped.connect(lambda: self._tell_nothing(_("No file was written.")))
        self._job.start(bundle_snapshot, snapshot, self.target, maker=self._session.annotator, people=self.people)

    def _add_set(self, name: SetName) -> None:
        title = self._session.display_name(name)
        item = QListWidgetItem(isolated(title if title == name else f"{title} ({name})"), self.sets)
        item.setData(Qt.ItemDataRole.UserRole, name)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked)

    def _about_sight(self) -> str:
        if self._session.sight.everything:
            return _("The adjudicated annotations always go along.")
        return _("You work blind: only what you may see goes along, and the adjudicated annotations.")

    def _show_ready(self) -> None:
        items = [self.sets.item(row) for row in range(self.sets.count())]
        chosen = any(item.checkState() is Qt.CheckState.Checked for item in items) or not items
        self._begin.setEnabled(chosen and bool(self.where.text().strip()))

    def _ask_where(self) -> None:
        kind = _("Bundles")
        names = f"{kind} (*{BUNDLE_SUFFIX})"
        path, _filter = QFileDialog.getSaveFileName(self, _("Where to"), self.where.text(), names)
        if path:
            self.where.setText(path)

    def _report(self, report: object) -> None:
        assert isinstance(report, BundleReport)
        self._title.setText(_("The bundle is written"))
        self._words.setText(isolated(str(report.path)))
        self._run.hide()
        lines = [
            ngettext("{count} article", "{count} articles", report.documents),
            *(
                ngettext("{name}: one revision", "{name}: {count} revisions", rows,
                         name=isolated(self._session.display_name(SetName(person))))
                for person, rows in report.people.items()
            ),
        ]  # fmt: skip
        self._add_lines(lines)
        self._show.show()
        self._end()

    def _add_lines(self, lines: list[str]) -> None:
        at = self.column.indexOf(self._run)
        for line in lines:
            label = plain_label(line, font=ui_font(13), parent=self)
            coloured(label, self.theme.ink)
            self.column.insertWidget(at, label)
            at += 1

    def _tell_failure(self, failed: object) -> None:
        assert isinstance(failed, Failed)
        self._tell_nothing(f"{explained(AnnotatorError(failed.what, failed.remedy))}\n\n{failed.fault}".strip())

    def _tell_nothing(self, words: str) -> None:
        self._title.setText(_("No bundle was written"))
        self._words.setText(words)
        self._run.hide()
        self._end()

    def _end(self) -> None:
        self._leave.setText(_("Close"))
        self._leave.setDefault(True)
        self._leave.setFocus()
        self.adjustSize()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.target.parent)))
