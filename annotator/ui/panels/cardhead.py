"""The head of the inspector: the circle of a claim or a small sign, the title, and how long and where."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.language import is_rtl, question_mark
from annotator.model.scheme import CUE_LAYER, ENTITY_LAYER, SOURCE_LAYER
from annotator.ui.fonts import ui_font
from annotator.ui.panels.card import Card
from annotator.ui.panels.kept import KeptPicture
from annotator.ui.panels.lettering import draw_line, end_of, start_of, width_of
from annotator.ui.panels.marks import (
    draw_claim_circle,
    draw_cue_dots,
    draw_entity_box,
    draw_pill,
    draw_source_line,
    pill_width,
)
from annotator.ui.theme import Theme


class CardHead(QWidget):
    """Names what the card is about, in its own sign."""

    def __init__(self, card: Card, *, hue: int, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._card, self._hue, self._theme = card, hue, theme
        self._kept = KeptPicture()
        self.setAccessibleName(f"{card.title}, {card.meta}")
        self.setFixedHeight(26)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Sign, title, meta."""
        self._kept.paint(self, (self._theme, is_rtl()), self._draw, ground=self._theme.desk)

    def _draw(self, painter: QPainter) -> None:
        theme, card, rect = self._theme, self._card, QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shift = self._draw_sign(painter, rect)
        words = start_of(rect, rect.width() - shift, offset=shift)
        width = draw_line(painter, words, card.title, font=ui_font(15, 600), colour=theme.ink) + shift
        if card.unsure:
            sign = question_mark()
            pill = start_of(rect.adjusted(0, 4, 0, -4), pill_width(sign, ui_font(11, 600)), offset=width + 8)
            draw_pill(painter, pill, sign, font=ui_font(11, 600), ink=theme.warn, ground=theme.warn_bg)
            width += 8 + pill.width()
        meta = width_of(card.meta, ui_font(11.5))
        if width + 12 + meta <= rect.width():
            draw_line(painter, end_of(rect, meta + 2), card.meta, font=ui_font(11.5), colour=theme.ink3)

    def _draw_sign(self, painter: QPainter, rect: QRectF) -> float:
        theme, card = self._theme, self._card
        middle = start_of(rect, 22).center()
        if card.claim is not None:
            claim_number, state, hue = card.claim
            draw_claim_circle(painter, middle, claim_number=claim_number, state=state, hue=hue, theme=theme)
        elif card.layer == SOURCE_LAYER:
            colour = theme.hue(self._hue)
            draw_source_line(painter, middle + QPointF(8, 2), 17, colour=colour, theme=theme)
        elif card.layer == CUE_LAYER:
            draw_cue_dots(painter, middle + QPointF(8, 2), 16, theme=theme)
        elif card.layer == ENTITY_LAYER:
            draw_entity_box(painter, QRectF(middle.x() - 8, middle.y() - 7, 16, 14), family=card.family, theme=theme)
        else:
            return 0.0
        return 32.0
