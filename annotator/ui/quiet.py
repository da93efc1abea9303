"""Keeps the garbage collector from pausing a key.

A full collection walks every object of the open article: with thousands of annotations it takes tens of milliseconds,
at a moment that nobody chose. What has just been opened lives as long as the article does, so it is set apart.
"""

from __future__ import annotations

import gc


def settle_memory() -> None:
    """Collect now, and leave what is alive out of all later collections; call it after opening an article."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
