"""The reader in a person's hands: mouse, keys, scrolling, and changes by others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from annotator.model.annotation import Annotation
from annotator.model.changes import Change, ChangeSet, RecordKey, RecordKind
from annotator.model.identity import ActId, AnnotationId, Handle, RelationId
from annotator.model.relation import Relation
from annotator.model.span import Span
from annotator.operations.opendocument import OpenDocument
from annotator.text.vocabulary import Vocabulary
from annotator.ui.reader.page import Place
from annotator.ui.reader.reader import Reader
from annotator.ui.reader.view import Slot, Tone
from annotator.ui.theme import DARK

LEFT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
# The ministry announced that the harbour will receive the first ships on Tuesday, not on Wednesday.
SENTENCE = "أعلنت الوزارة أن المرفأ سيستقبل أولى السفن يوم الثلاثاء لا الأربعاء. "


@pytest.fixture
def reader(qtbot: QtBot, article: OpenDocument) -> Reader:
    """A reader with the article, as wide as in the window."""
    reader = Reader()
    qtbot.addWidget(reader)
    reader.resize(868, 700)
    reader.show()
    reader.set_vocabulary(Vocabulary({"لبنان": 20, "صيدا": 20}))
    reader.show_document(article)
    QApplication.processEvents()
    return reader


class Hand:
    """A hand with a mouse over a reader, which aims at letters."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._now_ms = 10_000

    def point(self, offset: int, *, part: float = 0.5) -> QPointF:
        """A point of the viewport on a letter; ``part`` counts from where the letter begins."""
        page = self._reader._page
        assert page is not None
        stretch = page.stretches(Span(offset, offset + 1))[0]
        block = page.blocks[stretch.block]
        cells = block.cells(stretch.line)
        cell = cells.index_of(offset)
        x = cells.leading(cell) * (1 - part) + cells.trailing(cell) * part
        scale = self._reader.zoom / 100
        origin = self._reader.point_on_page(QPointF(0, 0))
        return QPointF((x - origin.x()) * scale, (stretch.baseline - 4 - origin.y()) * scale)

    def press(self, point: QPointF, *, modifiers: Qt.KeyboardModifier = NONE, later_ms: int = 2_000) -> None:
        self._now_ms += later_ms
        self._send(QEvent.Type.MouseButtonPress, point, LEFT, LEFT, modifiers)

    def move(self, point: QPointF) -> None:
        self._send(QEvent.Type.MouseMove, point, NO_BUTTON, LEFT, NONE)

    def release(self, point: QPointF) -> None:
        self._send(QEvent.Type.MouseButtonRelease, point, LEFT, NO_BUTTON, NONE)

    def click(self, point: QPointF, *, times: int = 1, modifiers: Qt.KeyboardModifier = NONE) -> None:
        for n in range(times):
            self.press(point, modifiers=modifiers, later_ms=2_000 if n == 0 else 120)
            self.release(point)

    def drag(self, start: QPointF, end: QPointF) -> None:
        self.press(start)
        self.move((start + end) / 2)
        self.move(end)
        self.release(end)

    def _send(
        self,
        kind: QEvent.Type,
        point: QPointF,
        button: Qt.MouseButton,
        buttons: Qt.MouseButton,
        modifiers: Qt.KeyboardModifier,
    ) -> None:
        viewport = self._reader.viewport()
        event = QMouseEvent(kind, point, viewport.mapToGlobal(point), button, buttons, modifiers)
        event.setTimestamp(self._now_ms)
        QApplication.sendEvent(viewport, event)


@pytest.fixture
def hand(reader: Reader) -> Hand:
    """A hand over the reader."""
    return Hand(reader)


def press_key(reader: Reader, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, text: str = "") -> bool:
    """Send a key press; says whether the reader took it."""
    event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)
    QApplication.sendEvent(reader, event)
    return event.isAccepted()


# ---------------------------------------------------------------------- selecting with the mouse


@pytest.mark.parametrize("zoom", [100, 150])
def test_a_drag_ends_at_the_letter_inside_a_word_on_a_wrapped_line(reader: Reader, hand: Hand, zoom: int) -> None:
    reader.set_zoom(zoom)
    text = reader.document.text if reader.document is not None else ""
    start, end = text.index("التطعيم ستبدأ"), text.index("لقاحات")
    hand.drag(hand.point(start, part=0.2), hand.point(end + 2, part=0.8))
    assert reader.selection == Span(start, end + 3)
    assert reader.selected_text.endswith("أن اللقا")
    assert reader.caret == end + 3


def test_a_drag_backwards_selects_the_same(reader: Reader, hand: Hand) -> None:
    text = reader.document.text if reader.document is not None else ""
    start, end = text.index("التطعيم ستبدأ"), text.index("لقاحات")
    hand.drag(hand.point(end + 2, part=0.8), hand.point(start, part=0.2))
    assert reader.selection == Span(start, end + 3)
    assert reader.caret == start


def test_a_drag_over_a_latin_name_selects_what_lies_under_it(reader: Reader, hand: Hand) -> None:
    text = reader.document.text if reader.document is not None else ""
    start = text.index("Cedar")
    hand.drag(hand.point(start, part=0.1), hand.point(start + 4, part=0.9))
    assert reader.selected_text == "Cedar"


def test_two_clicks_take_the_stem_and_a_further_drag_goes_by_words(reader: Reader, hand: Hand) -> None:
    text = reader.document.text if reader.document is not None else ""
    lebanon = text.index("ولبنان") + 3
    hand.click(hand.point(lebanon), times=2)
    assert reader.selected_text == "لبنان"
    point = hand.point(lebanon)
    hand.press(point)
    hand.release(point)
    hand.press(point, later_ms=100)
    hand.move(hand.point(text.index("على علاجهم") + 1))
    assert reader.selected_text == "لبنان قادر على"


def test_three_clicks_take_the_sentence(reader: Reader, hand: Hand) -> None:
    text = reader.document.text if reader.document is not None else ""
    hand.click(hand.point(text.index("الأخيرة")), times=3)
    assert reader.selected_text == "يُذكر أن الحملة الأخيرة توقفت منذ مطلع 2024 بعد تأخر التمويل."


def test_shift_and_a_click_extend(reader: Reader, hand: Hand) -> None:
    text = reader.document.text if reader.document is not None else ""
    start, end = text.index("الحملة الأخيرة"), text.index("توقفت")
    hand.click(hand.point(start, part=0.1))
    hand.click(hand.point(end, part=0.1), modifiers=SHIFT)
    assert reader.selected_text == "الحملة الأخيرة "


def test_dragging_below_the_window_scrolls(reader: Reader, hand: Hand, qtbot: QtBot) -> None:
    before = reader.verticalScrollBar().value()
    hand.press(hand.point(5))
    hand.move(QPointF(300, 690))
    hand.move(QPointF(300, 760))
    qtbot.waitUntil(lambda: reader.verticalScrollBar().value() > before + 30)
    hand.release(QPointF(300, 760))
    selection = reader.selection
    assert selection is not None
    assert len(selection) > 300


# ---------------------------------------------------------------------- choosing


def test_a_click_chooses_the_innermost_annotation_and_places_the_caret(
    reader: Reader, hand: Hand, article: OpenDocument
) -> None:
    heard: list[object] = []
    reader.chosen_changed.connect(heard.append)
    inner = article.annotations[AnnotationId("e3")]
    hand.click(hand.point(inner.start + 2))
    assert reader.chosen == "e3"
    assert inner.start <= reader.caret <= inner.end
    assert reader.selection is None
    assert [reader.step_outward(), reader.step_outward(), reader.step_outward()] == ["e2", "s4", None]
    assert reader.step_inward() == "s4"
    assert reader.step_inward() == "e2"
    assert heard[0] == "e3"


def test_a_click_on_a_circle_chooses_the_claim(reader: Reader, hand: Hand, article: OpenDocument) -> None:
    claim = article.annotations[AnnotationId("c3")]
    line = hand.point(claim.start)
    circle = QPointF(line.x(), line.y())
    circle.setX(_view_x(reader, 652 + 56))
    hand.click(circle)
    assert reader.chosen in ("c2", "c3")
    assert reader.selection is None


def test_a_click_beside_everything_chooses_nothing(reader: Reader, hand: Hand) -> None:
    reader.choose(AnnotationId("c4"))
    hand.click(QPointF(10, 40))
    assert reader.chosen is None


def test_a_tag_of_a_far_source_leads_to_it(reader: Reader, hand: Hand, article: OpenDocument) -> None:
    relation = Relation(
        RelationId("r9"), "attribution", {"claim": (AnnotationId("c7"),), "source": (AnnotationId("s1"),)}
    )
    key = RecordKey(RecordKind.RELATION, article.document.id, article.set_name, relation.id)
    changes = ChangeSet(ActId("1-1"), "Attribute", Handle("layla"), created=(Change(key, None, relation),))
    article.apply(changes)
    reader.changed(changes)
    claim = article.annotations[AnnotationId("c7")]
    reader.reveal(claim.extent)
    reader.choose(claim.id)
    gap = hand.point(claim.start, part=0.5) + QPointF(-20, 4 + 11.5 + 9.4)
    hand.click(gap)
    assert reader.chosen == "s1"
    assert reader.caret == article.annotations[AnnotationId("s1")].start
    assert not reader.jump_to_far_member()
    reader.choose(claim.id)
    assert reader.jump_to_far_member()
    assert reader.chosen == "s1"


def test_what_is_erased_is_no_longer_chosen(reader: Reader, article: OpenDocument) -> None:
    reader.choose(AnnotationId("e1"))
    reader.changed(_apply(article, old=article.annotations[AnnotationId("e1")], new=None))
    assert reader.chosen is None


def test_walking_out_of_what_is_chosen_lets_it_go(reader: Reader, article: OpenDocument) -> None:
    entity = article.annotations[AnnotationId("e1")]
    reader.place_caret(entity.end)
    reader.choose(entity.id)
    press_key(reader, Qt.Key.Key_Right)
    assert reader.chosen == "e1"
    press_key(reader, Qt.Key.Key_Home, CONTROL)
    assert reader.chosen is None


# ---------------------------------------------------------------------- keys


def test_left_goes_forward_and_shift_selects(reader: Reader) -> None:
    assert press_key(reader, Qt.Key.Key_Left)
    assert reader.caret == 1
    press_key(reader, Qt.Key.Key_Left, CONTROL | SHIFT)
    assert reader.selection == Span(1, 6)
    press_key(reader, Qt.Key.Key_Right)
    assert reader.selection is None


def test_the_whole_text_can_be_selected_and_copied_as_it_is_stored(reader: Reader, article: OpenDocument) -> None:
    press_key(reader, Qt.Key.Key_A, CONTROL)
    press_key(reader, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == article.text


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (Qt.Key.Key_C, "ؤ"),
        (Qt.Key.Key_Return, "\r"),
        (Qt.Key.Key_Tab, "\t"),
        (Qt.Key.Key_Escape, ""),
        (Qt.Key.Key_Space, " "),
        (Qt.Key.Key_Delete, ""),
    ],
)
def test_keys_of_the_window_are_left_to_it(reader: Reader, key: Qt.Key, text: str) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, key, NONE, text)
    reader.event(event)
    assert not event.isAccepted()
    assert reader.caret == 0


def test_tab_does_not_carry_the_focus_away(qtbot: QtBot, reader: Reader) -> None:
    assert not reader.focusNextPrevChild(True)


def test_without_a_selection_the_words_of_what_is_chosen_are_copied(reader: Reader, article: OpenDocument) -> None:
    chosen = next(iter(article.annotations.values()))
    reader.choose(chosen.id)
    reader.copy()
    assert QGuiApplication.clipboard().text() == chosen.text(article.text)


def test_the_caret_is_hollow_while_the_keys_go_elsewhere_and_no_letter_moves(reader: Reader) -> None:
    QApplication.sendEvent(reader, QFocusEvent(QEvent.Type.FocusIn))
    full = reader.viewport().grab().toImage()
    QApplication.sendEvent(reader, QFocusEvent(QEvent.Type.FocusOut))
    hollow = reader.viewport().grab().toImage()
    differing = [
        (x, y)
        for x in range(full.width())
        for y in range(0, full.height(), 3)
        if full.pixel(x, y) != hollow.pixel(x, y)
    ]
    assert differing
    assert max(x for x, _y in differing) - min(x for x, _y in differing) <= 5
    QApplication.sendEvent(reader, QFocusEvent(QEvent.Type.FocusIn))
    assert reader.viewport().grab().toImage() == full


def test_the_caret_is_always_scrolled_into_view(reader: Reader) -> None:
    press_key(reader, Qt.Key.Key_End, CONTROL)
    assert reader.verticalScrollBar().value() > 0
    press_key(reader, Qt.Key.Key_Home, CONTROL)
    assert reader.verticalScrollBar().value() == 0


def test_a_step_tells_the_next_letter_without_moving_the_caret(reader: Reader) -> None:
    assert reader.step(4, leftward=True) == 5
    assert reader.step(4, leftward=False) == 3
    assert reader.step(0, leftward=True, by_word=True) == 6
    assert reader.caret == 0


def test_selecting_leaves_the_caret_at_the_active_end(reader: Reader) -> None:
    reader.select(Span(3, 9))
    assert reader.caret == 9
    reader.place_caret(12, extend=True)
    assert reader.selection == Span(3, 12)
    reader.select(Span(3, 9), active_end=False)
    assert reader.caret == 3
    reader.place_caret(1, extend=True)
    assert reader.selection == Span(1, 9)


# ---------------------------------------------------------------------- scrolling and zoom


def test_zoom_with_the_wheel_keeps_the_letter_under_the_pointer(reader: Reader, hand: Hand) -> None:
    letter = 250
    point = hand.point(letter)
    event = QWheelEvent(
        point,
        reader.viewport().mapToGlobal(point),
        QPoint(),
        QPoint(0, 120),
        NO_BUTTON,
        CONTROL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(reader.viewport(), event)
    assert reader.zoom == 110
    assert hand.point(letter).y() == pytest.approx(point.y(), abs=60)


def test_zoom_stays_between_its_limits(reader: Reader) -> None:
    reader.set_zoom(1_000)
    assert reader.zoom == 300
    reader.set_zoom(10)
    assert reader.zoom == 80


def test_a_place_in_the_article_can_be_left_and_found_again(reader: Reader, article: OpenDocument) -> None:
    reader.verticalScrollBar().setValue(90)
    anchor = reader.scroll_anchor
    reader.show_document(None)
    reader.show_document(article)
    reader.restore_scroll(anchor)
    assert reader.verticalScrollBar().value() == 90


def test_a_narrow_window_narrows_the_column_and_keeps_the_first_line(reader: Reader) -> None:
    reader.verticalScrollBar().setValue(230)
    offset = reader.scroll_anchor[0]
    reader.resize(420, 700)
    QApplication.processEvents()
    page = reader._page
    assert page is not None
    assert page.width < 320
    block = page.blocks[page.block_of(offset)]
    line = block.lines[block.line_of(offset)]
    assert line.start <= reader.scroll_anchor[0] <= line.end


@pytest.mark.parametrize("zoom", [100, 150, 200, 300])
@pytest.mark.parametrize("width", [260, 340, 415, 520, 900])
def test_no_letter_is_cut_off_however_narrow_the_window_and_large_the_letters(
    reader: Reader, article: OpenDocument, zoom: int, width: int
) -> None:
    reader.resize(width, 500)
    reader.set_zoom(zoom)
    QApplication.processEvents()
    left, right = reader.viewport().rect().left(), reader.viewport().rect().right()
    for claim in article.claims():
        reader.reveal(claim.extent)
        for offset in range(claim.start, min(claim.end, claim.start + 60)):
            letter = reader.rect_of(Span(offset, offset + 1))
            assert left <= letter.left() + 2
            assert letter.right() - 2 <= right


def test_what_is_revealed_can_be_seen(reader: Reader, article: OpenDocument) -> None:
    last = article.annotations[AnnotationId("c7")]
    reader.reveal(last.extent)
    page = reader._page
    assert page is not None
    seen = reader.rect_in_view(page.caret_rect(Place(last.start)))
    assert reader.viewport().rect().contains(seen)


def test_laying_out_a_far_block_moves_nothing_in_view(
    qtbot: QtBot, opened: Callable[[str], OpenDocument], reader: Reader
) -> None:
    reader.show_document(opened("\n".join(SENTENCE * (n % 9 + 1) for n in range(300))))
    reader.verticalScrollBar().setValue(reader.verticalScrollBar().maximum() // 2)
    QApplication.processEvents()
    anchor, before = reader.scroll_anchor, reader.grab().toImage()
    page = reader._page
    assert page is not None
    for block in range(40):
        page.lay_out(block)
    assert reader.scroll_anchor == anchor
    assert reader.grab().toImage() == before


def test_no_document_is_an_empty_page(reader: Reader) -> None:
    reader.show_document(None)
    assert reader.document is None
    assert reader.selection is None
    press_key(reader, Qt.Key.Key_Left)
    reader.choose(None)
    reader.reveal(Span(0, 1))
    reader.set_zoom(120)
    assert not reader.grab().toImage().isNull()


# ---------------------------------------------------------------------- changes


def test_what_is_painted_after_a_change_is_what_a_fresh_reader_paints(
    reader: Reader, article: OpenDocument, qtbot: QtBot
) -> None:
    key = AnnotationId("new")
    reader.changed(_apply(article, old=None, new=Annotation(key, "entity", "GPE", (Span(30, 34),))))
    claim = article.annotations[AnnotationId("c1")]
    reader.changed(_apply(article, old=claim, new=None))
    reader.changed(_apply(article, old=None, new=replace(claim, fragments=(Span(20, 33),))))
    QApplication.processEvents()
    painted = reader.screen().grabWindow(reader.winId()).toImage()
    reader.viewport().update()
    QApplication.processEvents()
    assert painted == reader.screen().grabWindow(reader.winId()).toImage()


def test_modes_can_lay_badges_slots_and_fading_over_the_page(reader: Reader) -> None:
    plain = reader.grab().toImage()
    reader.choose(AnnotationId("c2"))
    reader.set_badges({AnnotationId("s2"): "1", AnnotationId("s1"): "2"})
    reader.set_focus_annotations({AnnotationId("c2")})
    reader.set_slots((Slot("via", Tone.EMPTY, keys=("R",)), Slot("source", Tone.SOURCE, hue=2, filled=True)))
    assert reader.grab().toImage() != plain
    reader.set_badges({})
    reader.set_focus_annotations(None)
    reader.set_slots(())
    reader.choose(None)
    assert reader.grab().toImage() == plain


def test_the_theme_can_change_while_reading(reader: Reader) -> None:
    reader.set_theme(DARK)
    corner = reader.viewport().grab().toImage().pixelColor(2, 2)
    assert corner == DARK.page


def test_the_number_of_the_paragraph_appears_under_the_pointer(reader: Reader, hand: Hand) -> None:
    before = reader.grab().toImage()
    reader.viewport().setMouseTracking(True)
    point = hand.point(120)
    event = QMouseEvent(QEvent.Type.MouseMove, point, reader.viewport().mapToGlobal(point), NO_BUTTON, NO_BUTTON, NONE)
    QApplication.sendEvent(reader.viewport(), event)
    assert reader.grab().toImage() != before
    QApplication.sendEvent(reader, QEvent(QEvent.Type.Leave))


def test_a_reader_lives_in_a_window_of_either_direction(qtbot: QtBot, article: OpenDocument) -> None:
    for direction in (Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight):
        window = QMainWindow()
        qtbot.addWidget(window)
        window.setLayoutDirection(direction)
        reader = Reader()
        window.setCentralWidget(reader)
        window.resize(900, 700)
        window.show()
        reader.show_document(article)
        QApplication.processEvents()
        hand = Hand(reader)
        hand.drag(hand.point(0, part=0.1), hand.point(4, part=0.9))
        assert reader.selected_text == article.text[:5]


def _view_x(reader: Reader, x: float) -> float:
    origin = reader.point_on_page(QPointF(0, 0))
    return (x - origin.x()) * reader.zoom / 100


def _apply(document: OpenDocument, *, old: Annotation | None, new: Annotation | None) -> ChangeSet:
    name = (new or old).id if (new or old) is not None else ""  # type: ignore[union-attr]
    key = RecordKey(RecordKind.ANNOTATION, document.document.id, document.set_name, name)
    change = (Change(key, old, new),)
    changes = ChangeSet(
        ActId("1-1"),
        "Mark",
        Handle("layla"),
        created=change if old is None else (),
        erased=change if new is None else (),
    )
    document.apply(changes)
    return changes
