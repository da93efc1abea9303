"""The cells of a WebAnno TSV file: what is escaped, what is stacked, which number tells equal ones apart."""

from __future__ import annotations

import re
from typing import Final

NOTHING: Final = "_"
"""A cell without an annotation."""
NO_VALUE: Final = "*"
"""An annotation without a value."""

_ESCAPED: Final = re.compile(r"\\(->|.)", re.S)
_TO_ESCAPE: Final = re.compile(r"->|[\\\[\]|_;\t\n*]")
_STACKED: Final = re.compile(r"(?:[^\\|]|\\.)+", re.S)
_IN_SLOT: Final = re.compile(r"(?:[^\\;]|\\.)+", re.S)
_NUMBERED: Final = re.compile(r"(?P<value>(?:[^\\\[]|\\.)*)\[(?P<numbers>\d{1,9}(?:_\d{1,9})?)\]", re.S)
_LINK: Final = re.compile(r"(?P<value>.*)(?<!\\)->(?P<chain>\d{1,9})-(?P<link>\d{1,9})", re.S)
_SIGNS: Final = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "b": "\b"}
_WRITTEN: Final = {"\t": "\\t", "\n": "\\n"}
_TEXT_SIGNS: Final = {"\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", "\b": "\\b", "\\": "\\\\"}
_TEXT_TO_ESCAPE: Final = re.compile(r"[\x00-\x0a\x0c-\x1f\\]")
_TEXT_ESCAPED: Final = re.compile(r"\\(u[0-9A-Fa-f]{4}|.)", re.S)


def escaped(value: str) -> str:
    """A value as a cell has it.

    >>> escaped("a_b|c")
    'a\\\\_b\\\\|c'
    """
    return _TO_ESCAPE.sub(lambda match: _WRITTEN.get(match[0], "\\" + match[0]), value)


def value_of(cell: str) -> str | None:
    """The value that a cell has, None where it has none."""
    if cell in (NO_VALUE, NOTHING, ""):
        return None
    return _ESCAPED.sub(lambda match: {"t": "\t", "n": "\n"}.get(match[1], match[1]), cell) if "\\" in cell else cell


def escaped_text(line: str) -> str:
    """A line of the text as ``#Text=`` has it."""
    return _TEXT_TO_ESCAPE.sub(lambda match: _TEXT_SIGNS.get(match[0], "\\" + match[0]), line)


def text_of(written: str, *, old: bool) -> str:
    """A line of the text from ``#Text=``.

    Args:
        written: As it stands there.
        old: Whether the file is of version 3.1 or older, which wrote characters by number too.
    """
    if "\\" not in written:
        return written

    def character(match: re.Match[str]) -> str:
        sign = match[1]
        if len(sign) == 5:
            return chr(int(sign[1:], 16)) if old else sign
        return _SIGNS.get(sign, sign)

    return _TEXT_ESCAPED.sub(character, written)


def stacked(cell: str) -> list[str]:
    """The annotations of a cell; none for ``_``."""
    if cell == NOTHING or not cell:
        return []
    return _STACKED.findall(cell) if "|" in cell else [cell]


def slots(value: str) -> list[str]:
    """The members in one slot."""
    return _IN_SLOT.findall(value) if ";" in value else [value]


def numbered(value: str) -> tuple[str, tuple[int, ...]]:
    """A value and the numbers in brackets behind it.

    >>> numbered("PER[1]"), numbered("1-1[0_2]"), numbered("PER")
    (('PER', (1,)), ('1-1', (0, 2)), ('PER', ()))
    """
    match = _NUMBERED.fullmatch(value) if value[-1:] == "]" else None
    if match is None:
        return value, ()
    return match["value"], tuple(map(int, match["numbers"].split("_")))


def link_of(value: str) -> tuple[str, int, int] | None:
    """Label, chain and place in it, of a link such as ``coref->1-2``."""
    match = _LINK.fullmatch(value)
    return None if match is None else (match["value"], int(match["chain"]), int(match["link"]))
