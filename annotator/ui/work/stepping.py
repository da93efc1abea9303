"""From one annotation to the next, and from one open claim to the next."""

from __future__ import annotations

from collections.abc import Callable

from annotator.language import _
from annotator.model.annotation import Annotation
from annotator.operations.opendocument import OpenDocument
from annotator.ui.work.surroundings import Surroundings


class Stepping:
    """Chooses what comes next in the open document. Owned by the desk.

    Args:
        window: The panels around.
        document: The open document.
        chosen: The chosen annotation, or None.
    """

    def __init__(
        self, window: Surroundings, document: Callable[[], OpenDocument], chosen: Callable[[], Annotation | None]
    ) -> None:
        self._window, self._document, self._chosen = window, document, chosen

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What its actions do."""
        return {
            "attribution.next_open": self.next_open,
            "move.previous": lambda: self.step(-1),
            "move.next": lambda: self.step(1),
        }

    def go_to(self, annotation: Annotation) -> None:
        """Choose an annotation and show it."""
        reader = self._window.reader
        reader.place_caret(annotation.start)
        reader.choose(annotation.id)
        reader.reveal(annotation.extent)

    def next_open(self) -> None:
        """Go to the next open claim from the caret; say where there is none."""
        if not self.next_open_after(self._window.reader.caret):
            self._window.say(_("No claim is open. Submit with Ctrl+Enter."))

    def next_open_after(self, offset: int) -> bool:
        """Choose the next open claim after ``offset``, else the first; whether there is one."""
        claim = self._document().next_open_claim(offset)
        if claim is not None:
            self.go_to(claim)
        return claim is not None

    def step(self, by: int) -> None:
        """Choose the next or previous annotation in reading order."""
        chosen, caret, hidden = self._chosen(), self._window.reader.caret, self._window.reader.filter
        shown = (each for each in self._document().annotations.values() if not hidden.hides(each))
        ordered = sorted(shown, key=lambda a: (a.start, -a.end, a.layer, a.id))
        if not ordered:
            return
        if chosen is not None:
            at = next(i for i, each in enumerate(ordered) if each.id == chosen.id) + by
        elif by > 0:
            at = next((i for i, each in enumerate(ordered) if each.start >= caret), 0)
        else:
            at = max((i for i, each in enumerate(ordered) if each.end <= caret), default=-1)
        self.go_to(ordered[at % len(ordered)])
