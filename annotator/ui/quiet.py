"""Keeps the garbage collector from pausing a key.

A full collection walks every object of the program and of the open article: tens of milliseconds, with fifty thousand
annotations two hundred, at a moment that nobody chose. What has just been opened lives as long as the article does, so
it is set apart; what articles before it left is collected while the next one opens, when the person waits anyway.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_ENOUGH: Final = 150_000
"""Objects set apart since the last collection that make another worth it: some thirty articles, or a long one."""


class _Apart:
    """How much was alive when it was last collected; the collector is one for the whole process, and so is this."""

    alive = 0


def settle_memory() -> None:
    """Leave what is alive now out of all later collections; takes no time."""
    gc.freeze()


@contextmanager
def opening() -> Iterator[None]:
    """Open something large without the collector walking through it, neither meanwhile nor later.

    Before that, what was opened earlier and is no longer there is collected, once there is enough of it.
    """
    was_on = gc.isenabled()
    if was_on and gc.get_freeze_count() - _Apart.alive > _ENOUGH:
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        _Apart.alive = gc.get_freeze_count()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.enable()
