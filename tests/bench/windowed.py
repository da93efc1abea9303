"""The real window on a benchmark corpus, and the time from an event to the paint that follows it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from annotator.model.annotated import AnnotatedDocument
from annotator.model.identity import Handle
from annotator.operations import settings
from annotator.operations.settings import Settings
from annotator.store.corpus import Corpus
from annotator.ui.app import prepared
from annotator.ui.memory import Memory
from annotator.ui.window import Window
from tests.bench.corpora import SET_NAME, default_scheme

SIZE = (1440, 900)
_PATIENCE_S = 5.0
_QUIET_S = 0.05


class Paints(QObject):
    """Counts the paint events of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count, and let everything through."""
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False


def make_corpus(path: Path, records: Iterator[AnnotatedDocument]) -> None:
    """A corpus file of the records."""
    author = Handle(SET_NAME)
    with Corpus.create(path, default_scheme(), author=author) as corpus, corpus.act("Import", author=author) as act:
        for record in records:
            act.put_document(record.document)
            act.put_set(record)


@contextmanager
def window_on(corpus: Path) -> Iterator[Window]:
    """The window at 1440 × 900 and 100 %, with the first document of a corpus, as the person who annotated it."""
    os.environ["ANNOTATOR_CONFIG_DIR"] = str(corpus.parent)
    settings.save(Settings(handle=SET_NAME, name=SET_NAME, language="ar", welcomed=True))
    memory = Memory(settings.load())
    prepared(memory.settings)
    window = Window(memory)
    window.resize(*SIZE)
    window.show()
    assert window.corpora.open_path(corpus)
    settle()
    yield window
    window.close()
    settle()


def settle() -> None:
    """Let everything happen that is waiting, until nothing has for a moment."""
    quiet_until = time.perf_counter() + _QUIET_S
    while time.perf_counter() < quiet_until:
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        time.sleep(0.001)


def painted_ms(paints: Paints, act: Callable[[], object]) -> float:
    """Milliseconds from an event to the end of the paint that it brings about.

    Raises:
        TimeoutError: If nothing is painted.
    """
    before = paints.count
    began = time.perf_counter()
    act()
    while paints.count == before:
        QApplication.processEvents()
        if time.perf_counter() - began > _PATIENCE_S:
            raise TimeoutError("nothing was painted")
    return 1000 * (time.perf_counter() - began)


def press(widget: QWidget, letter: str) -> None:
    """Press a letter key."""
    key = Qt.Key(ord(letter.upper()))
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter))


def wheel(widget: QWidget, notches: int) -> None:
    """Turn the wheel over a widget, towards the person when negative."""
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle, widget.mapToGlobal(middle), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def hover(widget: QWidget, point: QPointF) -> None:
    """Move the pointer to a place in a widget."""
    event = QMouseEvent(
        QEvent.Type.MouseMove, point, widget.mapToGlobal(point), Qt.MouseButton.NoButton, Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)
