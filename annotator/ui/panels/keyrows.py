"""The keys of a mode as a list of rows, each also a button."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from annotator.ui.fonts import ui_font
from annotator.ui.panels.caps import caps_width, draw_caps
from annotator.ui.panels.lettering import coloured, draw_line, end_of, plain_label, start_of
from annotator.ui.theme import Theme

_CAPS_COLUMN: Final = 78.0
_HINT_COLUMN: Final = 66.0


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key of the mode and what it does.

    Attributes:
        keys: The caps, as they are drawn.
        text: What it does, or whom it takes.
        note: What stands at the end of the row.
        chosen: Whether it is what holds now.
        rtl_text: Whether ``text`` is quoted from the article.
    """

    keys: tuple[str, ...]
    text: str
    note: str = ""
    chosen: bool = False
    rtl_text: bool = False


class HintRow(QWidget):
    """A key and what it does, told in as many lines as that takes; nothing to click."""

    def __init__(self, keys: tuple[str, ...], text: str, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._keys, self._theme = keys, theme
        words = plain_label(text, font=ui_font(13), parent=self)
        words.setWordWrap(True)
        coloured(words, theme.ink2)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(0)
        row.addSpacing(round(_HINT_COLUMN))
        row.addWidget(words, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The caps, beside the first line."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            first = QRectF(self.rect())
            first.setHeight(min(first.height(), 31.0))
            draw_caps(painter, first, self._keys, theme=self._theme)


class KeyRowButton(QAbstractButton):
    """A row of the mode; a click does what its key does."""

    def __init__(self, row: KeyRow, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._row, self._theme = row, theme
        self.setText(row.text)
        self.setAccessibleName(f"{' '.join(row.keys)}: {row.text} {row.note}")
        self.setFixedHeight(31)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Tint, caps, words, note."""
        theme, row, rect = self._theme, self._row, QRectF(self.rect())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if row.chosen or (self.underMouse() and self.isEnabled()):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.accent_bg if row.chosen else theme.hover)
                painter.drawRoundedRect(rect, 7, 7)
            inner = rect.adjusted(8, 0, -8, 0)
            draw_caps(painter, inner, row.keys, theme=theme, chosen=row.chosen)
            shift = max(_CAPS_COLUMN, caps_width(row.keys) + 8)
            words = start_of(inner, inner.width() - shift, offset=shift)
            direction = Qt.LayoutDirection.RightToLeft if row.rtl_text else None
            font = ui_font(13, 500 if row.chosen else 400)
            width = draw_line(painter, words, row.text, font=font, colour=theme.ink, direction=direction)
            if row.note:
                rest = end_of(words, max(0.0, words.width() - width - 10))
                ink = theme.ink2 if row.chosen else theme.ink3
                trailing = Qt.AlignmentFlag.AlignTrailing
                draw_line(painter, rest, row.note, font=ui_font(11.5), colour=ink, align=trailing)
