"""How far each person is: one bar a person, parted by status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from annotator.language import _, is_rtl, number
from annotator.model.identity import SetName
from annotator.model.workflow import Status
from annotator.operations.workoverview import PersonProgress
from annotator.ui.agreement.figure import Figure, Spot
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import draw_line, end_of, start_of, width_of
from annotator.ui.panels.statuscolour import status_colour
from annotator.ui.theme import Theme

_ROW: Final = 38.0
_LEGEND: Final = 30.0
_ORDER: Final = (
    Status.APPROVED, Status.SUBMITTED, Status.RETURNED, Status.IN_PROGRESS, Status.ASSIGNED, Status.SKIPPED,
)  # fmt: skip
"""From done to not begun; what was skipped stands last."""


class ProgressBars(Figure):
    """The bars.

    Args:
        people: Each person's documents by status.
        titles: What people call them.
        statuses: What people call the statuses.
    """

    def __init__(
        self, people: Sequence[PersonProgress], titles: Mapping[SetName, str], statuses: Mapping[Status, str]
    ) -> None:
        self.title = _("Progress")
        self._people, self._titles, self._statuses = list(people), titles, statuses

    def height(self, width: float) -> float:
        """A row a person, and the legend."""
        return _ROW * max(1, len(self._people)) + _LEGEND

    def rows(self) -> list[tuple[str, ...]]:
        """A row a person, a column a status."""
        return [
            (_("person"), *(self._statuses[status] for status in _ORDER)),
            *((person.name, *(str(person.statuses[status]) for status in _ORDER)) for person in self._people),
        ]

    def draw(self, painter: QPainter, rect: QRectF, theme: Theme) -> list[Spot]:
        """Name, bar, «5 of 12»; below, which colour is which status."""
        most = max((person.documents for person in self._people), default=0) or 1
        spots = []
        for index, person in enumerate(self._people):
            line = QRectF(rect.left(), rect.top() + _ROW * index, rect.width(), _ROW)
            draw_line(painter, start_of(line, 116), self._titles[person.name], font=ui_font(12.5), colour=theme.ink)
            track = start_of(line, max(40.0, rect.width() - 122 - 92) * person.documents / most, offset=122)
            spots += self._draw_bar(
                painter, QRectF(track.left(), line.center().y() - 7, track.width(), 14), person, theme
            )
            done = _("{done} of {all}", done=person.done, all=person.documents)
            draw_line(painter, end_of(line, 84), done, font=ui_font(12.5, 500), colour=theme.ink2,
                      align=Qt.AlignmentFlag.AlignTrailing)  # fmt: skip
        self._draw_legend(painter, QRectF(rect.left(), rect.bottom() - _LEGEND + 6, rect.width(), _LEGEND - 6), theme)
        return spots

    def _draw_bar(self, painter: QPainter, track: QRectF, person: PersonProgress, theme: Theme) -> list[Spot]:
        painter.save()
        round_ends = QPainterPath()
        round_ends.addRoundedRect(track, 4, 4)
        painter.setClipPath(round_ends)
        spots = []
        at = 0.0
        for status in _ORDER:
            count = person.statuses[status]
            if count:
                wide = track.width() * count / max(1, person.documents)
                left = track.right() - at - wide if is_rtl() else track.left() + at
                part = QRectF(left, track.top(), wide, track.height())
                painter.fillRect(part, status_colour(status, theme))
                spots.append(Spot(part, f"{self._titles[person.name]} · {self._statuses[status]}: {number(count)}"))
                at += wide
        painter.restore()
        return spots

    def _draw_legend(self, painter: QPainter, line: QRectF, theme: Theme) -> None:
        used = [status for status in _ORDER if any(person.statuses[status] for person in self._people)]
        at = 0.0
        for status in used:
            square = start_of(line, 10, offset=at)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(status_colour(status, theme))
            painter.drawRoundedRect(QRectF(square.left(), line.center().y() - 5, 10, 10), 2.5, 2.5)
            words = self._statuses[status]
            draw_line(painter, start_of(line, 120, offset=at + 15), words, font=ui_font(11.5), colour=theme.ink3)
            at += 15 + width_of(words, ui_font(11.5)) + 16
