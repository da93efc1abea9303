"""A card: a figure with its title, whose numbers can be pointed at, reached by keys, and opened."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from annotator.language import _, is_rtl
from annotator.ui.agreement.figure import Figure, Spot
from annotator.ui.agreement.strips import Strips
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import draw_line, end_of, start_of
from annotator.ui.theme import Theme

_MARGIN: Final = 16.0
_TITLE: Final = 38.0
_DOTS: Final = 26.0


class FigureCard(QWidget):
    """Shows one figure.

    The arrows go from number to number while it has the focus, Enter opens the places behind one; the menu at the far
    end of the title, or a right click, saves the figure.
    """

    opened = Signal(object)
    """``Query``: the places that somebody wants to see."""
    spot_reached = Signal(object)
    """``QRectF``: where the number is that the keys have come to, to be brought into sight."""
    saving_wanted = Signal(object, str)
    """The ``Figure`` and the suffix of the file it is to be saved as."""

    def __init__(self, figure: Figure, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figure = figure
        self._theme = theme
        self._strips: Strips | None = None
        self._current = -1
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(figure.title)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(220)

    def show_figure(self, figure: Figure) -> None:
        """Show another figure in its place."""
        self.figure = figure
        self._strips = None
        self.setAccessibleName(figure.title)
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self._strips = None
        self.update()

    @property
    def spots(self) -> list[Spot]:
        """All its numbers, those out of sight among them."""
        strips = self._strips_now()
        return [spot for number in range(strips.count) for spot in strips.spots(number)]

    def hasHeightForWidth(self) -> bool:
        """Tables have rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height in pixels at ``width`` pixels."""
        return round(self.figure.height(width - 2 * _MARGIN) + _TITLE + _MARGIN)

    def sizeHint(self) -> QSize:
        """What the figure needs."""
        return QSize(360, self.heightForWidth(360))

    def minimumSizeHint(self) -> QSize:
        """The figure is never cut off at its foot."""
        return QSize(220, self.heightForWidth(max(220, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The numbers stand elsewhere."""
        super().resizeEvent(event)
        self._strips = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, title, menu, figure, and the number that the keys are at."""
        theme = self._theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.accent if self.hasFocus() else theme.line2, 1))
            painter.setBrush(theme.card)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)
            self._draw_dots(painter)
            self._strips_now().paint(painter, event.rect())
            current = self._reached() if self.hasFocus() else None
            if current is not None:
                painter.setPen(QPen(theme.accent, 1.6))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(current.rect.adjusted(-4, -1, 4, 2), 5, 5)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be opened."""
        spot = self._spot_at(event.position())
        hand = self._dots().contains(event.position()) or (spot is not None and spot.query is not None)
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the places behind a number, or the menu."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if self._dots().contains(event.position()):
            self._menu().popup(self.mapToGlobal(self._dots().bottomLeft().toPoint()))
            return
        spot = self._spot_at(event.position())
        if spot is not None and spot.query is not None:
            self.opened.emit(spot.query)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Save the figure."""
        self._menu().popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Enter, and the menu key."""
        forward = Qt.Key.Key_Left if is_rtl() else Qt.Key.Key_Right
        backward = Qt.Key.Key_Right if is_rtl() else Qt.Key.Key_Left
        steps = {forward: 1, backward: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        reached = self._reached()
        if key in steps:
            self._go_to(self._current + steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and reached is not None and reached.query is not None:
            self.opened.emit(reached.query)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """What a number means, where the pointer rests on it."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            spot = self._spot_at(QPointF(event.pos()))
            if self._dots().contains(QPointF(event.pos())):
                QToolTip.showText(event.globalPos(), _("Save the picture or its numbers"), self)
            elif spot is not None:
                QToolTip.showText(event.globalPos(), spot.tip, self, spot.rect.toAlignedRect())
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def _go_to(self, place: int) -> None:
        """Come to a number by the keys, and tell whoever listens; before the first and behind the last is none."""
        spot = self._strips_now().spot(place) if place >= 0 else None
        if spot is None:
            return
        self._current = place
        self.setAccessibleDescription(spot.tip)
        self.spot_reached.emit(spot.rect)
        QToolTip.showText(self.mapToGlobal(spot.rect.bottomLeft().toPoint()), spot.tip, self)
        self.update()

    def _spot_at(self, at: QPointF) -> Spot | None:
        found = [spot for spot in self._strips_now().spots_at(at.y()) if spot.rect.adjusted(-4, -4, 4, 4).contains(at)]
        return min(found, key=lambda spot: (spot.rect.center() - at).manhattanLength(), default=None)

    def _reached(self) -> Spot | None:
        return self._strips_now().spot(self._current) if self._current >= 0 else None

    def _strips_now(self) -> Strips:
        if self._strips is None:
            inside = self._inside()
            self._strips = Strips(
                self.size(),
                self.devicePixelRatioF(),
                lambda painter: draw_titled(painter, inside, self.figure, self._theme, room=_DOTS),
            )
        return self._strips

    def _inside(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_MARGIN, 4, -_MARGIN, -_MARGIN + 4)

    def _dots(self) -> QRectF:
        line = QRectF(self.rect()).adjusted(8, 10, -8, 0)
        place = end_of(line, _DOTS)
        return QRectF(place.left(), line.top(), _DOTS, _DOTS)

    def _draw_dots(self, painter: QPainter) -> None:
        place = self._dots()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.ink3)
        for step in (-1, 0, 1):
            painter.drawEllipse(place.center() + QPointF(5.2 * step, 0), 1.5, 1.5)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setLayoutDirection(self.layoutDirection())
        for suffix, text in (
            (".png", _("Save as a picture (PNG)…")), (".svg", _("Save as a drawing (SVG)…")),
            (".csv", _("Save the numbers (CSV)…")),
        ):  # fmt: skip
            action = menu.addAction(text)
            action.triggered.connect(lambda _on=False, chosen=suffix: self.saving_wanted.emit(self.figure, chosen))
        return menu


def draw_titled(painter: QPainter, rect: QRectF, figure: Figure, theme: Theme, *, room: float = 0) -> list[Spot]:
    """Paint a figure below its title.

    Args:
        painter: An open painter.
        rect: Where.
        figure: The figure.
        theme: The colours.
        room: What is left free at the far end of the title, in pixels.

    Returns:
        The numbers of the figure.
    """
    head = QRectF(rect.left(), rect.top(), rect.width(), _TITLE)
    wide = draw_line(
        painter, start_of(head, rect.width() - room), figure.title, font=ui_font(14, 600), colour=theme.ink
    )
    if figure.remark:
        rest = end_of(head, max(0.0, rect.width() - wide - room - 12), offset=room)
        draw_line(
            painter, rest, figure.remark, font=ui_font(12), colour=theme.ink3, align=Qt.AlignmentFlag.AlignTrailing
        )
    return figure.draw(painter, QRectF(rect.left(), head.bottom(), rect.width(), rect.bottom() - head.bottom()), theme)
