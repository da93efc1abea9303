"""A corpus that somebody has open: who has it, and what can be done meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from annotator.language import _, explained
from annotator.model.errors import CorpusBusy
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import draw_line
from annotator.ui.theme import Theme


class Busy(Sheet):
    """Says who has the corpus; it can be tried again, or another one opened."""

    again = Signal()
    """Try to open it once more."""
    other_wanted = Signal()
    sample_wanted = Signal()

    def __init__(self, name: str, error: CorpusBusy, *, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(_("The corpus is open elsewhere"), theme=theme, parent=parent)
        self.column.addWidget(_TwoMachines(name, theme=theme, parent=self))
        for words in (self.add_title(_("The corpus is open elsewhere")), self.add_words(explained(error))):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        again = self.add_button(_("Try again"), primary=True)
        other, sample = self.add_button(_("Open another corpus…")), self.add_button(_("Sample corpus"))
        for button, signal in ((again, self.again), (other, self.other_wanted), (sample, self.sample_wanted)):
            button.clicked.connect(self.accept)
            button.clicked.connect(signal)
        self.finish()


class _TwoMachines(QWidget):
    """This machine, and the one that has the corpus."""

    def __init__(self, name: str, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._name, self._theme = name, theme
        self.setFixedHeight(110)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, middle = self._theme, self.width() / 2
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for x, words, colour in ((middle + 16, _("here"), theme.ink3), (middle - 108, self._name, theme.accent)):
                screen = QRectF(x, 14, 92, 60)
                painter.setPen(QPen(colour, 1.6))
                painter.setBrush(theme.page)
                painter.drawRoundedRect(screen, 8, 8)
                painter.setPen(QPen(colour, 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
                painter.drawLine(QPointF(x + 33, 82), QPointF(x + 59, 82))
                inside = screen.adjusted(8, 0, -8, 0)
                font = ui_font(12.5, 500)
                draw_line(painter, inside, words, font=font, colour=colour, align=Qt.AlignmentFlag.AlignHCenter)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.good)
            painter.drawEllipse(QPointF(middle - 108, 16), 5, 5)
