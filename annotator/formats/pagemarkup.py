"""Annotated paragraphs as HTML: annotations become elements, and those that cross are cut where they meet."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId
from annotator.model.scheme import CLAIM_LAYER, CUE_LAYER, ENTITY_LAYER, SOURCE_LAYER
from annotator.model.span import Span

# Of annotations that cover the same letters, the earlier in this order encloses the others.
_OUTWARD: Final = {CLAIM_LAYER: 0, SOURCE_LAYER: 1, ENTITY_LAYER: 2, CUE_LAYER: 3}


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


@dataclass(frozen=True, slots=True)
class _Piece:
    """A fragment of an annotation within one paragraph, or a part of one."""

    start: int
    end: int
    annotation: Annotation

    @property
    def begins(self) -> bool:
        return self.start == self.annotation.start

    @property
    def ends(self) -> bool:
        return self.end == self.annotation.end


def marked_up(paragraph: Span, text: str, annotations: Iterable[Annotation], marks: Mapping[AnnotationId, Mark]) -> str:
    """The HTML of a paragraph: its letters, all of them and no others, within the elements of its annotations.

    Args:
        paragraph: The paragraph, without its newline.
        text: The document's text.
        annotations: Those that touch it.
        marks: How each looks, by its id; one without a mark is passed over.
    """
    pieces = [
        _Piece(max(span.start, paragraph.start), min(span.end, paragraph.end), annotation)
        for annotation in annotations
        if annotation.id in marks
        for span in annotation.fragments
        if span.touches(paragraph)
    ]
    return "".join(_elements(paragraph, text, pieces, marks))


def _elements(paragraph: Span, text: str, pieces: list[_Piece], marks: Mapping[AnnotationId, Mark]) -> Iterator[str]:
    pieces.sort(key=lambda p: (p.start, -p.end, _OUTWARD.get(p.annotation.layer, 9), p.annotation.id))
    anchors: dict[_Piece, int] = {}
    for piece in pieces:
        # A space before it says at once that nothing is torn.
        if piece.start > paragraph.start and text[piece.start - 1] != " " and piece.begins:
            start = _word_start(text, piece.start, paragraph)
            if start < piece.start:
                anchors[piece] = start
    borders = sorted(
        {paragraph.start, paragraph.end, *(b for p in pieces for b in (p.start, p.end)), *anchors.values()}
    )
    opened: list[_Piece] = []
    waiting = iter(pieces)
    following = next(waiting, None)
    for border, next_border in zip(borders, [*borders[1:], None], strict=True):
        # Whatever ends here closes, and what was opened inside it closes too and goes on in a new element.
        lowest = next((i for i, piece in enumerate(opened) if piece.end == border), len(opened))
        if lowest < len(opened):
            yield "</span>" * (len(opened) - lowest)
        going_on = [piece for piece in opened[lowest:] if piece.end > border]
        del opened[lowest:]
        starting: list[_Piece] = []
        while following is not None and following.start == border:
            starting.append(following)
            following = next(waiting, None)
        for piece in sorted((*going_on, *starting), key=lambda p: (-p.end, _OUTWARD.get(p.annotation.layer, 9))):
            yield _opening(piece, border, marks[piece.annotation.id], tagged=not anchors or piece not in anchors)
            opened.append(piece)
        if anchors:
            yield from (_anchor(marks[piece.annotation.id]) for piece, start in anchors.items() if start == border)
        if next_border is not None:
            yield html.escape(text[border:next_border], quote=False)


def _word_start(text: str, offset: int, paragraph: Span) -> int:
    """Where the word begins that ``offset`` lies in; ``offset`` itself at the border of one.

    Anything set before a letter in the middle of a word would tear the word apart: its letters would not join.
    """
    while offset > paragraph.start and unicodedata.category(text[offset - 1])[0] in "LM":
        offset -= 1
    return offset


def _opening(piece: _Piece, border: int, mark: Mark, *, tagged: bool) -> str:
    """The start tag of a piece; only its true beginning bears the tag and the bracket."""
    first = piece.begins and border == piece.start
    classes = [mark.classes, *(("s",) if first else ()), *(("e",) if piece.ends else ())]
    if first and tagged and piece.annotation.layer == SOURCE_LAYER:
        classes.append("ring")
    data = f' data-t="{html.escape(mark.tag)}"' if first and tagged and mark.tag else ""
    return f'<span class="{" ".join(classes)}"{data} title="{html.escape(mark.hint)}">'


def _anchor(mark: Mark) -> str:
    """The tag of an annotation that begins within a word, set before the word."""
    return f'<span class="{mark.classes} at" data-t="{html.escape(mark.tag)}"></span>' if mark.tag else ""
