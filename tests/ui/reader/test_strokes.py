"""Joining strokes, letter by letter."""

from __future__ import annotations

import pytest

from annotator.ui.reader.strokes import joins


@pytest.mark.parametrize(
    ("word", "offset", "joined"),
    [
        ("بروسيا", 1, True),  # in Russia
        ("وروسيا", 1, False),  # and Russia: waw does not join on
        ("للبنان", 1, True),  # to Lebanon
        ("بِلبنان", 2, True),  # a mark between the letters changes nothing
        ("ماء", 2, False),  # water: hamza stands alone
        ("لـ12", 2, False),
        ("قال روسيا", 4, False),
        ("روسيا", 0, False),
    ],
)
def test_a_stroke_passes_where_the_hand_does_not_lift(word: str, offset: int, *, joined: bool) -> None:
    assert joins(word, offset) is joined
