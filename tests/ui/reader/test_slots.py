"""Where the small slots in the gap under a claim stand, in wide and narrow columns."""

from __future__ import annotations

import pytest

from annotator.model.identity import AnnotationId
from annotator.operations.opendocument import OpenDocument
from annotator.ui.reader.page import Page, Stretch
from annotator.ui.reader.slots import PlacedSlot, placed_slots, slot_width
from annotator.ui.reader.view import Slot, Tone

# via: the newspaper Mina, par. 4; source: an official in the company Blue Delta Shipping; relay; denies
_SLOTS = (
    Slot("ناقل: ↑ صحيفة الميناء، ف٤", Tone.SOURCE, hue=2, filled=True),
    Slot("مصدر: ↑ مسؤول في شركة Blue Delta Shipping، ف٤", Tone.SOURCE, hue=3, filled=True),
    Slot("ناقل", Tone.EMPTY, keys=("R", "ق")),
    Slot("ينفي", Tone.EMPTY, keys=("D", "ي")),
)


def _claim(page: Page) -> Stretch:
    annotation = page.document.annotations[AnnotationId("c4")]
    page.lay_out(page.block_of(annotation.start))
    return page.stretches(annotation.fragments[0])[0]


def _overlap(placed: list[PlacedSlot]) -> bool:
    return any(a.rect.intersects(b.rect) for n, a in enumerate(placed) for b in placed[n + 1 :])


@pytest.mark.parametrize("width", [140.0, 190.0, 260.0, 400.0, 652.0])
@pytest.mark.parametrize("count", [1, 2, 4])
def test_no_slot_leaves_the_column_or_covers_another(article: OpenDocument, width: float, count: int) -> None:
    page = Page(article, width)
    placed = placed_slots(_SLOTS[:count], _claim(page), page)
    assert placed
    assert not _overlap(placed)
    assert all(one.rect.left() >= -0.5 and one.rect.right() <= width + 0.5 for one in placed)


def test_words_are_shortened_only_where_there_is_no_room(article: OpenDocument) -> None:
    wide, narrow = Page(article, 652.0), Page(article, 190.0)
    assert [one.slot for one in placed_slots(_SLOTS, _claim(wide), wide)] == list(_SLOTS)
    first, *_others = placed_slots(_SLOTS[:2], _claim(narrow), narrow)
    assert first.slot.text.endswith("…")
    assert first.rect.width() == pytest.approx(slot_width(first.slot))


def test_short_slots_keep_their_words_beside_a_long_one(article: OpenDocument) -> None:
    page = Page(article, 300.0)
    placed = placed_slots(_SLOTS[1:], _claim(page), page)
    assert placed[0].slot.text.endswith("…")
    assert [one.slot for one in placed[1:]] == list(_SLOTS[2:])


def test_where_pills_leave_no_room_slots_stand_under_the_next_line(article: OpenDocument) -> None:
    page = Page(article, 300.0)
    claim = _claim(page)
    pitch = page.blocks[claim.block].style.pitch
    beside, under = (placed_slots(_SLOTS[:1], claim, page, right=right)[0].rect.center().y() for right in (250.0, 60.0))
    assert under - beside == pytest.approx(pitch)
