"""All open threads of the corpus: comments and questions that wait for somebody."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from annotator.language import _, isolated, ngettext, number, question_mark
from annotator.model.identity import SetName
from annotator.operations import comments
from annotator.operations.comments import Thread
from annotator.operations.session import Session
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.fonts import reading_font, ui_font
from annotator.ui.panels.lettering import draw_line, end_of, start_of
from annotator.ui.panels.marks import draw_pill, pill_width
from annotator.ui.panels.moments import moment
from annotator.ui.scrolling import scrolling
from annotator.ui.theme import Theme

_SHOWN: Final = 200
_ROW: Final = 64


class OpenThreads(Sheet):
    """Lists them, answered questions of one's own first; Enter or a click goes to one."""

    thread_wanted = Signal(object)
    """``Thread`` to go to."""

    def __init__(self, session: Session, *, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(_("Open comments"), theme=theme, parent=parent, width=680)
        found = comments.open_threads(session)
        self.add_title(_("Open comments"))
        self.add_words(
            ngettext("{count} thread is open.", "{count} threads are open.", len(found)) if found
            else _("No comment is open, and no question.")
        )  # fmt: skip
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(2)
        titles = {summary.id: summary.title for summary in session.documents()}
        self.rows: list[ThreadRow] = []
        for thread in found[:_SHOWN]:
            person = isolated(session.display_name(SetName(thread.latest.author)))
            mine = thread.answered and thread.first.author == session.annotator
            row = ThreadRow(thread, titles.get(thread.first.document, ""), person, mine, theme=theme, parent=page)
            row.clicked.connect(lambda _on=False, t=thread: self._open(t))
            self.rows.append(row)
            column.addWidget(row)
        column.addStretch(1)
        scroll = scrolling(page, parent=self, least_px=min(460, _ROW * max(1, len(self.rows)) + 12))
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll = scroll
        self.column.addWidget(scroll, 1)
        if len(found) > _SHOWN:
            self.add_words(ngettext("and {count} more", "and {count} more", len(found) - _SHOWN), px=12)
        self.add_button(_("Close"), primary=not found).clicked.connect(self.reject)
        self.finish()
        if self.rows:
            self.rows[0].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go through the rows, Enter opens the one that has the keyboard."""
        focused = next((at for at, row in enumerate(self.rows) if row is self.focusWidget()), None)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None and self.rows:
            row = self.rows[(focused + step if focused is not None else 0) % len(self.rows)]
            row.setFocus()
            self._scroll.ensureWidgetVisible(row)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and focused is not None:
            self._open(self.rows[focused].thread_shown)
        else:
            super().keyPressEvent(event)

    def _open(self, thread: Thread) -> None:
        self.accept()
        self.thread_wanted.emit(thread)


class ThreadRow(QAbstractButton):
    """A thread in the list: what was said last, by whom, about what."""

    def __init__(
        self, thread: Thread, title: str, person: str, answered: bool, *, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.thread_shown = thread
        self._title, self._person, self._answered, self._theme = title, person, answered, theme
        self.setText(thread.latest.text)
        parts = (thread.latest.text, person, thread.words, title)
        self.setAccessibleName(_(", ").join(part for part in parts if part))
        self.setToolTip(thread.latest.text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(_ROW)

    def sizeHint(self) -> QSize:
        """Three lines of a list."""
        return QSize(400, _ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, pill, what was said, where."""
        theme, rect, thread = self._theme, QRectF(self.rect()), self.thread_shown
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(theme.accent if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(theme.hover if self.underMouse() or self.hasFocus() else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 8, 8)
            inner = rect.adjusted(12, 0, -12, 0)
            first = QRectF(inner.left(), rect.top() + 6, inner.width(), 26)
            second = QRectF(inner.left(), rect.top() + 34, inner.width(), 20)
            text, ink, ground = self._pill()
            if text:
                font = ui_font(10.5, 600)
                width = pill_width(text, font)
                pill = end_of(QRectF(first.left(), first.top() + 3, first.width(), 19), width)
                draw_pill(painter, pill, text, font=font, ink=ink, ground=ground)
                first = start_of(first, first.width() - width - 8)
            draw_line(painter, first, " ".join(thread.latest.text.split()), font=reading_font(16), colour=theme.ink)
            when = moment(thread.latest.at) if thread.latest.at else ""
            about = _("“{text}”", text=thread.words) if thread.words else ""
            line = " · ".join(part for part in (self._person, when, about, isolated(self._title)) if part)
            draw_line(painter, second, line, font=ui_font(11.5), colour=theme.ink3)

    def _pill(self) -> tuple[str, QColor, QColor]:
        """What the pill says, its ink and its ground; an empty word is none."""
        theme, thread = self._theme, self.thread_shown
        if self._answered:
            return _("answered"), theme.good, theme.good_bg
        if thread.first.question:
            return question_mark(), theme.warn, theme.warn_bg
        return number(len(thread.answers) + 1) if thread.answers else "", theme.ink2, theme.line
