"""The reader: the widget in which an article is read, selected and annotated."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QMouseEvent,
)
from PySide6.QtWidgets import QWidget

from annotator.language import _
from annotator.model.changes import ChangeSet
from annotator.model.identity import AnnotationId
from annotator.model.span import Span
from annotator.operations.opendocument import OpenDocument
from annotator.text.vocabulary import Vocabulary
from annotator.ui.reader.page import Place
from annotator.ui.reader.pointer import Clicks, Drag
from annotator.ui.reader.selecting import SelectingView
from annotator.ui.reader.units import Unit, joined, unit_at
from annotator.ui.reader.view import Slot

_AUTO_SCROLL_MS: Final = 30


class Reader(SelectingView):
    """Shows one open document and lets a person select in it and choose annotations.

    It only reads the document: what should be written, the window's actions write.
    """

    chosen_changed = Signal(object)
    """``AnnotationId`` or None: what is chosen now."""
    context_menu_wanted = Signal(QPoint)
    """Where on the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drag: Drag | None = None
        self._clicks = Clicks()
        self._vocabulary: Vocabulary | None = None
        self._last_point = QPointF()
        self._auto_scroll = QTimer(self)
        self._auto_scroll.setInterval(_AUTO_SCROLL_MS)
        self._auto_scroll.timeout.connect(self._scroll_while_dragging)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.setAccessibleName(_("Article text"))
        self.setAccessibleDescription(_("Arrow keys move the caret, with Shift they select."))

    # ------------------------------------------------------------------ the document

    def show_document(self, document: OpenDocument | None) -> None:
        """Show a document from its top with nothing chosen, or an empty page."""
        self._drag = None
        self._auto_scroll.stop()
        view = self._shown
        view.badges, view.current_badge, view.slots, view.focus = {}, None, (), None
        view.hovered_paragraph = view.read_mark = None
        before = view.chosen
        view.chosen = None
        super().show_document(document)
        if before is not None:
            self.chosen_changed.emit(None)

    def changed(self, changes: ChangeSet) -> None:
        """Take note of what an act wrote; what is chosen and gone is no longer chosen."""
        super().changed(changes)
        document, chosen = self.document, self._shown.chosen
        if document is not None and chosen is not None and chosen not in document.annotations:
            self.choose(None)

    def set_vocabulary(self, vocabulary: Vocabulary) -> None:
        """Use what the corpus knows about words when a double-click looks for a stem."""
        self._vocabulary = vocabulary

    # ------------------------------------------------------------------ choosing

    @property
    def chosen(self) -> AnnotationId | None:
        """The annotation that the next command is about, or None."""
        return self._shown.chosen

    def choose(self, annotation: AnnotationId | None) -> None:
        """Choose an annotation, or none."""
        if annotation == self._shown.chosen:
            return
        before = self._shown.chosen
        self._repaint_ties()
        self._shown.chosen = annotation
        self._repaint_ties()
        for changed in (before, annotation):
            self._repaint_annotation(changed)
        self.chosen_changed.emit(annotation)

    def step_outward(self) -> AnnotationId | None:
        """Choose the next larger annotation at the same letter, none after the largest; says which."""
        around = self._overlaps()
        if self.chosen in around:
            following = around.index(self.chosen) + 1
            self.choose(around[following] if following < len(around) else None)
        else:
            self.choose(None)
        return self.chosen

    def step_inward(self) -> AnnotationId | None:
        """Choose the next smaller annotation at the same letter, the largest when none is chosen; says which."""
        around = self._overlaps()
        if self.chosen in around:
            self.choose(around[max(0, around.index(self.chosen) - 1)])
        elif around:
            self.choose(around[-1])
        return self.chosen

    def jump_to_far_member(self) -> bool:
        """Choose the first member of the chosen claim that only a tag tells of, and go there; says if there is one."""
        far = self._drawing.far_members if self._drawing is not None else ()
        if far:
            self._choose_sign(far[0], jump=True)
        return bool(far)

    # ------------------------------------------------------------------ what modes show

    def set_badges(self, badges: Mapping[AnnotationId, str], *, current: AnnotationId | None = None) -> None:
        """Put short texts on annotations; ``current`` is the one that Enter would take, the first by default."""
        if dict(badges) != self._shown.badges or current != self._shown.current_badge:
            self._shown.badges = dict(badges)
            self._shown.current_badge = current if current is not None else next(iter(badges), None)
            self.viewport().update()

    def set_comments(self, annotations: AbstractSet[AnnotationId]) -> None:
        """Mark in the margin what has an open thread; no letter moves."""
        if annotations != self._shown.comments:
            self._shown.comments = frozenset(annotations)
            self.viewport().update()

    def set_focus_annotations(self, annotations: AbstractSet[AnnotationId] | None) -> None:
        """Fade every annotation but these; None fades nothing."""
        focus = frozenset(annotations) if annotations is not None else None
        if focus != self._shown.focus:
            self._shown.focus = focus
            self.viewport().update()

    def set_slots(self, slots: tuple[Slot, ...]) -> None:
        """Show small slots in the gap below the chosen claim's first line."""
        if slots != self._shown.slots:
            self._repaint_ties()
            self._shown.slots = slots
            self._repaint_ties()

    @property
    def tags_everywhere(self) -> bool:
        """Whether every entity shows its one-letter tag."""
        return self._shown.tags_everywhere

    def set_tags_everywhere(self, everywhere: bool) -> None:
        """Show the one-letter tag of every entity, or only of those in the caret's paragraph."""
        self._shown.tags_everywhere = everywhere
        self.viewport().update()

    @property
    def read_mark(self) -> int | None:
        """The last paragraph that has been read, from zero, or None."""
        return self._shown.read_mark

    def set_read_mark(self, paragraph: int | None) -> None:
        """Show how far the person has come."""
        if paragraph != self._shown.read_mark:
            self._shown.read_mark = paragraph
            self.viewport().update()

    # ------------------------------------------------------------------ pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Place the caret, extend, or begin to select; a second and third press take the word and the sentence."""
        page, drawing = self._page, self._drawing
        if event.button() != Qt.MouseButton.LeftButton or page is None or drawing is None:
            event.ignore()
            return
        point = self.point_on_page(event.position())
        circle = drawing.circle_at(point.x(), point.y())
        far = drawing.far_member_at(point.x(), point.y())
        if circle is not None or far is not None:
            self._choose_sign(circle if circle is not None else far, jump=far is not None)
            return
        place = page.place_at(point.x(), point.y())
        unit = self._clicks.press(event.position(), event.timestamp())
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._drag = Drag(Unit.LETTER, None, event.position(), moved=True)
            self._go(place, anchor=self._anchor, show=False)
            return
        if unit is Unit.LETTER:
            self._drag = Drag(unit, None, event.position())
            self._go(place, anchor=place, show=False)
            return
        origin = self._unit_at(point, unit)
        self._drag = Drag(unit, origin, event.position(), moved=True)
        self._go(Place(origin.end, clings_back=True), anchor=Place(origin.start), show=False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A press like any other: presses are counted here."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Extend the selection while dragging; else show the number of the paragraph."""
        self._last_point = event.position()
        if self._drag is None:
            self._hover(event.position())
        elif self._drag.notices(event.position()):
            self._drag_to(event.position())
            outside = not self.viewport().rect().contains(event.position().toPoint())
            if outside and not self._auto_scroll.isActive():
                self._auto_scroll.start()
            elif not outside:
                self._auto_scroll.stop()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag; a click without one chooses what lies under it."""
        drag, self._drag = self._drag, None
        self._auto_scroll.stop()
        if drag is not None and not drag.moved and self._drawing is not None:
            point = self.point_on_page(event.position())
            self.choose(self._drawing.annotation_at(point.x(), point.y()))

    def copy(self) -> None:
        """Copy the selected letters, else the words of the chosen annotation."""
        document, chosen = self.document, self._shown.chosen
        known = document.annotations.get(chosen) if document is not None and chosen is not None else None
        if self.selection is None and document is not None and known is not None:
            QGuiApplication.clipboard().setText(known.text(document.text))
        else:
            super().copy()

    def leaveEvent(self, event: object) -> None:
        """Hide the number of the paragraph."""
        self._show_paragraph_number(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Choose what lies under the pointer, and ask for the menu."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self._page is not None:
            rect = self.rect_in_view(self._page.caret_rect(self._shown.caret))
            self.context_menu_wanted.emit(self.viewport().mapToGlobal(rect.bottomLeft()))
            return
        page, selection = self._page, self.selection
        if self._drawing is not None and page is not None:
            point = self.point_on_page(QPointF(event.pos()))
            place = page.place_at(point.x(), point.y())
            if selection is None or not selection.start <= place.offset <= selection.end:
                # What is under the pointer is what the menu is about, as in every editor.
                self._go(place, anchor=place, show=False)
                self.choose(self._drawing.annotation_at(point.x(), point.y()))
        self.context_menu_wanted.emit(event.globalPos())

    def sizeHint(self) -> QSize:
        """Room for a full column with its rail."""
        return QSize(820, 600)

    # ------------------------------------------------------------------ helpers

    def _caret_walked(self) -> None:
        """No longer choose an annotation that the caret has walked out of."""
        document, chosen = self.document, self.chosen
        annotation = document.annotations.get(chosen) if document is not None and chosen is not None else None
        if annotation is not None and not annotation.start <= self.caret <= annotation.end:
            self.choose(None)

    def _overlaps(self) -> list[AnnotationId]:
        """Annotations at the letter in question, the innermost first."""
        document = self.document
        if document is None:
            return []
        chosen = document.annotations.get(self.chosen) if self.chosen is not None else None
        for offset in (self.caret, self.caret - 1, chosen.start if chosen is not None else -1):
            found = [a.id for a in document.at(offset)] if offset >= 0 else []
            if found and (chosen is None or chosen.id in found):
                return found
        return []

    def _choose_sign(self, annotation: AnnotationId | None, *, jump: bool) -> None:
        """Choose by a sign in the margin or the gap, and go to its words when they are elsewhere."""
        document = self.document
        found = document.annotations.get(annotation) if document is not None and annotation is not None else None
        if found is None:
            return
        self._go(Place(found.start), anchor=Place(found.start), show=False)
        self.choose(found.id)
        if jump:
            self.reveal(found.extent)

    def _unit_at(self, point: QPointF, unit: Unit) -> Span:
        page = self._page
        assert page is not None
        under = page.character_at(point.x(), point.y())
        offset = under if under is not None else page.place_at(point.x(), point.y()).offset
        if self._vocabulary is None:
            self._vocabulary = Vocabulary.bundled()
        return unit_at(page.document.text, offset, unit, vocabulary=self._vocabulary)

    def _drag_to(self, position: QPointF) -> None:
        page, drag = self._page, self._drag
        if page is None or drag is None:
            return
        point = self.point_on_page(position)
        if drag.origin is None:
            self._go(page.place_at(point.x(), point.y()), anchor=self._anchor, show=False)
            return
        here = self._unit_at(point, drag.unit)
        whole = joined(drag.origin, here)
        start, end = Place(whole.start), Place(whole.end, clings_back=True)
        backwards = here.start < drag.origin.start
        self._go(start if backwards else end, anchor=end if backwards else start, show=False)

    def _scroll_while_dragging(self) -> None:
        """Scroll on while the pointer is held above or below, the faster the farther away."""
        y, height = self._last_point.y(), self.viewport().height()
        beyond = y if y < 0 else y - height if y > height else 0.0
        if self._drag is None or not beyond:
            self._auto_scroll.stop()
            return
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + round(max(-60.0, min(60.0, beyond / 2))))
        inside = QPointF(self._last_point.x(), max(1.0, min(height - 1.0, y)))
        self._drag_to(inside)

    def _hover(self, position: QPointF) -> None:
        page, drawing = self._page, self._drawing
        if page is None or drawing is None:
            return
        point = self.point_on_page(position)
        self._show_paragraph_number(page.blocks[page.block_at(point.y())].paragraph)
        over_sign = (
            drawing.circle_at(point.x(), point.y()) is not None
            or drawing.far_member_at(point.x(), point.y()) is not None
        )
        cursor = Qt.CursorShape.PointingHandCursor if over_sign else Qt.CursorShape.IBeamCursor
        if self.viewport().cursor().shape() != cursor:
            self.viewport().setCursor(cursor)

    def _show_paragraph_number(self, paragraph: int | None) -> None:
        page, before = self._page, self._shown.hovered_paragraph
        if paragraph == before or page is None:
            return
        self._shown.hovered_paragraph = paragraph
        for number in (before, paragraph):
            if number is not None and number < len(page.document.paragraphs):
                top = page.top(page.block_of(page.document.paragraphs[number].start))
                self.repaint_rect(QRectF(-40.0, top, 38.0, 60.0))

    def _repaint_annotation(self, annotation: AnnotationId | None) -> None:
        document = self.document
        found = document.annotations.get(annotation) if document is not None and annotation is not None else None
        if found is not None:
            self.repaint_span(found.extent)
