"""The direction of a paragraph, characters that hide in it, and Arabic for terminals that cannot write it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from annotator.text.characters import BIDI_CONTROLS, clings


class Direction(StrEnum):
    """Where a paragraph's lines begin."""

    RTL = "rtl"
    LTR = "ltr"


# Whatever lies outside of blocks in which no character is strong to the left (UnicodeData, bidi class L).
_MAY_BE_LEFT: Final = re.compile(
    "[^\x00-@\\[-`{-\u00a9\u0590-\u08ff\u2000-\u200d\u2010-\u206f\ufb1d-\ufdff\ufe00-\ufe0f\ufe70-\ufeff]"
)


def paragraph_direction(paragraph: str) -> Direction:
    """The direction of the majority of strong characters; right to left on a tie or where there is none.

    The first strong character, as UAX #9 has it, would let a Latin byline flip an Arabic article.

    >>> paragraph_direction("Apple ترفع أسعار هواتفها").value
    'rtl'
    """
    if not _MAY_BE_LEFT.search(paragraph):  # Most paragraphs have nothing but Arabic, signs and digits.
        return Direction.RTL
    classes: dict[str, int] = {}
    for character, times in Counter(paragraph).items():  # A long paragraph has few different characters.
        strength = unicodedata.bidirectional(character)
        classes[strength] = classes.get(strength, 0) + times
    left, right = classes.get("L", 0), classes.get("R", 0) + classes.get("AL", 0)
    return Direction.LTR if left > right else Direction.RTL


@dataclass(frozen=True, slots=True)
class HiddenCharacter:
    """A character that changes or hides what is read.

    Attributes:
        offset: Where it stands, in code points.
        character: The character.
        name: Its name in Unicode, in English; for those without a name the code, such as ``U+0000``.
    """

    offset: int
    character: str
    name: str


_SUSPECT: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u202a-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_EMOJI_TAGS: Final = re.compile("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")
_ISOLATES: Final = "\u2066\u2067\u2068"
_POP_ISOLATE: Final = "\u2069"
_EMBEDDINGS: Final = "\u202a\u202b"
_OVERRIDES: Final = "\u202d\u202e"
_POP: Final = "\u202c"


def hidden_characters(text: str) -> list[HiddenCharacter]:
    """Characters that deceive or disturb, in order.

    Overrides, zero-width spaces, tag characters, control codes, unbalanced isolates and embeddings. Not LRM, RLM,
    ALM, ZWJ and ZWNJ, balanced isolates and embeddings, nor the tags of a flag emoji: these are normal.
    """
    if _SUSPECT.search(text) is None:
        return []
    lawful = _balanced(text)
    lawful.update(offset for match in _EMOJI_TAGS.finditer(text) for offset in range(*match.span()))
    return [
        HiddenCharacter(match.start(), match.group(), _name_of(match.group()))
        for match in _SUSPECT.finditer(text)
        if match.start() not in lawful
    ]


def _balanced(text: str) -> set[int]:
    """Offsets of isolates and embeddings that are closed in their paragraph, with what closes them."""
    lawful: set[int] = set()
    opened: list[tuple[str, int]] = []
    for match in re.finditer("[\u202a-\u202e\u2066-\u2069\n]", text):
        character, offset = match.group(), match.start()
        if character == "\n":
            opened.clear()
        elif character in _ISOLATES + _EMBEDDINGS + _OVERRIDES:
            opened.append((character, offset))
        else:
            _close(character, offset, opened, lawful)
    return lawful


def _close(closer: str, offset: int, opened: list[tuple[str, int]], lawful: set[int]) -> None:
    """Pair a closing control with what it closes; an isolate's end closes what is left open inside it."""
    if closer == _POP_ISOLATE:
        while opened and opened[-1][0] not in _ISOLATES:
            opened.pop()
    if not opened or (closer == _POP and opened[-1][0] in _ISOLATES):
        return
    character, first = opened.pop()
    # What closes an override is no worse than the override, which is reported.
    lawful.add(offset)
    if character not in _OVERRIDES:
        lawful.add(first)


def _name_of(character: str) -> str:
    return unicodedata.name(character, f"U+{ord(character):04X}")


def for_terminal(text: str) -> str:
    """The text in the order in which a terminal without bidi of its own must print it.

    Each paragraph by itself, with the direction of its majority; brackets are mirrored, marks stay behind their
    letters, directional controls are left out. For terminals only: never shown by Qt, measured, stored or searched.

    >>> for_terminal("قال (نعم)") == "(معن) لاق"
    True
    """
    return "".join(part if _SEPARATOR.fullmatch(part) else _visual(part) for part in _SEPARATOR.split(text) if part)


# Characters of bidi class B, which end a paragraph for UAX #9.
_SEPARATOR: Final = re.compile("([\n\r\x1c-\x1e\x85\u2029])")
_LEVEL: Final = re.compile(r"Level\(\s*(\d+)")


def _visual(paragraph: str) -> str:
    """One paragraph in visual order, left to right (rules L1 to L4 of UAX #9)."""
    from bidi.mirror import MIRRORED

    base = 1 if paragraph_direction(paragraph) is Direction.RTL else 0
    cells: list[tuple[int, str]] = []
    for character, level in zip(paragraph, _levels(paragraph, base), strict=True):
        if character in BIDI_CONTROLS:
            continue
        if cells and clings(character):
            cells[-1] = (cells[-1][0], cells[-1][1] + character)
        else:
            cells.append((level, MIRRORED.get(character, character) if level % 2 else character))
    trailing = len(cells)
    while trailing and cells[trailing - 1][1].isspace():
        trailing -= 1
    cells[trailing:] = [(base, space) for _, space in cells[trailing:]]
    return "".join(character for _, character in _reordered(cells))


def _levels(paragraph: str, base: int) -> list[int]:
    """The embedding level of each character, from python-bidi.

    Its ``get_display`` neither mirrors brackets nor keeps marks behind their letters, and there is no other door to the
    levels than the debugging form, which gives one for every UTF-8 byte.
    """
    from bidi import get_display

    told = str(get_display(paragraph, base_dir="LR"[base], debug=True))
    # A newline in the text is escaped there, so the last heading is the real one.
    of_bytes = [
        int(level)
        for level in _LEVEL.findall(told[told.rindex("\n    levels: [") : told.rindex("\n    paragraphs: [")])
    ]
    levels: list[int] = []
    offset = 0
    for character in paragraph:
        levels.append(of_bytes[offset])
        offset += len(character.encode())
    return levels


def _reordered(cells: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Rule L2: from the highest level down to the lowest odd one, reverse each stretch at that level or above."""
    ordered = list(cells)
    for level in range(max((level for level, _ in cells), default=0), 0, -1):
        start = 0
        while start < len(ordered):
            end = start
            while end < len(ordered) and ordered[end][0] >= level:
                end += 1
            ordered[start:end] = reversed(ordered[start:end])
            start = max(end, start + 1)
    return ordered
