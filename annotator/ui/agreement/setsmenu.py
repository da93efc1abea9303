"""The menu of whose sets are compared, and with whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from annotator.language import _, is_rtl
from annotator.model.identity import ADJUDICATED, SetName
from annotator.operations.agreement import Wish
from annotator.operations.session import Session

_DRAWS = 300
"""Draws behind the intervals: enough for two digits, and done in a second or two."""


def wish_of(names: tuple[SetName, ...] = (), against: SetName | None = None) -> Wish:
    """What the section measures unasked.

    Args:
        names: Whose sets; empty for everybody.
        against: Compare each with this set only.
    """
    return Wish(names, against, resamples=_DRAWS)


def open_sets_menu(session: Session, wish: Wish, chosen: Callable[[Wish], None], *, below: QWidget) -> QMenu:
    """Open the menu.

    Args:
        session: The session.
        wish: What is measured now.
        chosen: Told what is to be measured instead.
        below: What it opens below.
    """
    menu = QMenu(below)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setLayoutDirection(below.layoutDirection())
    in_use = session.corpus.set_names_in_use()
    names = tuple(name for name in in_use if name != ADJUDICATED)
    now = wish.names or names

    def turn(name: SetName, *, on: bool) -> None:
        kept = tuple(one for one in names if (on if one == name else one in now))
        chosen(replace(wish, names=kept))

    for name in names:
        action = menu.addAction(session.display_name(name).replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(name in now)
        # One alone has nobody to be compared with.
        action.setEnabled(name not in now or len(now) > (1 if wish.against else 2))
        action.triggered.connect(lambda on, name=name: turn(name, on=on))
    if ADJUDICATED in in_use:
        menu.addSeparator()
        action = menu.addAction(_("Each with the adjudicated set only"))
        action.setCheckable(True)
        action.setChecked(wish.against is not None)
        action.triggered.connect(lambda on: chosen(replace(wish, against=ADJUDICATED if on else None)))
    menu.addSeparator()
    action = menu.addAction(_("As first submitted, before corrections"))
    action.setCheckable(True)
    action.setChecked(wish.as_submitted)
    action.triggered.connect(lambda on: chosen(replace(wish, as_submitted=on)))
    corner = below.rect().bottomRight() if is_rtl() else below.rect().bottomLeft()
    at = below.mapToGlobal(corner)
    menu.popup(at - QPoint(menu.sizeHint().width(), 0) if is_rtl() else at)
    return menu
