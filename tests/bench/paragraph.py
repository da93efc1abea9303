"""One paragraph of 100,000 characters without a newline: open, scroll, walk, annotate, zoom and resize in it."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from annotator.model.annotated import AnnotatedDocument
from annotator.model.document import new_document
from annotator.ui.fonts import reading_font
from annotator.ui.window import Window
from tests.bench.annotating import annotate, mark
from tests.bench.corpora import long_article
from tests.bench.enormous import resize, zoom
from tests.bench.figures import Sample, report
from tests.bench.scrolling import scroll
from tests.bench.textedit import Marked
from tests.bench.windowed import Paints, make_corpus, painted_ms, settle, wheel, window_on

KILOBYTES = 190
ANNOTATIONS = 1_500
TIMES = 100
YARDSTICK_TIMES = 10
REACH = "p95 under 16 ms"
_TITLE = "one paragraph of 100,000 characters, 1,500 annotations"


def run() -> None:
    """Measure and print."""
    record = _one_paragraph(long_article(kilobytes=KILOBYTES, annotations=ANNOTATIONS))
    with tempfile.TemporaryDirectory() as name:
        corpus = Path(name) / "paragraph.isnad"
        make_corpus(corpus, iter((record,)))
        began = time.perf_counter()
        with window_on(corpus) as window:
            opened = time.perf_counter() - began
            settle()
            ours = _ours(window)
    theirs = _theirs(record)
    print(Sample(f"open: {_TITLE}", [opened], "s").line())
    for what, (milliseconds, processor) in ours.items():
        sample = Sample(f"{what} → painted", milliseconds, "ms")
        yardsticks = [Sample("QTextEdit with extra selections", theirs[what], "ms")] if what in theirs else []
        print(Sample("of the processor", processor, "ms").line()) if processor else None
        report(f"{what} ({_TITLE})", sample, yardsticks, reach=REACH, reached=sample.percentile(95) < 16)


def _one_paragraph(record: AnnotatedDocument) -> AnnotatedDocument:
    text = record.document.text.replace("\n", " ")
    return replace(record, document=new_document(text, document_id="paragraph", meta=dict(record.document.meta)))


def _ours(window: Window) -> dict[str, tuple[list[float], list[float]]]:
    reader = window.reader
    length = len(reader.document.text) if reader.document is not None else 0
    ends = cycle((length, 0))
    measured: dict[str, tuple[list[float], list[float]]] = {"Scroll": (scroll(window), [])}
    measured["Caret to the end and back"] = _each(window, lambda: reader.place_caret(next(ends)), TIMES // 5)
    measured["Arrow key"] = _each(window, lambda: _press(window, Qt.Key.Key_Left), TIMES)
    measured["Page down"] = _each(window, lambda: _press(window, Qt.Key.Key_PageDown), TIMES // 2)
    measured["One annotation by key"] = annotate(window, times=TIMES)
    reader.place_caret(length)
    settle()
    measured["Zoom"] = zoom(window)
    measured["Resize"] = resize(window)
    return measured


def _each(window: Window, step: Callable[[], object], times: int) -> tuple[list[float], list[float]]:
    paints = Paints(window.reader.viewport())
    milliseconds, processor = [], []
    for _ in range(times):
        began = time.process_time()
        milliseconds.append(painted_ms(paints, step))
        processor.append(1000 * (time.process_time() - began))
        settle()
    return milliseconds, processor


def _press(window: Window, key: Qt.Key) -> None:
    event = QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window.reader, event)


def _theirs(record: AnnotatedDocument) -> dict[str, list[float]]:
    text_edit = Marked(record)
    text_edit.show()
    settle()
    paints, viewport, size = Paints(text_edit.viewport()), text_edit.viewport(), text_edit.size()
    widths, sizes = cycle((3, 6, 9, 6)), cycle((22, 24, 22, 20))
    runs = range(YARDSTICK_TIMES)
    measured = {
        "Scroll": [painted_ms(paints, lambda: wheel(viewport, -1)) for _ in runs],
        "One annotation by key": mark(text_edit, text_edit.annotate, seed=1, times=YARDSTICK_TIMES),
        "Zoom": [painted_ms(paints, partial(text_edit.setFont, reading_font(next(sizes)))) for _ in runs],
        "Resize": [
            painted_ms(paints, partial(text_edit.resize, QSize(size.width() - next(widths), size.height())))
            for _ in runs
        ],
    }
    text_edit.close()
    return measured


if __name__ == "__main__":
    run()
