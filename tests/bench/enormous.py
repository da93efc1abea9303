"""Scroll, hover, annotate, resize and zoom in an article of 4 MB with 50,000 annotations."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, cycle
from pathlib import Path
from random import Random

from PySide6.QtCore import QSize

from annotator.model.annotated import AnnotatedDocument
from annotator.ui.fonts import reading_font
from annotator.ui.window import Window
from tests.bench.annotating import annotate, mark
from tests.bench.corpora import long_article
from tests.bench.figures import Sample, report
from tests.bench.scrolling import hovered_ms, move_pointer, repaint, repainted_ms, scroll
from tests.bench.textedit import Marked
from tests.bench.windowed import SIZE, Paints, make_corpus, painted_ms, settle, wheel, window_on

KILOBYTES = 4_000
ANNOTATIONS = 50_000
TIMES = 200
YARDSTICK_TIMES = 20
REACH = "p95 under 16 ms"
_NARROWER = 381


@dataclass(frozen=True, slots=True)
class Yardstick:
    """The same done to a QTextEdit, in milliseconds."""

    scroll: list[float]
    hover: list[float]
    repaint: list[float]
    annotate: list[float]
    resize: list[float]
    zoom: list[float]


def run() -> None:
    """Measure and print."""
    record = long_article(kilobytes=KILOBYTES, annotations=ANNOTATIONS)
    with tempfile.TemporaryDirectory() as name:
        corpus = Path(name) / "enormous.isnad"
        make_corpus(corpus, iter((record,)))
        with window_on(corpus) as window:
            _to_the_middle(window)
            scrolled, hovered, repainted = scroll(window), move_pointer(window), repaint(window)
            annotated, processor = annotate(window, times=TIMES)
            resized, resized_processor = resize(window)
            zoomed, zoomed_processor = zoom(window)
    theirs = _yardstick(record)
    for title, name, ours, yardstick in (
        ("Scroll", "wheel → painted", scrolled, theirs.scroll),
        ("Hover", "pointer → handled and painted", hovered, theirs.hover),
        ("Repaint", "whole reader painted again", repainted, theirs.repaint),
        ("One annotation by key", "key event → committed → painted", annotated, theirs.annotate),
        ("One annotation by key", "of this, time of the processor", processor, []),
        ("Resize", "window another width → painted", resized, theirs.resize),
        ("Resize", "of this, time of the processor", resized_processor, []),
        ("Zoom", "another zoom → painted", zoomed, theirs.zoom),
        ("Zoom", "of this, time of the processor", zoomed_processor, []),
    ):
        sample = Sample(name, ours, "ms")
        yardsticks = [Sample("QTextEdit with extra selections", yardstick, "ms")] if yardstick else []
        reached = sample.percentile(95) < 16
        report(f"{title} (4 MB, 50,000 annotations)", sample, yardsticks, reach=REACH, reached=reached)


def resize(window: Window) -> tuple[list[float], list[float]]:
    """Milliseconds from another width of the window to the paint, as when its border is dragged in and out again."""
    return _each(window, (partial(window.resize, width, SIZE[1]) for width in _widths(SIZE[0])))


def zoom(window: Window) -> tuple[list[float], list[float]]:
    """Milliseconds from another zoom to the paint, between 80 and 300 per cent and back."""
    percents = cycle(chain(range(110, 301, 10), range(290, 79, -10), range(90, 101, 10)))
    return _each(window, (partial(window.reader.set_zoom, percent) for percent in percents))


def _each(window: Window, steps: Iterator[Callable[[], object]]) -> tuple[list[float], list[float]]:
    paints = Paints(window.reader.viewport())
    milliseconds, processor = [], []
    for _, step in zip(range(TIMES), steps, strict=False):
        began = time.process_time()
        milliseconds.append(painted_ms(paints, step))
        processor.append(1000 * (time.process_time() - began))
        settle()
    return milliseconds, processor


def _widths(widest: int) -> Iterator[int]:
    """Widths that a border passes, three pixels at a time, narrower and wider again."""
    return cycle(chain(range(widest - 3, widest - _NARROWER, -3), range(widest - _NARROWER, widest + 1, 3)))


def _to_the_middle(window: Window) -> None:
    document = window.reader.document
    assert document is not None
    window.reader.place_caret(len(document.text) // 2)
    settle()


def _yardstick(record: AnnotatedDocument) -> Yardstick:
    text_edit = Marked(record)
    text_edit.show()
    settle()
    bar = text_edit.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    settle()
    paints, random, viewport = Paints(text_edit.viewport()), Random(1), text_edit.viewport()
    size = text_edit.size()
    widths = _widths(size.width())
    sizes = cycle((22, 24, 26, 24, 22, 20))
    scrolled = [painted_ms(paints, lambda: wheel(viewport, -1)) for _ in range(YARDSTICK_TIMES)]
    hovered = [hovered_ms(viewport, random) for _ in range(YARDSTICK_TIMES)]
    repainted = [repainted_ms(viewport) for _ in range(YARDSTICK_TIMES)]
    annotated = mark(text_edit, text_edit.annotate, seed=1, times=YARDSTICK_TIMES)
    resized = [
        painted_ms(paints, lambda: text_edit.resize(QSize(next(widths), size.height()))) for _ in range(YARDSTICK_TIMES)
    ]
    zoomed = [painted_ms(paints, lambda: text_edit.setFont(reading_font(next(sizes)))) for _ in range(YARDSTICK_TIMES)]
    text_edit.close()
    return Yardstick(scrolled, hovered, repainted, annotated, resized, zoomed)


if __name__ == "__main__":
    run()
