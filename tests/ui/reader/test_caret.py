"""The caret moves as the eye sees it, reaches every place, and never gets stuck."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from annotator.ui.reader import caret
from annotator.ui.reader.page import Page, Place

# He said that (Wall Street Journal) wrote on 16/8/2017 about 18.5% of the harbours of the country.
MIXED = "قال إن (Wall Street Journal) كتبت يوم 16/8/2017 عن 18.5% من مرافئ البلاد وَقَالَ أيضا كلاما آخر طويلا 😀 عنها."


@pytest.mark.parametrize("width", [652.0, 200.0])
def test_left_passes_every_letter_of_an_arabic_article_and_right_comes_back(
    width: float, page_of: Callable[[str, float], Page]
) -> None:
    # The ministry announced that the harbour will receive the first ships on Tuesday.
    page = page_of("أعلنت الوزارة أن المرفأ سيستقبل\nأولى السفن يوم الثلاثاء لا الأربعاء", width)
    forward = _walk(page, Place(0), leftwards=True)
    assert [place.offset for place in forward] == sorted({place.offset for place in forward})
    assert forward[-1].offset == len(page.document.text)
    back = _walk(page, forward[-1], leftwards=False)
    assert back[-1].offset == 0


@pytest.mark.parametrize("width", [652.0, 200.0])
def test_left_always_goes_left_within_a_line_of_mixed_direction(
    width: float, page_of: Callable[[str, float], Page]
) -> None:
    page = page_of(MIXED, width)
    places = _walk(page, Place(0), leftwards=True)
    spots = [page.spot(place) for place in places]
    for (block, line, x), (next_block, next_line, next_x) in pairwise(spots):
        if (block, line) == (next_block, next_line):
            assert next_x < x
        else:
            assert (next_block, next_line) > (block, line)
    assert {page.spot(place)[1] for place in places} == set(range(len(page.blocks[0].lines)))


def test_home_and_end_stay_on_the_line(page_of: Callable[[str, float], Page]) -> None:
    page = page_of(MIXED, 200.0)
    line = page.blocks[0].lines[1]
    inside = Place(line.start + 3)
    assert caret.start_of_line(page, inside) == Place(line.start)
    end = caret.end_of_line(page, inside)
    assert page.spot(end)[1] == 1
    assert not page.document.text[end.offset - 1].isspace()
    assert caret.end_of_line(page, end) == end
    assert caret.start_of_line(page, end) == Place(line.start)


def test_up_and_down_keep_their_column(page_of: Callable[[str, float], Page]) -> None:
    page = page_of("أعلنت الوزارة أن المرفأ سيستقبل أولى السفن يوم الثلاثاء. " * 6, 300.0)
    start = page.place_on(0, 1, 150.0)
    x = page.spot(start)[2]
    down = caret.by_line(page, start, down=True, x=x)
    assert page.spot(down)[1] == 2
    assert page.spot(down)[2] == pytest.approx(x, abs=12)
    assert caret.by_line(page, down, down=False, x=x).offset == start.offset


def test_down_ends_at_the_end_of_the_article(page_of: Callable[[str, float], Page]) -> None:
    page = page_of("سطر أول\nسطر ثان", 652.0)
    place = Place(0)
    for _ in range(4):
        place = caret.by_line(page, place, down=True, x=600.0)
    assert place.offset == len(page.document.text)
    for _ in range(4):
        place = caret.by_line(page, place, down=False, x=600.0)
    assert place.offset == 0


def test_control_and_an_arrow_go_by_word_in_the_direction_of_the_paragraph(
    page_of: Callable[[str, float], Page],
) -> None:
    page = page_of("أعلنت الوزارة أن", 652.0)
    assert caret.by_word(page, Place(0), leftwards=True).offset == 6
    assert caret.by_word(page, Place(6), leftwards=False).offset == 0


def test_control_and_down_go_by_paragraph(page_of: Callable[[str, float], Page]) -> None:
    page = page_of("سطر أول\nسطر ثان\nسطر ثالث", 652.0)
    assert caret.by_paragraph(page, Place(2), down=True).offset == 8
    assert caret.by_paragraph(page, Place(10), down=False).offset == 8
    assert caret.by_paragraph(page, Place(8), down=False).offset == 0
    assert caret.by_paragraph(page, Place(18), down=True).offset == len(page.document.text)


def test_a_screen_up_from_the_first_line_is_the_start(page_of: Callable[[str, float], Page]) -> None:
    page = page_of("سطر أول\nسطر ثان", 652.0)
    assert caret.by_screen(page, Place(3), height=-500.0, x=600.0).offset == 0
    assert caret.by_screen(page, Place(3), height=5_000.0, x=600.0).offset == len(page.document.text)


def _walk(page: Page, place: Place, *, leftwards: bool) -> list[Place]:
    places = [place]
    for _ in range(2 * len(page.document.text) + 10):
        following = caret.sideways(page, places[-1], leftwards=leftwards)
        if following == places[-1]:
            return places
        places.append(following)
    raise AssertionError("the caret goes on for ever")
