"""How each zone of an article is set: size, weight, leading, and the measures that the signs follow."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtGui import QFont

from annotator.ui.fonts import reading_font

COLUMN: Final = 652.0
"""The widest column, in page units: about 70 letters of body text."""
LEFT_MARGIN: Final = 40.0
"""Room for paragraph numbers beside the column."""
RAIL: Final = 80.0
"""How far from the column the read mark stands, on the reading side."""
RIGHT_MARGIN: Final = RAIL + 16.0
RAIL_OF_CIRCLES: Final = 74.0
"""As much of it as the circles of the claims need, without the read mark."""
TOP_MARGIN: Final = 14.0
BOTTOM_MARGIN: Final = 110.0
"""So that the last line can be read above the dock."""
NARROWEST_COLUMN: Final = 140.0
_DENSE_COLUMN: Final = 690.0
_CARD_MARGIN: Final = 250.0


class Manner(StrEnum):
    """How an article is shown: quietly, with a bar for every annotation, or with a card for every claim."""

    CALM = "calm"
    DENSE = "dense"
    CARDS = "cards"

    @property
    def column(self) -> float:
        """The widest column, in page units."""
        return _DENSE_COLUMN if self is Manner.DENSE else COLUMN

    @property
    def far_margin(self) -> float:
        """Room beside the column on the far side, in page units: for paragraph numbers, or for cards too."""
        return _CARD_MARGIN if self is Manner.CARDS else LEFT_MARGIN


@dataclass(frozen=True, slots=True)
class TextStyle:
    """The setting of one zone, in page units (logical pixels at a zoom of 100 %).

    Attributes:
        px: Size of the font.
        weight: 400 or 700.
        pitch: From one baseline to the next; it never changes, whatever is marked.
        gap: Below the paragraph.
        muted: Whether it is set in the ink of what is not the story.
        rise: Which part of the pitch lies above the baseline.
    """

    px: int
    weight: int
    pitch: int
    gap: int
    muted: bool
    rise: float = 0.6

    @property
    def font(self) -> QFont:
        """The font it is set in."""
        return reading_font(self.px, self.weight)

    @property
    def baseline(self) -> int:
        """From the top of a line to its baseline; whole, so that letters are crisp."""
        return round(self.pitch * self.rise)

    @property
    def above(self) -> float:
        """Height of the letters above the baseline: the hamza on an alef."""
        return 0.93 * self.px

    @property
    def below(self) -> float:
        """Depth of the letters below the baseline: the tail of a jim."""
        return 0.5 * self.px

    def letters_a_line(self, width: float) -> float:
        """How many letters a line of a width takes, to guess how many lines a paragraph will have.

        The width of an average letter was measured on news; where a line breaks, some room is left.
        """
        return max(1.0, width / (0.385 * self.px) - 3)


_BODY: Final = TextStyle(px=23, weight=400, pitch=49, gap=17, muted=False)
_STYLES: Final = {
    "headline": TextStyle(px=28, weight=700, pitch=55, gap=4, muted=False),
    "dateline": TextStyle(px=19, weight=400, pitch=41, gap=17, muted=True),
    "byline": TextStyle(px=19, weight=400, pitch=41, gap=17, muted=True),
    "caption": TextStyle(px=20, weight=400, pitch=43, gap=17, muted=True),
    "boilerplate": TextStyle(px=20, weight=400, pitch=43, gap=17, muted=True),
}
_DENSE_BODY: Final = TextStyle(px=21, weight=400, pitch=77, gap=6, muted=False, rise=0.3)
_DENSE_STYLES: Final = {
    "headline": TextStyle(px=25, weight=700, pitch=77, gap=2, muted=False, rise=0.3),
    **dict.fromkeys(
        ("dateline", "byline", "caption", "boilerplate"),
        TextStyle(px=19, weight=400, pitch=77, gap=6, muted=True, rise=0.3),
    ),
}


def style_of(zone: str | None, manner: Manner = Manner.CALM) -> TextStyle:
    """The setting of a zone; body for everything that is not named."""
    if manner is Manner.DENSE:
        return _DENSE_STYLES.get(zone or "body", _DENSE_BODY)
    return _STYLES.get(zone or "body", _BODY)
