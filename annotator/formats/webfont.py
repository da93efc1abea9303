"""The fonts of the program as part of a page: packed as WOFF, so that the page looks the same wherever it is opened."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from annotator.bundled import resource

_FACES: Final = (
    # The families have names of their own: an installed font of the same name has other letters and heights.
    ("Isnad Naskh", 400, "naskh-400-latin84.ttf"),
    ("Isnad Naskh", 700, "naskh-700-latin84.ttf"),
    ("Isnad Sans", 400, "IBMPlexSansArabic-Regular.ttf"),
)
_SFNT_HEAD: Final = struct.Struct(">4sHHHH")
_SFNT_TABLE: Final = struct.Struct(">4sLLL")
_WOFF_HEAD: Final = struct.Struct(">4s4sLHHLHHLLLLL")
_WOFF_TABLE: Final = struct.Struct(">4sLLLL")


@lru_cache(maxsize=1)
def font_faces() -> str:
    """CSS rules with the fonts themselves in them, about 0.4 MB."""
    return "".join(
        f'@font-face{{font-family:"{family}";font-weight:{weight};'
        f"src:url(data:font/woff;base64,{base64.b64encode(woff(resource('fonts', file).read_bytes())).decode()})}}\n"
        for family, weight, file in _FACES
    )


def woff(font: bytes) -> bytes:
    """A TrueType or OpenType font as WOFF 1.0 (W3C Recommendation of 2012), which is a third of its size.

    Args:
        font: The bytes of a ``.ttf`` or ``.otf`` file of one font.
    """
    flavour, count, *_ = _SFNT_HEAD.unpack_from(font)
    tables = [_SFNT_TABLE.unpack_from(font, _SFNT_HEAD.size + at * _SFNT_TABLE.size) for at in range(count)]
    sfnt_size = _SFNT_HEAD.size + sum(_SFNT_TABLE.size + _padded(length) for *_, length in tables)
    directory, bodies = list[bytes](), list[bytes]()
    position = _WOFF_HEAD.size + count * _WOFF_TABLE.size
    for tag, checksum, offset, length in tables:
        body = _smallest(font[offset : offset + length])
        directory.append(_WOFF_TABLE.pack(tag, position, len(body), length, checksum))
        bodies.append(body.ljust(_padded(len(body)), b"\0"))
        position += len(bodies[-1])
    head = _WOFF_HEAD.pack(b"wOFF", flavour, position, count, 0, sfnt_size, 1, 0, 0, 0, 0, 0, 0)
    return b"".join((head, *directory, *bodies))


def unpacked(packed: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Tag and bytes of each table of a WOFF file."""
    count = _WOFF_HEAD.unpack_from(packed)[3]
    for at in range(count):
        tag, offset, size, length, _ = _WOFF_TABLE.unpack_from(packed, _WOFF_HEAD.size + at * _WOFF_TABLE.size)
        body = packed[offset : offset + size]
        yield tag, body if size == length else zlib.decompress(body)


def _smallest(table: bytes) -> bytes:
    """The table compressed; as it is where that makes it no smaller, which is how readers know the difference."""
    compressed = zlib.compress(table, 9)
    return compressed if len(compressed) < len(table) else table


def _padded(length: int) -> int:
    """To the next border of four bytes."""
    return (length + 3) & ~3
