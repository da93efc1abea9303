"""The one signal by which the window learns that something was written."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotator.model.changes import ChangeSet
from annotator.operations.session import Session


class Seam(QObject):
    """Hands the change sets of a session on to everything in the window that shows them.

    Owned by the window; tied to one session at a time.
    """

    changed = Signal(object)
    """``ChangeSet``: what an act wrote. Open documents are already up to date."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._untie = _nothing

    def tie(self, session: Session) -> None:
        """Listen to ``session`` from now on, and to no other."""
        self.untie()
        self._untie = session.subscribe(self._tell)

    def untie(self) -> None:
        """Listen to nobody."""
        self._untie()
        self._untie = _nothing

    def _tell(self, changes: ChangeSet) -> None:
        self.changed.emit(changes)


def _nothing() -> None:
    """Nothing to undo yet."""
