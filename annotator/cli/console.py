"""Where the words of a command go: data to stdout, messages to stderr, progress to a person who watches."""

from __future__ import annotations

import math
import os
import shutil
import sys
import time
import unicodedata
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Final, Self, TextIO

from annotator.language import _, number

BIDI_VARIABLE: Final = "ISNAD_TERMINAL_BIDI"
"""Environment variable that overrules the guess about the terminal: ``1`` it reorders Arabic, ``0`` it does not."""
_ISOLATES: Final = dict.fromkeys(range(0x2066, 0x206A))
# What moves the cursor, rings the bell or changes colours, from an article or the name of a file.
_COMMANDS: Final = {code: f"\\x{code:02x}" for code in (*range(32), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"}
_IN_NAMES: Final = {
    **_COMMANDS,
    **{ord(sign): f"\\x{ord(sign):02x}" for sign in "\t\n"},
    **{code: f"\\u{code:04x}" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029)},
}
_BETWEEN_DRAWINGS_S: Final = 0.1
_BEFORE_GUESSING_S: Final = 2.0


def put(line: str = "") -> None:
    """Write one line of data."""
    sys.stdout.write(shown(line, sys.stdout) + "\n")


def put_json(value: Mapping[str, Any]) -> None:
    """Write one JSON object, indented where a person reads it."""
    import orjson

    option = orjson.OPT_INDENT_2 if sys.stdout.isatty() else None
    sys.stdout.write(orjson.dumps(value, option=option).decode() + "\n")


def tell(line: str) -> None:
    """Write one line that is not data: a result in words, a warning, a reason."""
    sys.stderr.write(shown(line, sys.stderr) + "\n")


def shown(line: str, stream: TextIO) -> str:
    """A line as ``stream`` needs it.

    Files and pipes get it as it is, in logical order. For a terminal, signs that would steer it are made visible, and
    Arabic is reordered where the terminal does not do so itself.
    """
    if not stream.isatty():
        return line
    line = line.translate(_COMMANDS)
    if line.isascii() or terminal_reorders():
        return line
    from annotator.text.direction import for_terminal

    return for_terminal(line).translate(_ISOLATES)


def named(file: str) -> str:
    """The name of a file on one line, with the signs visible that would change how the line reads."""
    return file.translate(_IN_NAMES)


def terminal_reorders() -> bool:
    """Whether the terminal lays out Arabic itself (VTE since 0.58, Konsole, mlterm, Apple's Terminal do)."""
    wish = os.environ.get(BIDI_VARIABLE)
    if wish in ("0", "1"):
        return wish == "1"
    vte = os.environ.get("VTE_VERSION", "")
    return (
        (vte.isdecimal() and int(vte) >= 5800)
        or "KONSOLE_VERSION" in os.environ
        or "MLTERM" in os.environ
        or os.environ.get("TERM_PROGRAM") == "Apple_Terminal"
    )


def columns() -> int:
    """How many columns a line may have."""
    return shutil.get_terminal_size((100, 24)).columns


def width(text: str) -> int:
    """How many columns of a terminal ``text`` takes: marks none, East Asian wide letters two."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def padded(text: str, columns: int) -> str:
    """``text`` with spaces up to so many columns; a longer one is cut and ends in an ellipsis."""
    if width(text) > columns:
        while text and width(text) >= columns:
            text = text[:-1]
        text += "…"
    return text + " " * (columns - width(text))


def duration(seconds: float) -> str:
    """A stretch of time as a clock shows it.

    >>> duration(7.4), duration(3671)
    ('0:08', '1:01:11')
    """
    minutes, rest = divmod(math.ceil(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


class Progress:
    """A line on the terminal that says how far the work is; silent where nobody watches.

    Args:
        what: What is being done, already in the language in use.
    """

    def __init__(self, what: str) -> None:
        self._what = what
        self._begun_at = self._drawn_at = time.monotonic()
        self._drawn = False

    def __call__(self, done: int, total: int) -> None:
        """Say that ``done`` of ``total`` steps are done; drawn at most ten times a second."""
        now = time.monotonic()
        if not sys.stderr.isatty() or not total or now - self._drawn_at < _BETWEEN_DRAWINGS_S:
            return
        self._drawn_at = now
        self._drawn = True
        line = f"{self._what} {number(100 * done // total)} %"
        past = now - self._begun_at
        if past > _BEFORE_GUESSING_S and 0 < done < total:
            line += " – " + _("{time} left", time=duration(past * (total - done) / done))
        sys.stderr.write(f"\r\x1b[K{shown(line, sys.stderr)}")
        sys.stderr.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
