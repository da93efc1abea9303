"""Annotated paragraphs as HTML: annotations become elements, and those that cross are cut where they meet."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Final, TypeAlias

from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId
from annotator.model.scheme import CLAIM_LAYER, CUE_LAYER, ENTITY_LAYER, SOURCE_LAYER
from annotator.model.span import Span

# Of annotations that cover the same letters, the earlier in this order encloses the others.
_OUTWARD: Final = {CLAIM_LAYER: 0, SOURCE_LAYER: 1, ENTITY_LAYER: 2, CUE_LAYER: 3}
MARKUP: Final = re.compile("[&<>]")
"""What has to be escaped; most texts have none of it."""
_BY_END: Final = itemgetter(1, 2)


@dataclass(frozen=True, slots=True)
class Mark:
    """How one annotation looks.

    Attributes:
        classes: Class names of its elements.
        tag: A few characters above its first letter, or above the word that it begins in; or empty.
        hint: What a pointer that rests on it is told.
    """

    classes: str
    tag: str
    hint: str


_Piece: TypeAlias = tuple[int, int, int, AnnotationId, bool, bool, str, Mark]
"""A fragment of an annotation within one paragraph, or a part of one: start, end below zero, how far outward it lies
and the id, by which pieces are sorted; whether the annotation begins and ends with it; its layer; its look."""


def marked_up(paragraph: Span, text: str, annotations: Iterable[Annotation], marks: Mapping[AnnotationId, Mark]) -> str:
    """The HTML of a paragraph: its letters, all of them and no others, within the elements of its annotations.

    Args:
        paragraph: The paragraph, without its newline.
        text: The document's text.
        annotations: Those that touch it.
        marks: How each looks, by its id; one without a mark is passed over.
    """
    first, past = paragraph.start, paragraph.end
    pieces: list[_Piece] = []
    for annotation in annotations:
        mark = marks.get(annotation.id)
        if mark is None:
            continue
        identifier, layer, fragments = annotation.id, annotation.layer, annotation.fragments
        begin, finish = fragments[0].start, fragments[-1].end
        rank = _OUTWARD.get(layer, 9)
        for span in fragments:
            start, end = span.start, span.end
            if start < past and first < end:
                start, end = max(start, first), min(end, past)
                pieces.append((start, -end, rank, identifier, start == begin, end == finish, layer, mark))
    pieces.sort()
    return "".join(_elements(first, past, text, pieces))


def _elements(first: int, past: int, text: str, pieces: list[_Piece]) -> list[str]:
    """The elements and letters of a paragraph, from the one offset to the other."""
    anchors = _anchors(first, text, pieces)
    borders = {first, past, *anchors.values()}
    borders.update([piece[0] for piece in pieces], [-piece[1] for piece in pieces])
    is_plain = not MARKUP.search(text, first, past)
    written: list[str] = []
    opened: list[_Piece] = []
    before, following, count = first, 0, len(pieces)
    for border in sorted(borders):
        letters = text[before:border]
        written.append(letters if is_plain else html.escape(letters, quote=False))
        before = border
        # Whatever ends here closes, and what was opened inside it closes too and goes on in a new element.
        starting: list[_Piece] = []
        for place, piece in enumerate(opened):
            if piece[1] == -border:
                written.append("</span>" * (len(opened) - place))
                starting = [inner for inner in opened[place:] if inner[1] != -border]
                del opened[place:]
                break
        while following < count and pieces[following][0] == border:
            starting.append(pieces[following])
            following += 1
        if starting:
            if len(starting) > 1:
                starting.sort(key=_BY_END)
            written += [_opening(piece, border, anchors) for piece in starting]
            opened += starting
        if anchors:
            written += [_anchor(piece) for piece in pieces if piece[4] and anchors.get(piece[3]) == border]
    return written


def _anchors(first: int, text: str, pieces: list[_Piece]) -> dict[AnnotationId, int]:
    """Of annotations that begin within a word, where the word begins."""
    anchors: dict[AnnotationId, int] = {}
    for start, _end, _rank, identifier, begins, *_ in pieces:
        # A space before it says at once that nothing is torn.
        if begins and start > first and text[start - 1] != " ":
            word = _word_start(text, start, first)
            if word < start:
                anchors[identifier] = word
    return anchors


def _word_start(text: str, offset: int, first: int) -> int:
    """Where the word begins that ``offset`` lies in; ``offset`` itself at the border of one.

    Anything set before a letter in the middle of a word would tear the word apart: its letters would not join.
    """
    while offset > first and unicodedata.category(text[offset - 1])[0] in "LM":
        offset -= 1
    return offset


def _opening(piece: _Piece, border: int, anchors: Mapping[AnnotationId, int]) -> str:
    """The start tag of a piece; only its true beginning bears the tag and the bracket."""
    start, _end, _rank, identifier, begins, ends, layer, mark = piece
    classes, data = mark.classes, ""
    is_first = begins and border == start
    is_tagged = is_first and identifier not in anchors
    if is_first:
        classes += " s"
    if ends:
        classes += " e"
    if is_tagged and layer == SOURCE_LAYER:
        classes += " ring"
    if is_tagged and mark.tag:
        data = f' data-t="{_attribute(mark.tag)}"'
    return f'<span class="{classes}"{data} title="{_attribute(mark.hint)}">'


def _anchor(piece: _Piece) -> str:
    """The tag of an annotation that begins within a word, set before the word."""
    mark = piece[-1]
    return f'<span class="{mark.classes} at" data-t="{_attribute(mark.tag)}"></span>' if mark.tag else ""


@lru_cache(maxsize=1024)
def _attribute(text: str) -> str:
    """The value of an attribute; thousands of elements have the same few."""
    return html.escape(text)
