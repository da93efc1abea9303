"""An article on paper: its head, the annotated text, the legend and the table of attributions, as pieces to be stacked.

A piece is never cut; the text is cut between two lines. What is stacked can be painted as one long picture or sheet by
sheet, by the same strokes as on the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from annotator.language import _, isolated
from annotator.model.identity import ADJUDICATED
from annotator.operations.opendocument import OpenDocument
from annotator.ui.fonts import ui_font
from annotator.ui.panels.inbox import short_date
from annotator.ui.panels.lettering import draw_line, interface_direction
from annotator.ui.paperlegend import legend_of
from annotator.ui.papertable import table_of
from annotator.ui.reader.drawing import Drawing
from annotator.ui.reader.picture import drawing_of
from annotator.ui.reader.styles import COLUMN, LEFT_MARGIN, RIGHT_MARGIN
from annotator.ui.reader.view import View
from annotator.ui.theme import LIGHT, Theme

BREADTH: Final = LEFT_MARGIN + COLUMN + RIGHT_MARGIN
"""Of everything, in page units."""
PAPER: Final[Theme] = replace(LIGHT, page=QColor("#FFFFFF"), desk=QColor("#FFFFFF"))
"""The light theme without its tint: paper brings its own."""
_HEAD: Final = 62.0
_AIR: Final = 22.0
# Below the rings of the second lane, above the tags of the next line.
_BELOW_BASELINE: Final = 22.5


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that stays whole on one sheet.

    Attributes:
        height: In page units.
        paint: Paints it; the origin is its upper left corner.
        text: Top and bottom in the article where it is a stretch of the text: neighbours are painted as one.
        with_next: Whether it must not be the last on a sheet.
        below: The head of the table that it belongs to, said again where a sheet begins with it.
    """

    height: float
    paint: Callable[[QPainter], None]
    text: tuple[float, float] | None = None
    with_next: bool = False
    below: Piece | None = None


class Paper:
    """One annotated article, ready to be put on paper.

    Attributes:
        pieces: From top to bottom.
    """

    def __init__(self, document: OpenDocument, *, theme: Theme = PAPER) -> None:
        self._theme = theme
        self._drawing: Drawing = drawing_of(document, View(theme=theme, tags_everywhere=True))
        self.pieces: tuple[Piece, ...] = tuple(self._all_of(document))

    @property
    def height(self) -> float:
        """Of all pieces one below the other, in page units."""
        return sum(piece.height for piece in self.pieces)

    def sheets(self, height: float) -> Iterator[list[Piece]]:
        """The pieces of each sheet of that height; one that is higher than a sheet has one of its own."""
        sheet: list[Piece] = []
        used = 0.0
        for at, piece in enumerate(self.pieces):
            if sheet and used + self._together(at) > height:
                yield sheet
                again = piece.below
                sheet = [again] if again is not None and again.height + self._together(at) <= height else []
                used = sum(repeated.height for repeated in sheet)
            sheet.append(piece)
            used += piece.height
        if sheet:
            yield sheet

    def _together(self, at: int) -> float:
        """Height of a piece with all that must follow it on the same sheet."""
        height = self.pieces[at].height
        while self.pieces[at].with_next and at + 1 < len(self.pieces):
            at += 1
            height += self.pieces[at].height
        return height

    def paint(self, painter: QPainter, pieces: list[Piece]) -> None:
        """Paint pieces one below the other, the first at the origin."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0.0
        for piece in _joined(pieces):
            painter.save()
            painter.translate(0.0, top)
            if piece.text is not None:
                self._paint_text(painter, *piece.text)
            else:
                piece.paint(painter)
            painter.restore()
            top += piece.height

    # ------------------------------------------------------------------ within

    def _all_of(self, document: OpenDocument) -> Iterator[Piece]:
        yield Piece(_HEAD, lambda painter: self._paint_head(painter, document))
        for top, bottom in self._lines():
            yield Piece(bottom - top, _unpainted, text=(top, bottom))
        yield Piece(_AIR, _unpainted)
        width = BREADTH - _SIDE * 2
        for height, paint in legend_of(document, width=width, theme=self._theme):
            yield Piece(height, _shifted(paint))
        title_and_head: list[Piece] = []
        for height, paint in table_of(document, width=width, theme=self._theme):
            if len(title_and_head) < _TABLE_HEAD:
                # Title and head of the table stay with its first row.
                title_and_head.append(Piece(height, _shifted(paint), with_next=True))
                yield title_and_head[-1]
            else:
                yield Piece(height, _shifted(paint), below=title_and_head[-1])
        yield Piece(_AIR, _unpainted)

    def _lines(self) -> Iterator[tuple[float, float]]:
        page = self._drawing.page
        top = 0.0
        for number, block in enumerate(page.blocks):
            for line in block.lines:
                below = page.top(number) + line.baseline + _BELOW_BASELINE
                yield top, below
                top = below
        last = page.blocks[-1] if page.blocks else None
        if last is not None and last.lines:
            yield top, max(top + 1.0, page.top(len(page.blocks) - 1) + last.lines[-1].baseline + _BELOW_BASELINE)

    def _paint_text(self, painter: QPainter, top: float, bottom: float) -> None:
        painter.setClipRect(QRectF(0, 0, BREADTH, bottom - top))
        painter.translate(LEFT_MARGIN, -top)
        self._drawing.paint(painter, QRectF(-LEFT_MARGIN, top, BREADTH, bottom - top))

    def _paint_head(self, painter: QPainter, document: OpenDocument) -> None:
        theme, meta = self._theme, document.document.meta
        line = QRectF(_SIDE, 8, BREADTH - 2 * _SIDE, 20)
        draw_line(painter, line, document.document.title, font=ui_font(15, 600), colour=theme.ink)
        whose = _("Adjudicated") if document.set_name == ADJUDICATED else document.set_name
        told = [meta.get("outlet"), short_date(meta.get("published")), whose]
        small = " · ".join(isolated(part) for part in told if part)
        below = line.translated(0, 23)
        draw_line(painter, below, small, font=ui_font(12), colour=theme.ink3, direction=interface_direction())
        painter.fillRect(QRectF(_SIDE, _HEAD - 5, BREADTH - 2 * _SIDE, 1), theme.line2)


_SIDE: Final = 34.0
_TABLE_HEAD: Final = 2


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces with neighbouring stretches of the text made one, so that no seam shows between them."""
    waiting: Piece | None = None
    for piece in pieces:
        if waiting is not None and waiting.text is not None and piece.text is not None:
            whole = waiting.text[0], piece.text[1]
            waiting = Piece(whole[1] - whole[0], _unpainted, text=whole)
            continue
        if waiting is not None:
            yield waiting
        waiting = piece
    if waiting is not None:
        yield waiting


def _shifted(paint: Callable[[QPainter], None]) -> Callable[[QPainter], None]:
    def shifted(painter: QPainter) -> None:
        painter.translate(QPointF(_SIDE, 0))
        paint(painter)

    return shifted


def _unpainted(_painter: QPainter) -> None:
    """Air, or text, which is painted by the article's own drawing."""
