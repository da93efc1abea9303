from __future__ import annotations

from dataclasses import fields
from typing import Final

import pytest
from PySide6.QtGui import QColor

from annotator.ui.theme import DARK, LIGHT, Theme, contrast, mix
from tests.ui.colours import DEUTAN, PROTAN, least_distance, linear, seen

both = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


@both
def test_text_can_be_read_on_every_ground(theme: Theme) -> None:
    for ground in (theme.page, theme.desk, theme.card, theme.accent_bg, theme.hover):
        assert contrast(theme.ink, ground) >= 7
        assert contrast(theme.ink2, ground) >= 4.5
    assert contrast(theme.ink3, theme.page) >= 4.5
    assert contrast(theme.on_accent, theme.accent) >= 7


@both
def test_every_source_hue_and_family_stands_out_from_the_page(theme: Theme) -> None:
    assert min(contrast(theme.hue(number), theme.page) for number in range(1, 9)) >= 4.6
    families = ("people", "org", "place", "time", "other")
    assert min(contrast(theme.family(name), theme.page) for name in families) >= 4.75


@both
def test_text_can_be_read_on_the_strongest_band(theme: Theme) -> None:
    for number in range(1, 9):
        band = mix(theme.hue(number), theme.page, theme.band_nested)
        assert contrast(theme.ink, band) >= 6.9
        assert contrast(theme.hue(number), mix(theme.hue(number), theme.page, theme.band)) >= 3


@both
def test_what_warns_can_be_read_on_its_own_tint(theme: Theme) -> None:
    for ink, ground in ((theme.warn, theme.warn_bg), (theme.bad, theme.bad_bg), (theme.good, theme.good_bg)):
        assert contrast(ink, ground) >= 4.5


def test_the_ninth_source_has_the_first_hue_again_and_nobody_has_none() -> None:
    assert LIGHT.hue(9) == LIGHT.hue(1)
    assert LIGHT.hue(0) == LIGHT.ink2
    assert LIGHT.family("unheard of") == LIGHT.family("other")


def test_contrast_of_black_and_white_is_twenty_one() -> None:
    assert contrast(QColor("#000"), QColor("#fff")) == pytest.approx(21)


# What stands on what, and the least contrast that it may have there (WCAG 2.2: text 4.5, signs 3; more where we can).
_TEXT: Final[dict[str, dict[str, float]]] = {
    "ink": dict.fromkeys(
        ("page", "desk", "card", "hover", "accent_bg", "sel", "warn_bg", "bad_bg", "good_bg", "line"), 7.0
    )
    | {"page": 12.5},
    "ink2": dict.fromkeys(("page", "desk", "card", "hover", "accent_bg", "sel"), 4.5) | {"page": 7.0},
    "ink3": dict.fromkeys(("page", "desk", "card"), 4.5),
    "accent": dict.fromkeys(("page", "desk", "card", "hover", "accent_bg"), 7.0) | {"sel": 4.5},
    "on_accent": {"accent": 11.0},
    "zone": {"page": 4.5},
    "cue": dict.fromkeys(("page", "desk", "card"), 4.5),
    "warn": dict.fromkeys(("page", "desk", "card", "warn_bg"), 4.5),
    "bad": dict.fromkeys(("page", "desk", "card", "bad_bg"), 4.5),
    "good": dict.fromkeys(("page", "desk", "card", "good_bg"), 4.5),
}
# Grounds and hairlines: seen by their place, never read.
_NEVER_READ: Final = frozenset(
    (
        "desk", "page", "card", "line", "line2", "hover", "accent_bg", "warn_bg", "bad_bg", "good_bg", "sel", "shadow",
        "dark", "hues", "families", "band", "band_on", "band_nested",
    )
)  # fmt: skip
_FAMILIES: Final = ("people", "org", "place", "time", "other")
# look.md, "contrast on page": light and dark.
_PUBLISHED: Final = {
    "desk": (1.12, 1.09), "card": (1.04, 1.10), "ink": (15.64, 12.63), "ink2": (7.56, 8.05), "ink3": (5.31, 5.85),
    "line": (1.32, 1.25), "line2": (1.62, 1.80), "hover": (1.21, 1.15), "accent": (11.17, 11.22),
    "accent_bg": (1.21, 1.40), "zone": (4.78, 5.36), "cue": (8.14, 8.67), "warn": (6.21, 9.00), "warn_bg": (1.16, 1.24),
    "bad": (6.48, 8.31), "bad_bg": (1.18, 1.16), "good": (6.42, 9.33), "good_bg": (1.16, 1.26), "sel": (1.46, 1.74),
}  # fmt: skip
_PUBLISHED_HUES: Final = (
    (4.78, 5.31, 4.87, 4.66, 9.97, 7.65, 8.38, 8.36), (8.43, 7.15, 7.56, 8.69, 4.77, 4.89, 4.72, 5.34),
)  # fmt: skip
_PUBLISHED_FAMILIES: Final = ((6.01, 5.09, 9.06, 5.10, 9.48), (6.15, 10.42, 10.52, 5.83, 6.55))


def test_every_token_is_text_or_ground() -> None:
    assert {field.name for field in fields(Theme)} == set(_TEXT) | _NEVER_READ


@both
@pytest.mark.parametrize(("ink", "ground"), [(ink, ground) for ink, grounds in _TEXT.items() for ground in grounds])
def test_every_pair_of_tokens_has_the_contrast_that_it_needs(theme: Theme, ink: str, ground: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= _TEXT[ink][ground]


@both
@pytest.mark.parametrize("number", range(1, 9))
def test_every_hue_can_be_told_from_everything_it_lies_on(theme: Theme, number: int) -> None:
    hue = theme.hue(number)
    # Digits in a filled circle are text, in the colour of the page.
    assert contrast(theme.page, hue) >= 4.6
    assert contrast(hue, theme.card) >= 4.2
    for strength in (theme.band, theme.band_on):
        band = mix(hue, theme.page, strength)
        assert contrast(hue, band) >= 3
        assert contrast(theme.cue, band) >= 4.5
        assert contrast(theme.ink, band) >= 6.9
    strongest = mix(hue, theme.page, theme.band_nested)
    assert contrast(theme.ink, strongest) >= 6.9
    assert contrast(theme.ink, theme.sel) >= 6.9
    assert min(contrast(theme.family(name), strongest) for name in _FAMILIES) >= 3.1


@both
def test_the_contrasts_on_the_page_are_those_that_the_look_was_measured_with(theme: Theme) -> None:
    at = int(theme.dark)
    for name, published in _PUBLISHED.items():
        assert contrast(getattr(theme, name), theme.page) == pytest.approx(published[at], abs=0.011), name
    for number, of_hue in enumerate(_PUBLISHED_HUES[at], start=1):
        assert contrast(theme.hue(number), theme.page) == pytest.approx(of_hue, abs=0.011)
    for name, of_family in zip(_FAMILIES, _PUBLISHED_FAMILIES[at], strict=True):
        assert contrast(theme.family(name), theme.page) == pytest.approx(of_family, abs=0.011)


@pytest.mark.parametrize(
    ("theme", "normal", "deutan", "protan"),
    [(LIGHT, 13.8, 8.6, 8.5), (DARK, 13.1, 8.2, 7.9)],
    ids=["light", "dark"],
)
def test_the_hues_stay_apart_for_people_who_confuse_red_and_green(
    theme: Theme, normal: float, deutan: float, protan: float
) -> None:
    assert least_distance([linear(hue) for hue in theme.hues]) >= normal - 0.05
    assert least_distance([seen(hue, DEUTAN) for hue in theme.hues]) >= deutan - 0.05
    assert least_distance([seen(hue, PROTAN) for hue in theme.hues]) >= protan - 0.05
