"""One annotation, from the key to the paint, commit included, in an article of 400 KB with 5,000 annotations."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from functools import partial
from itertools import cycle
from pathlib import Path
from random import Random

from annotator.model.span import Span
from annotator.text.words import word_at
from annotator.ui.window import Window
from tests.bench.corpora import long_article
from tests.bench.figures import Sample, report
from tests.bench.textedit import Marked
from tests.bench.windowed import Paints, make_corpus, painted_ms, press, settle, window_on

KEYS = "psoqcg"
TIMES = 300
YARDSTICK_TIMES = 40


def run() -> None:
    """Measure and print."""
    record = long_article()
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "long.isnad"
        make_corpus(corpus, iter((record,)))
        with window_on(corpus) as window:
            mine, processor = annotate(window)
            text_edit = Marked(record)
            text_edit.show()
            settle()
            theirs = mark(text_edit, text_edit.annotate, seed=1)
            anew = mark(text_edit, text_edit.annotate_anew, seed=2)
            text_edit.close()
    ours = Sample("key event → committed → painted", mine, "ms")
    print(Sample("of this, time of the processor", processor, "ms").line())
    report(
        "One annotation by key (400 KB, 5,000 annotations, 1440 × 900)",
        ours,
        [
            Sample("QTextEdit, one extra selection more, no commit", theirs, "ms"),
            Sample("QTextEdit, extra selections made from records", anew, "ms"),
        ],
        reach="p95 under 16 ms",
        reached=ours.percentile(95) < 16,
    )


def annotate(window: Window, *, times: int = TIMES) -> tuple[list[float], list[float]]:
    """Milliseconds from a label's key to the paint, all over the article: by the clock, and of the processor."""
    random, reader = Random(1), window.reader
    document = reader.document
    assert document is not None
    paints = Paints(reader.viewport())
    milliseconds: list[float] = []
    processor: list[float] = []
    letters = cycle(KEYS)
    while len(milliseconds) < times:
        word = word_at(document.text, random.randrange(len(document.text)))
        if word is None or len(word) < 3 or document.touching(word.start, word.end):
            continue
        reader.reveal(Span(word.start, word.end))
        reader.choose(None)
        reader.place_caret(word.start + 1)
        settle()
        before = len(document.annotations)
        began = time.process_time()
        milliseconds.append(painted_ms(paints, lambda: press(reader, next(letters))))
        processor.append(1000 * (time.process_time() - began))
        assert len(document.annotations) == before + 1
    return milliseconds, processor


def mark(text_edit: Marked, add: Callable[[int, int], None], *, seed: int, times: int = YARDSTICK_TIMES) -> list[float]:
    """Milliseconds from adding an extra selection in view to the paint."""
    random = Random(seed)
    paints = Paints(text_edit.viewport())
    milliseconds: list[float] = []
    bar = text_edit.verticalScrollBar()
    for _ in range(times):
        bar.setValue(random.randrange(bar.maximum()))
        settle()
        start = text_edit.cursorForPosition(text_edit.viewport().rect().center()).position()
        milliseconds.append(painted_ms(paints, partial(add, start, start + 6)))
    return milliseconds


if __name__ == "__main__":
    run()
