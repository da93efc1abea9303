"""The places behind a number, each in its words; Enter opens one in its article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.language import _, is_rtl, isolated, ngettext
from annotator.model.errors import NotFound
from annotator.model.identity import DocumentId
from annotator.model.span import Span
from annotator.operations.agreementplaces import PanelPlace
from annotator.operations.around import around
from annotator.operations.session import Session
from annotator.ui.agreement.words import place_said
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.fonts import reading_font, ui_font
from annotator.ui.panels.lettering import draw_line, interface_direction
from annotator.ui.panels.markedtext import MarkedText
from annotator.ui.theme import Theme

_WIDTH: Final = 860
_HEIGHT: Final = 560
_ROW: Final = 62
_AROUND: Final = 48
_LONGEST: Final = 90
"""Longer places are cut in their middle: both borders are what one wants to see."""
_ANY = QModelIndex | QPersistentModelIndex


class PlaceList(Sheet):
    """Lists places.

    Args:
        session: The session.
        places: By article and in reading order.
        title: What they are.
        theme: The colours.
        parent: The window.
    """

    wanted = Signal(object)
    """``PanelPlace`` to go to."""
    compare_wanted = Signal(object)
    """``PanelPlace`` of which both versions are to be seen."""

    def __init__(
        self, session: Session, places: Sequence[PanelPlace], title: str, *, theme: Theme, parent: QWidget | None
    ) -> None:
        super().__init__(title, theme=theme, parent=parent, width=_WIDTH)
        self.add_title(title)
        articles = len({found.place.document for found in places})
        self.add_words(
            ngettext("{count} place", "{count} places", len(places))
            + " · "
            + ngettext("{count} article", "{count} articles", articles)
        )
        self.model = Places(session, places, self)
        self.view = QListView(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(_PlaceRow(theme, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setLayoutDirection(interface_direction())
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.setAccessibleName(title)
        self.view.doubleClicked.connect(lambda index: self._go(index.row()))
        self.column.addWidget(self.view, 1)
        self.add_button(_("Go there"), primary=True).clicked.connect(lambda: self._go(self.view.currentIndex().row()))
        self.add_button(_("Both versions")).clicked.connect(lambda: self._compare(self.view.currentIndex().row()))
        self.add_button(_("Close")).clicked.connect(self.reject)
        self.finish()
        self.resize(_WIDTH, _HEIGHT)
        if places:
            self.view.setCurrentIndex(self.model.index(0))
        self.view.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there, with Ctrl to both versions."""
        row = self.view.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._compare(row) if event.modifiers() & Qt.KeyboardModifier.ControlModifier else self._go(row)
        else:
            super().keyPressEvent(event)

    def _go(self, row: int) -> None:
        found = self.model.place(row)
        if found is not None:
            self.accept()
            self.wanted.emit(found)

    def _compare(self, row: int) -> None:
        found = self.model.place(row)
        if found is not None:
            self.accept()
            self.compare_wanted.emit(found)


class Places(QAbstractListModel):
    """The places, their words read when they come into sight."""

    def __init__(self, session: Session, places: Sequence[PanelPlace], parent: PlaceList) -> None:
        super().__init__(parent)
        self._session, self._places = session, list(places)
        self._texts: dict[DocumentId, tuple[str, str]] = {}

    def place(self, row: int) -> PanelPlace | None:
        """The place of a row."""
        return self._places[row] if 0 <= row < len(self._places) else None

    def rowCount(self, parent: _ANY | None = None) -> int:
        """One row a place."""
        return 0 if parent is not None and parent.isValid() else len(self._places)

    def data(self, index: _ANY, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What is said of it; for the delegate its words with the mark in them."""
        found = self.place(index.row())
        if found is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{place_said(self._session, found)} · {isolated(self._read(found.place.document)[0])}"
        if role == Qt.ItemDataRole.UserRole:
            return self.words(found)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{place_said(self._session, found)}. {self.words(found)[0]}"
        return None

    def words(self, found: PanelPlace) -> tuple[str, Span]:
        """The words around a place, and where it stands in them."""
        text = self._read(found.place.document)[1]
        if not text:
            return "—", Span(0, 1)
        start, end = found.place.start, min(found.place.end, len(text))
        shown = around(text, Span(start, end), width=_AROUND)
        middle = shown.text.replace("\n", " ")
        if len(middle) > _LONGEST:
            middle = f"{middle[: _LONGEST // 2].rstrip()} … {middle[-_LONGEST // 2 :].lstrip()}"
        return shown.before + middle + shown.after, Span(len(shown.before), len(shown.before) + len(middle))

    def _read(self, document: DocumentId) -> tuple[str, str]:
        """Title and text of an article; empty where it is gone."""
        known = self._texts.get(document)
        if known is None:
            try:
                read = self._session.corpus.document(document)
                known = (read.title, read.text)
            except NotFound:
                known = (document, "")
            self._texts[document] = known
        return known


class _PlaceRow(QStyledItemDelegate):
    """Two lines: the words of the article, and in what the two differ."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _ANY) -> QSize:
        return QSize(400, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _ANY) -> None:
        theme = self._theme
        rect = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent_bg)
            painter.drawRoundedRect(rect.adjusted(4, 2, -4, -2), 8, 8)
        inside = rect.adjusted(14, 4, -14, -4)
        line, mark = index.data(Qt.ItemDataRole.UserRole)
        words = MarkedText(line, (mark,), font=reading_font(17))
        painter.setClipRect(QRectF(inside.left(), inside.top(), inside.width(), 34))
        # The mark stands in sight, whatever precedes it.
        boxes = words.boxes or [QRectF(0, 0, words.width, 1)]
        middle = (min(box.left() for box in boxes) + max(box.right() for box in boxes)) / 2
        left = inside.right() - words.width if is_rtl() else inside.left()
        if words.width > inside.width():
            left = max(inside.right() - words.width, min(inside.left(), inside.center().x() - middle))
        ground = theme.accent_bg if chosen else theme.page
        words.draw(painter, QPointF(left, inside.top()), ink=theme.ink, edge=theme.accent, ground=ground)
        painter.setClipping(False)
        below = QRectF(inside.left(), inside.top() + 34, inside.width(), 18)
        draw_line(painter, below, index.data(Qt.ItemDataRole.DisplayRole), font=ui_font(11.5), colour=theme.ink3)
        painter.restore()
