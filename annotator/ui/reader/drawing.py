"""The page as it is painted: text once, plain; every sign under or around it, in one fixed order."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from annotator.language import number
from annotator.model.identity import AnnotationId
from annotator.model.scheme import CLAIM_LAYER
from annotator.model.span import Span
from annotator.ui.reader import (
    bars,
    bubbles,
    cards,
    circles,
    claims,
    entities,
    found,
    ink,
    proposed,
    sides,
    slots,
    trunk,
    underlines,
    unseen,
)
from annotator.ui.reader.bars import Bar
from annotator.ui.reader.blocks import Block, Line
from annotator.ui.reader.cards import Cards
from annotator.ui.reader.largetext import LargeText
from annotator.ui.reader.looks import Looks, looks_of
from annotator.ui.reader.page import Page, Stretch
from annotator.ui.reader.rail import RADIUS
from annotator.ui.reader.signs import BlockSigns, signs_of
from annotator.ui.reader.styles import LEFT_MARGIN, RAIL, RIGHT_MARGIN, TOP_MARGIN, Manner
from annotator.ui.reader.view import View
from annotator.ui.theme import mix

_PALER: Final = 0.66
"""Strength of the letters of paragraphs that are not at hand."""
OVERHANG: Final = 24.0
"""How far signs of a block can reach above or below it."""


class Drawing:
    """Paints a page, and remembers where the signs of each block go.

    Belongs to the reader (or to a picture).

    Attributes:
        page: The geometry.
        view: What is shown beyond the document.
    """

    def __init__(self, page: Page, view: View) -> None:
        self.page = page
        self.view = view
        # With the lines in which they were placed: another column breaks a block into other ones.
        self._signs: dict[int, tuple[list[Line], BlockSigns]] = {}
        self._changed: set[int] = set()
        self._bars: dict[int, tuple[BlockSigns, tuple[Bar, ...]]] = {}
        self._trunk: tuple[AnnotationId, trunk.Trunk | None] | None = None
        self._seen: dict[int, BlockSigns] = {}
        self._large = LargeText()

    # ------------------------------------------------------------------ what is remembered

    def signs(self, block: int) -> BlockSigns:
        """The signs of a block, measured when first asked for after a change."""
        # Signs are measured when they are first painted, which needs the lines.
        self.page.lay_out(block)
        laid, document, known = self.page.blocks[block], self.page.document, self._signs.get(block)
        in_place = known is not None and known[0] is laid.lines
        if known is None or block in self._changed:
            self._changed.discard(block)
            before = known[1] if known is not None and in_place else None
            signs = signs_of(laid, document, self.view.filter, before=before)
        elif in_place:
            return known[1]
        else:
            signs = known[1].placed_anew(laid, document)
        self._signs[block] = (laid.lines, signs)
        return signs

    def measure_ahead(self, block: int, until: float) -> bool:
        """Measure the signs of a block before it comes into view; says whether some are left.

        Args:
            block: The block.
            until: When to stop, by ``perf_counter``.
        """
        for sign in self.signs(block).all:
            if not sign.is_measured:
                sign.measure()
                if perf_counter() > until:
                    return True
        return False

    def keep_large_text(self) -> bool:
        """Make a picture of one more line in view whose letters are large; says whether there was one."""
        return self._large.make_one()

    def bars(self, block: int) -> tuple[Bar, ...]:
        """The bars of a block in the dense manner, measured anew with its signs."""
        signs, known = self.signs(block), self._bars.get(block)
        if known is None or known[0] is not signs:
            known = self._bars[block] = (signs, bars.bars_of(signs, self.page.blocks[block]))
        return known[1]

    def cards(self, block: int) -> Cards:
        """The cards beside a block, in the manner that has cards."""
        if self.page.manner is not Manner.CARDS:
            return Cards()
        return cards.cards_of(self.signs(block), self.page.blocks[block], self.view.chosen)

    def forget(self, span: Span) -> None:
        """Look at the blocks of a span anew: an annotation there has changed."""
        self._changed.update(block for block in self.page.blocks_of(span) if block in self._signs)

    def forget_ties(self) -> None:
        """Measure the chosen claim's ties anew."""
        self._trunk = None

    def forget_far(self, kept: range) -> None:
        """Free what is remembered of all blocks but these."""
        for block in [block for block in self._signs if block not in kept]:
            del self._signs[block]
            self._bars.pop(block, None)
            self._changed.discard(block)

    def forget_all(self) -> None:
        """Measure everything anew."""
        self._signs.clear()
        self._changed.clear()
        self._bars.clear()
        self._trunk = None

    def looks(self, block: int) -> Looks:
        """What the signs of a block look like; lines that look the same need not be painted again."""
        page = self.page
        return looks_of(self.signs(block), page.blocks[block], page.document, manner=page.manner)

    # ------------------------------------------------------------------ what is where

    def annotation_at(self, x: float, y: float) -> AnnotationId | None:
        """The innermost annotation under a point: at its letters, or its circle in the rail."""
        circle = self.circle_at(x, y) or self.bar_at(x, y)
        if circle is not None:
            return circle
        offset = self.page.character_at(x, y)
        covering = self.page.document.at(offset) if offset is not None else []
        return next((a.id for a in covering if not self.view.filter.hides(a)), None)

    def bar_at(self, x: float, y: float) -> AnnotationId | None:
        """The annotation whose bar is under a point, in the dense manner."""
        if self.page.manner is not Manner.DENSE:
            return None
        block = self.page.line_at(y)[0]
        return bars.bar_at(self.bars(block), x, y - self.page.top(block))

    def card_at(self, x: float, y: float) -> AnnotationId | None:
        """The claim whose card is under a point, in the manner that has cards."""
        if self.page.manner is not Manner.CARDS or x >= 0:
            return None
        block = self.page.line_at(y)[0]
        return self.cards(block).at(x, y - self.page.top(block))

    def circle_at(self, x: float, y: float) -> AnnotationId | None:
        """The claim whose circle is under a point, or its card."""
        if x <= self.page.width:
            return bubbles.bubble_at(self._bubbles(), self._bubble_x, x, y) or self.card_at(x, y)
        for number_ in self.page.blocks_within(y - OVERHANG, y + OVERHANG):
            top, block = self.page.top(number_), self.page.blocks[number_]
            for mark in self.signs(number_).rail:
                centre = circles.circle_centre(mark, block, self.page.width)
                if centre is not None and _near(centre + QPointF(0, top), x, y, RADIUS + 2):
                    return mark.claim.id
        return None

    @property
    def far_members(self) -> tuple[AnnotationId, ...]:
        """The members of the chosen claim that stand too far away for the trunk, in the order of their tags."""
        ties = self._ties()
        return tuple(far.member for far in ties.far) if ties is not None else ()

    def far_member_at(self, x: float, y: float) -> AnnotationId | None:
        """The far member of the chosen claim whose tag is under a point."""
        ties = self._ties()
        if ties is None or not ties.far or self.view.slots:
            return None
        # In a narrow column the last tags are left out.
        for far, tag in zip(ties.far, self._far_tags(ties), strict=False):
            if tag.rect.contains(x, y):
                return far.member
        return None

    def prepare(self) -> None:
        """Lay out and measure what the chosen claim needs, so that painting lays out only what it shows."""
        self._ties()

    def ties_rect(self) -> QRectF:
        """Where the chosen claim's trunk, tags and slots are painted; empty where there are none."""
        rect = QRectF()
        ties = self._ties()
        stretch = self._chosen_start()
        parts = [pill.line for pill in ties.pills] if ties is not None else []
        for part in [*parts, *([stretch] if stretch is not None else [])]:
            pitch = self.page.blocks[part.block].style.pitch
            # Tags that find no room under the claim's first line stand under the second.
            rect = rect.united(QRectF(-LEFT_MARGIN, part.baseline - pitch, self._breadth, 3 * pitch + OVERHANG))
        return rect

    # ------------------------------------------------------------------ painting

    def paint(self, painter: QPainter, clip: QRectF) -> None:
        """Paint the part of the page inside ``clip``.

        Args:
            painter: In page units; its origin is the column's upper left corner.
            clip: In page units.
        """
        page, view = self.page, self.view
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(clip, view.theme.page)
        shown = [n for n in page.blocks_within(clip.top() - OVERHANG, clip.bottom() + OVERHANG) if n < len(page.blocks)]
        self._seen = {block: self._seen_of(block, clip) for block in shown}
        dense = page.manner is Manner.DENSE
        ties = self._ties() if not (view.slots or dense) else None
        document, scheme = page.document, page.document.scheme

        if dense:
            self._each(painter, shown, lambda n, b, s: underlines.paint_grounds(painter, s, b, view))
            self._each(
                painter, shown, lambda n, b, s: bars.paint_bars(painter, self._bars_within(n, clip), b, document, view)
            )
        else:
            self._each(painter, shown, lambda n, b, s: claims.paint_claims(painter, s, b, document, view))
            self._each(painter, shown, lambda n, b, s: underlines.paint_grounds(painter, s, b, view))
            self._each(painter, shown, lambda n, b, s: entities.paint_entities(painter, s, b, scheme, view))
        if view.hits is not None:
            self._each(
                painter, shown, lambda n, b, s: found.paint_hits(painter, b, self._letters_within(n, clip), view)
            )
        self._paint_selection(painter, clip)
        if ties is not None:
            trunk.paint_lines(painter, ties, page, view)
        if not dense:
            self._paint_tags(painter, shown, ties)
        self._paint_text(painter, shown, clip)
        if not dense:
            self._each(painter, shown, lambda n, b, s: underlines.paint_underlines(painter, s, b, document, view))
        if view.proposed:
            self._each(
                painter, shown, lambda n, b, s: proposed.paint_proposed(painter, b, self._letters_within(n, clip), view)
            )
        if page.manner is Manner.CARDS:
            self._each(painter, shown, lambda n, b, s: cards.paint_cards(painter, self.cards(n), document, view))
        if view.shows_unseen:
            self._each(
                painter,
                shown,
                lambda n, b, s: unseen.paint_unseen(
                    painter, b, document.text, self._letters_within(n, clip), view=view
                ),
            )
        self._each(
            painter,
            shown,
            lambda n, b, s: circles.paint_rail(painter, s, b, document, view, width=page.width, height=b.height),
        )
        self._paint_margins(painter, shown)
        if ties is not None:
            trunk.paint_pills(painter, ties, page, view)
        self._paint_overlay(painter, ties)

    def _each(self, painter: QPainter, shown: list[int], paint: Callable[[int, Block, BlockSigns], None]) -> None:
        """Let ``paint`` paint each block with the origin at its corner."""
        for block in shown:
            top = self.page.top(block)
            painter.translate(0.0, top)
            paint(block, self.page.blocks[block], self._seen[block])
            painter.translate(0.0, -top)

    def _bars_within(self, block: int, clip: QRectF) -> list[Bar]:
        top = self.page.top(block)
        high, low = clip.top() - top - OVERHANG, clip.bottom() - top + self.page.blocks[block].style.pitch
        return [bar for bar in self.bars(block) if high <= bar.rect.bottom() and bar.rect.top() <= low]

    def _letters_within(self, block: int, clip: QRectF) -> Span | None:
        """What stands on the lines of a block inside ``clip`` and one line around; None in an empty one."""
        laid, top = self.page.blocks[block], self.page.top(block)
        first = laid.lines[max(0, laid.line_at(clip.top() - top) - 1)]
        last = laid.lines[min(len(laid.lines) - 1, laid.line_at(clip.bottom() - top) + 1)]
        return Span(first.start, last.end) if first.start < last.end else None

    def _seen_of(self, block: int, clip: QRectF) -> BlockSigns:
        """The signs of a block on the lines inside ``clip`` and one line around."""
        signs, laid, top = self.signs(block), self.page.blocks[block], self.page.top(block)
        first, last = laid.line_at(clip.top() - top) - 1, laid.line_at(clip.bottom() - top) + 1
        return signs if first <= 0 and last >= len(laid.lines) - 1 else signs.within(first, last)

    def _paint_selection(self, painter: QPainter, clip: QRectF) -> None:
        selection = self.view.selection
        if selection is None:
            return
        first = max(self.page.block_of(selection.start), self.page.block_at(clip.top() - OVERHANG))
        last = min(self.page.block_of(selection.end - 1), self.page.block_at(clip.bottom() + OVERHANG))
        for number_ in range(first, last + 1):
            block, top = self.page.blocks[number_], self.page.top(number_)
            height = block.style.above + block.style.below
            for line, run in block.runs(selection.start, selection.end):
                y = top + block.lines[line].baseline - block.style.above
                painter.fillRect(QRectF(run.left, y, run.right - run.left, height), self.view.theme.sel)

    def _paint_tags(self, painter: QPainter, shown: list[int], ties: trunk.Trunk | None) -> None:
        scheme = self.page.document.scheme
        caret_paragraph = self.page.blocks[self.page.block_of(self.view.caret.offset)].paragraph
        pills = [pill.rect for pill in ties.pills] if ties is not None else []
        for number_ in shown:
            block = self.page.blocks[number_]
            if not self.view.tags_everywhere and (block.paragraph != caret_paragraph or not self.view.has_caret):
                continue
            top = self.page.top(number_)
            taken = [pill.translated(0, -top) for pill in pills]
            painter.translate(0.0, top)
            entities.paint_tags(painter, self._seen[number_], block, scheme, self.view, taken=taken)
            painter.translate(0.0, -top)

    def _paint_text(self, painter: QPainter, shown: list[int], clip: QRectF) -> None:
        theme = self.view.theme
        for number_ in shown:
            block = self.page.blocks[number_]
            colour = theme.zone if block.style.muted else theme.ink
            lit = self.view.lit is None or block.paragraph in self.view.lit
            pen, top = colour if lit else mix(colour, theme.page, _PALER), self.page.top(number_)
            painter.setPen(pen)
            if not self._large.draw(painter, block, top, clip, colour=pen, width=self.page.width):
                block.draw(painter, top, clip)

    def _paint_margins(self, painter: QPainter, shown: list[int]) -> None:
        """The read mark, and the number of the paragraph under the pointer."""
        view, page = self.view, self.page
        if view.read_mark is not None:
            x, bottom = page.width + RAIL, self._bottom_of(view.read_mark)
            painter.setPen(ink.pen(view.theme.line2, 2.0, round_ends=True))
            painter.drawLine(QPointF(x, TOP_MARGIN), QPointF(x, bottom))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(view.theme.ink3)
            painter.drawEllipse(QPointF(x, bottom), 3.4, 3.4)
        for number_ in shown:
            block = page.blocks[number_]
            if block.paragraph == view.hovered_paragraph and (
                number_ == 0 or page.blocks[number_ - 1].paragraph != block.paragraph
            ):
                centre = QPointF(-22.0, page.top(number_) + block.lines[0].baseline - 6)
                ink.letter(painter, centre, number(block.paragraph + 1), view.theme.ink3, px=11, weight=400)

        bubbles.paint_bubbles(painter, self._bubbles(), self._bubble_x, view.theme)

    @property
    def _bubble_x(self) -> float:
        return bubbles.BESIDE_CARDS if self.page.manner is Manner.CARDS else bubbles.IN_MARGIN

    def _bubbles(self) -> dict[AnnotationId, float]:
        """The baselines beside which something with an open thread begins."""
        known = self.page.document.annotations
        there = (known[a] for a in self.view.comments if a in known)
        laid_out = [annotation for annotation in there if self._is_laid_out(annotation.start)]
        parts = {annotation.id: self.page.stretches(annotation.fragments[0])[:1] for annotation in laid_out}
        return {annotation: part.baseline for annotation, found in parts.items() for part in found}

    def _bottom_of(self, paragraph: int) -> float:
        """The lower border of a paragraph's letters."""
        spans = self.page.document.paragraphs
        block = self.page.block_of(spans[min(paragraph, len(spans) - 1)].end - 1) if spans else 0
        following = (
            self.page.top(block + 1)
            if block + 1 < len(self.page.blocks)
            else self.page.top(block) + self.page.blocks[block].height
        )
        return following - self.page.blocks[block].style.gap

    def _paint_overlay(self, painter: QPainter, ties: trunk.Trunk | None) -> None:
        """What a mode lays over the page, and the caret."""
        view, page = self.view, self.page
        if view.sides:
            sides.paint_sides(painter, view.sides, page, view.theme)
        start = self._chosen_start()
        if view.slots and start is not None:
            slots.paint_slots(painter, slots.placed_slots(view.slots, start, page), view.theme)
        elif ties is not None and ties.far:
            slots.paint_slots(painter, self._far_tags(ties), view.theme)
        for annotation, text in view.badges.items():
            self._paint_badge(painter, annotation, text)
        if view.has_caret and self._is_laid_out(view.caret.offset):
            slots.paint_caret(painter, page.caret_rect(view.caret), view)

    def _paint_badge(self, painter: QPainter, annotation: AnnotationId, text: str) -> None:
        found = self.page.document.annotations.get(annotation)
        if found is None or not self._is_laid_out(found.start):
            return
        parts = self.page.stretches(found.fragments[0])
        if parts:
            block = self.page.blocks[parts[0].block]
            x = parts[0].right if block.rtl else parts[0].left + 12
            corner = QPointF(x, parts[0].baseline - block.style.above)
            slots.paint_badge(painter, text, corner, self.view.theme, current=annotation == self.view.current_badge)

    # ------------------------------------------------------------------ the chosen claim

    @property
    def _breadth(self) -> float:
        return LEFT_MARGIN + self.page.width + RIGHT_MARGIN

    def _ties(self) -> trunk.Trunk | None:
        chosen = self.view.chosen
        if chosen is None:
            return None
        if self._trunk is None or self._trunk[0] != chosen:
            claim = self.page.document.annotations.get(chosen)
            # A claim out of sight shows no ties; they are measured when it comes into view.
            if claim is None or not self._is_laid_out(claim.start):
                return None
            self._trunk = (chosen, trunk.trunk_of(self.page, chosen))
        return self._trunk[1]

    def _chosen_start(self) -> Stretch | None:
        """The first part of the chosen claim."""
        chosen = self.page.document.annotations.get(self.view.chosen) if self.view.chosen is not None else None
        if chosen is None or chosen.layer != CLAIM_LAYER or not self._is_laid_out(chosen.start):
            return None
        parts = self.page.stretches(chosen.fragments[0])
        return next((part for part in parts if part.starts), parts[0] if parts else None)

    def _is_laid_out(self, offset: int) -> bool:
        return self.page.blocks[self.page.block_of(offset)].is_laid_out

    def _far_tags(self, ties: trunk.Trunk) -> list[slots.PlacedSlot]:
        """The tags of far members: under the claim, to the left of its pills."""
        lefts = [
            pill.rect.left()
            for pill in ties.pills
            if (pill.line.block, pill.line.line) == (ties.claim.block, ties.claim.line)
        ]
        right = min([*lefts, ties.claim.right - 14]) - 8 if lefts else None
        return slots.placed_slots([far.slot for far in ties.far], ties.claim, self.page, right=right)


def _near(centre: QPointF, x: float, y: float, radius: float) -> bool:
    return (centre.x() - x) ** 2 + (centre.y() - y) ** 2 <= radius**2
