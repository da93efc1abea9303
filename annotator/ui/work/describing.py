"""The article as a whole: its attributes, skipping it with a reason, and the way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.language import _, number
from annotator.model.annotation import Annotation
from annotator.model.workflow import Status
from annotator.operations import annotate, documentfacts
from annotator.operations.documentfacts import SkipReason
from annotator.ui.keys import digit
from annotator.ui.panels.cardparts import reason_title
from annotator.ui.panels.dock import DockHint, DockSlot
from annotator.ui.work.bench import Bench
from annotator.ui.work.surroundings import Surroundings


class SkipMode:
    """Why the article is skipped, by one key."""

    def __init__(self, skip: Callable[[SkipReason], None]) -> None:
        self._skip = skip
        self.ended: Callable[[], None] = _nothing

    def press(self, event: QKeyEvent) -> bool:
        """A digit gives the reason, Esc leaves; anything else is swallowed."""
        chosen = digit(event)
        if event.key() == Qt.Key.Key_Escape:
            self.ended()
        elif chosen and chosen <= len(SkipReason):
            self.click(chosen - 1)
        return True

    def click(self, index: int) -> None:
        """Skip for the reason of that slot."""
        reason = list(SkipReason)[index]
        self.ended()
        self._skip(reason)

    def pointed_at(self, annotation: Annotation) -> bool:
        """Clicks choose as always."""
        return False

    def show(self, window: Surroundings) -> None:
        """The reasons with their keys."""
        slots = tuple(DockSlot(reason_title(reason), keys=(number(at),)) for at, reason in enumerate(SkipReason, 1))
        window.dock.show_frame(slots, _("Why skip it?"), DockHint(("Esc",), _("Leave")))

    def put_away(self, window: Surroundings) -> None:
        """Nothing but the dock, which is shown anew anyway."""


class Describing:
    """What is done about the article as a whole."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What its actions do."""
        return {"work.skip": self.begin_skip}

    def wishes(self) -> dict[str, Callable[[str], object]]:
        """What clicks in the inspector ask for."""
        return {
            "document.skip": lambda _argument: self.begin_skip(),
            "document.reopen": lambda _argument: self._reopen(),
        }

    def begin_skip(self) -> None:
        """Ask why the article is skipped."""
        self._bench.window.reader.setFocus()
        self._bench.begin(SkipMode(self._skip))

    def describe(self, name: str, value: str) -> None:
        """Answer a question about the article; an empty value takes the answer back."""
        documentfacts.set_attribute(self._bench.session, self._bench.document(), name, value or None)

    def _skip(self, reason: SkipReason) -> None:
        documentfacts.skip(self._bench.session, self._bench.document(), reason)
        self._bench.window.say(_("Skipped: {reason}", reason=reason_title(reason)))

    def _reopen(self) -> None:
        annotate.set_status(self._bench.session, self._bench.document(), Status.IN_PROGRESS)
        self._bench.window.say(_("Open for work again."))


def _nothing() -> None:
    """Before the desk has taken the mode up."""
