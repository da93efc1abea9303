"""Sixty seconds of random use: what is left in memory when everything has been undone again."""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from random import Random
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from annotator.ui.window import Window
from tests.bench.child import resident_mb
from tests.bench.corpora import annotated_articles, long_article
from tests.bench.figures import Sample, report
from tests.bench.windowed import SIZE, hover, make_corpus, press, settle, wheel, window_on

SECONDS: Final = 60
WARM_UP: Final = 20
ARTICLES: Final = 20
STEPS: Final = 60
_REACH_MB: Final = 8
_REACH_OBJECTS: Final = 2_000
_KEYS: Final = "psoqcgeaiudw.,x[]/m"
_MOVES: Final = (Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_Escape)


@dataclass(frozen=True, slots=True)
class Left:
    """What is in memory at a moment of rest.

    Attributes:
        resident_mb: Memory of the process, in MB.
        objects: Python objects that the collector knows.
        widgets: Widgets of Qt.
    """

    resident_mb: float
    objects: int
    widgets: int


def run() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        corpus = Path(name) / "use.isnad"
        make_corpus(corpus, chain((long_article(),), annotated_articles(ARTICLES)))
        with window_on(corpus) as window:
            rounds = _use(window)
    first, *rest = rounds
    grown = max(left.resident_mb for left in rest) - first.resident_mb
    objects = rest[-1].objects - first.objects
    widgets = rest[-1].widgets - first.widgets
    print(f"  after {WARM_UP} s of use: {first.objects:,} objects, {first.widgets} widgets")
    print(f"  after {SECONDS} s more: {objects:+,} objects, {widgets:+} widgets, {grown:+.1f} MB at most")
    report(
        f"Memory in {SECONDS} s of random use, every act undone",
        Sample("resident at rest", [left.resident_mb for left in rounds], "MB"),
        reach=f"less than {_REACH_MB} MB and {_REACH_OBJECTS:,} objects more",
        reached=grown < _REACH_MB and objects < _REACH_OBJECTS and widgets <= 0,
    )


def _use(window: Window) -> list[Left]:
    """Memory at rest after the warm-up and then after every round of random steps."""
    random = Random(1)
    began = time.perf_counter()
    while time.perf_counter() < began + WARM_UP:
        _round(window, random)
    rounds = [_at_rest(window)]
    began = time.perf_counter()
    while time.perf_counter() < began + SECONDS:
        _round(window, random)
        rounds.append(_at_rest(window))
    return rounds


def _round(window: Window, random: Random) -> None:
    """Random steps in a random article, and all of its acts undone."""
    session = window.corpora.session
    assert session is not None
    window.open_document(random.choice(session.documents()).id)
    document = window.reader.document
    assert document is not None
    before = len(session.corpus.history(document.document.id))
    for _ in range(STEPS):
        random.choice(_STEPS)(window, random)
        QApplication.processEvents()
        # What opened over the article would have the keys now; a person puts it away first.
        if (over := QApplication.activePopupWidget() or QApplication.activeModalWidget()) is not None:
            over.close()
    _key(window, Qt.Key.Key_Escape)
    for _ in range(2 * (len(session.corpus.history(document.document.id)) - before)):
        if (step := session.undoable(document)) is None or step.at < _STARTED:
            break
        session.undo(document)
    QApplication.processEvents()


def _at_rest(window: Window) -> Left:
    assert window.corpora.session is not None
    # Always with the same article, so that its own size does not count.
    window.open_document(window.corpora.session.documents()[0].id)
    window.resize(*SIZE)
    window.reader.set_zoom(100)
    window.reader.choose(None)
    settle()
    gc.unfreeze()
    gc.collect()
    left = Left(resident_mb(), len(gc.get_objects()), len(QApplication.allWidgets()))
    gc.freeze()
    return left


def _letter(window: Window, random: Random) -> None:
    press(window.reader, random.choice(_KEYS))


def _move(window: Window, random: Random) -> None:
    _key(window, random.choice(_MOVES))


def _key(window: Window, key: Qt.Key) -> None:
    event = QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window.reader, event)


def _caret(window: Window, random: Random) -> None:
    document = window.reader.document
    if document is not None:
        window.reader.place_caret(random.randrange(len(document.text)))


def _wheel(window: Window, random: Random) -> None:
    wheel(window.reader.viewport(), random.choice((-3, -1, 1)))


def _hover(window: Window, random: Random) -> None:
    viewport = window.reader.viewport()
    hover(viewport, QPointF(random.uniform(0, viewport.width()), random.uniform(0, viewport.height())))


def _zoom(window: Window, random: Random) -> None:
    window.reader.set_zoom(random.choice((90, 100, 120, 160)))


def _resize(window: Window, random: Random) -> None:
    window.resize(random.randrange(1100, SIZE[0] + 1), random.randrange(700, SIZE[1] + 1))


_STEPS: Final[tuple[Callable[[Window, Random], None], ...]] = (
    _letter, _letter, _letter, _letter, _move, _move, _caret, _wheel, _hover, _zoom, _resize
)  # fmt: skip
# What was imported is older: only what the sitting itself did is undone.
_STARTED: Final = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime())


if __name__ == "__main__":
    run()
