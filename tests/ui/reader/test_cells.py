"""Cells: every letter has its place, and the place holds its ink."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from annotator.ui.reader.blocks import Block
from annotator.ui.reader.cells import Cells
from annotator.ui.reader.page import Page

SAMPLES = {
    # The ministry announced that the harbour will receive the first ships on Tuesday.
    "plain": "أعلنت الوزارة أن المرفأ سيستقبل أولى السفن يوم الثلاثاء لا الأربعاء. " * 6,
    # The prime minister said that the government will resign.
    "vocalised": "وَقَالَ رَئِيسُ الْوُزَرَاءِ إِنَّ الْحُكُومَةَ سَتُقَدِّمُ اسْتِقَالَتَهَا لِلَّهِ الـــســلام. " * 5,
    # (Wall Street Journal) said on 16/8/2017 that CNN and 35 % of 1,250.75 ABC
    "mixed": "قالت (Wall Street Journal) يوم 16/8/2017 إن CNN و ٣٥٪ من 1,250.75 ABC بنسبة 18.5% في لـ12 موقعا " * 5,
    "emoji": "لا إله 😀 عاد b😀c الله 👨‍👩‍👧 وكتب 🇱🇧🇱🇧 1️⃣ e\u0301 كافيه؟ " * 5,
    "without width": "\u200f\u202bقال\u202c \u2067ABC\u2069 \u202eabc\u202c \u200b\ufeff كلمة\u00ad وي\u200cكتب\u200d "
    * 4,
    "byte order mark": "\ufeffواشنطن تنفي الخبر وتؤكد أن المحادثات مستمرة",
    "controls": "عاجل\tمن\x0bبيروت\u2028سطر\x00ثان\ufffcثالث ",
    # Latin byline: the minister said on Monday «Arabic words» that prices, 12.5 %, would rise in Beirut.
    "latin": "By our staff: the minister said on Monday «كلام عربي» that prices, 12.5%, would rise in بيروت soon. " * 4,
    "one long word": "ا" * 300 + " " + "w" * 200,
    "one letter": "م",
}
WIDTHS = (652.0, 300.0, 140.0)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("sample", SAMPLES)
def test_every_letter_is_found_again_under_its_own_cell(
    sample: str, width: float, page_of: Callable[[str, float], Page]
) -> None:
    page = page_of(SAMPLES[sample], width)
    for number, block, line, cells in _lines(page):
        y = page.top(number) + block.lines[line].baseline - 3
        for cell in _drawn(cells):
            middle = (cells.lefts[cell] + cells.rights[cell]) / 2
            assert page.character_at(middle, y) == cells.starts[cell]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("sample", SAMPLES)
def test_a_caret_placed_by_the_pointer_stands_at_the_border_that_was_meant(
    sample: str, width: float, page_of: Callable[[str, float], Page]
) -> None:
    page = page_of(SAMPLES[sample], width)
    for number, block, line, cells in _lines(page):
        y = page.top(number) + block.lines[line].baseline - 3
        for cell in _drawn(cells):
            left, right = cells.lefts[cell], cells.rights[cell]
            for x, border in ((left + (right - left) / 4, left), (right - (right - left) / 4, right)):
                caret = page.caret_rect(page.place_at(x, y))
                assert caret.x() == pytest.approx(border, abs=0.01)
                assert caret.top() <= y <= caret.bottom()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("sample", SAMPLES)
def test_cells_lie_side_by_side_and_fill_the_line(
    sample: str, width: float, page_of: Callable[[str, float], Page]
) -> None:
    for _, block, line, cells in _lines(page_of(SAMPLES[sample], width)):
        drawn = sorted((cells.lefts[cell], cells.rights[cell]) for cell in _drawn(cells))
        for (_, right), (left, _) in pairwise(drawn):
            assert left == pytest.approx(right, abs=0.05)
        laid = block.lines[line]
        assert sum(right - left for left, right in drawn) == pytest.approx(max(0.0, laid.right - laid.left), abs=0.6)


def test_marks_share_the_cell_of_their_letter(page_of: Callable[[str, float], Page]) -> None:
    # «مُحَمَّد», vocalised: four letters, four marks.
    cells = page_of("مُحَمَّدٌ", 652.0).blocks[0].cells(0)
    assert cells.starts == [0, 2, 4, 7]


def test_the_space_that_hangs_at_a_wrapped_line_has_no_width(page_of: Callable[[str, float], Page]) -> None:
    page = page_of(SAMPLES["plain"], 300.0)
    cells = page.blocks[0].cells(0)
    assert page.document.text[cells.starts[-1]] == " "
    assert cells.lefts[-1] == cells.rights[-1] == min(cells.lefts)


def test_a_stretch_is_several_rectangles_where_the_direction_changes(page_of: Callable[[str, float], Page]) -> None:
    # The newspaper Wall Street said today. The stretch «Street اليوم» is drawn in two places.
    text = "قالت صحيفة Wall Street اليوم"
    cells = page_of(text, 652.0).blocks[0].cells(0)
    runs = cells.runs(text.index("Street"), len(text))
    assert len(runs) == 2
    assert [run.starts for run in runs] == [False, True]
    assert [run.ends for run in runs] == [True, False]


@pytest.mark.parametrize("sample", ["plain", "vocalised", "mixed", "latin", "emoji"])
def test_the_ink_of_a_letter_lies_in_its_cell(sample: str, page_of: Callable[[str, float], Page]) -> None:
    page = page_of(SAMPLES[sample], 652.0)
    scale = 3
    for number, block, line, cells in _lines(page):
        ink = _ink_columns(page, number, line, scale)
        for cell in _drawn(cells):
            character = page.document.text[cells.starts[cell]]
            columns = ink[round((cells.lefts[cell] + 8) * scale) : round((cells.rights[cell] + 8) * scale)]
            if unicodedata.category(character)[0] in "LN":
                assert any(columns), (line, cells.starts[cell], character)
        inked = [x / scale - 8 for x, has_ink in enumerate(ink) if has_ink]
        # Tails and italics may hang over the border of their cell by a little.
        assert min(inked) > block.lines[line].left - 6
        assert max(inked) < block.lines[line].right + 6


def test_the_spaces_between_words_are_clean(page_of: Callable[[str, float], Page]) -> None:
    page = page_of(SAMPLES["plain"], 652.0)
    scale, spaces, clean = 3, 0, 0
    for number, _, line, cells in _lines(page):
        ink = _ink_columns(page, number, line, scale)
        for cell in _drawn(cells):
            if page.document.text[cells.starts[cell]] == " ":
                middle = round(((cells.lefts[cell] + cells.rights[cell]) / 2 + 8) * scale)
                spaces += 1
                clean += not any(ink[middle - 1 : middle + 2])
    assert clean >= 0.95 * spaces


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=120))
def test_no_text_is_too_strange_to_be_laid_out(page_of: Callable[[str, float], Page], text: str) -> None:
    page = page_of(text, 200.0)
    for _, block, line, cells in _lines(page):
        assert cells.starts[0] == block.lines[line].start
        assert cells.end == block.lines[line].end
        assert all(right >= left for left, right in zip(cells.lefts, cells.rights, strict=True))


def _lines(page: Page) -> Iterator[tuple[int, Block, int, Cells]]:
    for number, block in enumerate(page.blocks):
        for line in range(len(block.lines)):
            yield number, block, line, block.cells(line)


def _drawn(cells: Cells) -> list[int]:
    return [cell for cell in range(len(cells)) if cells.rights[cell] - cells.lefts[cell] > 0.01]


def _ink_columns(page: Page, number: int, line: int, scale: int) -> list[bool]:
    """For each column of pixels whether the line has ink in it; the picture begins 8 units left of the column."""
    block = page.blocks[number]
    baseline, style = block.lines[line].baseline, block.style
    top, height = baseline - style.above, style.above + style.below
    image = QImage(round((page.width + 16) * scale), round(height * scale), QImage.Format.Format_Grayscale8)
    image.fill(QColor("white"))
    with QPainter(image) as painter:
        painter.scale(scale, scale)
        painter.translate(8, -top)
        painter.setPen(QColor("black"))
        block.draw(painter, 0.0, QRectF(-8, top, page.width + 16, height))
    pixels, stride = bytes(image.constBits()), image.bytesPerLine()
    rows = [pixels[y * stride : y * stride + image.width()] for y in range(image.height())]
    darkest = [min(column) for column in zip(*rows, strict=True)]
    return [shade < 128 for shade in darkest]
