from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from annotator.operations import attribution
from annotator.ui.panels.cardview import CardView
from annotator.ui.panels.chips import Chip
from annotator.ui.panels.inspector import Inspector
from annotator.ui.panels.keyrows import KeyRowButton
from annotator.ui.panels.links import LinkButton
from annotator.ui.panels.modeview import ModeFoot
from annotator.ui.panels.questionrow import QuestionRow
from annotator.ui.theme import LIGHT
from tests.operations.desk import Desk


@pytest.fixture
def inspector(article: Desk, qtbot: QtBot) -> Inspector:
    made = Inspector(theme=LIGHT)
    qtbot.addWidget(made)
    made.resize(306, 780)
    made.show()
    made.activateWindow()
    made.show_annotation(article.document, article.document.claims()[0])
    made.settle()
    return made


def press(target: object, text: str = "", key: int = 0) -> None:
    assert isinstance(target, QuestionRow)
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
    QApplication.sendEvent(target, event)


def test_the_card_is_built_after_the_article_was_painted(inspector: Inspector, article: Desk, qtbot: QtBot) -> None:
    shown = inspector.card
    inspector.show_annotation(article.document, None)
    assert inspector.card is shown
    qtbot.waitUntil(lambda: inspector.card is not shown, timeout=20_000)


def test_a_link_of_the_chain_leads_to_its_source(inspector: Inspector, article: Desk, qtbot: QtBot) -> None:
    source = next(a for a in article.document.annotations.values() if a.layer == "source")
    with qtbot.waitSignal(inspector.link_activated) as activated:
        inspector.findChildren(LinkButton)[0].click()
    assert activated.args == [source.id]


def test_a_chip_answers_and_a_second_click_takes_it_back(inspector: Inspector, article: Desk, qtbot: QtBot) -> None:
    claim = article.document.claims()[0]
    chip = next(chip for chip in inspector.findChildren(Chip) if chip.value == "direct")
    with qtbot.waitSignal(inspector.attribute_given) as given:
        chip.click()
    assert given.args == [claim.id, "quote_type", "direct"]
    held = next(chip for chip in inspector.findChildren(Chip) if chip.isChecked())
    with qtbot.waitSignal(inspector.attribute_given) as given:
        held.click()
    assert given.args is not None
    assert given.args[2] == ""


def test_numbers_answer_and_go_to_the_next_question(inspector: Inspector, qtbot: QtBot) -> None:
    view = inspector.findChild(CardView)
    assert view is not None
    stance = next(row for row in view.questions if row.question.name == "stance")
    with qtbot.waitSignal(inspector.attribute_given) as given:
        press(stance, "٢")
    assert given.args is not None
    assert given.args[1:] == ["stance", "deny"]


def test_enter_confirms_what_is_proposed(inspector: Inspector, qtbot: QtBot) -> None:
    view = inspector.findChild(CardView)
    assert view is not None
    stance = next(row for row in view.questions if row.question.name == "stance")
    with qtbot.waitSignal(inspector.attribute_given) as given:
        press(stance, key=Qt.Key.Key_Return)
    assert given.args is not None
    assert given.args[1:] == ["stance", "assert"]


def test_escape_gives_the_keyboard_back(inspector: Inspector, qtbot: QtBot) -> None:
    view = inspector.findChild(CardView)
    assert view is not None
    with qtbot.waitSignal(inspector.left):
        press(view.questions[0], key=Qt.Key.Key_Escape)


def test_a_note_is_told_once(inspector: Inspector, qtbot: QtBot) -> None:
    note = inspector.findChild(QPlainTextEdit)
    assert note is not None
    note.setPlainText("هل هذا توقع؟")
    told: list[str] = []
    inspector.note_given.connect(lambda _owner, text: told.append(text))
    note.store()  # type: ignore[attr-defined]
    note.store()  # type: ignore[attr-defined]
    assert told == ["هل هذا توقع؟"]


def test_the_keys_of_the_a_flow_can_be_clicked(inspector: Inspector, article: Desk, qtbot: QtBot) -> None:
    claim = article.document.claims()[0]
    candidates = attribution.candidate_sources(article.document, claim)
    inspector.show_attributing(article.document, claim, candidates, attribution.guess(article.document, claim))
    inspector.settle()
    rows = inspector.findChildren(KeyRowButton)
    with qtbot.waitSignal(inspector.link_activated) as taken:
        rows[0].click()
    assert taken.args == [candidates[0].id]
    with qtbot.waitSignal(inspector.key_wanted) as wanted:
        next(row for row in rows if row.text() == "unstated").click()
    assert wanted.args == ["U"]


def test_nothing_from_an_article_is_read_as_markup(inspector: Inspector) -> None:
    assert {label.textFormat() for label in inspector.findChildren(QLabel)} == {Qt.TextFormat.PlainText}


def test_the_scroll_bar_never_leans_against_what_is_shown(inspector: Inspector, article: Desk, qtbot: QtBot) -> None:
    inspector.resize(300, 220)
    inspector.show_annotation(article.document, next(iter(article.document.annotations.values())))
    inspector.settle()
    inspector.show()
    bar, view = inspector._scroll.verticalScrollBar(), inspector._scroll.widget()
    qtbot.waitUntil(bar.isVisible)
    layout = view.layout() if view is not None else None
    assert view is not None and layout is not None
    shown = layout.contentsRect().translated(view.mapTo(inspector, QPoint(0, 0)))
    left = bar.mapTo(inspector, QPoint(0, 0)).x()
    assert left - shown.right() >= 10
    assert shown.left() == 20


def test_what_ends_a_mode_stands_at_the_foot_in_the_place_of_what_space_goes_to(
    inspector: Inspector, article: Desk
) -> None:
    document = article.document
    claim = document.claims()[0]
    inspector.resize(306, 320)
    inspector.show_next_open("Claim 2")
    inspector.show_attributing(
        document, claim, attribution.candidate_sources(document, claim), attribution.Chain(claim.id)
    )
    inspector.settle()
    QApplication.processEvents()
    (foot,) = inspector.findChildren(ModeFoot)
    rows = [button for button in foot.findChildren(QAbstractButton) if button.isVisible()]
    assert len(rows) == 3
    assert foot.geometry().bottom() <= inspector.rect().bottom()
    assert not inspector._foot.isVisible()
    pressed: list[str] = []
    inspector.key_wanted.connect(pressed.append)
    for row in rows:
        row.click()
    assert pressed == ["Enter", "Shift+Enter", "Esc"]
    inspector.show_annotation(document, claim)
    inspector.settle()
    QApplication.processEvents()
    assert inspector._foot.isVisible()
