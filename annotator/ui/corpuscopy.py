"""A copy of the open corpus for child processes, made while the window goes on painting."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from annotator.language import explained
from annotator.model.errors import AnnotatorError
from annotator.operations.scratch import Scratch
from annotator.operations.session import Session


class CorpusCopy(QObject):
    """Copies a corpus a moment after it was made; what it copied goes with ``drop``."""

    made = Signal()
    """The copy is there."""
    failed = Signal(str)
    """Why there is none, in the language in use."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._scratch: Scratch | None = None
        self._is_made = self._dropped = False
        QTimer.singleShot(0, self, self._make)

    @property
    def is_made(self) -> bool:
        """Whether the copy is there."""
        return self._is_made

    @property
    def path(self) -> Path:
        """Where the copy is, once it is made."""
        assert self._scratch is not None  # asked for once it was made
        return self._scratch.folder / "snapshot.isnad"

    def again(self) -> None:
        """Copy the corpus once more, for it has changed."""
        self._is_made = False
        QTimer.singleShot(0, self, self._make)

    def drop(self) -> None:
        """Leave nothing behind."""
        self._dropped = True
        self._remove()

    def is_dropped(self) -> bool:
        """Whether nobody needs the copy any more, perhaps while it is still being made."""
        return self._dropped

    def _make(self) -> None:
        if self._dropped:
            return
        self._remove()
        problem = ""
        try:
            self._scratch = Scratch("copy")
            self._session.corpus.snapshot(self.path, progress=lambda _done, _total: QApplication.processEvents())
        except AnnotatorError as error:
            problem = explained(error)
        except OSError as error:
            problem = error.strerror or str(error)
        if self.is_dropped():
            self._remove()
        elif problem:
            self.failed.emit(problem)
        else:
            self._is_made = True
            self.made.emit()

    def _remove(self) -> None:
        if self._scratch is not None:
            self._scratch.remove()
            self._scratch = None
