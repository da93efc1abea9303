"""Marks for characters without ink: where they stand, what they are called, and no letter moved."""

from __future__ import annotations

from collections.abc import Callable

from annotator.operations.opendocument import OpenDocument
from annotator.text.direction import hidden_characters
from annotator.ui.reader.page import Page
from annotator.ui.reader.picture import page_picture
from annotator.ui.reader.unseen import unseen_of
from annotator.ui.reader.view import View

# The minister announced the new budget on Tuesday.
HEADLINE = "أعلن\u200f الوزير\u200b عن\u00a0الموازنة\u202e\u202e الجديدة، الثلاثاء"


def test_each_mark_names_what_stands_there_and_says_whether_it_deceives(page_of: Callable[[str, float], Page]) -> None:
    block = page_of(HEADLINE, 652.0).blocks[0]
    suspicious = frozenset(h.offset for h in hidden_characters(HEADLINE))
    marks = sorted(unseen_of(block, HEADLINE, block.span, suspicious), key=lambda mark: -mark.x)
    assert {(mark.text, mark.suspicious) for mark in marks} == {
        ("RLM", False),
        ("ZWSP", True),
        ("NBSP", False),
        ("RLO ×2", True),
    }


def test_a_mark_stands_at_the_border_of_the_letters_around_it(page_of: Callable[[str, float], Page]) -> None:
    block = page_of(HEADLINE, 652.0).blocks[0]
    mark = next(mark for mark in unseen_of(block, HEADLINE, block.span, frozenset()) if mark.text == "ZWSP")
    before = HEADLINE.index("\u200b") - 1
    letter = next(run for _line, run in block.runs(before, before + 1))
    assert abs(mark.x - letter.left) < 1.0


def test_marks_move_and_cover_no_letter(opened: Callable[[str], OpenDocument]) -> None:
    document = opened(HEADLINE)
    plain = page_picture(document)
    marked = page_picture(document, View(shows_unseen=True, suspicious=frozenset({13})))
    assert plain != marked
    band = round(14 + 49 * 0.6 - 0.93 * 23 + 1)
    assert plain.copy(0, band, plain.width(), 200) == marked.copy(0, band, plain.width(), 200)


def test_a_text_with_nothing_hidden_has_no_marks(page_of: Callable[[str, float], Page]) -> None:
    # The harvest doubled this year.
    text = "تضاعَفَ المحصول هذا العام"
    block = page_of(text, 652.0).blocks[0]
    assert not list(unseen_of(block, text, block.span, frozenset()))
    assert not list(unseen_of(block, text, None, frozenset()))
