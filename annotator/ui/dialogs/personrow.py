"""A person in the list of people: name, role, and how far their work is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from annotator.language import _, is_rtl, isolated, ngettext, number
from annotator.model.annotator import Role
from annotator.model.workflow import Status
from annotator.operations.people import AtWork
from annotator.operations.statuswords import status_said
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import coloured, plain_label
from annotator.ui.panels.statuscolour import status_colour
from annotator.ui.theme import Theme

_ORDER: Final = (
    Status.APPROVED, Status.SUBMITTED, Status.SKIPPED, Status.RETURNED, Status.IN_PROGRESS, Status.ASSIGNED,
)  # fmt: skip
_BAR_HEIGHT: Final = 6
_GAP: Final = 2


class WorkBar(QWidget):
    """How far somebody is: one stretch for each status, what is done first."""

    def __init__(self, entry: AtWork, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry, self._theme = entry, theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(told(entry))

    def sizeHint(self) -> QSize:
        """As high as a line is strong."""
        return QSize(160, _BAR_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The stretches, from the reading side."""
        entry, rect = self._entry, QRectF(self.rect())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.line)
            painter.drawRoundedRect(rect, 3, 3)
            shown = [(status, entry.statuses.get(status, 0)) for status in _ORDER if entry.statuses.get(status, 0)]
            room = rect.width() - _GAP * max(0, len(shown) - 1)
            at = 0.0
            for status, count in shown:
                wide = room * count / entry.total
                left = rect.right() - at - wide if is_rtl() else rect.left() + at
                painter.setBrush(status_colour(status, self._theme))
                painter.drawRoundedRect(QRectF(left, rect.top(), wide, rect.height()), 3, 3)
                at += wide + _GAP


class PersonRow(QWidget):
    """Name, handle and role of a person, with the bar of their work below."""

    role_wanted = Signal(str, object)
    """Handle, and the ``Role`` that the person shall have."""
    rename_wanted = Signal(str)
    """Handle."""

    def __init__(
        self, entry: AtWork, *, mine: bool, leading: bool, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        person = entry.person
        self.handle = person.handle
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 8, 8)
        column.setSpacing(5)
        head = QHBoxLayout()
        head.setSpacing(8)
        name = plain_label(isolated(person.name), font=ui_font(14, 600), parent=self)
        coloured(name, theme.ink)
        head.addWidget(name)
        if person.handle != person.name:
            handle = plain_label(isolated(person.handle), font=ui_font(12), parent=self)
            coloured(handle, theme.ink3)
            head.addWidget(handle)
        if mine:
            you = plain_label(_("you"), font=ui_font(12), parent=self)
            coloured(you, theme.accent)
            head.addWidget(you)
        head.addStretch(1)
        self.rename = QPushButton(_("Rename…"), self)
        self.rename.setProperty("quiet", True)
        self.rename.setAutoDefault(False)
        self.rename.setVisible(mine or leading)
        self.rename.clicked.connect(lambda: self.rename_wanted.emit(person.handle))
        head.addWidget(self.rename)
        self.role = QComboBox(self)
        self.role.setAccessibleName(_("Role of {name}", name=person.name))
        for role, title in ((Role.ANNOTATOR, _("Annotator")), (Role.REVIEWER, _("Reviewer"))):
            self.role.addItem(title, role)
        self.role.setCurrentIndex(self.role.findData(person.role))
        self.role.setEnabled(leading)
        self.role.activated.connect(lambda _at: self.role_wanted.emit(person.handle, self.role.currentData()))
        head.addWidget(self.role)
        column.addLayout(head)
        column.addWidget(WorkBar(entry, theme=theme, parent=self))
        words = plain_label(told(entry), font=ui_font(12), parent=self)
        words.setWordWrap(True)
        coloured(words, theme.ink2)
        column.addWidget(words)


def told(entry: AtWork) -> str:
    """How far somebody is, in words."""
    if entry.hidden:
        return _("You work blind: how far others are is hidden.")
    parts = [f"{_said(status)} {number(count)}" for status in _ORDER if (count := entry.statuses.get(status, 0))]
    if entry.settling:
        parts.append(ngettext("{count} article to settle", "{count} articles to settle", entry.settling))
    if entry.settled:
        parts.append(_("settled {number}", number=number(entry.settled)))
    return " · ".join(parts) or _("Nothing given out, nothing begun.")


def _said(status: Status) -> str:
    """A status of somebody else's work: what is given out is so to them, not to the reader."""
    return _("Given out") if status is Status.ASSIGNED else status_said(status)
