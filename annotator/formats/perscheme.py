"""What is worked out once for a scheme, where thousands of files are read under the same one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from annotator.model.scheme import Scheme

T = TypeVar("T")


def once_per_scheme(make: Callable[[Scheme], T]) -> Callable[[Scheme], T]:
    """Have a function remember what it made of the last scheme; what it makes must not be changed afterwards."""
    last: list[tuple[Scheme, T]] = []

    @wraps(make)
    def remembering(scheme: Scheme) -> T:
        # Told apart by identity: to compare schemes, or to hash one, takes longer than most that is made of them.
        if not last or last[0][0] is not scheme:
            last[:] = [(scheme, make(scheme))]
        return last[0][1]

    return remembering
