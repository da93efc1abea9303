"""The page: zones are set differently, and what stands in the window stays there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from annotator.model.span import Span
from annotator.operations.opendocument import OpenDocument
from annotator.ui.reader.page import Page, Place

# The ministry announced that the harbour will receive the first ships on Tuesday.
SENTENCE = "أعلنت الوزارة أن المرفأ سيستقبل أولى السفن يوم الثلاثاء. "


@pytest.fixture
def article_page(article: OpenDocument) -> Page:
    """The article, laid out at the full width."""
    page = Page(article, 652.0)
    for block in range(len(page.blocks)):
        page.lay_out(block)
    return page


def test_the_headline_is_larger_and_boilerplate_is_muted(article_page: Page) -> None:
    styles = [block.style for block in article_page.blocks]
    assert styles[0].px == 28
    assert styles[0].weight == 700
    assert styles[1].muted
    assert styles[-1].muted
    assert not styles[2].muted


def test_every_offset_of_the_text_has_a_place_for_the_caret(article_page: Page) -> None:
    for offset in range(len(article_page.document.text) + 1):
        for clings_back in (False, True):
            rect = article_page.caret_rect(Place(offset, clings_back))
            assert -1 <= rect.x() <= article_page.width + 1
            assert 0 <= rect.top() < article_page.height


def test_a_caret_at_a_wrap_stands_at_the_end_of_one_line_or_the_start_of_the_next(article_page: Page) -> None:
    block = article_page.blocks[2]
    wrap = block.lines[1].start
    upper, lower = article_page.spot(Place(wrap, clings_back=True)), article_page.spot(Place(wrap))
    assert (upper[1], lower[1]) == (0, 1)
    assert lower[2] == article_page.width


def test_a_stretch_over_two_lines_starts_on_the_first_and_ends_on_the_second(article_page: Page) -> None:
    claim = article_page.document.annotations["c3"]  # type: ignore[index]
    stretches = article_page.stretches(claim.extent)
    assert len({stretch.line for stretch in stretches}) == 2
    assert [stretch.starts for stretch in stretches] == [True, False]
    assert [stretch.ends for stretch in stretches] == [False, True]


def test_laying_out_what_was_guessed_never_moves_what_is_in_view(opened: Callable[[str], OpenDocument]) -> None:
    text = "\n".join(SENTENCE * (n % 7 + 1) for n in range(200))
    page = Page(opened(text), 300.0)
    top = page.settle(6_000.0, 800.0)
    shown = page.block_at(top + 100)
    away = page.top(shown) - top
    # Scrolling up into blocks that have never been laid out.
    for _ in range(40):
        moved = page.settle(top - 60, 800.0)
        if page.block_at(moved + 100) == shown:
            assert page.top(shown) - moved == pytest.approx(away + 60)
        shown = page.block_at(moved + 100)
        away = page.top(shown) - moved
        top = moved


def test_only_what_is_in_view_is_laid_out(opened: Callable[[str], OpenDocument]) -> None:
    page = Page(opened("\n".join([SENTENCE] * 2_000)), 652.0)
    page.settle(0.0, 800.0)
    assert sum(block.is_laid_out for block in page.blocks) < 20


def test_layouts_far_away_are_freed_and_the_page_keeps_its_height(opened: Callable[[str], OpenDocument]) -> None:
    page = Page(opened("\n".join([SENTENCE * 3] * 300)), 300.0)
    for block in range(len(page.blocks)):
        page.lay_out(block)
    height = page.height
    page.forget_far(page.blocks_within(0.0, 800.0))
    assert sum(block.is_laid_out for block in page.blocks) < 20
    assert page.height == height


def test_a_text_of_nothing_but_newlines_can_be_shown(page_of: Callable[[str, float], Page]) -> None:
    page = page_of("\n\n\n", 652.0)
    assert page.place_at(10.0, 10.0).offset in range(4)
    assert page.character_at(10.0, 10.0) is None


def test_no_letter_is_under_the_margins(article_page: Page) -> None:
    assert article_page.character_at(-30.0, 40.0) is None
    assert article_page.character_at(article_page.width + 40, 40.0) is None
    assert article_page.character_at(300.0, article_page.height - 20) is None


def test_a_span_outside_the_laid_out_part_is_laid_out_when_asked_for(opened: Callable[[str], OpenDocument]) -> None:
    text = "\n".join([SENTENCE] * 50)
    page = Page(opened(text), 652.0)
    assert page.stretches(Span(len(text) - 20, len(text) - 10))
