"""A button of the palette: a label drawn in its own sign, with the caps of its key below."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from annotator.language import is_rtl
from annotator.ui.fonts import ui_font
from annotator.ui.panels.caps import caps_width, draw_caps
from annotator.ui.panels.kept import KeptPicture
from annotator.ui.panels.lettering import draw_line, width_of
from annotator.ui.panels.marks import draw_claim_strip, draw_cue_dots, draw_entity_box, draw_source_line
from annotator.ui.theme import Theme

_HEIGHT: Final = 47
_CAP_HEIGHT: Final = 15.0
_TEXT_Y: Final = 14.0
_CAPS_Y: Final = 37.0


class Sign(Enum):
    """How a label is drawn in the article."""

    CLAIM = auto()
    SOURCE = auto()
    CUE = auto()
    ENTITY = auto()
    PLAIN = auto()


class SignButton(QAbstractButton):
    """A label in its own sign, to be clicked; the legend of the article.

    Args:
        sign: How the label is drawn in the article.
        family: The family of an entity label, which gives it its colour.
        keys: The letters on its key, or of several keys where it stands for several labels.
    """

    def __init__(
        self, sign: Sign, *, theme: Theme, family: str = "", keys: tuple[str, ...] = (), parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._sign, self._family, self._keys, self._theme = sign, family, keys, theme
        self._active = self._hidden = False
        self._kept = KeptPicture()
        # The article keeps the keyboard: a click on a label must not take the letters away from it.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def set_active(self, active: bool) -> None:
        """Show whether this is the label of what is chosen, or the mode that is on."""
        if active != self._active:
            self._active = active
            self.update()

    def set_hidden(self, hidden: bool) -> None:
        """Show whether annotations of the label are hidden in the article."""
        if hidden != self._hidden:
            self._hidden = hidden
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as its text or its caps, whichever is more."""
        text = width_of(self.text(), ui_font(13, 500)) + (10 if self._sign is Sign.ENTITY else 4)
        return QSize(round(max(text, caps_width(self._keys, height=_CAP_HEIGHT)) + 12), _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The sign, its text and its caps."""
        looks = (
            self.text(), self._keys, self._theme, self._active, self._hidden, self.isEnabled(), self.underMouse(),
            self.isDown(), is_rtl(),
        )  # fmt: skip
        self._kept.paint(self, looks, self._draw, ground=self._theme.desk)

    def _draw(self, painter: QPainter) -> None:
        theme, font = self._theme, ui_font(13, 500)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() and not self._hidden else 0.42)
        if self._active or self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent_bg if self._active or self.isDown() else theme.hover)
            painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        middle = self.width() / 2
        width = width_of(self.text(), font)
        self._draw_sign(painter, middle, width)
        line = QRectF(0, _TEXT_Y - 10, self.width(), 20)
        ink = theme.accent if self._active else theme.ink
        draw_line(painter, line, self.text(), font=font, colour=ink, align=Qt.AlignmentFlag.AlignHCenter)
        caps = caps_width(self._keys, height=_CAP_HEIGHT)
        place = QRectF(middle - caps / 2, _CAPS_Y - 10, caps, 20)
        draw_caps(painter, place, self._keys, theme=theme, height=_CAP_HEIGHT)
        if self._hidden:
            painter.setOpacity(1.0)
            painter.fillRect(QRectF(middle - width / 2 - 3, _TEXT_Y - 0.5, width + 6, 1.6), theme.ink2)

    def _draw_sign(self, painter: QPainter, middle: float, width: float) -> None:
        theme, start = self._theme, QPointF(middle + width / 2, _TEXT_Y + 11)
        if self._sign is Sign.CLAIM:
            strip = QRectF(middle - width / 2 - 4, _TEXT_Y - 10, width + 8, 20)
            draw_claim_strip(painter, strip, colour=theme.hue(1), theme=theme)
        elif self._sign is Sign.SOURCE:
            draw_source_line(painter, start, width, colour=theme.hue(1), theme=theme)
        elif self._sign is Sign.CUE:
            draw_cue_dots(painter, start, width, theme=theme)
        elif self._sign is Sign.ENTITY:
            box = QRectF(middle - width / 2 - 5, _TEXT_Y - 10, width + 10, 20)
            draw_entity_box(painter, box, family=self._family, theme=theme)
