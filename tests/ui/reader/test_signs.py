"""Where signs go: at the letters they mean, in lanes that do not cross, in seats of the rail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from annotator.model.changes import Change, ChangeSet, RecordKey, RecordKind
from annotator.model.identity import ActId, AnnotationId, Handle
from annotator.model.span import Span
from annotator.operations.opendocument import OpenDocument
from annotator.ui.reader.blocks import Block
from annotator.ui.reader.page import Page
from annotator.ui.reader.rail import RailMark, rail_of
from annotator.ui.reader.signs import BlockSigns, Sign, signs_of


@pytest.fixture
def signs(article: OpenDocument) -> Callable[[int], BlockSigns]:
    """The signs of a block of the article."""
    page = Page(article, 652.0)

    def measured(block: int) -> BlockSigns:
        page.lay_out(block)
        return signs_of(page.blocks[block], article)

    return measured


def test_a_frame_inside_a_word_begins_exactly_where_the_letter_before_ends(article: OpenDocument) -> None:
    # «ولبنان»: the waw is not part of the name.
    page = Page(article, 652.0)
    page.lay_out(4)
    block = page.blocks[4]
    lebanon = article.annotations[AnnotationId("e6")]
    sign = _named(signs_of(block, article).entities, "e6")
    waw = next(run for _, run in block.runs(lebanon.start - 1, lebanon.start))
    assert sign.parts[0].right == pytest.approx(waw.left, abs=0.01)
    assert not sign.parts[0].joined_before
    assert not sign.parts[0].free_before
    assert sign.parts[0].free_after


def test_a_nested_claim_is_deeper_and_comes_after_its_parent(signs: Callable[[int], BlockSigns]) -> None:
    claims = signs(3).claims
    assert [(sign.annotation.id, sign.depth) for sign in claims] == [("c4", 0), ("c5", 1)]
    assert all(sign.shares_end for sign in claims)


def test_an_entity_that_holds_another_is_wider(signs: Callable[[int], BlockSigns]) -> None:
    entities = signs(3).entities
    assert _named(entities, "e2").holds
    assert _named(entities, "e3").depth == 1


def test_fragments_keep_their_own_starts_and_ends(signs: Callable[[int], BlockSigns]) -> None:
    parts = _named(signs(4).claims, "c6").parts
    assert [part.fragment for part in parts if part.starts] == [0, 1]
    assert [part.fragment for part in parts if part.ends] == [0, 1]


def test_underlines_of_the_same_letters_run_in_different_lanes(article: OpenDocument) -> None:
    page = Page(article, 652.0)
    page.lay_out(3)
    block, document = page.blocks[3], _with(article, "s3", "s7", wider=4)
    signs = signs_of(block, document)
    assert {_named(signs.underlines, "s3").lane, _named(signs.underlines, "s7").lane} == {0, 1}


def test_a_third_lane_thins_the_lanes() -> None:
    two = BlockSigns((), (), (), (), (), {0: 2})
    three = BlockSigns((), (), (), (), (), {0: 3})
    assert two.lane_offset(0, 1) > three.lane_offset(0, 1)
    assert three.lane_offset(0, 2) < 11


def test_a_parent_sits_outside_and_its_child_nearer_the_text(article: OpenDocument) -> None:
    page = Page(article, 652.0)
    page.lay_out(3)
    marks = {mark.claim.id: mark for mark in _rail(page.blocks[3], article, "c4", "c5")}
    assert marks[AnnotationId("c4")].x > marks[AnnotationId("c5")].x


def test_claims_that_begin_on_one_line_never_share_a_seat(article: OpenDocument) -> None:
    page = Page(article, 652.0)
    page.lay_out(3)
    document = _with(article, "c4", "c8", shift=3)
    marks = _rail(page.blocks[3], document, "c4", "c8")
    assert len({(mark.first, mark.x, mark.drop) for mark in marks}) == 2


def _named(signs: tuple[Sign, ...], name: str) -> Sign:
    return next(sign for sign in signs if sign.annotation.id == name)


def _rail(block: Block, document: OpenDocument, *names: str) -> tuple[RailMark, ...]:
    return rail_of([document.annotations[AnnotationId(name)] for name in names], block, document)


def _with(document: OpenDocument, like: str, name: str, *, wider: int = 0, shift: int = 0) -> OpenDocument:
    """The document with one more annotation, like another one but a little elsewhere."""
    model = document.annotations[AnnotationId(like)]
    span = Span(model.start + shift, model.end + wider)
    more = replace(model, id=AnnotationId(name), fragments=(span,))
    key = RecordKey(RecordKind.ANNOTATION, document.document.id, document.set_name, name)
    document.apply(ChangeSet(ActId("1-1"), "Mark", Handle("layla"), created=(Change(key, None, more),)))
    return document
