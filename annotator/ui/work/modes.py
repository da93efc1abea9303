"""Modes: for a while the keys answer one question. Each shows itself in the dock and ends with Esc."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.language import _, is_rtl, language
from annotator.model.annotation import Annotation
from annotator.model.attribution import Holder
from annotator.model.scheme import CUE_LAYER, ENTITY_LAYER, SOURCE_LAYER, Scheme
from annotator.operations.opendocument import OpenDocument
from annotator.operations.session import Session
from annotator.ui.actions import further_labels
from annotator.ui.keys import caps_shown, digit, latin_cap
from annotator.ui.panels.dock import DockHint, DockSlot
from annotator.ui.work.attributing import Attributing, Slot
from annotator.ui.work.slots import attribution_slots, gap_slots
from annotator.ui.work.surroundings import Surroundings

_NAMES: Final[dict[int, str]] = {
    Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Enter: "Enter",
    Qt.Key.Key_Escape: "Esc",
    Qt.Key.Key_Tab: "Tab",
}


class Mode(Protocol):
    """A question that the keys answer.

    Attributes:
        ended: Called when the mode is over.
    """

    ended: Callable[[], None]

    def press(self, event: QKeyEvent) -> bool:
        """Take a key; False leaves it to the table of actions."""

    def pointed_at(self, annotation: Annotation) -> bool:
        """Take a click on an annotation; False lets it be chosen as always."""

    def click(self, index: int) -> None:
        """Take a click on a slot of the dock."""

    def show(self, window: Surroundings) -> None:
        """Show the state of the question."""

    def put_away(self, window: Surroundings) -> None:
        """Take away what ``show`` showed."""


@runtime_checkable
class ReturningMode(Mode, Protocol):
    """A mode that goes on when another one is over that was begun meanwhile."""

    def resume(self) -> None:
        """The other mode is over."""


class LabelMode:
    """After Y: the next letter sets a label that has no key of its own."""

    def __init__(self, scheme: Scheme, label: Callable[[str, str], None]) -> None:
        self._labels = further_labels(scheme)
        self._label = label
        self.ended: Callable[[], None] = _nothing

    def press(self, event: QKeyEvent) -> bool:
        """A letter sets its label; Esc leaves; anything else is swallowed."""
        if event.key() == Qt.Key.Key_Escape:
            self.ended()
            return True
        cap = latin_cap(event)
        for index, (_layer, _label, letter) in enumerate(self._labels):
            if letter == cap:
                self.click(index)
        return cap is not None

    def click(self, index: int) -> None:
        """Set the label of that slot."""
        layer, label, _letter = self._labels[index]
        self.ended()
        self._label(layer.name, label.name)

    def pointed_at(self, annotation: Annotation) -> bool:
        """Clicks choose as always."""
        return False

    def show(self, window: Surroundings) -> None:
        """All further labels with their letters."""
        slots = tuple(
            DockSlot(label.titles.within(language()), keys=caps_shown(letter, rtl=is_rtl()))
            for _layer, label, letter in self._labels
        )
        window.dock.show_frame(slots, _("Other labels"), DockHint(("Esc",), _("Leave")))

    def put_away(self, window: Surroundings) -> None:
        """Nothing but the dock, which is shown anew anyway."""


class AttributeMode:
    """The A flow: number keys name the source; Enter accepts."""

    def __init__(
        self,
        session: Session,
        document: OpenDocument,
        claim: Annotation,
        window: Surroundings,
        go_to_next_open: Callable[[int], bool],
    ) -> None:
        self._document = document
        self._window = window
        self._go_to_next_open = go_to_next_open
        self._attributing = Attributing(session, document, claim)
        self.ended: Callable[[], None] = _nothing

    @property
    def attributing(self) -> Attributing:
        """The attribution that is made or changed."""
        return self._attributing

    def press(self, event: QKeyEvent) -> bool:
        """Digits, Tab, I U Z, J, R, T, D, N, Enter, Esc; arrows and the rest stay with the reader."""
        number = digit(event)
        if number:
            self._attributing.take(number)
            return True
        name = _NAMES.get(event.key())
        if name is None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            name = latin_cap(event)
        if name == "Enter" and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            name = "Shift+Enter"
        step = self._steps().get(name or "")
        if step is None:
            return False
        step()
        return True

    def click(self, index: int) -> None:
        """A click on the last slot turns the stance over; on others it goes to the next slot."""
        slots = attribution_slots(self._document, self._attributing)
        if index == len(slots) - 1:
            self._attributing.toggle_denial()
        else:
            self._attributing.next_slot()

    def pointed_at(self, annotation: Annotation) -> bool:
        """A click on a source or cue fills its slot."""
        addressed = self._attributing.slot is Slot.ADDRESSEE and annotation.layer == ENTITY_LAYER
        if annotation.layer not in (SOURCE_LAYER, CUE_LAYER) and not addressed:
            return False
        self._attributing.take_annotation(annotation)
        return True

    def show(self, window: Surroundings) -> None:
        """Badges on the candidates, everything else faded, slots in the gap and the dock, keys in the inspector."""
        attributing, document = self._attributing, self._document
        chain = attributing.chain
        badges = attributing.badges()
        kept = {attributing.claim.id, *badges, *chain.sources, *chain.via, *chain.cues, *chain.addressees}
        window.reader.choose(attributing.claim.id)
        window.reader.set_badges(badges, current=next(iter(chain.sources or chain.cues), None))
        window.reader.set_focus_annotations(kept)
        slots = attribution_slots(document, attributing)
        window.reader.set_slots(gap_slots(slots))
        title = _("Claim {number}", number=document.number(attributing.claim.id))
        window.dock.show_frame(slots, title, DockHint(("Enter",), _("Accept")))
        window.inspector.show_attributing(document, attributing.claim, attributing.candidates(), chain)

    def put_away(self, window: Surroundings) -> None:
        """No badges, nothing faded, no slots."""
        window.reader.set_badges({})
        window.reader.set_slots(())
        window.reader.set_focus_annotations(None)

    def _steps(self) -> dict[str, Callable[[], None]]:
        attributing = self._attributing
        return {
            "Enter": lambda: self._accept(and_next=False),
            "Shift+Enter": lambda: self._accept(and_next=True),
            "Esc": self.ended,
            "Tab": attributing.next_slot,
            "I": lambda: attributing.hold(Holder.CONTINUED),
            "U": lambda: attributing.hold(Holder.UNSTATED),
            "Z": lambda: attributing.hold(Holder.AUTHOR),
            "J": attributing.add_source,
            "R": attributing.add_relay,
            "T": attributing.add_addressee,
            "D": attributing.toggle_denial,
            "N": attributing.further,
        }

    def _accept(self, *, and_next: bool) -> None:
        selection = self._window.reader.selection
        if selection is not None:
            self._attributing.accept_selection(selection)
        else:
            self._attributing.accept()
        claim = self._attributing.claim
        self.ended()
        if and_next:
            self._go_to_next_open(claim.start)


def _nothing() -> None:
    """Before the desk has taken the mode up."""
