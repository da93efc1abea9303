"""Keeps the garbage collector from pausing a key.

A full collection walks every object of the open article: with thousands of annotations it takes tens of milliseconds,
at a moment that nobody chose. What has just been opened lives as long as the article does, so it is set apart.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def settle_memory() -> None:
    """Collect now, and leave what is alive out of all later collections; call it after opening an article."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@contextmanager
def uncollected() -> Iterator[None]:
    """Build something large without the collector walking through it, neither meanwhile nor at its end.

    What is alive then is set apart until ``settle_memory`` is called, in a moment when nobody waits.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.enable()
