"""The values of a JSON file, one after the other: the members of one array, or values that follow each other.

Tools export annotations as one array, as a value a line, or as values over many lines. All three are read alike, and
only one value is in memory at a time.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

import orjson

from annotator.formats.base import Problems, ReadOptions
from annotator.formats.encoding import EncodingRefused, decoded, detected
from annotator.model.errors import InputRefused, Message, message

_CHUNK_BYTES: Final = 1 << 18
_BOM: Final = b"\xef\xbb\xbf"
# A whole string is passed over in one step; a lone quotation mark begins one whose end is not at hand yet.
_STRUCTURE: Final = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|["\[\]{}]', re.DOTALL)


def _whole_object(depth: int) -> str:
    """An object with objects in it, so many deep, as a pattern that never goes back."""
    string = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
    inner = f"|{_whole_object(depth - 1)}" if depth else ""
    return rf'\{{(?:[^"{{}}]++|{string}{inner})*+\}}'


# Nearly every record is passed over in one step; one that nests deeper, or ends elsewhere, is read sign by sign.
_OBJECT: Final = re.compile(_whole_object(6).encode(), re.DOTALL)
_STRING_END: Final = re.compile(rb'["\\]')
_BLANK: Final = b" \t\r\n"
_BETWEEN: Final = re.compile(rb"[ \t\r\n,]*")
_LARGEST_BYTES: Final = 1 << 26


@dataclass(frozen=True, slots=True)
class JsonValue:
    """One value as it stands in the file.

    Attributes:
        line: The line that it begins on, from one.
        raw: Its bytes, in UTF-8.
    """

    line: int
    raw: bytes


@dataclass(slots=True)
class _Scan:
    """How far a file is read.

    Attributes:
        depth: How many brackets are open, the one of an outer array left out.
        in_string: Whether the last byte stands in a string.
        begun: Where the value under way begins in the bytes at hand, or -1.
    """

    in_array: bool = False
    closed: bool = False
    depth: int = 0
    in_string: bool = False
    begun: int = -1
    line: int = 1
    begun_on: int = 1
    done: list[JsonValue] = field(default_factory=list)


def json_values(path: Path, options: ReadOptions, problems: Problems) -> Iterator[JsonValue]:
    """The objects of a file, whatever its encoding, streamed.

    Args:
        path: The file.
        options: Says the encoding where a person did.
        problems: The file's; what lies between the objects is refused through it.

    Raises:
        InputRefused: If the file is not a sequence or an array of objects, or ends inside one.
    """
    with path.open("rb") as file:
        if not _is_utf8(file, options):
            yield from _of_text(file, options, problems)
            return
        scan, held, offset = _Scan(), b"", 0
        if file.read(len(_BOM)) != _BOM:
            file.seek(0)
        if _is_value_a_line(file):
            scan.line = yield from _lines(file)
        while chunk := file.read(_CHUNK_BYTES):
            held += chunk
            offset = _advance(scan, held, offset, problems)
            yield from scan.done
            scan.done.clear()
            if scan.begun > 0:
                held, offset, scan.begun = held[scan.begun :], offset - scan.begun, 0
            elif scan.begun < 0:
                held, offset = b"", 0
            if len(held) > _LARGEST_BYTES:
                raise _refused(
                    problems,
                    message("One record is larger than {count} MB.", count=_LARGEST_BYTES >> 20),
                    scan.begun_on,
                )
    _check_end(scan, problems)


def top_keys(head: bytes) -> dict[bytes, bytes]:
    """The keys of the first object in the first bytes of a file, each with the bytes that its value begins with.

    Args:
        head: May end anywhere.

    >>> list(top_keys(b'[{"text": "a", "label": [[0, 1, "X"]]}, {"b'))
    [b'text', b'label']
    """
    start = head.removeprefix(_BOM).lstrip(_BLANK)
    if start.startswith(b"["):
        start = start[1:].lstrip(_BLANK)
    keys: dict[bytes, bytes] = {}
    if not start.startswith(b"{"):
        return keys
    depth, offset = 1, 1
    while depth:
        match = _STRUCTURE.search(start, offset)
        if match is None:
            break
        sign, offset = match.group(), match.end()
        if sign == b'"':
            break
        if sign.startswith(b'"'):
            rest = start[offset : offset + 200].lstrip(_BLANK)
            if depth == 1 and rest.startswith(b":"):
                keys.setdefault(sign[1:-1], rest[1:].lstrip(_BLANK))
        else:
            depth += 1 if sign in b"[{" else -1
    return keys


def _advance(scan: _Scan, held: bytes, offset: int, problems: Problems) -> int:
    """Read on through the bytes at hand; what is complete goes into ``scan.done``.

    Returns:
        How far it came: everything but the middle of a string.
    """
    length = len(held)
    while offset < length:
        if scan.in_string:
            end = _string_end(held, offset)
            if end < 0:
                # A backslash at the very end belongs to what follows.
                return length - 1 if _odd_backslashes(held, offset) else length
            scan.in_string, offset = False, end
            continue
        if scan.begun < 0 and not scan.closed:
            between = _BETWEEN.match(held, offset)
            begin = between.end() if between else offset
            if (whole := _OBJECT.match(held, begin)) is not None:
                scan.line += held.count(b"\n", offset, begin)
                scan.done.append(JsonValue(scan.line, whole.group()))
                scan.line += whole.group().count(b"\n")
                offset = whole.end()
                continue
        match = _STRUCTURE.search(held, offset)
        stop = match.start() if match else length
        if scan.begun < 0:
            _check_between(scan, held[offset:stop], problems)
        if match is None:
            return length
        offset, sign = match.end(), match.group()
        if scan.begun < 0 or len(sign) == 1:
            _take(scan, held, stop, sign[:1], problems)
    return offset


def _take(scan: _Scan, held: bytes, at: int, sign: bytes, problems: Problems) -> None:
    """One sign of structure."""
    if scan.begun < 0:
        if sign == b"[" and not scan.in_array and not scan.closed:
            scan.in_array = True
            return
        if sign == b"]" and scan.in_array:
            scan.in_array, scan.closed = False, True
            return
        if sign != b"{" or scan.closed:
            raise _refused(
                problems, message("Where a record should begin stands “{sign}”.", sign=sign.decode()), scan.line
            )
        scan.begun, scan.begun_on = at, scan.line
    if sign == b'"':
        scan.in_string = True
    elif sign in b"[{":
        scan.depth += 1
    else:
        scan.depth -= 1
        if scan.depth == 0:
            raw = held[scan.begun : at + 1]
            scan.done.append(JsonValue(scan.begun_on, raw))
            scan.line += raw.count(b"\n")
            scan.begun = -1


def _string_end(held: bytes, offset: int) -> int:
    """Just past the quotation mark that closes the string, or -1 where it is not at hand."""
    while match := _STRING_END.search(held, offset):
        if match.group() == b'"':
            return match.end()
        offset = match.end() + 1
    return -1


def _odd_backslashes(held: bytes, offset: int) -> bool:
    rest = held[offset:]
    return (len(rest) - len(rest.rstrip(b"\\"))) % 2 == 1


def _is_value_a_line(file: BinaryIO) -> bool:
    """Whether the first line that is not empty is a whole object, and the next one no mere bracket.

    Leaves the file where it was.
    """
    begin = file.tell()
    first, second = _line_with_something(file), _line_with_something(file)
    file.seek(begin)
    if not first.startswith(b"{") or second == b"{":
        return False
    try:
        return isinstance(orjson.loads(first), dict)
    except orjson.JSONDecodeError:
        return False


def _line_with_something(file: BinaryIO) -> bytes:
    while line := file.readline(_LARGEST_BYTES):
        if line.strip(_BLANK):
            return line.strip(_BLANK)
    return b""


def _lines(file: BinaryIO) -> Generator[JsonValue, None, int]:
    """The lines of a file, up to the first that is a mere bracket, with which values over many lines begin.

    Returns:
        The number of the line that is read next.
    """
    number = 1
    while line := file.readline():
        raw = line.strip(_BLANK)
        if raw == b"{":
            file.seek(-len(line), 1)
            return number
        if raw:
            yield JsonValue(number, raw)
        number += 1
    return number


def _check_between(scan: _Scan, between: bytes, problems: Problems) -> None:
    strange = between.strip(_BLANK + b",")
    if strange:
        line = scan.line + between.count(b"\n", 0, between.index(strange))
        shown = strange[:20].decode("utf-8", "replace")
        raise _refused(problems, message("Where a record should begin stands “{sign}”.", sign=shown), line)
    scan.line += between.count(b"\n")


def _check_end(scan: _Scan, problems: Problems) -> None:
    if scan.begun >= 0 or scan.in_array:
        line = scan.begun_on if scan.begun >= 0 else scan.line
        raise _refused(problems, message("The file ends inside a record that begins here."), line)


def _refused(problems: Problems, reason: Message, line: int) -> InputRefused:
    return problems.refused(reason, line=line, remedy=message("Export the file again as JSON or JSON lines."))


def _is_utf8(file: BinaryIO, options: ReadOptions) -> bool:
    sample = file.read(1 << 16)
    file.seek(0)
    if options.encoding is not None:
        return False
    complete = sample if len(sample) < 1 << 16 else sample[: sample.rfind(b"\n") + 1] or sample[:-4]
    try:
        return detected(complete) == "utf-8"
    except EncodingRefused:
        return True  # Damaged UTF-8 is said record by record.


def _of_text(file: BinaryIO, options: ReadOptions, problems: Problems) -> Iterator[JsonValue]:
    """The values of a file in another encoding, which is read whole."""
    try:
        text = decoded(file.read(), encoding=options.encoding)
    except EncodingRefused as error:
        raise problems.refused(error.what, line=error.line, remedy=error.remedy) from None
    scan = _Scan()
    _advance(scan, text.encode("utf-8", "surrogatepass"), 0, problems)
    yield from scan.done
    _check_end(scan, problems)
