"""Blocks: long paragraphs in pieces, and one leading whatever is in the text."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from annotator.model.span import Span
from annotator.text.graphemes import is_boundary
from annotator.ui.reader.blocks import LONGEST, pieces
from annotator.ui.reader.page import Page
from annotator.ui.reader.strokes import joins

# The ministry announced that the harbour will receive the first ships on Tuesday.
SENTENCE = "أعلنت الوزارة أن المرفأ سيستقبل أولى السفن يوم الثلاثاء. "


def test_a_paragraph_of_common_length_is_one_piece() -> None:
    assert pieces(SENTENCE, Span(0, len(SENTENCE))) == [Span(0, len(SENTENCE))]


def test_a_very_long_paragraph_is_cut_at_spaces_without_losing_a_letter() -> None:
    text = SENTENCE * 500
    cut = pieces(text, Span(0, len(text)))
    assert len(cut) > 1
    assert "".join(piece.of(text) for piece in cut) == text
    assert all(len(piece) <= LONGEST for piece in cut)
    assert all(text[piece.end - 1] == " " for piece in cut)


def test_a_very_long_paragraph_is_cut_behind_sentences() -> None:
    text = SENTENCE * 500
    assert all(piece.of(text).endswith(". ") for piece in pieces(text, Span(0, len(text))))
    # Without a full stop behind a comma, and without any of that behind a word.
    for mark in ("،", ""):
        text = SENTENCE.replace(".", mark) * 500
        assert all(
            piece.of(text).endswith(f"الثلاثاء{mark} " if mark else " ") for piece in pieces(text, Span(0, len(text)))
        )


def test_a_very_long_word_is_cut_where_no_stroke_passes() -> None:
    # «السوار»: only behind ا, و and ر does the pen lift.
    text = "السوار" * 2_000
    cut = pieces(text, Span(0, len(text)))
    assert len(cut) > 2
    assert not any(joins(text, piece.start) for piece in cut[1:])


def test_joined_letters_without_end_are_cut_all_the_same() -> None:
    text = "س" * 9_000
    cut = pieces(text, Span(0, len(text)))
    assert len(cut) > 1 and "".join(piece.of(text) for piece in cut) == text


def test_a_very_long_word_is_never_cut_inside_a_letter() -> None:
    text = "بَ" * 9_000
    cut = pieces(text, Span(0, len(text)))
    assert "".join(piece.of(text) for piece in cut) == text
    assert all(is_boundary(text, piece.start) for piece in cut)


def test_baselines_are_exactly_one_leading_apart(page_of: Callable[[str, float], Page]) -> None:
    block = page_of("وَقَالَ 😀 Reuters " * 40, 652.0).blocks[0]
    baselines = [line.baseline for line in block.lines]
    assert {b - a for a, b in pairwise(baselines)} == {49.0}


def test_lines_cover_the_block_without_gaps(page_of: Callable[[str, float], Page]) -> None:
    block = page_of(SENTENCE * 10, 300.0).blocks[0]
    assert block.lines[0].start == block.span.start
    assert block.lines[-1].end == block.span.end
    assert all(a.end == b.start for a, b in pairwise(block.lines))


def test_a_forgotten_layout_comes_back_the_same(page_of: Callable[[str, float], Page]) -> None:
    page = page_of(SENTENCE * 10, 300.0)
    before = [(line.start, line.end, line.left, line.right) for line in page.blocks[0].lines]
    page.blocks[0].forget_layout()
    assert not page.blocks[0].is_laid_out
    page.lay_out(0)
    assert [(line.start, line.end, line.left, line.right) for line in page.blocks[0].lines] == before
