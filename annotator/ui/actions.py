"""The table of actions: everything a person can do while annotating, with its keys.

One table feeds the keyboard, the menus, the palette and the documentation; an action that is not here does not exist.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.language import N_, digits, is_rtl
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
    ZONE = "zone"
    LOOK = "look"
    CASE = "case"


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
        if self.cap.isdigit():
            return keys.digit(event) == int(self.cap)
        return keys.latin_cap(event) == self.cap

    @property
    def name(self) -> str:
        """How settings write it, such as ``Ctrl+Shift+X``."""
        return "+".join((*(("Ctrl",) if self.ctrl else ()), *(("Shift",) if self.shift else ()), self.cap))

    def caps(self, *, rtl: bool) -> tuple[str, ...]:
        """The caps to draw, modifiers first."""
        modifiers = (("Ctrl",) if self.ctrl else ()) + (("Shift",) if self.shift else ())
        if self.cap.isdigit():
            return (*modifiers, digits(self.cap) if rtl else self.cap)
        letters = (self.cap,) if self.cap in _NAMED else keys.caps_shown(self.cap, rtl=rtl)
        return modifiers + letters


_NAMED: Final = {
    "Enter": (Qt.Key.Key_Return, Qt.Key.Key_Enter),
    "Space": (Qt.Key.Key_Space,),
    "Tab": (Qt.Key.Key_Tab,),
    "Esc": (Qt.Key.Key_Escape,),
    "Delete": (Qt.Key.Key_Delete,),
    "Backspace": (Qt.Key.Key_Backspace,),
    "PgUp": (Qt.Key.Key_PageUp,),
    "PgDn": (Qt.Key.Key_PageDown,),
    **{f"F{number}": (Qt.Key(Qt.Key.Key_F1.value + number - 1),) for number in range(1, 13)},
}


def key_named(name: str) -> Key | None:
    """The key that settings write as ``name``; None where it is no key.

    >>> key_named("Ctrl+Shift+X")
    Key(cap='X', ctrl=True, shift=True)
    """
    *modifiers, cap = ["Ctrl", "+"] if name == "Ctrl++" else name.split("+")
    if not cap or not set(modifiers) <= {"Ctrl", "Shift"} or len(set(modifiers)) < len(modifiers):
        return None
    return Key(cap, ctrl="Ctrl" in modifiers, shift="Shift" in modifiers)


def key_pressed(event: QKeyEvent) -> Key | None:
    """The key that an event presses, to be given to an action; None for a key that cannot be given."""
    held = event.modifiers()
    if held & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
        return None
    named = next((name for name, codes in _NAMED.items() if event.key() in codes), None)
    cap = named or keys.latin_cap(event)
    if cap is None:
        return None
    ctrl, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    return Key(cap, ctrl=bool(held & ctrl), shift=bool(held & shift))


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
    Action("label.sure", N_("No longer unsure"), Group.LABEL),
    Action("label.again", N_("Same again…"), Group.LABEL, (Key("M"),)),
    Action("label.referent", N_("Who or what is meant…"), Group.LABEL, (Key("K"),)),
    Action("label.mentions", N_("All mentions…"), Group.LABEL),
    Action("label.erase", N_("Erase"), Group.LABEL, (Key("Delete"), Key("Backspace"))),
    Action("border.next_stop", N_("Border to the next stop"), Group.BORDER, (Key("."),)),
    Action("border.previous_stop", N_("Border to the previous stop"), Group.BORDER, (Key(","),)),
    Action("border.switch", N_("Switch the active border"), Group.BORDER, (Key("E"),)),
    Action("border.stem", N_("Word or stem"), Group.BORDER, (Key("W"),)),
    Action("border.grow", N_("Grow the selection"), Group.BORDER, (Key("X"),)),
    Action("border.shrink", N_("Shrink the selection"), Group.BORDER, (Key("X", shift=True),)),
    Action("attribution.attribute", N_("Attribute the claim"), Group.ATTRIBUTION, (Key("A"),)),
    Action("attribution.whole", N_("Take the whole attribution ahead"), Group.ATTRIBUTION, (Key("H"),)),
    Action("attribution.before", N_("About the claim before"), Group.ATTRIBUTION, (Key("A", shift=True),)),
    Action("attribution.next_open", N_("Next open claim"), Group.ATTRIBUTION, (Key("Space"),)),
    Action("attribution.new_frame", N_("New frame, or one step outward"), Group.ATTRIBUTION, (Key("Esc"),)),
    Action("attribution.relate", N_("Relate to another claim"), Group.ATTRIBUTION, (Key("R"),)),
    Action("attribution.pass", N_("Ask all of them one question"), Group.ATTRIBUTION, (Key("F8"),)),
    Action("move.inward", N_("One step inward"), Group.MOVE, (Key("Esc", shift=True),)),
    Action("move.attributes", N_("Answer the attributes"), Group.MOVE, (Key("Enter"),)),
    Action("move.previous", N_("Previous annotation"), Group.MOVE, (Key("["),)),
    Action("move.next", N_("Next annotation"), Group.MOVE, (Key("]"),)),
    Action("move.previous_document", N_("Previous document"), Group.MOVE, (Key("PgUp", ctrl=True),)),
    Action("move.next_document", N_("Next document"), Group.MOVE, (Key("PgDn", ctrl=True),)),
    Action("move.history", N_("History of what is chosen"), Group.MOVE, (Key("H", ctrl=True),)),
    Action("move.next_set", N_("Look at the next annotation set"), Group.MOVE),
    Action("move.word", N_("To a word, by its first letters"), Group.MOVE, (Key("/"),)),
    Action("move.go_to", N_("Go to a claim or paragraph…"), Group.MOVE, (Key("G", ctrl=True),)),
    Action("move.resume", N_("Go on where reading stopped"), Group.MOVE, (Key("Space", shift=True),)),
    Action("move.doubt", N_("Next doubt or question"), Group.MOVE, (Key("J"),)),
    Action("move.comment", N_("Next comment"), Group.MOVE, (Key(";", shift=True),)),
    Action("move.tags", N_("Letter tags everywhere"), Group.MOVE, (Key("F9"),)),
    Action("edit.undo", N_("Undo"), Group.EDIT, (Key("Z", ctrl=True),)),
    Action("edit.redo", N_("Redo"), Group.EDIT, (Key("Y", ctrl=True), Key("Z", ctrl=True, shift=True))),
    Action("edit.copy", N_("Copy"), Group.EDIT, (Key("C", ctrl=True),)),
    Action("edit.cite", N_("Copy as a citation"), Group.EDIT, (Key("C", ctrl=True, shift=True),)),
    Action("edit.select_all", N_("Select all"), Group.EDIT, (Key("A", ctrl=True),)),
    Action("find.article", N_("Find in the article…"), Group.EDIT, (Key("F", ctrl=True),)),
    Action("find.next", N_("Find the next one"), Group.EDIT, (Key("F3"),)),
    Action("find.previous", N_("Find the one before"), Group.EDIT, (Key("F3", shift=True),)),
    Action("work.note", N_("Write a note"), Group.WORK, (Key("Enter", shift=True),)),
    Action("work.comment", N_("Comment…"), Group.WORK, (Key(";"),)),
    Action("work.comments", N_("Open comments…"), Group.WORK, (Key("J", ctrl=True),)),
    Action("work.check", N_("Check the article"), Group.WORK, (Key("F4"),)),
    Action("work.check_all", N_("Check all your articles…"), Group.WORK, (Key("F4", shift=True),)),
    Action("work.submit", N_("Submit"), Group.WORK, (Key("Enter", ctrl=True),)),
    Action("work.reopen", N_("Take work up again"), Group.WORK),
    Action("work.carry", N_("Carry annotations over from the earlier version"), Group.WORK),
    Action("work.approve", N_("Approve the work that is shown"), Group.WORK),
    Action("work.return", N_("Return the work that is shown…"), Group.WORK),
    Action("work.skip", N_("Skip this article…"), Group.WORK),
    Action("work.take_back", N_("Take back the last act on several articles…"), Group.WORK),
    Action("zone.headline", N_("Headline"), Group.ZONE),
    Action("zone.lead", N_("Lead"), Group.ZONE),
    Action("zone.dateline", N_("Dateline"), Group.ZONE),
    Action("zone.byline", N_("Byline"), Group.ZONE),
    Action("zone.caption", N_("Caption"), Group.ZONE),
    Action("zone.boilerplate", N_("Boilerplate"), Group.ZONE),
    Action("zone.body", N_("Plain body"), Group.ZONE),
    Action("look.calm", N_("Calm view"), Group.LOOK),
    Action("look.dense", N_("Dense view: every annotation a bar"), Group.LOOK, (Key("F10"),)),
    Action("look.cards", N_("Cards of the claims in the margin"), Group.LOOK, (Key("F10", ctrl=True),)),
    Action("look.filter", N_("Hide or show labels…"), Group.LOOK, (Key("F9", shift=True),)),
    Action("look.everything", N_("Show all labels"), Group.LOOK),
    Action("look.unseen", N_("Mark hidden characters"), Group.LOOK, (Key("F9", ctrl=True),)),
    Action("look.suspicious", N_("To the next suspicious character"), Group.LOOK),
    Action("look.direction", N_("Turn the paragraph's direction"), Group.LOOK),
)


CASES: Final[tuple[Action, ...]] = (
    Action("case.first", N_("Take A"), Group.CASE, (Key("1"),)),
    Action("case.second", N_("Take B"), Group.CASE, (Key("2"),)),
    Action("case.both", N_("Take both"), Group.CASE, (Key("3"),)),
    Action("case.border_first", N_("A's borders with B's label"), Group.CASE, (Key("4"),)),
    Action("case.border_second", N_("B's borders with A's label"), Group.CASE, (Key("5"),)),
    Action("case.neither", N_("Neither of them"), Group.CASE, (Key("0"),)),
    Action("case.edit", N_("Edit in place"), Group.CASE, (Key("E"),)),
    Action("case.ask", N_("Ask the authors…"), Group.CASE, (Key("/", shift=True),)),
    Action("case.next_open", N_("Next open case"), Group.CASE, (Key("Space"),)),
    Action("case.next", N_("The case after"), Group.CASE, (Key("]"),)),
    Action("case.previous", N_("The case before"), Group.CASE, (Key("["),)),
    Action("case.onward", N_("Settle form by rule, then approve"), Group.CASE, (Key("Enter", ctrl=True),)),
    Action("case.take_over", N_("Take over what agrees"), Group.CASE),
    Action("case.return", N_("Return work to its author…"), Group.CASE),
    Action("case.reopen", N_("Take adjudication up again"), Group.CASE),
    Action("case.undo", N_("Undo a decision"), Group.CASE, (Key("Z", ctrl=True),)),
    Action("case.redo", N_("Redo a decision"), Group.CASE, (Key("Y", ctrl=True), Key("Z", ctrl=True, shift=True))),
    Action("case.leave", N_("Back to the list of what waits"), Group.CASE, (Key("Esc"),)),
)
"""What is done in the section of the cases; there its keys mean this and nothing else."""
CASE_PREFIX: Final = "case."


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


def with_keys(text: str, action: Action) -> str:
    """A line of a menu: a text and the first key of an action, set apart by a tab, with its Arabic letter."""
    if not action.keys:
        return text
    keys, letters = "+".join(action.keys[0].caps(rtl=False)), action.keys[0].caps(rtl=is_rtl())
    arabic = f" · {letters[-1]}" if letters[-1] not in keys else ""
    return f"{text}\t{keys}{arabic}"


def labels(scheme: Scheme) -> Iterator[tuple[Layer, Label]]:
    """Every label of the scheme with its layer."""
    for layer in scheme.layers.values():
        for label in layer.labels:
            yield layer, label


def actions_for(scheme: Scheme | None) -> tuple[Action, ...]:
    """All actions with the keys in use: the labels of the scheme first, then the fixed ones."""
    return rekeyed((*label_actions(scheme), *FIXED) if scheme is not None else FIXED)


_changed: dict[str, tuple[Key, ...]] = {}


def use_keys(changed: Mapping[str, Iterable[str]]) -> None:
    """Choose the keys of everything that is pressed and shown from now on.

    Args:
        changed: Names of keys by action or command, of those that the person changed; what is no key is passed over.
    """
    _changed.clear()
    for identifier, names in changed.items():
        _changed[identifier] = tuple(key for name in names if (key := key_named(name)) is not None)


def keys_in_use(identifier: str, otherwise: tuple[Key, ...]) -> tuple[Key, ...]:
    """The keys of an action or a command: those that the person gave it, else its own."""
    return _changed.get(identifier, otherwise)


def caps_in_use(identifier: str, otherwise: str = "", *, rtl: bool) -> tuple[str, ...]:
    """The caps of the first key that presses an action; none where no key does.

    Args:
        identifier: The action.
        otherwise: The key that the scheme gives a label, for actions that set labels.
        rtl: Whether Arabic letters stand beside the Latin ones.
    """
    fixed = next((action.keys for action in (*FIXED, *CASES) if action.id == identifier), ())
    keys = keys_in_use(identifier, fixed or ((Key(otherwise),) if otherwise else ()))
    return keys[0].caps(rtl=rtl) if keys else ()


def rekeyed(actions: Iterable[Action]) -> tuple[Action, ...]:
    """The actions with the keys that the person gave them."""
    return tuple(replace(action, keys=_changed[action.id]) if action.id in _changed else action for action in actions)


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
