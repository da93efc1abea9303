"""The dense manner: every annotation a bar under its letters, in lanes, with its tag inside its start."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from annotator.language import language, number, question_mark
from annotator.model.errors import SchemeError
from annotator.model.identity import AnnotationId
from annotator.model.scheme import CLAIM_LAYER, CUE_LAYER, ENTITY_LAYER, SOURCE_LAYER
from annotator.operations.opendocument import OpenDocument
from annotator.ui.reader import ink
from annotator.ui.reader.blocks import Block
from annotator.ui.reader.entities import FAMILY_LETTERS, family_of
from annotator.ui.reader.signs import BlockSigns, Part, Sign
from annotator.ui.reader.underlines import HUES
from annotator.ui.reader.view import View
from annotator.ui.theme import mix

_HEIGHT: Final = 13.5
_BETWEEN: Final = 2.0
_LANES: Final = 3
_INTO_LETTERS: Final = 3.0
"""How far the first bar reaches into the depth of the letters, which are drawn over it."""
_PX: Final = 10.5
_LOWEST_WITH_TAG: Final = 9.0
_RADIUS: Final = 3.0
_RANKS: Final = {CLAIM_LAYER: 0, SOURCE_LAYER: 1, CUE_LAYER: 1, ENTITY_LAYER: 2}


@dataclass(frozen=True, slots=True)
class Bar:
    """One annotation on one line.

    Attributes:
        sign: The annotation and its parts.
        part: The part that the bar stands under.
        lane: 0 next to the letters.
        rect: Where it stands, from the block's origin.
    """

    sign: Sign
    part: Part
    lane: int
    rect: QRectF


def bars_of(signs: BlockSigns, block: Block) -> tuple[Bar, ...]:
    """The bars of a block that is laid out, each line in as few lanes as it needs; the fourth thins them all."""
    bars: list[Bar] = []
    by_line: dict[int, list[tuple[Sign, Part]]] = {}
    for sign in sorted(signs.all, key=_rank):
        for part in sign.parts:
            by_line.setdefault(part.line, []).append((sign, part))
    for parts in by_line.values():
        lanes = _lanes(parts)
        height, step = _measures(max(lanes) + 1)
        for (sign, part), lane in zip(parts, lanes, strict=True):
            top = part.baseline + block.style.below - _INTO_LETTERS + lane * step
            rect = QRectF(part.left + 0.8, top, max(1.0, part.right - part.left - 1.6), height)
            bars.append(Bar(sign, part, lane, rect))
    return tuple(bars)


def bar_at(bars: Sequence[Bar], x: float, y: float) -> AnnotationId | None:
    """The annotation whose bar is under a point, from the block's origin."""
    return next((bar.sign.annotation.id for bar in bars if bar.rect.adjusted(-1, -1, 1, 1).contains(x, y)), None)


def paint_bars(painter: QPainter, bars: Sequence[Bar], block: Block, document: OpenDocument, view: View) -> None:
    """Paint the bars of a block, before its letters; the painter's origin is the block's."""
    for bar in bars:
        if bar.sign.annotation.id == view.chosen:
            _paint_ground(painter, bar, block, view)
    for bar in bars:
        layer = bar.sign.annotation.layer
        colour = _faded(_colour(bar.sign, document, view), bar.sign, view)
        chosen = bar.sign.annotation.id == view.chosen
        ink.fill(painter, bar.rect, mix(colour, view.theme.page, 0.34 if chosen else 0.15), radius=_RADIUS)
        if layer == CLAIM_LAYER:
            ink.fill(painter, QRectF(bar.rect.left(), bar.rect.top(), bar.rect.width(), 2.4), colour)
        elif layer == SOURCE_LAYER:
            _paint_foot(painter, bar, colour, double=document.hue(bar.sign.annotation.id) > HUES)
        elif layer == CUE_LAYER:
            painter.setPen(ink.pen(colour, 1.8, dotted=2.0))
            y = bar.rect.bottom() - 0.6
            ink.line(painter, QPointF(bar.rect.right() - 2, y), QPointF(bar.rect.left() + 1, y))
        else:
            painter.setPen(ink.pen(colour, 1.9 if chosen else 1.1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(bar.rect.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        if bar.rect.height() >= _LOWEST_WITH_TAG:
            _paint_tag(painter, bar, block, document, view=view, colour=colour)


def tags_of(sign: Sign, document: OpenDocument) -> Iterator[str]:
    """What the tag of an annotation may say, the longest first: its title, its first word, one letter."""
    annotation = sign.annotation
    try:
        title = document.scheme.label(annotation.layer, annotation.label).titles.within(language())
    except SchemeError:
        title = annotation.label
    if annotation.layer == CLAIM_LAYER:
        # Not a translated sentence: the isolates around its fields would turn the two round where it is painted.
        yield f"{title} {number(document.number(annotation.id))}"
        yield number(document.number(annotation.id))
        return
    yield title
    yield title.split(" ", 1)[0]
    if annotation.layer == ENTITY_LAYER:
        yield FAMILY_LETTERS[family_of(annotation, document.scheme)].within(language())
    else:
        yield title[:1]


def _rank(sign: Sign) -> tuple[int, int, int, str]:
    annotation = sign.annotation
    depth = sign.depth if annotation.layer == CLAIM_LAYER else 0
    return _RANKS.get(annotation.layer, 3), depth, annotation.start - annotation.end, annotation.id


def _lanes(parts: Sequence[tuple[Sign, Part]]) -> list[int]:
    """The first free lane for each part of a line, in order."""
    taken: list[list[tuple[float, float]]] = []
    lanes = []
    for _sign, part in parts:
        lane = next(
            (n for n, row in enumerate(taken) if all(part.left >= r - 0.5 or part.right <= le + 0.5 for le, r in row)),
            len(taken),
        )
        if lane == len(taken):
            taken.append([])
        taken[lane].append((part.left, part.right))
        lanes.append(lane)
    return lanes


def _measures(lanes: int) -> tuple[float, float]:
    """Height of a bar, and from one to the next."""
    if lanes <= _LANES:
        return _HEIGHT, _HEIGHT + _BETWEEN
    step = _LANES * (_HEIGHT + _BETWEEN) / lanes
    return step * 0.87, step


def _colour(sign: Sign, document: OpenDocument, view: View) -> QColor:
    annotation = sign.annotation
    if annotation.layer in (CLAIM_LAYER, SOURCE_LAYER):
        return view.theme.hue(document.hue(annotation.id))
    if annotation.layer == CUE_LAYER:
        return view.theme.cue
    if annotation.layer == ENTITY_LAYER:
        return view.theme.family(family_of(annotation, document.scheme))
    return view.theme.ink3


def _faded(colour: QColor, sign: Sign, view: View) -> QColor:
    strength = view.strength(sign.annotation.id)
    return colour if strength == 1.0 else mix(colour, view.theme.page, strength)


def _paint_ground(painter: QPainter, bar: Bar, block: Block, view: View) -> None:
    """The tint behind the letters of what is chosen."""
    top = bar.part.baseline - block.style.above
    ground = QRectF(bar.part.left - 1, top, bar.part.right - bar.part.left + 2, bar.rect.top() - top)
    ink.fill(painter, ground, view.theme.accent_bg, radius=_RADIUS)


def _paint_foot(painter: QPainter, bar: Bar, colour: QColor, *, double: bool) -> None:
    """The underline of a source, thin and double from the ninth on."""
    rect = bar.rect
    for rise, thick in ((1.0, 1.0), (3.2, 1.0)) if double else ((2.2, 2.2),):
        ink.fill(painter, QRectF(rect.left(), rect.bottom() - rise, rect.width(), thick), colour)


def _paint_tag(
    painter: QPainter, bar: Bar, block: Block, document: OpenDocument, *, view: View, colour: QColor
) -> None:
    """The type where the annotation begins; of a claim its number again on every further line."""
    theme, rect, annotation = view.theme, bar.rect, bar.sign.annotation
    is_claim = annotation.layer == CLAIM_LAYER
    if bar.part.starts:
        doubt = f" {question_mark()}" if annotation.unsure else ""
        texts = [text + doubt for text in tags_of(bar.sign, document)]
    elif is_claim:
        texts = [number(document.number(annotation.id))]
    else:
        return
    text = next((text for text in texts if ink.width_of(text, _PX, 600) + 8 <= rect.width()), "")
    if not text:
        return
    width = ink.width_of(text, _PX, 600)
    filled = is_claim and bar.part.starts
    if filled:
        left = rect.right() - width - 10 if block.rtl else rect.left()
        ink.fill(painter, QRectF(left, rect.top(), width + 10, rect.height()), colour, radius=_RADIUS)
    inset = 5.0 if filled else 4.0
    right = rect.right() - inset if block.rtl else rect.left() + inset + width
    lift = 1.7 if annotation.layer == SOURCE_LAYER else 0.8
    shade = theme.page if filled else mix(colour, theme.ink, 0.75)
    ink.word(painter, QPointF(right, rect.center().y() - lift), text, shade, px=_PX, weight=600)
