"""A sentence in its signs: what the program does, in one line."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.ui.fonts import reading_font
from annotator.ui.panels.lettering import draw_line, width_of
from annotator.ui.panels.marks import draw_claim_strip, draw_cue_dots, draw_source_line
from annotator.ui.theme import Theme

# «The transport minister announced that the port is ready»: cue, source, claim; the same in every language.
_SENTENCE = ("أعلن", "وزير النقل", "أن المرفأ جاهز")


class Specimen(QWidget):
    """Cue, source and claim in their signs."""

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(64)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The words over their signs."""
        theme, font, gap = self._theme, reading_font(23), 8.0
        widths = [width_of(part, font) for part in _SENTENCE]
        right = self.width() / 2 + (sum(widths) + 2 * gap) / 2
        rtl = Qt.LayoutDirection.RightToLeft
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for at, (part, width) in enumerate(zip(_SENTENCE, widths, strict=True)):
                place = QRectF(right - width, 14, width + 1, 36)
                if at == 2:
                    draw_claim_strip(painter, place.adjusted(-2, 1, 2, -1), colour=theme.hue(1), theme=theme)
                draw_line(
                    painter, place.adjusted(-4, -3, 4, -3), part, font=font, colour=theme.ink,
                    align=Qt.AlignmentFlag.AlignHCenter, direction=rtl,
                )  # fmt: skip
                under = QPointF(place.right(), 52)
                if at == 0:
                    draw_cue_dots(painter, under, width, theme=theme)
                elif at == 1:
                    draw_source_line(painter, under, width, colour=theme.hue(1), theme=theme)
                right -= width + gap
