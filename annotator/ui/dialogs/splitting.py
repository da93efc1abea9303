"""The split of the corpus: how it would fall, per split and outlet, before it is frozen as one act."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QRadioButton, QSpinBox, QVBoxLayout, QWidget

from annotator.language import _, explained, isolated, ngettext, number
from annotator.model.errors import AnnotatorError
from annotator.model.identity import DocumentId
from annotator.operations.duplicatereport import freeze_plan, plan
from annotator.operations.session import Session
from annotator.operations.splitting import SplitOptions, SplitPlan
from annotator.ui.childwork import Failed
from annotator.ui.corpuscopy import CorpusCopy
from annotator.ui.dialogs.formatwords import split_title
from annotator.ui.dialogs.importreport import SharesBar
from annotator.ui.dialogs.runview import RunView
from annotator.ui.dialogs.widesheet import WideSheet, small_heading
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import coloured, plain_label
from annotator.ui.scrolling import scrolling
from annotator.ui.slices import Slices
from annotator.ui.theme import Theme
from annotator.ui.worker import Worker

_LEADING: Final = 330
_SETTLING_MS: Final = 250
_ROWS: Final = 60
_SPLITS: Final = ("train", "validation", "test")


class SplitSheet(WideSheet):
    """Shares and how they are drawn at the reading side, what comes of it at the other.

    Attributes:
        shares: Train, validation and test, in per cent.
    """

    def __init__(self, session: Session, *, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(_("Divide the corpus"), leading_width=_LEADING, theme=theme, parent=parent)
        self._session = session
        self._plan: SplitPlan | None = None
        self._duplicates: tuple[tuple[DocumentId, ...], ...] | None = None
        self._run = RunView(theme=theme, parent=self)
        self._copy = CorpusCopy(session, self)
        self._copy.made.connect(self._look)
        self._copy.failed.connect(self._tell_problem)
        self._worker = Worker(self)
        self._worker.answered.connect(self._take)
        self._worker.progressed.connect(self._run.show_progress)
        self._worker.failed.connect(self._tell_failed)
        self._slices = Slices(self)
        self._slices.progressed.connect(self._run.show_progress)
        self._slices.finished.connect(self._tell_frozen)
        self._slices.failed.connect(lambda error: self._tell_problem(explained(error)))
        self._settling = QTimer(self, interval=_SETTLING_MS, singleShot=True)
        self._settling.timeout.connect(self._look)
        self._make_choices()
        self._outcome = QVBoxLayout()
        self._outcome.setSpacing(8)
        inside = QWidget()
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(0, 0, 8, 0)
        outer.addLayout(self._outcome)
        outer.addStretch(1)
        self.trailing.addWidget(scrolling(inside, parent=self))
        self.pages.addWidget(self._run)
        self._freeze = self.add_button(_("Freeze the split"), primary=True)
        self._freeze.clicked.connect(self.freeze)
        self._leave = self.add_button(_("Cancel"))
        self._leave.clicked.connect(self.reject)
        self.finish()
        self._freeze.setEnabled(False)
        self.pages.setCurrentWidget(self._run)
        self._run.begin(_("Comparing articles…"))

    @property
    def busy(self) -> bool:
        """Whether something is being copied, planned or written."""
        waiting = not self._worker.idle or self._settling.isActive()
        return not self._copy.is_made or waiting or self._slices.running

    @property
    def options(self) -> SplitOptions:
        """What is chosen."""
        train, validation, test = (box.value() for box in self.shares)
        by_date = self.by_date.isChecked()
        return SplitOptions(
            (train, validation, test), self.seed.value(), by_date,
            "outlet" if self.by_outlet.isChecked() and not by_date else "", self.again.isChecked(),
        )  # fmt: skip

    @property
    def plan(self) -> SplitPlan | None:
        """How the split would fall, once it is known."""
        return self._plan

    def freeze(self) -> None:
        """Write split and groups into the articles, as one act."""
        if self._plan is None or self._slices.running:
            return
        self._freeze.hide()
        self.pages.setCurrentWidget(self._run)
        self._run.begin(_("Writing…"))
        self._slices.start(freeze_plan(self._session, self._plan))

    def reject(self) -> None:
        """Leave; what is being written is rolled back first."""
        if self._slices.running:
            self._slices.break_off()
            self._run.go_on(_("Stopped; nothing was changed."))
            self._leave.setText(_("Close"))
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Leave nothing behind."""
        self._settling.stop()
        self._slices.break_off()
        self._worker.end()
        self._copy.drop()
        super().done(result)

    # ------------------------------------------------------------------ planning

    def _changed(self) -> None:
        by_date = self.by_date.isChecked()
        self.seed.setEnabled(not by_date)
        self.by_outlet.setEnabled(not by_date)
        self._plan = None
        self._show_ready()
        self._worker.drop()
        self._settling.start()

    def _look(self) -> None:
        if not self._copy.is_made:
            return
        if sum(self.options.shares) == 100:
            self._worker.ask(plan, self._copy.path, self.options, duplicates=self._duplicates)
        self._show_ready()

    def _take(self, answer: object) -> None:
        assert isinstance(answer, SplitPlan)
        # Looking for near-duplicates takes longest, and they stay what they are.
        self._plan, self._duplicates = answer, answer.duplicates
        if self.pages.currentIndex() != 0:
            self.pages.setCurrentIndex(0)
            self.shares[0].setFocus()
        self._show_plan(answer)
        self._show_ready()

    def _show_ready(self) -> None:
        complete = sum(self.options.shares) == 100
        changed = len(self._plan.changed) if self._plan is not None else 0
        self._freeze.setEnabled(complete and changed > 0)
        if not complete:
            self.show_told(_("The shares do not add up to 100."), warning=True)
        elif self._plan is not None and not changed:
            self.show_told(_("Every article has its split already; draw anew to change that."))
        elif self._plan is not None:
            self.show_told(
                ngettext("One act on {count} article, taken back from history.",
                         "One act on {count} articles, taken back from history.", changed)
            )  # fmt: skip

    def _show_plan(self, found: SplitPlan) -> None:
        _clear(self._outcome)
        theme, counts = self.theme, found.counts
        total = max(1, sum(counts.values()))
        colours = (theme.accent, theme.warn, theme.good)
        self._outcome.addWidget(
            SharesBar([(counts[split], colour) for split, colour in zip(_SPLITS, colours, strict=True)], parent=self)
        )
        table = QGridLayout()
        table.setHorizontalSpacing(18)
        table.setVerticalSpacing(5)
        for column, (split, colour) in enumerate(zip(_SPLITS, colours, strict=True), start=1):
            head = plain_label(f"● {split_title(split)}", font=ui_font(12.5, 600))
            coloured(head, colour)
            table.addWidget(head, 0, column)
            percent = _("{percent}%", percent=number(round(100 * counts[split] / total)))
            table.addWidget(self._words(f"{number(counts[split])} · {percent}", strong=True), 1, column)
            dates = found.dates.get(split)
            if dates is not None:
                table.addWidget(self._words(f"{isolated(dates[0][:10])} –\n{isolated(dates[1][:10])}"), 2, column)
        table.addWidget(self._words(_("Articles"), strong=True), 1, 0)
        if found.dates:
            table.addWidget(self._words(_("Published")), 2, 0)
        for row, (outlet, of_outlet) in enumerate(list(found.outlets.items())[:_ROWS], start=3):
            table.addWidget(self._words(isolated(outlet) if outlet else _("no outlet")), row, 0)
            for column, split in enumerate(_SPLITS, start=1):
                table.addWidget(self._words(number(of_outlet.get(split, 0))), row, column)
        table.setColumnStretch(4, 1)
        self._outcome.addLayout(table)
        self._outcome.addSpacing(6)
        for words in _notes(found):
            label = self._words(words)
            label.setWordWrap(True)
            self._outcome.addWidget(label)

    def _words(self, text: str, *, strong: bool = False) -> QLabel:
        label = plain_label(text, font=ui_font(12.5, 600 if strong else 400))
        coloured(label, self.theme.ink if strong else self.theme.ink2)
        return label

    def _tell_failed(self, failed: object) -> None:
        assert isinstance(failed, Failed)
        self._tell_problem(explained(AnnotatorError(failed.what, failed.remedy)))

    def _tell_problem(self, words: str) -> None:
        self.pages.setCurrentWidget(self._run)
        self._run.go_on(_("The corpus could not be divided"))
        self._run.bar.hide()
        self._run.show_words(words)
        self._leave.setText(_("Close"))

    def _tell_frozen(self, _count: object) -> None:
        self.show_title(_("The split is frozen"))
        self.pages.setCurrentIndex(0)
        for widget in (*self.shares, self.seed, self.draw, self.by_date, self.by_outlet, self.again):
            widget.setEnabled(False)
        self.show_told(_("Every export uses it from now on; history takes it back."))
        self._leave.setText(_("Close"))
        self.make_primary(self._leave)
        self._leave.setFocus()

    # ------------------------------------------------------------------ making

    def _make_choices(self) -> None:
        theme = self.theme
        self.shares = [QSpinBox(self) for _split in _SPLITS]
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        for column, (split, box, share) in enumerate(zip(_SPLITS, self.shares, (80, 10, 10), strict=True)):
            box.setRange(0, 100)
            box.setSuffix(" %")
            box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
            box.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            box.setValue(share)
            box.setAccessibleName(split_title(split))
            grid.addWidget(small_heading(split_title(split), theme=theme), 0, column)
            grid.addWidget(box, 1, column)
        self.draw = QRadioButton(_("Drawn at random, the same with the same seed"), self)
        self.by_date = QRadioButton(_("By date: the oldest train, the newest test"), self)
        self.draw.setChecked(True)
        self.seed = QSpinBox(self)
        self.seed.setRange(0, 999_999)
        self.seed.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.seed.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.seed.setAccessibleName(_("Seed"))
        self.by_outlet = QCheckBox(_("Outlets spread alike"), self)
        self.again = QCheckBox(_("Draw anew what has a split already"), self)
        self.leading.addLayout(grid)
        self.leading.addSpacing(8)
        self.leading.addWidget(self.draw)
        drawn = QGridLayout()
        drawn.setContentsMargins(26, 0, 0, 0)
        drawn.addWidget(small_heading(_("Seed"), theme=theme), 0, 0)
        drawn.addWidget(self.seed, 0, 1)
        drawn.addWidget(self.by_outlet, 1, 0, 1, 2)
        drawn.setColumnStretch(1, 1)
        self.leading.addLayout(drawn)
        self.leading.addWidget(self.by_date)
        self.leading.addSpacing(8)
        self.leading.addWidget(self.again)
        words = plain_label(
            _("Near-duplicates always stay together. What a model has been trained on never becomes its test: "
              "an article keeps the split it has, unless it is drawn anew."),
            font=ui_font(12), parent=self,
        )  # fmt: skip
        words.setWordWrap(True)
        coloured(words, theme.ink3)
        self.leading.addWidget(words)
        self.leading.addStretch(1)
        for box in (*self.shares, self.seed):
            box.valueChanged.connect(lambda _value: self._changed())
        for tick in (self.by_date, self.by_outlet, self.again):
            tick.toggled.connect(lambda _on: self._changed())


def _notes(found: SplitPlan) -> list[str]:
    """What a person should know of a plan."""
    notes = []
    if found.duplicates:
        notes.append(
            ngettext("{count} group of near-duplicates stays together.",
                     "{count} groups of near-duplicates stay together.", len(found.duplicates))
        )  # fmt: skip
    if found.kept:
        notes.append(
            ngettext("{count} article keeps the split that it has.",
                     "{count} articles keep the split that they have.", found.kept)
        )  # fmt: skip
    if found.moved:
        notes.append(
            ngettext("{count} article leaves its split, for a near-duplicate is in another.",
                     "{count} articles leave their splits, for near-duplicates are in others.", len(found.moved))
        )  # fmt: skip
    if found.undated:
        notes.append(
            ngettext("One article has no date; it trains.", "{count} articles have no date; they train.",
                     len(found.undated))
        )  # fmt: skip
    return notes


def _clear(layout: QVBoxLayout | QGridLayout) -> None:
    """Take everything out of a layout."""
    while (entry := layout.takeAt(0)) is not None:
        widget, inner = entry.widget(), entry.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QVBoxLayout | QGridLayout):
            _clear(inner)
