"""An article on its way to a file or a printer: how far it is, and how to stop it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QProgressBar, QWidget

from annotator.language import _, has_arabic_digits, language
from annotator.model.annotated import AnnotatedDocument
from annotator.model.errors import AnnotatorError
from annotator.model.scheme import Scheme
from annotator.ui.childwork import Failed
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.fonts import reading_family
from annotator.ui.jobs import Job
from annotator.ui.pagepicture import save_beside
from annotator.ui.theme import Theme


class ProgressSheet(Sheet):
    """A title, a bar, and a button that stops.

    Args:
        title: What is under way.
        theme: The colours.
        parent: The window.
    """

    def __init__(self, title: str, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(title, theme=theme, parent=parent)
        self.add_title(title)
        self.bar = QProgressBar(self)
        # How much there is to do is known when the first sheet is painted.
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.column.addWidget(self.bar)
        self.words = self.add_words("")
        self.add_button(_("Cancel")).clicked.connect(self.reject)
        self.finish()

    def show_progress(self, done: int, total: int) -> None:
        """So many sheets are painted, of so many."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.words.setText(_("{number} of {count}", number=done + 1, count=total) if total > 1 else "")


class SavingSheet(ProgressSheet):
    """Saves an article in a process of its own, so that the window goes on painting."""

    saved = Signal()
    failed = Signal(object)
    """``AnnotatorError``: why it could not be."""

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(_("Saving the article…"), theme=theme, parent=parent)
        self._job = Job(self)
        self._job.progressed.connect(self.show_progress)
        self._job.finished.connect(lambda _nothing: self._end(self.saved.emit))
        self._job.failed.connect(self._tell)
        self._job.stopped.connect(self.accept)

    def save(self, annotated: AnnotatedDocument, scheme: Scheme, out: Path) -> None:
        """Show the sheet and write the file, as its suffix says."""
        self.open()
        self._job.start(
            save_beside, annotated, scheme, out,
            spoken=language(), arabic_digits=has_arabic_digits(), family=reading_family(),
        )  # fmt: skip

    def reject(self) -> None:
        """Stop; no file appears."""
        if self._job.running:
            self.words.setText(_("Stopping…"))
            self._job.stop()
        else:
            super().reject()

    def _tell(self, failed: Failed) -> None:
        self._end(lambda: self.failed.emit(AnnotatorError(failed.what, failed.remedy)))

    def _end(self, tell: Callable[[], object]) -> None:
        self.accept()
        tell()


class PrintingSheet(ProgressSheet):
    """Stands over the window while an article goes to the printer, sheet by sheet."""

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(_("Printing the article…"), theme=theme, parent=parent)
        self._left = False

    def is_left(self) -> bool:
        """Whether somebody wants to stop."""
        return self._left

    def show_progress(self, done: int, total: int) -> None:
        """So many sheets are painted; the window paints itself, and a click is heard."""
        super().show_progress(done, total)
        QApplication.processEvents()

    def reject(self) -> None:
        """Stop behind the sheet that is painted now."""
        self._left = True
