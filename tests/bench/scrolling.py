"""Scroll, hover and repaint in an article of 400 KB with 5,000 annotations, alone and while an import runs."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from random import Random

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication, QWidget

from annotator.operations.habits import ImportHabits
from annotator.ui.dialogs.importing import ImportSheet
from annotator.ui.window import Window
from tests.bench.corpora import annotated_articles, long_article, write_native
from tests.bench.figures import Sample, report
from tests.bench.textedit import Marked
from tests.bench.windowed import Paints, hover, make_corpus, painted_ms, settle, wheel, window_on

TIMES = 300
YARDSTICK_TIMES = 60
FRAME_S = 1 / 60
IMPORTED = 4_000
REACH = "p95 under 16 ms"


def run() -> None:
    """Measure and print."""
    record = long_article()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_corpus(folder / "long.isnad", iter((record,)))
        write_native(annotated_articles(IMPORTED), folder / "more.jsonl")
        with window_on(folder / "long.isnad") as window:
            scrolled = Sample("wheel → painted", scroll(window), "ms")
            hovered = Sample("pointer → handled and painted", move_pointer(window), "ms")
            repainted = Sample("whole reader painted again", repaint(window), "ms")
            importing = Sample("wheel → painted, while an import runs", scroll_while_importing(window, folder), "ms")
            text_edit = Marked(record)
            text_edit.show()
            settle()
            paints = Paints(text_edit.viewport())
            times = range(YARDSTICK_TIMES)
            yardsticks_of = {
                "Scroll": [painted_ms(paints, lambda: wheel(text_edit.viewport(), -1)) for _ in times],
                "Hover": [hovered_ms(text_edit.viewport(), Random(at)) for at in times],
                "Repaint": [repainted_ms(text_edit.viewport()) for _ in times],
            }
            text_edit.close()
    for title, sample in (("Scroll", scrolled), ("Hover", hovered), ("Repaint", repainted), ("Scroll", importing)):
        yardsticks = [Sample(f"QTextEdit: {title.lower()}", yardsticks_of[title], "ms")]
        report(
            f"{title} (400 KB, 5,000 annotations)", sample, yardsticks, reach=REACH, reached=sample.percentile(95) < 16
        )


def scroll(window: Window) -> list[float]:
    """Milliseconds for each notch of the wheel, down through the article."""
    viewport = window.reader.viewport()
    paints = Paints(viewport)
    milliseconds = []
    for _ in range(TIMES):
        milliseconds.append(painted_ms(paints, lambda: wheel(viewport, -1)))
        _rest()
    return milliseconds


def move_pointer(window: Window) -> list[float]:
    """Milliseconds to handle a move of the pointer over the text, with the paint it may bring."""
    random = Random(1)
    milliseconds = []
    for _ in range(TIMES):
        milliseconds.append(hovered_ms(window.reader.viewport(), random))
        _rest()
    return milliseconds


def hovered_ms(viewport: QWidget, random: Random) -> float:
    """Milliseconds to handle one move of the pointer to a random place."""
    point = QPointF(random.uniform(0, viewport.width()), random.uniform(0, viewport.height()))
    began = time.perf_counter()
    hover(viewport, point)
    QApplication.processEvents()
    return 1000 * (time.perf_counter() - began)


def repaint(window: Window) -> list[float]:
    """Milliseconds to paint all that is in view."""
    return [repainted_ms(window.reader.viewport()) for _ in range(TIMES)]


def repainted_ms(viewport: QWidget) -> float:
    """Milliseconds to paint a widget once."""
    began = time.perf_counter()
    viewport.repaint()
    return 1000 * (time.perf_counter() - began)


def scroll_while_importing(window: Window, folder: Path) -> list[float]:
    """Milliseconds for each notch of the wheel from the start of an import to its end."""
    session = window.corpora.session
    assert session is not None
    viewport = window.reader.viewport()
    paints = Paints(viewport)
    sheet = ImportSheet(
        session, [folder / "more.jsonl"], habits=ImportHabits(), folder=folder, theme=window.theme, parent=window
    )
    sheet.begin()
    milliseconds: list[float] = []
    direction = 1
    while sheet.busy:
        if not len(milliseconds) % 100:
            direction = -direction
        milliseconds.append(painted_ms(paints, lambda: wheel(viewport, direction)))
        _rest()
    sheet.close()
    assert session.corpus.document_count() == IMPORTED + 1
    return milliseconds


def _rest() -> None:
    """Let the event loop run until the next frame would be due."""
    until = time.perf_counter() + FRAME_S
    while time.perf_counter() < until:
        QApplication.processEvents()
        time.sleep(0.001)


if __name__ == "__main__":
    run()
