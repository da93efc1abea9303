"""The colours of the window, light and dark, as tokens with names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QColor

QUIET_FAMILIES: Final = frozenset(("time",))
"""Families of entities so frequent that only the two ends of their frames are drawn."""
_FAMILIES: Final = ("people", "org", "place", "time", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One set of colours; every painter takes its colours from here and nowhere else.

    Attributes:
        dark: Whether light letters stand on dark paper.
        desk: Window, panels and bars.
        page: The reader, fields and link buttons: the only lit thing.
        card: Strips and cards that lie on the page.
        ink: Text.
        ink2: Second text; claims that are still open.
        ink3: Third text, hints.
        line: Hairlines.
        line2: Edges of key caps, fields and strips; the read mark.
        hover: What the pointer is over; quiet pills.
        accent: The person's own act: focus, chosen value, primary button. Never a source.
        accent_bg: Tint of it.
        on_accent: Text on it.
        zone: Dateline, byline, boilerplate.
        cue: The dotted line of a cue.
        warn: Doubt.
        warn_bg: Tint of it.
        bad: Denied, returned, refused.
        bad_bg: Tint of it.
        good: Done, answered.
        good_bg: Tint of it.
        sel: Selected text.
        shadow: What a strip throws on the page, with its alpha.
        hues: The eight source hues; ask for them with ``hue``.
        families: The border of each entity family; ask with ``family``.
        band: Strength of a claim's band on the page, 0 to 1.
        band_on: Strength of the chosen claim's band.
        band_nested: Strength of a nested claim's band.
    """

    dark: bool
    desk: QColor
    page: QColor
    card: QColor
    ink: QColor
    ink2: QColor
    ink3: QColor
    line: QColor
    line2: QColor
    hover: QColor
    accent: QColor
    accent_bg: QColor
    on_accent: QColor
    zone: QColor
    cue: QColor
    warn: QColor
    warn_bg: QColor
    bad: QColor
    bad_bg: QColor
    good: QColor
    good_bg: QColor
    sel: QColor
    shadow: QColor
    hues: tuple[QColor, ...]
    families: tuple[QColor, ...]
    band: float
    band_on: float
    band_nested: float

    def hue(self, number: int) -> QColor:
        """The hue of the article's ``number``-th source, from 1; second ink for 0, which is no source.

        From the ninth source on the hues come again (with a double line, which the reader draws).
        """
        return self.hues[(number - 1) % len(self.hues)] if number > 0 else self.ink2

    def family(self, name: str) -> QColor:
        """The border colour of an entity family: people, org, place, time; anything else is ``other``."""
        return self.families[_FAMILIES.index(name) if name in _FAMILIES else -1]


def mix(a: QColor, b: QColor, strength: float) -> QColor:
    """Colour ``a`` laid over ``b`` at a strength from 0 to 1, opaque.

    >>> mix(QColor("#000000"), QColor("#ffffff"), 0.5).name()
    '#808080'
    """
    pairs = zip(_channels(a), _channels(b), strict=True)
    return QColor.fromRgbF(*(upper * strength + lower * (1 - strength) for upper, lower in pairs))


def luminance(colour: QColor) -> float:
    """Relative luminance, 0 for black to 1 for white (WCAG 2.2)."""
    red, green, blue = (_linear(channel) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: QColor, b: QColor) -> float:
    """Contrast ratio of two opaque colours, 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((luminance(a), luminance(b)))
    return (lighter + 0.05) / (darker + 0.05)


def _channels(colour: QColor) -> tuple[float, float, float]:
    return colour.redF(), colour.greenF(), colour.blueF()


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _colours(names: str) -> tuple[QColor, ...]:
    return tuple(QColor(name) for name in names.split())


LIGHT: Final = Theme(
    dark=False,
    desk=QColor("#F3F1EB"),
    page=QColor("#FFFEFA"),
    card=QColor("#FBFAF5"),
    ink=QColor("#1E232B"),
    ink2=QColor("#4E545E"),
    ink3=QColor("#666B74"),
    line=QColor("#E3DFD4"),
    line2=QColor("#CFCABC"),
    hover=QColor("#EBE8DF"),
    accent=QColor("#2F3A57"),
    accent_bg=QColor("#E7E8EE"),
    on_accent=QColor("#FFFFFF"),
    zone=QColor("#6F7278"),
    cue=QColor("#4B4F57"),
    warn=QColor("#9A4A00"),
    warn_bg=QColor("#FBEBD7"),
    bad=QColor("#B3261E"),
    bad_bg=QColor("#FBE7E4"),
    good=QColor("#1F6B43"),
    good_bg=QColor("#E2F1E7"),
    sel=QColor("#CBD5EA"),
    shadow=QColor(60, 50, 20, 26),
    hues=_colours("#356FD2 #B84610 #357E58 #B14F9C #364807 #613CA8 #921C49 #035373"),
    families=_colours("#874F80 #0675A4 #0D5417 #8F6614 #214383"),
    band=0.10,
    band_on=0.16,
    band_nested=0.19,
)

DARK: Final = Theme(
    dark=True,
    desk=QColor("#14171C"),
    page=QColor("#1C1F25"),
    card=QColor("#23272E"),
    ink=QColor("#E4E1D9"),
    ink2=QColor("#B4B5B8"),
    ink3=QColor("#969AA2"),
    line=QColor("#2C3038"),
    line2=QColor("#434852"),
    hover=QColor("#262A32"),
    accent=QColor("#CDD5E8"),
    accent_bg=QColor("#323844"),
    on_accent=QColor("#12141A"),
    zone=QColor("#8F939B"),
    cue=QColor("#B9BCC2"),
    warn=QColor("#F0B46C"),
    warn_bg=QColor("#3A2D1C"),
    bad=QColor("#FF9E94"),
    bad_bg=QColor("#3E2422"),
    good=QColor("#86D3A4"),
    good_bg=QColor("#1F3529"),
    sel=QColor("#3A465E"),
    shadow=QColor(0, 0, 0, 90),
    hues=_colours("#94BAFF #E59B43 #52C48A #FDA1C2 #998B1E #8781DD #CB6D78 #3BA0AA"),
    families=_colours("#C58BC0 #A4D3F8 #9FDE98 #BB943C #6BA7E9"),
    band=0.12,
    band_on=0.18,
    band_nested=0.20,
)
