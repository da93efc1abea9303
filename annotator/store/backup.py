"""Copying an open corpus while people go on working."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Final

from annotator.model.errors import CorpusError, message
from annotator.store.unfinished import beside, clear, drop

_PAGES: Final = 64
_PAUSE_SECONDS: Final = 0.001
_STEPS_TO_SYNC: Final = 16
"""Four megabytes: what waits for the disk stays small, or the commit of an edit would have to wait for it too."""


def copy(
    source: sqlite3.Connection,
    target: Path,
    *,
    door: threading.Lock,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Copy a database in small steps; what is written meanwhile is in the copy too.

    Args:
        source: The connection of the open corpus.
        target: Where to; what is there is replaced once the copy is whole.
        door: Held during each step, so that none falls into an act: the copy would hold half of it.
        progress: Told pages done and pages in all.

    Raises:
        CorpusError: If it cannot be written there.
    """
    clear(target.parent)
    unfinished = beside(target)
    steps = count(1)

    def step(_status: int, remaining: int, total: int) -> None:
        door.release()
        try:
            if next(steps) % _STEPS_TO_SYNC == 0:
                _make_durable(unfinished)
            if progress is not None:
                progress(total - remaining, total)
            time.sleep(_PAUSE_SECONDS)
        finally:
            door.acquire()

    try:
        with door:
            destination = sqlite3.connect(unfinished, isolation_level=None, check_same_thread=False)
            try:
                # Made durable as a whole at the end: no step shall wait for the disk while it holds the door.
                destination.execute("PRAGMA synchronous = OFF")
                source.backup(destination, pages=_PAGES, progress=step)
            finally:
                destination.close()
        _make_durable(unfinished)
        unfinished.replace(target)
        _make_durable(target.parent)
    except (OSError, sqlite3.OperationalError) as error:
        raise CorpusError(
            message("The copy “{path}” cannot be written: {reason}.", path=str(target), reason=str(error))
        ) from None
    finally:
        drop(unfinished)


def _make_durable(path: Path) -> None:
    """Have the system write a file, or the names in a folder, to the disk."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
