"""Where letters are in a later version of a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.span import Span
from annotator.text.anchors import Anchors

OLD = "قال وزير المالية إن الأسعار ستنخفض قبل نهاية العام، وفقا للوكالة."
# “The finance minister said that prices would fall before the end of the year, according to the agency.”


def moved(new: str, words: str) -> str | None:
    start = OLD.index(words)
    span = Anchors(OLD, new).span(Span(start, start + len(words)))
    return None if span is None else span.of(new)


def test_what_stands_before_and_behind_a_correction_keeps_its_words() -> None:
    new = OLD.replace("المالية", "الاقتصاد والتجارة")
    assert moved(new, "قال") == "قال"
    assert moved(new, "إن الأسعار ستنخفض قبل نهاية العام") == "إن الأسعار ستنخفض قبل نهاية العام"
    assert moved(new, "وزير المالية") is None
    assert moved(new, "وزير المالية إن") == "وزير الاقتصاد والتجارة إن"


def test_what_was_cut_out_has_no_place() -> None:
    new = OLD.replace("، وفقا للوكالة", "")
    assert moved(new, "للوكالة") is None
    assert moved(new, "نهاية العام") == "نهاية العام"


def test_a_new_sentence_in_front_moves_everything() -> None:
    new = "تصحيح من المحرر. " + OLD  # “Correction by the editor.”
    assert all(moved(new, word) == word for word in OLD.split())


words = st.lists(st.sampled_from(["قال", "الوزير", "إن", "السعر", "أمس", "،", "لا"]), max_size=12).map(" ".join)


@given(old=words, new=words)
def test_a_letter_is_always_found_as_itself_and_in_order(old: str, new: str) -> None:
    anchors = Anchors(old, new)
    places = [anchors.place(at) for at in range(len(old))]
    assert all(place is None or new[place] == old[at] for at, place in enumerate(places))
    found = [place for place in places if place is not None]
    assert found == sorted(set(found))
    assert anchors.place(len(old)) is None


@given(text=words)
def test_a_text_is_where_it_is_in_itself(text: str) -> None:
    anchors = Anchors(text, text)
    assert [anchors.place(at) for at in range(len(text))] == list(range(len(text)))
