"""What the consistency check has found, as a list in the inspector with the keys that act on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from annotator.language import _, ngettext, said
from annotator.model.consistency import Finding, FindingKind, Severity
from annotator.ui.fonts import reading_font, ui_font
from annotator.ui.panels.keyrows import KeyRow, KeyRowButton
from annotator.ui.panels.lettering import coloured, draw_line, end_of, plain_label, start_of, width_of
from annotator.ui.theme import Theme

_ROWS_SHOWN: Final = 40
_ROW: Final = 46


@dataclass(frozen=True, slots=True)
class FindingsCard:
    """The list as values.

    Attributes:
        found: All findings, in the order of the list.
        at: Number of the one that is shown in the article.
        keys: The keys and what they do now.
    """

    found: tuple[Finding, ...]
    at: int
    keys: tuple[tuple[KeyRow, str], ...]


def kind_title(kind: FindingKind) -> str:
    """A kind of finding, in the language in use."""
    titles = {
        FindingKind.SCHEME: _("Not in the scheme"),
        FindingKind.NEWLINE: _("Across a line end"),
        FindingKind.SPACE: _("Space at an edge"),
        FindingKind.OPEN: _("Claim without attribution"),
        FindingKind.UNTIED: _("Source or cue without a claim"),
        FindingKind.MISSING: _("Value missing"),
        FindingKind.CONTRADICTION: _("Contradiction"),
        FindingKind.QUOTES: _("Quotation marks"),
        FindingKind.PUNCTUATION: _("Punctuation at an edge"),
        FindingKind.PROCLITIC: _("Attached letters"),
        FindingKind.LABELS: _("Same words, other label"),
        FindingKind.CROSSING: _("Crossing"),
    }
    return titles[kind]


def severity_colour(severity: Severity, theme: Theme) -> QColor:
    """The colour that a severity has everywhere."""
    return {Severity.ERROR: theme.bad, Severity.WARNING: theme.warn, Severity.HINT: theme.ink3}[severity]


class FindingList(QWidget):
    """Findings by kind; the one that is shown in the article is tinted."""

    chosen = Signal(int)
    """Number of a finding that was clicked."""
    key_wanted = Signal(str)
    """A row of keys was clicked."""

    def __init__(self, card: FindingsCard, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 12)
        self._column.setSpacing(2)
        count = len(card.found)
        self._add_words(ngettext("{count} finding", "{count} findings", count), ui_font(15, 600), theme.ink)
        self._column.addSpacing(6)
        for row, press in card.keys:
            button = KeyRowButton(row, theme=theme, parent=self)
            button.clicked.connect(lambda _on=False, key=press: self.key_wanted.emit(key))
            self._column.addWidget(button)
        first = max(0, min(card.at - _ROWS_SHOWN // 2, count - _ROWS_SHOWN))
        last = min(count, first + _ROWS_SHOWN)
        if first:
            self._add_rest(first)
        kind: FindingKind | None = None
        for number in range(first, last):
            finding = card.found[number]
            if finding.kind is not kind:
                kind = finding.kind
                self._add_heading(kind, card.found)
            entry = FindingButton(finding, current=number == card.at, theme=theme, parent=self)
            entry.clicked.connect(lambda _on=False, n=number: self.chosen.emit(n))
            self._column.addWidget(entry)
        if last < count:
            self._add_rest(count - last)
        self._column.addStretch(1)

    @property
    def rows(self) -> Sequence[FindingButton]:
        """The rows that are shown."""
        return self.findChildren(FindingButton)

    def _add_heading(self, kind: FindingKind, found: Sequence[Finding]) -> None:
        self._column.addSpacing(10)
        count = sum(finding.kind is kind for finding in found)
        title = _("{title} · {count}", title=kind_title(kind), count=count) if count > 1 else kind_title(kind)
        self._add_words(title, ui_font(12, 600), self._theme.ink2)

    def _add_rest(self, count: int) -> None:
        self._add_words(ngettext("and {count} more", "and {count} more", count), ui_font(11.5), self._theme.ink3)

    def _add_words(self, text: str, font: QFont, colour: QColor) -> None:
        label = plain_label(text, font=font, parent=self)
        coloured(label, colour)
        self._column.addWidget(label)


class FindingButton(QAbstractButton):
    """One finding: what is wrong, and the words."""

    def __init__(self, finding: Finding, *, current: bool, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.finding, self.current = finding, current
        self._theme = theme
        self._what = said(finding.what)
        self.setText(self._what)
        self.setAccessibleName(f"{finding.text}: {self._what}")
        self.setToolTip(self._what)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(_ROW)

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(240, _ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Tint, a dot for how grave it is, the words, the sentence."""
        theme, rect = self._theme, QRectF(self.rect())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            if self.current or self.underMouse():
                painter.setBrush(theme.accent_bg if self.current else theme.hover)
                painter.drawRoundedRect(rect, 8, 8)
            inner = rect.adjusted(8, 0, -8, 0)
            painter.setBrush(severity_colour(self.finding.severity, theme))
            dot = start_of(inner, 7).center()
            painter.drawEllipse(QPointF(dot.x(), rect.top() + 15), 3, 3)
            words = start_of(inner, inner.width() - 14, offset=14)
            first = QRectF(words.left(), rect.top() + 2, words.width(), 24)
            direction = Qt.LayoutDirection.RightToLeft
            draw_line(painter, first, self.finding.text, font=reading_font(15), colour=theme.ink, direction=direction)
            second = QRectF(words.left(), rect.top() + 24, words.width(), 19)
            if self.finding.fix is not None:
                can = _("mendable")
                width = width_of(can, ui_font(10.5)) + 2
                draw_line(painter, end_of(second, width), can, font=ui_font(10.5), colour=theme.ink3)
                second = start_of(second, second.width() - width - 8)
            draw_line(painter, second, self._what, font=ui_font(11.5), colour=theme.ink2)
