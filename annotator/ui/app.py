"""Starts the application: fonts, language, colours, and a place where no error ends the program."""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from annotator import language
from annotator.model.annotator import Annotator
from annotator.model.identity import Handle
from annotator.operations import settings
from annotator.operations.scratch import clear_scratch
from annotator.ui import qtwords, style
from annotator.ui.actions import use_keys
from annotator.ui.dialogs.failure import Failure
from annotator.ui.fonts import load_fonts, use_reading_family
from annotator.ui.memory import Memory
from annotator.ui.panels.lettering import interface_direction
from annotator.ui.window import Window

_FAILURES_SHOWN: Final = 1
_UNSCALED: Final = 100
_CLEARING_MS: Final = 3_000
"""What a killed program left goes when the article has long been painted."""


def prepared(remembered: settings.Settings, *, language_wished: str | None = None) -> QApplication:
    """The application with fonts, language, direction and colours; the same one when called again.

    Args:
        remembered: The person's settings.
        language_wished: ``ar`` or ``en`` for this sitting, over what the settings say.
    """
    existing = QApplication.instance()
    if existing is None and remembered.interface_scale != _UNSCALED:
        # Qt reads it once, before the application stands; who set it for themselves knows better.
        os.environ.setdefault("QT_SCALE_FACTOR", str(remembered.interface_scale / _UNSCALED))
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("isnad")
    app.setApplicationDisplayName("")
    app.setDesktopFileName("isnad")
    app.setStyle("Fusion")
    load_fonts()
    use_reading_family(remembered.reading_font)
    use_keys(remembered.keys)
    chosen = language_wished or remembered.language or language.system_language()
    language.use(chosen, arabic_digits=remembered.arabic_digits)
    qtwords.speak(app)
    app.setLayoutDirection(interface_direction())
    style.dress(app, style.theme_for(remembered.appearance))
    return app


def run(corpus: Path | None = None, *, handle: str | None = None, language_wished: str | None = None) -> int:
    """Open the window and stay until it is closed.

    Args:
        corpus: The corpus to open; the one opened last where none is given.
        handle: Who works in this sitting; the person of the settings where none is given.
        language_wished: ``ar`` or ``en`` for this sitting.

    Returns:
        The exit status.
    """
    memory = Memory(settings.load())
    app = prepared(memory.settings, language_wished=language_wished)
    window = Window(memory)
    catch_failures(window)
    if handle:
        window.corpora.guest = Annotator(Handle(handle), handle)
    window.show_fitting()
    # After the first frame, so that the window stands before anything is read.
    QTimer.singleShot(0, lambda: _begin(window, corpus))
    QTimer.singleShot(_CLEARING_MS, clear_scratch)
    return app.exec()


def _begin(window: Window, corpus: Path | None) -> None:
    window.corpora.start(corpus)
    window.show_emptiness()


def catch_failures(window: Window) -> None:
    """Show what no one caught in a dialog, once at a time, and go on."""
    open_dialogs: list[Failure] = []

    def show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        details = "".join(traceback.format_exception(kind, error, trace))
        sys.stderr.write(details)
        if issubclass(kind, KeyboardInterrupt):
            window.close()
        elif len(open_dialogs) < _FAILURES_SHOWN:
            dialog = Failure(details, theme=window.theme, parent=window)
            open_dialogs.append(dialog)
            dialog.finished.connect(lambda _result: open_dialogs.clear())
            dialog.open()

    sys.excepthook = show
