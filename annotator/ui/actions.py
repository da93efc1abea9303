"""The table of actions: everything a person can do while annotating, with its keys.

One table feeds the keyboard, the menus, the palette and the documentation; an action that is not here does not exist.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.language import N_
from annotator.model.scheme import ZONE_LAYER, Label, Layer, Scheme
from annotator.ui import keys

LABEL_PREFIX: Final = "label."
FRAGMENT_PREFIX: Final = "fragment."


class Group(StrEnum):
    """Where an action stands in the menus."""

    LABEL = "label"
    BORDER = "border"
    ATTRIBUTION = "attribution"
    EDIT = "edit"
    MOVE = "move"
    WORK = "work"


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it is pressed, whatever layout is in use.

    Attributes:
        cap: Latin capital or mark on a physical key, or the name of a key without a letter (``Enter``, ``Space``).
        ctrl: Whether Ctrl is held.
        shift: Whether Shift is held.
    """

    cap: str
    ctrl: bool = False
    shift: bool = False

    def matches(self, event: QKeyEvent) -> bool:
        """Whether the event presses this key."""
        modifiers = event.modifiers()
        if bool(modifiers & Qt.KeyboardModifier.ControlModifier) != self.ctrl:
            return False
        if bool(modifiers & Qt.KeyboardModifier.ShiftModifier) != self.shift:
            return False
        if modifiers & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
            return False
        named = _NAMED.get(self.cap)
        if named is not None:
            return event.key() in named
        return keys.latin_cap(event) == self.cap

    def caps(self, *, rtl: bool) -> tuple[str, ...]:
        """The caps to draw, modifiers first."""
        modifiers = (("Ctrl",) if self.ctrl else ()) + (("Shift",) if self.shift else ())
        letters = (self.cap,) if self.cap in _NAMED else keys.caps_shown(self.cap, rtl=rtl)
        return modifiers + letters


_NAMED: Final = {
    "Enter": (Qt.Key.Key_Return, Qt.Key.Key_Enter),
    "Space": (Qt.Key.Key_Space,),
    "Tab": (Qt.Key.Key_Tab,),
    "Esc": (Qt.Key.Key_Escape,),
    "Delete": (Qt.Key.Key_Delete,),
    "Backspace": (Qt.Key.Key_Backspace,),
    "F9": (Qt.Key.Key_F9,),
    "PgUp": (Qt.Key.Key_PageUp,),
    "PgDn": (Qt.Key.Key_PageDown,),
}


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do.

    Attributes:
        id: Stable name, such as ``edit.undo``; the desk knows what to do by it.
        text: English name, the key of its translation.
        group: Where it stands in the menus.
        keys: What presses it; the first is shown.
    """

    id: str
    text: str
    group: Group
    keys: tuple[Key, ...] = ()


FIXED: Final[tuple[Action, ...]] = (
    Action("label.more", N_("Other labels…"), Group.LABEL, (Key("Y"),)),
    Action("label.doubt", N_("Doubt"), Group.LABEL, (Key("/", shift=True),)),
    Action("label.erase", N_("Erase"), Group.LABEL, (Key("Delete"), Key("Backspace"))),
    Action("border.next_stop", N_("Border to the next stop"), Group.BORDER, (Key("."),)),
    Action("border.previous_stop", N_("Border to the previous stop"), Group.BORDER, (Key(","),)),
    Action("border.switch", N_("Switch the active border"), Group.BORDER, (Key("E"),)),
    Action("border.stem", N_("Word or stem"), Group.BORDER, (Key("W"),)),
    Action("border.grow", N_("Grow the selection"), Group.BORDER, (Key("X"),)),
    Action("border.shrink", N_("Shrink the selection"), Group.BORDER, (Key("X", shift=True),)),
    Action("attribution.attribute", N_("Attribute the claim"), Group.ATTRIBUTION, (Key("A"),)),
    Action("attribution.before", N_("About the claim before"), Group.ATTRIBUTION, (Key("A", shift=True),)),
    Action("attribution.next_open", N_("Next open claim"), Group.ATTRIBUTION, (Key("Space"),)),
    Action("attribution.new_frame", N_("New frame, or one step outward"), Group.ATTRIBUTION, (Key("Esc"),)),
    Action("move.inward", N_("One step inward"), Group.MOVE, (Key("Esc", shift=True),)),
    Action("move.attributes", N_("Answer the attributes"), Group.MOVE, (Key("Enter"),)),
    Action("move.previous", N_("Previous annotation"), Group.MOVE, (Key("["),)),
    Action("move.next", N_("Next annotation"), Group.MOVE, (Key("]"),)),
    Action("move.previous_document", N_("Previous document"), Group.MOVE, (Key("PgUp", ctrl=True),)),
    Action("move.next_document", N_("Next document"), Group.MOVE, (Key("PgDn", ctrl=True),)),
    Action("move.tags", N_("Letter tags everywhere"), Group.MOVE, (Key("F9"),)),
    Action("edit.undo", N_("Undo"), Group.EDIT, (Key("Z", ctrl=True),)),
    Action("edit.redo", N_("Redo"), Group.EDIT, (Key("Y", ctrl=True), Key("Z", ctrl=True, shift=True))),
    Action("edit.copy", N_("Copy"), Group.EDIT, (Key("C", ctrl=True),)),
    Action("edit.select_all", N_("Select all"), Group.EDIT, (Key("A", ctrl=True),)),
    Action("work.submit", N_("Submit"), Group.WORK, (Key("Enter", ctrl=True),)),
    Action("work.reopen", N_("Take work up again"), Group.WORK),
)


def label_action_id(layer: str, label: str) -> str:
    """The id of the action that sets a label."""
    return f"{LABEL_PREFIX}{layer}.{label}"


def label_of_action(action_id: str, *, prefix: str = LABEL_PREFIX) -> tuple[str, str] | None:
    """The layer and label that an action sets (or adds a fragment of), or None for another action."""
    parts = action_id.split(".")
    return (parts[1], parts[2]) if len(parts) == 3 and action_id.startswith(prefix) else None


def label_actions(scheme: Scheme) -> Iterator[Action]:
    """One action for every label of the scheme that has a key of its own; with Shift it adds a fragment."""
    for layer, label in labels(scheme):
        if not label.key or not label.in_palette:
            continue
        yield Action(label_action_id(layer.name, label.name), label.titles.en, Group.LABEL, (Key(label.key),))
        if layer.discontinuous:
            name = f"{FRAGMENT_PREFIX}{layer.name}.{label.name}"
            yield Action(name, label.titles.en, Group.LABEL, (Key(label.key, shift=True),))


def further_labels(scheme: Scheme) -> list[tuple[Layer, Label, str]]:
    """Labels of the palette without a key of their own, each with the letter that sets it after ``Y``."""
    taken: set[str] = set()
    result: list[tuple[Layer, Label, str]] = []
    for layer, label in labels(scheme):
        if label.key or not label.in_palette or layer.name == ZONE_LAYER:
            continue
        letters = (*label.name.upper(), *"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        letter = next(c for c in letters if c.isascii() and c.isalpha() and c not in taken)
        taken.add(letter)
        result.append((layer, label, letter))
    return result


def labels(scheme: Scheme) -> Iterator[tuple[Layer, Label]]:
    """Every label of the scheme with its layer."""
    for layer in scheme.layers.values():
        for label in layer.labels:
            yield layer, label


def actions_for(scheme: Scheme | None) -> tuple[Action, ...]:
    """All actions: the labels of the scheme first, then the fixed ones."""
    return (*label_actions(scheme), *FIXED) if scheme is not None else FIXED


def conflicts(actions: Iterable[Action]) -> list[tuple[Key, tuple[str, ...]]]:
    """Keys that press more than one action, with the ids of those."""
    pressed: dict[Key, list[str]] = {}
    for action in actions:
        for key in action.keys:
            pressed.setdefault(key, []).append(action.id)
    return [(key, tuple(ids)) for key, ids in pressed.items() if len(ids) > 1]


def action_of(event: QKeyEvent, actions: Iterable[Action]) -> Action | None:
    """The action that a key event asks for, or None."""
    return next((action for action in actions if any(key.matches(event) for key in action.keys)), None)
