"""The keys: every action with its caps, in groups."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.language import _, is_rtl, language, pgettext
from annotator.model.scheme import Scheme
from annotator.ui.actions import CASES, FRAGMENT_PREFIX, Action, Group, actions_for, label_of_action, rekeyed
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.fonts import ui_font
from annotator.ui.panels.caps import caps_width, draw_caps
from annotator.ui.panels.lettering import coloured, draw_line, end_of, plain_label, start_of
from annotator.ui.scrolling import scrolling
from annotator.ui.theme import Theme


class KeySheet(Sheet):
    """Shows what every key does; nothing is changed here."""

    def __init__(self, scheme: Scheme | None, *, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(_("Keys"), theme=theme, parent=parent, width=520)
        self.add_title(_("Keys"))
        self.add_words(_("Letters are the keys' places: they work with every keyboard layout."))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setSpacing(2)
        actions = (*actions_for(scheme), *rekeyed(CASES))
        for group, title in _titles():
            self._add_group(
                column, title, [action for action in actions if action.group is group and action.keys], scheme
            )
        column.addStretch(1)
        area = scrolling(content, parent=self, least_px=420)
        area.setAccessibleName(_("Keys"))
        self.column.addWidget(area, 1)
        self.add_button(_("Close"), primary=True).clicked.connect(self.accept)
        self.finish()

    def _add_group(self, column: QVBoxLayout, title: str, actions: Iterable[Action], scheme: Scheme | None) -> None:
        heading = plain_label(title, font=ui_font(12, 600))
        coloured(heading, self.theme.ink2)
        column.addSpacing(8)
        column.addWidget(heading)
        for action in actions:
            column.addWidget(_KeyLine(_title(action, scheme), action, theme=self.theme))


class _KeyLine(QWidget):
    """One action and its caps."""

    def __init__(self, title: str, action: Action, *, theme: Theme) -> None:
        super().__init__()
        self._title, self._action, self._theme = title, action, theme
        self.setAccessibleName(f"{title}: {' '.join(action.keys[0].caps(rtl=False))}")
        self.setFixedHeight(28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect = QRectF(self.rect())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            font = ui_font(13)
            draw_line(painter, start_of(rect, rect.width() - 150), self._title, font=font, colour=self._theme.ink)
            keys = self._action.keys[0].caps(rtl=is_rtl())
            draw_caps(painter, end_of(rect, caps_width(keys), offset=8), keys, theme=self._theme)


def _titles() -> tuple[tuple[Group, str], ...]:
    return (
        (Group.LABEL, _("Labels")),
        (Group.BORDER, _("Borders")),
        (Group.ATTRIBUTION, _("Attribution")),
        (Group.MOVE, pgettext("menu", "Move")),
        (Group.EDIT, _("Edit")),
        (Group.LOOK, pgettext("menu", "View")),
        (Group.WORK, _("Work")),
        (Group.CASE, _("Cases")),
    )


def _title(action: Action, scheme: Scheme | None) -> str:
    label = label_of_action(action.id)
    if label is not None and scheme is not None:
        return scheme.label(*label).titles.within(language())
    fragment = label_of_action(action.id, prefix=FRAGMENT_PREFIX)
    if fragment is not None and scheme is not None:
        return _("{label}: one more fragment", label=scheme.label(*fragment).titles.within(language()))
    return _(action.text)
