"""The first start: what the program does, three things to try, and the ways to begin."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from annotator.language import _, number
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.fonts import reading_font, ui_font
from annotator.ui.keys import caps_of
from annotator.ui.panels.caps import caps_width, draw_caps
from annotator.ui.panels.lettering import coloured, draw_letter, draw_line, end_of, plain_label, start_of
from annotator.ui.panels.specimen import Specimen
from annotator.ui.theme import Theme


class Welcome(Sheet):
    """Shown once, and from the help menu."""

    named = Signal(str)
    """The name that the person gave."""
    sample_wanted = Signal()
    import_wanted = Signal()
    open_wanted = Signal()

    def __init__(self, name: str, *, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(_("Isnad"), theme=theme, parent=parent, width=520)
        title = self.add_title(_("Isnad"))
        title.setFont(reading_font(38, 700))
        words = self.add_words(_("Who said what, on whose word, and in which words."), px=16)
        for label in (title, words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.column.addWidget(Specimen(theme=theme, parent=self))
        self.add_heading(_("Try three things in the sample corpus"))
        for number_of_step, (what, how, keys) in enumerate(_steps(), start=1):
            self.column.addWidget(_Step(number_of_step, what, how, keys, theme=theme, parent=self))
        self._name = QLineEdit(name, self)
        self._name.setAccessibleName(_("Your name"))
        row = QHBoxLayout()
        label = plain_label(_("Your name"), font=ui_font(13), parent=self)
        coloured(label, theme.ink2)
        row.addWidget(label)
        row.addWidget(self._name, 1)
        self.column.addSpacing(4)
        self.column.addLayout(row)
        sample = QPushButton(_("Open the sample corpus"), self)
        sample.setProperty("primary", True)
        sample.setDefault(True)
        self.column.addSpacing(4)
        self.column.addWidget(sample)
        others = QHBoxLayout()
        importing, opening = QPushButton(_("Import articles…"), self), QPushButton(_("Open corpus…"), self)
        for button, signal in (
            (sample, self.sample_wanted),
            (importing, self.import_wanted),
            (opening, self.open_wanted),
        ):
            button.clicked.connect(self._take_name)
            button.clicked.connect(self.accept)
            button.clicked.connect(signal)
        others.addWidget(importing)
        others.addWidget(opening)
        self.column.addLayout(others)
        foot = self.add_words(_("Everything stays on this machine; nothing is sent."), px=12)
        foot.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    def _take_name(self) -> None:
        name = self._name.text().strip()
        if name:
            self.named.emit(name)


class _Step(QWidget):
    """One thing to try: number, what, how, keys."""

    def __init__(
        self, place: int, what: str, how: str, keys: tuple[str, ...], *, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._place, self._what, self._how, self._keys, self._theme = place, what, how, keys, theme
        self.setAccessibleName(f"{place}. {what}. {how}")
        self.setFixedHeight(68)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, card = self._theme, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.line, 1))
            painter.setBrush(theme.card)
            painter.drawRoundedRect(card, 10, 10)
            middle = start_of(card, 24, offset=16).center()
            painter.setPen(QPen(theme.accent, 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, 12, 12)
            draw_letter(painter, middle, number(self._place), font=ui_font(12.5, 600), colour=theme.accent)
            words = start_of(card, card.width() - 70, offset=56)
            upper = QRectF(words.left(), 10, words.width(), 24)
            keys = caps_width(self._keys)
            caps = end_of(QRectF(card.left(), 10, card.width(), 24), keys, offset=16)
            draw_caps(painter, caps, self._keys, theme=theme)
            title = start_of(upper, upper.width() - keys - 12)
            draw_line(painter, title, self._what, font=ui_font(14, 600), colour=theme.ink)
            lower = QRectF(words.left(), 36, words.width(), 22)
            draw_line(painter, lower, self._how, font=ui_font(12), colour=theme.ink2)


def _steps() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    return (
        (
            _("Mark a claim"),
            _("Caret after the verb of saying, then C. The key . moves the end."),
            caps_of("C"),
        ),
        (_("Attribute it to who said it"), _("Press A, then the number at the source in the text."), caps_of("A")),
        (_("Go to the next open claim"), _("Space takes you there; Ctrl+Z takes anything back."), ("Space",)),
    )
