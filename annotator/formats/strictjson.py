"""JSON read without trust: what a fast parser passes over in silence is found and named.

orjson keeps the last of two equal keys and turns integers beyond 64 bits into floats. A line whose value, written
again, gives the same bytes has neither; only the others are parsed a second time, slowly.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

import orjson

from annotator.model.errors import Message, message

_LEAST, _MOST = -(2**63), 2**64 - 1
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_ESCAPED: Final = (
    (b"\xe2", b"\xe2\x80\xa8", b"\\u2028"),
    (b"\xe2", b"\xe2\x80\xa9", b"\\u2029"),
    (b"\xc2", b"\xc2\x85", b"\\u0085"),
)
"""First byte, all bytes, and what is written instead."""


class Untrusted(Exception):
    """JSON that is refused; carries the reasons.

    Attributes:
        reasons: Everything that is wrong, for people.
    """

    def __init__(self, reasons: list[Message]) -> None:
        super().__init__(reasons[0].english())
        self.reasons = reasons


def encode(value: Any) -> bytes:
    """The canonical bytes of a JSON value, on one line for every reader of lines.

    U+2028, U+2029 and U+0085 are escaped: many programs break lines there.
    """
    written = orjson.dumps(value)
    for first, raw, escaped in _ESCAPED:
        # One byte is found at the speed of memory; the search for several stumbles over Arabic letters.
        if first in written and raw in written:
            written = written.replace(raw, escaped)
    return written


def decode(line: bytes) -> Any:
    """The value of one line of JSON.

    Raises:
        Untrusted: If it is not JSON, or holds what JSON readers do not agree about: a key twice, NaN, an integer
            beyond 64 bits, half a surrogate pair, NUL.
    """
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise Untrusted(_reasons(line) or [message("This is not JSON: {reason}.", reason=error.msg)]) from None
    written = encode(value)
    if written != line and (reasons := _reasons(line)):
        raise Untrusted(reasons)
    if b"\\u0000" in written and any("\0" in text for text in strings(value)):
        raise Untrusted([message("A string holds the character NUL.")])
    return value


def strings(value: Any) -> Iterator[str]:
    """Every string in a JSON value, keys too, in no particular order."""
    waiting = [value]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, str):
            yield inner
        elif isinstance(inner, dict):
            yield from inner
            waiting.extend(inner.values())
        elif isinstance(inner, list):
            waiting.extend(inner)


def _reasons(line: bytes) -> list[Message]:
    """What the slow parser finds wrong with a line, each thing once."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        return [
            message(
                "The line is damaged UTF-8: byte {byte} at position {position}.",
                byte=f"0x{line[error.start]:02x}",
                position=error.start + 1,
            )
        ]
    if text.startswith("\ufeff"):
        return [message("The line begins with a byte order mark.")]
    found: dict[str, Message] = {}
    try:
        value = json.loads(
            text,
            object_pairs_hook=_PairsHook(found),
            parse_constant=_ConstantHook(found),
            parse_int=_IntegerHook(found),
        )
    except json.JSONDecodeError as error:
        reason = message("This is not JSON: {reason} (column {column}).", reason=error.msg, column=error.colno)
        return [*found.values(), reason]
    except RecursionError:
        return [message("The JSON is nested too deeply.")]
    if any(_SURROGATE.search(text) for text in strings(value)):
        found["surrogate"] = message("A string holds half of a surrogate pair.")
    return list(found.values())


class _PairsHook:
    """Makes objects and notes keys that stand twice."""

    def __init__(self, found: dict[str, Message]) -> None:
        self._found = found

    def __call__(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(pairs)
        if len(result) != len(pairs):
            seen: set[str] = set()
            for key, _ in pairs:
                if key in seen:
                    self._found[f"key {key}"] = message("The key “{key}” stands twice in one object.", key=key)
                seen.add(key)
        return result


class _ConstantHook:
    """Notes NaN and the infinities, which are not JSON."""

    def __init__(self, found: dict[str, Message]) -> None:
        self._found = found

    def __call__(self, name: str) -> None:
        self._found[name] = message("{name} is not JSON.", name=name)


class _IntegerHook:
    """Notes integers that do not fit into 64 bits."""

    def __init__(self, found: dict[str, Message]) -> None:
        self._found = found

    def __call__(self, digits: str) -> int:
        # Python itself refuses to read thousands of digits.
        value = int(digits) if len(digits) <= 20 else _MOST + 1
        if not _LEAST <= value <= _MOST:
            self._found["integer"] = message("An integer does not fit into 64 bits.")
            return 0
        return value
