"""Python's collector of cycles, made to look seldom while very many values come and go."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_YOUNG: Final = 50_000


@contextmanager
def seldom() -> Iterator[None]:
    """Have the collector look after 50,000 new values rather than 700.

    Records are trees, which go without it; to look for cycles among them is a tenth of the time of an import.
    """
    before = gc.get_threshold()
    gc.set_threshold(_YOUNG, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
