"""Painting the rail: a circle with its number for every claim, a bracket where it has more than one line."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from annotator.language import number, question_mark
from annotator.model.attribution import ClaimState
from annotator.operations.opendocument import OpenDocument
from annotator.ui.reader import ink
from annotator.ui.reader.blocks import Block
from annotator.ui.reader.rail import RADIUS, RailMark
from annotator.ui.reader.signs import BlockSigns
from annotator.ui.reader.underlines import HUES
from annotator.ui.reader.view import View
from annotator.ui.theme import Theme, mix

_ABOVE_BASELINE: Final = 5.5


def circle_centre(mark: RailMark, block: Block, width: float) -> QPointF | None:
    """The centre of a claim's circle from the block's origin, or None where another block has it."""
    if mark.first is None:
        return None
    return QPointF(width + mark.x, block.lines[mark.first].baseline - _ABOVE_BASELINE + mark.drop)


def paint_rail(
    painter: QPainter,
    signs: BlockSigns,
    block: Block,
    document: OpenDocument,
    view: View,
    *,
    width: float,
    height: float,
) -> None:
    """Paint the part of the rail beside a block.

    Args:
        painter: Its origin is the block's.
        signs: Of the block.
        block: The block.
        document: Tells number, state and hue of each claim.
        view: What is shown.
        width: Of the column.
        height: Of the block with its gap: a bracket that goes on reaches the next block.
    """
    for mark in signs.rail:
        colour = _colour(mark, document, view)
        painter.setPen(ink.pen(colour, 2.6 if mark.claim.id == view.chosen else 1.6, round_ends=True))
        _bracket(painter, mark, block, width=width, height=height)
    for mark in signs.rail:
        centre = circle_centre(mark, block, width)
        if centre is not None:
            claim = mark.claim
            paint_circle(
                painter,
                centre,
                document.number(claim.id),
                state=document.state(claim.id),
                hue=document.hue(claim.id),
                theme=view.theme,
                chosen=claim.id == view.chosen,
                unsure=claim.unsure,
                strength=view.strength(claim.id),
            )


def paint_circle(
    painter: QPainter,
    centre: QPointF,
    claim: int,
    *,
    state: ClaimState,
    hue: int,
    theme: Theme,
    chosen: bool = False,
    unsure: bool = False,
    strength: float = 1.0,
) -> None:
    """Paint a claim's circle: its shape tells the state, its colour only repeats who speaks.

    Args:
        painter: In page units.
        centre: Of the circle.
        claim: The claim's number.
        state: Open is a ring, attributed is filled, unstated has a bar below, denied bears a cross.
        hue: Number of the source.
        theme: The colours.
        chosen: Whether it is chosen.
        unsure: Whether its author doubts it.
        strength: 0 to 1.
    """
    colour = _weakened(theme.hue(hue), theme, strength)
    filled = state in (ClaimState.ATTRIBUTED, ClaimState.DENIED)
    if chosen:
        ink.fill(painter, _square(centre, RADIUS + 4), mix(colour, theme.page, 0.2), radius=RADIUS + 4)
    painter.setPen(ink.pen(colour, 1.8))
    painter.setBrush(colour if filled else theme.page)
    painter.drawEllipse(centre, RADIUS - 0.9, RADIUS - 0.9)
    if filled and hue > HUES:
        painter.setPen(ink.pen(theme.page, 1.3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, RADIUS - 2.3, RADIUS - 2.3)
    text = number(claim)
    px = 12.0 if len(text) < 3 else 9.5
    ink.letter(painter, centre, text, theme.page if filled else colour, px=px)
    if state is ClaimState.UNSTATED:
        _bar(painter, centre, colour, theme)
    badge = centre + QPointF(-RADIUS + 1.2, -RADIUS + 1.6)
    if state is ClaimState.DENIED:
        _cross(painter, badge, _weakened(theme.bad, theme, strength), theme)
        badge = centre + QPointF(RADIUS - 1.2, -RADIUS + 1.6)
    if unsure:
        painter.setPen(ink.pen(theme.page, 1.6))
        painter.setBrush(_weakened(theme.warn, theme, strength))
        painter.drawEllipse(badge, 7, 7)
        ink.letter(painter, badge, question_mark(), theme.page, px=11, weight=600)


def _colour(mark: RailMark, document: OpenDocument, view: View) -> QColor:
    return _weakened(view.theme.hue(document.hue(mark.claim.id)), view.theme, view.strength(mark.claim.id))


def _weakened(colour: QColor, theme: Theme, strength: float) -> QColor:
    return colour if strength == 1.0 else mix(colour, theme.page, strength)


def _bracket(painter: QPainter, mark: RailMark, block: Block, *, width: float, height: float) -> None:
    """The upright from below the circle to the foot at the last line, or on to the next block."""
    if mark.first is not None and mark.first == mark.last:
        return
    x = width + mark.x
    centre = circle_centre(mark, block, width)
    start = 0.0 if centre is None else centre.y() + RADIUS + 3.5
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if mark.last is None:
        painter.drawLine(QPointF(x, start), QPointF(x, height))
        return
    baseline = block.lines[mark.last].baseline
    foot = baseline - block.style.above - 1 if mark.foot_meets_circle else baseline + 6
    if foot - 6 <= start:
        return
    path = QPainterPath(QPointF(x, start))
    path.lineTo(x, foot - 6)
    path.quadTo(x, foot, x - 6, foot)
    path.lineTo(x - 9, foot)
    painter.drawPath(path)


def _bar(painter: QPainter, centre: QPointF, colour: QColor, theme: Theme) -> None:
    y = centre.y() + RADIUS - 0.6
    for shade, thick in ((theme.page, 5.5), (colour, 2.6)):
        painter.setPen(ink.pen(shade, thick))
        painter.drawLine(QPointF(centre.x() - 6.5, y), QPointF(centre.x() + 6.5, y))


def _cross(painter: QPainter, centre: QPointF, colour: QColor, theme: Theme) -> None:
    painter.setPen(ink.pen(theme.page, 1.6))
    painter.setBrush(colour)
    painter.drawEllipse(centre, 6.6, 6.6)
    painter.setPen(ink.pen(theme.page, 1.9, round_ends=True))
    for dx, dy in ((2.4, 2.4), (2.4, -2.4)):
        painter.drawLine(centre - QPointF(dx, dy), centre + QPointF(dx, dy))


def _square(centre: QPointF, radius: float) -> QRectF:
    return QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
