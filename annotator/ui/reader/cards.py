"""The cards manner: a card for every claim in the far margin, beside the line where the claim begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QTextOption

from annotator.language import _, number
from annotator.model.annotation import Annotation
from annotator.model.attribution import Attribution
from annotator.model.identity import AnnotationId
from annotator.operations.chainwords import chain_words, cue_words, value_title
from annotator.operations.opendocument import OpenDocument
from annotator.ui.reader import ink
from annotator.ui.reader.blocks import Block
from annotator.ui.reader.circles import paint_circle
from annotator.ui.reader.rail import RADIUS
from annotator.ui.reader.signs import BlockSigns
from annotator.ui.reader.view import View
from annotator.ui.theme import mix

_RIGHT: Final = -44.0
_WIDTH: Final = 192.0
_FULL, _SMALL, _CHIP = 45.0, 25.0, 18.0
_BETWEEN: Final = 4.0
_PX, _SMALL_PX = 12.5, 11.0


@dataclass(frozen=True, slots=True)
class Card:
    """The card of one claim.

    Attributes:
        claim: The claim.
        rect: Where it stands, from the block's origin.
        line_y: The middle of the line where the claim begins.
    """

    claim: Annotation
    rect: QRectF
    line_y: float


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of a block.

    Attributes:
        cards: From above.
        more: Claims for which there was no room.
        more_rect: Where their number stands.
    """

    cards: tuple[Card, ...] = ()
    more: tuple[AnnotationId, ...] = ()
    more_rect: QRectF | None = None

    def at(self, x: float, y: float) -> AnnotationId | None:
        """The claim whose card is under a point, from the block's origin; of the rest the first one."""
        for card in self.cards:
            if card.rect.contains(x, y):
                return card.claim.id
        return self.more[0] if self.more_rect is not None and self.more_rect.contains(x, y) else None


def cards_of(signs: BlockSigns, block: Block, chosen: AnnotationId | None) -> Cards:
    """Place the cards of the claims that begin in a block that is laid out.

    They never leave the block, so that they keep in step with its text: where there is no room for whole cards they
    are single lines, and where there is none for those either, a number tells how many are left.
    """
    begun = [(mark.claim, block.lines[mark.first].baseline) for mark in signs.rail if mark.first is not None]
    if not begun:
        return Cards()
    top = block.lines[0].baseline - block.style.above
    bottom = block.height - 2.0
    height = next((h for h in (_FULL, _SMALL) if len(begun) * (h + _BETWEEN) <= bottom - top + _BETWEEN), _SMALL)
    room = max(1, int((bottom - top - _CHIP) // (_SMALL + _BETWEEN)))
    fits = len(begun) * (height + _BETWEEN) <= bottom - top + _BETWEEN
    shown = begun if fits else _around(begun, chosen, room)
    more = tuple(claim.id for claim, _at in begun if all(claim is not other for other, _y in shown))
    limit = bottom - (_CHIP + 2 if more else 0)
    cards = _stacked(shown, block, top=top, bottom=limit, height=height)
    chip = QRectF(_RIGHT - _WIDTH, cards[-1].rect.bottom() + 2, _WIDTH, _CHIP) if more else None
    return Cards(tuple(cards), more, chip)


def looks_of(document: OpenDocument, signs: BlockSigns) -> tuple[object, ...]:
    """What the cards of a block say; where it is equal, they need not be painted again."""
    return tuple(
        (tuple(document.attributions(mark.claim.id)), mark.claim.unsure)
        for mark in signs.rail
        if mark.first is not None
    )


def paint_cards(painter: QPainter, cards: Cards, document: OpenDocument, view: View) -> None:
    """Paint the cards of a block; the painter's origin is the block's."""
    for card in cards.cards:
        _paint_card(painter, card, document, view)
    if cards.more_rect is not None:
        text = _("{number} more", number=len(cards.more))
        _line(painter, cards.more_rect.adjusted(0, 0, -6, 0), text, view.theme.ink3, px=_SMALL_PX)


def _stacked(
    begun: Sequence[tuple[Annotation, float]], block: Block, *, top: float, bottom: float, height: float
) -> list[Card]:
    """Each card beside its line where it can be, else below the one before; the last ones pushed up from the end."""
    tops: list[float] = []
    for _claim, baseline in begun:
        wanted = baseline - block.style.above + 1
        tops.append(max(wanted, tops[-1] + height + _BETWEEN if tops else top))
    limit = bottom - height
    for at in reversed(range(len(tops))):
        tops[at] = min(tops[at], limit)
        limit = tops[at] - height - _BETWEEN
    return [
        Card(claim, QRectF(_RIGHT - _WIDTH, y, _WIDTH, height), baseline - 6.0)
        for (claim, baseline), y in zip(begun, tops, strict=True)
    ]


def _around(
    begun: Sequence[tuple[Annotation, float]], chosen: AnnotationId | None, room: int
) -> Sequence[tuple[Annotation, float]]:
    """As many as there is room for, among them the chosen one."""
    at = next((n for n, (claim, _y) in enumerate(begun) if claim.id == chosen), 0)
    first = max(0, at - room + 1)
    return begun[first : first + room]


def _paint_card(painter: QPainter, card: Card, document: OpenDocument, view: View) -> None:
    claim, theme, rect = card.claim, view.theme, card.rect
    hue, strength = document.hue(claim.id), view.strength(claim.id)
    colour = mix(theme.hue(hue), theme.page, strength)
    chosen = claim.id == view.chosen
    meeting = min(max(card.line_y, rect.top() + 8), rect.bottom() - 8)
    painter.setPen(ink.pen(mix(colour, theme.page, 0.45), 1.2))
    if abs(meeting - card.line_y) > 1:
        painter.drawPolyline([
            QPointF(rect.right(), meeting), QPointF(_RIGHT + 8, meeting),
            QPointF(_RIGHT + 16, card.line_y), QPointF(-8.0, card.line_y),
        ])  # fmt: skip
    painter.setPen(ink.pen(colour if chosen else theme.line2, 1.6 if chosen else 1.0))
    painter.setBrush(mix(colour, theme.page, 0.1) if chosen else theme.card)
    painter.drawRoundedRect(rect, 8, 8)
    middle = rect.center().y() if rect.height() < _FULL else rect.top() + 14
    paint_circle(
        painter,
        QPointF(rect.right() - RADIUS - 5, middle),
        document.number(claim.id),
        state=document.state(claim.id),
        hue=hue,
        theme=theme,
        unsure=claim.unsure,
        strength=strength,
    )
    words = rect.adjusted(9, 0, -2 * RADIUS - 12, 0)
    chains = document.attributions(claim.id)
    who = chain_words(document, chains[0]) if chains else _("not attributed yet")
    shade = mix(theme.ink if chains else theme.ink3, theme.page, strength)
    _line(painter, QRectF(words.left(), middle - 10, words.width(), 20), who, shade, px=_PX, weight=500)
    if rect.height() >= _FULL:
        under = QRectF(rect.left() + 9, rect.bottom() - 20, rect.width() - 18, 17)
        _line(painter, under, _manner(document, claim, chains), mix(theme.ink3, theme.page, strength), px=_SMALL_PX)


def _manner(document: OpenDocument, claim: Annotation, chains: Sequence[Attribution]) -> str:
    """The second line: stance and cue, who else speaks of it; of an open claim its first words."""
    if not chains:
        return claim.text(document.text)
    first = chains[0]
    parts = [value_title(document, "stance", first.stance)] if first.stance else []
    parts.append(cue_words(document, first))
    for chain in chains[1:]:
        stance = value_title(document, "stance", chain.stance) if chain.stance else ""
        parts.append(": ".join(part for part in (stance, chain_words(document, chain)) if part))
    return " · ".join(part for part in parts if part) or number(document.number(claim.id))


def _line(painter: QPainter, rect: QRectF, text: str, colour: QColor, *, px: float, weight: int = 400) -> None:
    """One line of words at the right of a rectangle, cut by … where it does not fit."""
    painter.setFont(ink.face(px, weight))
    painter.setPen(colour)
    painter.drawText(rect, _cut(text, round(rect.width()), px, weight), _option())


@lru_cache(maxsize=1024)
def _cut(text: str, width: int, px: float, weight: int) -> str:
    return QFontMetricsF(ink.face(px, weight)).elidedText(text[:200], Qt.TextElideMode.ElideRight, width)


@lru_cache(maxsize=1)
def _option() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute)
    return option
