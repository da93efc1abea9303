"""The table of actions: every key presses one thing, on any layout."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from annotator.model.scheme import Scheme
from annotator.ui import actions
from annotator.ui.actions import Action, Group, Key


def event(text: str, code: Qt.Key, *, shift: bool = False, ctrl: bool = False) -> QKeyEvent:
    held = Qt.KeyboardModifier.NoModifier
    held |= Qt.KeyboardModifier.ShiftModifier if shift else held
    held |= Qt.KeyboardModifier.ControlModifier if ctrl else held
    return QKeyEvent(QEvent.Type.KeyPress, code, held, text)


def test_no_key_presses_two_actions(scheme: Scheme) -> None:
    assert actions.conflicts(actions.actions_for(scheme)) == []


def test_a_key_given_twice_is_reported_with_both_actions() -> None:
    twice = [Action("a", "A", Group.EDIT, (Key("C"),)), Action("b", "B", Group.EDIT, (Key("C"), Key("D")))]
    assert actions.conflicts(twice) == [(Key("C"), ("a", "b"))]


@pytest.mark.parametrize(
    ("text", "code"), [("c", Qt.Key.Key_C), ("C", Qt.Key.Key_C), ("ؤ", Qt.Key(0x0624))], ids=["c", "caps lock", "ؤ"]
)
def test_the_claim_key_is_the_same_key_on_every_layout(scheme: Scheme, text: str, code: Qt.Key) -> None:
    found = actions.action_of(event(text, code), actions.actions_for(scheme))
    assert found is not None
    assert actions.label_of_action(found.id) == ("claim", "Claim")


def test_ctrl_keeps_the_meaning_that_every_desktop_gives_it(scheme: Scheme) -> None:
    found = actions.action_of(event("", Qt.Key.Key_C, ctrl=True), actions.actions_for(scheme))
    assert found is not None
    assert found.id == "edit.copy"


def test_shift_adds_a_fragment_only_where_a_layer_may_have_several(scheme: Scheme) -> None:
    table = actions.actions_for(scheme)
    claim = actions.action_of(event("C", Qt.Key.Key_C, shift=True), table)
    person = actions.action_of(event("P", Qt.Key.Key_P, shift=True), table)
    assert claim is not None
    assert actions.label_of_action(claim.id, prefix=actions.FRAGMENT_PREFIX) == ("claim", "Claim")
    assert person is None


def test_every_label_without_a_key_has_a_letter_of_its_own_after_y(scheme: Scheme) -> None:
    letters = [letter for _layer, _label, letter in actions.further_labels(scheme)]
    assert len(letters) == len(set(letters)) > 0


def test_the_caps_show_both_letters_where_the_interface_is_arabic() -> None:
    assert Key("C").caps(rtl=True) == ("C", "ؤ")
    assert Key("Z", ctrl=True).caps(rtl=False) == ("Ctrl", "Z")
