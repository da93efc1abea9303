"""Painting claims: a strip behind the letters, corner brackets at the true ends, dots from fragment to fragment."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from annotator.model.identity import AnnotationId
from annotator.operations.opendocument import OpenDocument
from annotator.ui.reader import ink
from annotator.ui.reader.blocks import Block
from annotator.ui.reader.signs import BlockSigns, Part, Sign
from annotator.ui.reader.view import View
from annotator.ui.theme import mix

_RADIUS: Final = 4.0
_DEEPER: Final = 0.05
"""How much stronger a strip gets with each further level of nesting."""


def paint_claims(painter: QPainter, signs: BlockSigns, block: Block, document: OpenDocument, view: View) -> None:
    """Paint the strips and brackets of a block, parents first; the painter's origin is the block's."""
    fills: dict[AnnotationId, QColor] = {}
    for sign in signs.claims:
        claim = sign.annotation.id
        hue = view.theme.hue(document.hue(claim))
        parent = document.parent(claim)
        below = fills.get(parent, view.theme.page) if parent is not None else view.theme.page
        fills[claim] = _fill(sign, hue, below, view)
        for part in sign.parts:
            _strip(painter, part, sign, block, fills[claim])
    for sign in signs.claims:
        _brackets(painter, sign, block, _bracket_colour(sign, document, view), chosen=sign.annotation.id == view.chosen)
        _bridges(painter, sign, block, _bracket_colour(sign, document, view))


def _fill(sign: Sign, hue: QColor, below: QColor, view: View) -> QColor:
    """The strip's colour: a tint of the hue; a faded one lets the parent's strip through."""
    theme, strength = view.theme, view.strength(sign.annotation.id)
    chosen = sign.annotation.id == view.chosen
    if sign.depth == 0:
        tint = theme.band_on if chosen else theme.band
    else:
        tint = theme.band_nested + _DEEPER * min(2, sign.depth - 1) + (0.06 if chosen else 0.0)
    return mix(hue, theme.page if strength == 1.0 else below, tint * strength)


def _bracket_colour(sign: Sign, document: OpenDocument, view: View) -> QColor:
    hue = view.theme.hue(document.hue(sign.annotation.id))
    strength = view.strength(sign.annotation.id)
    return hue if strength == 1.0 else mix(hue, view.theme.page, strength + 0.07)


def _inset(depth: int) -> float:
    return 2.5 * min(depth, 3)


def _strip(painter: QPainter, part: Part, sign: Sign, block: Block, colour: QColor) -> None:
    top = part.baseline - block.style.above + _inset(sign.depth)
    bottom = part.baseline + block.style.below - _inset(sign.depth)
    before, after = (2.6 if part.starts else 0.0), (1.4 if part.ends else 0.0)
    left = part.left - (after if block.rtl else before)
    right = part.right + (before if block.rtl else after)
    strip = QRectF(left, top, right - left, bottom - top)
    if not (part.starts or part.ends):
        ink.fill(painter, strip, colour)
        return
    ink.fill(painter, strip, colour, radius=_RADIUS)
    # Only the true ends are round: the other side is squared off with the same paint.
    half = strip.width() / 2
    if not (part.ends if block.rtl else part.starts):
        ink.fill(painter, strip.adjusted(0, 0, -half, 0), colour)
    if not (part.starts if block.rtl else part.ends):
        ink.fill(painter, strip.adjusted(half, 0, 0, 0), colour)


def _brackets(painter: QPainter, sign: Sign, block: Block, colour: QColor, *, chosen: bool) -> None:
    painter.setPen(ink.pen(colour, 2.4 if chosen else 1.9))
    side = 1.0 if block.rtl else -1.0
    nested = sign.depth > 0
    for part in sign.parts:
        if part.starts:
            outermost = part.fragment == 0
            x = (part.right if block.rtl else part.left) + side * 2.2
            y = part.baseline - block.style.above + (_inset(sign.depth) if nested else 0.0)
            wide, high = (8.0, 11.0) if outermost else (4.0, 6.0)
            ink.corner(painter, QPointF(x - side * wide, y), QPointF(x, y), QPointF(x, y + high))
        if part.ends:
            outermost = part.fragment == sign.last_fragment
            x = (part.left if block.rtl else part.right) - side * (0.9 + _outwards(sign))
            y = part.baseline + block.style.below - (1.0 if nested else 0.0)
            # A full stop that follows sits just where a tall bracket would touch it.
            tall = 8.0 if nested or not part.free_after else 11.0
            wide, high = (8.0, tall) if outermost else (4.0, 6.0)
            ink.corner(painter, QPointF(x + side * wide, y), QPointF(x, y), QPointF(x, y - high))


def _outwards(sign: Sign) -> float:
    """How far the end bracket stands outside: a nested one inside its parent's, a parent's a little farther out."""
    if sign.depth > 0:
        return -1.6 * min(sign.depth, 3)
    return 0.9 if sign.shares_end else 0.0


def _bridges(painter: QPainter, sign: Sign, block: Block, colour: QColor) -> None:
    """Dots along the top of the letters over the words between two fragments."""
    if sign.last_fragment == 0:
        return
    painter.setPen(ink.pen(colour, 1.6, dotted=2.7))
    side = 1.0 if block.rtl else -1.0
    for before, after in pairwise(range(sign.last_fragment + 1)):
        left_off = next((p for p in reversed(sign.parts) if p.fragment == before and p.ends), None)
        taken_up = next((p for p in sign.parts if p.fragment == after and p.starts), None)
        if left_off is None or taken_up is None:
            continue
        from_x = (left_off.left if block.rtl else left_off.right) - side * 3
        to_x = (taken_up.right if block.rtl else taken_up.left) + side * 4
        _dots(painter, block, (left_off, from_x), (taken_up, to_x))


def _dots(painter: QPainter, block: Block, start: tuple[Part, float], end: tuple[Part, float]) -> None:
    height = -block.style.above + 0.6
    (first, from_x), (last, to_x) = start, end
    if first.line == last.line:
        ink.line(painter, QPointF(from_x, first.baseline + height), QPointF(to_x, last.baseline + height))
        return
    for number in range(first.line, last.line + 1):
        line = block.lines[number]
        line_start, line_end = (line.right, line.left) if block.rtl else (line.left, line.right)
        x0 = from_x if number == first.line else line_start
        x1 = to_x if number == last.line else line_end
        ink.line(painter, QPointF(x0, line.baseline + height), QPointF(x1, line.baseline + height))
