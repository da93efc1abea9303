"""Nothing in the window or its dialogs is without a name, out of reach of the keyboard, or focused unseen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFrame,
    QMenu,
    QScrollBar,
    QSplitterHandle,
    QWidget,
)

from annotator.operations.corpora import sample_corpus
from annotator.ui.dialogs.assigning import AssignSheet
from annotator.ui.dialogs.importing import ImportSheet
from annotator.ui.dialogs.people import PeopleSheet
from annotator.ui.dialogs.rulecard import RuleCard
from annotator.ui.sections import SECTIONS
from tests.journeys.hands import Analyst

_SHEETS = (
    "view.commands", "view.annotations", "help.keys", "help.first_steps", "help.about", "corpus.new", "corpus.export",
    "corpus.annotator", "corpus.settings", "corpus.people", "corpus.scheme", "corpus.split", "corpus.bundle",
    "corpus.duplicates",
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
    takes_keys = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
    return bool(takes_keys) or isinstance(widget, QAbstractButton)


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


def test_the_focus_goes_through_a_dialog_from_top_to_bottom(sheet: QWidget) -> None:
    stops = [widget for widget in chain_of(sheet) if widget.isEnabled()]
    heights = [widget.mapTo(sheet, widget.rect().topLeft()).y() for widget in stops]
    # Back to the top once at most: where the field that is meant first stands lower.
    falls = sum(after < before - 12 for before, after in pairwise(heights))
    assert falls <= 1


def test_whoever_has_the_focus_is_seen_to_have_it(sheet: QWidget) -> None:
    unseen = []
    for widget in chain_of(sheet):
        if not isinstance(widget, QAbstractButton) or not widget.isEnabled():
            continue
        widget.clearFocus()
        QApplication.processEvents()
        before = picture(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        if widget.hasFocus() and picture(widget) == before:
            unseen.append(f"{type(widget).__name__} “{widget.text()}”")
    assert unseen == []


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


def chain_of(top: QWidget) -> list[QWidget]:
    """What Tab goes through, in its order."""
    found, widget = [], top.nextInFocusChain()
    while widget is not top and widget is not None:
        usable = widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if usable and top.isAncestorOf(widget) and widget.focusProxy() is None:
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def picture(widget: QWidget) -> QImage:
    """The widget as it is seen."""
    return widget.grab().toImage()
