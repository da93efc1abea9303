from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.model.scheme import Scheme
from annotator.ui.panels.palette import Palette
from annotator.ui.panels.signbutton import SignButton
from annotator.ui.theme import LIGHT


def palette(qtbot: QtBot, scheme: Scheme, width: int) -> Palette:
    made = Palette(theme=LIGHT)
    qtbot.addWidget(made)
    made.resize(width, 47)
    made.show_scheme(scheme)
    made.show()
    return made


def shown(bar: Palette) -> list[str]:
    return [button.text() for button in bar.findChildren(SignButton) if button.isVisibleTo(bar)]


def test_every_label_with_a_key_has_a_button(dressed: object, qtbot: QtBot, scheme: Scheme) -> None:
    buttons = shown(palette(qtbot, scheme, 1600))
    assert buttons[:3] == ["Claim", "Source", "Cue"]
    assert {"Person", "Position", "Country or city", "Date", "Event", "Other"} <= set(buttons)
    assert buttons[-2:] == ["Attribution", "Doubt"]


def test_a_click_asks_for_the_label(dressed: object, qtbot: QtBot, scheme: Scheme) -> None:
    bar = palette(qtbot, scheme, 1600)
    button = next(b for b in bar.findChildren(SignButton) if b.text() == "Country or city")
    with qtbot.waitSignal(bar.label_wanted) as wanted:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wanted.args == ["entity", "GPE"]


def test_families_fold_where_it_is_narrow_and_everything_stays_in_reach(
    dressed: object, qtbot: QtBot, scheme: Scheme
) -> None:
    bar = palette(qtbot, scheme, 760)
    names = shown(bar)
    assert "Places" in names
    assert "Country or city" not in names
    width = sum(b.sizeHint().width() + 2 for b in bar.findChildren(SignButton) if b.isVisibleTo(bar))
    assert width <= 760
    bar.resize(1600, 47)
    assert "Places" not in shown(bar)


def test_labels_without_a_key_are_in_the_menu_of_the_others(dressed: object, qtbot: QtBot, scheme: Scheme) -> None:
    names = [label.name for label in palette(qtbot, scheme, 1600).other_labels()]
    assert "MONEY" in names
    assert "PRODUCT" not in names
