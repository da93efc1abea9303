"""Undo and redo in the open document: they scroll to what they changed, and name it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from annotator.language import _
from annotator.model.annotation import Annotation
from annotator.model.changes import ChangeSet
from annotator.model.scheme import CLAIM_LAYER, CUE_LAYER, SOURCE_LAYER
from annotator.ui.work import status
from annotator.ui.work.bench import Bench

_FRAMED: Final = (CUE_LAYER, SOURCE_LAYER, CLAIM_LAYER)
"""What stands in an open frame."""


class Undoing:
    """Takes acts back, and does them again. Owned by the desk.

    Args:
        bench: The desk's tools.
        take_back: Tells whoever labels that something was undone or redone, and whether a claim came back by it.
        left_open: What of the open frame is left then, from which keys read on.
    """

    def __init__(
        self, bench: Bench, take_back: Callable[[bool], None], *, left_open: Callable[[], Annotation | None]
    ) -> None:
        self._bench, self._take_back, self._left_open = bench, take_back, left_open
        self._started = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        self._asked_about_the_past = False

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What its actions do."""
        return {"edit.undo": self.undo, "edit.redo": self.redo}

    def undo(self) -> None:
        """Take the latest act in the open document back; going behind this session's start asks once."""
        session, document, window = self._bench.session, self._bench.document(), self._bench.window
        step = session.undoable(document)
        if step is None:
            window.say(_("Nothing to undo in this document."))
            return
        if step.at < self._started and not self._asked_about_the_past:
            if not window.confirm(status.question_about_the_past(step)):
                return
            self._asked_about_the_past = True
        self._show(session.undo(document), _("Undone: {gesture}", gesture=_(step.gesture)))

    def redo(self) -> None:
        """Do again what was undone last."""
        session, document, window = self._bench.session, self._bench.document(), self._bench.window
        step = session.redoable(document)
        if step is None:
            window.say(_("Nothing to redo in this document."))
            return
        self._show(session.redo(document), _("Redone: {gesture}", gesture=_(step.gesture)))

    def _show(self, changes: ChangeSet, said: str) -> None:
        """Scroll to what was changed, put the caret there, choose it where it is still there, and name it."""
        reader = self._bench.window.reader
        annotations = [change.new or change.old for change in changes.changes]
        touched = _in_hand([each for each in annotations if isinstance(each, Annotation)])
        back = any(isinstance(c.new, Annotation) and c.old is None and c.new == touched for c in changes.changes)
        self._take_back(back and touched is not None and touched.layer == CLAIM_LAYER)
        if touched is not None:
            shown = self._bench.document().annotations.get(touched.id)
            if shown is None and touched.layer in _FRAMED:
                # As it was before the key: the same key reads on from the same place.
                shown = self._left_open()
            # Where something else was taken away, the next key takes the words that stood there.
            reader.place_caret(shown.end if shown is not None else touched.start)
            reader.reveal(touched.extent)
            reader.choose(shown.id if shown is not None else None)
        self._bench.window.say(said)


def _in_hand(touched: list[Annotation]) -> Annotation | None:
    """What a person had in hand after an act on these annotations: of a whole attribution its claim, else the first."""
    claim = next((each for each in touched if each.layer == CLAIM_LAYER), None)
    return claim if claim is not None else touched[0] if touched else None
