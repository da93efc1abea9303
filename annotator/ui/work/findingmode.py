"""The mode of the consistency check: one finding after the other, one key each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.language import _, ngettext, number, said
from annotator.model.annotation import Annotation
from annotator.model.consistency import Finding, FindingKind
from annotator.operations import findings
from annotator.ui.dialogs.textsheet import TextSheet
from annotator.ui.keys import digit
from annotator.ui.panels.dock import DockHint, DockSlot
from annotator.ui.panels.findinglist import FindingsCard, kind_title
from annotator.ui.panels.keyrows import KeyRow
from annotator.ui.work.bench import Bench
from annotator.ui.work.surroundings import Surroundings

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
        again: Looks anew after an act; what is found comes with ``take``, at once or after some frames.
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
        again: Callable[[], None],
        submit: Callable[[], None],
        submitting: bool,
    ) -> None:
        self._bench, self._found = bench, found
        self._again, self._submit, self._submitting = again, submit, submitting
        self._at = 0
        self._asking = self._settled = False
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
        if self._settled and event.key() != Qt.Key.Key_Escape:
            return True
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
        if self._settled:
            return
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
        self._leave_out(wanted)

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
        self._leave_out([self.current])

    def resume(self) -> None:
        """Another mode is over: what it has settled is gone from the list."""
        self.look_again()

    def look_again(self) -> None:
        """Find what is left after an act of whomever."""
        self._again()

    def _leave_out(self, settled: list[Finding]) -> None:
        """Go on without what was just settled; what the act has changed beside it is looked for meanwhile."""
        keys = {finding.key for finding in settled}
        left = [finding for finding in self._found if finding.key not in keys]
        if left:
            self._at = min(sum(finding.key not in keys for finding in self._found[: self._at]), len(left) - 1)
            self._found = left
        else:
            # The last one stays in sight until it is sure that nothing is left.
            self._settled = True
        self._again()

    def take(self, found: list[Finding]) -> None:
        """What is left; the place in the list stays, and the mode ends with the last finding."""
        key, owner = self.current.key, self.current.owner
        before, self._settled = self._at, False
        self._found = found
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


def _nothing() -> None:
    """Before the desk has taken the mode up."""
