"""Names for files that are being written, so that what a killed program left of them is known for what it is."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
import socket
from contextlib import suppress
from pathlib import Path
from typing import Final

_NAME: Final = re.compile(
    r"\..+\.(?P<host>[0-9a-f]{8})-(?P<pid>\d+)-[0-9a-f]{8}\.part(?:-journal|-wal|-shm)?", re.DOTALL
)


def beside(target: Path) -> Path:
    """A free name in the folder of ``target`` for its bytes until they are whole."""
    return target.with_name(f".{target.name}.{_host()}-{os.getpid()}-{secrets.token_hex(4)}.part")


def drop(unfinished: Path) -> None:
    """Delete a file under such a name, with what SQLite put beside it.

    That one is not there, or cannot be deleted, is no error: something else went wrong before, and that is to be told.
    """
    for suffix in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            unfinished.with_name(unfinished.name + suffix).unlink()


def clear(folder: Path) -> None:
    """Delete what programs that are no longer running left unfinished in a folder.

    What another machine or a running program writes stays, and so does what cannot be deleted: it does no harm.
    """
    try:
        paths = list(folder.iterdir())
    except OSError:
        return
    for path in paths:
        found = _NAME.fullmatch(path.name)
        if found is None or found["host"] != _host() or _runs(int(found["pid"])):
            continue
        with suppress(OSError):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink()


def _host() -> str:
    return hashlib.sha256(socket.gethostname().encode()).hexdigest()[:8]


def _runs(pid: int) -> bool:
    """Whether a process of this number runs, as far as one can ask."""
    if os.name == "nt":
        # To ask would end it there; but there a file that somebody has open cannot be deleted anyway.
        return pid == os.getpid()
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
