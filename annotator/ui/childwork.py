"""What runs in a child process: one function, its progress and its end told through a pipe. Imports no Qt."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Final, Protocol

from annotator.model.errors import AnnotatorError, Cancelled, Message

_STEPS_TOLD: Final = 200


class Flag(Protocol):
    """What tells the child to stop: a ``multiprocessing.Event``."""

    def is_set(self) -> bool:
        """Whether it should stop."""


@dataclass(frozen=True, slots=True)
class Progressed:
    """So much is done, of so much."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Finished:
    """The function returned this."""

    result: Any


@dataclass(frozen=True, slots=True)
class Failed:
    """The function failed.

    Attributes:
        what: What happened, for a person.
        remedy: What to do about it, or None.
        fault: The traceback where it is a fault of the program, else empty.
    """

    what: Message
    remedy: Message | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Stopped:
    """The function stopped because it was asked to."""


Report = Progressed | Finished | Failed | Stopped


def work(
    pipe: Connection, stop: Flag, function: Callable[..., Any], arguments: tuple[Any, ...], named: Mapping[str, Any]
) -> None:
    """Call ``function`` with ``progress`` and ``cancelled``, and send every ``Report`` through ``pipe``."""
    _answer(pipe, stop, function, arguments, named)
    pipe.close()


def serve(pipe: Connection, stop: Flag) -> None:
    """Do one call after the other as they come through ``pipe``, until it is closed at the other end."""
    while True:
        try:
            function, arguments, named = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            _answer(pipe, stop, function, arguments, named)
        except OSError:
            return


def _answer(
    pipe: Connection, stop: Flag, function: Callable[..., Any], arguments: tuple[Any, ...], named: Mapping[str, Any]
) -> None:
    told = -1

    def progress(done: int, total: int) -> None:
        nonlocal told
        step = done * _STEPS_TOLD // max(total, 1)
        if step != told:
            told = step
            pipe.send(Progressed(done, total))

    try:
        report: Report = Finished(function(*arguments, **named, progress=progress, cancelled=stop.is_set))
    except Cancelled:
        report = Stopped()
    except AnnotatorError as error:
        report = Failed(error.what, error.remedy)
    except OSError as error:
        report = Failed(Message("{reason}", {"reason": error.strerror or str(error)}))
    except Exception:  # noqa: BLE001 - the last place of this process: the window shows it
        report = Failed(
            Message("The work could not be finished: a fault of the program."), None, traceback.format_exc()
        )
    pipe.send(report)
