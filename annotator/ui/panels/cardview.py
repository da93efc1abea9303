"""A card as widgets: text, chains, questions, claims inside, note. Built anew for every card."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from annotator.language import _
from annotator.model.attribution import ClaimState
from annotator.ui.fonts import reading_font, ui_font
from annotator.ui.panels.card import Card, ChainCard, Question
from annotator.ui.panels.cardhead import CardHead
from annotator.ui.panels.cardparts import Part
from annotator.ui.panels.keyrows import HintRow
from annotator.ui.panels.lettering import coloured, plain_label
from annotator.ui.panels.links import ClaimRowButton, LinkButton, Tie
from annotator.ui.panels.partview import PartView
from annotator.ui.panels.questionrow import QuestionRow
from annotator.ui.theme import Theme

_TEXT_MOST = 260


class CardView(QWidget):
    """Everything about one annotation, or about the article.

    Attributes:
        card: What is shown.
        questions: The rows that can be answered, from the top.
        note: The field of the remark; None for an article.
    """

    answered = Signal(str, str, str)
    link_activated = Signal(str)
    attribution_wanted = Signal()
    detach_wanted = Signal(str)
    note_given = Signal(str, str)
    wished = Signal(str, str)
    article_described = Signal(str, str)
    left = Signal()

    def __init__(
        self, card: Card, *, hue: int, theme: Theme, parts: tuple[Part, ...] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.card = card
        self._theme = theme
        self.questions: list[QuestionRow] = []
        self.note: QPlainTextEdit | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 12)
        self._column.setSpacing(0)
        self._column.addWidget(CardHead(card, hue=hue, theme=theme, parent=self))
        self._add_text()
        self._add_facts()
        self._add_hints()
        for at, chain in enumerate(card.chains):
            self._add_chain(chain, at)
        self._add_open()
        if card.questions:
            self._add_heading(card.questions_title)
            self._add_questions(card.questions)
        self._add_rows()
        for part in parts:
            self._add_part(part)
        if card.annotation is not None:
            self._add_note(card.annotation)
        self._column.addStretch(1)

    def ask(self, question: Question) -> bool:
        """Give the keyboard to a question; whether it is there."""
        for row in self.questions:
            if (row.question.owner, row.question.name) == (question.owner, question.name):
                row.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def _add_text(self) -> None:
        text = self.card.text
        shown = text if len(text) <= _TEXT_MOST else text[:_TEXT_MOST].rstrip() + "…"
        label = plain_label(shown, font=reading_font(16), parent=self)
        label.setWordWrap(True)
        # The words are the article's, whatever the language of the interface.
        label.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        coloured(label, self._theme.ink2)
        self._column.addSpacing(8)
        self._column.addWidget(label)

    def _add_facts(self) -> None:
        for name, value in self.card.facts:
            row = QHBoxLayout()
            left, right = plain_label(name, font=ui_font(12)), plain_label(value, font=ui_font(12.5, 500))
            coloured(left, self._theme.ink3)
            row.addWidget(left)
            row.addStretch(1)
            row.addWidget(right)
            self._column.addSpacing(8)
            self._column.addLayout(row)

    def _add_hints(self) -> None:
        """How to begin, where nothing is marked yet."""
        if not self.card.hints:
            return
        self._column.addSpacing(14)
        self._column.addWidget(self._wrapped(_("Nothing is marked yet. With the caret on a word:")))
        self._column.addSpacing(6)
        for keys, what in self.card.hints:
            self._column.addWidget(HintRow(keys, what, theme=self._theme, parent=self))

    def _add_chain(self, chain: ChainCard, at: int) -> None:
        several = len(self.card.chains) > 1
        title = _("Chain of attribution {number}", number=at + 1) if several else _("Chain of attribution")
        self._add_heading(title, detach=chain.relation)
        for link in chain.links:
            if link.tie:
                self._column.addWidget(Tie(link.tie, theme=self._theme, parent=self))
            button = LinkButton(link, theme=self._theme, parent=self)
            if link.annotation is not None:
                target = str(link.annotation)
                button.clicked.connect(lambda _on=False, t=target: self.link_activated.emit(t))
            self._column.addWidget(button)
        if chain.questions:
            self._add_heading(_("Attribution"))
            self._add_questions(chain.questions)

    def _add_open(self) -> None:
        """What to do about a claim that nobody has attributed yet."""
        claim = self.card.claim
        if claim is None or claim[1] is not ClaimState.OPEN:
            return
        hint = self._wrapped(_("Nobody is named as the speaker of this claim yet."))
        button = QPushButton(_("Attribute the claim"), self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self.attribution_wanted)
        self._column.addSpacing(14)
        self._column.addWidget(hint)
        self._column.addSpacing(8)
        self._column.addWidget(button)

    def _add_questions(self, questions: Sequence[Question]) -> None:
        for question in questions:
            row = QuestionRow(question, theme=self._theme, parent=self)
            row.answered.connect(self.answered)
            row.left.connect(self.left)
            row.moved.connect(lambda by, r=row: self._move(r, by))
            self.questions.append(row)
            self._column.addWidget(row)

    def _move(self, row: QuestionRow, by: int) -> None:
        at = self.questions.index(row) + by
        if 0 <= at < len(self.questions):
            self.questions[at].setFocus(Qt.FocusReason.TabFocusReason)
        elif at >= len(self.questions):
            self.left.emit()

    def _add_rows(self) -> None:
        if not self.card.rows:
            return
        self._add_heading(self.card.rows_title)
        for row in self.card.rows:
            button = ClaimRowButton(row, theme=self._theme, parent=self)
            button.clicked.connect(lambda _on=False, t=str(row.annotation): self.link_activated.emit(t))
            self._column.addWidget(button)

    def _add_part(self, part: Part) -> None:
        view = PartView(part, theme=self._theme, parent=self)
        view.wished.connect(self.wished)
        view.answered.connect(self.article_described)
        view.left.connect(self.left)
        for row in view.questions:
            row.moved.connect(lambda by, r=row: self._move(r, by))
            self.questions.append(row)
        self._column.addWidget(view)

    def _add_note(self, owner: str) -> None:
        self._add_heading(_("Note"))
        note = _Note(self.card.note, parent=self)
        note.setAccessibleName(_("Note"))
        note.given.connect(lambda text: self.note_given.emit(owner, text))
        note.left.connect(self.left)
        self.note = note
        self._column.addWidget(note)

    def _add_heading(self, title: str, *, detach: str | None = None) -> None:
        label = plain_label(title, font=ui_font(12, 600), parent=self)
        coloured(label, self._theme.ink2)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addStretch(1)
        if detach is not None:
            button = QPushButton(_("Untie"), self)
            button.setProperty("quiet", True)
            button.setToolTip(_("Take this attribution away; the claim and the sources stay"))
            button.setFont(ui_font(11))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _on=False, relation=str(detach): self.detach_wanted.emit(relation))
            row.addWidget(button)
        self._column.addSpacing(14 if detach is None else 8)
        self._column.addLayout(row)
        self._column.addSpacing(6)

    def _wrapped(self, text: str) -> QLabel:
        label = plain_label(text, font=ui_font(12.5), parent=self)
        label.setWordWrap(True)
        coloured(label, self._theme.ink3)
        return label


class _Note(QPlainTextEdit):
    """A free remark, stored when the keyboard leaves it."""

    given = Signal(str)
    left = Signal()

    def __init__(self, note: str, *, parent: QWidget) -> None:
        super().__init__(note, parent)
        self._stored = note
        self.setFixedHeight(58)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(_("A remark for yourself or the reviewer"))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.store()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def store(self) -> None:
        """Say what was written, once."""
        text = self.toPlainText().strip()
        if text != self._stored:
            self._stored = text
            self.given.emit(text)
