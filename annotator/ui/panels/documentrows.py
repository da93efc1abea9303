"""Paints the rows of the documents panel: headings, and documents with their ring and pills."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.language import _, is_rtl, number, question_mark
from annotator.model.workflow import Status
from annotator.text.direction import Direction, paragraph_direction
from annotator.ui.fonts import ui_font
from annotator.ui.panels.inbox import ROW_ROLE, DocumentRow, SectionRow
from annotator.ui.panels.kept import KeptPictures
from annotator.ui.panels.lettering import draw_line, end_of, start_of
from annotator.ui.panels.marks import draw_pill, draw_progress_ring, pill_width
from annotator.ui.panels.sectionlist import ROW_HEIGHT, SECTION_HEIGHT
from annotator.ui.theme import Theme

_PADDING: Final = 20.0
_State = QStyle.StateFlag
_TOLD: Final = _State.State_Selected | _State.State_MouseOver | _State.State_HasFocus
"""The states that a row shows."""


class RowPainter(QStyledItemDelegate):
    """Paints headings and documents."""

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self._kept = KeptPictures()

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The heights that the list counts on."""
        section = isinstance(index.data(ROW_ROLE), SectionRow)
        return QSize(200, SECTION_HEIGHT if section else ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        row, state = index.data(ROW_ROLE), option.state & _TOLD

        def draw(painter: QPainter, rect: QRectF) -> None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if isinstance(row, SectionRow):
                self._paint_section(painter, rect, row)
            elif isinstance(row, DocumentRow):
                self._paint_ground(painter, rect, state)
                self._paint_document(painter, rect, row, chosen=bool(state & QStyle.StateFlag.State_Selected))

        # The digits tell which language and which digits are in use.
        looks = (row, state.value, is_rtl(), number(1), _("answer"))
        self._kept.paint(painter, option.rect, looks, draw, ground=self._theme.desk)

    def _paint_section(self, painter: QPainter, rect: QRectF, row: SectionRow) -> None:
        theme, font = self._theme, ui_font(12, 600)
        line = rect.adjusted(_PADDING, 10, -_PADDING, -2)
        width = draw_line(painter, line, row.title, font=font, colour=theme.ink2)
        count = start_of(line, line.width() - width - 8, offset=width + 8)
        draw_line(painter, count, number(row.count), font=ui_font(12), colour=theme.ink3)

    def _paint_ground(self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
        theme, card = self._theme, rect.adjusted(8, 0, -8, -2)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(theme.line2, 1))
            painter.setBrush(theme.page)
            painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 9, 9)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent)
            painter.drawRoundedRect(start_of(rect.adjusted(0, 10, 0, -12), 3, offset=9), 1.5, 1.5)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.hover)
            painter.drawRoundedRect(card, 9, 9)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.accent, 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(card.adjusted(0.7, 0.7, -0.7, -0.7), 9, 9)

    def _paint_document(self, painter: QPainter, rect: QRectF, row: DocumentRow, *, chosen: bool) -> None:
        theme = self._theme
        line = rect.adjusted(13, 0, -_PADDING, 0) if is_rtl() else rect.adjusted(_PADDING, 0, -13, 0)
        ring = start_of(line, 24)
        draw_progress_ring(painter, QPointF(ring.center().x(), rect.top() + 22), share=row.share, theme=theme)
        words = start_of(line, line.width() - 32, offset=32)
        below = QRectF(line.left(), rect.top() + 28, line.width(), 20)
        taken = self._paint_pills(painter, below, row)
        # A title that nothing stands under is level with its ring.
        title = QRectF(words.left(), rect.top() + (5 if row.meta or taken else 11), words.width(), 22)
        direction = _direction_of(row.title)
        if direction is Qt.LayoutDirection.RightToLeft or not is_rtl():
            align = Qt.AlignmentFlag.AlignLeading
        else:
            align = Qt.AlignmentFlag.AlignTrailing
        font = ui_font(13, 600 if chosen else 500)
        draw_line(painter, title, row.title, font=font, colour=theme.ink, align=align, direction=direction)
        meta = start_of(below, below.width() - 32 - taken, offset=32)
        draw_line(painter, meta, row.meta, font=ui_font(11), colour=theme.ink3)

    def _paint_pills(self, painter: QPainter, line: QRectF, row: DocumentRow) -> float:
        """Paint what is open and in doubt at the end of the line; the width that took."""
        theme, offset = self._theme, 0.0
        strip = QRectF(line.left(), line.center().y() - 8.5, line.width(), 17)
        pills: list[tuple[str, QFont, QColor, QColor, QColor | None]] = []
        if row.status is Status.RETURNED:
            pills.append((_("Returned"), ui_font(11, 600), theme.bad, theme.bad_bg, None))
        if row.open_claims:
            text = _("{count} open", count=row.open_claims)
            pills.append((text, ui_font(11, 500), theme.ink, theme.hover, theme.line2))
        if row.doubts:
            pills.append((question_mark() + number(row.doubts), ui_font(11, 600), theme.warn, theme.warn_bg, None))
        if row.answered:
            pills.append((_("answer"), ui_font(11, 600), theme.good, theme.good_bg, None))
        elif row.threads:
            pills.append(("“" + number(row.threads), ui_font(11, 500), theme.ink2, theme.hover, None))
        for text, font, ink, ground, edge in pills:
            width = pill_width(text, font, padding=6)
            draw_pill(painter, end_of(strip, width, offset=offset), text, font=font, ink=ink, ground=ground, edge=edge)
            offset += width + 4
        return offset


def _direction_of(title: str) -> Qt.LayoutDirection:
    rtl = paragraph_direction(title) is Direction.RTL
    return Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
