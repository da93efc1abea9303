"""Fonts packed for pages hold what the files hold."""

from __future__ import annotations

import re
import struct

import pytest

from annotator.bundled import resource
from annotator.formats.webfont import font_faces, unpacked, woff


@pytest.mark.parametrize("name", ["naskh-400-latin84.ttf", "IBMPlexSansArabic-Regular.ttf"])
def test_every_table_comes_back_out(name: str) -> None:
    font = resource("fonts", name).read_bytes()
    packed = woff(font)
    (count,) = struct.unpack_from(">H", font, 4)
    tables = dict(unpacked(packed))
    assert len(tables) == count
    for at in range(count):
        tag, _, offset, length = struct.unpack_from(">4sLLL", font, 12 + 16 * at)
        assert tables[tag] == font[offset : offset + length]


def test_a_packed_font_is_much_smaller_and_says_its_length() -> None:
    font = resource("fonts", "naskh-400-latin84.ttf").read_bytes()
    packed = woff(font)
    assert packed.startswith(b"wOFF")
    assert struct.unpack_from(">L", packed, 8) == (len(packed),)
    assert len(packed) % 4 == 0
    assert len(packed) < len(font) / 2


def test_a_page_carries_its_fonts_and_fetches_none() -> None:
    faces = font_faces()
    assert faces.count("@font-face") == 3
    assert not re.search(r"url\((?!data:font/woff;base64,)", faces)
