"""Looking at an earlier time: the article as it was after an act, what is gone since, and copying from it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.language import _, isolated, ngettext
from annotator.model.annotation import Annotation
from annotator.model.errors import RuleError, message
from annotator.model.history import ActSummary
from annotator.model.identity import AnnotationId, SetName
from annotator.operations import timeline
from annotator.operations.opendocument import OpenDocument
from annotator.ui.panels.dock import DockHint, DockSlot
from annotator.ui.panels.moments import moment
from annotator.ui.work.bench import Bench
from annotator.ui.work.surroundings import Surroundings


class PastMode:
    """While an earlier time is looked at: Space ticks, Enter copies, Shift+Enter all that is gone, Esc comes back.

    Args:
        bench: The desk's tools.
        past: The article as it was.
        act: The act after which it was so.
        back: Shows the article as it is now.
    """

    def __init__(self, bench: Bench, past: OpenDocument, act: ActSummary, back: Callable[[], object]) -> None:
        self._bench, self._past, self._act, self._back = bench, past, act, back
        self._gone = timeline.differing(bench.session, past)
        self._ticked: dict[AnnotationId, None] = {}
        self.ended: Callable[[], None] = _nothing

    @property
    def gone(self) -> tuple[AnnotationId, ...]:
        """Annotations that the person's set does not have now."""
        return self._gone

    def press(self, event: QKeyEvent) -> bool:
        """Its own keys; everything else does what it does in a set that is only looked at."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        elif event.key() == Qt.Key.Key_Space:
            self._tick()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._copy(self._gone if shift else self._wanted())
        else:
            return False
        return True

    def click(self, index: int) -> None:
        """A click on a slot of the dock does what its key does."""
        steps = (self._tick, lambda: self._copy(self._wanted()), lambda: self._copy(self._gone))
        steps[index]()

    def pointed_at(self, annotation: Annotation) -> bool:
        """Clicks choose as always."""
        return False

    def resume(self) -> None:
        """Another mode is over; this one goes on."""

    def show(self, window: Surroundings) -> None:
        """When it was, what can be copied; what is gone since stands out."""
        window.reader.set_badges(dict.fromkeys(self._ticked, "✓"))
        window.reader.set_focus_annotations(set(self._gone) | set(self._ticked) if self._gone else None)
        person = isolated(self._bench.session.display_name(SetName(self._act.author)))
        title = _("As it was: {moment} · {person}", moment=moment(self._act.at), person=person)
        slots = [DockSlot(_("Tick"), keys=("Space",)), DockSlot(self._copying(), keys=("Enter",))]
        if self._gone:
            count = len(self._gone)
            told = ngettext("Copy {count} that is gone", "Copy {count} that are gone", count)
            slots.append(DockSlot(told, keys=("Shift", "Enter")))
        window.dock.show_frame(tuple(slots), title, DockHint(("Esc",), _("Back to now")))

    def put_away(self, window: Surroundings) -> None:
        """Nothing ticked, nothing faded."""
        window.reader.set_badges({})
        window.reader.set_focus_annotations(None)

    def _copying(self) -> str:
        if self._ticked:
            return ngettext("Copy {count} ticked", "Copy {count} ticked", len(self._ticked))
        return _("Copy what is chosen")

    def _wanted(self) -> tuple[AnnotationId, ...]:
        chosen = self._bench.window.reader.chosen
        return tuple(self._ticked) or ((chosen,) if chosen is not None else ())

    def _tick(self) -> None:
        chosen = self._bench.window.reader.chosen
        if chosen is None:
            raise RuleError(message("Nothing is chosen."), message("Step to an annotation, or click on it, first."))
        if chosen in self._ticked:
            del self._ticked[chosen]
        else:
            self._ticked[chosen] = None

    def _copy(self, wanted: tuple[AnnotationId, ...]) -> None:
        copied = timeline.copy(self._bench.session, self._past, wanted)
        self._ticked = {}
        self._gone = timeline.differing(self._bench.session, self._past)
        annotations = ngettext(
            "Copied {count} annotation into your set", "Copied {count} annotations into your set", copied.annotations
        )
        ties = ngettext("with {count} relation.", "with {count} relations.", copied.relations)
        self._bench.window.say(f"{annotations} {ties}" if copied.relations else f"{annotations}.")


def _nothing() -> None:
    """Before the desk has taken the mode up."""
