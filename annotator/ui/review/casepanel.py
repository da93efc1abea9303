"""The panel of the case at hand: its versions as cards, the rule for its kind, and precedents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from annotator.language import _, is_rtl, number
from annotator.ui.fonts import reading_font, ui_font
from annotator.ui.panels.caps import caps_width, draw_caps
from annotator.ui.panels.lettering import coloured, draw_line, end_of, plain_label, start_of, width_of
from annotator.ui.panels.links import LinkButton, Tie
from annotator.ui.review.board import CaseSheet, Shown, VersionCard
from annotator.ui.theme import Theme

_RTL: Final = Qt.LayoutDirection.RightToLeft


class CasePanel(QWidget):
    """Everything about the case at hand, beside the reader."""

    performed = Signal(str)
    """An action that a click asks for."""
    link_activated = Signal(str)
    """An annotation to go to."""
    precedent_wanted = Signal(int)

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sheet: CaseSheet | None = None
        self._rule: tuple[str, str] | None = None
        self._precedents: tuple[tuple[str, str], ...] = ()
        self._precedents_title = ""
        self._precedents_box: QVBoxLayout | None = None
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 0)
        column.addWidget(self._scroll)
        self.setMinimumWidth(220)

    @property
    def sheet(self) -> CaseSheet | None:
        """What is shown."""
        return self._sheet

    @property
    def rule(self) -> tuple[str, str] | None:
        """The title and the words of the rule that is shown."""
        return self._rule

    @property
    def precedents(self) -> tuple[tuple[str, str], ...]:
        """The precedents that are shown: words, and the letter of the version that is like them."""
        return self._precedents

    def show_sheet(self, sheet: CaseSheet | None, *, rule: tuple[str, str] | None) -> None:
        """Show a case, or nothing.

        Args:
            sheet: The case.
            rule: Title and words of the rule for it.
        """
        same = self._sheet is not None and sheet is not None and self._sheet.title == sheet.title
        at = self._scroll.verticalScrollBar().value() if same else 0
        self._sheet, self._rule, self._precedents, self._precedents_box = sheet, rule, (), None
        self._scroll.setAccessibleName(sheet.title if sheet is not None else _("Cases"))
        self._scroll.setWidget(self._build())
        self._scroll.verticalScrollBar().setValue(at)

    def show_precedents(self, title: str, found: Sequence[tuple[str, str]]) -> None:
        """Show earlier decisions on the same words, below the rest."""
        self._precedents, self._precedents_title, box = tuple(found), title, self._precedents_box
        if box is None or not found:
            return
        while (entry := box.takeAt(0)) is not None:
            widget = entry.widget()
            if widget is not None:
                widget.deleteLater()
        head = _Heading(title, number(len(found)), theme=self._theme, parent=self)
        box.addWidget(head)
        for at, (words, letter) in enumerate(found):
            row = _PrecedentRow(words, letter, theme=self._theme, parent=self)
            row.clicked.connect(lambda _on=False, n=at: self.precedent_wanted.emit(n))
            box.addWidget(row)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        found, title = self._precedents, self._precedents_title
        self.show_sheet(self._sheet, rule=self._rule)
        if found:
            self.show_precedents(title, found)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The quiet ground."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.desk)

    def _build(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 2, 16)
        column.setSpacing(12)
        sheet = self._sheet
        if sheet is None:
            return content
        # Qt looks past isolated words for the direction of a line, so the line says its own.
        mark = "\u200f" if is_rtl() else "\u200e"
        title = plain_label(mark + sheet.title, font=ui_font(15, 600))
        title.setWordWrap(True)
        coloured(title, self._theme.ink)
        column.addWidget(title)
        if sheet.note:
            column.addWidget(self._small(sheet.note))
        if sheet.remark:
            column.addWidget(self._small(sheet.remark, second=True))
        for card in sheet.versions:
            column.addWidget(self._card(card))
        if self._rule is not None:
            column.addSpacing(4)
            column.addWidget(_Heading(self._rule[0], "", theme=self._theme, parent=content))
            column.addWidget(self._small(self._rule[1], second=True))
        self._precedents_box = QVBoxLayout()
        self._precedents_box.setSpacing(2)
        column.addLayout(self._precedents_box)
        column.addStretch(1)
        return content

    def _card(self, card: VersionCard) -> QWidget:
        widget = VersionView(card, theme=self._theme)
        widget.chosen.connect(lambda: self.performed.emit(card.action))
        widget.link_activated.connect(self.link_activated)
        return widget

    def _small(self, text: str, *, second: bool = False) -> QLabel:
        label = plain_label(text, font=ui_font(12.5 if second else 11.5))
        label.setWordWrap(True)
        coloured(label, self._theme.ink2 if second else self._theme.ink3)
        return label


class VersionView(QFrame):
    """One version: a bar as above or below the letters, a letter, what it says, its key; a click takes it."""

    chosen = Signal()
    link_activated = Signal(str)

    def __init__(self, card: VersionCard, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = card
        self._theme = theme
        self.setAccessibleName(f"{card.letter}: {card.summary} {card.who}".strip())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        column = QVBoxLayout(self)
        head = 62 if card.who else 44
        column.setContentsMargins(14, head, 14, 12)
        column.setSpacing(0)
        for part in card.parts:
            self._add(column, part)
        if not card.parts:
            column.setContentsMargins(14, head - 4, 14, 4)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take this version."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The card, its bar, its head."""
        theme, card = self._theme, self.card
        frame = QRectF(self.rect()).adjusted(1.5, 0.5, -1.5, -0.5)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.accent if card.taken else theme.line2, 1.4 if card.taken else 1))
            painter.setBrush(theme.card)
            painter.drawRoundedRect(frame, 10, 10)
            bar = start_of(frame.adjusted(0, 10, 0, -10), 4)
            painter.setPen(Qt.PenStyle.NoPen if card.solid else QPen(theme.ink, 1.2))
            painter.setBrush(theme.ink if card.solid else theme.page)
            painter.drawRoundedRect(bar, 2, 2)
            head = QRectF(frame.left() + 16, frame.top() + 8, frame.width() - 30, 28)
            font = ui_font(16, 700)
            width = draw_line(painter, head, card.letter, font=font, colour=theme.ink)
            caps = caps_width(card.caps)
            draw_caps(painter, end_of(head, caps), card.caps, theme=theme, chosen=card.taken)
            room = head.width() - width - caps - 24
            said = start_of(head, room, offset=width + 12)
            draw_line(painter, said, card.summary, font=ui_font(12), colour=theme.ink2)
            who = QRectF(said.left(), head.bottom() - 4, said.width(), 20)
            draw_line(painter, who, card.who, font=ui_font(11), colour=theme.ink3)

    def _add(self, column: QVBoxLayout, part: Shown) -> None:
        for link in part.links:
            if link.tie:
                column.addWidget(Tie(link.tie, theme=self._theme, parent=self))
            button = LinkButton(link, theme=self._theme, parent=self)
            if link.annotation is not None:
                target = str(link.annotation)
                button.clicked.connect(lambda _on=False, t=target: self.link_activated.emit(t))
            column.addWidget(button)
        for name, value in part.facts:
            row = QHBoxLayout()
            row.setContentsMargins(8, 4, 8, 0)
            left, right = plain_label(name, font=ui_font(11.5)), plain_label(value, font=ui_font(12, 500))
            coloured(left, self._theme.ink3)
            coloured(right, self._theme.ink2)
            row.addWidget(left)
            row.addStretch(1)
            row.addWidget(right)
            column.addLayout(row)
        if part.words:
            if part.label:
                label = plain_label(part.label, font=ui_font(11.5))
                coloured(label, self._theme.ink3)
                column.addWidget(label)
            words = plain_label(part.words, font=reading_font(17), parent=self)
            words.setWordWrap(True)
            words.setLayoutDirection(_RTL)
            words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
            coloured(words, self._theme.ink)
            column.addWidget(words)
            column.addSpacing(6)


class _Heading(QWidget):
    """A heading with a count."""

    def __init__(self, text: str, note: str, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._text, self._note, self._theme = text, note, theme
        self.setAccessibleName(f"{text} {note}".strip())
        self.setFixedHeight(22)

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect = QRectF(self.rect())
        with QPainter(self) as painter:
            draw_line(painter, rect, self._text, font=ui_font(12.5, 600), colour=self._theme.ink2)
            note = end_of(rect, width_of(self._note, ui_font(11)) + 2)
            draw_line(painter, note, self._note, font=ui_font(11), colour=self._theme.ink3)


class _PrecedentRow(QAbstractButton):
    """A place in another article, and which version is like it."""

    def __init__(self, words: str, letter: str, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._letter, self._theme = letter, theme
        self.setText(words)
        self.setAccessibleName(f"{words} {letter}".strip())
        self.setFixedHeight(29)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, rect = self._theme, QRectF(self.rect())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.underMouse() or self.hasFocus():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.hover)
                painter.drawRoundedRect(rect, 6, 6)
            line = rect.adjusted(2, 0, -2, 0)
            font = ui_font(12.5, 600)
            draw_line(painter, end_of(line, 16), self._letter, font=font, colour=theme.good)
            words = start_of(line, line.width() - 24)
            # Words of an article run from right to left, on whichever side the interface begins.
            draw_line(painter, words, self.text(), font=reading_font(16), colour=theme.ink2, direction=_RTL)
