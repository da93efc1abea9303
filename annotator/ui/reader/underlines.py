"""Painting what runs under the letters: sources as lines with a ring, cues as dots, anything else as a thin line."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from annotator.model.scheme import SOURCE_LAYER
from annotator.operations.opendocument import OpenDocument
from annotator.ui.reader import ink
from annotator.ui.reader.blocks import Block
from annotator.ui.reader.signs import BlockSigns, Part, Sign
from annotator.ui.reader.view import View
from annotator.ui.theme import Theme, mix

HUES: Final = 8
"""From the ninth source on the hues come again, with a double line."""


def paint_grounds(painter: QPainter, signs: BlockSigns, block: Block, view: View) -> None:
    """Paint the tint behind the chosen source or cue, and behind everything that bears a badge."""
    for sign in signs.all:
        annotation = sign.annotation.id
        if annotation in view.badges:
            colour = mix(view.theme.sel, view.theme.page, 0.85 if annotation == view.current_badge else 0.42)
        elif annotation == view.chosen and sign in signs.underlines:
            colour = view.theme.accent_bg
        else:
            continue
        for part in sign.parts:
            top = part.baseline - block.style.above + 2
            bottom = part.baseline + block.style.below
            ink.fill(painter, QRectF(part.left - 2, top, part.right - part.left + 4, bottom - top), colour, radius=4)


def paint_underlines(painter: QPainter, signs: BlockSigns, block: Block, document: OpenDocument, view: View) -> None:
    """Paint the underlines of a block; the painter's origin is the block's."""
    for sign in signs.underlines:
        if sign.annotation.id in view.stood_for:
            continue
        if sign.annotation.layer == SOURCE_LAYER:
            _source(painter, sign, signs, block, number=document.hue(sign.annotation.id), view=view)
        else:
            _cue(painter, sign, signs, block, view)
    for sign in signs.others:
        painter.setPen(ink.pen(_faded(view.theme.ink3, sign, view), 1.2))
        for part in sign.parts:
            y = part.baseline + block.style.below + 1.5
            ink.line(painter, QPointF(part.left, y), QPointF(part.right, y))


def source_ring(painter: QPainter, centre: QPointF, colour: QColor, *, double: bool, theme: Theme) -> None:
    """The ring at the start of a source; a second one inside it from the ninth source on."""
    painter.setPen(ink.pen(colour, 1.5 if double else 2.0))
    painter.setBrush(theme.page)
    painter.drawEllipse(centre, 3.6, 3.6)
    if double:
        painter.setPen(ink.pen(colour, 1.0))
        painter.drawEllipse(centre, 1.5, 1.5)


def _source(painter: QPainter, sign: Sign, signs: BlockSigns, block: Block, *, number: int, view: View) -> None:
    colour = _faded(view.theme.hue(number), sign, view)
    width = 2.9 if sign.annotation.id == view.chosen else 2.2
    double = number > HUES
    for part in sign.parts:
        y = _lane(part, sign, signs, block)
        start, end = _ends(part, block, before=4.6 if part.starts else 1.0)
        if double:
            painter.setPen(ink.pen(colour, width * 0.6, round_ends=True))
            for away in (-1.5, 1.6):
                ink.line(painter, QPointF(start, y + away), QPointF(end, y + away))
        else:
            painter.setPen(ink.pen(colour, width, round_ends=True))
            ink.line(painter, QPointF(start, y), QPointF(end, y))
        if part.starts:
            ring = part.right - 0.6 if block.rtl else part.left + 0.6
            source_ring(painter, QPointF(ring, y), colour, double=double, theme=view.theme)


def _cue(painter: QPainter, sign: Sign, signs: BlockSigns, block: Block, view: View) -> None:
    colour = _faded(view.theme.cue, sign, view)
    painter.setPen(ink.pen(colour, 2.9 if sign.annotation.id == view.chosen else 2.3, dotted=1.9))
    for part in sign.parts:
        y = _lane(part, sign, signs, block)
        start, end = _ends(part, block, before=1.4)
        ink.line(painter, QPointF(start, y), QPointF(end, y))
    if sign.last_fragment:
        painter.setPen(ink.pen(mix(colour, view.theme.page, 0.75), 1.1, dotted=3.2))
        for before, after in pairwise(range(sign.last_fragment + 1)):
            _bridge(painter, sign, signs, block, before=before, after=after)


def _bridge(painter: QPainter, sign: Sign, signs: BlockSigns, block: Block, *, before: int, after: int) -> None:
    """Small dots in the next lane, from one fragment of a cue to the next on the same line."""
    left_off = next((p for p in reversed(sign.parts) if p.fragment == before and p.ends), None)
    taken_up = next((p for p in sign.parts if p.fragment == after and p.starts), None)
    if left_off is None or taken_up is None or left_off.line != taken_up.line:
        return
    y = left_off.baseline + block.style.below + signs.lane_offset(left_off.line, sign.lane + 1)
    if block.rtl:
        ink.line(painter, QPointF(left_off.left - 1, y), QPointF(taken_up.right + 1, y))
    else:
        ink.line(painter, QPointF(left_off.right + 1, y), QPointF(taken_up.left - 1, y))


def _lane(part: Part, sign: Sign, signs: BlockSigns, block: Block) -> float:
    return part.baseline + block.style.below + signs.lane_offset(part.line, sign.lane)


def _ends(part: Part, block: Block, *, before: float) -> tuple[float, float]:
    """Where a line begins and ends, in order of reading, a little inside the letters."""
    if block.rtl:
        return part.right - before, min(part.left + 1.0, part.right - before)
    return part.left + before, max(part.right - 1.0, part.left + before)


def _faded(colour: QColor, sign: Sign, view: View) -> QColor:
    strength = view.strength(sign.annotation.id)
    return colour if strength == 1.0 else mix(colour, view.theme.page, strength)
