"""Prints the figures of the README: all of them, or those named, as in ``python -m tests.bench importing editing``.

``python -m tests.bench humancost FILE.jsonl`` measures articles of one's own.
"""

from __future__ import annotations

import importlib
import os
import platform
import sqlite3
import sys
from typing import Final

FIGURES: Final = (
    "importing", "exporting", "exchanging", "editing", "annotating", "scrolling", "enormous", "paragraph", "leaking",
    "starting", "memory", "humancost", "agreeing", "comparing", "merging", "checking",
)  # fmt: skip


TAKES_FILES: Final = "humancost"


def _with_files(arguments: list[str]) -> int:
    """Measure files of one's own; what cannot be read or entered is said in words."""
    measuring = importlib.import_module(f"tests.bench.{TAKES_FILES}")
    try:
        measuring.run(*arguments)
    except measuring.NotGivenError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def main(wanted: list[str]) -> int:
    """Run benchmarks by name; all without one."""
    if wanted[:1] == [TAKES_FILES] and len(wanted) > 1 and not set(wanted[1:]) & set(FIGURES):
        return _with_files(wanted[1:])
    unknown = [name for name in wanted if name not in FIGURES]
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}; there are {', '.join(FIGURES)}.", file=sys.stderr)
        return 2
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores\n")
    for name in wanted or FIGURES:
        importlib.import_module(f"tests.bench.{name}").run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
