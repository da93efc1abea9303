"""Painting entities: a frame without fill whose colour tells the family, and a one-letter tag at its start.

Frames are quieter than what they hold: dates and numbers have their two ends only, and where a source's line runs below
the letters the frame has no lower side.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from annotator.language import language
from annotator.model.annotation import Annotation
from annotator.model.errors import SchemeError
from annotator.model.scheme import SOURCE_LAYER, Scheme, Titles
from annotator.ui.reader import ink
from annotator.ui.reader.blocks import Block
from annotator.ui.reader.signs import BlockSigns, Part, Sign
from annotator.ui.reader.view import View
from annotator.ui.theme import QUIET_FAMILIES, mix

FAMILY_LETTERS: Final = {
    "people": Titles(ar="ش", en="P"),
    "org": Titles(ar="ج", en="O"),
    "place": Titles(ar="م", en="L"),
    "time": Titles(ar="ز", en="T"),
    "other": Titles(ar="ح", en="E"),
}
"""The letter on the tag of each family: شخص، جهة، مكان، زمن، حدث."""
_RADIUS: Final = 4.2
_END: Final = 3.0
"""How far the long sides reach in from the corners where only the ends are drawn, in page units."""


def family_of(annotation: Annotation, scheme: Scheme) -> str:
    """The family of an entity's label; ``other`` where the scheme no longer has the label."""
    try:
        return scheme.label(annotation.layer, annotation.label).family or "other"
    except SchemeError:
        return "other"


def paint_entities(painter: QPainter, signs: BlockSigns, block: Block, scheme: Scheme, view: View) -> None:
    """Paint the frames of a block, the containing ones first; the painter's origin is the block's."""
    lines = _source_lines(signs)
    for sign in signs.entities:
        colour = _colour(sign, scheme, view)
        chosen = sign.annotation.id == view.chosen
        ends_only = not chosen and family_of(sign.annotation, scheme) in QUIET_FAMILIES
        for part in sign.parts:
            frame = _frame(part, sign, block)
            if chosen:
                ink.fill(painter, frame, mix(colour, view.theme.page, 0.16), radius=_RADIUS)
            painter.setPen(ink.pen(colour, 2.0 if chosen else 1.15))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            floor = chosen or not _has_line_below(part, lines)
            painter.drawPath(_outline(frame, part, block, ends_only=ends_only, floor=floor))


def paint_tags(
    painter: QPainter, signs: BlockSigns, block: Block, scheme: Scheme, view: View, *, taken: list[QRectF]
) -> None:
    """Paint the tags of a block's outer frames where no pill of the trunk stands.

    Args:
        painter: Its origin is the block's.
        signs: Of the block.
        block: The block.
        scheme: Tells the families.
        view: What is shown.
        taken: Where the trunk's pills stand, from the block's origin.
    """
    for sign in signs.entities:
        if sign.depth > 0 or not sign.parts or not sign.parts[0].starts:
            continue
        frame = _frame(sign.parts[0], sign, block)
        left = frame.right() - 12.5 if block.rtl else frame.left() - 1.5
        tag = QRectF(left, frame.top() - 10.5, 14.0, 13.5)
        if any(tag.adjusted(-2, -1, 2, 1).intersects(pill) for pill in taken):
            continue
        painter.setPen(ink.pen(view.theme.page, 1.2))
        painter.setBrush(_colour(sign, scheme, view))
        painter.drawRoundedRect(tag, 3.6, 3.6)
        text = FAMILY_LETTERS[family_of(sign.annotation, scheme)].within(language())
        ink.letter(painter, tag.center(), text, view.theme.page, px=10.5)


def _colour(sign: Sign, scheme: Scheme, view: View) -> QColor:
    colour = view.theme.family(family_of(sign.annotation, scheme))
    strength = view.strength(sign.annotation.id)
    return colour if strength == 1.0 else mix(colour, view.theme.page, strength)


def _frame(part: Part, sign: Sign, block: Block) -> QRectF:
    """The frame of a part: inside the band, an inner one smaller, one that holds others a little wider."""
    inner = 2.6 * min(sign.depth, 2)
    wider = 1.6 if sign.holds else 0.0
    before, after = 0.1 + wider * part.starts, 0.1 + wider
    if sign.depth == 0:
        before += 1.1 * part.free_before
        after += 1.1 * part.free_after
    top = part.baseline - block.style.above + 3.0 + inner
    bottom = part.baseline + block.style.below - 2.4 - inner
    left = part.left - (after if block.rtl else before)
    right = part.right + (before if block.rtl else after)
    return QRectF(left, top, right - left, bottom - top)


def _source_lines(signs: BlockSigns) -> dict[int, list[tuple[float, float]]]:
    """From where to where the lines of sources run, by line of text."""
    found: dict[int, list[tuple[float, float]]] = {}
    for sign in signs.underlines:
        if sign.annotation.layer == SOURCE_LAYER:
            for part in sign.parts:
                found.setdefault(part.line, []).append((part.left, part.right))
    return found


def _has_line_below(part: Part, lines: dict[int, list[tuple[float, float]]]) -> bool:
    """Whether a source's line runs below the whole part."""
    return any(left - 1 <= part.left and part.right <= right + 1 for left, right in lines.get(part.line, ()))


def _outline(frame: QRectF, part: Part, block: Block, *, ends_only: bool, floor: bool) -> QPainterPath:
    """The frame's outline, end by end; an end stays open where a joining stroke of the letters passes.

    Args:
        frame: The frame.
        part: The part that it is around.
        block: Its block.
        ends_only: Whether the long sides are left out between the ends.
        floor: Whether it has a lower side.
    """
    path = QPainterPath()
    whole = frame.width() / 2 - _RADIUS
    reach = min(_END, whole) if ends_only else whole
    high = part.baseline - 0.30 * block.style.px
    low = part.baseline + 0.12 * block.style.px
    open_right = part.joined_before if block.rtl else part.joined_after
    open_left = part.joined_after if block.rtl else part.joined_before
    turn = 2 * _RADIUS
    # A line that lies wholly within an entity keeps both of its ends: nothing else would mark it.
    first, last = (part.starts, part.ends) if part.starts or part.ends else (True, True)
    begins, ends = (first, last) if block.rtl else (last, first)
    for side, opened, inward, is_end in ((frame.right(), open_right, -1, begins), (frame.left(), open_left, 1, ends)):
        if ends_only and not is_end:
            continue  # The entity goes on on another line.
        corner = side - turn if inward < 0 else side
        path.moveTo(side + inward * (_RADIUS + reach), frame.top())
        path.lineTo(side + inward * _RADIUS, frame.top())
        path.arcTo(corner, frame.top(), turn, turn, 90, 90 * inward)
        if opened:
            path.lineTo(side, high)
            path.moveTo(side, low)
        if not floor:
            path.lineTo(side, frame.bottom())
            continue
        path.lineTo(side, frame.bottom() - _RADIUS)
        path.arcTo(corner, frame.bottom() - turn, turn, turn, 0 if inward < 0 else 180, 90 * inward)
        path.lineTo(side + inward * (_RADIUS + reach), frame.bottom())
    return path
