"""The section Referents: counts, search, mentions in context, renaming, merging, Wikidata."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from annotator.operations import referents
from annotator.operations.session import Session
from annotator.ui.dialogs.referentchoice import ReferentSheet
from annotator.ui.dialogs.referentedit import ReferentEdit
from annotator.ui.dialogs.textsheet import TextSheet
from annotator.ui.referents.view import ReferentsView
from annotator.ui.window import Window


@pytest.fixture
def session(window: Window) -> Session:
    found = window.corpora.session
    assert isinstance(found, Session)
    return found


@pytest.fixture
def view(window: Window, session: Session) -> ReferentsView:
    """The section, on a corpus that names the minister once, and a union nowhere."""
    document = window.reader.document
    assert document is not None
    minister = referents.make(session, "ليلى حداد", "PERS")
    referents.make(session, "النقابة", "ORG")
    source = next(a for a in document.annotations.values() if a.layer == "source")
    referents.link(session, document, [source.id], minister.id)
    window.run("section.referents")
    made = window.findChild(ReferentsView)
    assert made is not None
    made.finish_reading()
    return made


def names(view: ReferentsView) -> list[str]:
    return [use.referent.name for use in view.uses.uses]


def test_the_most_frequent_comes_first_with_its_mentions(view: ReferentsView, window: Window) -> None:
    assert names(view) == ["ليلى حداد", "النقابة"]
    (first, second) = view.uses.uses
    assert (first.mentions, first.documents, second.mentions) == (1, 1, 0)
    (place,) = view.places.rows
    assert place.text.text == "وزيرة الزراعة ليلى حداد"
    view.places.opened.emit(0)
    assert window.reader.isVisible()
    assert window.reader.chosen is not None


def test_names_variants_and_kinds_are_searched(view: ReferentsView) -> None:
    view.search.setText("وزيره")
    assert names(view) == ["ليلى حداد"]
    view.search.setText("")
    kinds = view._kinds
    kinds.setCurrentIndex(kinds.findData("ORG"))
    assert names(view) == ["النقابة"]
    kinds.setCurrentIndex(0)


def test_a_referent_is_renamed_and_the_list_follows(view: ReferentsView) -> None:
    QTest.keyClick(view.uses, Qt.Key.Key_Return)
    sheet = view.findChild(ReferentEdit)
    assert sheet is not None
    sheet.changed.emit("الوزيرة ليلى حداد", "PERS")
    view._refresh()
    assert "الوزيرة ليلى حداد" in names(view)


def test_two_are_merged_and_separated(view: ReferentsView, session: Session) -> None:
    one, other = (use.referent for use in view.uses.uses)
    button = next(b for b in view.findChildren(QPushButton) if b.text() == "Merge with another…")
    button.click()
    sheet = view.findChild(ReferentSheet)
    assert sheet is not None
    sheet.field.setText(other.name)
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    QApplication.processEvents()
    view._refresh()
    assert names(view) == [one.name]
    referents.separate(session, other.id)
    view._refresh()
    assert len(names(view)) == 2


def test_wikidata_is_named_and_taken_back(view: ReferentsView, session: Session) -> None:
    button = next(b for b in view.findChildren(QPushButton) if b.text() == "Wikidata…")
    marked = view.uses.current
    assert marked is not None
    for text, stored in (("https://www.wikidata.org/wiki/Q44269", "Q44269"), ("", None)):
        button.click()
        sheet = view.findChildren(TextSheet)[-1]
        sheet.field.setPlainText(text)
        QTest.keyClick(sheet.field, Qt.Key.Key_Return)
        QApplication.processEvents()
        assert session.corpus.referents()[marked].wikidata == stored


def test_it_is_said_and_painted_anew(view: ReferentsView, window: Window) -> None:
    light = view.grab().toImage()
    window.run("appearance.dark")
    assert view.grab().toImage() != light
    window.run("language.ar")
    assert view.search.placeholderText() != "Search names"
    window.run("language.en")
