"""How the caret moves: by letter, word and line, as the eye sees it."""

from __future__ import annotations

from annotator.text.words import next_word, previous_word
from annotator.ui.reader.page import Page, Place


def sideways(page: Page, place: Place, *, leftwards: bool) -> Place:
    """One letter to the left or right, over to the neighbouring line at the line's visual end."""
    number, line, x = page.spot(place)
    cells = page.blocks[number].cells(line)
    cell = cells.beside(x, leftwards=leftwards)
    if cell is None:
        return _over_the_edge(page, number, line, forward=leftwards == page.blocks[number].rtl) or place
    # The caret passes over the letter and clings to its far border.
    if leftwards == cells.rtl[cell]:
        return Place(cells.end_of(cell), clings_back=True)
    return Place(cells.starts[cell])


def by_word(page: Page, place: Place, *, leftwards: bool) -> Place:
    """To the next border of a word on the left or right."""
    text = page.document.text
    number = page.block_of(place.offset)
    page.lay_out(number)
    forward = leftwards == page.blocks[number].rtl
    return Place(next_word(text, place.offset) if forward else previous_word(text, place.offset))


def by_paragraph(page: Page, place: Place, *, down: bool) -> Place:
    """To the start of the next paragraph, or of this one and then of the one before."""
    number = page.block_of(place.offset)
    starts = [span.start for span in page.document.paragraphs]
    paragraph = page.blocks[number].paragraph
    if down:
        if paragraph + 1 < len(starts):
            return Place(starts[paragraph + 1])
        return end_of_document(page)
    if place.offset > starts[paragraph]:
        return Place(starts[paragraph])
    return Place(starts[max(0, paragraph - 1)])


def by_line(page: Page, place: Place, *, down: bool, x: float) -> Place:
    """To the line below or above, as near to ``x`` as its letters allow."""
    number, line, _ = page.spot(place)
    following = line + (1 if down else -1)
    if 0 <= following < len(page.blocks[number].lines):
        return page.place_on(number, following, x)
    neighbour = number + (1 if down else -1)
    if not 0 <= neighbour < len(page.blocks):
        return end_of_document(page) if down else start_of_document(page)
    page.lay_out(neighbour)
    return page.place_on(neighbour, 0 if down else len(page.blocks[neighbour].lines) - 1, x)


def by_screen(page: Page, place: Place, *, height: float, x: float) -> Place:
    """A screen down (or up, when ``height`` is negative), as near to ``x`` as the letters allow."""
    rect = page.caret_rect(place)
    y = rect.center().y() + height
    if y < 0:
        return start_of_document(page)
    if y > page.height:
        return end_of_document(page)
    return page.place_at(x, y)


def start_of_line(page: Page, place: Place) -> Place:
    """Before the first letter of the caret's line."""
    number, line, _ = page.spot(place)
    return Place(page.blocks[number].lines[line].start)


def end_of_line(page: Page, place: Place) -> Place:
    """Behind the last letter of the caret's line, before the space that hangs there."""
    number, line, _ = page.spot(place)
    block = page.blocks[number]
    start, end = block.lines[line].start, block.lines[line].end
    if line + 1 < len(block.lines):
        while end - 1 > start and page.document.text[end - 1].isspace():
            end -= 1
    return Place(end, clings_back=True)


def start_of_document(page: Page) -> Place:
    """Before the first letter."""
    return Place(page.blocks[0].span.start)


def end_of_document(page: Page) -> Place:
    """Behind the last letter."""
    return Place(page.blocks[-1].span.end, clings_back=True)


def _over_the_edge(page: Page, number: int, line: int, *, forward: bool) -> Place | None:
    """The start of the next line or the end of the one before, or None at the end of the document."""
    line += 1 if forward else -1
    if line < 0 or line >= len(page.blocks[number].lines):
        number += 1 if forward else -1
        if not 0 <= number < len(page.blocks):
            return None
        page.lay_out(number)
        line = 0 if forward else len(page.blocks[number].lines) - 1
    start = Place(page.blocks[number].lines[line].start)
    return start if forward else end_of_line(page, start)
