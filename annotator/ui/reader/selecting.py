"""Caret and selection: what the keys move, and what is selected in between."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from annotator.model.span import Span
from annotator.operations.opendocument import OpenDocument
from annotator.ui.keys import latin_cap
from annotator.ui.reader import caret as moves
from annotator.ui.reader.keyboard import keeps_goal, movement_of
from annotator.ui.reader.lookview import LookView
from annotator.ui.reader.page import Place

_LINES_KEPT: Final = 2.0
"""How many lines around the caret stay in view."""
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier


class SelectingView(LookView):
    """A page with a caret that the keyboard moves and a selection that follows it.

    Keys that are not its own (letters, Enter, Tab, Esc, Space, Delete) it leaves to the window.
    """

    selection_changed = Signal()
    """The selection or the caret is somewhere else."""
    caret_moved = Signal()
    """The caret is somewhere else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._anchor = Place(0)
        self._goal_x: float | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Letters are commands here; an input method would swallow them.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def show_document(self, document: OpenDocument | None) -> None:
        """Show a document from its top with the caret before its first letter, or an empty page."""
        start = Place(document.paragraphs[0].start if document is not None and document.paragraphs else 0)
        self._anchor = self._shown.caret = start
        self._shown.selection, self._goal_x = None, None
        self._shown.has_caret = document is not None
        self._shown.has_keys = self.hasFocus()
        super().show_document(document)
        self.selection_changed.emit()
        self.caret_moved.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Keys reach the page: the caret is full."""
        super().focusInEvent(event)
        self._show_keys(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keys go elsewhere: the caret stays where it is, hollow."""
        super().focusOutEvent(event)
        self._show_keys(False)

    def _show_keys(self, has_keys: bool) -> None:
        if has_keys != self._shown.has_keys:
            self._shown.has_keys = has_keys
            self.viewport().update()

    # ------------------------------------------------------------------ caret and selection

    @property
    def caret(self) -> int:
        """Where the caret stands, in code points."""
        return self._shown.caret.offset

    @property
    def selection(self) -> Span | None:
        """What is selected, or None."""
        return self._shown.selection

    @property
    def selected_text(self) -> str:
        """The selected letters, as they are stored."""
        document, selection = self.document, self.selection
        return selection.of(document.text) if document is not None and selection is not None else ""

    def select(self, span: Span, *, active_end: bool = True) -> None:
        """Select a span; the caret stands at its end, or at its start when that is to be moved next."""
        start, end = Place(span.start), Place(span.end, clings_back=True)
        self._go(end if active_end else start, anchor=start if active_end else end)

    def select_all(self) -> None:
        """Select the whole text."""
        if self._page is not None:
            self._go(moves.end_of_document(self._page), anchor=moves.start_of_document(self._page), show=False)

    def place_caret(self, offset: int, *, extend: bool = False) -> None:
        """Put the caret before the character at ``offset``; with ``extend`` the selection follows it."""
        if self._page is not None:
            place = Place(
                max(0, min(offset, len(self._page.document.text))), clings_back=extend and offset > self._anchor.offset
            )
            self._go(place, anchor=self._anchor if extend else place)

    def step(self, offset: int, *, leftward: bool, by_word: bool = False) -> int:
        """The next place to the left or right of an offset, as the eye sees it; the caret stays."""
        if self._page is None:
            return offset
        if by_word:
            return moves.by_word(self._page, Place(offset), leftwards=leftward).offset
        return moves.sideways(self._page, Place(offset), leftwards=leftward).offset

    def copy(self) -> None:
        """Copy the selected letters."""
        if self.selected_text:
            QGuiApplication.clipboard().setText(self.selected_text)

    # ------------------------------------------------------------------ keys

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab belongs to the window's actions."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the caret; every other key is left to the window."""
        page = self._page
        movement = movement_of(event) if page is not None else None
        if movement is not None and page is not None:
            goal = self._goal_x if self._goal_x is not None and keeps_goal(event) else page.spot(self._shown.caret)[2]
            place = movement(page, self._shown.caret, goal, self._height_on_page * 0.9)
            extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._go(place, anchor=self._anchor if extend else place)
            self._goal_x = goal if keeps_goal(event) else None
            if not extend:
                self._caret_walked()
        elif event.matches(QKeySequence.StandardKey.SelectAll) or _is_control(event, "A"):
            self.select_all()
        elif event.matches(QKeySequence.StandardKey.Copy) or _is_control(event, "C"):
            self.copy()
        else:
            event.ignore()

    # ------------------------------------------------------------------ helpers

    def _caret_walked(self) -> None:
        """Told after a key has moved the caret without selecting."""

    def _go(self, place: Place, *, anchor: Place, show: bool = True) -> None:
        """Move caret and anchor, repaint what that changes, and tell."""
        view, page = self._shown, self._page
        if page is None:
            return
        before_caret, before_selection, same_anchor = view.caret, view.selection, self._anchor == anchor
        self._anchor, view.caret = anchor, place
        low, high = sorted((anchor.offset, place.offset))
        view.selection = Span(low, high) if low < high else None
        self._goal_x = None
        if show:
            self._keep_caret_in_view()
        if before_caret == place and before_selection == view.selection:
            return
        self._repaint_caret_and_selection(before_caret, before_selection, same_anchor=same_anchor)
        self.selection_changed.emit()
        if before_caret != place:
            self.caret_moved.emit()

    def _repaint_caret_and_selection(self, before_caret: Place, before: Span | None, *, same_anchor: bool) -> None:
        page, view = self._page, self._shown
        assert page is not None
        offsets = {before_caret.offset, view.caret.offset}
        if not same_anchor:
            for span in (before, view.selection):
                offsets |= {span.start, span.end} if span is not None else set()
        seen = self.point_on_page(QPointF(0, 0)).y(), self.point_on_page(QPointF(0, self.viewport().height())).y()
        low, high = self._heights_of(min(offsets), max(offsets), seen)
        self.repaint_rect(QRectF(-10.0, low - 4, page.width + 20, high - low + 8))
        old, new = page.block_of(before_caret.offset), page.block_of(view.caret.offset)
        if page.blocks[old].paragraph != page.blocks[new].paragraph:
            for block in (old, new):
                self.repaint_blocks(range(block, block + 1))

    def _heights_of(self, low: int, high: int, seen: tuple[float, float]) -> tuple[float, float]:
        """From which height to which two offsets stand, as far as that is in view (what is far is not laid out)."""
        page = self._page
        assert page is not None
        top, bottom = seen
        first, last = page.block_of(low), page.block_of(high)
        upper = page.top(first) if not top - 200 < page.top(first) < bottom else page.caret_rect(Place(low)).top()
        if page.top(last) > bottom:
            return max(upper, top), bottom
        lower = page.caret_rect(Place(high)).bottom()
        # At the end of a line the caret can stand a line higher than its offset says.
        return max(min(upper, lower) - 60, top - 60), min(max(upper, lower), bottom)

    def _keep_caret_in_view(self) -> None:
        page = self._page
        if page is None:
            return
        rect = page.caret_rect(self._shown.caret)
        margin = _LINES_KEPT * page.blocks[page.block_of(self.caret)].style.pitch
        if rect.top() - margin < self._top:
            self._arrange(top=rect.top() - margin)
        elif rect.bottom() + margin > self._top + self._height_on_page:
            self._arrange(top=rect.bottom() + margin - self._height_on_page)


def _is_control(event: QKeyEvent, cap: str) -> bool:
    """Whether Ctrl and the physical key ``cap`` are pressed, whatever the layout makes of it."""
    return event.modifiers() == _CONTROL and latin_cap(event) == cap
