"""Folders for what is needed for a while only, such as a copy of a corpus for a child process to read."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from pathlib import Path

from annotator.store.unfinished import beside, clear


class Scratch:
    """A folder of its own, readable by nobody else; it goes with ``remove``, with its owner, or with the program.

    What a killed program left goes with ``clear_scratch``, at the next start.

    Args:
        purpose: One word for its name.

    Attributes:
        folder: Where it is.

    Raises:
        OSError: If it cannot be made.
    """

    def __init__(self, purpose: str) -> None:
        self.folder = beside(Path(tempfile.gettempdir()) / f"isnad-{purpose}")
        self.folder.mkdir(mode=0o700)
        self._gone = weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)

    def remove(self) -> None:
        """Remove it with all that is in it; a child that still reads a file there has it open."""
        self._gone()


def clear_scratch() -> None:
    """Remove the folders that programs left which are no longer running."""
    clear(Path(tempfile.gettempdir()))
