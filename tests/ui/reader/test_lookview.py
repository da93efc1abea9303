"""Manners, filters, directions and zones in a living reader."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.annotation import Annotation
from annotator.model.changes import Change, ChangeSet, RecordKey, RecordKind
from annotator.model.identity import ActId, AnnotationId, Handle
from annotator.model.span import Span
from annotator.operations.opendocument import OpenDocument
from annotator.text.direction import Direction
from annotator.ui.reader.filtering import Filter
from annotator.ui.reader.hits import FoldedText, Hits
from annotator.ui.reader.page import Page
from annotator.ui.reader.reader import Reader
from annotator.ui.reader.styles import Manner


@pytest.fixture
def reader(qtbot: QtBot, article: OpenDocument) -> Reader:
    """A reader with the article, as wide as in the window."""
    reader = Reader()
    qtbot.addWidget(reader)
    reader.resize(868, 500)
    reader.show()
    reader.show_document(article)
    QApplication.processEvents()
    return reader


@pytest.mark.parametrize("manner", [Manner.DENSE, Manner.CARDS])
def test_the_same_letters_stay_at_the_top_in_every_manner(reader: Reader, manner: Manner) -> None:
    reader.verticalScrollBar().setValue(160)
    offset = reader.scroll_anchor[0]
    calm = reader.grab().toImage()
    reader.set_manner(manner)
    page = reader._page
    assert page is not None
    block = page.blocks[page.block_of(offset)]
    line = block.lines[block.line_of(offset)]
    assert line.start <= reader.scroll_anchor[0] <= line.end
    assert reader.grab().toImage() != calm
    reader.set_manner(Manner.CALM)
    reader.restore_scroll((offset, 0.0))
    assert reader.scroll_anchor[0] == offset


def test_cards_give_way_where_the_window_is_too_narrow(reader: Reader) -> None:
    reader.set_manner(Manner.CARDS)
    page = reader._page
    assert page is not None
    assert _shown(page) == "cards"
    reader.resize(480, 500)
    QApplication.processEvents()
    assert _shown(page) == "calm"
    assert reader.manner is Manner.CARDS
    assert not reader.has_room
    reader.resize(868, 500)
    QApplication.processEvents()
    assert _shown(page) == "cards"


def test_a_new_document_is_shown_in_the_same_manner(reader: Reader, bare_article: OpenDocument) -> None:
    reader.set_manner(Manner.DENSE)
    reader.show_document(bare_article)
    assert reader.manner is Manner.DENSE
    page = reader._page
    assert page is not None
    assert page.blocks[3].style.pitch == 77


def test_what_is_hidden_is_neither_drawn_nor_under_the_pointer(reader: Reader, article: OpenDocument) -> None:
    entity = article.annotations[AnnotationId("e1")]
    drawing, page = reader._drawing, reader._page
    assert drawing is not None
    assert page is not None
    stretch = page.stretches(entity.extent)[0]
    point = (stretch.left + stretch.right) / 2, stretch.baseline - 4
    assert drawing.annotation_at(*point) == "e1"
    shown = reader.grab().toImage()
    reader.set_filter(Filter().toggled("entity", ["PERS"]))
    assert drawing.annotation_at(*point) == "s2"
    assert reader.grab().toImage() != shown
    reader.set_filter(Filter())
    assert reader.grab().toImage() == shown


def test_a_hidden_claim_leaves_the_rail(reader: Reader) -> None:
    drawing = reader._drawing
    assert drawing is not None
    assert drawing.signs(3).rail
    reader.set_filter(Filter().toggled("claim", ["Claim"]))
    assert not drawing.signs(3).rail


def test_a_filter_shows_only_what_is_asked_for(article: OpenDocument) -> None:
    layers = [layer for layer in article.scheme.layers.values() if layer.name != "zone"]
    only = Filter().showing_only("entity", ["DATE"], of=layers)
    shown = {a.id for a in article.annotations.values() if not only.hides(a)}
    assert shown == {"e4"}
    assert only.hides_layer(article.scheme.layer("claim"))
    assert not only.showing("claim", "Claim").hides_layer(article.scheme.layer("claim"))


def test_a_paragraph_can_be_turned_and_the_text_stays(reader: Reader, article: OpenDocument) -> None:
    text, page = article.text, reader._page
    assert page is not None
    assert page.blocks[3].rtl
    reader.set_directions({3: Direction.LTR})
    turned = reader._page
    assert turned is not None
    turned.lay_out(3)
    assert not turned.blocks[3].rtl
    assert article.text == text
    reader.set_directions({})
    again = reader._page
    assert again is not None
    again.lay_out(3)
    assert again.blocks[3].rtl


def test_directions_belong_to_their_document(reader: Reader, bare_article: OpenDocument) -> None:
    reader.set_directions({3: Direction.LTR})
    reader.show_document(bare_article)
    assert reader.directions == {}


def test_a_new_zone_mutes_its_paragraph_at_once_and_keeps_the_place(reader: Reader, article: OpenDocument) -> None:
    reader.verticalScrollBar().setValue(120)
    anchor = reader.scroll_anchor[0]
    page = reader._page
    assert page is not None
    paragraph = article.paragraphs[5]
    zone = Annotation(AnnotationId("z9"), "zone", "boilerplate", (paragraph,))
    key = RecordKey(RecordKind.ZONE, article.document.id, None, zone.id)
    changes = ChangeSet(ActId("1-1"), "Mark zone", Handle("layla"), created=(Change(key, None, zone),))
    article.apply(changes)
    reader.changed(changes)
    assert reader._page is page
    assert page.blocks[5].style.muted
    assert page.blocks[5].style.pitch == 43
    assert reader.scroll_anchor[0] == anchor


def test_what_is_found_is_tinted_and_the_current_place_framed(reader: Reader, article: OpenDocument) -> None:
    plain = reader.grab().toImage()
    hits = Hits(FoldedText(article.text), "صيدا")
    while hits.step() is not None:
        pass
    reader.show_hits(hits)
    tinted = reader.grab().toImage()
    assert tinted != plain
    first = next(hits.between(0, len(article.text)))
    reader.show_hits(hits, current=first)
    assert reader.grab().toImage() != tinted
    reader.show_hits(None)
    assert reader.grab().toImage() == plain


def test_it_is_known_what_is_in_view(reader: Reader, article: OpenDocument) -> None:
    seen = reader.in_view()
    assert seen is not None
    assert seen.start == 0
    assert reader.sees(Span(0, 4))
    assert not reader.sees(article.paragraphs[-1])


def test_no_document_has_no_looks(reader: Reader) -> None:
    reader.show_document(None)
    reader.set_manner(Manner.DENSE)
    reader.set_directions({0: Direction.LTR})
    reader.set_filter(Filter().toggled("entity", ["PERS"]))
    reader.set_shows_unseen(True)
    assert reader.in_view() is None
    assert not reader.suspicious


def test_suspicious_characters_are_known_as_soon_as_a_document_is_shown(
    reader: Reader, opened: Callable[[str], OpenDocument]
) -> None:
    # The minister of finance announced the budget.
    reader.show_document(opened("أعلن وزير\u202e المالية الموازنة"))
    assert reader.suspicious == {9}


def _shown(page: Page) -> str:
    return page.manner.value
