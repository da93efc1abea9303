"""The way of Tab through a dialog or panel: as the eye reads it, however late its parts came in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QRadioButton, QScrollArea, QTabWidget, QWidget

_TOUCH: Final = 3
"""Pixels that neighbours may overlap."""


def stops(top: QWidget) -> list[QWidget]:
    """What takes the keyboard in ``top``, in reading order.

    An area that can be scrolled is a stop only where nothing in it is one; of radio buttons the chosen one is.
    """
    return [widget for widget in _in_order(top) if widget is not top]


def arrange(top: QWidget, event: QEvent) -> None:
    """Have Tab go through ``top`` by its ``stops``, if ``event`` says that Tab is about to be pressed in it.

    To be called from ``top.event``: Qt asks there whether somebody wants the key before it moves the keyboard on.
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return
    if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        found = stops(top)
        for area in top.findChildren(QScrollArea):
            if area not in found and any(area.isAncestorOf(stop) for stop in found):
                area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for before, after in pairwise(found):
            QWidget.setTabOrder(before, after)


def _in_order(widget: QWidget) -> Iterator[QWidget]:
    # What a box or a spinner is made of is its own affair.
    whole = isinstance(widget, QComboBox | QAbstractSpinBox)
    inner = [] if whole else [stop for child in _children(widget) for stop in _in_order(child)]
    if _takes_keys(widget) and not (isinstance(widget, QScrollArea) and inner):
        yield widget
    yield from inner


def _takes_keys(widget: QWidget) -> bool:
    # A tab widget leaves the keyboard to its bar. Nothing here asks for ``focusProxy()``: with PySide 6.11 Python
    # crashed later, while it collected garbage.
    if not widget.isEnabled() or isinstance(widget, QTabWidget):
        return False
    if isinstance(widget, QRadioButton):
        # Qt moves the flag from button to button only once one of them has had the keyboard.
        return widget is _spokesman(widget)
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _spokesman(button: QRadioButton) -> QRadioButton:
    """The one of the buttons beside this one that is chosen, else the first that can be."""
    parent = button.parentWidget()
    beside = parent.findChildren(QRadioButton, options=Qt.FindChildOption.FindDirectChildrenOnly) if parent else []
    usable = [other for other in beside if other.isEnabled() and not other.isHidden()] or [button]
    return next((other for other in usable if other.isChecked()), usable[0])


def _children(widget: QWidget) -> list[QWidget]:
    """The direct children that can be seen, as the eye goes through them."""
    every = widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    shown = [child for child in every if not child.isWindow() and child.isVisibleTo(widget)]
    return _read(shown, rtl=widget.layoutDirection() is Qt.LayoutDirection.RightToLeft)


def _read(group: list[QWidget], *, rtl: bool) -> list[QWidget]:
    """Reading order by cutting along gaps: into lines where one goes right through, else into columns, and so on.

    The recursive X-Y cut of page layout (Nagy and Seth 1984). What overlaps is ordered by its upper edge.
    """
    if len(group) < 2:
        return group
    lines = _cut(group, lambda rect: (rect.top(), rect.bottom()))
    if len(lines) > 1:
        return [widget for line in lines for widget in _read(line, rtl=rtl)]
    columns = _cut(group, lambda rect: (-rect.right(), -rect.left()) if rtl else (rect.left(), rect.right()))
    if len(columns) > 1:
        return [widget for column in columns for widget in _read(column, rtl=rtl)]
    return sorted(group, key=lambda widget: widget.y())


def _cut(group: list[QWidget], extent: Callable[[QRect], tuple[int, int]]) -> list[list[QWidget]]:
    """The group in parts between which no widget reaches, along one direction."""
    ordered = sorted(group, key=lambda widget: extent(widget.geometry()))
    parts: list[list[QWidget]] = []
    reach = 0
    for widget in ordered:
        start, end = extent(widget.geometry())
        if not parts or start + _TOUCH > reach:
            parts.append([])
            reach = end
        parts[-1].append(widget)
        reach = max(reach, end)
    return parts
