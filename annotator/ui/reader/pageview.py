"""A scrolling view of one page: zoom, scrolling that holds still, and painting only what changed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from time import perf_counter
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from annotator.model.annotation import Annotation
from annotator.model.changes import ChangeSet, RecordKind
from annotator.model.span import Span
from annotator.operations.opendocument import OpenDocument
from annotator.text.direction import Direction
from annotator.ui.fonts import load_fonts
from annotator.ui.reader.drawing import OVERHANG, Drawing
from annotator.ui.reader.looks import Looks
from annotator.ui.reader.page import Page
from annotator.ui.reader.styles import COLUMN, NARROWEST_COLUMN, RAIL, RAIL_OF_CIRCLES, RIGHT_MARGIN, Manner
from annotator.ui.reader.view import View
from annotator.ui.theme import Theme

ZOOM_RANGE: Final = (80, 300)
"""The smallest and the largest zoom, in per cent."""
_ZOOM_STEP: Final = 10
_AHEAD_SCREENS: Final = 1.0
_KEPT_SCREENS: Final = 6.0
_IDLE_MS: Final = 12
_MEASURING_S: Final = 0.004
_MOST_RECTS: Final = 4
_SAME_BAND: Final = 40
"""Pixels between two rectangles that are painted at once: most of their lines are the same."""
_SAME: Final = 1e-6
_NARROWEST_BESIDE_CARDS: Final = 300.0
_COMFORTABLE_COLUMN: Final = 240.0
"""A column that still has several words a line, in page units; for less, what stands beside it gives way."""
_LEAST_MARGIN: Final = 8.0
_ONE_WORD: Final = 60.0


class PageView(QAbstractScrollArea):
    """Shows the page of a document, of which it lays out only what can be seen and a screen on either side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_fonts()
        self._shown = View()
        self._page: Page | None = None
        self._drawing: Drawing | None = None
        self._zoom = 100
        self._directions: Mapping[int, Direction] = {}
        self._painted: dict[int, Looks] = {}
        # What stands at the top of the window: a block, and how much of it is above. Unlike a height on the page this
        # stays true when a block farther up turns out to be longer than was guessed.
        self._held, self._held_away = 0, 0.0
        self._arranging = False
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE_MS)
        self._idle.timeout.connect(self._look_ahead)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        # It keeps its place, so that nothing moves; without anything to scroll its handle is not shown.
        self.verticalScrollBar().setEnabled(False)
        self.verticalScrollBar().rangeChanged.connect(lambda low, high: self.verticalScrollBar().setEnabled(high > low))
        # The page paints every pixel itself, so Qt need not clear them before.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # ------------------------------------------------------------------ what is shown

    @property
    def document(self) -> OpenDocument | None:
        """What is read, or None."""
        return self._page.document if self._page is not None else None

    def show_document(self, document: OpenDocument | None) -> None:
        """Show a document from its top, or an empty page."""
        self._directions = {}
        self._page = self._new_page(document) if document is not None else None
        self._drawing = Drawing(self._page, self._shown) if self._page is not None else None
        self._painted.clear()
        self._held, self._held_away = 0, 0.0
        self._arrange(top=0.0)

    def changed(self, changes: ChangeSet) -> None:
        """Take note of what an act wrote, and paint again where something looks different.

        The open document must be up to date already.
        """
        if self._page is None or self._drawing is None:
            return
        document = self._page.document.document.id
        if any(key.document == document for key in changes.replaced):
            self._drawing.forget_all()
            self.viewport().update()
            return
        zones: list[Span] = []
        for change in changes.changes:
            if change.key.document not in (None, document):
                continue
            for value in (change.old, change.new):
                if isinstance(value, Annotation) and value.end <= len(self._page.document.text):
                    self._drawing.forget(value.extent)
                    if change.key.kind is RecordKind.ZONE:
                        zones.append(value.extent)
        if zones:
            self._restyle(zones)
        self._repaint_ties()
        self._repaint_what_differs()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._shown.theme = theme
        self.viewport().update()

    # ------------------------------------------------------------------ zoom and scrolling

    @property
    def zoom(self) -> int:
        """The zoom, in per cent."""
        return self._zoom

    def set_zoom(self, percent: int) -> None:
        """Zoom to a percentage between 80 and 300; the letters at the top of the window stay there."""
        self._zoom_about(percent, 0.0)

    @property
    def scroll_anchor(self) -> tuple[int, float]:
        """What stands at the top: the offset of a line's first character, and how far above the window it begins."""
        if self._page is None:
            return 0, 0.0
        block, line = self._page.line_at(self._top)
        laid = self._page.blocks[block]
        return laid.lines[line].start, self._top - self._page.top(block) - line * laid.style.pitch

    def restore_scroll(self, anchor: tuple[int, float]) -> None:
        """Scroll to where ``scroll_anchor`` has been, even if the column has another width now."""
        if self._page is None:
            return
        offset, above = anchor
        self._arrange(top=self._top_of_line(min(offset, len(self._page.document.text))) + above)

    def reveal(self, span: Span) -> None:
        """Scroll as little as needed, so that the start of a span can be read with some lines around it."""
        if self._page is None:
            return
        top = self._top_of_line(span.start)
        pitch = self._page.blocks[self._page.block_of(span.start)].style.pitch
        last_line = self._top_of_line(span.end - 1)
        room = self._height_on_page
        bottom = min(max(last_line, top), top + room / 2) + pitch
        if top >= self._top + pitch / 2 and bottom <= self._top + room - 2 * pitch:
            return
        self._arrange(top=top - room / 3)

    def point_on_page(self, point: QPointF) -> QPointF:
        """A point of the viewport in page units."""
        return QPointF((point.x() - self._column_left) / self._scale, point.y() / self._scale + self._top)

    def rect_of(self, span: Span) -> QRect:
        """Where the first visual part of a span is drawn, in pixels of the viewport; empty where nothing is shown."""
        if self._page is None or not (stretches := self._page.stretches(span)):
            return QRect()
        first = stretches[0]
        style = self._page.blocks[first.block].style
        top = first.baseline - style.above
        return self.rect_in_view(QRectF(first.left, top, first.right - first.left, style.above + style.below))

    def rect_in_view(self, rect: QRectF) -> QRect:
        """A rectangle of the page in pixels of the viewport, rounded outwards."""
        scale, left, top = self._scale, self._column_left, self._top
        x0, y0 = rect.left() * scale + left, (rect.top() - top) * scale
        x1, y1 = rect.right() * scale + left, (rect.bottom() - top) * scale
        corner = (math.floor(x0) - 1, math.floor(y0) - 1)
        return QRect(*corner, math.ceil(x1) + 1 - corner[0], math.ceil(y1) + 1 - corner[1])

    # ------------------------------------------------------------------ what Qt calls

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what Qt asks for."""
        region, whole = event.region(), self._has_whole_pixels
        rects = _bands_of(region) if whole and region.rectCount() <= _MOST_RECTS else [event.rect()]
        if self._drawing is not None:
            # Whatever has to be laid out for it is laid out now: nothing may move while the painter is open.
            self._drawing.prepare()
        with QPainter(self.viewport()) as painter:
            if self._drawing is None:
                painter.fillRect(event.rect(), self._shown.theme.page)
                return
            painter.translate(self._column_left, 0.0)
            painter.scale(self._scale, self._scale)
            painter.translate(0.0, -self._top)
            for rect in rects:
                if len(rects) > 1:
                    painter.setClipRect(
                        QRectF(self.point_on_page(QPointF(rect.topLeft())), QSizeF(rect.size()) / self._scale)
                    )
                # A pixel more on each side: Qt clips, and the paper's edge must not be blended with what was there.
                around = rect.adjusted(-1, -1, 1, 1)
                corner = self.point_on_page(QPointF(around.topLeft()))
                self._drawing.paint(painter, QRectF(corner, QSizeF(around.size()) / self._scale))
        if event.rect() == self.viewport().rect():
            self._painted.clear()
        if not self._idle.isActive():
            self._idle.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew when the column changes, with the same letters at the top."""
        super().resizeEvent(event)
        self._fit_column()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Lay out what comes into view; called by Qt after the scroll bar moved."""
        if self._arranging or self._page is None:
            return
        bar = self.verticalScrollBar()
        if bar.value() == bar.minimum():
            self._arrange(top=0.0)
        elif bar.value() == bar.maximum():
            self._arrange(top=self._page.height)
        else:
            self._arrange(top=self._top - dy / self._scale, moved_px=dy)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or zoom with Ctrl."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                step = _ZOOM_STEP if event.angleDelta().y() > 0 else -_ZOOM_STEP
                self._zoom_about(self._zoom + step, event.position().y())
            event.accept()
            return
        super().wheelEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Write numbers and roles anew when the language changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._drawing is not None:
            self._drawing.forget_ties()
            self.viewport().update()

    # ------------------------------------------------------------------ repainting

    def repaint_rect(self, rect: QRectF) -> None:
        """Have a part of the page painted again."""
        if not rect.isEmpty():
            self.viewport().update(self.rect_in_view(rect))
            if self._idle.isActive():
                # What is waiting to be painted comes before what may be scrolled to.
                self._idle.start()

    def repaint_blocks(self, blocks: range) -> None:
        """Have blocks painted again, as far as they are in view."""
        for block in self._in_view(blocks):
            self._repaint_band(block, 0.0, self._page_height_of(block))

    def repaint_lines(self, block: int, lines: range) -> None:
        """Have some lines of a block painted again, with what hangs over from them, as far as they are in view."""
        if self._page is not None and block in self._in_view(range(block, block + 1)):
            pitch = self._page.blocks[block].style.pitch
            self._repaint_band(block, lines.start * pitch, lines.stop * pitch)

    def repaint_span(self, span: Span) -> None:
        """Have the lines of a span painted again."""
        if self._page is None:
            return
        for number in self._in_view(self._page.blocks_of(span)):
            block = self._page.blocks[number]
            if block.is_laid_out and self._page.manner is not Manner.CARDS:
                first = block.line_of(max(span.start, block.span.start))
                self.repaint_lines(number, range(first, block.line_of(min(span.end, block.span.end) - 1) + 1))
            else:
                # The cards beside a block make room for each other.
                self.repaint_blocks(range(number, number + 1))

    def _in_view(self, blocks: range) -> range:
        """Those of some blocks of which something can be in view."""
        if self._page is None:
            return range(0)
        seen = self._page.blocks_within(self._top - OVERHANG, self._top + self._height_on_page + OVERHANG)
        return range(max(blocks.start, seen.start), min(blocks.stop, seen.stop))

    def _page_height_of(self, block: int) -> float:
        return self._page.blocks[block].height if self._page is not None else 0.0

    def _repaint_band(self, block: int, upper: float, lower: float) -> None:
        """Have what stands beside each other between two heights of a block painted again."""
        if self._page is not None:
            top, margin = self._page.top(block), self._page.manner.far_margin
            breadth = margin + self._page.width + RIGHT_MARGIN
            self.repaint_rect(QRectF(-margin, top + upper - OVERHANG, breadth, lower - upper + 2 * OVERHANG))

    def _repaint_ties(self) -> None:
        """Have the chosen claim's trunk painted again where it was and where it is."""
        if self._drawing is not None:
            self.repaint_rect(self._drawing.ties_rect())
            self._drawing.forget_ties()
            self.repaint_rect(self._drawing.ties_rect())

    def _repaint_what_differs(self) -> None:
        """Have every line in view painted again whose signs look different: numbers and hues travel far."""
        if self._page is None or self._drawing is None:
            return
        for block in self._page.blocks_within(self._top - OVERHANG, self._top + self._height_on_page + OVERHANG):
            looks, before = self._drawing.looks(block), self._painted.get(block)
            self._painted[block] = looks
            if before is None:
                self.repaint_blocks(range(block, block + 1))
            elif before != looks:
                for lines in looks.differing(before):
                    self.repaint_lines(block, lines)

    def _remember_painted(self) -> None:
        """Keep how everything in view looks, so that after a change only what differs is painted.

        Done when idle: a change before that has everything in view painted again.
        """
        if self._page is not None and self._drawing is not None:
            seen = self._page.blocks_within(self._top, self._top + self._height_on_page)
            # What was in view before looks as the latest change has left it, or was painted as a whole since.
            self._painted = {
                block: self._painted[block] if block in self._painted else self._drawing.looks(block) for block in seen
            }

    # ------------------------------------------------------------------ where things stand

    @property
    def _scale(self) -> float:
        return self._zoom / 100

    @property
    def _has_whole_pixels(self) -> bool:
        """Whether a logical pixel is a whole number of the screen's, so that edges can be met exactly."""
        return self.devicePixelRatioF() == round(self.devicePixelRatioF())

    @property
    def _top(self) -> float:
        """The height on the page at which the window begins."""
        return self._page.top(self._held) + self._held_away if self._page is not None else 0.0

    @property
    def _height_on_page(self) -> float:
        return self.viewport().height() / self._scale

    @property
    def _column_left(self) -> float:
        """Where the column begins in the viewport: column and rail together are centred, whole pixels."""
        width = self._page.width if self._page is not None else COLUMN
        room = self.viewport().width() - (width + RAIL) * self._scale
        return float(max(round(self._margins()[0] * self._scale), round(room / 2)))

    def _column_width(self) -> float:
        room = self.viewport().width() / self._scale
        narrowest = min(NARROWEST_COLUMN, room - 2 * _LEAST_MARGIN)
        return float(round(max(_ONE_WORD, narrowest, min(self._manner.column, room - sum(self._margins())))))

    def _margins(self) -> tuple[float, float]:
        """Room on the far and on the reading side of the column, in page units.

        Where large letters stand in a narrow window, paragraph numbers give way first, then the read mark, and at last
        the rail: the letters themselves are never cut off.
        """
        room, far, reading = self.viewport().width() / self._scale, self._manner.far_margin, RIGHT_MARGIN
        lacking = max(0.0, _COMFORTABLE_COLUMN - (room - far - reading))
        given_way = min(lacking, far - _LEAST_MARGIN)
        far, lacking = far - given_way, lacking - given_way
        reading = max(RAIL_OF_CIRCLES, reading - lacking)
        lacking = max(0.0, NARROWEST_COLUMN - (room - far - reading))
        return far, max(_LEAST_MARGIN, reading - lacking)

    @property
    def _manner(self) -> Manner:
        """The manner that is wanted, without its cards where the window is too narrow for them."""
        wanted = self._shown.manner
        room = self.viewport().width() / self._scale - wanted.far_margin - RIGHT_MARGIN
        return Manner.CALM if wanted is Manner.CARDS and room < _NARROWEST_BESIDE_CARDS else wanted

    def _top_of_line(self, offset: int) -> float:
        assert self._page is not None
        number = self._page.block_of(offset)
        self._page.lay_out(number)
        block = self._page.blocks[number]
        return self._page.top(number) + block.line_of(min(offset, block.span.end)) * block.style.pitch

    def _arrange(self, *, top: float, moved_px: int | None = None) -> None:
        """Scroll to ``top``, with everything in view laid out and nothing in view jumping.

        Args:
            top: In page units.
            moved_px: How far the picture moves, when it may be moved rather than painted again.
        """
        page = self._page
        if page is not None:
            top = max(0.0, min(top, page.height - self._height_on_page))
            settled = page.settle(top - OVERHANG, self._height_on_page + 2 * OVERHANG) + OVERHANG
            # Whole pixels, so that letters are as crisp after scrolling as before.
            settled = round(max(0.0, min(settled, page.height - self._height_on_page)) * self._scale) / self._scale
            if abs(settled - top) > _SAME:
                moved_px = None
            self._held = page.block_at(settled)
            self._held_away = settled - page.top(self._held)
            self._idle.start()
        self._show_on_bar()
        height = self.viewport().height()
        if moved_px is not None and abs(moved_px) < height and self._has_whole_pixels:
            self.viewport().scroll(0, moved_px)
        else:
            self.viewport().update()

    def _fit_column(self) -> None:
        if self._page is None:
            return
        anchor = self.scroll_anchor
        self._page.manner = self._manner
        if self._column_width() != self._page.width:
            self._set_width()
        self.restore_scroll(anchor)

    def _set_again(self) -> None:
        """Set the article anew: the manner changed, and with it sizes."""
        if self._page is not None:
            anchor, document = self.scroll_anchor, self._page.document
            self._page = self._new_page(document)
            self._painted.clear()
            self._drawing = Drawing(self._page, self._shown)
            self._held, self._held_away = 0, 0.0
            self.restore_scroll(anchor)

    def _new_page(self, document: OpenDocument) -> Page:
        return Page(document, self._column_width(), manner=self._manner, directions=self._directions)

    def _restyle(self, zones: Iterable[Span]) -> None:
        """Set the paragraphs of zones anew, with the same letters at the top."""
        if self._page is not None:
            anchor = self.scroll_anchor
            for span in zones:
                self._page.restyle(span)
            self.restore_scroll(anchor)

    def _turn(self, directions: Mapping[int, Direction]) -> None:
        """Let these paragraphs run as the person wants, and all others by their letters, at the same place."""
        before, self._directions = self._directions, dict(directions)
        if self._page is None or self._drawing is None:
            return
        anchor, paragraphs = self.scroll_anchor, self._page.document.paragraphs
        for paragraph in {*before, *directions}:
            if before.get(paragraph) is not directions.get(paragraph) and paragraph < len(paragraphs):
                self._page.turn(paragraph, directions.get(paragraph))
                self._drawing.forget(paragraphs[paragraph])
        self._drawing.forget_ties()
        self.restore_scroll(anchor)

    def _set_width(self) -> None:
        """Give the column the width that there is room for now; what stands in it stays the same."""
        if self._page is not None and self._drawing is not None:
            self._page.set_width(self._column_width())
            self._painted.clear()
            self._drawing.forget_ties()

    def _reset_drawing(self) -> None:
        self._painted.clear()
        if self._drawing is not None:
            self._drawing.forget_all()

    def _zoom_about(self, percent: int, y: float) -> None:
        """Zoom; the letters at the viewport's height ``y`` stay there."""
        percent = max(ZOOM_RANGE[0], min(ZOOM_RANGE[1], percent))
        if percent == self._zoom or self._page is None:
            self._zoom = percent
            return
        on_page = self._top + y / self._scale
        block, line = self._page.line_at(on_page)
        laid = self._page.blocks[block]
        offset, into = laid.lines[line].start, on_page - self._page.top(block) - line * laid.style.pitch
        self._zoom = percent
        self._page.manner = self._manner
        if self._column_width() != self._page.width:
            self._set_width()
        self._arrange(top=self._top_of_line(offset) + into - y / self._scale)

    def _look_ahead(self) -> None:
        """When idle, lay out and measure a little more of the screens around; then free what is far away."""
        if self._page is None or self._drawing is None:
            return
        self._remember_painted()
        until = perf_counter() + _MEASURING_S
        while self._drawing.keep_large_text():
            if perf_counter() > until:
                self._idle.start()
                return
        page, room, top = self._page, self._height_on_page, self._top
        near = page.blocks_within(top - _AHEAD_SCREENS * room, top + (1 + _AHEAD_SCREENS) * room)
        for block in sorted(near, key=lambda b: abs(page.top(b) - top)):
            if not page.blocks[block].is_laid_out:
                page.lay_out(block)
                self._drawing.signs(block)
                self._show_on_bar()
                self._idle.start()
                return
        until = perf_counter() + _MEASURING_S
        if any(self._drawing.measure_ahead(block, until) for block in near):
            self._idle.start()
            return
        kept = page.blocks_within(top - _KEPT_SCREENS * room, top + (1 + _KEPT_SCREENS) * room)
        page.forget_far(kept)
        self._drawing.forget_far(kept)

    def _show_on_bar(self) -> None:
        """Let the scroll bar tell where the window stands."""
        self._arranging = True
        bar, height = self.verticalScrollBar(), self.viewport().height()
        length = self._page.height * self._scale if self._page is not None else 0.0
        bar.setRange(0, max(0, math.ceil(length) - height))
        bar.setPageStep(max(1, height - 60))
        bar.setSingleStep(round(26 * self._scale))
        bar.setValue(round(self._top * self._scale))
        self._arranging = False


def _bands_of(region: QRegion) -> list[QRect]:
    """The rectangles of a region from above; those of which a line has a part in both are painted as one."""
    bands: list[QRect] = []
    for rect in sorted(_rects_of(region), key=QRect.top):
        if bands and rect.top() <= bands[-1].bottom() + _SAME_BAND:
            bands[-1] = bands[-1].united(rect)
        else:
            bands.append(rect)
    return bands


def _rects_of(region: QRegion) -> Iterator[QRect]:
    """The rectangles of a region, which is iterable, though its type stub does not say so."""
    return iter(region)  # type: ignore[call-overload, no-any-return]
