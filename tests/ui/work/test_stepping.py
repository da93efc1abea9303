"""From one annotation to the next, from one open claim to the next."""

from __future__ import annotations

from annotator.ui.window import Window


def chosen_words(window: Window) -> str:
    """The words of what is chosen."""
    document, chosen = window.reader.document, window.reader.chosen
    assert document is not None
    assert chosen is not None
    return document.annotations[chosen].text(document.text)


def test_annotations_are_stepped_through_in_reading_order_and_round(window: Window) -> None:
    window.reader.place_caret(0)
    seen = []
    for _ in range(5):
        window.perform("move.next")
        seen.append(chosen_words(window))
    assert seen == [
        "قالت", "وزيرة الزراعة ليلى حداد", "إن المحصول تضاعف", "أن الشحنة الأولى جاهزة", "قالت",
    ]  # fmt: skip
    window.perform("move.previous")
    assert chosen_words(window) == "أن الشحنة الأولى جاهزة"


def test_the_next_open_claim_is_chosen_from_anywhere(window: Window) -> None:
    document = window.reader.document
    assert document is not None
    for caret in (0, len(document.text)):
        window.reader.place_caret(caret)
        window.perform("attribution.next_open")
        assert chosen_words(window) == "أن الشحنة الأولى جاهزة"
