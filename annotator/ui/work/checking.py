"""The consistency check at the desk: one finding after the other, one key each; submitting runs it first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from annotator.language import _, ngettext, number, said
from annotator.model.annotation import Annotation
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
from annotator.ui.dialogs.textsheet import TextSheet
from annotator.ui.keys import digit
from annotator.ui.panels.cardparts import Command, Line, Part, Wish
from annotator.ui.panels.dock import DockHint, DockSlot
from annotator.ui.panels.findinglist import FindingsCard, kind_title
from annotator.ui.panels.keyrows import KeyRow
from annotator.ui.work.bench import Bench
from annotator.ui.work.surroundings import Surroundings

_AT_ONCE: Final = 400
"""Annotations that are checked between two keys; more are checked between frames."""
_SLICE_S: Final = 0.007
_READING_MS: Final = 25
_OFF_SHOWN: Final = 8
_CHECK, _BACK = "finding.check", "finding.back"
_ANSWERED: Final = (FindingKind.MISSING, FindingKind.CONTRADICTION)
"""What is mended by answering the attributes."""
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def reasons() -> tuple[str, ...]:
    """Reasons to wave a finding off, offered by digits."""
    return (_("so in the article"), _("on purpose"), _("the rule does not fit here"), _("settled otherwise"))


class CheckingMode:
    """The findings of the open article, one after the other. Keys that are not its own do what they always do.

    Args:
        bench: The desk's tools.
        found: What was found; not empty.
        again: Looks anew after an act.
        submit: Hands the work in.
        submitting: Whether the person asked to submit.

    Attributes:
        shown: Whether it is the mode that is on; another may be in between.
        acting: Whether an act of its own is under way.
    """

    def __init__(
        self,
        bench: Bench,
        found: list[Finding],
        *,
        again: Callable[[], list[Finding]],
        submit: Callable[[], None],
        submitting: bool,
    ) -> None:
        self._bench, self._found = bench, found
        self._again, self._submit, self._submitting = again, submit, submitting
        self._at = 0
        self._asking = False
        self.shown = False
        self.acting = False
        self.ended: Callable[[], None] = _nothing

    @property
    def found(self) -> tuple[Finding, ...]:
        """What is left."""
        return tuple(self._found)

    @property
    def current(self) -> Finding:
        """The finding that is shown."""
        return self._found[self._at]

    # ------------------------------------------------------------------ keys

    def press(self, event: QKeyEvent) -> bool:
        """Enter mends, Shift+Enter all of its kind, Delete or 0 waves off, Space and Tab go on, Esc leaves."""
        held = event.modifiers()
        ctrl = bool(held & Qt.KeyboardModifier.ControlModifier)
        shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in _ENTER:
            return self._enter(ctrl=ctrl, shift=shift)
        if ctrl:
            return False
        if self._asking:
            return self._press_reason(event)
        steps: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Escape: self.ended,
            Qt.Key.Key_Space: lambda: self.go(-1 if shift else 1),
            Qt.Key.Key_Tab: lambda: self.go(1),
            Qt.Key.Key_Backtab: lambda: self.go(-1),
            Qt.Key.Key_Down: lambda: self.go(1),
            Qt.Key.Key_Up: lambda: self.go(-1),
            Qt.Key.Key_Backspace: lambda: self.go(-1),
            Qt.Key.Key_Delete: self._ask,
        }
        step = self._ask if digit(event) == 0 else steps.get(event.key())
        if step is not None:
            step()
        return step is not None

    def _enter(self, *, ctrl: bool, shift: bool) -> bool:
        if ctrl:
            self._submit()
        elif self._asking:
            self._wave_off("")
        elif shift:
            self._mend([finding for finding in self._found if finding.kind is self.current.kind])
        else:
            self._mend_current()
        return True

    def _press_reason(self, event: QKeyEvent) -> bool:
        chosen = digit(event)
        if event.key() == Qt.Key.Key_Escape:
            self._asking = False
        elif chosen and chosen <= len(reasons()):
            self._wave_off(reasons()[chosen - 1])
        elif event.text().strip():
            self._ask_words()
        return True

    def click(self, index: int) -> None:
        """A click on a slot of the dock: a reason while one is asked for, else the fix, else waving off."""
        if self._asking:
            self._wave_off(reasons()[index])
        elif index == 0 and self._act(self.current):
            self._mend_current()
        else:
            self._ask()

    def pointed_at(self, annotation: Annotation) -> bool:
        """A click on an annotation goes to its first finding; on another it chooses as always."""
        at = next((n for n, finding in enumerate(self._found) if finding.anchor == annotation.id), None)
        if at is not None:
            self._at = at
        return at is not None

    def choose(self, at: int) -> None:
        """Go to a finding by its number."""
        self._at, self._asking = min(at, len(self._found) - 1), False

    def go(self, by: int) -> None:
        """Go to the next finding, or back; round the ends."""
        self._at = (self._at + by) % len(self._found)

    # ------------------------------------------------------------------ acts

    def _mend_current(self) -> None:
        """Mend what can be mended; where that is the person's to decide, begin what it takes."""
        finding = self.current
        if finding.fix is not None:
            self._mend([finding])
            return
        window = self._bench.window
        window.reader.choose(finding.anchor)
        if finding.kind is FindingKind.OPEN:
            self._bench.perform("attribution.attribute")
        elif finding.kind in _ANSWERED:
            window.inspector.show_annotation(self._bench.document(), self._bench.document().annotations[finding.anchor])
            window.inspector.take_focus()
        else:
            window.say(_("Only you can mend this: move the border, choose another label, tie it or erase it."))

    def _mend(self, wanted: list[Finding]) -> None:
        self.acting = True
        try:
            count = findings.mend(self._bench.session, self._bench.document(), wanted)
        finally:
            self.acting = False
        self._bench.window.say(ngettext("Mended {count} finding.", "Mended {count} findings.", count))
        self.look_again()

    def _ask(self) -> None:
        self._asking = True

    def _ask_words(self) -> None:
        finding = self.current
        sheet = TextSheet(
            _("Why is this all right?"), said(finding.what), "", hint=_("Reason"), verb=_("Wave off"),
            theme=self._bench.theme, parent=self._bench.parent,
        )  # fmt: skip
        sheet.given.connect(lambda text: self._bench.attempt(lambda: self._wave_off(text)))
        sheet.open()

    def _wave_off(self, reason: str) -> None:
        self._asking, self.acting = False, True
        try:
            findings.wave_off(self._bench.session, [self.current], reason)
        finally:
            self.acting = False
        self._bench.window.say(_("Waved off; Ctrl+Z brings it back."))
        self.look_again()

    def resume(self) -> None:
        """Another mode is over: what it has settled is gone from the list."""
        self.look_again()

    def look_again(self) -> None:
        """What is left after an act; the place in the list stays, and the mode ends with the last finding."""
        key, owner = self.current.key, self.current.owner
        before = self._at
        self._found = self._again()
        if not self._found:
            self.ended()
            if self._submitting:
                self._submit()
            else:
                self._bench.window.say(_("Nothing is left to mend."))
            return
        same = next((n for n, f in enumerate(self._found) if f.key == key), None)
        near = next((n for n, f in enumerate(self._found) if f.owner == owner), None)
        self._at = same if same is not None else near if near is not None else min(before, len(self._found) - 1)

    # ------------------------------------------------------------------ showing

    def show(self, window: Surroundings) -> None:
        """The place in the article, the finding in the dock, the list in the inspector."""
        self.shown = True
        if not self._found:
            return
        finding = self.current
        if finding.anchor in self._bench.document().annotations:
            window.reader.choose(finding.anchor)
            window.reader.reveal(finding.span)
            window.reader.set_focus_annotations({finding.anchor})
        where = _("{number} of {count}", number=self._at + 1, count=len(self._found))
        window.dock.show_frame(self._slots(finding), f"{kind_title(finding.kind)} · {where}", self._hint())
        window.inspector.show_findings(FindingsCard(tuple(self._found), self._at, self._keys(finding)), self._chosen)
        window.show_chosen(said(finding.what))

    def put_away(self, window: Surroundings) -> None:
        """Nothing faded."""
        self.shown = False
        window.reader.set_focus_annotations(None)

    def _chosen(self, at: int) -> None:
        self.choose(at)
        self.show(self._bench.window)

    def _slots(self, finding: Finding) -> tuple[DockSlot, ...]:
        if self._asking:
            return tuple(DockSlot(reason, keys=(number(at),)) for at, reason in enumerate(reasons(), start=1))
        act = self._act(finding)
        first = (DockSlot(act, keys=("Enter",)),) if act else ()
        return (*first, DockSlot(_("Wave off"), keys=(number(0),)))

    def _hint(self) -> DockHint:
        if self._asking:
            return DockHint(("Enter",), _("Without a reason"))
        if self._submitting:
            return DockHint(("Ctrl", "Enter"), _("Submit all the same"))
        return DockHint(("Space",), _("Later"))

    def _act(self, finding: Finding) -> str:
        """What Enter does; empty where only the person's own hands can mend it."""
        if finding.fix is not None:
            return said(finding.fix.what)
        if finding.kind is FindingKind.OPEN:
            return _("Attribute it")
        return _("Answer the attributes") if finding.kind in _ANSWERED else ""

    def _keys(self, finding: Finding) -> tuple[tuple[KeyRow, str], ...]:
        alike = sum(other.kind is finding.kind and other.fix is not None for other in self._found)
        act = self._act(finding)
        rows = [(KeyRow(("Enter",), act), "Enter")] if act else []
        if finding.fix is not None and alike > 1:
            text = ngettext("Mend all {count} of this kind", "Mend all {count} of this kind", alike)
            rows.append((KeyRow(("Shift", "Enter"), text), "Shift+Enter"))
        rows.append((KeyRow((number(0),), _("Wave off, with a reason")), "0"))
        rows.append((KeyRow(("Space",), _("Next")), "Space"))
        if self._submitting:
            rows.append((KeyRow(("Ctrl", "Enter"), _("Submit all the same")), "Ctrl+Enter"))
        rows.append((KeyRow(("Esc",), _("Leave")), "Esc"))
        return tuple(rows)


class Checking(QObject):
    """Runs the check: asked for, and before work is handed in. Owned by the desk's tasks."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._usage = Usage(bench.session)
        self._mode: CheckingMode | None = None
        self._search: Iterator[Finding] = iter(())
        self._gathered: list[Finding] = []
        self._submitting = False
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._go_on)
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
        mode = self._mode
        if mode is not None and mode.shown and not mode.acting:
            QTimer.singleShot(0, self, lambda: self._look_again(mode))

    def forget(self) -> None:
        """Another article was opened."""
        self._mode = None
        self._slices.stop()

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
        if len(document.annotations) <= _AT_ONCE:
            self._show(self._found(), submitting=submitting)
            return
        self._bench.window.say(_("Checking…"))
        self._search = findings.in_document(self._bench.session, document, self._usage_at_hand())
        self._gathered, self._submitting = [], submitting
        self._slices.start()

    def _go_on(self) -> None:
        until = perf_counter() + _SLICE_S
        while perf_counter() < until:
            found = next(self._search, None)
            if found is None:
                self._slices.stop()
                self._bench.attempt(self._show_gathered)
                return
            self._gathered.append(found)

    def _show_gathered(self) -> None:
        self._show(findings.sorted_findings(self._gathered), submitting=self._submitting)

    def _show(self, found: list[Finding], *, submitting: bool) -> None:
        if not found:
            if submitting:
                self._hand_in()
            else:
                self._bench.window.say(_("Nothing to mend was found."))
            return
        mode = CheckingMode(
            self._bench, found, again=self._found, submit=self._hand_in_all_the_same, submitting=submitting
        )
        self._mode = mode
        self._bench.window.reader.setFocus()
        self._bench.begin(mode)

    def _found(self) -> list[Finding]:
        document = self._bench.document()
        return findings.sorted_findings(findings.in_document(self._bench.session, document, self._usage_at_hand()))

    def _usage_at_hand(self) -> Usage | None:
        """The labels of the corpus once they are read; one article that is left is read at once."""
        return None if self._usage.stale > 1 or self._usage.step() else self._usage

    def _read_on(self) -> None:
        if not self._usage.step():
            self._reading.stop()

    def _look_again(self, mode: CheckingMode) -> None:
        """Somebody or something else has changed the article meanwhile: an undo, a border moved by hand."""
        if mode is self._mode and mode.shown:
            self._bench.attempt(mode.look_again)
            if mode.shown:
                mode.show(self._bench.window)
                self._bench.window.reader.setFocus()

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


def _nothing() -> None:
    """Before the desk has taken the mode up."""
