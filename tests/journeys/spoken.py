"""A window that somebody works at, for a screen reader to listen to: run as a program, with the corpus file."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from annotator.operations.settings import Settings
from annotator.ui.app import prepared
from tests.journeys.hands import Analyst

_EVERY_MS = 700
_GOES_MS = 40_000


def main(corpus: Path) -> None:
    """Open the reading view and mark one word after another, until the listener has had enough."""
    app = prepared(Settings(language="en"))
    analyst = Analyst(corpus)
    analyst.window.run("view.reading")
    words = iter(analyst.document.text.split())

    def mark() -> None:
        analyst.press("Esc")
        analyst.go_to(next(words, "بيروت"))
        analyst.press("P")

    working = QTimer()
    working.timeout.connect(mark)
    working.start(_EVERY_MS)
    QTimer.singleShot(_GOES_MS, app.quit)
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
