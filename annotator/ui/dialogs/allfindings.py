"""What the consistency check finds in all of one's articles: in context, to be mended or waved off in bulk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from time import perf_counter
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from annotator.language import _, explained, ngettext, number, said
from annotator.model.consistency import Finding, FindingKind, Severity
from annotator.model.errors import AnnotatorError
from annotator.operations import findings
from annotator.operations.around import around
from annotator.operations.findings import Checked, Mended, Usage
from annotator.operations.session import Session
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.dialogs.textsheet import TextSheet
from annotator.ui.panels.concordance import Concordance, Row
from annotator.ui.panels.findinglist import kind_title
from annotator.ui.theme import Theme

_SLICE_S: Final = 0.007
_MARGIN: Final = 90


class AllFindings(Sheet):
    """Looks through the articles while it is open; what a machine can mend is ticked, and mended as one act."""

    place_wanted = Signal(object)
    """``Finding`` whose place should be shown."""

    def __init__(self, session: Session, usage: Usage, *, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(_("Check all your articles"), theme=theme, parent=parent, width=900)
        self._session, self._usage = session, usage
        self.found: list[Finding] = []
        self._counts: Counter[FindingKind] = Counter()
        self._checking: Iterator[Checked] | None = None
        self._mending: Iterator[Mended] | None = None
        self._outcome = Mended(0, 0)
        self.add_title(_("Check all your articles"))
        head = QHBoxLayout()
        self._told = self.add_words("")
        self.kinds = QComboBox(self)
        self.kinds.setAccessibleName(_("Kind of finding"))
        self.kinds.currentIndexChanged.connect(lambda _at: self._filter())
        head.addWidget(self._told, 1)
        head.addWidget(self.kinds)
        self.column.addLayout(head)
        self.list = Concordance(theme=theme, parent=self)
        self.list.setMinimumHeight(420)
        self.list.ticked.connect(self._show_counts)
        self.list.opened.connect(self._open)
        self.column.addWidget(self.list, 1)
        self.mend_button = self.add_button(_("Mend"), primary=True)
        self.mend_button.clicked.connect(self.mend)
        self.wave_button = self.add_button(_("Wave off…"))
        self.wave_button.clicked.connect(self._ask_reason)
        self._all = QPushButton(_("Tick all shown"), self)
        self._all.setAutoDefault(False)
        self._all.clicked.connect(self._turn_shown)
        head.addWidget(self._all)
        self.add_button(_("Close")).clicked.connect(self.reject)
        self.finish()
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._go_on)
        if parent is not None:
            self.resize(max(900, parent.width() - _MARGIN), max(560, parent.height() - _MARGIN))
        self.look()
        self.list.setFocus()

    # ------------------------------------------------------------------ looking

    def look(self) -> None:
        """Check everything anew."""
        self.found = []
        self._counts.clear()
        self.list.clear()
        self.kinds.blockSignals(True)
        self.kinds.clear()
        self.kinds.addItem(_("All kinds"), None)
        self.kinds.blockSignals(False)
        self._checking = findings.in_corpus(self._session, self._usage)
        self._slices.start()
        self._told.setText(_("Checking…"))
        self._show_counts()

    def finish_work(self) -> None:
        """Wait until everything is checked, or mended."""
        while self._checking is not None or self._mending is not None:
            self._go_on()

    def _go_on(self) -> None:
        """A slice of the work, shorter than a frame."""
        until = perf_counter() + _SLICE_S
        try:
            while perf_counter() < until and (self._checking is not None or self._mending is not None):
                if self._mending is not None:
                    self._mend_on(self._mending)
                elif self._checking is not None:
                    self._check_on(self._checking)
        except AnnotatorError as error:
            self._checking = self._mending = None
            self._told.setText(explained(error))
        if self._checking is None and self._mending is None:
            self._slices.stop()

    def _check_on(self, checking: Iterator[Checked]) -> None:
        step = next(checking, None)
        if step is None:
            self._checking = None
            self._show_kinds()
            self._filter()
            self._tell()
            return
        if step.found:
            self.found += step.found
            self.list.add([self._row(step, finding) for finding in step.found])
            self._counts.update(finding.kind for finding in step.found)
        if step.total:
            self._told.setText(_("{done} of {total} articles", done=step.done, total=step.total))

    def _row(self, step: Checked, finding: Finding) -> Row:
        what = said(finding.what)
        doubtful = finding.fix is None or finding.severity is Severity.HINT
        note = "" if doubtful else what
        return Row(step.title, around(step.text, finding.span), "org", what if doubtful else "", note)

    def _show_kinds(self) -> None:
        """The kinds that were found, each with how many."""
        chosen = self.kinds.currentData()
        self.kinds.blockSignals(True)
        self.kinds.clear()
        self.kinds.addItem(_("All kinds"), None)
        for kind in FindingKind:
            if count := self._counts[kind]:
                self.kinds.addItem(_("{title} · {count}", title=kind_title(kind), count=count), kind)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(chosen)))
        self.kinds.blockSignals(False)

    def _filter(self) -> None:
        kind = self.kinds.currentData()
        self.list.set_filter(None if kind is None else [finding.kind == kind for finding in self.found])
        self._show_counts()

    # ------------------------------------------------------------------ acting

    @property
    def ticked(self) -> list[Finding]:
        """The findings that are ticked."""
        return [finding for row, finding in enumerate(self.found) if self.list.is_ticked(row)]

    def mend(self) -> None:
        """Mend what is ticked and can be mended, in all articles, as one act."""
        wanted = [finding for finding in self.ticked if finding.fix is not None]
        if wanted and self._checking is None and self._mending is None:
            self._mending, self._outcome = findings.mend_everywhere(self._session, wanted), Mended(0, 0)
            self.mend_button.setEnabled(False)
            self._slices.start()

    def wave_off(self, reason: str) -> None:
        """Let what is ticked be shown no more, as one act."""
        findings.wave_off(self._session, self.ticked, reason)
        self.look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter mends, Enter shows the place, Delete waves off."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.mend()
            else:
                self._open(self.list.currentIndex().row())
        elif event.key() == Qt.Key.Key_Delete:
            self._ask_reason()
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Stop looking; what was not stored to the end is not stored at all."""
        self._slices.stop()
        if self._mending is not None:
            # Its act ends with it, and nothing of that is stored.
            self._mending = None
        super().done(result)

    def _mend_on(self, mending: Iterator[Mended]) -> None:
        step = next(mending, None)
        if step is not None:
            self._outcome = step
            return
        self._mending = None
        outcome = self._outcome
        self.look()
        count = ngettext("Mended {count} finding", "Mended {count} findings", outcome.findings)
        articles = ngettext("in {count} article.", "in {count} articles.", outcome.documents)
        self._told.setText(f"{count} {articles}")

    def _ask_reason(self) -> None:
        if not self.ticked or self._mending is not None:
            return
        count = ngettext("{count} finding is waved off.", "{count} findings are waved off.", len(self.ticked))
        sheet = TextSheet(
            _("Why is this all right?"), count, "", hint=_("Reason"), verb=_("Wave off"), theme=self.theme, parent=self
        )
        sheet.given.connect(self.wave_off)
        sheet.open()

    def _turn_shown(self) -> None:
        rows = [row for row in range(len(self.found)) if not self.list.isRowHidden(row)]
        self.list.tick(rows, on=not all(self.list.is_ticked(row) for row in rows))

    def _open(self, row: int) -> None:
        if 0 <= row < len(self.found):
            finding = self.found[row]
            self.accept()
            self.place_wanted.emit(finding)

    def _tell(self) -> None:
        count = len(self.found)
        found = ngettext("{count} finding", "{count} findings", count) if count else _("Nothing to mend was found.")
        self._told.setText(found)
        self._show_counts()

    def _show_counts(self) -> None:
        ticked = self.ticked if self.found else []
        mendable = sum(finding.fix is not None for finding in ticked)
        self.mend_button.setText(_("Mend {count}", count=mendable) if mendable else _("Mend"))
        self.mend_button.setEnabled(bool(mendable) and self._mending is None)
        self.wave_button.setEnabled(bool(ticked))
        self.wave_button.setText(_("Wave off {count}…", count=number(len(ticked))) if ticked else _("Wave off…"))
