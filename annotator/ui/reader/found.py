"""Painting what a search has found: a tint behind the letters, stronger and framed where the search stands."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from annotator.model.span import Span
from annotator.ui.reader import ink
from annotator.ui.reader.blocks import Block
from annotator.ui.reader.view import View
from annotator.ui.theme import mix

_RADIUS: Final = 3.0


def paint_hits(painter: QPainter, block: Block, letters: Span | None, view: View) -> None:
    """Paint the places that a search has found among some letters of a block; the painter's origin is the block's."""
    if view.hits is None or letters is None:
        return
    theme = view.theme
    for place in view.hits.between(letters.start, letters.end):
        current = place == view.current_hit
        for number, run in block.runs(place.start, place.end):
            top = block.lines[number].baseline - block.style.above + 1
            height = block.style.above + block.style.below - 2
            rect = QRectF(run.left - 0.5, top, run.right - run.left + 1, height)
            ink.fill(painter, rect, mix(theme.warn, theme.page, 0.38 if current else 0.2), radius=_RADIUS)
            if current:
                painter.setPen(ink.pen(theme.warn, 1.4))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
