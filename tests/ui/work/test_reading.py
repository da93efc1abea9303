"""What a person does around the article: look, find, jump, cite, say what a paragraph is, go on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from annotator import language
from annotator.model.span import Span
from annotator.operations.opendocument import OpenDocument
from annotator.operations.settings import Settings
from annotator.ui.memory import Memory
from annotator.ui.panels.gobar import Kind
from annotator.ui.panels.signbutton import SignButton
from annotator.ui.reader.filtering import Filter
from annotator.ui.theme import DARK
from annotator.ui.window import Window
from annotator.ui.work.reading import Reading
from tests.operations.desk import HUDA, Desk

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def document(window: Window) -> OpenDocument:
    """The open article."""
    assert window.reader.document is not None
    return window.reader.document


@pytest.fixture
def reading(window: Window) -> Reading:
    """What stands around the reader."""
    assert window._desk is not None
    return window._desk._reading


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    language.use("en")
    yield
    language.use("en")


def press(window: Window, key: Qt.Key, text: str = "", *, held: Qt.KeyboardModifier = NONE) -> None:
    QApplication.sendEvent(window.reader, QKeyEvent(QEvent.Type.KeyPress, key, held, text))
    QApplication.processEvents()


def type_into(reading: Reading, key: Qt.Key, *, held: Qt.KeyboardModifier = NONE) -> None:
    QApplication.sendEvent(reading.finding.bar.field, QKeyEvent(QEvent.Type.KeyPress, key, held))


# ---------------------------------------------------------------------- manners and filters


def test_f10_shows_the_dense_view_and_the_calm_one_again_and_it_is_remembered(window: Window) -> None:
    press(window, Qt.Key.Key_F10)
    assert _manner(window) == "dense"
    assert window.memory.settings.manner == "dense"
    press(window, Qt.Key.Key_F10, held=CONTROL)
    assert _manner(window) == "cards"
    press(window, Qt.Key.Key_F10, held=CONTROL)
    assert _manner(window) == "calm"


def test_what_is_hidden_is_told_in_the_status_line_and_struck_out_in_the_palette(
    window: Window, reading: Reading
) -> None:
    reading.looking.set_filter(Filter().toggled("claim", ["Claim"]))
    assert window.status.badges.text_of("hidden labels") == "1 label is hidden"
    claim = window.palette_bar._buttons["claim", "Claim"]
    assert _is_struck(claim)
    window.status.badges.click("hidden labels")
    assert window.status.badges.text_of("hidden labels") == ""
    assert not _is_struck(claim)
    assert window.reader.filter == Filter()


def test_a_label_is_hidden_from_its_button_in_the_palette(window: Window, reading: Reading) -> None:
    button = next(b for b in window.palette_bar.findChildren(SignButton) if b.text() == "Source" and b.isVisible())
    at = button.geometry().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, window.palette_bar.mapToGlobal(at))
    QApplication.sendEvent(window.palette_bar, event)
    menu = reading.looking._menu
    assert menu is not None
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Hide “Source”",
        "Show only “Source”",
        "Show all labels",
    ]
    menu.actions()[1].trigger()
    menu.close()
    assert not window.reader.filter.hides_label("source", "Source")
    assert window.reader.filter.hides_label("entity", "PERS")


def test_the_menu_of_labels_ticks_what_is_shown(window: Window, reading: Reading) -> None:
    reading.looking.set_filter(Filter().toggled("entity", ["DATE"]))
    window.perform("look.filter")
    menu = reading.looking._menu
    assert menu is not None
    inner = next(action.menu() for action in menu.actions() if isinstance(action.menu(), QMenu))
    assert isinstance(inner, QMenu)
    ticks = {action.text(): action.isChecked() for action in inner.actions() if action.isCheckable()}
    assert ticks["Date"] is False
    assert ticks["Person"] is True
    menu.close()


def test_what_is_chosen_is_shown_again(window: Window, reading: Reading, document: OpenDocument) -> None:
    reading.looking.set_filter(Filter().toggled("claim", ["Claim"]).toggled("cue", ["Cue"]))
    window.reader.choose(document.claims()[0].id)
    assert not window.reader.filter.hides_label("claim", "Claim")
    assert window.reader.filter.hides_label("cue", "Cue")


def test_walking_from_annotation_to_annotation_passes_over_what_is_hidden(
    window: Window, reading: Reading, document: OpenDocument
) -> None:
    reading.looking.set_filter(Filter().toggled("source", ["Source"]).toggled("cue", ["Cue"]))
    window.reader.place_caret(0)
    for _ in range(4):
        window.perform("move.next")
        assert window.reader.chosen is not None
        assert document.annotations[window.reader.chosen].layer == "claim"


# ---------------------------------------------------------------------- hidden characters, directions


def test_a_turned_paragraph_is_remembered_and_turned_back_forgotten(window: Window, document: OpenDocument) -> None:
    window.reader.place_caret(document.paragraphs[1].start)
    text = document.text
    window.perform("look.direction")
    assert dict(window.reader.directions) == {1: "ltr"}
    assert window.memory.settings.directions == {document.document.id: {"1": "ltr"}}
    assert window._desk is not None
    window._desk.open(document.document.id)
    assert dict(window.reader.directions) == {1: "ltr"}
    window.perform("look.direction")
    assert window.memory.settings.directions == {}
    assert document.text == text


def test_suspicious_characters_have_a_badge_that_leads_to_them_in_turn(
    tmp_path: Path, dressed: QApplication, qtbot: QtBot
) -> None:
    # The minister announced the budget.
    text = "أعلن الوزير\u200b الموازنة\u202e الجديدة"
    desk = Desk(tmp_path, text)
    desk.session.close()
    window = Window(Memory(Settings(language="en", handle=HUDA.handle, name="Huda", welcomed=True)))
    qtbot.addWidget(window)
    window.show()
    assert window.corpora.open_path(desk.path)
    window.reader.place_caret(0)
    assert window.status.badges.text_of("suspicious") == "2 suspicious characters"
    assert not _marks_unseen(window)
    window.status.badges.click("suspicious")
    assert _marks_unseen(window)
    assert window.reader.caret == text.index("\u200b") + 1
    assert "ZERO WIDTH SPACE: U+200B" in window.status.text
    window.status.badges.click("suspicious")
    assert window.reader.caret == text.index("\u202e") + 1
    window.status.badges.click("suspicious")
    assert window.reader.caret == text.index("\u200b") + 1
    assert window.reader.document is not None
    assert window.reader.document.text == text
    window.corpora.close()


def test_nothing_suspicious_has_no_badge(window: Window) -> None:
    assert window.status.badges.text_of("suspicious") == ""
    window.perform("look.suspicious")
    assert "No suspicious character" in window.status.text


# ---------------------------------------------------------------------- finding


def test_the_article_is_searched_while_somebody_types(
    window: Window, reading: Reading, document: OpenDocument, qtbot: QtBot
) -> None:
    window.reader.place_caret(0)
    press(window, Qt.Key.Key_F, "\x06", held=CONTROL)
    bar = reading.finding.bar
    assert bar.isVisible()
    bar.field.setText("الوزيره")
    qtbot.waitUntil(lambda: bar.count_text == "1 of 1", timeout=2_000)
    bar.field.setText("ان")
    qtbot.waitUntil(lambda: bool(bar.count_text) and not bar.count_text.endswith("…"), timeout=2_000)
    first = window.reader.selection
    assert first is not None
    assert first.of(document.text) in ("إن", "أن")
    type_into(reading, Qt.Key.Key_Return)
    second = window.reader.selection
    assert second is not None
    assert second.start > first.start
    type_into(reading, Qt.Key.Key_F3, held=SHIFT)
    assert window.reader.selection == first
    type_into(reading, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert window.reader.selection == first
    press(window, Qt.Key.Key_F3)
    assert window.reader.selection == second


def test_what_is_not_there_is_said(window: Window, reading: Reading, qtbot: QtBot) -> None:
    window.perform("find.article")
    reading.finding.bar.field.setText("قمر صناعي")
    qtbot.waitUntil(lambda: reading.finding.bar.count_text == "nothing found", timeout=2_000)


def test_what_is_selected_is_looked_for(window: Window, reading: Reading, document: OpenDocument) -> None:
    start = document.text.index("المحصول")
    window.reader.select(Span(start, start + 7))
    window.perform("find.article")
    assert reading.finding.bar.field.text() == "المحصول"


def test_the_bar_is_put_away_with_its_article(window: Window, reading: Reading, document: OpenDocument) -> None:
    window.perform("find.article")
    assert window._desk is not None
    window._desk.open(document.document.id)
    assert reading.finding.bar.isHidden()


@pytest.mark.parametrize("written", ["2", "٢", "۲"])
def test_a_claim_is_reached_by_its_number_in_any_digits(
    window: Window, reading: Reading, document: OpenDocument, written: str
) -> None:
    press(window, Qt.Key.Key_G, "\x07", held=CONTROL)
    bar = reading.finding.go_bar
    bar.choose(Kind.CLAIM)
    bar.field.setText(written)
    QApplication.sendEvent(bar.field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, NONE))
    assert window.reader.chosen == document.claims()[1].id
    assert bar.isHidden()


def test_a_paragraph_is_reached_by_its_number_and_a_wrong_one_is_said(
    window: Window, reading: Reading, document: OpenDocument
) -> None:
    window.perform("move.go_to")
    bar = reading.finding.go_bar
    QApplication.sendEvent(bar.field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Tab, NONE))
    assert bar.kind is Kind.PARAGRAPH
    bar.field.setText("77")
    QApplication.sendEvent(bar.field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, NONE))
    assert "There is no paragraph 77" in window.status.text
    bar.field.setText("3")
    QApplication.sendEvent(bar.field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, NONE))
    assert window.reader.caret == document.paragraphs[2].start


# ---------------------------------------------------------------------- jumping


def test_first_letters_lead_to_a_word_and_enter_stays_there(window: Window, document: OpenDocument) -> None:
    window.reader.place_caret(0)
    press(window, Qt.Key.Key_Slash, "ظ")
    for letter in "خبر":
        press(window, Qt.Key(ord(letter)), letter)
    # «لخبراء السوق»: the ل is attached, the word begins after it.
    assert window.reader.caret == document.text.index("خبراء")
    press(window, Qt.Key.Key_Return, "\r")
    assert window.reader.caret == document.text.index("خبراء")
    press(window, Qt.Key.Key_P, "ح")
    assert [a.text(document.text) for a in document.annotations.values() if a.layer == "entity"] == ["خبراء"]


def test_latin_letters_stand_for_the_arabic_ones_on_their_keys(window: Window, document: OpenDocument) -> None:
    window.reader.place_caret(0)
    press(window, Qt.Key.Key_Slash, "/")
    press(window, Qt.Key.Key_P, "p")  # ح
    press(window, Qt.Key.Key_Y, "y")  # غ: no word begins with حغ
    press(window, Qt.Key.Key_Backspace)
    assert window.reader.caret == document.text.index("حداد")


def test_tab_goes_to_the_next_word_and_esc_back(window: Window, document: OpenDocument) -> None:
    window.reader.place_caret(3)
    press(window, Qt.Key.Key_Slash, "ظ")
    press(window, Qt.Key(ord("و")), "و")
    first = window.reader.caret
    press(window, Qt.Key.Key_Tab, "\t")
    assert window.reader.caret > first
    press(window, Qt.Key.Key_Escape)
    assert window.reader.caret == 3
    assert not document.unsure


# ---------------------------------------------------------------------- citing, zones, the menu


def test_the_chosen_attribution_is_copied_as_a_citation(window: Window, document: OpenDocument) -> None:
    window.reader.choose(document.claims()[0].id)
    press(window, Qt.Key.Key_C, "\x03", held=CONTROL | SHIFT)
    copied = QGuiApplication.clipboard().mimeData()
    assert "وزيرة الزراعة ليلى حداد" in copied.text()
    assert copied.text().startswith("\u2067")
    assert '<p dir="rtl">' in copied.html()


def test_the_template_of_the_settings_is_used(window: Window, document: OpenDocument) -> None:
    window.memory.change(citation="{claim}")
    window.reader.choose(document.claims()[0].id)
    window.perform("edit.cite")
    assert QGuiApplication.clipboard().text() == "\u2067\u2068إن المحصول تضاعف\u2069\u2069"


def test_the_selected_paragraphs_become_a_zone_and_are_muted_at_once(window: Window, document: OpenDocument) -> None:
    window.reader.select(Span(document.paragraphs[1].start + 3, document.paragraphs[2].start + 3))
    window.perform("zone.boilerplate")
    page = window.reader._page
    assert page is not None
    assert [page.blocks[n].style.muted for n in range(4)] == [False, True, True, False]
    assert "2 paragraphs: Boilerplate" in window.status.text
    window.perform("edit.undo")
    assert not any(block.style.muted for block in page.blocks)


def test_the_menu_under_the_pointer_has_what_can_be_done_there(
    window: Window, reading: Reading, document: OpenDocument
) -> None:
    claim = document.claims()[0]
    window.reader.place_caret(0)
    at = window.reader.rect_of(Span(claim.start, claim.start + 1)).center()
    _right_click(window, at)
    assert window.reader.chosen == claim.id
    names = _names(reading.menu)
    assert {"attribution.attribute", "label.doubt", "label.erase", "edit.cite", "border.stem"} <= names
    assert {"label.source.Source", "label.entity.PERS", "zone.headline", "look.direction", "find.article"} <= names
    assert "label.claim.Claim" not in names
    _trigger(reading.menu, "label.doubt")
    assert claim.id in document.unsure


def test_the_menu_marks_the_word_under_the_pointer(window: Window, reading: Reading, document: OpenDocument) -> None:
    start = document.text.index("سامي")
    at = window.reader.rect_of(Span(start + 1, start + 2)).center()
    _right_click(window, at)
    _trigger(reading.menu, "label.entity.PERS")
    assert "سامي" in [a.text(document.text) for a in document.annotations.values() if a.layer == "entity"]


def test_a_right_click_into_the_selection_keeps_it(window: Window, reading: Reading, document: OpenDocument) -> None:
    start = document.text.index("سامي عون")
    window.reader.select(Span(start, start + 8))
    _right_click(window, window.reader.rect_of(Span(start + 2, start + 3)).center())
    assert window.reader.selection == Span(start, start + 8)
    assert "edit.copy" in _names(reading.menu)


# ---------------------------------------------------------------------- going on


def test_reading_goes_on_where_it_stopped(window: Window, reading: Reading, document: OpenDocument) -> None:
    assert reading.resuming.pill.isHidden()
    window.reader.place_caret(document.paragraphs[2].start + 5)
    window.reader.place_caret(4)
    assert window._desk is not None
    window._desk.open(document.document.id)
    pill = reading.resuming.pill
    assert pill.isVisible()
    assert pill.text() == "Go on from paragraph 3"
    pill.click()
    assert window.reader.caret == document.paragraphs[2].start
    assert pill.isHidden()


def test_the_offer_goes_away_when_the_person_moves_on(window: Window, reading: Reading, document: OpenDocument) -> None:
    window.reader.place_caret(document.paragraphs[2].start)
    assert window._desk is not None
    window._desk.open(document.document.id)
    assert reading.resuming.pill.isVisible()
    press(window, Qt.Key.Key_Left)
    assert reading.resuming.pill.isHidden()
    press(window, Qt.Key.Key_Space, " ", held=SHIFT)
    assert window.reader.caret == document.paragraphs[2].start


@pytest.mark.parametrize("spoken", ["en", "ar"])
def test_the_bars_are_painted_in_both_themes_and_languages(window: Window, reading: Reading, spoken: str) -> None:
    window.set_language(spoken, arabic_digits=True)
    window.perform("find.article")
    light = reading.finding.bar.grab().toImage()
    window.set_theme(DARK)
    assert reading.finding.bar.grab().toImage() != light
    window.perform("move.go_to")
    assert not reading.finding.go_bar.grab().toImage().isNull()


def _manner(window: Window) -> str:
    return window.reader.manner.value


def _marks_unseen(window: Window) -> bool:
    return window.reader.shows_unseen


def _is_struck(button: SignButton) -> bool:
    return button._hidden


def _right_click(window: Window, at: QPoint) -> None:
    viewport = window.reader.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, viewport.mapToGlobal(at))
    QApplication.sendEvent(viewport, event)
    QApplication.processEvents()


def _every(menu: QMenu | None) -> Iterator[tuple[str, object]]:
    for action in menu.actions() if menu is not None else ():
        if action.objectName():
            yield action.objectName(), action
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from _every(inner)


def _names(menu: QMenu | None) -> set[str]:
    names = {name for name, _action in _every(menu)}
    if menu is not None:
        menu.close()
    return names


def _trigger(menu: QMenu | None, name: str) -> None:
    action = dict(_every(menu))[name]
    if menu is not None:
        menu.close()
    action.trigger()  # type: ignore[attr-defined]
    QApplication.processEvents()
