"""The file beside an open corpus that says who has it open.

It is information only: the lock of SQLite decides. One that a killed program left behind hinders nobody.
"""

from __future__ import annotations

import getpass
import os
import socket
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import orjson

from annotator.model.errors import CorpusBusy, message
from annotator.store.revisions import now


@dataclass(frozen=True, slots=True)
class Owner:
    """Who has a corpus open.

    Attributes:
        host: Name of the machine.
        handle: The annotator, else the account.
        pid: The process.
        since: UTC with milliseconds.
    """

    host: str
    handle: str
    pid: int
    since: str


def owner_path(corpus: Path) -> Path:
    """Where the file lies."""
    return corpus.with_name(corpus.name + "-owner")


def announce(corpus: Path, handle: str) -> None:
    """Say that this process has the corpus open; a folder that refuses the file is no hindrance."""
    owner = {"host": socket.gethostname(), "handle": handle or _account(), "pid": os.getpid(), "since": now()}
    try:
        owner_path(corpus).write_bytes(orjson.dumps(owner))
    except OSError:
        return


def withdraw(corpus: Path) -> None:
    """Take the announcement back."""
    try:
        owner_path(corpus).unlink(missing_ok=True)
    except OSError:
        return


def owner_of(corpus: Path) -> Owner | None:
    """Who said last that they have the corpus open, or None where nobody did."""
    try:
        table = orjson.loads(owner_path(corpus).read_bytes())
        return Owner(str(table["host"]), str(table["handle"]), int(table["pid"]), str(table["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def busy(corpus: Path) -> CorpusBusy:
    """The refusal of a second opener."""
    owner = owner_of(corpus)
    remedy = message("Close it there first; a corpus is open in one place at a time.")
    if owner is None:
        return CorpusBusy(message("The corpus “{name}” is open in another program.", name=corpus.name), remedy)
    return CorpusBusy(
        message(
            "The corpus “{name}” is open elsewhere: {handle} on {host}, since {since} (process {pid}).",
            name=corpus.name,
            handle=owner.handle,
            host=owner.host,
            since=_local(owner.since),
            pid=str(owner.pid),
        ),
        remedy,
    )


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"


def _local(at: str) -> str:
    """UTC as people here read it."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return at
