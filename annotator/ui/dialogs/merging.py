"""Merges bundles of colleagues: one after the other, in slices between two frames, then what came of it."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.language import _, explained, isolated, ngettext, said
from annotator.model.errors import AnnotatorError
from annotator.model.identity import SetName
from annotator.operations.receiving import MergeReport, merging, overruled_said
from annotator.operations.recordnames import record_named
from annotator.operations.session import Session
from annotator.ui.dialogs.runview import RunView
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import coloured, plain_label
from annotator.ui.scrolling import scrolling
from annotator.ui.theme import Theme

_MOST_LISTED: Final = 100
_HEIGHT: Final = 320
_LINE: Final = 30


class MergeSheet(Sheet):
    """One merge of one or more bundles, from the first slice to the report."""

    merged = Signal(object)
    """``ChangeSet``: what came in with one of the bundles."""
    writing = Signal(bool)
    """Whether a bundle is being merged: meanwhile the articles can only be read."""
    scheme_changed = Signal()
    """A bundle brought another scheme."""

    def __init__(self, session: Session, paths: Sequence[Path], *, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(_("Merge"), theme=theme, parent=parent, width=640)
        self._session = session
        self._waiting = list(paths)
        self._steps: Generator[tuple[int, int], None, MergeReport] | None = None
        self._path = Path()
        self.reports: list[MergeReport] = []
        self.refused: list[str] = []
        self._title = self.add_title(_("Merging"))
        self._run = RunView(theme=theme, parent=self)
        self.column.addWidget(self._run)
        inside = QWidget()
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, 8, 0)
        self._lines.setSpacing(4)
        self._shown = scrolling(inside, parent=self)
        self._shown.hide()
        self.column.addWidget(self._shown)
        self._leave = self.add_button(_("Cancel"), primary=True)
        self._leave.clicked.connect(self.reject)
        self.finish()
        self._turns = QTimer(self, interval=0)
        self._turns.timeout.connect(self._step)

    @property
    def busy(self) -> bool:
        """Whether a merge is under way."""
        return self._turns.isActive()

    def begin(self) -> None:
        """Merge the first bundle."""
        self.writing.emit(True)
        self._next()
        self._turns.start()

    def reject(self) -> None:
        """Leave; a bundle under way is broken off first, and nothing of it is kept."""
        if self.busy:
            self._break_off()
            self._report()
        else:
            super().reject()

    def break_off(self) -> None:
        """Stop a merge under way and leave: the program is about to end."""
        if self.busy:
            self._break_off()
        super().reject()

    def _break_off(self) -> None:
        if self._steps is not None:
            self._steps.close()
            self.refused.append(_("{file}: stopped; nothing of it was kept.", file=isolated(self._path.name)))
        self._steps = None
        self._waiting.clear()
        self._end()

    def _next(self) -> None:
        self._path = self._waiting.pop(0)
        self._run.begin(isolated(self._path.name))
        self._steps = merging(self._session.corpus, self._path, author=self._session.annotator)

    def _step(self) -> None:
        if self._steps is None:
            return
        try:
            self._run.show_progress(*next(self._steps))
            return
        except StopIteration as end:
            self._take(end.value)
        except AnnotatorError as error:
            self.refused.append(explained(error))
        except OSError as error:
            self.refused.append(f"{isolated(self._path.name)}: {error.strerror or error}")
        self._steps = None
        if self._waiting:
            self._next()
        else:
            self._end()
            self._report()

    def _take(self, report: MergeReport) -> None:
        self.reports.append(report)
        if report.changes is not None:
            self.merged.emit(report.changes)
        if report.scheme is not None:
            self.scheme_changed.emit()

    def _end(self) -> None:
        self._turns.stop()
        self.writing.emit(False)

    # ------------------------------------------------------------------ the report

    def _report(self) -> None:
        news = [report for report in self.reports if report.changes is not None]
        if not self.reports:
            self._title.setText(_("Nothing was merged"))
        elif not news:
            self._title.setText(_("Nothing new"))
        else:
            self._title.setText(ngettext("Merged one bundle", "Merged {count} bundles", len(news)))
        for words in self.refused:
            self._line(words, warning=True)
        for report in self.reports:
            self._tell(report)
        self._shown.setFixedHeight(min(_HEIGHT, _LINE * (self._lines.count() + 1)))
        self._lines.addStretch(1)
        self._run.hide()
        self._shown.show()
        self._leave.setText(_("To the articles") if news else _("Close"))
        self._leave.setDefault(True)
        self._leave.setFocus()
        self.adjustSize()

    def _tell(self, report: MergeReport) -> None:
        self._line(isolated(report.path.name), bold=True)
        if report.changes is None:
            self._line(_("Everything in it was here already."))
            return
        new = ngettext("one new article", "{count} new articles", len(report.documents))
        rows = ngettext("one new revision", "{count} new revisions", report.revisions)
        self._line(f"{new} · {rows}")
        for person, count in report.people.items():
            name = isolated(self._session.display_name(SetName(person)))
            self._line(ngettext("{name}: one revision", "{name}: {count} revisions", count, name=name))
        if report.scheme is not None:
            self._line(_("The scheme is now of version {version}.", version=report.scheme))
        if report.other_guideline:
            self._line(_("Its maker works by another guideline than this program has."))
        for overruled in report.overruled[:_MOST_LISTED]:
            record = record_named(self._session.corpus, overruled.key)
            self._line(said(overruled_said(overruled, record)), warning=True)
        if (more := len(report.overruled) - _MOST_LISTED) > 0:
            text = ngettext("… and one more was overruled.", "… and {count} more were overruled.", more)
            self._line(text, warning=True)

    def _line(self, text: str, *, bold: bool = False, warning: bool = False) -> None:
        label = plain_label(text, font=ui_font(13, 600 if bold else 400), parent=self)
        label.setWordWrap(True)
        coloured(label, self.theme.warn if warning else self.theme.ink if bold else self.theme.ink2)
        self._lines.addWidget(label)
