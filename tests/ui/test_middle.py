"""The middle of the window: another section takes the room of reader and inspector, and gives it back."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from annotator.model.changes import ChangeSet
from annotator.model.identity import DocumentId
from annotator.operations.session import Session
from annotator.ui import menus, middle, sections
from annotator.ui.panels import sectiontabs, topbar
from annotator.ui.sections import READING, SECTIONS, Section
from annotator.ui.sectionview import SectionView
from annotator.ui.theme import Theme
from annotator.ui.window import Window
from annotator.ui.work.surroundings import Surroundings


class Maps(SectionView):
    """A section that keeps what it was told."""

    def __init__(self, session: Session, window: Surroundings, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(session, window, theme=theme, parent=parent)
        self.told: list[object] = []

    def opened(self) -> None:
        self.told.append("opened")

    def closed(self) -> None:
        self.told.append("closed")

    def changed(self, changes: ChangeSet) -> None:
        self.told.append(changes.gesture if hasattr(changes, "gesture") else "changed")

    def take_document(self, document: DocumentId) -> bool:
        self.told.append(document)
        return True


class Sided(Maps):
    """A section with a panel of its own in the place of the documents."""

    def __init__(self, session: Session, window: Surroundings, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(session, window, theme=theme, parent=parent)
        self.side = QLabel("cases")


@pytest.fixture(autouse=True)
def two_more(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two sections beside those of the program."""
    table = (
        *SECTIONS,
        Section("maps", "Maps", "Ctrl+8", f"{__name__}:Maps"),
        Section("sided", "Sided", "Ctrl+9", f"{__name__}:Sided"),
    )
    for module in (sections, menus, middle, topbar, sectiontabs):
        if hasattr(module, "SECTIONS"):
            monkeypatch.setattr(module, "SECTIONS", table)
    more = tuple(
        menus.Command(f"section.{s.id}", s.text, menus.Section.VIEW, s.shortcut, choice="section") for s in table[-2:]
    )
    monkeypatch.setattr(menus, "COMMANDS", (*menus.COMMANDS, *more))
    assert sys.modules[__name__]
    yield


def shown(window: Window, kind: type[Maps]) -> Maps:
    """The view of a section, made by going there."""
    view = window.findChild(kind)
    assert view is not None
    return view


def test_a_section_takes_the_room_and_reading_gets_it_back_as_it_was(window: Window) -> None:
    before = window.grab().toImage()
    window.run("section.maps")
    view = shown(window, Maps)
    assert view.isVisible()
    assert not window.reader.isVisible()
    assert not window.inspector.isVisible()
    assert not window.palette_bar.isVisible()
    assert window.documents.isVisible()
    assert view.width() > window.documents.width()
    window.run("section.reading")
    assert view.told[:2] == ["opened", "closed"]
    assert window.reader.isVisible()
    assert window.grab().toImage() == before


def test_a_section_may_bring_a_side_panel_of_its_own(window: Window) -> None:
    window.run("section.sided")
    side = shown(window, Sided).side
    assert side is not None
    assert side.isVisible()
    assert not window.documents.isVisible()
    window.run("section.maps")
    assert window.documents.isVisible()
    assert not side.isVisible()


def test_a_document_of_the_list_goes_to_the_section_and_other_ways_lead_to_reading(window: Window) -> None:
    window.run("section.maps")
    chosen = window.documents.chosen
    assert chosen is not None
    window.documents.document_wanted.emit(chosen)
    assert chosen in shown(window, Maps).told
    assert not window.reader.isVisible()
    window.open_document(DocumentId(chosen))
    assert window.reader.isVisible()


def test_what_is_written_is_told_to_a_section_that_is_not_shown(window: Window) -> None:
    window.run("section.maps")
    view = shown(window, Maps)
    window.run("section.reading")
    known = len(view.told)
    window.perform("move.next")
    window.perform("label.erase")
    assert len(view.told) > known


def test_escape_and_an_act_of_annotating_lead_back_to_reading(window: Window) -> None:
    window.run("section.maps")
    QTest.keyClick(shown(window, Maps), Qt.Key.Key_Escape)
    assert window.reader.isVisible()
    window.run("section.maps")
    window.perform("move.next")
    assert window.reader.isVisible()
    assert window.reader.chosen is not None


def test_a_panel_sent_away_stays_away_through_other_sections(window: Window) -> None:
    window.run("view.inspector")
    window.run("section.maps")
    window.run("section.reading")
    assert window.inspector.isHidden()
    assert window.memory.settings.panels[2] == 0


def test_without_a_corpus_there_is_only_reading(window: Window) -> None:
    window.run("section.maps")
    window.corpora.close()
    assert window.reader.isVisible()
    assert window.findChild(Maps) is None or window.findChild(Maps).isHidden()  # type: ignore[union-attr]
    window.run("section.maps")
    assert window.reader.isVisible()


def test_while_something_is_written_there_is_only_reading(window: Window) -> None:
    window.set_reading_only(True)
    window.run("section.maps")
    assert window.reader.isVisible()
    window.set_reading_only(False)
    window.run("section.maps")
    assert not window.reader.isVisible()


def test_reading_is_the_first_section_of_the_window(window: Window) -> None:
    assert window.findChild(middle.Middle).section == READING  # type: ignore[union-attr]
