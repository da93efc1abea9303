"""Cards in the far margin: beside their lines, never out of their paragraph, telling who speaks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF

from annotator import language
from annotator.model.annotation import Annotation
from annotator.model.changes import Change, ChangeSet, RecordKey, RecordKind
from annotator.model.identity import ActId, AnnotationId, Handle, RelationId
from annotator.model.span import Span
from annotator.operations.opendocument import OpenDocument
from annotator.ui.reader.cards import Cards, cards_of
from annotator.ui.reader.drawing import Drawing
from annotator.ui.reader.picture import drawing_of, page_picture
from annotator.ui.reader.styles import Manner
from annotator.ui.reader.view import View


@pytest.fixture
def drawing(article: OpenDocument) -> Drawing:
    """The article with cards."""
    return drawing_of(article, View(manner=Manner.CARDS), width=520)


def test_every_claim_has_its_card_beside_the_line_where_it_begins(drawing: Drawing, article: OpenDocument) -> None:
    shown = {card.claim.id: card for block in range(len(drawing.page.blocks)) for card in drawing.cards(block).cards}
    assert set(shown) == {claim.id for claim in article.claims()}
    first = shown[AnnotationId("c2")]
    assert first.rect.top() <= first.line_y <= first.rect.bottom()
    assert first.rect.right() < 0


def test_cards_never_lie_over_each_other_or_leave_their_paragraph(drawing: Drawing) -> None:
    for block in range(len(drawing.page.blocks)):
        cards = drawing.cards(block).cards
        for at, card in enumerate(cards):
            assert not any(card.rect.intersects(other.rect) for other in cards[at + 1 :])
            assert card.rect.bottom() <= drawing.page.blocks[block].height


def test_where_many_claims_begin_a_number_tells_how_many_are_left_and_the_chosen_one_is_shown(
    article: OpenDocument,
) -> None:
    claim = article.annotations[AnnotationId("c7")]
    for at in range(30):
        _add(article, replace(claim, id=AnnotationId(f"n{at:02}"), fragments=(Span(claim.start + at, claim.end),)))
    drawing = drawing_of(article, View(manner=Manner.CARDS), width=520)
    block = drawing.page.block_of(claim.start)
    crowded = drawing.cards(block)
    assert len(crowded.cards) + len(crowded.more) == 31
    assert crowded.more_rect is not None
    assert crowded.more_rect.bottom() <= drawing.page.blocks[block].height
    assert crowded.at(crowded.more_rect.center().x(), crowded.more_rect.center().y()) == crowded.more[0]
    chosen = cards_of(drawing.signs(block), drawing.page.blocks[block], AnnotationId("n29"))
    assert "n29" in {card.claim.id for card in chosen.cards}


def test_the_pointer_on_a_card_is_on_its_claim(drawing: Drawing) -> None:
    card = drawing.cards(3).cards[0]
    centre = card.rect.center() + QPointF(0, drawing.page.top(3))
    assert drawing.circle_at(centre.x(), centre.y()) == card.claim.id
    assert drawing.annotation_at(centre.x(), centre.y()) == card.claim.id


def test_there_are_no_cards_in_another_manner(article: OpenDocument) -> None:
    assert drawing_of(article, View()).cards(3) == Cards()


def test_a_new_relay_changes_what_a_card_looks_like(drawing: Drawing, article: OpenDocument) -> None:
    before = drawing.looks(2)
    relation = article.relations[RelationId("r1")]
    more = replace(relation, roles={**relation.roles, "via": (AnnotationId("s3"),)})
    key = RecordKey(RecordKind.RELATION, article.document.id, article.set_name, relation.id)
    article.apply(ChangeSet(ActId("1-1"), "Attribute", Handle("layla"), updated=(Change(key, relation, more),)))
    assert drawing.looks(2) != before


@pytest.mark.parametrize("spoken", ["ar", "en"])
def test_cards_move_no_letter(article: OpenDocument, spoken: str) -> None:
    language.use(spoken)
    with_cards = page_picture(article, View(manner=Manner.CARDS), width=520)
    without = page_picture(article, View(), width=520)
    right = with_cards.copy(250 - 6, 0, without.width() - 40 + 6, with_cards.height())
    assert right == without.copy(40 - 6, 0, without.width() - 40 + 6, without.height())
    assert with_cards.width() - without.width() == 210


def _add(document: OpenDocument, annotation: Annotation) -> None:
    key = RecordKey(RecordKind.ANNOTATION, document.document.id, document.set_name, annotation.id)
    document.apply(ChangeSet(ActId("1-1"), "Mark", Handle("layla"), created=(Change(key, None, annotation),)))
