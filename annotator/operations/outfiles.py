"""Files that appear whole or not at all: written beside their place, made durable, then renamed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

from annotator.store.unfinished import beside, clear, drop

_BUFFER_BYTES: Final = 1 << 20


class OutFile:
    """One file under way; it bears its name only after ``keep``.

    Attributes:
        path: Where it will be.
        records: How many records were written.
        bytes: How many bytes.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.records = 0
        self.bytes = 0
        self._beside = beside(path)
        try:
            self._file: BinaryIO = self._beside.open("xb", buffering=_BUFFER_BYTES)
        except OSError as error:
            error.filename = str(path)  # The person knows nothing of the other name.
            raise
        self._hash = hashlib.sha256()

    def write(self, content: bytes) -> None:
        """Append bytes."""
        self._file.write(content)
        self._hash.update(content)
        self.bytes += len(content)

    @property
    def sha256(self) -> str:
        """Digest of what was written, in hexadecimal."""
        return self._hash.hexdigest()

    def finish(self) -> None:
        """Make the bytes durable; the file still bears no name, and takes nothing more."""
        if self._file.closed:
            return
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def keep(self) -> None:
        """Give the file its name, in place of what had it before."""
        self._beside.replace(self.path)

    def drop(self) -> None:
        """Leave nothing behind."""
        try:
            # On a full disk the bytes that still wait cannot be written: they are not wanted anyway.
            with suppress(OSError):
                self._file.close()
        finally:
            drop(self._beside)


class OutFiles:
    """Several files that appear together; what is not kept is dropped.

    Args:
        folder: Where they will be; made when it is not there, and taken away again when nothing came of it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        clear(folder)
        self._files: dict[str, OutFile] = {}
        self._inner: list[Path] = []
        self._kept = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._kept:
            return
        if isinstance(error, OSError) and error.filename is None:
            error.filename = str(self.folder)  # A full disk says nothing of itself.
        for file in self._files.values():
            file.drop()
        for inner in self._inner:
            with suppress(OSError):  # Something else lies there.
                inner.rmdir()
        if self._made and not any(self.folder.iterdir()):
            self.folder.rmdir()

    def file(self, name: str) -> OutFile:
        """The file of that name, begun when it is first asked for.

        Args:
            name: Within the folder, parted by ``/``.
        """
        if name not in self._files:
            self._files[name] = OutFile(self._place(name))
        return self._files[name]

    def rename(self, file: OutFile, name: str) -> None:
        """Give a file another name than it was begun with."""
        path = self._place(name)
        self._files = {name if known is file else old: known for old, known in self._files.items()}
        file.path = path

    def name_of(self, file: OutFile) -> str:
        """The name of a file within the folder."""
        return file.path.relative_to(self.folder).as_posix()

    def _place(self, name: str) -> Path:
        path = self.folder / name
        if path.parent != self.folder and not path.parent.exists():
            path.parent.mkdir(parents=True)
            self._inner.append(path.parent)
        return path

    @property
    def files(self) -> tuple[OutFile, ...]:
        """All files, in the order they were begun."""
        return tuple(self._files.values())

    def keep(self, *, stale: Iterable[str] = ()) -> None:
        """Make all durable, then give all their names.

        Args:
            stale: Names of files of an earlier export that this one does not have; they go.
        """
        for file in self._files.values():
            file.finish()
        for file in self._files.values():
            file.keep()
        self._kept = True
        for name in stale:
            if name not in self._files:
                (self.folder / name).unlink(missing_ok=True)
        for inner in {file.path.parent for file in self._files.values()} - {self.folder}:
            make_durable(inner)
        make_durable(self.folder)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that appears whole or not at all; the folder has to be there.

    Raises:
        OSError: If it cannot be written; says which file.
    """
    file = OutFile(path)
    try:
        file.write(content)
        file.finish()
        file.keep()
    except OSError as error:
        error.filename = str(path)
        raise
    finally:
        file.drop()
    make_durable(path.parent)


def make_durable(folder: Path) -> None:
    """Have the system write the names in a folder to the disk."""
    if os.name == "nt":
        return  # Windows has no such call for folders, and writes the names itself.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
