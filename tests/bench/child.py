"""The program in a process of its own, watched: says when the first article is painted and a key acted on.

Called by the benchmarks with a corpus: ``python -m tests.bench.child CORPUS [stay]``. It runs ``annotator open`` as a
person would, except that the window is one that watches itself. Prints the moment (``time.monotonic``) of each step;
with ``stay`` it then opens twenty articles and prints its resident memory in MB.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer

from annotator.__main__ import main
from annotator.operations.session import Session
from annotator.ui import app
from annotator.ui.memory import Memory
from annotator.ui.window import Window
from tests.bench.windowed import press, settle

STAYING = "stay"
_VISITED = 20


class WatchedWindow(Window):
    """The window, with an eye on its reader."""

    def __init__(self, memory: Memory) -> None:
        super().__init__(memory)
        self._pressed = False
        self._told = False
        self.reader.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """After the paint that shows an article, press a key; after the next one, tell the time and leave."""
        if event.type() == QEvent.Type.Paint and self.reader.document is not None and not self._told:
            QTimer.singleShot(0, self._press_key if not self._pressed else self._tell)
        return False

    def _press_key(self) -> None:
        if self._pressed:
            return
        self._pressed = True
        print("painted", time.monotonic())
        document = self.reader.document
        assert document is not None
        self.reader.place_caret(document.text.index(" ") + 2)
        press(self.reader, "s")
        assert document.annotations

    def _tell(self) -> None:
        if self._told:
            return
        self._told = True
        print("acted", time.monotonic(), flush=True)
        if STAYING in sys.argv:
            self._visit(self.corpora.session)
            print("memory", resident_mb(), flush=True)
        self.close()

    def _visit(self, session: Session | None) -> None:
        assert session is not None
        documents = session.documents()
        for summary in documents[:: max(1, len(documents) // _VISITED)]:
            self.open_document(summary.id)
            settle()


def resident_mb() -> float:
    """Memory of this process that is resident, in MB (Linux)."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1000
    raise OSError("no VmRSS in /proc/self/status")


if __name__ == "__main__":
    # What ``open`` makes of it is a person's window, so it is swapped where it is made.
    vars(app)["Window"] = WatchedWindow
    sys.exit(main(["open", sys.argv[1]]))
