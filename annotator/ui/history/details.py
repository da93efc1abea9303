"""What one act changed: record by record, in words and in the text, before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from annotator.language import _, is_rtl
from annotator.model.annotation import Annotation
from annotator.operations.around import around
from annotator.operations.pastwords import Difference
from annotator.operations.timeline import Step
from annotator.ui.fonts import reading_font, ui_font
from annotator.ui.panels.lettering import coloured, draw_line, led, plain_label, start_of, width_of
from annotator.ui.panels.markedtext import MarkedLabel
from annotator.ui.theme import Theme

STEPS_SHOWN: Final = 60
_AT_ONCE: Final = 5
_BETWEEN_MS: Final = 12
_FIELD: Final = 120.0


class Details(QWidget):
    """The act that is marked, with what can be done about it."""

    past_wanted = Signal()
    """The article as it was right after the act."""
    taking_back_wanted = Signal()
    place_wanted = Signal(object)
    """``Step`` whose place should be shown in Reading."""
    story_wanted = Signal(object)
    """``Step`` whose annotation's own history is asked for."""

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._steps: Iterator[Step] = iter(())
        self._text_of: Callable[[Step], str] = _no_text
        self._count = 0
        self._slices = QTimer(self, interval=_BETWEEN_MS)
        self._slices.timeout.connect(self._go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._column = column
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self._scroll, 1)
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(28, 12, 28, 18)
        self._foot.setSpacing(10)
        self.past = QPushButton(self)
        self.past.setProperty("primary", True)
        self.past.clicked.connect(self.past_wanted)
        self.take_back = QPushButton(self)
        self.take_back.clicked.connect(self.taking_back_wanted)
        self._foot.addWidget(self.past)
        self._foot.addWidget(self.take_back)
        self._foot.addStretch(1)
        column.addLayout(self._foot)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours; what is shown is shown anew by the section."""
        self._theme = theme

    def show_nothing(self, words: str) -> None:
        """Show a sentence instead of an act."""
        self._slices.stop()
        page, column = self._page()
        column.addStretch(1)
        label = self._words(words, ui_font(13), self._theme.ink3)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(label)
        column.addStretch(1)
        self._scroll.setWidget(page)
        self.past.hide()
        self.take_back.hide()

    def show_act(
        self,
        title: str,
        line: str,
        steps: Iterable[Step],
        *,
        text_of: Callable[[Step], str],
        may_look: bool,
        may_take_back: bool,
    ) -> None:
        """Show an act.

        Args:
            title: What was done.
            line: Who did it, when, and where else.
            steps: What it changed here, read as it is shown: the first at once, the rest between frames.
            text_of: The article that a step is about; empty where it is about none.
            may_look: Whether the article can be shown as it was then.
            may_take_back: Whether the person may take the act back.
        """
        page, column = self._page()
        self._steps, self._text_of, self._column = iter(steps), text_of, column
        column.addWidget(self._words(title, ui_font(18, 600), self._theme.ink))
        column.addWidget(self._words(led(line), ui_font(12.5), self._theme.ink3))
        column.addSpacing(10)
        column.addStretch(1)
        self._count = 0
        self._add_cards(page, _AT_ONCE)
        if not self._count:
            self._add(self._words(_("Nothing here that you may see."), ui_font(12.5), self._theme.ink3))
        self._scroll.setWidget(page)
        self._slices.start()
        self.past.setText(_("See the article as it was then"))
        self.past.setVisible(may_look)
        self.take_back.setText(_("Take it back…"))
        self.take_back.setVisible(may_take_back)

    def _add_cards(self, page: QWidget, count: int) -> None:
        """Add cards above the free room at the end; the rest is only mentioned."""
        for step in islice(self._steps, count):
            if self._count == STEPS_SHOWN:
                self._add(self._words(_("and more"), ui_font(12), self._theme.ink3))
                self._steps = iter(())
                return
            self._count += 1
            card = StepCard(step, self._text_of(step), theme=self._theme, parent=page)
            card.place_wanted.connect(lambda s=step: self.place_wanted.emit(s))
            card.story_wanted.connect(lambda s=step: self.story_wanted.emit(s))
            self._add(card)

    def _add(self, widget: QWidget) -> None:
        self._column.insertWidget(self._column.count() - 1, widget)

    def _go_on(self) -> None:
        before, page = self._count, self._scroll.widget()
        if page is not None:
            self._add_cards(page, 1)
        if self._count == before:
            self._slices.stop()

    @property
    def cards(self) -> list[StepCard]:
        """One card a record."""
        return self.findChildren(StepCard)

    def _page(self) -> tuple[QWidget, QVBoxLayout]:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(28, 24, 28, 8)
        column.setSpacing(6)
        return page, column

    def _words(self, text: str, font: QFont, colour: QColor) -> QLabel:
        label = plain_label(text, font=font)
        label.setWordWrap(True)
        coloured(label, colour)
        return label


def _no_text(_step: Step) -> str:
    """Before an act is shown."""
    return ""


class StepCard(QFrame):
    """One record: what it is, where it stands in the text, and each field before and after."""

    place_wanted = Signal()
    story_wanted = Signal()

    def __init__(self, step: Step, text: str, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.step = step
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        kind = plain_label(step.kind, font=ui_font(12, 600), parent=self)
        coloured(kind, theme.ink2)
        head.addWidget(kind)
        state = plain_label(self._state(), font=ui_font(11.5), parent=self)
        coloured(state, theme.good if step.change.old is None else theme.bad if step.change.new is None else theme.ink3)
        head.addWidget(state)
        head.addStretch(1)
        if step.anchor is not None and text:
            for words, signal in ((_("Go there"), self.place_wanted), (_("Its history"), self.story_wanted)):
                button = QPushButton(words, self)
                button.setProperty("quiet", True)
                button.clicked.connect(signal)
                head.addWidget(button)
        column.addLayout(head)
        for extent in self._extents(step) if text else ():
            place = around(text, extent.extent, width=60)
            edge = theme.accent if extent is step.change.new or extent is step.anchor else theme.line2
            label = MarkedLabel(place.line, (place.span,), font=reading_font(17), theme=theme, edge=edge, parent=self)
            column.addWidget(label)
        for difference in step.differences:
            column.addWidget(DifferenceRow(difference, theme=theme, parent=self))

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return super().sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The card on the page."""
        theme = self._theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.line, 1))
            painter.setBrush(theme.card)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)

    def _state(self) -> str:
        if self.step.change.old is None:
            return _("new")
        return _("gone") if self.step.change.new is None else _("changed")

    @staticmethod
    def _extents(step: Step) -> list[Annotation]:
        """What is boxed in the text: where the borders moved, before and after; else the place once."""
        old, new = step.change.old, step.change.new
        if isinstance(old, Annotation) and isinstance(new, Annotation) and old.fragments != new.fragments:
            return [old, new]
        return [step.anchor] if step.anchor is not None else []


class DifferenceRow(QWidget):
    """A field: its name, what stood there struck out, what stands there."""

    def __init__(self, difference: Difference, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.difference = difference
        self._theme = theme
        parts = (difference.field, difference.before, difference.after)
        self.setAccessibleName(_(", ").join(part for part in parts if part))
        self.setToolTip(" → ".join(part for part in parts[1:] if part))
        self.setFixedHeight(26)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Name, before, after, in reading direction."""
        theme, rect, told = self._theme, QRectF(self.rect()), self.difference
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_line(painter, start_of(rect, _FIELD), told.field, font=ui_font(12), colour=theme.ink3)
            font = reading_font(15) if told.quoted else ui_font(12.5)
            direction = Qt.LayoutDirection.RightToLeft if told.quoted else None
            offset = _FIELD + 8
            room = rect.width() - offset
            if told.before:
                width = min(width_of(told.before, font), room * (0.46 if told.after else 1.0))
                place = start_of(rect, width + 2, offset=offset)
                draw_line(painter, place, told.before, font=font, colour=theme.ink3, direction=direction)
                painter.fillRect(QRectF(place.left(), place.center().y() + 0.5, place.width(), 1), theme.ink3)
                offset += width + 10
                if told.after:
                    arrow = start_of(rect, 14, offset=offset)
                    draw_line(painter, arrow, "←" if is_rtl() else "→", font=ui_font(12), colour=theme.ink3)
                    offset += 22
            if told.after:
                place = start_of(rect, rect.width() - offset, offset=offset)
                draw_line(painter, place, told.after, font=font, colour=theme.ink, direction=direction)
