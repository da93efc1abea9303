"""Prints the figures of the README: all of them, or those named, as in ``python -m tests.bench importing editing``."""

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


def main(wanted: list[str]) -> int:
    """Run benchmarks by name; all without one."""
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
