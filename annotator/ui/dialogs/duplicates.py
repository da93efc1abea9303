"""Near-duplicates side by side: what differs, which is older or annotated; one is skipped with one key."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from annotator.language import _, explained, isolated, ngettext, number
from annotator.model.errors import AnnotatorError
from annotator.model.identity import DocumentId
from annotator.model.workflow import Status
from annotator.operations import documentfacts
from annotator.operations.documentfacts import SkipReason
from annotator.operations.duplicatereport import (
    Comparison,
    DuplicateArticle,
    DuplicatePair,
    DuplicateReport,
    compare,
    find_duplicates,
    freeze_groups,
)
from annotator.operations.session import Session
from annotator.ui.childwork import Failed
from annotator.ui.corpuscopy import CorpusCopy
from annotator.ui.dialogs.pairlist import PairList
from annotator.ui.dialogs.runview import RunView
from annotator.ui.dialogs.widesheet import WideSheet
from annotator.ui.fonts import ui_font
from annotator.ui.keys import digit, latin_cap
from annotator.ui.panels.chips import Flow
from annotator.ui.panels.differingtext import DifferingText
from annotator.ui.panels.lettering import coloured, plain_label
from annotator.ui.panels.oneline import OneLine
from annotator.ui.panels.tagpill import TagPill
from annotator.ui.panels.tickchip import TickChip
from annotator.ui.scrolling import scrolling
from annotator.ui.slices import Slices
from annotator.ui.theme import Theme
from annotator.ui.worker import Worker

_LEADING: Final = 330
_ABOVE: Final = 60


class DuplicatesSheet(WideSheet):
    """The report of near-duplicates. Looking for them and comparing two texts is done in a child process.

    Attributes:
        list: The pairs.
        sides: The two articles of the marked one.
    """

    document_wanted = Signal(str)
    """Id of an article to open."""
    split_wanted = Signal()
    """Divide the corpus, with the groups that were found."""

    def __init__(self, session: Session, *, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(_("Near-duplicates"), leading_width=_LEADING, theme=theme, parent=parent)
        self._session = session
        self._report: DuplicateReport | None = None
        self._skipped_here: set[DocumentId] = set()
        self._run = RunView(theme=theme, parent=self)
        self._copy = CorpusCopy(session, self)
        self._copy.made.connect(self._look)
        self._copy.failed.connect(self._tell_nothing)
        self._worker = Worker(self)
        self._worker.answered.connect(self._take)
        self._worker.progressed.connect(self._run.show_progress)
        self._worker.failed.connect(self._tell_failed)
        self._slices = Slices(self)
        self._slices.progressed.connect(lambda done, total: self.show_told(_told_share(done, total)))
        self._slices.finished.connect(self._tell_frozen)
        self._slices.failed.connect(lambda error: self.show_told(explained(error), warning=True))
        self.list = PairList(theme=theme, parent=self)
        self.list.current_changed.connect(self._show_pair)
        self._found = plain_label(font=ui_font(12.5), parent=self)
        self._found.setWordWrap(True)
        coloured(self._found, theme.ink2)
        self.leading.addWidget(self._found)
        self.leading.addWidget(self.list, 1)
        self.sides = (_Side(0, theme=theme, parent=self), _Side(1, theme=theme, parent=self))
        both = QHBoxLayout()
        both.setSpacing(16)
        for at, side in enumerate(self.sides):
            both.addWidget(side, 1)
            side.skip.clicked.connect(lambda _on=False, n=at: self.skip(n))
            side.open.clicked.connect(lambda _on=False, n=at: self._open(n))
        self.trailing.addLayout(both)
        self._scroll_together()
        self.pages.addWidget(self._run)
        self._freeze = self.add_button(_("Keep them together in splits"), primary=True)
        self._freeze.clicked.connect(self.freeze)
        self._split = self.add_button(_("Divide the corpus…"))
        self._split.clicked.connect(self._ask_split)
        self._leave = self.add_button(_("Close"))
        self._leave.clicked.connect(self.reject)
        self.finish()
        self.pages.setCurrentWidget(self._run)
        self._run.begin(_("Comparing articles…"))
        self._freeze.setEnabled(False)

    @property
    def busy(self) -> bool:
        """Whether something is being copied, compared or written."""
        return not self._copy.is_made or not self._worker.idle or self._slices.running

    @property
    def report(self) -> DuplicateReport | None:
        """What was found, once it was."""
        return self._report

    def reject(self) -> None:
        """Leave; what is being written is rolled back first."""
        if self._slices.running:
            self._slices.break_off()
            self.show_told(_("Stopped; nothing was changed."))
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Leave nothing behind."""
        self._slices.break_off()
        self._worker.end()
        self._copy.drop()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 and 2 skip one of the two, 3 and 4 open one, Space goes on to what differs; arrows move in the list."""
        key = digit(event)
        if self.pages.currentIndex() == 0 and key in (1, 2):
            self.skip(key - 1)
        elif self.pages.currentIndex() == 0 and key in (3, 4):
            self._open(key - 3)
        elif self.pages.currentIndex() == 0 and latin_cap(event) == "G" and self._freeze.isEnabled():
            self.freeze()
        elif self.pages.currentIndex() == 0 and event.key() == Qt.Key.Key_Space:
            self.next_difference()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.list.setFocus()
            self.list.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ acts

    def skip(self, side: int) -> None:
        """Skip one of the two as a duplicate; pressed again, take that back."""
        pair = self.list.current
        if pair is None:
            return
        article = (pair.one, pair.other)[side]
        try:
            document = self._session.read(article.id)
            if article.id in self._skipped_here:
                self._session.undo(document)
                self._skipped_here.discard(article.id)
                self.list.skipped.discard(article.id)
            elif article.id in self.list.skipped:
                self.show_told(_("It was skipped before; open it to take work up again."))
                return
            else:
                documentfacts.skip(self._session, document, SkipReason.DUPLICATE)
                self._skipped_here.add(article.id)
                self.list.skipped.add(article.id)
        except AnnotatorError as error:
            self.show_told(explained(error), warning=True)
            return
        gone = article.id in self.list.skipped
        said = _("Skipped as a duplicate: {title}", title=article.title) if gone else _("Taken back.")
        self.show_told(said)
        self.list.viewport().update()
        self._show_sides(pair)

    def freeze(self) -> None:
        """Write into the articles which group they are in, so that no split ever divides one."""
        if self._report is not None and not self._slices.running:
            self._freeze.setEnabled(False)
            self._slices.start(freeze_groups(self._session, self._report.groups))

    def _open(self, side: int) -> None:
        pair = self.list.current
        if pair is not None:
            self.accept()
            self.document_wanted.emit((pair.one, pair.other)[side].id)

    def _ask_split(self) -> None:
        self.accept()
        self.split_wanted.emit()

    def _tell_frozen(self, count: object) -> None:
        changed = int(str(count))
        self.show_told(
            ngettext(
                "{count} article is kept with its near-duplicates in every split; history takes it back.",
                "{count} articles are kept with their near-duplicates in every split; history takes it back.",
                changed,
            )
            if changed
            else _("They were kept together already.")
        )
        pair = self.list.current
        if pair is not None:
            self._show_sides(pair)

    # ------------------------------------------------------------------ showing

    def _look(self) -> None:
        self._worker.ask(find_duplicates, self._copy.path, viewer=self._session.annotator)

    def _take(self, answer: object) -> None:
        if isinstance(answer, DuplicateReport):
            self._show_report(answer)
        elif isinstance(answer, Comparison):
            for side, text, marks in zip(
                self.sides, (answer.one, answer.other), (answer.one_marks, answer.other_marks), strict=True
            ):
                side.show_text(text, marks)
            QTimer.singleShot(0, self, self.next_difference)

    def next_difference(self) -> None:
        """Scroll to the next passage that differs, from the last one back to the first."""
        for side in self.sides:
            if side.text.marks:
                side.scroll_on()
                return

    def _show_report(self, report: DuplicateReport) -> None:
        self._report = report
        compared = ngettext("{count} article compared", "{count} articles compared", report.articles)
        if not report.pairs:
            self._run.go_on(_("No two articles share half of their runs of five words."))
            self._run.bar.hide()
            self._run.show_words(compared)
            self.make_primary(self._leave)
            self._leave.setFocus()
            return
        mine = self._session.own_set
        for pair in report.pairs:
            for article in (pair.one, pair.other):
                if article.statuses.get(mine) is Status.SKIPPED:
                    self.list.skipped.add(article.id)
        self.pages.setCurrentIndex(0)
        self.show_title(_("Near-duplicates"), compared)
        groups = ngettext("{count} group", "{count} groups", len(report.groups))
        articles = ngettext("{count} article", "{count} articles", sum(map(len, report.groups)))
        self._found.setText(_("{groups}, {articles}: they share at least half of their runs of five words.",
                              groups=groups, articles=articles))  # fmt: skip
        self._freeze.setEnabled(True)
        self.list.show_pairs(report.pairs)
        self.list.setFocus()

    def _show_pair(self) -> None:
        pair = self.list.current
        if pair is None:
            return
        corpus = self._session.corpus
        if not (corpus.has_document(pair.one.id) and corpus.has_document(pair.other.id)):
            return
        self._show_sides(pair)
        self._worker.ask(compare, corpus.document(pair.one.id).text, corpus.document(pair.other.id).text)

    def _show_sides(self, pair: DuplicatePair) -> None:
        older = _older(pair)
        for side, article in zip(self.sides, (pair.one, pair.other), strict=True):
            known = self._session.corpus.document(article.id)
            side.show_article(
                article, older=article.id == older, skipped=article.id in self.list.skipped, group=known.group
            )

    def _scroll_together(self) -> None:
        """Both texts go down together, each as far as it is long."""
        one, other = (side.area.verticalScrollBar() for side in self.sides)
        for bar, follower in ((one, other), (other, one)):
            bar.valueChanged.connect(
                lambda value, b=bar, f=follower: (
                    f.setValue(round(f.maximum() * value / max(1, b.maximum()))) if not f.isSliderDown() else None
                )
            )

    def _tell_failed(self, failed: object) -> None:
        assert isinstance(failed, Failed)
        self._tell_nothing(explained(AnnotatorError(failed.what, failed.remedy)))

    def _tell_nothing(self, words: str) -> None:
        if self._report is not None:
            self.show_told(words, warning=True)
            return
        self._run.go_on(_("The articles could not be compared"))
        self._run.bar.hide()
        self._run.show_words(words)


class _Side(QWidget):
    """One of the two articles: what is known about it, and its text."""

    def __init__(self, number_from_zero: int, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = OneLine(font=ui_font(14, 600), colour=theme.ink, parent=self)
        self._facts = OneLine(font=ui_font(12), colour=theme.ink2, parent=self)
        self._pills = Flow()
        self._shown: list[TagPill] = []
        self._reached = -1.0
        self.text = DifferingText(theme=theme)
        self.area: QScrollArea = scrolling(self.text, parent=self)
        self.area.setAccessibleName(_("Text with what differs"))
        keys = (number(number_from_zero + 1),)
        self.skip = TickChip(_("Skip as a duplicate"), keys=keys, theme=theme, parent=self)
        self.open = QPushButton(_("Open ({key})", key=number(number_from_zero + 3)), self)
        self.open.setProperty("quiet", True)
        self.open.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addWidget(self.skip)
        foot.addWidget(self.open)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._facts)
        column.addLayout(self._pills)
        column.addWidget(self.area, 1)
        column.addLayout(foot)

    def show_article(self, article: DuplicateArticle, *, older: bool, skipped: bool, group: str | None) -> None:
        """Show what is known about an article."""
        theme = self._theme
        self._title.setText(isolated(article.title))
        facts = [isolated(fact) for fact in (article.outlet, article.published[:10]) if fact]
        facts.append(ngettext("{count} character", "{count} characters", article.characters))
        self._facts.setText(" · ".join(facts))
        pills = []
        if older:
            pills.append(TagPill(_("older"), ink=theme.ink2, ground=theme.hover, parent=self))
        if article.annotations:
            text = ngettext("{count} annotation", "{count} annotations", article.annotations)
            pills.append(TagPill(text, ink=theme.good, ground=theme.good_bg, parent=self))
        if skipped:
            pills.append(TagPill(_("skipped"), ink=theme.bad, ground=theme.bad_bg, parent=self))
        if article.split:
            pills.append(TagPill(isolated(article.split), ink=theme.ink2, ground=theme.hover, parent=self))
        if group:
            pills.append(TagPill(_("kept together"), ink=theme.ink2, ground=theme.hover, parent=self))
        while self._pills.takeAt(0) is not None:
            pass
        for pill in self._shown:
            pill.hide()
            pill.deleteLater()
        self._shown = pills
        for pill in pills:
            self._pills.addWidget(pill)
            pill.show()
        self.skip.setChecked(skipped)

    def show_text(self, text: str, marks: object) -> None:
        """Show the text, with passages that the other does not have on a tint."""
        assert isinstance(marks, tuple)
        self.text.show_text(text, marks)
        self._reached = -1.0
        self.area.verticalScrollBar().setValue(0)

    def scroll_on(self) -> None:
        """Bring the next passage that differs into sight."""
        tops = self.text.mark_tops()
        if tops:
            self._reached = next((top for top in tops if top > self._reached + 1), tops[0])
            self.area.verticalScrollBar().setValue(max(0, round(self._reached) - _ABOVE))


def _older(pair: DuplicatePair) -> DocumentId | None:
    """The article that was published first; None where that is not known of both, or on the same day."""
    one, other = pair.one.published, pair.other.published
    if not one or not other or one == other:
        return None
    return pair.one.id if one < other else pair.other.id


def _told_share(done: int, total: int) -> str:
    return _("{percent}%", percent=number(100 * done // max(total, 1)))
