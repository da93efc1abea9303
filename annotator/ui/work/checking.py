"""The consistency check at the desk: asked for, and before work is handed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Final

from PySide6.QtCore import QObject, QTimer

from annotator.language import _
from annotator.model.changes import ChangeSet
from annotator.model.consistency import Finding, FindingKind
from annotator.model.dismissal import Dismissal
from annotator.model.identity import AnnotationId
from annotator.model.workflow import Status
from annotator.operations import annotate, findings
from annotator.operations.findings import Usage
from annotator.operations.opendocument import OpenDocument
from annotator.ui.actions import caps_in_use
from annotator.ui.dialogs.allfindings import AllFindings
from annotator.ui.panels.cardparts import Command, Line, Part, Wish
from annotator.ui.panels.findinglist import kind_title
from annotator.ui.work.bench import Bench
from annotator.ui.work.findingmode import CheckingMode
from annotator.ui.work.findingsearch import FindingSearch

_AT_ONCE: Final = 150
"""Annotations that are checked between two keys; more are checked between frames."""
_READING_MS: Final = 25
_OFF_SHOWN: Final = 8
_CHECK, _BACK = "finding.check", "finding.back"


class Checking(QObject):
    """Runs the check: asked for, and before work is handed in. Owned by the desk's tasks."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._usage = Usage(bench.session)
        self._mode: CheckingMode | None = None
        self._search = FindingSearch(self)
        # The labels of the corpus are read while nobody waits, one article at a time.
        self._reading = QTimer(self, interval=_READING_MS)
        self._reading.timeout.connect(self._read_on)
        self._reading.start()

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What its actions do."""
        return {"work.check": self.check, "work.check_all": self.check_all, "work.submit": self.submit}

    def wishes(self) -> dict[str, Callable[[str], object]]:
        """What clicks in the inspector ask for."""
        return {_CHECK: lambda _argument: self.check(), _BACK: self._bring_back}

    def part(self, document: OpenDocument, chosen: AnnotationId | None) -> tuple[Part, ...]:
        """The part of the article's card: the way to the check, and what was waved off, to be shown again."""
        if chosen is not None or document.set_name != self._bench.session.own_set:
            return ()
        off = findings.dismissals(self._bench.session, document.document.id)
        lines = tuple(
            Line(_kind_of(one), one.reason, removal=Wish(_BACK, one.id), rtl_text=False) for one in off[:_OFF_SHOWN]
        )
        command = Command(_("Check the article"), Wish(_CHECK), caps_in_use("work.check", rtl=False))
        return (Part(_("Findings waved off") if lines else "", lines, commands=(command,)),)

    def _bring_back(self, identifier: str) -> None:
        for one in findings.dismissals(self._bench.session, self._bench.document().document.id):
            if one.id == identifier:
                findings.bring_back(self._bench.session, one)

    def heard(self, changes: ChangeSet) -> None:
        """Take note of an act: words may bear other labels, and what was found may be mended."""
        self._usage.heard(changes)
        self._reading.start()
        self._search.begin_anew()
        mode = self._mode
        if mode is not None and mode.shown and not mode.acting:
            QTimer.singleShot(0, self, lambda: self._heard(mode))

    def forget(self) -> None:
        """Another article was opened."""
        self._mode = None
        self._search.stop()

    def close(self) -> None:
        """The corpus is about to be closed."""
        self.forget()
        self._reading.stop()

    def check(self) -> None:
        """Look for findings in the open article and go through them."""
        self._begin(submitting=False)

    def check_all(self) -> None:
        """Look for findings in all of the person's articles."""
        sheet = AllFindings(self._bench.session, self._usage, theme=self._bench.theme, parent=self._bench.parent)
        sheet.place_wanted.connect(self._go_to)
        sheet.open()

    def _go_to(self, finding: Finding) -> None:
        self._bench.window.open_place(finding.document, annotation=finding.anchor, span=finding.span)

    def submit(self) -> None:
        """Hand the work in; where something is found, go through that first."""
        self._begin(submitting=True)

    def _begin(self, *, submitting: bool) -> None:
        document = self._bench.document()
        self._bench.session.ensure_own(document)
        if self._is_short():
            self._look(lambda found: self._show(found, submitting=submitting))
        else:
            self._bench.window.say(_("Checking…"))
            self._look(lambda found: self._bench.attempt(lambda: self._show(found, submitting=submitting)))

    def _is_short(self) -> bool:
        return len(self._bench.document().annotations) <= _AT_ONCE

    def _look(self, take: Callable[[list[Finding]], None]) -> None:
        """Look for findings: in a short article at once, else between frames."""
        if self._is_short():
            self._search.stop()
            take(findings.sorted_findings(chain.from_iterable(self._steps())))
        else:
            self._search.start(self._steps, take)

    def _steps(self) -> Iterator[tuple[Finding, ...]]:
        return findings.in_steps(self._bench.session, self._bench.document(), self._usage_at_hand())

    def _show(self, found: list[Finding], *, submitting: bool) -> None:
        if not found:
            if submitting:
                self._hand_in()
            else:
                self._bench.window.say(_("Nothing to mend was found."))
            return
        mode = CheckingMode(
            self._bench,
            found,
            again=lambda: self._look_again(mode),
            submit=self._hand_in_all_the_same,
            submitting=submitting,
        )
        self._mode = mode
        self._bench.window.reader.setFocus()
        self._bench.begin(mode)

    def _usage_at_hand(self) -> Usage | None:
        """The labels of the corpus once they are read; one article that is left is read at once."""
        return None if self._usage.stale > 1 or self._usage.step() else self._usage

    def _read_on(self) -> None:
        if not self._usage.step():
            self._reading.stop()

    def _heard(self, mode: CheckingMode) -> None:
        """Somebody or something else has changed the article meanwhile: an undo, a border moved by hand."""
        if mode is self._mode and mode.shown:
            self._bench.attempt(mode.look_again)
            if mode.shown:
                mode.show(self._bench.window)
                self._bench.window.reader.setFocus()

    def _look_again(self, mode: CheckingMode) -> None:
        """Look for what is left, for the mode that goes through it."""

        def take(found: list[Finding]) -> None:
            if mode is not self._mode or not mode.shown:
                return
            if found or self._is_short():
                mode.take(found)
            else:
                # The last one is mended; what was said of an act before stays until then.
                self._bench.attempt(lambda: mode.take(found))
            if mode.shown:
                mode.show(self._bench.window)

        self._look(take)

    def _hand_in_all_the_same(self) -> None:
        if self._mode is not None and self._mode.shown:
            self._mode.ended()
        self._hand_in()

    def _hand_in(self) -> None:
        self._mode = None
        annotate.set_status(self._bench.session, self._bench.document(), Status.SUBMITTED)
        self._bench.window.say(_("Submitted."))


def _kind_of(dismissal: Dismissal) -> str:
    """The kind of a finding that was waved off, which its key begins with."""
    kind = dismissal.finding.split(":", 1)[0]
    return next((kind_title(known) for known in FindingKind if known == kind), dismissal.finding)
