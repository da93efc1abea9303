from __future__ import annotations

from annotator.model.span import Span
from annotator.operations.around import around

# The minister said that the wheat had arrived. / Nothing else happened.
TEXT = "قال الوزير إن القمح وصل.\nولم يحدث شيء آخر."


def test_the_words_around_a_place_end_at_its_line_and_at_whole_words() -> None:
    start = TEXT.index("القمح")
    shown = around(TEXT, Span(start, start + 5), width=5)
    assert (shown.before, shown.text, shown.after) == ("الوزير إن ", "القمح", " وصل.")
    assert shown.span.of(shown.line) == "القمح"


def test_a_place_at_the_end_of_the_text_has_nothing_after_it() -> None:
    start = TEXT.index("آخر.")
    assert around(TEXT, Span(start, len(TEXT))).after == ""
