"""The dock of a case: the keys that decide it, and the reasons as chips."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from annotator.language import _
from annotator.ui.fonts import ui_font
from annotator.ui.panels.caps import caps_width, draw_caps
from annotator.ui.panels.chips import Chip, Flow
from annotator.ui.panels.dock import Fade
from annotator.ui.panels.floating import draw_sheet
from annotator.ui.panels.lettering import coloured, draw_line, plain_label, start_of, width_of
from annotator.ui.review.board import CaseSheet, Hint
from annotator.ui.review.casereader import CaseReader
from annotator.ui.theme import Theme, mix

_MARGIN: Final = 14
_NARROW: Final = 700
"""Pixels below which the dock says only what can be pressed."""


class CaseDock(QWidget):
    """The strip at the reader's foot; hidden while no case is at hand."""

    performed = Signal(str)
    """The action of a key that was clicked."""
    reason_given = Signal(str)
    changed = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sheet: CaseSheet | None = None
        self.hints: list[HintButton] = []
        self.chips: list[Chip] = []
        self._narrow = False
        self._foot: QLabel | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_MARGIN + 16, _MARGIN + 10, _MARGIN + 16, _MARGIN + 10)
        self._column.setSpacing(8)
        self._content: QWidget | None = None
        self.hide()

    @property
    def sheet(self) -> CaseSheet | None:
        """What is shown."""
        return self._sheet

    def show_sheet(self, sheet: CaseSheet | None) -> None:
        """Show the keys of a case, or nothing."""
        known = self._sheet
        same = (
            known is not None
            and sheet is not None
            and (
                (known.hints, known.reasons, known.reason, known.foot)
                == (sheet.hints, sheet.reasons, sheet.reason, sheet.foot)
            )
        )
        self._sheet = sheet
        self.setVisible(sheet is not None)
        if same and self._content is not None:
            return
        self._build()
        self.changed.emit()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self._build()

    def set_narrow(self, *, narrow: bool) -> None:
        """Leave out what cannot be pressed, where there is little room."""
        self._narrow = narrow
        if self._foot is not None:
            self._foot.setVisible(not narrow)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The strip with its shadow."""
        strip = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_sheet(painter, strip, theme=self._theme)

    def _build(self) -> None:
        if self._content is not None:
            self._column.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self.hints, self.chips, self._content, self._foot = [], [], None, None
        sheet = self._sheet
        if sheet is None:
            return
        self._content = QWidget(self)
        rows = QVBoxLayout(self._content)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(9)
        keys = QWidget(self._content)
        flow = Flow(keys)
        for hint in sheet.hints:
            button = HintButton(hint, theme=self._theme, parent=keys)
            button.clicked.connect(lambda _on=False, a=hint.action: self.performed.emit(a))
            flow.addWidget(button)
            self.hints.append(button)
        rows.addWidget(keys)
        rows.addWidget(_Hairline(theme=self._theme, parent=self._content))
        rows.addLayout(self._reasons(sheet, self._content))
        self._column.addWidget(self._content)
        # What is hidden takes no room, and the height is asked for at once.
        self._content.show()

    def _reasons(self, sheet: CaseSheet, parent: QWidget) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(10)
        if sheet.reasons:
            title = plain_label(_("Reason"), font=ui_font(12), parent=parent)
            coloured(title, self._theme.ink2)
            line.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
        chips = QWidget(parent)
        flow = Flow(chips)
        for place, (value, title_) in enumerate(sheet.reasons, start=1):
            chip = Chip(
                value, title_, place=place, given=value == sheet.reason, proposed=False, theme=self._theme, parent=chips
            )
            chip.show_number(True)
            chip.clicked.connect(lambda _on=False, v=value: self.reason_given.emit(v))
            flow.addWidget(chip)
            self.chips.append(chip)
        line.addWidget(chips, 1)
        foot = plain_label(sheet.foot, font=ui_font(11.5), parent=parent)
        coloured(foot, self._theme.ink3)
        foot.setVisible(not self._narrow)
        self._foot = foot
        line.addWidget(foot, 0, Qt.AlignmentFlag.AlignVCenter)
        return line


class HintButton(QAbstractButton):
    """A key and what it does; pale where it does not fit the case."""

    def __init__(self, hint: Hint, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.hint = hint
        self._theme = theme
        self.setText(hint.text)
        self.setAccessibleName(f"{hint.text}: {' '.join(hint.caps)}")
        self.setEnabled(hint.enabled)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if hint.enabled:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Cap and words."""
        return QSize(round(caps_width(self.hint.caps) + width_of(self.hint.text, ui_font(12.5)) + 22), 26)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Cap and words."""
        theme, rect = self._theme, QRectF(self.rect())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if not self.isEnabled():
                painter.setOpacity(0.42)
            if self.underMouse() and self.isEnabled():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.hover)
                painter.drawRoundedRect(rect, 6, 6)
            draw_caps(painter, start_of(rect, 40, offset=4), self.hint.caps, theme=theme, chosen=self.hint.chosen)
            caps = caps_width(self.hint.caps) + 10
            font = ui_font(12.5, 600 if self.hint.chosen else 400)
            words = start_of(rect, rect.width() - caps, offset=caps)
            draw_line(painter, words, self.hint.text, font=font, colour=theme.accent if self.hint.chosen else theme.ink)


class CaseStage(QWidget):
    """Holds the reader, with the dock floating over its foot."""

    def __init__(self, reader: CaseReader, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._reader = reader
        reader.setParent(self)
        self._fade = Fade(theme=theme, parent=self)
        self.dock = CaseDock(theme=theme, parent=self)
        self.dock.changed.connect(self._place)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._fade.set_theme(theme)
        self.dock.set_theme(theme)
        self._place()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Give the reader everything, and put the dock at its foot."""
        self._reader.setGeometry(self.rect())
        self._place()

    def _place(self) -> None:
        width = min(self.width(), 860)
        self.dock.set_narrow(narrow=width < _NARROW)
        layout = self.dock.layout()
        height = layout.heightForWidth(width) if layout is not None else 0
        height = max(height, self.dock.minimumSizeHint().height())
        self.dock.setGeometry((self.width() - width) // 2, self.height() - height, width, height)
        self._fade.setGeometry(1, self.height() - height - 20, self.width() - 2, height + 20)
        self._fade.setVisible(self.dock.sheet is not None)
        self._reader.covered = height if self.dock.sheet is not None else 0
        self._reader.keep_in_sight()
        self.dock.raise_()


class _Hairline(QWidget):
    """A thin line between keys and reasons."""

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._colour = mix(theme.line2, theme.card, 0.7)
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._colour)
