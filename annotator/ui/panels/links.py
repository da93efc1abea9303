"""The links of a chain as buttons, with the word that ties them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from annotator.language import is_rtl, number
from annotator.ui.fonts import reading_font, ui_font
from annotator.ui.panels.card import ClaimRow, Link
from annotator.ui.panels.kept import KeptPicture
from annotator.ui.panels.lettering import draw_line, end_of, start_of, width_of
from annotator.ui.panels.marks import draw_claim_circle, draw_source_line
from annotator.ui.theme import Theme

_PITCH: Final = 29.0
_INSET: Final = 22.0
_RTL: Final = Qt.LayoutDirection.RightToLeft


class LinkButton(QAbstractButton):
    """A link of the chain: the words of the text over the underline of their source; a click goes there."""

    def __init__(self, link: Link, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.link = link
        self._theme = theme
        self._kept = KeptPicture()
        self.setText(link.text)
        self.setAccessibleName(f"{link.role}: {link.text}")
        self.setEnabled(link.annotation is not None)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if link.annotation is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Long names take several lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height in pixels at ``width`` pixels."""
        return round(len(self._lines(width)[1]) * _PITCH + 12)

    def sizeHint(self) -> QSize:
        """One line high where the width is not known yet."""
        return QSize(200, round(_PITCH + 12))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The card, the words, the underline, the role."""
        looks = self._theme, reading_font(18), self.hasFocus(), self.underMouse() and self.isEnabled(), is_rtl()
        self._kept.paint(self, looks, self._draw, ground=self._theme.desk)

    def _draw(self, painter: QPainter) -> None:
        theme, link = self._theme, self.link
        card = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        # The layout must outlive its lines.
        layout, lines = self._lines(self.width())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.accent if self.hasFocus() else theme.line, 1)
        if link.unnamed:
            pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(theme.hover if self.underMouse() and self.isEnabled() else theme.page)
        painter.drawRoundedRect(card, 8, 8)
        role = width_of(link.role, ui_font(11))
        # The words run from right to left in either interface, but stand at its leading side, as the ties do.
        right = card.right() - _INSET if is_rtl() else card.left() + _INSET + max(lines, default=0.0)
        painter.setPen(theme.ink3 if link.unnamed else theme.ink)
        layout.draw(painter, QPointF(right - self._text_width(self.width()), 3))
        first = QRectF(card.left(), card.top(), card.width(), _PITCH + 2)
        draw_line(painter, end_of(first, role + 2, offset=8), link.role, font=ui_font(11), colour=theme.ink3)
        if lines and not link.unnamed:
            under = QPointF(right + 1, len(lines) * _PITCH + 4)
            colour = theme.hue(link.hue) if link.hue else theme.ink3
            draw_source_line(painter, under, lines[-1] - 2, colour=colour, theme=theme)

    def _text_width(self, width: int) -> float:
        return max(40.0, width - 2 * _INSET - width_of(self.link.role, ui_font(11)) - 8)

    def _lines(self, width: int) -> tuple[QTextLayout, list[float]]:
        """The words laid out from right to left, and the natural width of each line."""
        layout = QTextLayout(self.link.text, reading_font(18))
        option = QTextOption()
        option.setTextDirection(_RTL)
        option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        widths: list[float] = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._text_width(width))
            line.setPosition(QPointF(0, len(widths) * _PITCH + (_PITCH - line.height()) / 2))
            widths.append(line.naturalTextWidth())
        layout.endLayout()
        return layout, widths


class Tie(QWidget):
    """The word between two links: «عن», or «و» in a joint statement."""

    def __init__(self, word: str, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._word, self._theme = word, theme
        self.setFixedHeight(24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A short stroke and the word."""
        rect = QRectF(self.rect())
        x = rect.right() - _INSET if is_rtl() else rect.left() + _INSET
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.line2, 1.4))
            painter.drawLine(QPointF(x, 2), QPointF(x, 22))
            word = start_of(rect, rect.width() / 2, offset=_INSET + 16)
            font = reading_font(19, 700) if is_rtl() else ui_font(13, 600)
            draw_line(painter, word, self._word, font=font, colour=self._theme.ink)


class ClaimRowButton(QAbstractButton):
    """A claim in a list: its circle, who says it, how it begins; a click goes there."""

    def __init__(self, row: ClaimRow, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.row = row
        self._theme = theme
        self._kept = KeptPicture()
        self.setText(row.text)
        self.setAccessibleName(f"{row.number}. {row.speaker} {row.text}")
        self.setFixedHeight(34)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Circle, speaker, words."""
        looks = self._theme, reading_font(16), self.underMouse() or self.hasFocus(), number(self.row.number), is_rtl()
        self._kept.paint(self, looks, self._draw, ground=self._theme.desk)

    def _draw(self, painter: QPainter) -> None:
        theme, row, rect = self._theme, self.row, QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.hover)
            painter.drawRoundedRect(rect, 8, 8)
        centre = start_of(rect, 22).center()
        draw_claim_circle(
            painter, centre, claim_number=row.number, state=row.state, hue=row.hue, theme=theme, radius=9.5
        )
        words = start_of(rect, rect.width() - 34, offset=30)
        shift = 0.0
        if row.speaker:
            half = start_of(words, words.width() * 0.6)
            font = reading_font(16)
            shift = 8 + draw_line(painter, half, row.speaker, font=font, colour=theme.ink, direction=_RTL)
        rest = start_of(words, words.width() - shift, offset=shift)
        draw_line(painter, rest, row.text, font=ui_font(12), colour=theme.ink3, direction=_RTL)
