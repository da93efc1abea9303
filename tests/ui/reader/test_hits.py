"""Searching an article a little at a time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.span import Span
from annotator.text.search import find
from annotator.ui.reader import hits as module
from annotator.ui.reader.hits import FoldedText, Hits

# The Coast agency quoted the minister as saying that the harvest had doubled this year.
HEADLINE = "نقلت وكالة الساحل عن الوزيرة قولها إنّ المحصول تضاعف هذا العام\n"
LONG = HEADLINE * 900


def everything(text: str, query: str, *, start: int = 0) -> Hits:
    hits = Hits(FoldedText(text), query, start=start)
    while hits.step() is not None:
        pass
    return hits


@given(st.lists(st.sampled_from(["ان", "إنّ ", "الساحل", "\n", " ", "مُحمد", "x"]), max_size=60), st.integers(0, 60))
def test_what_is_found_piece_by_piece_is_what_is_found_at_once(words: list[str], start: int) -> None:
    text = "".join(words) or "ا"
    before, module.CHUNK = module.CHUNK, 7  # type: ignore[misc]
    try:
        hits = everything(text, "ان", start=min(start, len(text)))
    finally:
        module.CHUNK = before  # type: ignore[misc]
    assert [span for span in hits.between(0, len(text)) if len(words)] == list(find(text, "ان"))


def test_every_place_of_a_long_article_is_found_and_counted() -> None:
    hits = everything(LONG, "ان المحصول", start=40_000)
    assert hits.complete
    assert hits.count == 900


def test_the_search_begins_where_the_person_is() -> None:
    text = FoldedText(LONG)
    seen = Hits(text, "الساحل", start=40_000).step()
    assert seen is not None
    assert seen.start <= 40_000 < seen.end


def test_after_the_last_place_comes_the_first_and_before_the_first_the_last() -> None:
    hits = everything(LONG, "الوزيره")
    places = list(hits.between(0, len(LONG)))
    assert hits.next_from(places[-1].start + 1) == places[0]
    assert hits.previous_to(places[0].start) == places[-1]
    assert hits.next_from(places[3].start + 1) == places[4]
    assert hits.previous_to(places[450].start) == places[449]
    assert hits.rank(places[0]) == 1
    assert hits.rank(places[899]) == 900


def test_words_on_both_sides_of_a_cut_inside_a_very_long_paragraph_are_found() -> None:
    # One paragraph without a line end, far longer than a chunk.
    text = ("قالت الوزيرة إن المحصول تضاعف " * 4_000).strip()
    assert everything(text, "تضاعف قالت").count == 3_999


def test_a_query_of_nothing_is_found_nowhere() -> None:
    assert everything(LONG, " ً ").count == 0
    assert everything(LONG, "").next_from(0) is None


def test_places_found_in_another_way_are_kept_in_order() -> None:
    text = FoldedText(LONG)
    hits = Hits.fixed(text, [Span(30_000, 30_004), Span(2, 5)])
    assert list(hits.between(0, len(LONG))) == [Span(2, 5), Span(30_000, 30_004)]
    assert hits.complete
