"""The body of a WebAnno TSV file: text and rows, with offsets in code points of the text as it is stored."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from annotator.formats.articles import unix_newlines
from annotator.formats.base import Problems
from annotator.formats.foreignoffsets import Place, UnitUnknown, located
from annotator.formats.webannocells import text_of
from annotator.formats.webannoschema import VERSION_LINE, HeadRefused, TsvLayer, layers_of
from annotator.model.errors import message
from annotator.model.span import Span

EXPORT_AGAIN: Final = message("Export the file again.")
"""What to do about a file that is not whole."""
# Its id, start, end and token, and the cells.
_ROW: Final = re.compile(r"(\d{1,9}-\d{1,9}(?:\.\d{1,9})?)\t(\d{1,15})-(\d{1,15})\t([^\t]*)(?:\t(.*))?")
_TEXT: Final = "#Text="
_WIDEST_GAP: Final = 100_000


@dataclass(slots=True)
class Unit:
    """A token, or a part of one.

    Attributes:
        id: Such as ``1-2`` or ``1-2.1``.
        pair: Start and end in the unit of the file.
        written: The token as the row has it.
        cells: Behind the token.
        line: Where it stands.
        span: In code points of the stored text; None where it has no extent.
    """

    id: str
    pair: tuple[int, int]
    written: str
    cells: list[str]
    line: int
    span: Span | None = None


@dataclass(slots=True)
class Body:
    """A file taken apart.

    Attributes:
        layers: As the head declares them.
        text: As it is stored, with LF.
        units: In the order of the file.
    """

    layers: list[TsvLayer]
    text: str = ""
    units: list[Unit] = field(default_factory=list)


@dataclass(slots=True)
class _Sentence:
    lines: list[str]
    units: list[Unit]
    line: int


def body_of(lines: Iterable[str], problems: Problems) -> Body:
    """A file taken apart.

    Args:
        lines: Without their ends.
        problems: Where to note what is wrong.

    Raises:
        InputRefused: If the head cannot be understood, or no text comes of the rows.
    """
    numbered = enumerate(lines, start=1)
    layers, old, held = _head(numbered, problems)
    width = sum(len(layer.columns) for layer in layers)
    sentences = _sentences(numbered, held, width, problems, old=old)
    if problems.count:
        raise problems.refused(message("Its rows cannot be read."), remedy=EXPORT_AGAIN)
    for units in ("utf-16-le", "utf-32-le"):
        body = _placed(Body(layers), sentences, units, problems if units == "utf-32-le" else None)
        if body is not None:
            return body
    raise problems.refused(message("Text and offsets do not fit each other."), remedy=EXPORT_AGAIN)


def _head(
    numbered: Iterable[tuple[int, str]], problems: Problems
) -> tuple[list[TsvLayer], bool, tuple[int, str] | None]:
    """The layers, whether the file is of an old version, and the first line behind the head."""
    declared: list[str] = []
    old = False
    for number, line in numbered:
        if number == 1:
            match = VERSION_LINE.fullmatch(line)
            if match is None or match["major"] != "3":
                raise problems.refused(
                    message("This is not WebAnno TSV 3: “{line}”.", line=line[:60]),
                    line=1,
                    remedy=message("Export it as WebAnno TSV 3."),
                )
            old = int(match["minor"]) < 2
        elif line.startswith("#T_"):
            declared.append(line)
        elif line.strip():
            break
    else:
        number, line = 0, ""
    try:
        return layers_of(declared), old, (number, line) if line else None
    except HeadRefused as error:
        raise problems.refused(error.what, remedy=EXPORT_AGAIN) from None


def _sentences(
    numbered: Iterable[tuple[int, str]], held: tuple[int, str] | None, width: int, problems: Problems, *, old: bool
) -> list[_Sentence]:
    sentences: list[_Sentence] = []
    in_text = False
    units: list[Unit] = []
    for number, line in chain(() if held is None else (held,), numbered):
        if line.startswith(_TEXT):
            if not in_text:
                units = []
                sentences.append(_Sentence([], units, number))
            sentences[-1].lines.append(text_of(line[len(_TEXT) :], old=old))
            in_text = True
        elif line and line[0] != "#":
            in_text = False
            unit = _unit(line, number, width)
            if unit is None or not sentences:
                what = message("The line is no row of a token with {count} columns.", count=width)
                problems.add(what, line=number, remedy=EXPORT_AGAIN)
            else:
                units.append(unit)
        elif line:
            in_text = False if not line.startswith("#Sentence") else in_text
    for sentence in sentences:
        if not sentence.units:
            problems.add(message("The sentence has no tokens."), line=sentence.line, remedy=EXPORT_AGAIN)
    return sentences


def _unit(line: str, number: int, width: int) -> Unit | None:
    match = _ROW.match(line)
    if match is None:
        return None
    identifier, start, end, written, rest = match.groups()
    cells = [] if rest is None else rest.split("\t")
    if len(cells) == width + 1 and not cells[width]:
        del cells[width]  # Rows end in a tab.
    elif len(cells) < width or any(cells[width:]):
        return None
    return Unit(identifier, (int(start), int(end)), written, cells[:width], number)


def _placed(body: Body, sentences: list[_Sentence], encoding: str, problems: Problems | None) -> Body | None:
    """The text put together and every unit found in it, if offsets count what the encoding counts."""
    size = 2 if encoding == "utf-16-le" else 4
    pieces: list[str] = []
    length = 0
    for sentence in sentences:
        begins = sentence.units[0].pair[0]
        if begins < length:
            # No space between two sentences: the end of the line belongs to none of them.
            if begins != length - 1 or not pieces:
                _tell(sentence, problems)
                return None
            pieces.append("")
            pieces[-2] = pieces[-2][:-1]
            length -= 1
        if begins - length > _WIDEST_GAP:
            _tell(sentence, problems)
            return None
        text = " " * (begins - length) + "\n".join(sentence.lines) + "\n"
        pieces.append(text)
        length += len(text.encode(encoding, "surrogatepass")) // size
    raw = "".join(pieces)[:-1]
    units = [unit for sentence in sentences for unit in sentence.units]
    solid = [unit for unit in units if unit.pair[0] < unit.pair[1]]
    try:
        spans = located(raw, [Place(*unit.pair, unit.written) for unit in solid])
    except UnitUnknown as error:
        if problems is not None:
            problems.add(error.what, remedy=error.remedy)
        return None
    for unit, span in zip(solid, spans, strict=True):
        unit.span = span
    body.text, body.units = unix_newlines(raw), units
    return body


def _tell(sentence: _Sentence, problems: Problems | None) -> None:
    if problems is not None:
        what = message("The sentence cannot begin at {start}.", start=sentence.units[0].pair[0])
        problems.add(what, line=sentence.line, remedy=EXPORT_AGAIN)
