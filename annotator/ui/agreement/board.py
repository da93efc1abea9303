"""Where the cards lie: rows of columns, each of one card or several; a single column where there is little room."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from annotator.language import is_rtl
from annotator.ui.agreement.card import FigureCard

_GAP: Final = 20
_NARROW: Final = 760

Column = tuple[float, Sequence[FigureCard]]
"""Share of the width, and the cards from the top."""


class Board(QWidget):
    """Lays cards out; as high as they need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[list[Column]] = []

    @property
    def cards(self) -> list[FigureCard]:
        """All cards in reading order."""
        return [card for row in self._rows for _share, cards in row for card in cards]

    def show_rows(self, rows: list[list[Column]]) -> None:
        """Show other cards; those that were there before are put away."""
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self._rows = rows
        for card in self.cards:
            card.show()
        for before, after in pairwise(self.cards):
            QWidget.setTabOrder(before, after)
        self.lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Turn round with the interface."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.lay_out()

    def lay_out(self) -> None:
        """Give every card its place; columns of a row end at one height."""
        top = 0
        for row in self._rows:
            top = self._lay_stack(row, top) if self.width() < _NARROW else self._lay_row(row, top)
        self.setMinimumHeight(max(0, top - _GAP))

    def _lay_stack(self, row: list[Column], top: int) -> int:
        for _share, cards in row:
            for card in cards:
                tall = card.heightForWidth(self.width())
                card.setGeometry(0, top, self.width(), tall)
                top += tall + _GAP
        return top

    def _lay_row(self, row: list[Column], top: int) -> int:
        room = self.width() - _GAP * (len(row) - 1)
        whole = sum(share for share, _cards in row)
        widths = [round(room * share / whole) for share, _cards in row]
        tall = max(
            sum(card.heightForWidth(width) for card in cards) + _GAP * (len(cards) - 1)
            for width, (_share, cards) in zip(widths, row, strict=True)
        )
        at = 0
        for width, (_share, cards) in zip(widths, row, strict=True):
            left = self.width() - at - width if is_rtl() else at
            needed = sum(card.heightForWidth(width) for card in cards) + _GAP * (len(cards) - 1)
            below = top
            for place, card in enumerate(cards):
                height = card.heightForWidth(width) + (tall - needed if place == len(cards) - 1 else 0)
                card.setGeometry(QRect(left, below, width, height))
                below += height + _GAP
            at += width + _GAP
        return top + tall + _GAP
