"""Nothing in the window or its dialogs is without a name, out of reach of the keyboard, or focused unseen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFrame,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QSplitterHandle,
    QWidget,
)

from annotator.operations.corpora import sample_corpus
from annotator.ui import taborder
from annotator.ui.dialogs.assigning import AssignSheet
from annotator.ui.dialogs.importing import ImportSheet
from annotator.ui.dialogs.newcorpus import NewCorpus
from annotator.ui.dialogs.people import PeopleSheet
from annotator.ui.dialogs.rulecard import RuleCard
from annotator.ui.panels.links import LinkButton
from annotator.ui.sections import SECTIONS
from tests.journeys.hands import Analyst

_SHEETS = (
    "view.commands", "view.annotations", "help.keys", "help.first_steps", "help.about", "corpus.new", "corpus.export",
    "corpus.annotator", "corpus.settings", "corpus.people", "corpus.scheme", "corpus.split", "corpus.bundle",
    "corpus.duplicates", "corpus.import",
)  # fmt: skip
# Drawn by their owners, and named by them.
_PARTS = (QScrollBar, QMenu, QSplitterHandle)


def inside(top: QWidget) -> Iterator[QWidget]:
    """Every widget that can be seen in one, itself included."""
    for widget in (top, *top.findChildren(QWidget)):
        inner = widget.objectName().startswith("qt_")
        if widget.isVisible() and not inner and not isinstance(widget, _PARTS):
            yield widget


def can_be_used(widget: QWidget) -> bool:
    """Whether somebody can put the keyboard there or press it."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) or isinstance(widget, QAbstractButton)


def nameless(top: QWidget) -> list[str]:
    """What can be used and has no name or no role for a screen reader."""
    found = []
    for widget in inside(top):
        heard = QAccessible.queryAccessibleInterface(widget)
        if can_be_used(widget) and (not heard.text(QAccessible.Text.Name) or heard.role() == QAccessible.Role.NoRole):
            found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


@pytest.fixture
def at_work(analyst: Analyst) -> Analyst:
    """Somebody who has marked an attribution, its claim chosen, so that every panel has something to show."""
    analyst.go_to("أعلن")
    analyst.press("Q", "Ctrl+Left", "S", ".", "Ctrl+Left", "Ctrl+Left", "C")
    QApplication.processEvents()
    analyst.window.inspector.settle()
    return analyst


@pytest.fixture(params=_SHEETS)
def sheet(at_work: Analyst, request: pytest.FixtureRequest) -> Iterator[QWidget]:
    """Each dialog in turn, open."""
    at_work.window.run(request.param)
    QApplication.processEvents()
    opened = [
        widget
        for widget in at_work.window.findChildren(QWidget)
        if widget.isVisible() and widget.isWindow() and isinstance(widget, QDialog | QFrame)
    ]
    assert opened
    yield opened[0]
    opened[0].close()


def test_everything_in_the_window_has_a_name(at_work: Analyst) -> None:
    assert nameless(at_work.window) == []


@pytest.mark.parametrize("section", [section.id for section in SECTIONS])
def test_everything_in_the_sections_has_a_name(at_work: Analyst, section: str) -> None:
    at_work.window.run(f"section.{section}")
    QApplication.processEvents()
    assert nameless(at_work.window) == []


@pytest.mark.parametrize("action", ["work.check_all", "work.comment", "work.comments", "move.history"])
def test_everything_in_the_dialogs_of_the_desk_has_a_name(at_work: Analyst, action: str) -> None:
    at_work.window.perform(action)
    QApplication.processEvents()
    opened: list[QWidget] = [w for w in at_work.window.findChildren(QDialog) if w.isVisible()]
    for widget in opened or [at_work.window]:
        assert nameless(widget) == []
        widget.close()


def test_everything_in_the_dialogs_has_a_name(sheet: QWidget) -> None:
    assert nameless(sheet) == []


def test_everything_in_dialogs_of_dialogs_has_a_name(at_work: Analyst) -> None:
    """Giving out work, bringing in articles, and the rule card."""
    window = at_work.window
    window.run("corpus.people")
    window.findChildren(PeopleSheet)[-1].assign.click()
    window.corpora.take_dropped([sample_corpus()])
    window.perform("help.rule")
    for kind in (AssignSheet, ImportSheet, RuleCard):
        sheet = window.findChildren(kind)[-1]
        assert sheet.isVisible()
        assert nameless(sheet) == []
        sheet.close()


def test_tab_goes_through_everything_in_a_dialog_in_reading_order(sheet: QWidget) -> None:
    met = tabbed_through(sheet)
    assert set(met) == set(taborder.stops(sheet))
    places = [place_of(widget, sheet) for widget in met]
    # From the first line to the last, from the reading side in each line; a second column, and the buttons below it.
    falls = sum(after < before for before, after in pairwise(places))
    assert falls <= 2, places


def test_whoever_has_the_focus_is_seen_to_have_it(sheet: QWidget) -> None:
    unseen = []
    for widget in taborder.stops(sheet):
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        focused = picture(widget)
        widget.clearFocus()
        QApplication.processEvents()
        if picture(widget) == focused:
            unseen.append(f"{type(widget).__name__} {widget.accessibleName()}")
    assert unseen == []


def test_enter_presses_the_button_that_has_the_keyboard(at_work: Analyst) -> None:
    at_work.window.run("corpus.new")
    QApplication.processEvents()
    sheet = at_work.window.findChildren(NewCorpus)[-1]
    cancel = taborder.stops(sheet)[-1]
    assert isinstance(cancel, QPushButton)
    assert not cancel.isDefault()
    cancel.setFocus()
    QTest.keyClick(cancel, Qt.Key.Key_Return)
    assert not sheet.isVisible()


def test_enter_presses_the_buttons_of_the_window(at_work: Analyst) -> None:
    window = at_work.window
    window.activateWindow()
    asked: list[str] = []
    window.documents.import_wanted.disconnect()
    window.documents.import_wanted.connect(lambda: asked.append("import"))
    button = next(b for b in window.documents.findChildren(QPushButton) if b.isVisible())
    button.setFocus()
    assert button.hasFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert asked == ["import"]


def test_tab_reaches_everything_in_the_inspector_and_enter_presses_it(at_work: Analyst) -> None:
    inspector, reader = at_work.window.inspector, at_work.window.reader
    at_work.press("Enter")
    met: list[QWidget] = []
    while (focused := QApplication.focusWidget()) is not None and focused not in met:
        met.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        QApplication.processEvents()
    usable = [w for w in inside(inspector) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert set(met) >= {w for w in usable if w.isEnabled()}
    link = next(widget for widget in met if isinstance(widget, LinkButton))
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Return)
    assert reader.chosen == link.link.annotation
    assert QApplication.focusWidget() is reader


def test_the_keyboard_stays_in_a_card_that_is_built_anew(at_work: Analyst) -> None:
    inspector = at_work.window.inspector
    at_work.press("S", "Shift+Enter")
    note = QApplication.focusWidget()
    assert isinstance(note, QPlainTextEdit)
    note.setPlainText("من هو بالضبط؟")
    QTest.keyClick(note, Qt.Key.Key_Backtab)
    inspector.settle()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert inspector.isAncestorOf(focused)
    assert [a.note for a in at_work.document.annotations.values() if a.note] == ["من هو بالضبط؟"]


def test_a_note_is_written_by_keys_also_where_the_inspector_was_sent_away(at_work: Analyst) -> None:
    at_work.window.run("view.inspector")
    assert not at_work.window.inspector.isVisible()
    at_work.press("Shift+Enter")
    note = QApplication.focusWidget()
    assert isinstance(note, QPlainTextEdit)
    note.setPlainText("رقم لم يؤكده أحد")
    QTest.keyClick(note, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is at_work.window.reader
    assert at_work.document.annotations[at_work.window.reader.chosen or ""].note == "رقم لم يؤكده أحد"  # type: ignore[index]


def test_f6_goes_through_the_panels_and_comes_back(at_work: Analyst) -> None:
    window = at_work.window
    window.reader.setFocus()
    met = []
    for _step in range(5):
        window.run("view.next_panel")
        focused = QApplication.focusWidget()
        assert focused is not None
        met.append(type(focused).__name__)
        if focused is window.reader:
            break
    assert QApplication.focusWidget() is window.reader
    assert len(met) >= 3


def tabbed_through(top: QWidget) -> list[QWidget]:
    """What Tab goes through until it comes round, from what has the keyboard first."""
    met: list[QWidget] = []
    taborder.stops(top)[0].setFocus()
    while (focused := top.focusWidget()) is not None and focused not in met:
        met.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        QApplication.processEvents()
    return met


def place_of(widget: QWidget, top: QWidget) -> tuple[int, int]:
    """Line and distance from the reading side, in steps that forgive what is not quite on one line."""
    area: QWidget | None = widget.parentWidget()
    while area is not None and area is not top and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    scrolled = area.verticalScrollBar().value() if isinstance(area, QScrollArea) else 0
    centre = widget.mapTo(top, widget.rect().center())
    rtl = top.layoutDirection() is Qt.LayoutDirection.RightToLeft
    return (centre.y() + scrolled) // 20, top.width() - centre.x() if rtl else centre.x()


def picture(widget: QWidget) -> QImage:
    """The widget as it is seen."""
    return widget.grab().toImage()
