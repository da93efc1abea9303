"""The dialog of the scheme: labels and questions, saved as one act."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.model.scheme import ENTITY_LAYER, Scheme
from annotator.operations import takeback
from annotator.ui.dialogs.schemesheet import LabelRow, SchemeSheet
from annotator.ui.theme import LIGHT
from annotator.ui.window import Window


def sheet_of(scheme: Scheme, qtbot: QtBot) -> SchemeSheet:
    """The dialog, shown."""
    sheet = SchemeSheet(scheme, theme=LIGHT, parent=None)
    qtbot.addWidget(sheet)
    sheet.show()
    return sheet


def row_of(sheet: SchemeSheet, name: str) -> LabelRow:
    """The fields of a label."""
    return next(row for row in sheet.rows if row.label.name == name)


def test_a_label_is_switched_on_and_saved(dressed: object, qtbot: QtBot, scheme: Scheme) -> None:
    sheet = sheet_of(scheme, qtbot)
    row_of(sheet, "PRODUCT").shown.setChecked(True)
    with qtbot.waitSignal(sheet.saved) as saved:
        sheet.save()
    assert saved.args[0].label(ENTITY_LAYER, "PRODUCT").in_palette


def test_a_key_that_does_something_else_is_refused_with_its_name(dressed: object, qtbot: QtBot, scheme: Scheme) -> None:
    sheet = sheet_of(scheme, qtbot)
    row_of(sheet, "PRODUCT").key.setText("A")
    row_of(sheet, "PRODUCT").shown.setChecked(True)
    sheet.save()
    assert sheet.isVisible()
    assert "A" in sheet.problem.text()


def test_nothing_is_saved_where_nothing_was_changed(dressed: object, qtbot: QtBot, scheme: Scheme) -> None:
    sheet = sheet_of(scheme, qtbot)
    with qtbot.assertNotEmitted(sheet.saved):
        sheet.save()


def test_the_window_takes_a_new_label_at_once_and_gives_it_back(window: Window, qtbot: QtBot) -> None:
    session = window.corpora.session
    assert session is not None
    window.run("corpus.scheme")
    sheet = window.findChild(SchemeSheet)
    assert isinstance(sheet, SchemeSheet)
    sheet.new_name.setText("ship")
    sheet.new_name.setFocus()
    QTest.keyClick(sheet.new_name, Qt.Key.Key_Return)
    assert sheet.isVisible()
    row = row_of(sheet, "SHIP")
    row.arabic.setText("سفينة")
    row.english.setText("Ship")
    row.key.setText("b")
    sheet.save()
    assert session.scheme.label(ENTITY_LAYER, "SHIP").key == "B"
    window.reader.place_caret(1)
    window.perform("label.entity.SHIP")
    document = window.reader.document
    assert document is not None
    assert "SHIP" in [annotation.label for annotation in document.annotations.values()]
    window.perform("label.erase")
    act = takeback.latest_of_several(session)
    assert act is not None
    takeback.take_back(session, act)
    assert "SHIP" not in {label.name for label in session.scheme.layer(ENTITY_LAYER).labels}
