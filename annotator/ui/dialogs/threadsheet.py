"""A thread of comments: what was said by whom and when, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.language import _, isolated
from annotator.model.comment import Comment
from annotator.model.identity import SetName
from annotator.operations.comments import Thread
from annotator.operations.session import Session
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.dialogs.textsheet import WordsField
from annotator.ui.fonts import reading_font, ui_font
from annotator.ui.panels.lettering import coloured, interface_direction, led, plain_label
from annotator.ui.panels.moments import moment
from annotator.ui.scrolling import scrolling
from annotator.ui.theme import Theme


class ThreadSheet(Sheet):
    """Enter answers; closing, opening again, editing and erasing one's own have buttons."""

    answered = Signal(str)
    """The answer."""
    closing_wanted = Signal(bool)
    """Whether the thread should be closed; else it is opened again."""
    edit_wanted = Signal(object)
    """One's own ``Comment`` that should be said otherwise."""
    erase_wanted = Signal(object)
    """One's own ``Comment`` that should go."""

    def __init__(self, session: Session, thread: Thread, *, theme: Theme, parent: QWidget | None) -> None:
        title = _("Question") if thread.first.question else _("Comment")
        super().__init__(title, theme=theme, parent=parent, width=560)
        self.thread_shown = thread
        self.add_title(title)
        self.add_words(_("About “{words}”", words=thread.words) if thread.words else _("About the article"))
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        self.messages = [Message(session, c, theme=theme, parent=page) for c in (thread.first, *thread.answers)]
        for message in self.messages:
            if message.mine and (thread.stored or message.comment is not thread.first):
                message.offer()
                message.edit_wanted.connect(self._edit)
                message.erase_wanted.connect(self._erase)
            column.addWidget(message)
        column.addStretch(1)
        scroll = scrolling(page, parent=self, least_px=min(360, 96 * len(self.messages)))
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.column.addWidget(scroll, 1)
        self.field = WordsField("", self)
        self.field.setLayoutDirection(interface_direction())
        self.field.setFont(reading_font(16))
        self.field.setAccessibleName(_("Answer"))
        self.field.setPlaceholderText(_("Answer…"))
        self.field.setFixedHeight(72)
        self.field.done.connect(self._answer)
        self.field.textChanged.connect(self._show_ready)
        self.column.addWidget(self.field)
        self._send = self.add_button(_("Answer"), primary=True)
        self._send.clicked.connect(self._answer)
        still_open = thread.open
        self.closing = self.add_button(_("Close the thread") if still_open else _("Open it again"))
        self.closing.clicked.connect(lambda: self._leave_by(lambda: self.closing_wanted.emit(still_open)))
        # An unanswered question is taken back where it was asked.
        self.closing.setVisible(thread.stored)
        self.add_button(_("Leave")).clicked.connect(self.reject)
        self.finish()
        self._show_ready()
        self.field.setFocus()

    def _show_ready(self) -> None:
        self._send.setEnabled(bool(self.field.toPlainText().strip()))

    def _answer(self) -> None:
        text = self.field.toPlainText().strip()
        if text:
            self._leave_by(lambda: self.answered.emit(text))

    def _edit(self, comment: Comment) -> None:
        self._leave_by(lambda: self.edit_wanted.emit(comment))

    def _erase(self, comment: Comment) -> None:
        self._leave_by(lambda: self.erase_wanted.emit(comment))

    def _leave_by(self, tell: Callable[[], object]) -> None:
        self.accept()
        tell()


class Message(QFrame):
    """One comment: who, when, what."""

    edit_wanted = Signal(object)
    erase_wanted = Signal(object)

    def __init__(self, session: Session, comment: Comment, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.comment = comment
        self.mine = comment.author == session.annotator
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(4)
        self._head = QHBoxLayout()
        name = isolated(session.display_name(SetName(comment.author)))
        head = plain_label(led(" · ".join(p for p in (name, moment(comment.at) if comment.at else "") if p)))
        head.setFont(ui_font(11.5, 600))
        coloured(head, theme.ink3)
        self._head.addWidget(head, 1)
        column.addLayout(self._head)
        words = plain_label(comment.text, font=reading_font(16), parent=self)
        words.setWordWrap(True)
        coloured(words, theme.ink)
        column.addWidget(words)

    def offer(self) -> None:
        """Offer to say one's own comment otherwise, and to take it back."""
        for title, signal in ((_("Edit"), self.edit_wanted), (_("Erase"), self.erase_wanted)):
            button = QPushButton(title, self)
            button.setProperty("quiet", True)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, wanted=signal: wanted.emit(self.comment))
            self._head.addWidget(button)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A card; one's own with a tint."""
        theme = self._theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.line, 1))
            painter.setBrush(theme.accent_bg if self.mine else theme.card)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
