"""Folders with very many files that appear whole or not at all: written beside their place, made durable, renamed."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import orjson

from annotator.operations.outfiles import make_durable
from annotator.store.unfinished import beside, clear


class ManyFiles:
    """A folder with very many files, written beside its place and given its name when all are durable.

    Names and digests of the files wait on a file of their own: there may be some hundred thousand.

    Args:
        folder: Where they will be.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.parent.mkdir(parents=True, exist_ok=True)
        clear(folder.parent)
        self._beside = beside(folder)
        self._beside.mkdir()
        self._inner = {""}
        self._entries = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the export ends
        self._kept = False
        self.count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._entries.close()
        if not self._kept:
            shutil.rmtree(self._beside, ignore_errors=True)

    def write(self, name: str, content: bytes, *, records: int | None = None) -> None:
        """Write one file and remember its digest.

        Args:
            name: Within the folder, parted by ``/``.
            content: Its bytes.
            records: How many records it holds, or None.

        Raises:
            FileExistsError: If there is one of that name.
        """
        self.write_unlisted(name, (content,))
        entry = {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content), "records": records}
        self._entries.write(orjson.dumps([name, entry], option=orjson.OPT_APPEND_NEWLINE))
        self.count += 1

    def write_unlisted(self, name: str, pieces: Iterable[bytes]) -> None:
        """Write one file that does not list itself, such as the manifest."""
        inner = name.rpartition("/")[0]
        if inner not in self._inner:
            (self._beside / inner).mkdir(parents=True, exist_ok=True)
            self._inner.add(inner)
        with (self._beside / name).open("xb") as file:
            file.writelines(pieces)

    def entries(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Name and facts of each listed file, in the order they were written."""
        self._entries.seek(0)
        for line in self._entries:
            name, entry = orjson.loads(line)
            yield name, entry
        self._entries.seek(0, os.SEEK_END)

    def keep(self, *, stale: Iterable[str] = ()) -> None:
        """Make all durable, then give all their names.

        Args:
            stale: Names of files of an earlier export that may be there; those that this one does not have go.
        """
        _sync_all(self._beside)
        gone = [name for name in stale if not (self._beside / name).exists()]
        if not self.folder.exists():
            self._beside.rename(self.folder)
        else:
            for path, _, names in os.walk(self._beside):
                target = self.folder / os.path.relpath(path, self._beside)
                target.mkdir(exist_ok=True)
                for name in names:
                    Path(path, name).replace(target / name)
            shutil.rmtree(self._beside)
        self._kept = True
        for name in gone:
            (self.folder / name).unlink(missing_ok=True)
        make_durable(self.folder.parent)


def _sync_all(folder: Path) -> None:
    """Have the system write all files below a folder to the disk."""
    if hasattr(os, "sync"):
        os.sync()  # All at once: one by one takes as long again as to write them.
        return
    for path, _, names in os.walk(folder):
        for name in names:
            handle = os.open(Path(path, name), os.O_RDWR)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        make_durable(Path(path))
