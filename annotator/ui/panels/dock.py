"""The strip at the reader's foot: the open frame, or the slots of the attribution that is going on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QLinearGradient, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from annotator.language import is_rtl
from annotator.ui.fonts import reading_font, ui_font
from annotator.ui.panels.caps import caps_width, draw_caps
from annotator.ui.panels.emptypage import EmptyPage
from annotator.ui.panels.floating import draw_sheet
from annotator.ui.panels.kept import KeptPictures
from annotator.ui.panels.lettering import draw_line, start_of, width_of
from annotator.ui.panels.marks import draw_cue_dots, draw_source_line
from annotator.ui.theme import Theme

STRIP_HEIGHT: Final = 46
_MARGIN: Final = 14
_ROW: Final = 38
_RTL: Final = Qt.LayoutDirection.RightToLeft
_TEXT_MOST: Final = 220.0


@dataclass(frozen=True, slots=True)
class DockSlot:
    """One place of a chain, filled or still empty.

    Attributes:
        role: What the place is, such as ``Source``, in the language in use.
        text: What fills it; a hint where it is empty.
        kind: In which sign the text is drawn, or None for plain words.
        hue: Number of the speaker, 0 where there is none.
        keys: Caps of the key that fills it, shown while it is empty.
        filled: Whether it is filled.
        dashed: Whether what fills it is a proposal that nobody has accepted.
        ahead: Whether the hint of an empty place is what its key would take from the article.
    """

    role: str
    text: str = ""
    kind: Literal["source", "cue", "claim"] | None = None
    hue: int = 0
    keys: tuple[str, ...] = ()
    filled: bool = False
    dashed: bool = False
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class DockHint:
    """A key and what it does, at the end of the strip."""

    keys: tuple[str, ...]
    text: str


class Dock(QWidget):
    """The strip; hidden while there is nothing to show."""

    slot_activated = Signal(int)
    """Index of the slot that was clicked."""
    hint_activated = Signal()
    changed = Signal()
    """What the strip shows, and with it its size, is another."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._slots: tuple[DockSlot, ...] = ()
        self._title = ""
        self._hint: DockHint | None = None
        self._kept = KeptPictures()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def show_frame(self, slots: tuple[DockSlot, ...], title: str, hint: DockHint | None = None) -> None:
        """Show these slots; no slots hide the strip."""
        if (slots, title, hint) == (self._slots, self._title, self._hint):
            # Painting the strip paints the text below it too, and it is told after every key.
            return
        self._slots, self._title, self._hint = slots, title, hint
        self.setAccessibleName(title)
        self.setAccessibleDescription("; ".join(f"{slot.role}: {slot.text}" for slot in slots))
        self.setVisible(bool(slots))
        self.changed.emit()
        self.update()

    def clear(self) -> None:
        """Hide the strip."""
        self.show_frame((), "")

    @property
    def hint(self) -> DockHint | None:
        """The key at the end of the strip, or None."""
        return self._hint

    @property
    def shown_slots(self) -> tuple[DockSlot, ...]:
        """What the strip shows."""
        return self._slots

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self._kept = KeptPictures()
        self.update()

    def sizeHint(self) -> QSize:
        """The strip and its shadow."""
        room = self._room()
        width = room if self._rows() > 1 else min(self._strip_width(tight=self._is_tight()), room)
        return QSize(round(width) + 2 * _MARGIN, self._strip_height() + 2 * _MARGIN)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Say which slot was clicked."""
        for index, place in enumerate(self._places()):
            if place.contains(event.position()):
                self.slot_activated.emit(index)
                return
        if self._hint is not None and self._hint_place().contains(event.position()):
            self.hint_activated.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Shadow, strip, title, slots, hint: kept as pictures, painted with all that moves below."""
        strip, places = self._strip(), self._laid_out(self.width() - 2 * _MARGIN)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_sheet(painter, strip, theme=self._theme)
            # What stands on it does not change while the strip grows or shrinks at its far end.
            wide = ceil(max(_offset_of(place, strip) + place.width() for place in places)) + 2
            standing = start_of(strip, wide)
            looks = (
                self._slots, self._title, self._hint, is_rtl(), reading_font(17).family(),
                tuple((_offset_of(place, strip), place.top(), place.width()) for place in places),
            )  # fmt: skip
            self._kept.paint(
                painter, standing.toRect(), looks, lambda inside, into: self._draw(inside, standing, into), ground=None
            )

    def _draw(self, painter: QPainter, standing: QRectF, into: QRectF) -> None:
        """Draw what stands on the strip: into a picture of its own, or where it stands."""
        theme, strip = self._theme, self._strip()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(into.topLeft() - standing.toRect().topLeft())
        first = QRectF(strip.left(), strip.top(), strip.width(), STRIP_HEIGHT)
        title = start_of(first, width_of(self._title, ui_font(12, 600)) + 2, offset=16)
        draw_line(painter, title, self._title, font=ui_font(12, 600), colour=theme.ink2)
        for slot, place in zip(self._slots, self._places(), strict=True):
            self._draw_slot(painter, slot, place)
        if self._hint is not None:
            self._draw_hint(painter, self._hint)

    def _draw_slot(self, painter: QPainter, slot: DockSlot, place: QRectF) -> None:
        theme, role_font = self._theme, ui_font(11, 500)
        pen = QPen(theme.line2 if slot.filled and not slot.dashed else theme.ink3, 1)
        if slot.dashed or not slot.filled:
            pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(theme.page if slot.filled else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        role = width_of(slot.role, role_font)
        draw_line(painter, start_of(place, role + 2, offset=10), slot.role, font=role_font, colour=theme.ink3)
        rest = start_of(place, place.width() - role - 28, offset=role + 18)
        if not slot.filled:
            draw_caps(painter, rest, slot.keys, theme=theme)
            shift = caps_width(slot.keys) + 6 if slot.keys else 0
            hint = start_of(rest, max(0, rest.width() - shift), offset=shift)
            # What the key would take is Arabic text; another hint is a sentence of the interface.
            direction = _RTL if slot.ahead else None
            draw_line(painter, hint, slot.text, font=ui_font(12), colour=theme.ink2, direction=direction)
            return
        font = reading_font(17)
        words = min(width_of(slot.text, font), rest.width())
        line = QRectF(rest.right() - words if is_rtl() else rest.left(), rest.top() - 2, words + 1, rest.height())
        draw_line(painter, line, slot.text, font=font, colour=theme.ink, direction=_RTL)
        under = QPointF(line.right(), place.bottom() - 4.5)
        if slot.kind == "source":
            draw_source_line(painter, under, words, colour=theme.hue(slot.hue), theme=theme)
        elif slot.kind == "cue":
            draw_cue_dots(painter, under, words, theme=theme)

    def _draw_hint(self, painter: QPainter, hint: DockHint) -> None:
        place = self._hint_place()
        draw_caps(painter, place, hint.keys, theme=self._theme)
        shift = caps_width(hint.keys) + 6
        text = start_of(place, place.width() - shift, offset=shift)
        draw_line(painter, text, hint.text, font=ui_font(12), colour=self._theme.ink2)

    def _strip(self) -> QRectF:
        return QRectF(_MARGIN, _MARGIN, self.width() - 2 * _MARGIN, self._strip_height())

    def _places(self) -> list[QRectF]:
        return self._laid_out(self.width() - 2 * _MARGIN)[:-1]

    def _hint_place(self) -> QRectF:
        return self._laid_out(self.width() - 2 * _MARGIN)[-1]

    def _laid_out(self, room: float) -> list[QRectF]:
        """The slots and the hint after them, on further rows where they do not fit beside each other."""
        begin = self._begin()
        places, offset, row = [], begin, 0
        for width in (*self._slot_widths(tight=self._is_tight()), self._hint_width()):
            if offset + width + 10 > room and offset > begin:
                offset, row = begin, row + 1
            strip = QRectF(_MARGIN, _MARGIN + 7 + row * _ROW, room, STRIP_HEIGHT - 14)
            places.append(start_of(strip, width, offset=offset))
            offset += width + 8
        return places

    def _rows(self) -> int:
        places = self._laid_out(self._room())
        return 1 + round((places[-1].top() - places[0].top()) / _ROW)

    def _strip_height(self) -> int:
        return STRIP_HEIGHT + (self._rows() - 1) * _ROW

    def _room(self) -> float:
        """The width that the strip may have."""
        stage = self.parentWidget()
        return max(240.0, stage.width() - 2 * _MARGIN) if stage is not None else float("inf")

    def _is_tight(self) -> bool:
        return self._strip_width(tight=False) > self._room()

    def _hint_width(self) -> float:
        if self._hint is None:
            return 0
        return caps_width(self._hint.keys) + 6 + width_of(self._hint.text, ui_font(12)) + 2

    def _begin(self) -> float:
        """How far from the leading edge the first slot stands."""
        return 16 + width_of(self._title, ui_font(12, 600)) + 14

    def _strip_width(self, *, tight: bool) -> float:
        slots = sum(width + 8 for width in self._slot_widths(tight=tight))
        return self._begin() + slots + 6 + self._hint_width() + 16

    def _slot_widths(self, *, tight: bool) -> tuple[float, ...]:
        """How wide each slot is; asked several times while the border of the window is dragged."""
        return _widths_of(self._slots, tight, reading_font(17))


class DockStage(QWidget):
    """Holds the reader, with the dock floating over its foot and the text sinking into the page behind it.

    Attributes:
        dock: The strip at the foot.
        empty: What stands there while there is no article.
    """

    def __init__(self, reader: QWidget, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        reader.setParent(self)
        self._fade = Fade(theme=theme, parent=self)
        self.dock = Dock(theme=theme, parent=self)
        self.dock.changed.connect(self._place_dock)
        self.empty = EmptyPage(theme=theme, parent=self)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.dock.set_theme(theme)
        self._fade.set_theme(theme)
        self.empty.set_theme(theme)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Give the reader everything, or what says why it is empty, and put the dock at its foot."""
        self._reader.setGeometry(self.rect())
        self.empty.setGeometry(self.rect())
        self._place_dock()

    def _place_dock(self) -> None:
        hint = self.dock.sizeHint()
        width = min(hint.width(), self.width())
        self.dock.setGeometry((self.width() - width) // 2, self.height() - hint.height(), width, hint.height())
        height = hint.height() + 20
        self._fade.setGeometry(1, self.height() - height, self.width() - 2, height)
        self._fade.setVisible(bool(self.dock.shown_slots))


class Fade(QWidget):
    """Lets the text sink into the page above and behind the strip; the pointer passes through it."""

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """From nothing to the page."""
        clear = QColor(self._theme.page)
        clear.setAlpha(0)
        gradient = QLinearGradient(0, 0, 0, 38)
        gradient.setColorAt(0, clear)
        gradient.setColorAt(1, self._theme.page)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QBrush(gradient))


def _offset_of(place: QRectF, strip: QRectF) -> float:
    """How far from the leading edge of the strip a place begins."""
    return strip.right() - place.right() if is_rtl() else place.left() - strip.left()


@lru_cache(maxsize=16)
def _widths_of(slots: tuple[DockSlot, ...], tight: bool, _reading: QFont) -> tuple[float, ...]:
    return tuple(_slot_width(slot, tight=tight) for slot in slots)


def _slot_width(slot: DockSlot, *, tight: bool) -> float:
    role = width_of(slot.role, ui_font(11, 500))
    if slot.filled:
        return max(40.0, min(width_of(slot.text, reading_font(17)), _TEXT_MOST)) + role + 32
    hint = width_of(slot.text, ui_font(12)) + 6 if slot.text else 0
    if tight:
        return caps_width(slot.keys) + hint + role + 30
    return max(66.0, caps_width(slot.keys) + hint) + role + 34
