"""Text files line by line, in whatever encoding, without holding a large one in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from annotator.formats.base import Problems, ReadOptions
from annotator.formats.encoding import EncodingRefused, decoded, detected

_SAMPLE_BYTES: Final = 1 << 18
_BLOCK_BYTES: Final = 1 << 18
_BOM: Final = "\ufeff"


def sample_lines(path: Path, options: ReadOptions, problems: Problems) -> list[str]:
    """The lines at the beginning of a file, to tell what it is like; the last one is left out where it was cut.

    Raises:
        InputRefused: If the bytes are not text.
    """
    with path.open("rb") as file:
        raw = file.read(_SAMPLE_BYTES)
    if len(raw) == _SAMPLE_BYTES:
        raw = raw[: raw.rfind(b"\n") + 1] or raw
    try:
        text = decoded(raw, encoding=options.encoding)
    except EncodingRefused as error:
        raise problems.refused(error.what, line=error.line, remedy=error.remedy) from None
    return [line.rstrip("\r") for line in text.split("\n")]


def line_blocks(path: Path, options: ReadOptions, problems: Problems) -> Iterator[tuple[int, list[str]]]:
    """The lines without their CR and LF, some thousand at a time, each time with the number of the first, from one.

    Other line ends are characters.

    Raises:
        InputRefused: If the bytes are not text.
    """
    with path.open("rb") as file:
        sample = file.read(_SAMPLE_BYTES)
        file.seek(0)
        try:
            if options.encoding is None and _is_utf8(sample):
                yield from _streamed(file)
                return
            text = decoded(file.read(), encoding=options.encoding)
        except EncodingRefused as error:
            raise problems.refused(error.what, line=error.line, remedy=error.remedy) from None
    yield 1, [line.rstrip("\r") for line in text.split("\n")]


def _streamed(file: BinaryIO) -> Iterator[tuple[int, list[str]]]:
    """The lines of a file in UTF-8, decoded many at a time.

    Raises:
        EncodingRefused: Naming the line with the damaged bytes.
    """
    number = 1
    while raw := file.readlines(_BLOCK_BYTES):
        block = b"".join(raw)
        try:
            lines = block.decode("utf-8").split("\n")
        except UnicodeDecodeError:
            # Raises what ``decoded`` would, but with the line of the file.
            lines = [*(_line(line, number + place) for place, line in enumerate(raw)), ""]
        if not lines[-1]:
            del lines[-1]
        if number == 1 and lines:
            lines[0] = lines[0].removeprefix(_BOM)
        if b"\r" in block:
            lines = [line.rstrip("\r") for line in lines]
        yield number, lines
        number += len(lines)


def _line(raw: bytes, number: int) -> str:
    try:
        return raw.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        try:
            return decoded(raw, encoding="utf-8").rstrip("\r\n")
        except EncodingRefused as error:
            raise EncodingRefused(error.what, error.remedy, line=number) from None


def _is_utf8(sample: bytes) -> bool:
    complete = sample if len(sample) < _SAMPLE_BYTES else sample[: sample.rfind(b"\n") + 1] or sample[:-4]
    try:
        return detected(complete) == "utf-8"
    except EncodingRefused:
        return True  # Damaged UTF-8 is said of the line where it is.
