"""A further part of the inspector's card as widgets: rows, chips, small buttons."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from annotator.language import _, is_rtl
from annotator.ui.fonts import reading_font, ui_font
from annotator.ui.panels.caps import caps_width, draw_caps
from annotator.ui.panels.cardparts import Command, Line, Part, Wish
from annotator.ui.panels.chips import Flow
from annotator.ui.panels.kept import KeptPicture
from annotator.ui.panels.lettering import coloured, draw_line, end_of, plain_label, start_of, width_of
from annotator.ui.panels.questionrow import QuestionRow
from annotator.ui.theme import Theme

_CROSS: Final = 26.0
_CAP_HEIGHT: Final = 15.0


class PartView(QWidget):
    """One part; says what was asked for by a ``Wish``."""

    wished = Signal(str, str)
    """Verb and argument of a ``Wish``."""
    answered = Signal(str, str)
    """Attribute of the article and its value; an empty one takes the answer back."""
    left = Signal()

    def __init__(self, part: Part, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.questions: list[QuestionRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 14, 0, 0)
        self._column.setSpacing(4)
        if part.title:
            title = plain_label(part.title, font=ui_font(12, 600), parent=self)
            coloured(title, theme.ink2)
            self._column.addWidget(title)
        for line in part.lines:
            self._add_line(line)
        if part.remark:
            remark = plain_label(part.remark, font=ui_font(12), parent=self)
            remark.setWordWrap(True)
            coloured(remark, theme.ink3)
            self._column.addWidget(remark)
        for question in part.questions:
            row = QuestionRow(question, theme=theme, parent=self)
            row.answered.connect(lambda _owner, name, value: self.answered.emit(name, value))
            row.left.connect(self.left)
            self.questions.append(row)
            self._column.addWidget(row)
        if part.commands:
            self._add_commands(part.commands)

    def _add_line(self, line: Line) -> None:
        button = LineButton(line, theme=self._theme, parent=self)
        if line.wish is not None:
            wish = line.wish
            button.clicked.connect(lambda _on=False: self._wish(wish))
        if line.removal is not None:
            removal = line.removal
            button.removal_wanted.connect(lambda: self._wish(removal))
        self._column.addWidget(button)

    def _add_commands(self, commands: tuple[Command, ...]) -> None:
        flow = Flow()
        for command in commands:
            button = CommandButton(command, theme=self._theme, parent=self)
            wish = command.wish
            button.clicked.connect(lambda _on=False, w=wish: self._wish(w))
            flow.addWidget(button)
        self._column.addLayout(flow)

    def _wish(self, wish: Wish) -> None:
        self.wished.emit(wish.verb, wish.argument)


class LineButton(QAbstractButton):
    """A row of a part: its words, a note, and a cross that takes it away."""

    removal_wanted = Signal()

    def __init__(self, line: Line, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = line
        self._theme = theme
        self._kept = KeptPicture()
        self.setText(line.text)
        self.setAccessibleName(" ".join(part for part in (line.lead, line.text, line.note) if part))
        if line.removal is not None:
            self.setAccessibleDescription(_("Delete takes it away."))
        self.setFixedHeight(52 if line.lead else 36)
        self.setEnabled(line.wish is not None or line.removal is not None)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the cross is not a click on the row."""
        if self.line.removal is not None and self._cross().contains(event.position()):
            self.setDown(False)
            self.removal_wanted.emit()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: object) -> None:
        """Delete takes the row away, Enter goes where it leads."""
        key = getattr(event, "key", lambda: 0)()
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.line.removal is not None:
            self.removal_wanted.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)  # type: ignore[arg-type]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Edge, lead, words, note, cross."""
        looks = self._theme, reading_font(16), self.hasFocus(), self.underMouse() and self.isEnabled(), is_rtl()
        self._kept.paint(self, looks, self._draw, ground=self._theme.desk)

    def _draw(self, painter: QPainter) -> None:
        theme, line, rect = self._theme, self.line, QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.accent if self.hasFocus() else theme.line, 1)
        if line.offered:
            pen.setColor(theme.ink3)
            pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(theme.hover if self.underMouse() and self.isEnabled() else theme.page)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        inner = rect.adjusted(10, 0, -10, 0)
        if line.removal is not None:
            inner = start_of(inner, inner.width() - _CROSS + 6)
            self._draw_cross(painter)
        if line.lead:
            lead = QRectF(inner.left(), inner.top() + 4, inner.width(), 20)
            draw_line(painter, lead, line.lead, font=ui_font(11.5), colour=theme.ink3)
            inner = QRectF(inner.left(), inner.top() + 21, inner.width(), inner.height() - 22)
        self._draw_words(painter, inner)

    def _draw_words(self, painter: QPainter, rect: QRectF) -> None:
        theme, line = self._theme, self.line
        note = min(width_of(line.note, ui_font(11)), rect.width() * 0.45) if line.note else 0.0
        words = start_of(rect, rect.width() - note - (8 if note else 0))
        direction = Qt.LayoutDirection.RightToLeft if line.rtl_text else None
        # Words of the article in its letters, names of people and sets in those of the window.
        font = reading_font(16) if line.rtl_text else ui_font(13)
        draw_line(painter, words, line.text, font=font, colour=theme.ink, direction=direction)
        if line.note:
            trailing = Qt.AlignmentFlag.AlignTrailing
            draw_line(painter, end_of(rect, note + 2), line.note, font=ui_font(11), colour=theme.ink3, align=trailing)

    def _cross(self) -> QRectF:
        return end_of(QRectF(self.rect()), _CROSS)

    def _draw_cross(self, painter: QPainter) -> None:
        middle = self._cross().center()
        painter.setPen(QPen(self._theme.ink3, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for arm in (QPointF(3.6, 3.6), QPointF(3.6, -3.6)):
            painter.drawLine(middle - arm, middle + arm)


class CommandButton(QAbstractButton):
    """A small button with its key."""

    def __init__(self, command: Command, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.command = command
        self._theme = theme
        self._kept = KeptPicture()
        self.setText(command.text)
        self.setAccessibleName(command.text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """As wide as its words and its key."""
        return QSize(min(260, round(width_of(self.text(), ui_font(12)) + 20 + self._caps_width())), 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Edge, words, caps."""
        looks = self.text(), self._theme, self.hasFocus(), self.underMouse(), is_rtl()
        self._kept.paint(self, looks, self._draw, ground=self._theme.desk)

    def _draw(self, painter: QPainter) -> None:
        theme, rect = self._theme, QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.accent if self.hasFocus() else theme.line2, 1))
        painter.setBrush(theme.hover if self.underMouse() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        inner = rect.adjusted(9, 0, -9, 0)
        words = start_of(inner, inner.width() - self._caps_width())
        draw_line(painter, words, self.text(), font=ui_font(12), colour=theme.ink2)
        if self.command.keys:
            caps = end_of(inner, self._caps_width() - 6)
            draw_caps(painter, caps, self.command.keys, theme=theme, height=_CAP_HEIGHT)

    def _caps_width(self) -> float:
        keys = self.command.keys
        return caps_width(keys, height=_CAP_HEIGHT) + 6 if keys else 0.0
