"""The rule card: what a label or a value means, with examples, and how the same words were decided before."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter
from typing import Final

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.language import _, digits, language
from annotator.operations.guideline import Example, Guideline, Rule
from annotator.operations.settleduses import SettledUse
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.fonts import reading_font, ui_font
from annotator.ui.panels.lettering import coloured, plain_label
from annotator.ui.panels.markedtext import MarkedLabel
from annotator.ui.scrolling import scrolling
from annotator.ui.theme import Theme

_SLICE_S: Final = 0.007
_TALLEST: Final = 520


class RuleCard(Sheet):
    """Shows rules; nothing is changed here.

    Args:
        title: What is asked about, such as ``Person``.
        guideline: Where the rules come from.
        rules: Those about it, the most particular first.
        uses: How the same words were decided in adjudicated sets, found bit by bit; None between two articles.
        words: Those words, or empty.
        made_under: The version of the guideline that the annotations shown were made under, or None where nobody said.
    """

    def __init__(
        self, title: str, guideline: Guideline, rules: list[Rule], uses: Iterator[SettledUse | None], words: str, *,
        theme: Theme, parent: QWidget | None, made_under: str | None = None,
    ) -> None:  # fmt: skip
        super().__init__(_("Rule"), theme=theme, parent=parent, width=560)
        self._uses = uses
        self.shown_uses: list[SettledUse] = []
        self.rules = rules
        self.add_title(title)
        self.add_words(
            _("Guideline {name}, version {version}", name=guideline.scheme, version=digits(guideline.version)), px=12
        )
        if made_under is not None and made_under != guideline.version:
            other = _("These annotations were made under version {version}.", version=digits(made_under))
            coloured(self.add_words(other, px=12), theme.warn)
        content = QWidget()
        self._content = QVBoxLayout(content)
        self._content.setContentsMargins(8, 4, 10, 8)
        self._content.setSpacing(6)
        for rule in rules:
            self._add_rule(rule)
        if not rules:
            self._content.addWidget(self._words(_("The guideline has no rule about this.")))
        self._decided = QVBoxLayout()
        self._content.addLayout(self._decided)
        self._words_asked = words
        self._content.addStretch(1)
        area = scrolling(content, parent=self, least_px=_TALLEST)
        self.column.addWidget(area, 1)
        self.add_button(_("Close"), primary=True).clicked.connect(self.accept)
        self.finish()
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._go_on)
        self._slices.start()

    def finish_reading(self) -> None:
        """Wait until the adjudicated sets were read."""
        while self._slices.isActive():
            self._go_on()

    def done(self, result: int) -> None:
        """Stop reading."""
        self._slices.stop()
        super().done(result)

    def _go_on(self) -> None:
        until = perf_counter() + _SLICE_S
        while perf_counter() < until:
            try:
                use = next(self._uses)
            except StopIteration:
                self._slices.stop()
                return
            if use is not None:
                self._add_use(use)

    def _add_rule(self, rule: Rule) -> None:
        self._content.addSpacing(10)
        title = plain_label(rule.titles.within(language()), font=ui_font(14, 600))
        coloured(title, self.theme.ink)
        self._content.addWidget(title)
        self._content.addWidget(self._words(rule.texts.within(language())))
        for example in rule.examples:
            self._content.addLayout(self._example(example))

    def _example(self, example: Example) -> QHBoxLayout:
        theme = self.theme
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(_Verdict(right=example.right, theme=theme), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        edge = theme.good if example.right else theme.bad
        words.addWidget(
            MarkedLabel(example.text, example.marked, font=reading_font(18), theme=theme, edge=edge, leading=True)
        )
        # An Arabic reader needs no translation, but wants to know what is wrong.
        below = example.why if language() == "ar" else example.gloss
        if below:
            words.addWidget(self._words(below, faint=True))
        row.addLayout(words, 1)
        return row

    def _add_use(self, use: SettledUse) -> None:
        if not self.shown_uses:
            self._decided.addSpacing(14)
            heading = plain_label(_("“{words}” as decided before", words=self._words_asked), font=ui_font(13, 600))
            self._decided.addWidget(heading)
        self.shown_uses.append(use)
        place = plain_label(f"{use.label} · {use.title}", font=ui_font(11.5))
        coloured(place, self.theme.ink3)
        self._decided.addWidget(place)
        label = MarkedLabel(
            use.around.line,
            (use.around.span,),
            font=reading_font(17),
            theme=self.theme,
            edge=self.theme.ink2,
            leading=True,
        )
        self._decided.addWidget(label)

    def _words(self, text: str, *, faint: bool = False) -> QWidget:
        label = plain_label(text, font=ui_font(12 if faint else 13))
        label.setWordWrap(True)
        coloured(label, self.theme.ink3 if faint else self.theme.ink2)
        return label


class _Verdict(QWidget):
    """A tick or a cross."""

    def __init__(self, *, right: bool, theme: Theme) -> None:
        super().__init__()
        self._right, self._theme = right, theme
        self.setFixedSize(18, 30)
        self.setAccessibleName(_("right") if right else _("wrong"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, middle = self._theme, QPointF(self.width() / 2, 16)
        colour = theme.good if self._right else theme.bad
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
            if self._right:
                painter.drawPolyline(
                    [middle + QPointF(-5, 0.5), middle + QPointF(-1.5, 4.5), middle + QPointF(5.5, -4.5)]
                )
            else:
                painter.drawLine(middle + QPointF(-4.5, -4.5), middle + QPointF(4.5, 4.5))
                painter.drawLine(middle + QPointF(4.5, -4.5), middle + QPointF(-4.5, 4.5))
