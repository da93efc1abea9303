"""Painting what one key would mark: dashed outlines around a claim, dashed lines under its cue and its source."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from annotator.model.scheme import CLAIM_LAYER
from annotator.model.span import Span
from annotator.ui.reader import ink
from annotator.ui.reader.blocks import Block
from annotator.ui.reader.view import View

_RADIUS: Final = 4.0
_DASHES: Final = (3.0, 2.6)


def paint_proposed(painter: QPainter, block: Block, letters: Span | None, view: View) -> None:
    """Paint what is proposed among some letters of a block; the painter's origin is the block's."""
    if letters is None:
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for layer, pieces in view.proposed:
        outlined = layer == CLAIM_LAYER
        painter.setPen(ink.pen(view.theme.ink3, 1.0 if outlined else 1.5, dashes=_DASHES))
        for piece in pieces:
            if piece.end <= letters.start or piece.start >= letters.end:
                continue
            for number, run in block.runs(piece.start, piece.end):
                line = block.lines[number]
                low = line.baseline + block.style.below
                if outlined:
                    top = line.baseline - block.style.above
                    painter.drawRoundedRect(
                        QRectF(run.left - 1.5, top, run.right - run.left + 3, low - top), _RADIUS, _RADIUS
                    )
                else:
                    ink.line(painter, QPointF(run.left, low + 1.5), QPointF(run.right, low + 1.5))
